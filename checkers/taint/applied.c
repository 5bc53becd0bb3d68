#include "applied.h"

#include "lengths.h"
#include "variadic.h"

#include <string.h>

bool applied_value(struct apply *a, const struct model_place *place, unsigned i, csa_val *value,
                   const csa_expr **expr, unsigned *argument)
{
    if (place->root != MODEL_VA_LIST)
        return taint_place_value(a->call, a->model, place, i, value, expr, argument);
    *argument = taint_argument(a->model, place->index);
    return taint_variadic_get(a->before, csa_call_arg(a->call, *argument), i, value, expr);
}

/* What a person calls the memory that `value` points to; NULL if it has no name. */
static const char *name_of(csa_val value, const csa_expr *expr)
{
    const csa_region *region = taint_buffer(csa_val_region(value));
    const char *name = csa_region_name(region);
    if (!name && csa_expr_kind_of(csa_expr_strip(expr)) == CSA_EXPR_NAME)
        name = csa_decl_name(csa_expr_decl(csa_expr_strip(expr)));
    return name ? taint_intern(name, strlen(name)) : NULL;
}

const char *applied_destination(struct apply *a, const struct model_place *place, unsigned i)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    if (place->root == MODEL_RETURN || !applied_value(a, place, i, &value, &expr, &argument))
        return NULL;
    if (place->depth < 2)
        return name_of(value, expr);
    const csa_expr *bare = csa_expr_strip(expr);
    const char *operator= csa_expr_operator(bare);
    if (csa_expr_kind_of(bare) == CSA_EXPR_UNARY && operator&& strcmp(operator, "&") == 0)
        bare = csa_expr_strip(csa_expr_child(bare, 0));
    const char *name = csa_expr_text(a->cx, bare);
    return name ? taint_intern(name, strlen(name)) : NULL;
}

void applied_write(struct apply *a, const struct write *write)
{
    taint_content content = write->content;
    for (size_t w = 0; w < a->write_count; w++) {
        struct write *old = &a->writes[w];
        if (old->i != write->i || memcmp(&old->place, &write->place, sizeof old->place) != 0)
            continue;
        if (!taint_content_has_hole(old->content))
            old->content = content ? content : old->content;
        else if (taint_content_has_hole(content))
            old->content = taint_content_either(old->content, content);
        return;
    }
    if (a->write_count < WRITES)
        a->writes[a->write_count++] = *write;
}

struct taint_step_fact applied_step(struct apply *a, enum taint_step_kind kind)
{
    return (struct taint_step_fact){
        .kind = kind,
        .at = csa_call_expr(a->call),
        .function = a->model->function->name,
    };
}

void applied_carrier(struct taint_step_fact *fact, const struct carrier *carrier)
{
    fact->carrier = carrier->expr;
    fact->text = carrier->text;
}

taint_content applied_read(struct apply *a, const struct model_place *place,
                           struct carrier *carrier)
{
    if (place->root == MODEL_STATIC)
        return taint_read_static(a->before, a->model->function->name);
    taint_content all = 0;
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    for (unsigned i = 0; applied_value(a, place, i, &value, &expr, &argument); i++) {
        unsigned unit = place->root == MODEL_VA_LIST ? 1 : taint_unit(a->call, argument);
        taint_content one = place->depth == 1 ? taint_read_text(a->cx, a->before, value, unit)
                                              : taint_read(a->cx, a->before, value, place->depth);
        if (!one || (all && !taint_content_has_hole(one)))
            continue;
        if (!taint_content_has_hole(all)) {
            all = one;
            *carrier =
                (struct carrier){expr, value, place->depth == 1 ? taint_text(a->cx, value) : 0};
        } else {
            all = taint_content_either(all, one);
        }
    }
    return all;
}

uint32_t applied_limit(struct apply *a, const struct model_effect *effect, unsigned unit)
{
    if (effect->limit < 0)
        return TAINT_ANY_LENGTH;
    uint64_t most = taint_most(a->cx, a->before,
                               csa_call_arg(a->call, taint_argument(a->model, effect->limit)));
    if (effect->times >= 0)
        most *= taint_most(a->cx, a->before,
                           csa_call_arg(a->call, taint_argument(a->model, effect->times)));
    most *= unit;
    return most < TAINT_SOME_LENGTH ? (uint32_t)most : TAINT_SOME_LENGTH;
}
