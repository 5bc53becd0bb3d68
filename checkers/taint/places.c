#include "places.h"

#include "state.h"

static struct csa_map places = {.key = CSA_KEY_REGION};

const csa_state *taint_place_add(csa_context *cx, const csa_state *st, const csa_region *region)
{
    bool is_own =
        csa_region_kind_of(region) == CSA_REGION_VARIABLE && !csa_region_is_global(region);
    return !region || is_own ? st : csa_set_region(cx, st, &places, region, 1);
}

struct survivor {
    csa_context *cx;
    const csa_state *before, *after;
    const csa_call *call;
    bool keeps;
};

static bool is_handed(const csa_call *call, const csa_region *region)
{
    for (unsigned i = 0; i < csa_call_arg_count(call); i++) {
        if (csa_val_region(csa_call_arg(call, i)) == region)
            return true;
    }
    return false;
}

/* The new value takes the content of the old one, at the depth where it is untrusted. */
static void inherit(struct survivor *s, const csa_region *region, csa_val old, csa_val now)
{
    const csa_symbol *symbol = csa_val_symbol(now);
    for (int depth = 1; symbol && depth <= 2; depth++) {
        taint_content content = taint_read(s->cx, s->before, old, depth);
        if (!taint_content_has_hole(content))
            continue;
        s->after = csa_store(s->cx, s->after, region, now);
        s->after = taint_write_symbol(s->cx, s->after, symbol, depth, content);
        return;
    }
}

static bool survive(void *data, const struct csa_entry *entry)
{
    struct survivor *s = data;
    const csa_region *region = entry->region;
    csa_val old = csa_load(s->before, region, NULL), now = csa_load(s->after, region, NULL);
    if (csa_val_same(old, now) || is_handed(s->call, region))
        return true;
    if (s->keeps)
        s->after = csa_store(s->cx, s->after, region, old);
    else
        inherit(s, region, old, now);
    return true;
}

const csa_state *taint_places_survive(csa_context *cx, const csa_state *before, const csa_state *st,
                                      const csa_call *call, bool keeps)
{
    if (csa_map_is_empty(before, &places))
        return st;
    struct survivor s = {cx, before, st, call, keeps};
    csa_map_visit(before, &places, survive, &s);
    return s.after;
}
