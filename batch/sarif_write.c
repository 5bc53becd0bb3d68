#include "sarif_parts.h"

#include "coverage.h"
#include "files.h"
#include "fingerprint.h"
#include "json.h"
#include "memory.h"
#include "paths.h"
#include "uri.h"
#include "utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define ROOT_ID "%SRCROOT%"

/* Every file that the run names, sorted: results refer to them by index. */
static void collect_artifacts(const struct results *results, struct list *files)
{
    struct list all = {0};
    for (size_t i = 0; i < results->file_count; i++)
        list_add(&all, results->files[i].file);
    for (size_t i = 0; i < results->findings.count; i++) {
        const struct finding *finding = &results->findings.items[i];
        list_add(&all, finding->file);
        for (size_t j = 0; j < finding->step_count; j++)
            list_add(&all, finding->steps[j].file);
    }
    list_sort(&all);
    for (size_t i = 0; i < all.count; i++)
        if (i == 0 || strcmp(all.items[i], all.items[i - 1]) != 0)
            list_add(files, all.items[i]);
    list_free(&all);
}

static int compare_texts(const void *key, const void *item)
{
    return strcmp(key, *(char *const *)item);
}

static cJSON *artifact_location(const char *file, const struct list *artifacts)
{
    cJSON *location = cJSON_CreateObject();
    char *uri = uri_of_path(file);
    cJSON_AddStringToObject(location, "uri", uri);
    free(uri);
    if (file[0] != '/')
        cJSON_AddStringToObject(location, "uriBaseId", ROOT_ID);
    char **found = artifacts->count ? bsearch(file, artifacts->items, artifacts->count,
                                              sizeof *artifacts->items, compare_texts)
                                    : NULL;
    if (found)
        cJSON_AddNumberToObject(location, "index", (double)(found - artifacts->items));
    return location;
}

static void add_number(cJSON *object, const char *name, unsigned number)
{
    if (number)
        cJSON_AddNumberToObject(object, name, number);
}

/* Columns count Unicode characters in SARIF, bytes in findings. */
static unsigned column_of(struct sources *sources, const char *file, unsigned line, unsigned column)
{
    size_t length = 0;
    const char *start = column ? source_line(sources, file, line, &length) : NULL;
    return start ? utf8_column(start, length, column) : column;
}

static cJSON *region(struct sources *sources, const char *file, unsigned line, unsigned column,
                     unsigned end_line, unsigned end_column)
{
    cJSON *json = cJSON_CreateObject();
    add_number(json, "startLine", line);
    add_number(json, "startColumn", column_of(sources, file, line, column));
    if (end_line >= line && end_column && !(end_line == line && end_column <= column)) {
        add_number(json, "endLine", end_line);
        add_number(json, "endColumn", column_of(sources, file, end_line, end_column));
    }
    size_t length = 0;
    const char *start = source_line(sources, file, line, &length);
    if (start) {
        char *text = copy_bytes(start, length);
        cJSON_AddItemToObject(json, "snippet", sarif_message(text));
        free(text);
    }
    return json;
}

static cJSON *location(const struct sarif_run *run, const struct list *artifacts, const char *file,
                       unsigned line, unsigned column, unsigned end_line, unsigned end_column)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *physical = cJSON_AddObjectToObject(json, "physicalLocation");
    cJSON_AddItemToObject(physical, "artifactLocation", artifact_location(file, artifacts));
    if (line)
        cJSON_AddItemToObject(physical, "region",
                              region(run->sources, file, line, column, end_line, end_column));
    return json;
}

static cJSON *step_location(const struct sarif_run *run, const struct list *artifacts,
                            const struct step *step)
{
    cJSON *json = location(run, artifacts, step->file, step->line, step->column, 0, 0);
    cJSON_AddItemToObject(json, "message", sarif_message(step->message));
    return json;
}

