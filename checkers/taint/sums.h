/* sums.h - what a path has found out of several untrusted numbers together.
 *
 * `at + n <= room` limits both, and neither alone: what one of them leaves is for the other. So it is
 * kept as it was said, as a sum of multiples that is not above zero, and counts for every sum in
 * which these numbers stand again: for `at + n`, for `room - at` and for the place behind both.
 *
 * A sum is what arithmetic means, not what a type makes of it: expressions that may wrap around are
 * no sums, but numbers of their own.
 */
#ifndef TINCT_SUMS_H
#define TINCT_SUMS_H

#include "csa.h"
#include "interval.h"

enum { TAINT_TERMS = 6 };

struct taint_term {
    const csa_symbol *symbol;
    int64_t factor; /* not 0 */
};

/* Multiples of numbers, each of which comes once, and a constant. */
struct taint_sum {
    struct taint_term terms[TAINT_TERMS];
    unsigned count;
    taint_number constant;
};

/* Who tells the range of a number by itself, without what sums say of it. */
struct taint_sum_reader {
    const csa_state *st;
    struct taint_interval (*read)(void *data, const csa_symbol *symbol);
    void *data;
};

/* The sum that `symbol` is: of one term if it is none. */
struct taint_sum taint_sum_of(const struct taint_sum_reader *reader, const csa_symbol *symbol);
/* Adds `factor` times `other` to `sum`; false, and nothing is done, if that is too much. */
bool taint_sum_add(struct taint_sum *sum, const struct taint_sum *other, int64_t factor);
/* What an expression is made of, whether its type holds that or not; false if that is no sum. */
bool taint_sum_expand(const struct taint_sum_reader *reader, const csa_symbol *symbol,
                      struct taint_sum *out);

/* True if an expression may leave its type, whatever the path found out of the result: what is left
 * of a number that wrapped around says nothing of what it was made of. */
bool taint_sum_wraps(const struct taint_sum_reader *reader, const csa_symbol *symbol);

/* The range of a sum: what its terms say, and what the path knows of them together. */
struct taint_interval taint_sum_range(const struct taint_sum_reader *reader,
                                      const struct taint_sum *sum);
/* Narrows a range of the sum that was found in another way. */
void taint_sum_narrow(const struct taint_sum_reader *reader, const struct taint_sum *sum,
                      struct taint_interval *range);

/* Forgets what was interned: for begin_analysis. */
void taint_sums_reset(void);
/* True if nothing is known of any sum. */
bool taint_sums_are_unknown(const csa_state *st);
/* The state in which `sum` is not above zero. */
const csa_state *taint_sums_learn(csa_context *cx, const csa_state *st,
                                  const struct taint_sum *sum);

#endif
