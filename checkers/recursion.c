/* tinct.Recursion: outsiders must not decide how deep functions call themselves. */
#include "taint/moving.h"
#include "taint/state.h"
#include "taint/taint.h"

#include <string.h>

/* The functions that the path is in, by the address of their declaration: how often, and the content
 * of what has decided on the way since. */
static struct csa_map entered = {.key = CSA_KEY_NUMBER};

struct entry {
    uint64_t times;
    taint_content content;
};

static struct entry entry_of(uint64_t value)
{
    return (struct entry){value & UINT16_MAX, (taint_content)(value >> 16)};
}

static uint64_t value_of(struct entry entry)
{
    return (uint64_t)entry.content << 16 | entry.times;
}

static const char remedy[] =
    "Count how deep it is, and stop at a limit: 'if (depth > MAX_DEPTH) return -1'";

static void begin_function(csa_context *cx)
{
    uint64_t value = 0, key = (uintptr_t)csa_current_function(cx);
    const csa_state *st = csa_current(cx);
    if (strcmp(csa_option_string(cx, "tinct", "Profile"), "audit") != 0)
        return; /* nobody would see it */
    csa_get_number(st, &entered, key, &value);
    struct entry entry = entry_of(value);
    entry.times++;
    csa_transition(cx, csa_set_number(cx, st, &entered, key, value_of(entry)), NULL);
}

static void end_function(csa_context *cx, csa_val value)
{
    (void)value;
    uint64_t old, key = (uintptr_t)csa_current_function(cx);
    const csa_state *st = csa_current(cx);
    if (!csa_get_number(st, &entered, key, &old))
        return;
    struct entry entry = entry_of(old);
    entry.times--;
    csa_transition(cx,
                   entry.times ? csa_set_number(cx, st, &entered, key, value_of(entry))
                               : csa_unset_number(cx, st, &entered, key),
                   NULL);
}

/* ---- What decides -------------------------------------------------------------------------------- */

static taint_content content_of(const csa_state *st, const csa_symbol *symbol, int left)
{
    if (!symbol || left == 0)
        return 0;
    taint_content content = taint_read_symbol(st, symbol, 0);
    for (unsigned i = 0; !taint_content_has_hole(content) && i < 2; i++)
        content = content_of(st, csa_symbol_operand(symbol, i), left - 1);
    return taint_content_has_hole(content) ? content : 0;
}

struct decision {
    csa_context *cx;
    const csa_state *st;
    taint_content content;
};

static bool decide_in(void *data, const struct csa_entry *entry)
{
    struct decision *decision = data;
    struct entry now = entry_of(entry->value);
    now.content = decision->content;
    decision->st = csa_set_number(decision->cx, decision->st, &entered, entry->key, value_of(now));
    return true;
}

static const csa_state *decide(csa_context *cx, const csa_state *st, csa_val value)
{
    enum { DEPTH = 6 };
    if (csa_map_is_empty(st, &entered))
        return st;
    struct decision decision = {cx, st, content_of(st, csa_val_symbol(value), DEPTH)};
    if (decision.content)
        csa_map_visit(st, &entered, decide_in, &decision);
    return decision.st;
}

static const csa_state *assume(csa_context *cx, const csa_state *state, csa_val condition,
                               bool truth)
{
    (void)truth;
    return decide(cx, state, condition);
}

/* A `switch` assumes without saying so. */
static void load(csa_context *cx, const csa_expr *expr, csa_val location, csa_val value)
{
    (void)location;
    const csa_state *st = csa_current(cx);
    if (csa_expr_is_condition(cx, expr))
        csa_transition(cx, decide(cx, st, value), NULL);
}

/* ---- What limits --------------------------------------------------------------------------------- */

enum { COUNTERS = 16 };

/* Variables and fields that may count how deep it is: what is counted up and down again, and numbers
 * that are handed on as one more or less. What is only counted up is a place in the input. */
struct counters {
    const csa_state *st;
    const csa_decl *decl[COUNTERS];
    bool goes_up[COUNTERS], goes_down[COUNTERS];
    unsigned count;
    bool is_limited;
};

static void count(struct counters *counters, const csa_decl *decl, bool up, bool down)
{
    unsigned i = 0;
    while (i < counters->count && counters->decl[i] != decl)
        i++;
    if (!decl || i == COUNTERS)
        return;
    if (i == counters->count) {
        counters->decl[i] = decl;
        counters->goes_up[i] = counters->goes_down[i] = false;
        counters->count++;
    }
    counters->goes_up[i] = counters->goes_up[i] || up;
    counters->goes_down[i] = counters->goes_down[i] || down;
}

static bool find_step(void *data, const csa_expr *expr)
{
    bool up = taint_expr_is(expr, "++") || taint_expr_is(expr, "+="),
         down = taint_expr_is(expr, "--") || taint_expr_is(expr, "-=");
    if (up || down)
        count(data, taint_stepped(csa_expr_child(expr, 0)), up, down);
    return true;
}

