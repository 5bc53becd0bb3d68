/* engine.h - the engine's callbacks, one file for each kind of event; see csa.h. */
#ifndef TINCT_ENGINE_H
#define TINCT_ENGINE_H

#include "state.h"

/* Calls: what their models say. */
bool taint_eval_call(csa_context *cx, const csa_call *call);
void taint_post_call(csa_context *cx, const csa_call *call);
/* Reads, where the analyzer forgets what it reads or never knew it. */
void taint_load(csa_context *cx, const csa_expr *expr, csa_val location, csa_val value);
void taint_access(csa_context *cx, csa_val location, bool is_load);
void taint_cast(csa_context *cx, const csa_expr *expr, csa_val from);
/* Writes. */
void taint_bind(csa_context *cx, csa_val location, csa_val value);

/* What is reached from a value that a variable receives: the value itself, or what it points to. */
taint_content taint_reached(csa_context *cx, const csa_state *st, csa_val value);

#endif
