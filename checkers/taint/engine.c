/* tinct.Taint: follows untrusted data along each path, by the models; reports nothing itself. */
#include "bounds.h"
#include "effects.h"
#include "entries.h"
#include "event.h"
#include "guards.h"
#include "handed.h"
#include "lengths.h"
#include "loops.h"
#include "places.h"
#include "rights.h"
#include "scout.h"
#include "taint.h"
#include "trail.h"
#include "variadic.h"

#include <string.h>

static void unit(csa_unit *u)
{
    taint_models_load(u);
    taint_rights_unit(u);
    taint_entries_find(u);
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

/* What is reached from a value that a variable receives: the value itself, or what it points to. */
static taint_content content_reached(csa_context *cx, const csa_state *st, csa_val value)
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
        taint_content content = content_reached(cx, st, csa_parameter_value(cx, st, i));
        if (!content)
            continue;
        struct taint_names names = taint_names_in(cx, csa_caller_arg(cx, i), true);
        const csa_region *region = csa_variable_region(cx, csa_function_parameter(function, i));
        taint_trail_add(cx, region, content, &names);
    }
    csa_transition(cx, st, taint_trail_end());
}

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
static bool eval_call(csa_context *cx, const csa_call *call)
{
    const struct taint_model *model = taint_model_of(csa_call_function(call));
    bool is_clean = taint_state_is_clean(csa_current(cx));
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

static void post_call(csa_context *cx, const csa_call *call)
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

/* Global variables that a library fills with untrusted data: optarg, environ. */
static const csa_state *load_global(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                    const csa_region *region, const csa_symbol *symbol)
{
    if (!symbol || csa_region_kind_of(region) != CSA_REGION_VARIABLE ||
        !csa_region_is_global(region))
        return st;
    const struct model_global *global = taint_global_model(csa_region_variable(region));
    if (!global || taint_read_symbol(st, symbol, global->depth))
        return st;
    struct taint_step_fact fact = {.kind = TAINT_STEP_SOURCE,
                                   .source = global->source,
                                   .at = expr,
                                   .into = global->name};
    taint_step step = taint_step_new(&fact);
    taint_event_add(cx, step);
    return taint_write_symbol(cx, st, symbol, global->depth, taint_content_hole(step, false));
}

/* A store at an unknown index made the analyzer forget the text: a fresh symbol fills it, so that
 * each of its characters has a name again. */
static const csa_state *refill(csa_context *cx, const csa_state *st, const csa_expr *expr,
                               const csa_region *region, taint_content content)
{
    st = taint_write_region(cx, st, NULL, taint_buffer(region), content, expr);
    return csa_bind_expr(cx, st, expr, csa_load(st, region, NULL));
}

/* An array that was filled element by element is read at a place that the analyzer cannot tell:
 * any of the elements may come. */
static const csa_state *load_element(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                     const csa_region *region, csa_val value)
{
    static const char tag;
    taint_content content = taint_read_elements(st, region);
    if (!taint_content_has_hole(content))
        return st;
    const csa_symbol *symbol = csa_val_symbol(value);
    if (taint_read_symbol(st, symbol, 0))
        return st;
    int64_t offset;
    if (csa_val_is_unknown(value) && csa_type_is_char(csa_region_type(region)) &&
        csa_region_offset(region, &offset) == CSA_YES)
        return refill(cx, st, expr, region, content);
    if (!csa_val_is_unknown(value) && csa_symbol_kind_of(symbol) != CSA_SYMBOL_DERIVED)
        return st;
    value = csa_conjure(cx, expr, csa_expr_type(expr), &tag);
    st = csa_bind_expr(cx, st, expr, value);
    return taint_write_symbol(cx, st, csa_val_symbol(value), 0, content);
}

/* `argv[i]` at an index that the analyzer cannot tell: any of the pointers may come. */
static const csa_state *load_unknown(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                     const csa_region *region)
{
    static const char tag;
    enum { DEPTH = 3 };
    csa_val array = csa_val_of_region(cx, csa_region_base(region));
    for (int depth = 1; depth <= DEPTH; depth++) {
        taint_content content = taint_read(cx, st, array, depth);
        if (!taint_content_has_hole(content))
            continue;
        csa_val value = csa_conjure(cx, expr, csa_expr_type(expr), &tag);
        st = csa_bind_expr(cx, st, expr, value);
        return taint_write_symbol(cx, st, csa_val_symbol(value), depth - 1, content);
    }
    return st;
}

/* A field that a model calls untrusted: `entry->d_name`. */
static const csa_state *load_field(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                   const csa_region *region, csa_val value)
{
    const csa_symbol *symbol = csa_val_symbol(value);
    struct model_field field;
    if (!symbol || !taint_field_source(csa_region_variable(region), &field) ||
        content_reached(cx, st, value))
        return st;
    struct taint_step_fact fact = {
        .kind = TAINT_STEP_SOURCE,
        .source = field.source,
        .at = expr,
        .into = taint_intern(field.name, strlen(field.name)),
    };
    taint_step step = taint_step_new(&fact);
    taint_event_add(cx, step);
    return taint_write_symbol(cx, st, symbol, field.depth,
                              taint_content_hole(step, field.depth == 0));
}

/* A table of functions, a setting that nobody changes: what its initializer says. */
static const csa_state *load_initial(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                     const csa_region *region, csa_val value)
{
    int64_t number;
    if (!csa_region_is_global(region) || csa_val_number(value, &number) ||
        (csa_val_region(value) && !csa_val_symbol(value)))
        return st;
    csa_val initial = csa_initial_value(cx, st, region);
    return csa_val_is_unknown(initial) ? st : csa_bind_expr(cx, st, expr, initial);
}

/* The next argument of a va_list. */
static const csa_state *load_argument(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                      csa_val list)
{
    csa_val value;
    const csa_expr *written;
    if (taint_variadic_get(st, list, 0, &value, &written))
        st = csa_bind_expr(cx, st, expr, value);
    return taint_variadic_advance(cx, st, list);
}

/* A pointer that was put into another member of a union. */
static const csa_state *load_member(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                    const csa_region *region)
{
    const csa_region *whole = csa_region_union(region), *member;
    if (!whole || csa_region_super(region) != whole ||
        csa_type_kind_of(csa_region_type(region)) != CSA_TYPE_POINTER)
        return st;
    for (unsigned i = 0; (member = csa_region_member(cx, whole, i)) != NULL; i++) {
        csa_val value = csa_load(st, member, NULL);
        if (csa_type_kind_of(csa_region_type(member)) == CSA_TYPE_POINTER &&
            csa_val_region(value) && content_reached(cx, st, value))
            return csa_bind_expr(cx, st, expr, value);
    }
    return st;
}

static void load(csa_context *cx, const csa_expr *expr, csa_val location, csa_val value)
{
    const csa_state *now = csa_current(cx), *st = now;
    const csa_region *region = csa_val_region(location);
    if (csa_expr_kind_of(expr) == CSA_EXPR_VA_ARG) {
        csa_transition(cx, load_argument(cx, st, expr, location), NULL);
        return;
    }
    st = load_initial(cx, st, expr, region, value);
    if (st != now) {
        csa_transition(cx, st, NULL);
        return;
    }
    const csa_symbol *symbol = csa_val_symbol(value);
    taint_event_begin();
    st = load_global(cx, st, expr, region, symbol);
    if (csa_region_kind_of(region) == CSA_REGION_FIELD)
        st = load_field(cx, st, expr, region, value);
    if (!taint_state_is_clean(st)) {
        st = taint_settle(cx, st, symbol);
        if (csa_region_kind_of(region) == CSA_REGION_ELEMENT && !csa_val_region(value))
            st = load_element(cx, st, expr, region, value);
        if (st == now && csa_val_is_unknown(value) &&
            csa_region_kind_of(region) == CSA_REGION_ELEMENT)
            st = load_unknown(cx, st, expr, region);
        if (st == now && csa_region_kind_of(region) == CSA_REGION_FIELD &&
            !content_reached(cx, st, value))
            st = load_member(cx, st, expr, region);
        st = taint_guards_load(cx, st, expr, location);
    }
    if (st != now)
        csa_transition(cx, st, taint_event_end());
}

/* A place in a buffer that is read as a struct, where the analyzer forgets which buffer. */
static void cast(csa_context *cx, const csa_expr *expr, csa_val from)
{
    static const char tag;
    const csa_state *st = csa_current(cx);
    taint_content content = taint_state_is_clean(st) ? 0 : taint_read(cx, st, from, 1);
    if (!taint_content_has_hole(content))
        return;
    csa_val to = csa_conjure(cx, expr, csa_expr_type(expr), &tag);
    st = csa_bind_expr(cx, st, expr, to);
    csa_transition(cx, taint_write_symbol(cx, st, csa_val_symbol(to), 1, content), NULL);
}

static const csa_state *store_element(csa_context *cx, const csa_state *st, const csa_region *array,
                                      csa_val value, taint_content content)
{
    const char *name = csa_region_name(array);
    struct taint_step_fact fact = {
        .kind = TAINT_STEP_STORE,
        .at = csa_current_expr(cx),
        .text = taint_text(cx, csa_val_of_region(cx, csa_symbol_region(csa_val_symbol(value)))),
        .into = name ? taint_intern(name, strlen(name)) : NULL,
    };
    content =
        taint_content_carry(content, &fact, taint_guards_character(cx, st, csa_val_symbol(value)));
    const csa_state *after = taint_add_element(cx, st, array, content);
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 0; after != st && i < count; i++) {
        if (parts[i].kind == TAINT_HOLE)
            taint_event_add(cx, parts[i].step);
    }
    return after;
}

