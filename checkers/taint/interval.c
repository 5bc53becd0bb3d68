#include "interval.h"

#include <float.h>
#include <string.h>

_Static_assert(LDBL_MANT_DIG >= 64, "the numbers of 64 bits are exact");

static const taint_number huge = 1e40L; /* more than any product of two numbers of 64 bits */

static taint_number least(taint_number a, taint_number b)
{
    return a < b ? a : b;
}

static taint_number most(taint_number a, taint_number b)
{
    return a > b ? a : b;
}

struct taint_interval taint_interval_of(taint_number n)
{
    return (struct taint_interval){.low = n, .high = n, .below = true, .above = true};
}

static bool is_number(const struct taint_interval *i)
{
    return i->low == i->high && !i->unknown_below && !i->unknown_above;
}

/* What both operands' histories leave behind. */
static struct taint_interval inherit(const struct taint_interval *left,
                                     const struct taint_interval *right)
{
    return (struct taint_interval){
        .by_type = left->by_type || right->by_type,
        .negative = left->negative || right->negative,
        .wraps = left->wraps || right->wraps,
    };
}

static struct taint_interval negate(const struct taint_interval *of)
{
    struct taint_interval i = *of;
    i.low = -of->high;
    i.high = -of->low;
    i.below = of->above;
    i.above = of->below;
    i.unknown_below = of->unknown_above;
    i.unknown_above = of->unknown_below;
    return i;
}

static struct taint_interval add(const struct taint_interval *left,
                                 const struct taint_interval *right)
{
    struct taint_interval i = inherit(left, right);
    i.low = left->low + right->low;
    i.high = left->high + right->high;
    i.below = left->below && right->below;
    i.above = left->above && right->above;
    i.unknown_below = left->unknown_below || right->unknown_below;
    i.unknown_above = left->unknown_above || right->unknown_above;
    return i;
}

static struct taint_interval multiply(const struct taint_interval *left,
                                      const struct taint_interval *right)
{
    struct taint_interval i = inherit(left, right);
    taint_number a = left->low * right->low, b = left->low * right->high;
    taint_number c = left->high * right->low, d = left->high * right->high;
    i.low = least(least(a, b), least(c, d));
    i.high = most(most(a, b), most(c, d));
    bool may_turn = left->low < 0 || right->low < 0;
    i.below = left->below && right->below && (!may_turn || (left->above && right->above));
    i.above = left->above && right->above && (!may_turn || (left->below && right->below));
    i.unknown_above = left->unknown_above || right->unknown_above ||
                      (may_turn && (left->unknown_below || right->unknown_below));
    i.unknown_below = left->unknown_below || right->unknown_below || (may_turn && i.unknown_above);
    return i;
}

static taint_number whole(taint_number quotient)
{
    /* No larger than a number of 64 bits, or already whole. */
    if (quotient >= 18446744073709551616.0L || quotient <= -9223372036854775808.0L)
        return quotient;
    return quotient < 0 ? -(taint_number)(unsigned long long)-quotient
                        : (taint_number)(unsigned long long)quotient;
}

/* Division makes no number bigger; by what it divides is at least one. */
static struct taint_interval divide(const struct taint_interval *left,
                                    const struct taint_interval *right)
{
    struct taint_interval i = *left;
    if (right->low < 0) {
        taint_number far = most(left->high, -left->low);
        i.low = -far;
        i.high = far;
        i.below = i.above = left->below && left->above;
        i.unknown_below = i.unknown_above = left->unknown_below || left->unknown_above;
    } else if (is_number(right) && right->low > 0) {
        i.low = whole(left->low / right->low);
        i.high = whole(left->high / right->low);
    } else {
        i.low = least(left->low, 0);
        i.high = most(left->high, 0);
    }
    i.wraps = left->wraps || right->wraps;
    return i;
}

static struct taint_interval remainder_of(const struct taint_interval *left,
                                          const struct taint_interval *right)
{
    struct taint_interval i = inherit(left, right);
    taint_number far = most(most(right->high, -right->low) - 1, 0);
    bool by_right = far < most(left->high, -left->low) || right->unknown_above;
    i.high = left->high <= 0 ? 0 : least(far, left->high);
    i.low = left->low >= 0 ? 0 : most(-far, left->low);
    i.above = left->above || right->above;
    i.below = left->low >= 0 || left->below || right->above;
    i.unknown_above = by_right ? right->unknown_above : left->unknown_above;
    i.unknown_below = left->low < 0 && (by_right ? right->unknown_above : left->unknown_below);
    i.negative = false; /* what is left is small however it came about */
    i.wraps = false;
    return i;
}

