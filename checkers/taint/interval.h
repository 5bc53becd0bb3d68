/* interval.h - ranges of numbers and what arithmetic makes of them.
 *
 * A range knows more than its ends: whether the program limits the number there at all, or only the
 * width of its type does; and whether that limit is another value, which may be anything.
 */
#ifndef TINCT_INTERVAL_H
#define TINCT_INTERVAL_H

#include <stdbool.h>

/* Holds every number of 64 bits, and products of them well enough to tell that they are too big. */
typedef long double taint_number;

struct taint_interval {
    taint_number low, high; /* both inclusive */
    bool below, above;      /* limited there by a check, an operation or a narrow type */
    /* That limit is a value that is not known: it may be far tighter than `low` or `high`. */
    bool unknown_below, unknown_above;
    bool by_type;  /* only types and masks limit it above: of a number put together from bytes,
                      that says nothing */
    bool negative; /* a number below zero may have become a big one */
    bool wraps;    /* arithmetic may have left the range of its type */
};

/* A number that is known, and one of which only its type is: trusted or not. */
struct taint_interval taint_interval_of(taint_number n);

/* True if the operator, which may be NULL, is the one of that name: "+", "<<", ... */
bool taint_operator_is(const char *op, const char *name);

/* The binary operator `op` ("+", "&", "<", ...), the result before it is put into a type. An
 * operator that is not known gives an unlimited range. */
struct taint_interval taint_interval_operate(const struct taint_interval *left, const char *op,
                                             const struct taint_interval *right);
/* The unary operator `op`: "-", "~", "!". */
struct taint_interval taint_interval_unary(const char *op, const struct taint_interval *of);
/* The range in a type that holds `low` to `high`, in which numbers outside wrap around. */
struct taint_interval taint_interval_fit(const struct taint_interval *of, taint_number low,
                                         taint_number high);

#endif
