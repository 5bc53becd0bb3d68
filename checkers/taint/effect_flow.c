/* Effects that move data on. */
#include "applied.h"

/* The number in argument `limit`; -1 if it is not constant. */
static int64_t constant_limit(struct apply *a, int limit)
{
    int64_t n;
    if (limit < 0 || !csa_val_number(csa_call_arg(a->call, taint_argument(a->model, limit)), &n) ||
        n < 0)
        return -1;
    return n;
}

/* A null pointer where data is read from: the function goes on with what it has. */
static bool is_null(struct apply *a, const struct model_place *place)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    return place->root == MODEL_ARGUMENT && place->depth > 0 &&
           applied_value(a, place, 0, &value, &expr, &argument) &&
           csa_is_zero(a->before, value) == CSA_YES;
}

/* The struct of `size` bytes that a place is; NULL if it is anything else. */
static const csa_region *object_at(struct apply *a, const struct model_place *place, int64_t size)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    if (place->root == MODEL_RETURN || place->depth != 1 ||
        !applied_value(a, place, 0, &value, &expr, &argument))
        return NULL;
    const csa_type *type = csa_type_pointee(csa_expr_type(csa_expr_strip(expr)));
    const csa_region *region = csa_val_region(value);
    if (!region || csa_type_kind_of(type) != CSA_TYPE_RECORD ||
        csa_type_size(type) != (uint64_t)size)
        return NULL;
    bool is_typed = csa_region_kind_of(region) != CSA_REGION_SYMBOLIC;
    return is_typed ? region : csa_region_element(a->cx, region, type, 0);
}

/* `memcpy(&copy, &object, sizeof copy)` is an assignment: fields stay apart. */
static bool assign_object(struct apply *a, const struct model_effect *effect)
{
    int64_t size = constant_limit(a, effect->limit);
    if (size <= 0 || effect->append)
        return false;
    const csa_region *from = object_at(a, &effect->from, size);
    const csa_region *to = object_at(a, &effect->to, size);
    if (from && to)
        a->st = csa_store(a->cx, a->st, to, csa_load(a->before, from, NULL));
    return from && to;
}

taint_content effect_read_limited(struct apply *a, const struct model_effect *effect,
                                  struct carrier *carrier)
{
    taint_content content = applied_read(a, &effect->from, carrier);
    if (!content)
        return 0;
    bool is_text = effect->from.root == MODEL_ARGUMENT && effect->from.depth > 0;
    unsigned unit = is_text ? taint_unit(a->call, taint_argument(a->model, effect->from.index)) : 1;
    uint32_t limit = is_text ? applied_limit(a, effect, unit) : TAINT_ANY_LENGTH;
    if (effect->most)
        content = taint_content_bound(content, effect->most);
    if (limit == TAINT_ANY_LENGTH)
        return content;
    return limit == TAINT_SOME_LENGTH ? taint_content_bound(content, limit)
                                      : taint_content_prefix(content, limit);
}

void effect_flow(struct apply *a, const struct model_effect *effect)
{
    if (model_measures(effect) || is_null(a, &effect->from) || assign_object(a, effect))
        return;
    struct carrier carrier = {0};
    taint_content content = effect_read_limited(a, effect, &carrier);
    bool to_value = effect->to.depth == 0;
    if (to_value && !taint_content_has_hole(content))
        content = 0;
    if (content) {
        struct taint_step_fact fact = applied_step(a, TAINT_STEP_CALL);
        applied_carrier(&fact, &carrier);
        fact.number = effect->as == MODEL_AS_NUMBER;
        fact.whole = (effect->qualities & MODEL_QUALITY_COPY) != 0;
        fact.into = applied_destination(a, &effect->to, 0);
        content = taint_content_carry(content, &fact, effect->clears);
    }
    applied_write(a, &(struct write){.place = effect->to,
                                     .content = content,
                                     .append = effect->append,
                                     .effect = effect,
                                     .carrier = carrier});
    if (effect->qualities && a->write_count)
        a->writes[a->write_count - 1].qualities = effect->qualities;
}
