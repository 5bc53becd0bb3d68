#include "displaced.h"

/* Regions live as long as the analysis of a function. */
static struct csa_map places = {.key = CSA_KEY_SYMBOL};

const csa_state *taint_displace(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                const csa_region *place)
{
    bool is_place = csa_region_kind_of(place) == CSA_REGION_ELEMENT &&
                    csa_val_symbol(csa_region_index(place));
    return symbol && is_place ? csa_set_symbol(cx, st, &places, symbol, (uintptr_t)place) : st;
}

const csa_region *taint_displaced(const csa_state *st, const csa_region *region)
{
    uint64_t place;
    const csa_symbol *symbol = csa_region_symbol(csa_region_base(region));
    return csa_get_symbol(st, &places, symbol, &place) ? (const csa_region *)(uintptr_t)place : NULL;
}
