/* compared.h - limits of untrusted numbers that are other values: `if (n > room) return`.
 *
 * The constraint manager drops such a relation as soon as one side is no longer needed.
 */
#ifndef TINCT_COMPARED_H
#define TINCT_COMPARED_H

#include "bounds.h"

/* A limit that is another value. */
struct taint_limit {
    const csa_symbol *by; /* NULL: something that is not known, and trusted */
    bool is_strict;       /* the number does not reach it */
};

/* True and *limit filled if the path has compared `symbol` with another value that is at least
 * (`above`) or at most as big. */
bool taint_compared(const csa_state *st, const csa_symbol *symbol, bool above,
                    struct taint_limit *limit);

/* True if the path has computed `symbol` by a function that tells when the result does not fit. */
bool taint_is_checked_result(const csa_state *st, const csa_symbol *symbol);

/* The untrusted content of a symbol's own value; 0 if there is none. */
taint_content taint_untrusted(const csa_state *st, const csa_symbol *symbol);

#endif
