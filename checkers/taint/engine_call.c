/* Calls: what their models say, and how those are evaluated that the analyzer gets wrong. */
#include "bounds.h"
#include "effects.h"
#include "engine.h"
#include "entries.h"
#include "event.h"
#include "guards.h"
#include "handed.h"
#include "lengths.h"
#include "places.h"
#include "rights.h"
#include "variadic.h"

/* As the analyzer evaluates a function without a body. */
static bool eval_unseen(csa_context *cx, const csa_call *call)
{
    static const char tag;
    const csa_expr *expr = csa_call_expr(call);
    if (!expr)
        return false;
    const csa_state *st = csa_call_havoc(cx, csa_current(cx), call);
    csa_val result = csa_conjure(cx, expr, csa_function_result(csa_call_function(call)), &tag);
    csa_transition(cx, csa_call_bind_result(cx, st, call, result), NULL);
    return true;
}

/* Functions like fgets, whose result is one of their arguments: some versions of the analyzer call
 * the success path infeasible, because they conjure a result that equals no known address. */
bool taint_eval_call(csa_context *cx, const csa_call *call)
{
    const struct taint_model *model = taint_model_of(csa_call_function(call));
    bool is_clean = taint_state_is_clean(csa_current(cx));
    if (taint_variadic_eval(cx, call))
        return true;
    if (!is_clean && model && taint_callback_follow(cx, call, model))
        return true;
    if (!model || !taint_replaces_body(model))
        return !is_clean && taint_variadic_follow(cx, call);
    if (!model->function->evaluate || model->function->returns < 0)
        return csa_call_has_body(call) && eval_unseen(cx, call);
    csa_val result = csa_call_arg(call, taint_argument(model, model->function->returns));
    const csa_state *st = csa_current(cx);
    if (csa_val_is_unknown(result) || csa_val_is_undefined(result))
        return false;
    if (csa_is_zero(st, result) == CSA_YES)
        return eval_unseen(cx, call); /* getcwd(NULL, 0) allocates */
    csa_transition(cx, csa_call_bind_result(cx, st, call, result), NULL);
    csa_transition(cx, csa_call_bind_result(cx, st, call, csa_val_null(cx)), NULL);
    return true;
}

/* `strcpy(stpcpy(buf, "ls "), text)`: the result is somewhere in the argument's memory. */
static const csa_state *bind_inside(csa_context *cx, const csa_state *st, const csa_call *call,
                                    const struct taint_model *model)
{
    static const char tag;
    csa_val argument = csa_call_arg(call, taint_argument(model, model->function->inside));
    const csa_region *memory = csa_val_region(argument);
    const csa_region *result = csa_val_region(csa_call_result(call));
    if (!memory || csa_region_base(result) == csa_region_base(memory))
        return st;
    const csa_expr *at = csa_call_expr(call);
    const csa_type *element = csa_type_pointee(csa_expr_type(at));
    if (csa_type_kind_of(element) == CSA_TYPE_VOID)
        element = csa_type_char(cx);
    csa_val index = csa_conjure(cx, at, csa_type_int(cx), &tag);
    memory = csa_region_element_at(cx, memory, element, index);
    return csa_call_bind_result(cx, st, call, csa_val_of_region(cx, memory));
}

/* Not what the callback has returned. */
static const csa_state *bind_own(csa_context *cx, const csa_state *st, const csa_call *call)
{
    static const char tag;
    const csa_expr *at = csa_call_expr(call);
    csa_val result = csa_conjure(cx, at, csa_expr_type(at), &tag);
    return csa_val_is_unknown(result) ? st : csa_call_bind_result(cx, st, call, result);
}

/* `system(strcpy(buf, text))`: the result is the argument, which without other checkers' modelling
 * the analyzer does not know. */
static const csa_state *bind_returned(csa_context *cx, const csa_state *st, const csa_call *call,
                                      const struct taint_model *model)
{
    if (model->function->inside >= 0)
        return bind_inside(cx, st, call, model);
    if (model->function->returns < 0)
        return st;
    csa_val argument = csa_call_arg(call, taint_argument(model, model->function->returns));
    if (!csa_val_region(argument) || csa_val_same(argument, csa_call_result(call)))
        return st;
    return csa_call_bind_result(cx, st, call, argument);
}

void taint_post_call(csa_context *cx, const csa_call *call)
{
    const csa_state *now = csa_current(cx), *st = now, *before = now;
    bool followed = csa_call_was_followed(cx, call);
    const struct taint_model *model = taint_model_of(csa_call_function(call));
    if (!followed && !(model && model->function->evaluate)) {
        before = csa_call_state_before(cx, call);
        st = taint_places_survive(cx, before, st, call, model && model->function->keeps);
        st = taint_survive(cx, before, st, model && model->function->keeps);
    }
    if (!followed && !model)
        taint_handed_note(cx, before, call);
    taint_event_begin();
    bool failed =
        model && model->function->evaluate && csa_is_zero(st, csa_call_result(call)) == CSA_YES;
    if (model && !failed)
        st = taint_apply(cx, before, st, call, model);
    if ((model ? !failed : !followed) && !taint_state_is_clean(st))
        st = taint_guards_call(cx, before, st, call, model);
    if (model && !followed && !model->function->evaluate)
        st = bind_returned(cx, st, call, model);
    if (model && followed && model->function->callback)
        st = bind_own(cx, st, call);
    st = taint_variadic_begin(cx, st, call);
    if (model && !failed)
        st = taint_lengths_after(cx, st, call, model);
    if (!failed)
        st = taint_bounds_call(cx, st, call, model ? model->function : NULL);
    st = taint_rights_after(cx, st, call);
    if (st == now)
        return;
    const struct csa_note *note = taint_event_end();
    csa_transition(cx, st, note ? note : taint_rights_note(now, st));
}
