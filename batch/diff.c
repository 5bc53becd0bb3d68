#include "diff.h"

#include "memory.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_fingerprints(const void *left, const void *right)
{
    const struct sarif_result *a = *(struct sarif_result *const *)left;
    const struct sarif_result *b = *(struct sarif_result *const *)right;
    int order = strcmp(a->fingerprint, b->fingerprint);
    return order ? order : (a > b) - (a < b);
}

static struct sarif_result **by_fingerprint(const struct sarif_results *results)
{
    struct sarif_result **sorted = allocate(results->count, sizeof *sorted);
    for (size_t i = 0; i < results->count; i++)
        sorted[i] = &results->items[i];
    qsort(sorted, results->count, sizeof *sorted, compare_fingerprints);
    return sorted;
}

unsigned char *diff_match(const struct sarif_results *results, const struct sarif_results *others)
{
    unsigned char *matched = allocate(results->count, 1);
    struct sarif_result **ours = by_fingerprint(results), **theirs = by_fingerprint(others);
    for (size_t i = 0, j = 0; i < results->count && j < others->count;) {
        int order = strcmp(ours[i]->fingerprint, theirs[j]->fingerprint);
        if (order == 0)
            matched[ours[i] - results->items] = 1;
        i += order <= 0;
        j += order >= 0;
    }
    free(ours);
    free(theirs);
    return matched;
}

static size_t print_kind(const char *word, const struct sarif_results *results,
                         const unsigned char *matched, unsigned char wanted)
{
    size_t count = 0;
    for (size_t i = 0; i < results->count; i++) {
        const struct sarif_result *result = &results->items[i];
        if (matched[i] != wanted)
            continue;
        char *file = utf8_harmless(result->file), *message = utf8_harmless(result->message);
        printf("%s: %s:%u:%u: warning: %s [%s]\n", word, file, result->line, result->column,
               message, result->rule);
        free(file);
        free(message);
        count++;
    }
    return count;
}

int diff_print(const struct sarif_results *old, const struct sarif_results *new)
{
    unsigned char *in_old = diff_match(new, old), *in_new = diff_match(old, new);
    size_t fresh = print_kind("new", new, in_old, 0);
    size_t gone = print_kind("gone", old, in_new, 0);
    size_t unchanged = print_kind("unchanged", new, in_old, 1);
    printf("%zu new, %zu gone, %zu unchanged\n", fresh, gone, unchanged);
    free(in_old);
    free(in_new);
    return fresh ? 1 : 0;
}