static cJSON *code_flow(const struct sarif_run *run, const struct list *artifacts,
                        const struct finding *finding)
{
    cJSON *flow = cJSON_CreateObject();
    cJSON *threads = cJSON_AddArrayToObject(flow, "threadFlows");
    cJSON *thread = cJSON_CreateObject();
    cJSON_AddItemToArray(threads, thread);
    cJSON *locations = cJSON_AddArrayToObject(thread, "locations");
    for (size_t i = 0; i < finding->step_count; i++) {
        const struct step *step = &finding->steps[i];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddItemToObject(item, "location", step_location(run, artifacts, step));
        cJSON_AddNumberToObject(item, "nestingLevel", step->depth);
        cJSON_AddNumberToObject(item, "executionOrder", (double)(i + 1));
        cJSON_AddItemToArray(locations, item);
    }
    return flow;
}

static void add_function(cJSON *location, const char *function)
{
    if (!*function)
        return;
    cJSON *logical = cJSON_AddArrayToObject(location, "logicalLocations");
    cJSON *item = cJSON_CreateObject();
    json_set_text(item, "name", function);
    cJSON_AddStringToObject(item, "kind", "function");
    cJSON_AddItemToArray(logical, item);
}

static cJSON *result(const struct sarif_run *run, const struct list *artifacts,
                     const struct finding *finding)
{
    cJSON *json = cJSON_CreateObject();
    json_set_text(json, "ruleId", finding->checker);
    for (size_t i = 0; i < run->results->checker_count; i++)
        if (strcmp(run->results->checkers[i].name, finding->checker) == 0)
            cJSON_AddNumberToObject(json, "ruleIndex", (double)i);
    cJSON_AddStringToObject(json, "level", "warning");
    char *text =
        format_text("%s%s%s", finding->message, *finding->remedy ? "\n" : "", finding->remedy);
    cJSON_AddItemToObject(json, "message", sarif_message(text));
    free(text);
    cJSON *place = location(run, artifacts, finding->file, finding->line, finding->column,
                            finding->end_line, finding->end_column);
    add_function(place, finding->function);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(json, "locations"), place);
    if (finding->step_count) {
        cJSON_AddItemToArray(cJSON_AddArrayToObject(json, "codeFlows"),
                             code_flow(run, artifacts, finding));
        cJSON *source = step_location(run, artifacts, &finding->steps[0]);
        cJSON_AddNumberToObject(source, "id", 1);
        cJSON_AddItemToArray(cJSON_AddArrayToObject(json, "relatedLocations"), source);
    }
    cJSON *prints = cJSON_AddObjectToObject(json, "partialFingerprints");
    cJSON_AddStringToObject(prints, FINGERPRINT_NAME, finding->fingerprint);
    if (finding->cwe)
        cJSON_AddItemToArray(cJSON_AddArrayToObject(json, "taxa"), sarif_cwe(finding->cwe));
    if (finding->again)
        json_set_text(cJSON_AddObjectToObject(json, "properties"), "again", finding->again);
    return json;
}

static void add_notification(const struct sarif_run *run, cJSON *array, const char *level,
                             const char *file, unsigned line, const char *text,
                             const struct list *artifacts)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "level", level);
    cJSON_AddItemToObject(json, "message", sarif_message(text));
    cJSON_AddItemToArray(cJSON_AddArrayToObject(json, "locations"),
                         location(run, artifacts, file, line, 0, 0, 0));
    cJSON_AddItemToArray(array, json);
}

static void add_notifications(const struct sarif_run *run, cJSON *array,
                              const struct list *artifacts)
{
    const struct results *results = run->results;
    for (size_t i = 0; i < results->file_count; i++) {
        const struct file_result *file = &results->files[i];
        if (file->status == STATUS_COMPLETE || file->status == STATUS_CUT)
            continue;
        const char *what = file->status == STATUS_FAILED    ? "Not analysed"
                           : file->status == STATUS_PARTIAL ? "Analysed in part"
                                                            : "Skipped";
        const char *level = file->status == STATUS_FAILED    ? "error"
                            : file->status == STATUS_PARTIAL ? "warning"
                                                             : "note";
        char *text = format_text("%s%s%s", what, *file->reason ? ": " : "", file->reason);
        add_notification(run, array, level, file->file, 0, text, artifacts);
        free(text);
    }
    for (size_t i = 0; i < results->cut_count; i++) {
        const struct cut *cut = &results->cuts[i];
        char *text =
            format_text("The analysis of function %s was cut: %s", cut->function, cut->reason);
        add_notification(run, array, "warning", cut->file, cut->line, text, artifacts);
        free(text);
    }
}

