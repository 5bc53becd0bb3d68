#include "finding.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

static void finding_free(struct finding *finding)
{
    free(finding->checker);
    free(finding->profile);
    free(finding->unit);
    free(finding->again);
    free(finding->message);
    free(finding->remedy);
    free(finding->file);
    free(finding->function);
    for (size_t i = 0; i < finding->step_count; i++) {
        free(finding->steps[i].file);
        free(finding->steps[i].message);
    }
    free(finding->steps);
}

void findings_add(struct findings *findings, const struct finding *finding)
{
    findings->items = grow_by_one(findings->items, findings->count, sizeof *findings->items);
    findings->items[findings->count++] = *finding;
}

static int compare_numbers(size_t a, size_t b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

/* What makes two findings the same one. */
static int compare_identity(const struct finding *a, const struct finding *b)
{
    int order = strcmp(a->file, b->file);
    if (!order)
        order = compare_numbers(a->line, b->line);
    if (!order)
        order = compare_numbers(a->column, b->column);
    if (!order)
        order = strcmp(a->checker, b->checker);
    if (!order)
        order = strcmp(a->message, b->message);
    return order;
}

static int compare_steps(const struct step *a, const struct step *b)
{
    int order = strcmp(a->file, b->file);
    if (!order)
        order = compare_numbers(a->line, b->line);
    if (!order)
        order = compare_numbers(a->column, b->column);
    if (!order)
        order = compare_numbers(a->depth, b->depth);
    if (!order)
        order = strcmp(a->message, b->message);
    return order;
}

static int compare(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;
    int order = compare_identity(a, b);
    if (!order)
        order = compare_numbers(a->step_count, b->step_count);
    for (size_t i = 0; !order && i < a->step_count; i++)
        order = compare_steps(&a->steps[i], &b->steps[i]);
    if (!order)
        order = strcmp(a->function, b->function);
    if (!order)
        order = strcmp(a->remedy, b->remedy);
    if (!order)
        order = compare_numbers(a->end_line, b->end_line);
    if (!order)
        order = compare_numbers(a->end_column, b->end_column);
    return order ? order : strcmp(a->unit, b->unit);
}

void findings_merge(struct findings *findings)
{
    if (!findings->count)
        return;
    qsort(findings->items, findings->count, sizeof *findings->items, compare);
    size_t kept = 1;
    for (size_t i = 1; i < findings->count; i++) {
        if (compare_identity(&findings->items[kept - 1], &findings->items[i]) == 0)
            finding_free(&findings->items[i]);
        else
            findings->items[kept++] = findings->items[i];
    }
    findings->count = kept;
}

void findings_free(struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        finding_free(&findings->items[i]);
    free(findings->items);
    *findings = (struct findings){0};
}
