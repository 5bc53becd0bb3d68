/* tinct.ArrayIndex: an untrusted number must not index an array that it may lie outside of. */
#include "taint/displaced.h"
#include "taint/effects.h"
#include "taint/extent.h"
#include "taint/lengths.h"
#include "taint/number.h"

#include <stdio.h>

static const char remedy[] =
    "Check that the index is at least zero and less than the number of elements before it is used";

static const char remedy_place[] = "Check that all of it lies in the memory before it is used: 'if "
                                   "(at > size - sizeof *p) return'";

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

static bool judge(csa_context *cx, const struct taint_number_use *use, taint_number count)
{
    char text[128];
    const struct taint_interval *range = &use->bounds.range;
    bool is_low = taint_may_be_negative(&use->bounds) && (count >= 0 || !range->below);
    bool is_high = count < 0 ? taint_is_unlimited_above(&use->bounds)
                             : taint_may_exceed(&use->bounds, count - 1);
    if (!is_low && !is_high)
        return false;
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
    return true;
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

/* The subscript in the expression that uses the memory, behind `skip` others: `n` of
 * `table[n].name`. */
static const csa_expr *subscript(const csa_expr *expr, int skip)
{
    const csa_expr *at = expr;
    for (int left = 8; at && left > 0; left--) {
        if (csa_expr_kind_of(at) == CSA_EXPR_SUBSCRIPT &&
            !csa_expr_number(csa_expr_child(at, 1), NULL) && skip-- == 0)
            return csa_expr_child(at, 1);
        at = csa_expr_child(at, 0);
    }
    return expr;
}

/* What stands in front of the end of a text that may be empty. A variable that holds the difference may
 * have been checked for being negative, of which the analyzer makes nothing where it ignores that the
 * number was converted. */
static bool check_empty(csa_context *cx, const csa_expr *expr, csa_val index, taint_number count)
{
    struct taint_sink sink = {.kind = MODEL_SINK_INDEX, .expr = expr, .value = index};
    if (count < 0 || !taint_operator_is(csa_expr_operator(csa_expr_strip(expr)), "-") ||
        !taint_length_is_short(cx, csa_current(cx), index, &sink.content))
        return false;
    const struct taint_part *hole = taint_danger(cx, &sink);
    if (!hole)
        return false;
    struct taint_finding finding = {.hole = hole,
                                    .cwe = 124,
                                    .remedy = "Check that the text is not empty before: "
                                              "'if (length > 0)'",
                                    .once = true,
                                    .level = CSA_LEVEL_STRICT};
    taint_report(cx, &sink, &finding,
                 "The index '%s' in an array of %.0Lf elements is in front of it where the text is "
                 "empty, which comes from %s",
                 csa_expr_text(cx, sink.expr), count, taint_origin(cx, hole->step));
    return true;
}

/* The length of a text, which is as long as an outsider likes. In memory of which nothing is known it
 * stands for a place in that text more often than not. */
static bool check_length(csa_context *cx, const csa_region *element, const csa_expr *expr,
                         taint_number count)
{
    csa_val index = csa_region_index(element);
    uint64_t most;
    char length[80];
    struct taint_sink sink = {.kind = MODEL_SINK_INDEX, .expr = expr, .value = index};
    if (count < 0 || taint_is_inside_text(csa_current(cx), index, element) ||
        !taint_length_of_text(cx, csa_current(cx), index, &sink.content, &most) ||
        (most != TAINT_NO_BOUND && (taint_number)most < count))
        return false;
    const struct taint_part *hole = taint_danger(cx, &sink);
    if (!hole)
        return false;
    if (most == TAINT_NO_BOUND)
        snprintf(length, sizeof length, "unlimited length");
    else
        snprintf(length, sizeof length, "up to %llu characters", (unsigned long long)most);
    struct taint_finding finding = {.hole = hole, .cwe = 129, .remedy = remedy, .once = true};
    taint_report(
        cx, &sink, &finding,
        "The index '%s' in an array of %.0Lf elements is the length of a text of %s, which "
        "comes from %s",
        csa_expr_text(cx, sink.expr), count, length, taint_origin(cx, hole->step));
    return true;
}

static bool check_element(csa_context *cx, const csa_region *element, const csa_expr *expr,
                          int depth)
{
    struct taint_number_use use;
    const csa_state *st = csa_current(cx);
    csa_val index = csa_region_index(element);
    taint_number count = count_elements(st, element);
    if (is_open_ended(element, count))
        count = -1;
    if (!taint_number_at(cx, st, MODEL_SINK_INDEX, subscript(expr, depth), index, &use))
        return check_length(cx, element, subscript(expr, depth), count) ||
               check_empty(cx, subscript(expr, depth), index, count);
    return check_computed(cx, element, &use) || judge(cx, &use, count);
}

/* `region` and all that it is a part of. */
static bool check_elements(csa_context *cx, const csa_region *region, const csa_expr *expr)
{
    int depth = 0;
    for (int left = 8; region && left > 0; region = csa_region_super(region), left--) {
        if (csa_region_kind_of(region) != CSA_REGION_ELEMENT ||
            !csa_val_symbol(csa_region_index(region)))
            continue;
        if (check_element(cx, region, expr, depth++))
            return true;
    }
    return false;
}

/* `region` lies behind a pointer that was made of a place in a buffer: all of it must be inside. */
static void check_displaced(csa_context *cx, const csa_region *region)
{
    int64_t at, extent;
    struct taint_number_use use;
    struct taint_shortage shortage;
    const csa_state *st = csa_current(cx);
    const csa_region *place = taint_displaced(st, region), *buffer = csa_region_super(place);
    if (!place || csa_region_offset(region, &at) != CSA_YES || at < 0 ||
        !taint_number_at(cx, st, MODEL_SINK_INDEX, csa_current_expr(cx), csa_region_index(place),
                         &use))
        return;
    taint_number size = (taint_number)csa_type_size(csa_region_type(place));
    taint_number bytes = (taint_number)at + (taint_number)csa_type_size(csa_region_type(region));
    bool is_known = csa_val_number(csa_region_extent(st, buffer), &extent);
    if (is_known ? !taint_may_exceed(&use.bounds, ((taint_number)extent - bytes) / size)
                 : !taint_extent_is_short(cx, st, csa_val_of_region(cx, buffer),
                                          csa_region_index(place), size, bytes, &shortage))
        return;
    struct taint_finding finding = {.hole = use.hole,
                                    .cwe = 823,
                                    .remedy = remedy_place,
                                    .once = true};
    taint_report(
        cx, &use.sink, &finding,
        "'%s' is at an offset that may leave less than %.0Lf bytes to the end of the memory, "
        "and that comes from %s",
        use.name, bytes, taint_origin(cx, use.hole->step));
}

static void access(csa_context *cx, csa_val location, bool is_load)
{
    (void)is_load;
    const csa_region *region = csa_val_region(location);
    if (!check_elements(cx, region, csa_current_expr(cx)))
        check_displaced(cx, region);
}

/* Memory that a function of the library is handed: a row of a table, a member of one of its elements.
 * The address of an element itself may be that of the end. */
static void pre_call(csa_context *cx, const csa_call *call)
{
    if (!taint_is_modelled(call) || csa_call_in_system_header(call))
        return;
    for (unsigned i = 0; i < csa_call_arg_count(call); i++) {
        const csa_region *region = csa_val_region(csa_call_arg(call, i));
        if (csa_type_kind_of(csa_expr_type(csa_expr_strip(csa_call_arg_expr(call, i)))) ==
                CSA_TYPE_ARRAY &&
            check_elements(cx, csa_region_super(region), csa_call_arg_expr(call, i)))
            return;
    }
}

static const int cwe[] = {129, 125, 787, 823, 124, 0};

const struct csa_checker csa_checker_array_index = {
    CSA_CHECKER,
    .name = "tinct.ArrayIndex",
    .summary = "Untrusted numbers that index an array without a check of both its ends",
    .help =
        "Reports numbers from outside that index an array, or are added to a pointer that is then "
        "used, where the path does not keep them inside: from below (a signed number may be "
        "negative) and from above (against the number of elements, exactly). The length of a text "
        "from outside counts, and so does what `snprintf()` returns. In the profile `strict`, what "
        "stands in front of the end of a text that may be empty counts too: "
        "`line[strlen(line) - 1]`.\n\n"
        "Whoever supplies the number reads (CWE-125) or writes (CWE-787) memory beyond the "
        "array.\n\n"
        "**Mend it** by checking the index against zero and the number of elements before it is "
        "used.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
    .access = access,
};
