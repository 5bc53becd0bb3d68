/* bounds.h - what this path knows of an untrusted number.
 *
 * The constraint manager decides, and what it does not follow is added: the range of the type that a
 * number was read or converted in, masks, remainders, products, and comparisons with values that are
 * not constant. Right is what holds on the path: a check of another variable, in the other direction
 * or off by one does not count as a bound, or as one that is off by one.
 */
#ifndef TINCT_BOUNDS_H
#define TINCT_BOUNDS_H

#include "content.h"
#include "interval.h"
#include "sums.h"

struct taint_bounds {
    taint_content content;            /* what makes it untrusted */
    struct taint_interval range;      /* on this path */
    taint_number type_low, type_high; /* of the type it has now */
};

/* True and *out filled if `val` is a number that depends on untrusted data. */
bool taint_bounds(csa_context *cx, const csa_state *st, csa_val val, struct taint_bounds *out);

/* The range of any integer value, trusted ones too: of those, only an unknown limit is known where
 * the path tells no other. False if it is no integer. */
bool taint_range(csa_context *cx, const csa_state *st, csa_val val, struct taint_interval *out);

/* An integer as a sum, and the range of one; false if it is no integer. */
bool taint_sum(csa_context *cx, const csa_state *st, csa_val val, struct taint_sum *out);
struct taint_interval taint_range_of_sum(csa_context *cx, const csa_state *st,
                                         const struct taint_sum *sum);
/* The range of `left op right` before it is put into a type; false if these are no integers. */
bool taint_range_of_operation(csa_context *cx, const csa_state *st, csa_val left, const char *op,
                              csa_val right, struct taint_interval *out);
/* As taint_sum_wraps(). */
bool taint_wraps(csa_context *cx, const csa_state *st, const csa_symbol *symbol);

/* The range of a type of integers; false for others. */
bool taint_type_range(const csa_type *type, taint_number *low, taint_number *high);

/* True if nothing on the path limits it upwards but the width of its type, or downwards. */
bool taint_is_unlimited_above(const struct taint_bounds *bounds);
bool taint_may_be_negative(const struct taint_bounds *bounds);
/* True if it may be above `limit`: no check and no type excludes it. A limit that is not known is
 * trusted to be right. */
bool taint_may_exceed(const struct taint_bounds *bounds, taint_number limit);

/* The engine's events: see csa.h. They see to it that conversions of untrusted numbers count, and the
 * width of bit-fields, and remember the comparisons that the constraint manager forgets. */
void taint_bounds_reset(void);
const csa_state *taint_bounds_load(csa_context *cx, const csa_state *st, const csa_region *region,
                                   csa_val value);
const csa_state *taint_bounds_operation(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                        const csa_state *before, csa_val value);
const csa_state *taint_bounds_call(csa_context *cx, const csa_state *st, const csa_call *call,
                                   const struct model_function *model);
const csa_state *taint_bounds_assume(csa_context *cx, const csa_state *st, csa_val condition,
                                     bool truth);

#endif
