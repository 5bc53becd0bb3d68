/* displaced.h - pointers that were made of a place in a buffer which the analyzer cannot tell.
 *
 * `(struct entry *)(buffer + at)` with an unknown `at` is a new pointer for the analyzer, and nothing is
 * known of it any more. What it was made of is remembered here, so that where it is followed the place
 * can be looked at: not before, since programs check a place after they have made a pointer to it.
 */
#ifndef TINCT_DISPLACED_H
#define TINCT_DISPLACED_H

#include "csa.h"

/* The state in which the pointer `symbol` was made of the address of `place`. */
const csa_state *taint_displace(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                const csa_region *place);
/* The place that `region` begins at if a pointer leads there that was made in this way; else NULL. */
const csa_region *taint_displaced(const csa_state *st, const csa_region *region);

#endif
