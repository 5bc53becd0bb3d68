#include "effects.h"

#include "applied.h"
#include "event.h"
#include "guards.h"
#include "lengths.h"
#include "writing.h"

#include <string.h>

/* ---- Places ----------------------------------------------------------------------------------- */

bool taint_place_value(const csa_call *call, const struct taint_model *model,
                       const struct model_place *place, unsigned i, csa_val *value,
                       const csa_expr **expr, unsigned *argument)
{
    if (place->root == MODEL_VA_LIST || place->root == MODEL_STATIC)
        return false; /* not shown by the call */
    if (place->root != MODEL_VARIADIC && i > 0)
        return false;
    if (place->root == MODEL_RETURN) {
        *value = csa_call_result(call);
        *expr = csa_call_expr(call);
        *argument = 0;
        return true;
    }
    unsigned at = taint_argument(model, place->index) + i;
    if (at >= csa_call_arg_count(call))
        return false;
    *value = csa_call_arg(call, at);
    *expr = csa_call_arg_expr(call, at);
    *argument = at;
    return true;
}

bool taint_excluded(const csa_call *call, const struct taint_model *model,
                    const struct model_when *when)
{
    int64_t n;
    if (when->op == MODEL_WHEN_ALWAYS ||
        !csa_val_number(csa_call_arg(call, taint_argument(model, when->argument)), &n))
        return false;
    switch (when->op) {
    case MODEL_WHEN_EQUALS:
        return n != when->value;
    case MODEL_WHEN_HAS_BITS:
        return (n & when->value) != when->value;
    default:
        return (n & when->value) != 0;
    }
}

unsigned taint_unit(const csa_call *call, unsigned argument)
{
    const csa_decl *function = csa_call_function(call);
    const csa_type *type = argument < csa_function_parameter_count(function)
                               ? csa_decl_type(csa_function_parameter(function, argument))
                               : csa_expr_type(csa_expr_strip(csa_call_arg_expr(call, argument)));
    const csa_type *pointee = csa_type_pointee(type);
    uint64_t size = csa_type_size(pointee);
    return csa_type_kind_of(pointee) == CSA_TYPE_INTEGER && size > 1 ? (unsigned)size : 1;
}

/* ---- Writing ---------------------------------------------------------------------------------- */

/* Identify the symbols conjured here, apart from the analyzer's. */
static const char result_tag, pointee_tag;

/* The steps of a content's holes belong to the note of this call; those that it made are new. */
static void tell(struct apply *a, const struct write *write)
{
    csa_val value = csa_call_result(a->call);
    const csa_expr *expr;
    unsigned argument;
    if (write->memory)
        value = csa_val_of_region(a->cx, write->memory);
    else if (write->place.root != MODEL_STATIC && write->place.root != MODEL_RETURN)
        taint_place_value(a->call, a->model, &write->place, write->i, &value, &expr, &argument);
    uint64_t text = write->place.depth == 1 ? taint_text(a->cx, value) : 0;
    size_t count;
    const struct taint_part *parts = taint_content_get(write->content, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind != TAINT_HOLE)
            continue;
        taint_event_add(a->cx, parts[i].step);
        const struct taint_step_fact *fact = taint_step_get(parts[i].step);
        if (fact->at == csa_call_expr(a->call))
            a->st = taint_guards_renew(a->cx, a->st, text, parts[i].step, write->qualities,
                                       fact->from && write->place.root == MODEL_RETURN);
    }
}

/* Content that arrives in the result: on the value, or on what the pointer points to. */
static void write_result(struct apply *a, const struct write *write)
{
    csa_val result = csa_call_result(a->call);
    const csa_symbol *symbol = csa_val_symbol(result);
    const csa_region *region = csa_val_region(result);
    if (!symbol && !region && write->content && csa_val_is_unknown(result)) {
        const csa_expr *at = csa_call_expr(a->call);
        /* The analyzer has no symbols of floating type: one of an integer stands in. */
        bool is_floating = csa_type_kind_of(csa_expr_type(at)) == CSA_TYPE_FLOATING;
        const csa_type *type = is_floating ? csa_type_int(a->cx) : csa_expr_type(at);
        result = csa_conjure(a->cx, at, type, &result_tag);
        symbol = csa_val_symbol(result);
        a->st = csa_call_bind_result(a->cx, a->st, a->call, result);
    }
    bool is_fresh = symbol && (!region || csa_val_is_unknown(csa_load_default(a->st, region)));
    if (is_fresh || write->place.depth != 1)
        a->st = taint_write_symbol(a->cx, a->st, symbol, write->place.depth, write->content);
    else
        a->st =
            taint_write_region(a->cx, a->st, NULL, region, write->content, csa_call_expr(a->call));
}

