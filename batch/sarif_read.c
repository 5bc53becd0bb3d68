#include "sarif.h"

#include "fingerprint.h"
#include "json.h"
#include "memory.h"
#include "uri.h"

#include <stdlib.h>
#include <string.h>

static const cJSON *member(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static bool read_result(const cJSON *json, struct sarif_results *results)
{
    const cJSON *place =
        member(cJSON_GetArrayItem(member(json, "locations"), 0), "physicalLocation");
    const cJSON *region = member(place, "region");
    const char *fingerprint = json_text(member(json, "partialFingerprints"), FINGERPRINT_NAME);
    if (!*fingerprint)
        return false;
    const char *text = json_text(member(json, "message"), "text");
    results->items = grow_by_one(results->items, results->count, sizeof *results->items);
    results->items[results->count++] = (struct sarif_result){
        .fingerprint = copy_text(fingerprint),
        .rule = copy_text(json_text(json, "ruleId")),
        .message = copy_bytes(text, strcspn(text, "\n")),
        .file = uri_to_path(json_text(member(place, "artifactLocation"), "uri")),
        .line = json_count(region, "startLine"),
        .column = json_count(region, "startColumn"),
    };
    return true;
}

static int compare(const void *left, const void *right)
{
    const struct sarif_result *a = left, *b = right;
    int order = strcmp(a->file, b->file);
    if (!order)
        order = (a->line > b->line) - (a->line < b->line);
    if (!order)
        order = (a->column > b->column) - (a->column < b->column);
    if (!order)
        order = strcmp(a->rule, b->rule);
    if (!order)
        order = strcmp(a->message, b->message);
    return order ? order : strcmp(a->fingerprint, b->fingerprint);
}

int sarif_read(const char *path, struct sarif_results *results, char **trouble)
{
    cJSON *json = json_read(path, trouble);
    if (!json)
        return -1;
    struct sarif_results read = {0};
    const cJSON *runs = member(json, "runs"), *run, *result;
    size_t number = 0;
    if (!cJSON_IsArray(runs))
        *trouble =
            format_text("%s: This is not a SARIF file; make it with tinct scan --sarif", path);
    cJSON_ArrayForEach (run, runs)
        cJSON_ArrayForEach (result, member(run, "results")) {
            number++;
            if (!*trouble && !read_result(result, &read))
                *trouble = format_text("%s: Result %zu has no fingerprint %s; make the file with "
                                       "tinct scan --sarif",
                                       path, number, FINGERPRINT_NAME);
        }
    cJSON_Delete(json);
    if (*trouble) {
        sarif_results_free(&read);
        return -1;
    }
    if (read.count)
        qsort(read.items, read.count, sizeof *read.items, compare);
    *results = read;
    return 0;
}

void sarif_results_free(struct sarif_results *results)
{
    for (size_t i = 0; i < results->count; i++) {
        free(results->items[i].fingerprint);
        free(results->items[i].rule);
        free(results->items[i].message);
        free(results->items[i].file);
    }
    free(results->items);
    *results = (struct sarif_results){0};
}
