#include "coverage.h"

#include "json.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 10 }; /* of each kind on standard error; the file has them all */

static size_t files_with_findings(const struct findings *findings)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count += i == 0 || strcmp(findings->items[i].file, findings->items[i - 1].file) != 0;
    return count;
}

static void say_files(const struct results *results, enum status status, const char *word)
{
    size_t count = 0;
    for (size_t i = 0; i < results->file_count; i++) {
        const struct file_result *file = &results->files[i];
        if (file->status != status)
            continue;
        /* A compiler's error mostly starts with the file's name. */
        size_t length = strlen(file->file);
        bool named = strncmp(file->reason, file->file, length) == 0 && file->reason[length] == ':';
        if (count++ < SHOWN && named)
            say("  %s: %s", word, file->reason);
        else if (count <= SHOWN)
            say("  %s: %s%s%s", word, file->file, *file->reason ? ": " : "", file->reason);
    }
    if (count > SHOWN)
        say("  %s: %zu more; coverage.json lists them", word, count - SHOWN);
}

static void say_cuts(const struct results *results)
{
    for (size_t i = 0; i < results->cut_count && i < SHOWN; i++) {
        const struct cut *cut = &results->cuts[i];
        say("  cut: %s:%u: function %s (%s)", cut->file, cut->line, cut->function, cut->reason);
    }
    if (results->cut_count > SHOWN)
        say("  cut: %zu more; coverage.json lists them", results->cut_count - SHOWN);
}

/* Skipped files are mostly of another language: one line a reason. */
static void say_skipped(const struct results *results)
{
    for (size_t i = 0; i < results->file_count; i++) {
        const struct file_result *file = &results->files[i];
        if (file->status != STATUS_SKIPPED)
            continue;
        size_t count = 0;
        bool first = true;
        for (size_t j = 0; j < results->file_count; j++) {
            const struct file_result *other = &results->files[j];
            if (other->status != STATUS_SKIPPED || strcmp(other->reason, file->reason) != 0)
                continue;
            first = first && j >= i;
            count++;
        }
        if (first)
            say("  skipped: %zu file%s: %s", count, plural(count),
                *file->reason ? file->reason : "Nothing to analyse");
    }
}

void coverage_say(const struct results *results)
{
    size_t found = results->findings.count;
    if (found)
        say("%zu finding%s in %zu file%s", found, plural(found),
            files_with_findings(&results->findings),
            plural(files_with_findings(&results->findings)));
    else
        say("No findings");
    size_t cut = results_count(results, STATUS_CUT);
    say("Coverage: of %zu file%s, %zu analysed, %zu in part, %zu failed, %zu skipped; "
        "of %zu function%s, %zu analysed, %zu not reachable by untrusted data, %zu cut by a budget",
        results->file_count, plural(results->file_count), results_count(results, STATUS_COMPLETE),
        cut + results_count(results, STATUS_PARTIAL), results_count(results, STATUS_FAILED),
        results_count(results, STATUS_SKIPPED),
        results->analysed + results->skipped + results->cut_count,
        plural(results->analysed + results->skipped + results->cut_count), results->analysed,
        results->skipped, results->cut_count);
    say_files(results, STATUS_FAILED, "failed");
    say_files(results, STATUS_PARTIAL, "in part");
    say_cuts(results);
    say_skipped(results);
}

cJSON *coverage_json(const struct results *results)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "tinct", 1);
    cJSON_AddNumberToObject(json, "findings", (double)results->findings.count);
    cJSON *counts = cJSON_AddObjectToObject(json, "files");
    cJSON_AddNumberToObject(counts, "listed", (double)results->file_count);
    const enum status order[] = {STATUS_COMPLETE, STATUS_CUT, STATUS_PARTIAL, STATUS_FAILED,
                                 STATUS_SKIPPED};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        cJSON_AddNumberToObject(counts, status_name(order[i]),
                                (double)results_count(results, order[i]));
    cJSON *functions = cJSON_AddObjectToObject(json, "functions");
    cJSON_AddNumberToObject(functions, "analysed", (double)results->analysed);
    cJSON_AddNumberToObject(functions, "skipped", (double)results->skipped);
    cJSON_AddNumberToObject(functions, "cut", (double)results->cut_count);
    cJSON *rest = cJSON_AddArrayToObject(json, "not_complete");
    for (size_t i = 0; i < results->file_count; i++) {
        const struct file_result *file = &results->files[i];
        if (file->status == STATUS_COMPLETE)
            continue;
        cJSON *item = cJSON_CreateObject();
        json_set_text(item, "file", file->file);
        cJSON_AddStringToObject(item, "status", status_name(file->status));
        json_set_text(item, "reason", file->reason);
        cJSON_AddItemToArray(rest, item);
    }
    cJSON *cuts = cJSON_AddArrayToObject(json, "cut");
    for (size_t i = 0; i < results->cut_count; i++) {
        const struct cut *cut = &results->cuts[i];
        cJSON *item = cJSON_CreateObject();
        json_set_text(item, "file", cut->file);
        cJSON_AddNumberToObject(item, "line", cut->line);
        json_set_text(item, "function", cut->function);
        json_set_text(item, "reason", cut->reason);
        cJSON_AddItemToArray(cuts, item);
    }
    return json;
}

bool coverage_is_short(const struct results *results, double allowed)
{
    size_t bad = results_count(results, STATUS_FAILED) + results_count(results, STATUS_PARTIAL);
    size_t all = results->file_count - results_count(results, STATUS_SKIPPED);
    return bad && (double)bad * 100 > allowed * (double)all;
}
