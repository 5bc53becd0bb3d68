#include "bounds.h"

#include "compared.h"
#include "state.h"

#include <string.h>

/* How deep expressions are followed. The analyzer stops to build them at 35 parts. */
enum { DEPTH = 24 };

struct reading {
    csa_context *cx;
    const csa_state *st;
    unsigned visits; /* numbers that limit each other are not followed for ever */
    struct taint_sum_reader sums;
    /* What was found already: to ask the analyzer for a range is dear. */
    struct {
        const csa_symbol *symbol;
        struct taint_interval interval;
    } known[16];
    unsigned known_count;
};

enum { VISITS = 24 };

bool taint_type_range(const csa_type *type, taint_number *low, taint_number *high)
{
    uint64_t size = csa_type_size(type);
    if (csa_type_kind_of(type) != CSA_TYPE_INTEGER || size == 0 || size > 8)
        return false;
    bool is_signed = csa_type_is_signed(type);
    taint_number values = 1;
    for (uint64_t bit = 0; bit < size * 8 - is_signed; bit++)
        values *= 2;
    *low = is_signed ? -values : 0;
    *high = values - 1;
    return true;
}

taint_content taint_untrusted(const csa_state *st, const csa_symbol *symbol)
{
    taint_content content = taint_read_symbol(st, symbol, 0);
    return taint_content_has_hole(content) ? content : 0;
}

/* What the constraint manager knows; it answers for symbols, sums and differences. */
static void constrain(struct reading *r, const csa_symbol *symbol, struct taint_interval *i)
{
    uint64_t low_bits, high_bits;
    taint_number low, high;
    const csa_type *type = csa_symbol_type(symbol);
    csa_val val = csa_val_of_symbol(r->cx, symbol);
    if (!taint_type_range(type, &low, &high) ||
        !csa_range_bits(r->cx, r->st, val, &low_bits, &high_bits))
        return;
    bool is_signed = csa_type_is_signed(type);
    taint_number lowest = is_signed ? (taint_number)(int64_t)low_bits : (taint_number)low_bits;
    taint_number highest = is_signed ? (taint_number)(int64_t)high_bits : (taint_number)high_bits;
    /* What one path happens to know of a trusted value is not all that is true of it. */
    bool is_trusted = !taint_untrusted(r->st, symbol) && lowest != highest;
    if (lowest > i->low) {
        i->low = lowest;
        i->below = true;
        i->unknown_below = i->unknown_below && is_trusted;
    }
    if (highest < i->high) {
        i->high = highest;
        /* `n != UINT_MAX` keeps `n + 1` from wrapping, but limits nothing. */
        i->above = i->above || highest < high - 1;
        i->by_type = false;
        i->unknown_above = i->unknown_above && is_trusted;
        i->negative = i->wraps = false; /* the check was made on the value that came out */
    }
}

static struct taint_interval read(struct reading *r, const csa_symbol *symbol, int left);

/* Limits by comparison with other values. */
static void compare(struct reading *r, const csa_symbol *symbol, bool above, int left,
                    struct taint_interval *i)
{
    struct taint_limit limit;
    if (!taint_compared(r->st, symbol, above, &limit))
        return;
    struct taint_interval by = {.above = true,
                                .below = true,
                                .unknown_above = true,
                                .unknown_below = true};
    if (limit.by && taint_untrusted(r->st, limit.by))
        by = read(r, limit.by, left / 2);
    bool is_known = above ? by.above && !by.unknown_above : by.below && !by.unknown_below;
    if (above && by.above) {
        i->above = true;
        if (!is_known)
            i->unknown_above = true;
        else if (by.high - limit.is_strict < i->high)
            i->high = by.high - limit.is_strict;
        i->negative = i->wraps = false;
    } else if (!above && by.below) {
        i->below = true;
        if (!is_known)
            i->unknown_below = true;
        else if (by.low + limit.is_strict > i->low)
            i->low = by.low + limit.is_strict;
    }
}

static struct taint_interval read_operand(struct reading *r, const csa_symbol *symbol, unsigned i,
                                          int left)
{
    int64_t n;
    const csa_symbol *operand = csa_symbol_operand(symbol, i);
    if (operand)
        return read(r, operand, left);
    if (csa_symbol_operand_number(symbol, i, &n))
        return taint_interval_of((taint_number)n);
    return taint_interval_of(18446744073709551615.0L); /* too big for an int64_t */
}

