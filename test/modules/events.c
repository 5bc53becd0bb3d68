/* events.c - test.Events and test.After: write each event to standard error, and do what the
 * analysed program asks for by the functions it calls. */
#include "csa.h"

#include <stdio.h>
#include <string.h>

static struct csa_map numbers = {CSA_KEY_NUMBER, NULL};
static struct csa_map symbols = {CSA_KEY_SYMBOL, NULL};

static bool is(const char *name, const char *other)
{
    return name && strcmp(name, other) == 0;
}

static void tell(csa_context *cx, const char *event)
{
    const char *function = csa_decl_name(csa_current_function(cx));
    fprintf(stderr, "%s: %s of %s%s\n", csa_self(cx), event, function,
            csa_in_top_function(cx) ? ", on top" : "");
}

static void unit(csa_unit *unit)
{
    fprintf(stderr, "unit with %s, %s\n", csa_unit_option(unit, NULL, "Word"),
            csa_unit_option(unit, "tinct", "MaxNodes"));
}

static bool report_function(void *data, const csa_decl *function)
{
    csa_unit *unit = data;
    struct csa_location first;
    unsigned last = 0;
    if (!is(csa_decl_name(function), "ends"))
        return true;
    csa_function_lines(function, &first, &last);
    fprintf(stderr, "a function of %u lines, %s\n", last - first.line + 1,
            csa_unit_was_cut(unit, function) ? "cut" : "not cut");
    csa_unit_report(unit, function, &(struct csa_finding){.message = "The file ends"});
    return true;
}

static void unit_end(csa_unit *unit)
{
    csa_unit_functions(unit, report_function, unit);
}

static void begin_analysis(csa_context *cx)
{
    tell(cx, "begin_analysis");
    if (is(csa_decl_name(csa_current_function(cx)), "asleep"))
        csa_skip_function(cx);
}

static void begin_function(csa_context *cx)
{
    tell(cx, "begin_function");
}

static void end_function(csa_context *cx, csa_val value)
{
    int64_t n;
    tell(cx, csa_val_number(value, &n) ? "end_function with a number" : "end_function");
}

static void end_analysis(csa_context *cx)
{
    tell(cx, "end_analysis");
}

static void dead_symbol(csa_context *cx, const csa_symbol *symbol)
{
    uint64_t n;
    bool left = csa_get_symbol(csa_current(cx), &symbols, symbol, &n);
    fprintf(stderr, "a symbol is dead, %s\n", left ? "its entry is not" : "and its entry");
}

static bool note(csa_report *report, uint64_t number, csa_text *out)
{
    if (!csa_report_is_marked(report, number))
        return false;
    csa_text_add(out, "Step %d was taken", (int)number);
    return true;
}

/* The step of the path that puts 7 into the map. */
static bool learnt(csa_report *report, const csa_state *before, const csa_state *after,
                   csa_text *out)
{
    if (!csa_report_is_marked(report, 1) || csa_map_is_same(before, after, &numbers) ||
        csa_get_number(before, &numbers, 7, NULL) || !csa_get_number(after, &numbers, 7, NULL))
        return false;
    csa_text_add(out, "Seven was learnt");
    return true;
}

static bool show(void *data, const struct csa_entry *entry)
{
    fprintf(stderr, "%s %d=%d", (const char *)data, (int)entry->key, (int)entry->value);
    return true;
}

/* say(n): n, and what the map of numbers holds. */
static void say(csa_context *cx, const csa_call *call)
{
    int64_t n = 0;
    csa_val_number(csa_call_arg(call, 0), &n);
    fprintf(stderr, "said %d", (int)n);
    csa_map_visit(csa_current(cx), &numbers, show, (void *)",");
    fprintf(stderr, "\n");
}

