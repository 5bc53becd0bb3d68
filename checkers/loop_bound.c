/* tinct.LoopBound: an untrusted number must not decide how often or how long something is done. */
#include "taint/number.h"

#include <string.h>

static const char remedy[] = "Check the number against the most that is needed first";

static bool orders(const char *op)
{
    return op && (strcmp(op, "<") == 0 || strcmp(op, "<=") == 0 || strcmp(op, ">") == 0 ||
                  strcmp(op, ">=") == 0 || strcmp(op, "!=") == 0);
}

static void check_side(csa_context *cx, const csa_expr *side)
{
    struct taint_number_use use;
    const csa_state *st = csa_current(cx);
    if (!taint_number_at(cx, st, MODEL_SINK_COUNTER, side, csa_expr_value(cx, st, side), &use) ||
        !taint_is_unlimited_above(&use.bounds))
        return;
    struct taint_finding finding = {.hole = use.hole, .cwe = 606, .remedy = remedy, .once = true};
    taint_report(cx, &use.sink, &finding,
                 "The loop runs as often as '%s' says, which comes from %s", use.name,
                 taint_origin(cx, use.hole->step));
}

static void branch(csa_context *cx, const csa_expr *condition)
{
    if (!csa_branch_is_loop(cx) || !orders(csa_expr_operator(condition)))
        return;
    check_side(cx, csa_expr_child(condition, 0));
    check_side(cx, csa_expr_child(condition, 1));
}

static void check_counter(csa_context *cx, const struct taint_sink *sink, void *data)
{
    (void)data;
    struct taint_number_use use;
    if (sink->depth != 0 || !taint_number_of_sink(cx, sink, &use) ||
        !taint_is_unlimited_above(&use.bounds))
        return;
    struct taint_finding finding = {.hole = use.hole, .cwe = 400, .remedy = remedy, .once = true};
    taint_report(cx, &use.sink, &finding, "'%s' waits as long as '%s' says, which comes from %s",
                 sink->function, use.name, taint_origin(cx, use.hole->step));
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_visit_sinks(cx, call, MODEL_SINK_COUNTER, check_counter, NULL);
}

static const int cwe[] = {606, 400, 834, 0};

const struct csa_checker csa_checker_loop_bound = {
    CSA_CHECKER,
    .name = "tinct.LoopBound",
    .summary = "Untrusted numbers that decide how often a loop runs or how long a program sleeps",
    .help = "In the profile `audit`, reports loops that run as often as a number from outside "
            "says, and `sleep()` and its kin with one: whoever supplies it keeps the program busy "
            "or stopped (CWE-606, CWE-400).\n\n"
            "**Mend it** by rejecting numbers above what is needed.",
    .cwe = cwe,
    .level = CSA_LEVEL_AUDIT,
    TAINT_NEEDS,
    .pre_call = pre_call,
    .branch = branch,
};