/* A store at an index that is not known makes the analyzer forget all the array held. */
static bool forgets(const csa_region *element)
{
    int64_t index;
    return csa_region_kind_of(element) == CSA_REGION_ELEMENT &&
           !csa_val_number(csa_region_index(element), &index);
}

/* What a pointer points to is its first element. */
static bool is_first(const csa_region *element)
{
    int64_t index;
    return csa_region_kind_of(element) == CSA_REGION_SYMBOLIC ||
           (csa_val_number(csa_region_index(element), &index) && index == 0);
}

/* `buf[0] = '\0'` makes a string empty, whatever stood there. */
static bool empties(const csa_region *element, csa_val value)
{
    int64_t n;
    return csa_val_number(value, &n) && n == 0 && csa_type_is_char(csa_region_type(element)) &&
           is_first(element);
}

/* What the array holds besides, where the store is about to forget it. */
static const csa_state *keep_rest(csa_context *cx, const csa_state *st, const csa_region *element,
                                  const csa_region *array)
{
    taint_content content = forgets(element) ? taint_read_region(cx, st, array) : 0;
    return taint_content_has_hole(content) ? taint_write_elements(cx, st, array, content) : st;
}

static void bind_element(csa_context *cx, const csa_region *element, csa_val value)
{
    const csa_state *now = csa_current(cx), *st = now;
    const csa_region *array = taint_buffer(element);
    if (array == element && csa_region_kind_of(element) == CSA_REGION_ELEMENT)
        return; /* an object, not a number */
    taint_event_begin();
    int64_t n;
    if (csa_val_number(value, &n) && n == 0)
        st = taint_text_ends(cx, st, element);
    taint_content content = taint_read_symbol(st, csa_val_symbol(value), 0);
    if (taint_content_has_hole(content))
        st = store_element(cx, keep_rest(cx, st, element, array), array, value, content);
    else if (empties(element, value) && taint_read_region(cx, st, array))
        st = taint_write_elements(cx, st, array, taint_content_literal("", 0));
    else if (forgets(element) && (content = taint_read_region(cx, st, array)) != 0)
        st = taint_write_elements(cx, st, array, content);
    st = taint_guards_bind(cx, st, element, value);
    if (st != now)
        csa_transition(cx, st, taint_event_end());
}

