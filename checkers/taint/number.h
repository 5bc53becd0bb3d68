/* number.h - an untrusted number where a program uses it: for checkers of sizes, indices, divisors.
 */
#ifndef TINCT_NUMBER_H
#define TINCT_NUMBER_H

#include "bounds.h"
#include "taint.h"

/* One use of an untrusted number. Borrowed until the callback returns. */
struct taint_number_use {
    struct taint_sink sink; /* for taint_report() */
    const struct taint_part *hole;
    struct taint_bounds bounds;
    const char *name; /* what a person calls it: its text in the program */
};

/* True and *out filled if `value`, which `expr` computes, is an untrusted number that is not cleared
 * for sinks of `kind`, nor reported there on this path. `st` is the state that counts. */
bool taint_number_at(csa_context *cx, const csa_state *st, enum model_sink kind,
                     const csa_expr *expr, csa_val value, struct taint_number_use *out);

/* The same for a sink of a call. */
bool taint_number_of_sink(csa_context *cx, const struct taint_sink *sink,
                          struct taint_number_use *out);

#endif
