/* tinct.Divisor: an untrusted number must not divide where it may be zero. */
#include "taint/number.h"

#include "taint/compared.h"
#include "taint/state.h"

#include <string.h>

/* Floating numbers that the path has compared with something, by symbol or, where the analyzer has
 * none, by variable: that is all that is known of their range. */
static struct csa_map compared_symbols = {.key = CSA_KEY_SYMBOL};
static struct csa_map compared_variables = {.key = CSA_KEY_REGION};

static const char remedy[] = "Check that the number is not zero before dividing by it";

static bool is_one_of(const char *op, const char *const *operators)
{
    for (; op && *operators; operators++) {
        if (strcmp(op, *operators) == 0)
            return true;
    }
    return false;
}

static bool divides(const csa_expr *expr)
{
    static const char *const operators[] = {"/", "%", "/=", "%=", NULL};
    return is_one_of(csa_expr_operator(expr), operators);
}

static bool compares(const csa_expr *expr)
{
    static const char *const operators[] = {"<", "<=", ">", ">=", "==", "!=", NULL};
    return is_one_of(csa_expr_operator(expr), operators);
}

static void report(csa_context *cx, const struct taint_number_use *use, csa_level level)
{
    struct taint_finding finding = {
        .hole = use->hole, .cwe = 369, .remedy = remedy, .once = true, .level = level};
    taint_report(cx, &use->sink, &finding, "The divisor '%s' may be zero and comes from %s",
                 use->name, taint_origin(cx, use->hole->step));
}

/* ---- Floating numbers ------------------------------------------------------------------------- */

struct floating {
    const csa_symbol *symbol;
    const csa_region *variable;
};

static struct floating floating_of(csa_context *cx, const csa_state *before, const csa_expr *expr)
{
    struct floating f = {csa_val_symbol(csa_expr_value(cx, before, expr)), NULL};
    while (csa_symbol_kind_of(f.symbol) == CSA_SYMBOL_CAST)
        f.symbol = csa_symbol_operand(f.symbol, 0);
    if (!f.symbol)
        f.variable = csa_val_region(csa_expr_value(cx, before, csa_expr_strip(expr)));
    return f;
}

/* `x != 0.0`, `fabs(x) > 0.001`. */
static const csa_state *compare(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                const csa_state *before)
{
    if (csa_expr_kind_of(expr) == CSA_EXPR_CALL)
        expr = csa_expr_child(expr, 0);
    struct floating f = floating_of(cx, before, expr);
    if (f.symbol && taint_untrusted(st, f.symbol))
        st = csa_set_symbol(cx, st, &compared_symbols, f.symbol, 1);
    if (f.variable)
        st = csa_set_region(cx, st, &compared_variables, f.variable, 1);
    return st;
}

static bool is_floating(const csa_expr *expr)
{
    return csa_type_kind_of(csa_expr_type(expr)) == CSA_TYPE_FLOATING;
}

/* A floating division by zero has a result, infinity, which only has no integer: ISO C11 F.3, F.4. */
static csa_level level_of_floating(csa_context *cx, const csa_expr *division)
{
    const csa_type *type = csa_expr_used_as(cx, division);
    return csa_type_kind_of(type) == CSA_TYPE_INTEGER ? CSA_LEVEL_DEFAULT : CSA_LEVEL_STRICT;
}

static void divide_floating(csa_context *cx, const csa_expr *division, const csa_state *before)
{
    const csa_expr *divisor = csa_expr_child(division, 1);
    uint64_t n;
    struct floating f = floating_of(cx, before, divisor);
    struct taint_number_use use = {.sink = {.kind = MODEL_SINK_DIVISOR, .expr = divisor}};
    if (f.symbol) {
        if (csa_get_symbol(before, &compared_symbols, f.symbol, &n) ||
            csa_is_zero(before, csa_val_of_symbol(cx, f.symbol)) == CSA_NO)
            return;
        use.sink.content = taint_untrusted(before, f.symbol);
    } else if (f.variable && !csa_get_region(before, &compared_variables, f.variable, &n)) {
        use.sink.content = taint_read_region(cx, before, f.variable);
    }
    use.hole = taint_danger(cx, &use.sink);
    use.name = csa_expr_text(cx, divisor);
    if (use.hole && use.name)
        report(cx, &use, level_of_floating(cx, division));
}

/* ---- Events ----------------------------------------------------------------------------------- */

/* `before`: the analyzer itself goes on without zero once it has divided. */
static void operation(csa_context *cx, const csa_expr *expr, const csa_state *before, csa_val value)
{
    (void)value;
    if (csa_expr_converted(expr) || taint_state_is_clean(before))
        return;
    if (compares(expr) && is_floating(csa_expr_child(expr, 0))) {
        const csa_state *st = compare(cx, csa_current(cx), csa_expr_child(expr, 0), before);
        st = compare(cx, st, csa_expr_child(expr, 1), before);
        if (st != csa_current(cx))
            csa_transition(cx, st, NULL);
        return;
    }
    if (!divides(expr))
        return;
    const csa_expr *divisor = csa_expr_child(expr, 1);
    if (is_floating(divisor)) {
        divide_floating(cx, expr, before);
        return;
    }
    csa_val number = csa_expr_value(cx, before, divisor);
    struct taint_number_use use;
    if (csa_is_zero(before, number) == CSA_MAYBE &&
        taint_number_at(cx, before, MODEL_SINK_DIVISOR, divisor, number, &use) &&
        use.bounds.range.low <= 0 && use.bounds.range.high >= 0)
        report(cx, &use, CSA_LEVEL_DEFAULT);
}

static const int cwe[] = {369, 0};

const struct csa_checker csa_checker_divisor = {
    CSA_CHECKER,
    .name = "tinct.Divisor",
    .summary = "Untrusted numbers that something is divided by and that may be zero",
    .help = "Reports numbers from outside on the right of `/` or `%` that may be zero on the path: "
            "the program is stopped by a signal (CWE-369).\n\n"
            "**Mend it** by checking that the number is not zero.",
    .cwe = cwe,
    TAINT_NEEDS,
    .operation = operation,
};