/* `a * b` where the path has found that `a <= most / b`. */
static void narrow_product(struct reading *r, const csa_symbol *one, const csa_symbol *other,
                           int left, struct taint_interval *i)
{
    struct taint_limit limit;
    taint_number low, high;
    one = taint_bare(one);
    other = taint_bare(other);
    if (!one || !other || !taint_compared(r->st, one, true, &limit) ||
        !taint_is_operation(limit.by, "/") || taint_bare(csa_symbol_operand(limit.by, 1)) != other)
        return;
    struct taint_interval most = read_operand(r, limit.by, 0, left);
    if (most.unknown_above || most.high >= i->high ||
        !taint_type_range(csa_symbol_type(limit.by), &low, &high))
        return;
    i->high = most.high;
    i->above = most.above && most.high < high; /* `SIZE_MAX / b` limits nothing */
    i->unknown_above = i->by_type = false;
}

/* What an expression's parts say of it, put into its type. */
static struct taint_interval calculate(struct reading *r, const csa_symbol *symbol,
                                       taint_number low, taint_number high, int left)
{
    struct taint_interval a = read_operand(r, symbol, 0, left), b, result;
    const csa_symbol *first = csa_symbol_operand(symbol, 0);
    const csa_symbol *second = csa_symbol_operand(symbol, 1);
    struct taint_sum sum;
    switch (csa_symbol_kind_of(symbol)) {
    case CSA_SYMBOL_BINARY:
        b = read_operand(r, symbol, 1, left);
        result = taint_interval_operate(&a, csa_symbol_operator(symbol), &b);
        if (taint_is_operation(symbol, "*")) {
            narrow_product(r, first, second, left, &result);
            narrow_product(r, second, first, left, &result);
        }
        if (!taint_sums_are_unknown(r->st) && taint_sum_expand(&r->sums, symbol, &sum))
            taint_sum_narrow(&r->sums, &sum, &result);
        return taint_interval_fit(&result, low, high);
    case CSA_SYMBOL_UNARY:
        result = taint_interval_unary(csa_symbol_operator(symbol), &a);
        return taint_interval_fit(&result, low, high);
    default: /* a conversion does not wrap: it is a flaw of its own if it loses something */
        result = taint_interval_fit(&a, low, high);
        result.wraps = a.wraps;
        return result;
    }
}

/* A value of which only the type is known. Nobody knows what limits one that is trusted. */
static struct taint_interval start(const csa_state *st, const csa_symbol *symbol, taint_number low,
                                   taint_number high)
{
    bool trusted = !taint_untrusted(st, symbol);
    return (struct taint_interval){
        .low = low,
        .high = high,
        .below = trusted || low >= 0,
        .above = trusted,
        .unknown_below = trusted && low < 0,
        .unknown_above = trusted,
    };
}

/* What is known of a number whatever is known of others. */
static struct taint_interval read_alone(struct reading *r, const csa_symbol *symbol, int left)
{
    taint_number low, high;
    const csa_type *type = csa_symbol_type(symbol);
    for (unsigned k = 0; k < r->known_count; k++) {
        if (r->known[k].symbol == symbol)
            return r->known[k].interval;
    }
    if (!taint_type_range(type, &low, &high) || left <= 0 || r->visits++ >= VISITS)
        return (struct taint_interval){.above = true,
                                       .below = true,
                                       .unknown_above = true,
                                       .unknown_below = true};
    csa_symbol_kind kind = csa_symbol_kind_of(symbol);
    bool is_made = kind == CSA_SYMBOL_BINARY || kind == CSA_SYMBOL_UNARY || kind == CSA_SYMBOL_CAST;
    struct taint_interval i =
        is_made ? calculate(r, symbol, low, high, left - 1) : start(r->st, symbol, low, high);
    if (taint_is_checked_result(r->st, symbol)) {
        i.below = i.above = i.unknown_below = i.unknown_above = true;
        i.negative = i.wraps = false;
    }
    if (csa_type_size(type) <= 2) { /* whatever was cut off, what is left is small */
        i.by_type = !i.above;
        i.below = i.above = true;
        i.negative = i.wraps = false;
    }
    if (i.by_type && i.above && !i.unknown_above && i.high >= INT32_MAX)
        i.above = false;
    constrain(r, symbol, &i);
    compare(r, symbol, true, left, &i);
    compare(r, symbol, false, left, &i);
    if (r->known_count < sizeof r->known / sizeof *r->known) {
        r->known[r->known_count].symbol = symbol;
        r->known[r->known_count++].interval = i;
    }
    return i;
}