/* A mask that is not negative bounds the result, whatever the other side is. */
static struct taint_interval mask(const struct taint_interval *left,
                                  const struct taint_interval *right)
{
    struct taint_interval i = inherit(left, right);
    bool by_left = left->low >= 0 && left->above, by_right = right->low >= 0 && right->above;
    if (by_left || by_right) {
        const struct taint_interval *by =
            by_right && (!by_left || right->high <= left->high) ? right : left;
        i.high = by->high;
        i.by_type = true;
        i.below = i.above = true;
        i.unknown_above = by->unknown_above;
        i.negative = i.wraps = false;
        return i;
    }
    bool positive = left->low >= 0 || right->low >= 0;
    i.low = positive ? 0 : least(left->low, right->low);
    i.high = left->low >= 0 && right->low >= 0 ? least(left->high, right->high)
                                               : most(left->high, right->high);
    i.below = positive;
    return i;
}

/* No more bits than the larger side has. */
static struct taint_interval combine(const struct taint_interval *left,
                                     const struct taint_interval *right)
{
    struct taint_interval i = inherit(left, right);
    i.below = left->below && right->below;
    i.above = left->above && right->above;
    i.unknown_below = left->unknown_below || right->unknown_below;
    i.unknown_above = left->unknown_above || right->unknown_above;
    taint_number far = most(most(left->high, right->high), -least(left->low, right->low) - 1);
    taint_number bits = 1;
    while (bits <= far)
        bits *= 2;
    i.high = bits - 1;
    i.low = left->low >= 0 && right->low >= 0 ? 0 : -bits;
    i.wraps = false; /* `byte << 24` was meant to reach the sign */
    return i;
}

static struct taint_interval power(const struct taint_interval *shift)
{
    struct taint_interval i = *shift;
    if (shift->low < 0 || shift->high > 63 || !shift->above) {
        i.low = 1;
        i.high = 9223372036854775808.0L;
        i.above = i.unknown_above = shift->above; /* a shift that nobody limits may do anything */
        return i;
    }
    i.low = i.high = 1;
    for (int n = 0; n < (int)shift->low; n++)
        i.low *= 2;
    for (int n = 0; n < (int)shift->high; n++)
        i.high *= 2;
    return i;
}

bool taint_operator_is(const char *op, const char *name)
{
    return op && strcmp(op, name) == 0;
}

static bool is_comparison(const char *op)
{
    return taint_operator_is(op, "<") || taint_operator_is(op, "<=") ||
           taint_operator_is(op, ">") || taint_operator_is(op, ">=") ||
           taint_operator_is(op, "==") || taint_operator_is(op, "!=") ||
           taint_operator_is(op, "&&") || taint_operator_is(op, "||");
}

struct taint_interval taint_interval_operate(const struct taint_interval *left, const char *op,
                                             const struct taint_interval *right)
{
    if (is_comparison(op))
        return (struct taint_interval){.high = 1, .below = true, .above = true};
    if (taint_operator_is(op, "+"))
        return add(left, right);
    if (taint_operator_is(op, "*"))
        return multiply(left, right);
    if (taint_operator_is(op, "/"))
        return divide(left, right);
    if (taint_operator_is(op, "%"))
        return remainder_of(left, right);
    if (taint_operator_is(op, "&"))
        return mask(left, right);
    if (taint_operator_is(op, "|") || taint_operator_is(op, "^"))
        return combine(left, right);
    if (taint_operator_is(op, "-")) {
        struct taint_interval taken = negate(right);
        return add(left, &taken);
    }
    if (taint_operator_is(op, "<<") || taint_operator_is(op, ">>")) {
        struct taint_interval factor = power(right);
        return taint_operator_is(op, "<<") ? multiply(left, &factor) : divide(left, &factor);
    }
    return (struct taint_interval){.low = -huge, .high = huge};
}

struct taint_interval taint_interval_unary(const char *op, const struct taint_interval *of)
{
    struct taint_interval i = negate(of);
    if (taint_operator_is(op, "!"))
        return (struct taint_interval){.high = 1, .below = true, .above = true};
    if (taint_operator_is(op, "~")) {
        i.low -= 1;
        i.high -= 1;
        return i;
    }
    return taint_operator_is(op, "-") ? i : *of;
}

struct taint_interval taint_interval_fit(const struct taint_interval *of, taint_number low,
                                         taint_number high)
{
    struct taint_interval i = *of;
    bool too_high = i.high > high && !(i.above && i.unknown_above);
    bool too_low = i.low < low && !(i.below && i.unknown_below);
    if (too_high || too_low) {
        bool is_limited = low >= 0; /* an unsigned type keeps what wraps above zero, at least */
        i.negative = i.negative || (too_low && low >= 0);
        i.wraps = true;
        i.low = low;
        i.high = high;
        i.below = is_limited;
        i.above = false;
        i.unknown_below = i.unknown_above = false;
    }
    i.low = most(i.low, low);
    i.high = least(i.high, high);
    return i;
}