static void report(csa_context *cx, const char *message, uint64_t mark)
{
    csa_report *open = csa_report_new(
        cx, &(struct csa_finding){.message = message, .remedy = "do not", .cwe = 77}, false);
    csa_report_mark(open, mark);
    csa_report_emit(cx, open);
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    const char *name = csa_call_name(call);
    const csa_state *st = csa_current(cx);
    if (is(name, "say")) {
        say(cx, call);
    } else if (is(name, "step")) {
        csa_transition(cx, csa_set_number(cx, st, &numbers, 1, 1), &(struct csa_note){note, 1, false});
    } else if (is(name, "learn")) {
        csa_transition(cx, csa_set_number(cx, st, &numbers, 7, 7), NULL);
    } else if (is(name, "other_step")) {
        csa_transition(cx, st, &(struct csa_note){note, 2, false});
    } else if (is(name, "split")) {
        csa_transition(cx, st, NULL);
        csa_transition(cx, csa_set_number(cx, st, &numbers, 4, 4), NULL);
        csa_transition(cx, NULL, NULL);
    } else if (is(name, "stop")) {
        csa_end_path(cx);
    } else if (is(name, "fill")) {
        st = csa_set_number(cx, st, &numbers, 5, 1);
        st = csa_set_number(cx, st, &numbers, UINT64_C(1) << 40, 2);
        st = csa_set_number(cx, st, &numbers, 3, 3);
        csa_transition(cx, csa_unset_number(cx, st, &numbers, UINT64_C(1) << 40), NULL);
    } else if (is(name, "empty")) {
        st = csa_unset_number(cx, csa_unset_number(cx, st, &numbers, 5), &numbers, 3);
        fprintf(stderr, "the map is %s\n", csa_map_is_empty(st, &numbers) ? "empty" : "not empty");
        csa_transition(cx, st, NULL);
    } else if (is(name, "report")) {
        report(cx, "The first thing happens", 1);
        report(cx, "The second thing happens", 2);
        csa_transition(cx, csa_set_number(cx, st, &numbers, 6, 6), NULL);
    }
}

static void post_call(csa_context *cx, const csa_call *call)
{
    if (is(csa_call_name(call), "unknown"))
        csa_transition(cx, csa_set_symbol(cx, csa_current(cx), &symbols,
                                          csa_val_symbol(csa_call_result(call)), 1), NULL);
}

static bool eval_call(csa_context *cx, const csa_call *call)
{
    const csa_state *st = csa_current(cx);
    if (is(csa_call_name(call), "never"))
        return true;
    if (!is(csa_call_name(call), "either"))
        return false;
    csa_transition(cx, csa_call_bind_result(cx, st, call, csa_val_integer(cx, 1, NULL)), NULL);
    csa_transition(cx, csa_call_bind_result(cx, st, call, csa_val_integer(cx, 2, NULL)), NULL);
    csa_transition(cx, NULL, NULL);
    return true;
}

static const struct csa_option options[] = {
    {"Word", CSA_OPTION_STRING, "nothing", "A word that is repeated"},
    {NULL, CSA_OPTION_STRING, NULL, NULL},
};

static const struct csa_checker events = {
    CSA_CHECKER,
    .name = "test.Events",
    .summary = "Writes its events",
    .options = options,
    .unit = unit,
    .begin_analysis = begin_analysis,
    .begin_function = begin_function,
    .end_function = end_function,
    .pre_call = pre_call,
    .post_call = post_call,
    .eval_call = eval_call,
    .dead_symbol = dead_symbol,
    .end_analysis = end_analysis,
    .unit_end = unit_end,
    .learnt = learnt,
};

static void after_pre_call(csa_context *cx, const csa_call *call)
{
    fprintf(stderr, "%s: pre_call %s\n", csa_self(cx), csa_call_name(call));
}

/* Stands before test.Events by its name, and behind it because it needs it. */
static const char *const after_needs[] = {"test.Events", NULL};
static const struct csa_checker after = {
    CSA_CHECKER,
    .name = "test.After",
    .summary = "Runs after test.Events, sleeps with it",
    .needs = after_needs,
    .begin_analysis = begin_analysis,
    .begin_function = begin_function,
    .pre_call = after_pre_call,
};

static const struct csa_checker *const checkers[] = {&after, &events, NULL};
static const struct csa_module module = {sizeof module, CSA_API, checkers};

const struct csa_module *csa_module_info(void)
{
    return &module;
}
