/* places.h - fields, elements and globals that hold a pointer to untrusted data.
 *
 * A call that is evaluated without a body takes the values out of all memory that it is handed, and
 * out of the struct around it: after `strcpy(r->note, "x")` nobody knows what `r->name` points to.
 */
#ifndef TINCT_PLACES_H
#define TINCT_PLACES_H

#include "csa.h"

/* `region` holds such a pointer from now on. The same state for a variable of a function's own,
 * whose value only goes where its address does. */
const csa_state *taint_place_add(csa_context *cx, const csa_state *st, const csa_region *region);

/* The state after `call`, in which places hold what they held before if the call `keeps` what it
 * does not say it writes, and else something new with the same content. What the call was handed
 * the very address of is the call's to write. */
const csa_state *taint_places_survive(csa_context *cx, const csa_state *before, const csa_state *st,
                                      const csa_call *call, bool keeps);

#endif