/* The right-hand side of the assignment or the initializer that is being evaluated. */
static const csa_expr *assigned(csa_context *cx)
{
    const csa_expr *at = csa_current_expr(cx);
    return csa_expr_kind_of(at) == CSA_EXPR_BINARY ? csa_expr_child(at, 1) : at;
}

static void bind(csa_context *cx, csa_val location, csa_val value)
{
    const csa_state *st = csa_current(cx);
    const csa_region *region = csa_val_region(location);
    if (taint_state_is_clean(st))
        return;
    csa_region_kind kind = csa_region_kind_of(region);
    bool is_element = kind == CSA_REGION_ELEMENT ||
                      (kind == CSA_REGION_SYMBOLIC && csa_type_is_char(csa_region_type(region)));
    if (is_element && !csa_val_region(value)) {
        bind_element(cx, region, value);
        return;
    }
    taint_content content = content_reached(cx, st, value);
    if (csa_type_kind_of(csa_region_type(region)) == CSA_TYPE_FLOATING &&
        taint_read_elements(st, region)) {
        csa_transition(cx, taint_write_elements(cx, st, region, 0), NULL);
        return;
    }
    if (!content)
        return;
    if (csa_val_region(value))
        st = taint_place_add(cx, st, region);
    struct taint_names names = taint_names_in(cx, assigned(cx), false);
    taint_trail_begin();
    taint_trail_add(cx, region, content, &names);
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
    .eval_call = eval_call,
    .post_call = post_call,
    .load = load,
    .cast = cast,
    .bind = bind,
    .operation = operation,
    .assume = assume,
    .worth = worth,
    .branch = branch,
};

const char *const taint_needs[] = {"tinct.Taint", NULL};
