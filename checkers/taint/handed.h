/* handed.h - what functions that a path did not follow were handed.
 *
 * A body that is too large, too deep or too late for its caller's budget is analysed by itself, after
 * its callers. It starts with what they are known to hand it: untrusted data, with the range that
 * numbers were checked for. What several calls say of one parameter is merged so that the least
 * checked counts.
 *
 * Facts live from one analysis to the next, until the file ends.
 */
#ifndef TINCT_HANDED_H
#define TINCT_HANDED_H

#include "content.h"

/* Forgets everything: a new file begins. */
void taint_handed_reset(void);

/* In post_call of a call that was not followed: remembers what its arguments hold. */
void taint_handed_note(csa_context *cx, const csa_state *before, const csa_call *call);

/* True if a call has handed the function untrusted data. */
bool taint_handed_any(const csa_decl *function);

/* At the start of a function that nobody called: the state in which its parameters hold what calls
 * have handed it. Adds the steps to the open event. */
const csa_state *taint_handed_begin(csa_context *cx, const csa_state *st);

#endif