static void add_time(cJSON *object, const char *name, time_t when)
{
    char text[32];
    struct tm utc;
    if (gmtime_r(&when, &utc) && strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc))
        cJSON_AddStringToObject(object, name, text);
}

static cJSON *invocation(const struct sarif_run *run, const struct list *artifacts)
{
    cJSON *json = cJSON_CreateObject();
    add_time(json, "startTimeUtc", run->start);
    add_time(json, "endTimeUtc", run->end);
    char *here = current_directory(), *directory = path_join(here, ""), *uri = uri_of_path(directory);
    cJSON_AddStringToObject(cJSON_AddObjectToObject(json, "workingDirectory"), "uri", uri);
    free(uri);
    free(directory);
    free(here);
    cJSON_AddNumberToObject(json, "exitCode", run->exit_code);
    cJSON_AddBoolToObject(json, "executionSuccessful", run->exit_code != 2);
    add_notifications(run, cJSON_AddArrayToObject(json, "toolExecutionNotifications"), artifacts);
    return json;
}

static bool is_target(const struct results *results, const char *file)
{
    for (size_t i = 0; i < results->file_count; i++)
        if (strcmp(results->files[i].file, file) == 0)
            return results->files[i].status != STATUS_SKIPPED;
    return false;
}

static void add_artifacts(const struct sarif_run *run, cJSON *array, const struct list *artifacts)
{
    for (size_t i = 0; i < artifacts->count; i++) {
        cJSON *item = cJSON_CreateObject();
        cJSON *place = artifact_location(artifacts->items[i], artifacts);
        cJSON_DeleteItemFromObjectCaseSensitive(place, "index");
        cJSON_AddItemToObject(item, "location", place);
        if (is_target(run->results, artifacts->items[i])) {
            cJSON_AddItemToArray(cJSON_AddArrayToObject(item, "roles"),
                                 cJSON_CreateString("analysisTarget"));
            cJSON_AddStringToObject(item, "sourceLanguage", "c");
        }
        cJSON_AddItemToArray(array, item);
    }
}

static cJSON *whole(const struct sarif_run *run)
{
    struct list artifacts = {0};
    collect_artifacts(run->results, &artifacts);
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    cJSON_AddStringToObject(json, "version", "2.1.0");
    cJSON *item = cJSON_CreateObject();
    cJSON_AddItemToArray(cJSON_AddArrayToObject(json, "runs"), item);
    cJSON_AddItemToObject(item, "tool", sarif_tool(run));
    cJSON_AddItemToArray(cJSON_AddArrayToObject(item, "taxonomies"), sarif_taxonomy(run->results));
    cJSON_AddItemToArray(cJSON_AddArrayToObject(item, "invocations"), invocation(run, &artifacts));
    cJSON *bases = cJSON_AddObjectToObject(item, "originalUriBaseIds");
    char *root = format_text("%s%s", run->root, ends_with(run->root, "/") ? "" : "/");
    char *uri = uri_of_path(root);
    cJSON_AddStringToObject(cJSON_AddObjectToObject(bases, ROOT_ID), "uri", uri);
    free(uri);
    free(root);
    cJSON_AddStringToObject(item, "columnKind", "unicodeCodePoints");
    add_artifacts(run, cJSON_AddArrayToObject(item, "artifacts"), &artifacts);
    cJSON *results = cJSON_AddArrayToObject(item, "results");
    for (size_t i = 0; i < run->results->findings.count; i++)
        cJSON_AddItemToArray(results, result(run, &artifacts, &run->results->findings.items[i]));
    cJSON_AddItemToObject(cJSON_AddObjectToObject(item, "properties"), "coverage",
                          coverage_json(run->results));
    list_free(&artifacts);
    return json;
}

int sarif_write(const char *path, const struct sarif_run *run, char **trouble)
{
    cJSON *json = whole(run);
    char *text = cJSON_Print(json);
    cJSON_Delete(json);
    int result = -1;
    if (!text) {
        *trouble = format_text("%s: Out of memory; scan fewer files at once", path);
    } else if ((result = write_file(path, text, strlen(text))) != 0) {
        *trouble = format_text("%s: Cannot write the SARIF file: %s; make room or give another "
                               "place with --sarif",
                               path, strerror(errno));
    }
    free(text);
    return result;
}
