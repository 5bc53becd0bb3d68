/* Reads: data where the analyzer forgets what it reads or never knew it. */
#include "bounds.h"
#include "displaced.h"
#include "engine.h"
#include "entries.h"
#include "event.h"
#include "functions.h"
#include "guards.h"
#include "variadic.h"

#include <string.h>

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
        taint_reached(cx, st, value))
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

/* `count++`: what stands there is written before it is read, since no load is told of. */
void taint_access(csa_context *cx, csa_val location, bool is_load)
{
    const csa_region *region = csa_val_region(location);
    if (!is_load || !csa_region_is_global(region))
        return;
    const csa_state *st = csa_current(cx);
    const csa_symbol *symbol = csa_val_symbol(csa_load(st, region, NULL));
    if (csa_symbol_kind_of(symbol) != CSA_SYMBOL_INITIAL)
        return;
    csa_val initial = csa_initial_value(cx, st, region);
    if (!csa_val_is_unknown(initial))
        csa_transition(cx, csa_store(cx, st, region, initial), NULL);
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

/* A pointer or a number that was put into another member of a union, which is as wide. */
static const csa_state *load_member(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                    const csa_region *region)
{
    const csa_region *whole = csa_region_union(region), *member;
    const csa_type *type = csa_region_type(region);
    csa_type_kind kind = csa_type_kind_of(type);
    if (!whole || csa_region_super(region) != whole ||
        (kind != CSA_TYPE_POINTER && kind != CSA_TYPE_INTEGER))
        return st;
    for (unsigned i = 0; (member = csa_region_member(cx, whole, i)) != NULL; i++) {
        const csa_type *its = csa_region_type(member);
        csa_val value = csa_load(st, member, NULL);
        if (csa_type_kind_of(its) == kind && csa_type_size(its) == csa_type_size(type) &&
            taint_reached(cx, st, value))
            return csa_bind_expr(cx, st, expr, value);
    }
    return st;
}

void taint_load(csa_context *cx, const csa_expr *expr, csa_val location, csa_val value)
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
        if (csa_region_kind_of(region) == CSA_REGION_FIELD)
            st = taint_bounds_load(cx, st, region, value);
        if (taint_is_element(region) && !csa_val_region(value))
            st = load_element(cx, st, expr, region, value);
        if (st == now && csa_val_is_unknown(value) &&
            csa_region_kind_of(region) == CSA_REGION_ELEMENT)
            st = load_unknown(cx, st, expr, region);
        if (st == now && csa_region_kind_of(region) == CSA_REGION_FIELD &&
            !taint_reached(cx, st, value))
            st = load_member(cx, st, expr, region);
        st = taint_guards_load(cx, st, expr, location);
    }
    if (st != now)
        csa_transition(cx, st, taint_event_end());
}

/* A place in a buffer that is read as a struct, where the analyzer forgets which buffer. */
void taint_cast(csa_context *cx, const csa_expr *expr, csa_val from)
{
    static const char tag;
    const csa_state *st = csa_current(cx);
    taint_content content = taint_state_is_clean(st) ? 0 : taint_read(cx, st, from, 1);
    if (!taint_content_has_hole(content))
        return;
    csa_val to = csa_conjure(cx, expr, csa_expr_type(expr), &tag);
    st = csa_bind_expr(cx, st, expr, to);
    st = taint_displace(cx, st, csa_val_symbol(to), csa_val_region(from));
    csa_transition(cx, taint_write_symbol(cx, st, csa_val_symbol(to), 1, content), NULL);
}
