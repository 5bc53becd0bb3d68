/* tinct.Taint: follows untrusted data along each path, by the models; reports nothing itself. */
#include "engine.h"

#include "asked.h"
#include "bounds.h"
#include "entries.h"
#include "event.h"
#include "guards.h"
#include "handed.h"
#include "lengths.h"
#include "loops.h"
#include "rights.h"
#include "scout.h"
#include "taint.h"
#include "trail.h"
#include "variadic.h"
#include "writing.h"

#include <string.h>

static void unit(csa_unit *u)
{
    taint_models_load(u);
    taint_rights_unit(u);
    taint_entries_find(u);
    taint_asked_load(u);
    taint_scout(u);
    taint_handed_reset();
}

static void begin_analysis(csa_context *cx)
{
    taint_facts_reset();
    taint_state_reset();
    taint_guards_reset();
    taint_lengths_reset();
    taint_events_reset();
    taint_trail_reset();
    taint_bounds_reset();
    taint_variadic_reset();
    taint_writings_reset();
    const csa_decl *function = csa_current_function(cx);
    if (!taint_scout_wants(function, taint_handed_any(function)))
        csa_skip_function(cx);
}

/* Untrusted data of which the program is handed a pointer at its start. */
static const csa_state *add_parameter(csa_context *cx, const csa_state *st, unsigned i,
                                      enum model_source source, int depth)
{
    const csa_decl *parameter = csa_function_parameter(csa_current_function(cx), i);
    const csa_symbol *symbol = csa_val_symbol(csa_parameter_value(cx, st, i));
    const char *name = csa_decl_name(parameter);
    if (!symbol || !name)
        return st;
    struct taint_step_fact fact = {
        .kind = TAINT_STEP_SOURCE,
        .source = source,
        .into = taint_intern(name, strlen(name)),
    };
    taint_step step = taint_step_new(&fact);
    taint_event_add(cx, step);
    return taint_write_symbol(cx, st, symbol, depth, taint_content_hole(step, depth == 0));
}

static const csa_state *begin_main(csa_context *cx, const csa_state *st)
{
    st = add_parameter(cx, st, 1, MODEL_SOURCE_ARGV, 2);
    return add_parameter(cx, st, 2, MODEL_SOURCE_ENV, 2);
}

/* Untrusted data that an entry point or a callback is called with. */
static const csa_state *begin_entry(csa_context *cx, const csa_state *st)
{
    size_t count = 0;
    const struct model_parameter *parameters =
        taint_entry_parameters(csa_current_function(cx), &count);
    for (size_t i = 0; i < count; i++) {
        if (parameters[i].source != MODEL_SOURCE_NONE)
            st = add_parameter(cx, st, (unsigned)parameters[i].index, parameters[i].source,
                               parameters[i].depth);
    }
    return st;
}

static void begin_top(csa_context *cx)
{
    taint_event_begin();
    const csa_state *st = csa_current(cx);
    if (csa_function_is_main(csa_current_function(cx)))
        st = begin_main(cx, st);
    else
        st = begin_entry(cx, st);
    st = taint_handed_begin(cx, st);
    if (st != csa_current(cx))
        csa_transition(cx, st, taint_event_end());
}

taint_content taint_reached(csa_context *cx, const csa_state *st, csa_val value)
{
    for (int depth = 0; depth <= 2; depth++) {
        taint_content content = taint_read(cx, st, value, depth);
        if (taint_content_has_hole(content))
            return content;
    }
    return 0;
}

/* The parameters of a function that is followed hold what the caller passed. */
static void begin_function(csa_context *cx)
{
    const csa_state *st = csa_current(cx);
    const csa_decl *function = csa_current_function(cx);
    if (csa_in_top_function(cx)) {
        begin_top(cx);
        return;
    }
    if (taint_state_is_clean(st))
        return;
    taint_trail_begin();
    for (unsigned i = 0; i < csa_function_parameter_count(function); i++) {
        taint_content content = taint_reached(cx, st, csa_parameter_value(cx, st, i));
        if (!content)
            continue;
        struct taint_names names = taint_names_in(cx, csa_caller_arg(cx, i), true);
        const csa_region *region = csa_variable_region(cx, csa_function_parameter(function, i));
        taint_trail_add(cx, region, content, &names);
    }
    csa_transition(cx, st, taint_trail_end());
}

static void end_function(csa_context *cx, csa_val value)
{
    (void)value;
    csa_transition(cx, taint_guards_leave(cx, csa_current(cx)), NULL);
}

static void operation(csa_context *cx, const csa_expr *expr, const csa_state *before, csa_val value)
{
    const csa_state *st = taint_bounds_operation(cx, csa_current(cx), expr, before, value);
    if (st != csa_current(cx))
        csa_transition(cx, st, NULL);
}

static const csa_state *assume(csa_context *cx, const csa_state *st, csa_val condition, bool truth)
{
    st = taint_lengths_assume(cx, st, condition, truth);
    st = taint_bounds_assume(cx, st, condition, truth);
    return taint_guards_assume(cx, st, condition, truth);
}

static bool worth(const csa_state *state)
{
    return !taint_state_is_clean(state);
}

static void branch(csa_context *cx, const csa_expr *condition)
{
    (void)condition;
    taint_loop(cx);
}

extern const struct csa_checker csa_checker_taint;
const struct csa_checker csa_checker_taint = {
    CSA_CHECKER,
    .name = "tinct.Taint",
    .summary = "Follows untrusted data; the checkers of flows need it",
    .hidden = true,
    .unit = unit,
    .begin_analysis = begin_analysis,
    .begin_function = begin_function,
    .end_function = end_function,
    .eval_call = taint_eval_call,
    .post_call = taint_post_call,
    .load = taint_load,
    .access = taint_access,
    .cast = taint_cast,
    .bind = taint_bind,
    .operation = operation,
    .assume = assume,
    .worth = worth,
    .branch = branch,
    .learnt = taint_checks_learnt,
};

const char *const taint_needs[] = {"tinct.Taint", NULL};
