#include "results.h"

#include "json.h"
#include "memory.h"
#include "paths.h"
#include "root.h"

#include <stdlib.h>
#include <string.h>

enum { FORMAT = 1 };

/* Names in one findings file count from its directory. */
struct reading {
    struct results *results;
    const char *root, *directory;
    const char *unit; /* the file that was compiled */
};

static char *read_place(const struct reading *reading, const cJSON *json)
{
    return root_relative(reading->root, reading->directory, json_text(json, "file"));
}

static void read_steps(const struct reading *reading, const cJSON *json, struct finding *finding)
{
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(json, "steps"), *item;
    finding->steps = allocate((size_t)cJSON_GetArraySize(array), sizeof *finding->steps);
    cJSON_ArrayForEach (item, array)
        finding->steps[finding->step_count++] = (struct step){
            .file = read_place(reading, item),
            .line = json_count(item, "line"),
            .column = json_count(item, "column"),
            .depth = json_count(item, "depth"),
            .message = copy_text(json_text(item, "message")),
        };
}

static void read_finding(const struct reading *reading, const cJSON *json)
{
    struct finding finding = {
        .checker = copy_text(json_text(json, "checker")),
        .profile = copy_text(json_text(json, "profile")),
        .unit = copy_text(reading->unit),
        .cwe = json_count(json, "cwe"),
        .message = copy_text(json_text(json, "message")),
        .remedy = copy_text(json_text(json, "remedy")),
        .file = read_place(reading, json),
        .line = json_count(json, "line"),
        .column = json_count(json, "column"),
        .end_line = json_count(json, "end_line"),
        .end_column = json_count(json, "end_column"),
        .function = copy_text(json_text(json, "function")),
    };
    read_steps(reading, json, &finding);
    findings_add(&reading->results->findings, &finding);
}

static void read_cut(const struct reading *reading, const cJSON *json)
{
    struct results *results = reading->results;
    results->cuts = grow_by_one(results->cuts, results->cut_count, sizeof *results->cuts);
    results->cuts[results->cut_count++] = (struct cut){
        .file = read_place(reading, json),
        .function = copy_text(json_text(json, "function")),
        .reason = copy_text(json_text(json, "reason")),
        .line = json_count(json, "line"),
    };
}

static void read_checker(struct results *results, const cJSON *json)
{
    for (size_t i = 0; i < results->checker_count; i++)
        if (strcmp(results->checkers[i].name, json_text(json, "name")) == 0)
            return;
    const cJSON *cwe = cJSON_GetObjectItemCaseSensitive(json, "cwe"), *item;
    struct checker checker = {
        .name = copy_text(json_text(json, "name")),
        .summary = copy_text(json_text(json, "summary")),
        .help = copy_text(json_text(json, "help")),
        .cwe = allocate((size_t)cJSON_GetArraySize(cwe), sizeof *checker.cwe),
    };
    cJSON_ArrayForEach (item, cwe)
        if (cJSON_IsNumber(item) && item->valuedouble > 0)
            checker.cwe[checker.cwe_count++] = (unsigned)item->valuedouble;
    results->checkers =
        grow_by_one(results->checkers, results->checker_count, sizeof *results->checkers);
    results->checkers[results->checker_count++] = checker;
}

/* "partial" is harmless where only budgets were the cause: then the code was understood. */
static enum status read_status(const cJSON *json)
{
    const char *status = json_text(json, "status");
    if (strcmp(status, "complete") == 0)
        return STATUS_COMPLETE;
    if (strcmp(status, "skipped") == 0)
        return STATUS_SKIPPED;
    if (strcmp(status, "partial") != 0)
        return STATUS_FAILED;
    return json_bool(json, "errors") ? STATUS_PARTIAL : STATUS_CUT;
}

/* "FILE:LINE:COLUMN: text" with FILE as reports show it; other texts are only copied. */
static char *shown_text(const struct reading *reading, const char *text)
{
    size_t length = strcspn(text, ":");
    char *name = copy_bytes(text, length), *path = path_join(reading->directory, name);
    bool has_place = text[length] == ':' && strchr("0123456789", text[length + 1]) &&
                     text[length + 1] && file_exists(path);
    char *file = root_relative(reading->root, reading->directory, name);
    char *shown = has_place ? format_text("%s%s", file, text + length) : copy_text(text);
    free(file);
    free(path);
    free(name);
    return shown;
}

static void read_notes(const struct reading *reading, const cJSON *json)
{
    const cJSON *item;
    cJSON_ArrayForEach (item, cJSON_GetObjectItemCaseSensitive(json, "notes")) {
        char *note = shown_text(reading, cJSON_IsString(item) ? item->valuestring : "");
        if (list_has(&reading->results->notes, note))
            free(note);
        else
            list_take(&reading->results->notes, note);
    }
}

static void read_all(struct reading *reading, const cJSON *json, const char *file,
                     bool system_headers)
{
    struct results *results = reading->results;
    const cJSON *functions = cJSON_GetObjectItemCaseSensitive(json, "functions"), *item;
    cJSON_ArrayForEach (item, cJSON_GetObjectItemCaseSensitive(json, "findings"))
        if (system_headers || !json_bool(item, "in_system_header"))
            read_finding(reading, item);
    cJSON_ArrayForEach (item, cJSON_GetObjectItemCaseSensitive(json, "checkers"))
        read_checker(results, item);
    cJSON_ArrayForEach (item, cJSON_GetObjectItemCaseSensitive(functions, "cut"))
        read_cut(reading, item);
    read_notes(reading, json);
    results->analysed += json_count(functions, "analysed");
    results->skipped += json_count(functions, "skipped");
    char *reason = shown_text(reading, json_text(json, "reason"));
    results_add_file(results, file, read_status(json), reason);
    free(reason);
}

void results_read(struct results *results, const char *path, const char *root, const char *file,
                  bool system_headers)
{
    char *trouble = NULL;
    cJSON *json = json_read(path, &trouble);
    unsigned format = json_count(json, "tinct");
    if (!json) {
        results_add_file(results, file, STATUS_FAILED, "It was not analysed; scan again");
    } else if (format != FORMAT) {
        results_add_file(results, file, STATUS_FAILED,
                         "The plugin is of another version than this program; build both again");
    } else {
        struct reading reading = {results, root, json_text(json, "directory"), file};
        read_all(&reading, json, file, system_headers);
    }
    free(trouble);
    cJSON_Delete(json);
}