/* Content that arrives in memory that the pointer at `region` points to: `asprintf(&p, ...)`. */
static void write_pointee(struct apply *a, const csa_region *region, const struct write *write)
{
    csa_val pointer = csa_load(a->st, region, NULL);
    const csa_symbol *symbol = csa_val_symbol(pointer);
    if (!symbol && write->content) {
        const csa_expr *at = csa_call_expr(a->call);
        const csa_type *type = csa_region_type(region);
        symbol = csa_val_symbol(csa_conjure(a->cx, at, type, &pointee_tag));
        if (symbol)
            a->st = csa_store(a->cx, a->st, region, csa_val_of_symbol(a->cx, symbol));
    }
    a->st = taint_write_symbol(a->cx, a->st, symbol, write->place.depth - 1, write->content);
}

static void write_content(struct apply *a, struct write *write)
{
    tell(a, write);
    if (write->memory) {
        a->st = taint_text_written(a->cx, a->st, write->memory);
        a->st = taint_write_region(a->cx, a->st, a->before, write->memory, write->content,
                                   csa_call_expr(a->call));
        return;
    }
    if (write->place.root == MODEL_STATIC) {
        a->st = taint_write_static(a->cx, a->st, a->model->function->name, write->content);
        return;
    }
    if (write->place.root == MODEL_RETURN) {
        write_result(a, write);
        return;
    }
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    if (!applied_value(a, &write->place, write->i, &value, &expr, &argument))
        return;
    const csa_region *region = csa_val_region(value);
    if (!region || write->place.depth == 0)
        return;
    if (write->place.depth == 1)
        a->st = taint_text_written(a->cx, a->st, region);
    if (write->place.depth >= 2) {
        write_pointee(a, region, write);
        return;
    }
    a->st = taint_write_piece(a->cx, a->st, region, write->append ? 0 : write->content);
    if (write->append) {
        region = taint_buffer(region); /* strcat(buf + 5, text) ends where strcat(buf, text) does */
        taint_content front = taint_read_text(a->cx, a->before, csa_val_of_region(a->cx, region),
                                              taint_unit(a->call, argument));
        if (front || write->content)
            write->content = taint_content_concat(front, write->content);
    }
    a->st =
        taint_write_region(a->cx, a->st, a->before, region, write->content, csa_call_expr(a->call));
}

static void collect(struct apply *a)
{
    const struct model_function *function = a->model->function;
    for (size_t i = 0; i < function->effect_count; i++) {
        const struct model_effect *effect = &function->effects[i];
        if (taint_excluded(a->call, a->model, &effect->when))
            continue;
        switch (effect->kind) {
        case MODEL_SOURCE_EFFECT:
            effect_source(a, effect);
            break;
        case MODEL_FLOW_EFFECT:
            effect_flow(a, effect);
            break;
        case MODEL_PRINT_EFFECT:
            effect_print(a, effect);
            break;
        case MODEL_SCAN_EFFECT:
            effect_scan(a, effect);
            break;
        case MODEL_HANDLE_EFFECT:
            effect_handle(a, effect);
            break;
        case MODEL_SINK_EFFECT:
        case MODEL_GUARD_EFFECT:
        case MODEL_OUTPUT_EFFECT:
            break;
        }
    }
}

const csa_state *taint_apply(csa_context *cx, const csa_state *before, const csa_state *st,
                             const csa_call *call, const struct taint_model *model)
{
    struct apply a = {.cx = cx, .before = before, .st = st, .call = call, .model = model};
    collect(&a);
    for (size_t i = 0; i < a.write_count; i++)
        write_content(&a, &a.writes[i]);
    return a.st;
}

static bool is_string(const struct model_effect *effect)
{
    return effect && (effect->kind == MODEL_PRINT_EFFECT || effect->kind == MODEL_SCAN_EFFECT ||
                      effect->string);
}

void taint_visit_strings(csa_context *cx, const csa_call *call, const struct taint_model *model,
                         taint_string_visit *visit, void *data)
{
    const csa_state *st = csa_current(cx);
    struct apply a = {.cx = cx, .before = st, .st = st, .call = call, .model = model};
    size_t i = 0;
    while (i < model->function->effect_count && !is_string(&model->function->effects[i]))
        i++;
    if (i == model->function->effect_count)
        return;
    collect(&a);
    for (i = 0; i < a.write_count; i++) {
        const struct write *write = &a.writes[i];
        struct taint_string string = {.effect = write->effect, .carrier = write->carrier.expr};
        if (!is_string(write->effect) || write->place.depth != 1 ||
            write->place.root == MODEL_RETURN ||
            !taint_place_value(call, model, &write->place, write->i, &string.to, &string.expr,
                               &string.argument))
            continue;
        string.unit = taint_unit(call, string.argument);
        string.content = write->content;
        string.from = write->carrier.value;
        if (write->append)
            string.content = taint_content_concat(taint_read_text(cx, st, string.to, string.unit),
                                                  write->content);
        visit(cx, &string, data);
    }
}

taint_content taint_arriving(csa_context *cx, const csa_call *call, const struct taint_model *model,
                             const struct model_place *place)
{
    const csa_state *st = csa_current(cx);
    struct apply a = {.cx = cx, .before = st, .st = st, .call = call, .model = model};
    collect(&a);
    for (size_t i = 0; i < a.write_count; i++) {
        if (memcmp(&a.writes[i].place, place, sizeof *place) == 0)
            return a.writes[i].content;
    }
    return 0;
}
