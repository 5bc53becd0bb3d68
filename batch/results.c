#include "results.h"

#include "json.h"
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *status_name(enum status status)
{
    switch (status) {
    case STATUS_SKIPPED:
        return "skipped";
    case STATUS_COMPLETE:
        return "complete";
    case STATUS_CUT:
        return "cut";
    case STATUS_PARTIAL:
        return "partial";
    case STATUS_FAILED:
        break;
    }
    return "failed";
}

void results_add_file(struct results *results, const char *file, enum status status,
                      const char *reason)
{
    results->files = grow_by_one(results->files, results->file_count, sizeof *results->files);
    results->files[results->file_count++] = (struct file_result){.file = copy_text(file),
                                                                 .status = status,
                                                                 .reason = copy_text(reason)};
}

static int compare_files(const void *left, const void *right)
{
    const struct file_result *a = left, *b = right;
    int order = strcmp(a->file, b->file);
    if (!order)
        order = (a->status < b->status) - (a->status > b->status);
    return order ? order : strcmp(a->reason, b->reason);
}

/* One line a file; sorted so that the worst of its commands comes first. */
static void merge_files(struct results *results)
{
    if (results->file_count)
        qsort(results->files, results->file_count, sizeof *results->files, compare_files);
    size_t kept = 0;
    for (size_t i = 0; i < results->file_count; i++) {
        struct file_result *file = &results->files[i];
        if (kept && strcmp(results->files[kept - 1].file, file->file) == 0) {
            free(file->file);
            free(file->reason);
        } else {
            results->files[kept++] = *file;
        }
    }
    results->file_count = kept;
}

static int compare_cuts(const void *left, const void *right)
{
    const struct cut *a = left, *b = right;
    int order = strcmp(a->file, b->file);
    if (!order)
        order = (a->line > b->line) - (a->line < b->line);
    if (!order)
        order = strcmp(a->function, b->function);
    return order ? order : strcmp(a->reason, b->reason);
}

/* A function in a header is cut in every file that includes it. */
static void merge_cuts(struct results *results)
{
    if (results->cut_count)
        qsort(results->cuts, results->cut_count, sizeof *results->cuts, compare_cuts);
    size_t kept = 0;
    for (size_t i = 0; i < results->cut_count; i++) {
        struct cut *cut = &results->cuts[i];
        if (kept && compare_cuts(&results->cuts[kept - 1], cut) == 0) {
            free(cut->file);
            free(cut->function);
            free(cut->reason);
        } else {
            results->cuts[kept++] = *cut;
        }
    }
    results->cut_count = kept;
}

static int compare_checkers(const void *left, const void *right)
{
    return strcmp(((const struct checker *)left)->name, ((const struct checker *)right)->name);
}

void results_finish(struct results *results)
{
    findings_merge(&results->findings);
    merge_files(results);
    merge_cuts(results);
    if (results->checker_count)
        qsort(results->checkers, results->checker_count, sizeof *results->checkers,
              compare_checkers);
    list_sort(&results->notes);
}

size_t results_count(const struct results *results, enum status status)
{
    size_t count = 0;
    for (size_t i = 0; i < results->file_count; i++)
        count += results->files[i].status == status;
    return count;
}

void results_free(struct results *results)
{
    findings_free(&results->findings);
    for (size_t i = 0; i < results->file_count; i++) {
        free(results->files[i].file);
        free(results->files[i].reason);
    }
    free(results->files);
    for (size_t i = 0; i < results->cut_count; i++) {
        free(results->cuts[i].file);
        free(results->cuts[i].function);
        free(results->cuts[i].reason);
    }
    free(results->cuts);
    for (size_t i = 0; i < results->checker_count; i++) {
        free(results->checkers[i].name);
        free(results->checkers[i].summary);
        free(results->checkers[i].help);
        free(results->checkers[i].cwe);
    }
    free(results->checkers);
    list_free(&results->notes);
    *results = (struct results){0};
}
