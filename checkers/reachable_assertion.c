/* tinct.ReachableAssertion: an outsider must not be able to make an assertion fail. */
#include "taint/number.h"

#include "taint/compared.h"

#include <string.h>

static bool is_failure(const csa_expr *call)
{
    static const char *const functions[] = {"__assert_fail", "__assert", "__assert_rtn"};
    const char *name = csa_decl_name(csa_expr_decl(call));
    for (size_t i = 0; name && i < sizeof functions / sizeof *functions; i++) {
        if (strcmp(name, functions[i]) == 0)
            return csa_expr_kind_of(call) == CSA_EXPR_CALL;
    }
    return false;
}

/* `assert` is an `if` or a `?:` that leads to the C library's failure. */
static bool is_asserted(csa_context *cx, const csa_expr *condition)
{
    const csa_expr *parent = csa_expr_parent(cx, condition);
    while (csa_expr_kind_of(parent) == CSA_EXPR_BINARY)
        parent = csa_expr_parent(cx, parent);
    for (unsigned i = 0; i < 3; i++) {
        if (is_failure(csa_expr_child(parent, i)))
            return true;
    }
    return false;
}

/* By the time the path splits, the analyzer has split it on the comparison already. */
static void operation(csa_context *cx, const csa_expr *expr, const csa_state *before, csa_val value)
{
    (void)before;
    const csa_state *st = csa_current(cx);
    struct taint_sink sink = {
        .kind = MODEL_SINK_COUNTER,
        .expr = expr,
        .content = taint_untrusted(st, csa_val_symbol(value)),
    };
    if (!sink.content || csa_is_zero(st, value) == CSA_NO || csa_expr_converted(expr) ||
        !is_asserted(cx, expr))
        return;
    const struct taint_part *hole = taint_danger(cx, &sink);
    if (!hole)
        return;
    struct taint_finding finding = {
        .hole = hole,
        .cwe = 617,
        .remedy = "Handle it as wrong input; assertions are for what the program itself ensures",
    };
    taint_report(cx, &sink, &finding, "Whether this assertion holds is decided by %s",
                 taint_origin(cx, hole->step));
}

static const int cwe[] = {617, 0};

const struct csa_checker csa_checker_reachable_assertion = {
    CSA_CHECKER,
    .name = "tinct.ReachableAssertion",
    .summary = "Assertions about untrusted numbers, which whoever supplies them can make fail",
    .help = "In the profile `audit`, reports assertions that fail for some values of a number from "
            "outside: whoever supplies it stops the program (CWE-617); and where assertions are "
            "compiled out, nothing checks the number.\n\n"
            "**Mend it** by handling the number as wrong input.",
    .cwe = cwe,
    .level = CSA_LEVEL_AUDIT,
    TAINT_NEEDS,
    .operation = operation,
};
