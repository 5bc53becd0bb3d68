#include "run_unit.h"

#include "depfile.h"
#include "files.h"
#include "json.h"
#include "memory.h"
#include "process.h"
#include "say.h"
#include "text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "a.c:3:1: 'x.h' file not found" of the first error in what Clang said. */
static char *first_error(const char *said)
{
    static const char *const marks[] = {"fatal error: ", "error: "};
    for (const char *at = said; *at;) {
        size_t length = strcspn(at, "\n");
        char *line = copy_bytes(at, length);
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            char *mark = strstr(line, marks[i]);
            if (mark) {
                char *text =
                    format_text("%.*s%s", (int)(mark - line), line, mark + strlen(marks[i]));
                free(line);
                return text;
            }
        }
        free(line);
        at += length + (at[length] == '\n');
    }
    return NULL;
}

static char *reason_for(int status, const char *said)
{
    if (status < 0)
        return format_text("Clang cannot be run: %s", strerror(errno));
    if (status >= 256)
        return format_text("Clang was ended by signal %d", status - 256);
    char *error = first_error(said);
    if (error)
        return error;
    if (status)
        return format_text("Clang ended with status %d", status);
    return copy_text("The plugin wrote no findings; build Tinct again");
}

static void write_json(const char *path, const cJSON *json)
{
    char *text = cJSON_Print(json);
    if (!text || write_file(path, text, strlen(text)) != 0)
        say_error("%s: Cannot write the file: %s; make room", path, strerror(errno));
    free(text);
}

/* Stands in for what the plugin could not write. */
static void write_failed(const cJSON *unit, const char *path, const char *reason)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "tinct", 1);
    json_set_text(json, "file", json_text(unit, "file"));
    json_set_text(json, "directory", json_text(unit, "directory"));
    cJSON_AddStringToObject(json, "status", "failed");
    json_set_text(json, "reason", reason);
    write_json(path, json);
    cJSON_Delete(json);
}

/* The plugin knows what it analysed, Clang's errors say why it was not more. */
static void add_errors(const char *path, const char *reason)
{
    char *trouble = NULL;
    cJSON *json = json_read(path, &trouble);
    free(trouble);
    if (json) {
        cJSON_AddTrueToObject(json, "errors");
        if (strcmp(json_text(json, "status"), "complete") == 0)
            cJSON_ReplaceItemInObjectCaseSensitive(json, "status", cJSON_CreateString("partial"));
        cJSON_DeleteItemFromObjectCaseSensitive(json, "reason");
        json_set_text(json, "reason", reason);
        write_json(path, json);
    }
    cJSON_Delete(json);
}

/* A crash or a limit of time and memory may not come again. */
static bool analysis_failed(const char *path)
{
    char *trouble = NULL;
    cJSON *json = json_read(path, &trouble);
    bool failed = strcmp(json_text(json, "status"), "failed") == 0;
    free(trouble);
    cJSON_Delete(json);
    return failed;
}

static int run(const cJSON *unit)
{
    const char *findings = json_text(unit, "findings");
    struct list command = {0};
    const cJSON *word;
    cJSON_ArrayForEach (word, cJSON_GetObjectItemCaseSensitive(unit, "command"))
        if (cJSON_IsString(word))
            list_add(&command, word->valuestring);
    struct text said = {0};
    text_add(&said, "");
    unlink(findings);
    int status = process_run(&(struct process){.argv = command.items,
                                               .directory = json_text(unit, "directory"),
                                               .errors = &said});
    bool wrote = access(findings, F_OK) == 0;
    bool failed = status != 0 || !wrote;
    if (failed) {
        char *reason = reason_for(status, said.data);
        if (wrote)
            add_errors(findings, reason);
        else
            write_failed(unit, findings, reason);
        free(reason);
    }
    (void)depfile_rewrite(json_text(unit, "depfile"), json_text(unit, "target"),
                          json_text(unit, "directory"));
    text_free(&said);
    list_free(&command);
    return failed || analysis_failed(findings);
}

int run_unit(const char *path)
{
    char *trouble = NULL;
    cJSON *unit = json_read(path, &trouble);
    int status = 2;
    if (!unit)
        say_error_at(trouble);
    else
        status = run(unit);
    free(trouble);
    cJSON_Delete(unit);
    return status;
}