struct search {
    const char *name;
    const csa_decl *found;
    taint_content content;
};

static bool is_searched(void *data, const struct csa_entry *entry)
{
    struct search *search = data;
    const csa_decl *function = (const csa_decl *)(uintptr_t)entry->key;
    const char *name = csa_decl_name(function);
    if (!name || strcmp(name, search->name) != 0)
        return true;
    search->found = function;
    search->content = entry_of(entry->value).content;
    return false;
}

/* The function that is called, if the path is in it already. */
static struct search find_entered(const csa_state *st, const csa_decl *callee)
{
    struct search search = {.name = csa_decl_name(callee)};
    if (search.name)
        csa_map_visit(st, &entered, is_searched, &search);
    return search;
}

static bool find_handed(void *data, const csa_expr *call)
{
    struct counters *counters = data;
    const csa_expr *argument;
    const csa_decl *callee = find_entered(counters->st, csa_expr_decl(call)).found;
    for (unsigned i = 0; callee && (argument = csa_expr_child(call, i)) != NULL &&
                         i < csa_function_parameter_count(callee);
         i++) {
        argument = csa_expr_strip(argument);
        const csa_decl *parameter = csa_function_parameter(callee, i);
        bool is_changed = taint_expr_is(argument, "+") || taint_expr_is(argument, "-") ||
                          taint_expr_is(argument, "/") || taint_expr_is(argument, ">>") ||
                          taint_expr_is(argument, "++") || taint_expr_is(argument, "--");
        if (is_changed && csa_type_kind_of(csa_decl_type(parameter)) == CSA_TYPE_INTEGER)
            count(counters, parameter, true, true);
    }
    return true;
}

static bool counts_depth(const struct counters *counters, const csa_expr *expr)
{
    const csa_decl *decl = taint_stepped(expr);
    for (unsigned i = 0; decl && i < counters->count; i++) {
        if (counters->decl[i] == decl && counters->goes_up[i] && counters->goes_down[i])
            return true;
    }
    return false;
}

static bool find_test(void *data, const csa_expr *expr)
{
    static const char *const tests[] = {"<", "<=", ">", ">=", "==", "!=", "!", "&&", "||"};
    struct counters *counters = data;
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        if (taint_expr_is(expr, tests[i]) && (counts_depth(counters, csa_expr_child(expr, 0)) ||
                                              counts_depth(counters, csa_expr_child(expr, 1))))
            counters->is_limited = true;
    }
    return !counters->is_limited;
}

static bool find_counters(void *data, const struct csa_entry *entry)
{
    csa_function_operations((const csa_decl *)(uintptr_t)entry->key, find_step, data);
    csa_function_calls((const csa_decl *)(uintptr_t)entry->key, find_handed, data);
    return true;
}

static bool find_limit(void *data, const struct csa_entry *entry)
{
    struct counters *counters = data;
    csa_function_operations((const csa_decl *)(uintptr_t)entry->key, find_test, counters);
    return !counters->is_limited;
}

static bool is_limited(const csa_state *st)
{
    struct counters counters = {.st = st};
    csa_map_visit(st, &entered, find_counters, &counters);
    csa_map_visit(st, &entered, find_limit, &counters);
    return counters.is_limited;
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    const csa_state *st = csa_current(cx);
    struct search callee = find_entered(st, csa_call_function(call));
    struct taint_sink sink = {.kind = MODEL_SINK_COUNTER,
                              .expr = csa_call_expr(call),
                              .content = callee.content};
    if (!callee.content || is_limited(st))
        return;
    const struct taint_part *hole = taint_danger(cx, &sink);
    if (!hole)
        return;
    struct taint_finding finding = {.hole = hole, .cwe = 674, .remedy = remedy, .once = true};
    taint_report(cx, &sink, &finding,
                 "'%s' is called from within itself for as long as %s says, and nothing limits how "
                 "deep",
                 callee.name, taint_origin(cx, hole->step));
}

static const int cwe[] = {674, 0};

const struct csa_checker csa_checker_recursion = {
    CSA_CHECKER,
    .name = "tinct.Recursion",
    .summary = "Functions that call themselves as deep as untrusted data says",
    .help =
        "In the profile `audit`, reports functions that call themselves, directly or through "
        "others, where data from outside decided that they do, as in parsers of nested text; "
        "and where nothing counts how deep it is: no number that is counted up and down again, "
        "or handed on as one more or less, is compared with anything. Whoever supplies the "
        "data makes the program use up its stack, which ends it (CWE-674).\n\n"
        "**Mend it** by handing the depth on and refusing what is nested deeper than is needed; "
        "or by keeping a stack of your own that can be checked.",
    .cwe = cwe,
    .level = CSA_LEVEL_AUDIT,
    TAINT_NEEDS,
    .begin_function = begin_function,
    .end_function = end_function,
    .pre_call = pre_call,
    .assume = assume,
    .load = load,
};
