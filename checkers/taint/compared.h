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

/* The state in which the path has found `left op right`, or that `symbol op n`, with what that says
 * of the untrusted numbers that these are made of. */
const csa_state *taint_learn(csa_context *cx, const csa_state *st, const csa_symbol *left,
                             const char *op, const csa_symbol *right);
const csa_state *taint_learn_number(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                    const char *op, int64_t n);
/* The state in which `symbol op n` is assumed; the same if that cannot be. */
const csa_state *taint_assume_number(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                     const char *op, int64_t n);
/* `result` is `of` without its sign. */
const csa_state *taint_set_magnitude(csa_context *cx, const csa_state *st, const csa_symbol *result,
                                     const csa_symbol *of);
/* The comparison that holds where `op` does not; NULL if it is none. */
const char *taint_inverse(const char *op);

/* True if the path has computed `symbol` by a function that tells when the result does not fit. */
bool taint_is_checked_result(const csa_state *st, const csa_symbol *symbol);

/* The untrusted content of a symbol's own value; 0 if there is none. */
taint_content taint_untrusted(const csa_state *st, const csa_symbol *symbol);

#endif
