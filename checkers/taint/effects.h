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

/* The text that an output effect of a call that is about to happen writes; 0 if nothing is known. */
taint_content taint_output_text(csa_context *cx, const csa_call *call,
                                const struct taint_model *model, const struct model_effect *effect);

/* True if the effect's condition on a constant argument does not hold for the call. */
bool taint_excluded(const csa_call *call, const struct taint_model *model,
                    const struct model_when *when);

#endif
