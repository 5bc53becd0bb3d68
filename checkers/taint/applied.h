/* applied.h - one call whose effects are applied: what the kinds of effects share. Internal to
 * effects.c and the effect_*.c, one file for each kind.
 */
#ifndef TINCT_APPLIED_H
#define TINCT_APPLIED_H

#include "effects.h"

/* The argument that brings untrusted data. */
struct carrier {
    const csa_expr *expr; /* NULL: none */
    csa_val value;
    uint64_t text; /* as taint_text() */
};

/* What the effects of one model write, collected before any of it is written: several effects may
 * meet at one place, and all read the state before the call. */
enum { WRITES = 16 };
struct write {
    struct model_place place;
    unsigned i;
    const csa_region *memory; /* NULL: what the place says */
    taint_content content;
    bool append;
    const struct model_effect *effect;
    struct carrier carrier;
    unsigned qualities; /* of the text that arrives; bits of model_quality */
};

struct apply {
    csa_context *cx;
    const csa_state *before, *st;
    const csa_call *call;
    const struct taint_model *model;
    struct write writes[WRITES];
    size_t write_count;
};

/* As taint_place_value(), and the arguments in a va_list. */
bool applied_value(struct apply *a, const struct model_place *place, unsigned i, csa_val *value,
                   const csa_expr **expr, unsigned *argument);
/* What a person calls the memory at the place; NULL if it has no name. Interned. */
const char *applied_destination(struct apply *a, const struct model_place *place, unsigned i);
/* The content of all that a place stands for, and the argument that brought its untrusted part. */
taint_content applied_read(struct apply *a, const struct model_place *place,
                           struct carrier *carrier);
/* The bytes that argument `limit` of an effect leaves room for: TAINT_ANY_LENGTH if it has none,
 * TAINT_SOME_LENGTH if nobody knows. */
uint32_t applied_limit(struct apply *a, const struct model_effect *effect, unsigned unit);
/* A step that this call makes, and what carries it. */
struct taint_step_fact applied_step(struct apply *a, enum taint_step_kind kind);
void applied_carrier(struct taint_step_fact *fact, const struct carrier *carrier);
/* Writes at the same place are joined. */
void applied_write(struct apply *a, const struct write *write);

/* What each kind of effect writes, or sets in the state. */
void effect_source(struct apply *a, const struct model_effect *effect);
void effect_handle(struct apply *a, const struct model_effect *effect);
void effect_flow(struct apply *a, const struct model_effect *effect);
void effect_print(struct apply *a, const struct model_effect *effect);
void effect_scan(struct apply *a, const struct model_effect *effect);

/* Who speaks through the effect's source: its handle, or what the model says. */
enum model_source effect_source_kind(struct apply *a, const struct model_effect *effect);
/* What an effect takes from its place, no more than its limit. */
taint_content effect_read_limited(struct apply *a, const struct model_effect *effect,
                                  struct carrier *carrier);

#endif