static struct taint_interval read(struct reading *r, const csa_symbol *symbol, int left)
{
    struct taint_interval i = read_alone(r, symbol, left);
    struct taint_sum sum = {.terms = {{symbol, 1}}, .count = 1};
    taint_sum_narrow(&r->sums, &sum, &i);
    return i;
}

static struct taint_interval read_term(void *data, const csa_symbol *symbol)
{
    return read_alone(data, symbol, DEPTH);
}

static void begin(struct reading *r, csa_context *cx, const csa_state *st)
{
    *r = (struct reading){.cx = cx, .st = st, .sums = {st, read_term, r}};
}

bool taint_sum(csa_context *cx, const csa_state *st, csa_val val, struct taint_sum *out)
{
    int64_t n;
    struct reading r;
    taint_number low, high;
    const csa_symbol *symbol = csa_val_symbol(val);
    if (csa_val_number(val, &n)) {
        *out = (struct taint_sum){.constant = (taint_number)n};
        return true;
    }
    if (!symbol || csa_val_region(val) || !taint_type_range(csa_symbol_type(symbol), &low, &high))
        return false;
    begin(&r, cx, st);
    *out = taint_sum_of(&r.sums, symbol);
    return true;
}

struct taint_interval taint_range_of_sum(csa_context *cx, const csa_state *st,
                                         const struct taint_sum *sum)
{
    struct reading r;
    begin(&r, cx, st);
    return taint_sum_range(&r.sums, sum);
}

bool taint_range_of_operation(csa_context *cx, const csa_state *st, csa_val left, const char *op,
                              csa_val right, struct taint_interval *out)
{
    struct reading r;
    struct taint_interval first, second;
    struct taint_sum sum, other;
    bool adds = strcmp(op, "+") == 0, multiplies = strcmp(op, "*") == 0;
    if (!taint_range(cx, st, left, &first) || !taint_range(cx, st, right, &second))
        return false;
    *out = taint_interval_operate(&first, op, &second);
    begin(&r, cx, st);
    if ((adds || strcmp(op, "-") == 0) && taint_sum(cx, st, left, &sum) &&
        taint_sum(cx, st, right, &other) && taint_sum_add(&sum, &other, adds ? 1 : -1))
        taint_sum_narrow(&r.sums, &sum, out);
    if (multiplies) {
        narrow_product(&r, csa_val_symbol(left), csa_val_symbol(right), DEPTH, out);
        narrow_product(&r, csa_val_symbol(right), csa_val_symbol(left), DEPTH, out);
    }
    return true;
}

bool taint_wraps(csa_context *cx, const csa_state *st, const csa_symbol *symbol)
{
    struct reading r;
    begin(&r, cx, st);
    return taint_sum_wraps(&r.sums, symbol);
}

bool taint_range(csa_context *cx, const csa_state *st, csa_val val, struct taint_interval *out)
{
    int64_t n;
    taint_number low, high;
    const csa_symbol *symbol = csa_val_symbol(val);
    if (csa_val_number(val, &n)) {
        *out = taint_interval_of((taint_number)n);
        return true;
    }
    if (!symbol || csa_val_region(val) || !taint_type_range(csa_symbol_type(symbol), &low, &high))
        return false;
    struct reading r;
    begin(&r, cx, st);
    *out = read(&r, symbol, DEPTH);
    return true;
}

bool taint_bounds(csa_context *cx, const csa_state *st, csa_val val, struct taint_bounds *out)
{
    const csa_symbol *symbol = csa_val_symbol(val);
    if (!symbol || csa_val_region(val) || taint_state_is_clean(st))
        return false;
    out->content = taint_untrusted(st, symbol);
    return out->content &&
           taint_type_range(csa_symbol_type(symbol), &out->type_low, &out->type_high) &&
           taint_range(cx, st, val, &out->range);
}

bool taint_is_unlimited_above(const struct taint_bounds *bounds)
{
    return !bounds->range.above;
}

bool taint_may_be_negative(const struct taint_bounds *bounds)
{
    const struct taint_interval *range = &bounds->range;
    return range->low < 0 && !(range->below && range->unknown_below);
}

bool taint_may_exceed(const struct taint_bounds *bounds, taint_number limit)
{
    const struct taint_interval *range = &bounds->range;
    return range->high > limit && !(range->above && range->unknown_above);
}
