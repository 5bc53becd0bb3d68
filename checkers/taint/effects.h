/* effects.h - applies what a model says about a call to the program state. */
#ifndef TINCT_EFFECTS_H
#define TINCT_EFFECTS_H

#include "functions.h"
#include "state.h"

/* The state after `call` with the model's effects. `before` is the state before the call was
 * evaluated. */
const csa_state *taint_apply(csa_context *cx, const csa_state *before, const csa_state *st,
                             const csa_call *call, const struct taint_model *model);

/* The value at a model's place, its depth left out: an argument or the result; `i` counts through
 * the places that stand for several arguments. False past the last. */
bool taint_place_value(const csa_call *call, const struct taint_model *model,
                       const struct model_place *place, unsigned i, csa_val *value,
                       const csa_expr **expr, unsigned *argument);

/* Bytes of a character of the text at an argument: more than 1 for wide characters. */
unsigned taint_unit(const csa_call *call, unsigned argument);

/* A string that a call writes into memory it is handed, a NUL behind it. Borrowed for the visit. */
struct taint_string {
    const struct model_effect *effect;
    csa_val to; /* where it begins */
    const csa_expr *expr;
    unsigned argument;
    taint_content content;   /* all that stands there then, with the text it is appended to */
    const csa_expr *carrier; /* the argument that brings what is untrusted, or NULL */
    csa_val from;            /* its value */
    unsigned unit;           /* bytes of a character */
};
typedef void taint_string_visit(csa_context *cx, const struct taint_string *string, void *data);

/* In pre_call: the strings that the call is about to write. */
void taint_visit_strings(csa_context *cx, const csa_call *call, const struct taint_model *model,
                         taint_string_visit *visit, void *data);

/* In pre_call: what the call is about to write to a place. */
taint_content taint_arriving(csa_context *cx, const csa_call *call, const struct taint_model *model,
                             const struct model_place *place);
/* The text that an output effect of a call that is about to happen writes; 0 if nothing is known. */
taint_content taint_output_text(csa_context *cx, const csa_call *call,
                                const struct taint_model *model, const struct model_effect *effect);

/* True if the effect's condition on a constant argument does not hold for the call. */
bool taint_excluded(const csa_call *call, const struct taint_model *model,
                    const struct model_when *when);

#endif
