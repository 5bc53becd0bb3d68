/* tinct.ArrayIndex: an untrusted number must not index an array that it may lie outside of. */
#include "taint/extent.h"
#include "taint/number.h"

#include <stdio.h>

static const char remedy[] =
    "Check that the index is at least zero and less than the number of elements before it is used";

/* How many elements the array has that `element` is one of; -1 if it is not known. */
static taint_number count_elements(const csa_state *st, const csa_region *element)
{
    int64_t bytes;
    const csa_region *array = csa_region_super(element);
    uint64_t size = csa_type_size(csa_region_type(element));
    csa_val extent = csa_region_extent(st, array);
    return size && csa_val_number(extent, &bytes) ? bytes / (int64_t)size : -1;
}

/* A flexible array, or one of a single element at the end of a struct, is as long as what was
 * allocated for it. */
static bool is_open_ended(const csa_region *element, taint_number count)
{
    return csa_region_kind_of(csa_region_super(element)) == CSA_REGION_FIELD && count <= 1;
}

static void report(csa_context *cx, const struct taint_number_use *use, const char *lacks)
{
    struct taint_finding finding = {.hole = use->hole, .cwe = 129, .remedy = remedy, .once = true};
    taint_report(cx, &use->sink, &finding, "The index '%s' %s and comes from %s", use->name, lacks,
                 taint_origin(cx, use->hole->step));
}

static void judge(csa_context *cx, const struct taint_number_use *use, taint_number count)
{
    char text[128];
    const struct taint_interval *range = &use->bounds.range;
    bool is_low = taint_may_be_negative(&use->bounds) && (count >= 0 || !range->below);
    bool is_high = count < 0 ? taint_is_unlimited_above(&use->bounds)
                             : taint_may_exceed(&use->bounds, count - 1);
    if (!is_low && !is_high)
        return;
    if (!is_high)
        snprintf(text, sizeof text, "may be negative");
    else if (count < 0)
        snprintf(text, sizeof text, "is not limited%s", is_low ? " in either direction" : "");
    else if (range->above)
        snprintf(text, sizeof text, "may be as large as %.0Lf in an array of %.0Lf elements",
                 range->high, count);
    else
        snprintf(text, sizeof text, "is not checked against the %.0Lf elements%s", count,
                 is_low ? ", may be negative" : "");
    report(cx, use, text);
}

/* The memory was allocated in a size that the program has computed. */
static bool check_computed(csa_context *cx, const csa_region *element,
                           const struct taint_number_use *use)
{
    char text[200];
    struct taint_shortage shortage;
    taint_number size = (taint_number)csa_type_size(csa_region_type(element));
    csa_val memory = csa_val_of_region(cx, csa_region_super(element));
    if (!taint_extent_is_short(cx, csa_current(cx), memory, use->sink.value, size, size, &shortage))
        return false;
    snprintf(text, sizeof text, "may be beyond the end of the memory that was allocated with '%s'",
             csa_expr_text(cx, shortage.size));
    report(cx, use, text);
    return true;
}

/* The subscript in the expression that uses the memory: `n` of `table[n].name`. */
static const csa_expr *subscript(const csa_expr *expr)
{
    const csa_expr *at = expr;
    for (int left = 6; at && left > 0; left--) {
        if (csa_expr_kind_of(at) == CSA_EXPR_SUBSCRIPT &&
            !csa_expr_number(csa_expr_child(at, 1), NULL))
            return csa_expr_child(at, 1);
        at = csa_expr_child(at, 0);
    }
    return expr;
}

static bool check_element(csa_context *cx, const csa_region *element)
{
    struct taint_number_use use;
    const csa_state *st = csa_current(cx);
    csa_val index = csa_region_index(element);
    if (!csa_val_symbol(index) ||
        !taint_number_at(cx, st, MODEL_SINK_INDEX, subscript(csa_current_expr(cx)), index, &use))
        return false;
    taint_number count = count_elements(st, element);
    if (check_computed(cx, element, &use))
        return true;
    judge(cx, &use, is_open_ended(element, count) ? -1 : count);
    return true;
}

static void access(csa_context *cx, csa_val location, bool is_load)
{
    (void)is_load;
    const csa_region *region = csa_val_region(location);
    for (int left = 8; region && left > 0; region = csa_region_super(region), left--) {
        if (csa_region_kind_of(region) == CSA_REGION_ELEMENT && check_element(cx, region))
            return;
    }
}

static const int cwe[] = {129, 125, 787, 823, 0};

const struct csa_checker csa_checker_array_index = {
    CSA_CHECKER,
    .name = "tinct.ArrayIndex",
    .summary = "Untrusted numbers that index an array without a check of both its ends",
    .help =
        "Reports numbers from outside that index an array, or are added to a pointer that is then "
        "used, where the path does not keep them inside: from below (a signed number may be "
        "negative) and from above (against the number of elements, exactly).\n\n"
        "Whoever supplies the number reads (CWE-125) or writes (CWE-787) memory beyond the "
        "array.\n\n"
        "**Mend it** by checking the index against zero and the number of elements before it is "
        "used.",
    .cwe = cwe,
    TAINT_NEEDS,
    .access = access,
};
