#include "sums.h"

#include "bounds.h"
#include "given.h"

#include <string.h>

/* What is known of a number: the first node of a list, by number. Every number in a sum leads to it,
 * so that it lasts as long as one of them does. */
static struct csa_map sums_of = {.key = CSA_KEY_SYMBOL};

/* Sums that are not above zero. Equal lists are one, so that equal states are. */
struct node {
    struct taint_sum sum;
    uint32_t next; /* 0: none */
};
static bool is_same(const void *a, const void *b);
static struct taint_table nodes = {sizeof(struct node), is_same, NULL, 0, 0};

/* How deep expressions are followed, how many sums one number leads to, and how many of them are
 * put together. */
enum { DEPTH = 12, SUMS = 8, CHAIN = 2 };

/* Numbers beyond do not come about in lengths; their products are exact. */
static const taint_number limit_of_factors = 1 << 20;

void taint_sums_reset(void)
{
    nodes.count = 0;
}

static const struct node *node_get(uint64_t n)
{
    return taint_table_get(&nodes, n);
}

bool taint_sums_are_unknown(const csa_state *st)
{
    return csa_map_is_empty(st, &sums_of);
}

/* ---- Sums ------------------------------------------------------------------------------------- */

static struct taint_term *term_of(struct taint_sum *sum, const csa_symbol *symbol)
{
    for (unsigned i = 0; i < sum->count; i++) {
        if (sum->terms[i].symbol == symbol)
            return &sum->terms[i];
    }
    return NULL;
}

static bool add_term(struct taint_sum *sum, const csa_symbol *symbol, int64_t factor)
{
    struct taint_term *term = term_of(sum, symbol);
    if (!term && sum->count == TAINT_TERMS)
        return false;
    if (!term) {
        term = &sum->terms[sum->count++];
        *term = (struct taint_term){symbol, 0};
    }
    term->factor += factor;
    if (term->factor == 0)
        *term = sum->terms[--sum->count];
    return term->factor < (int64_t)limit_of_factors && term->factor > -(int64_t)limit_of_factors;
}

bool taint_sum_add(struct taint_sum *sum, const struct taint_sum *other, int64_t factor)
{
    struct taint_sum both = *sum;
    both.constant += other->constant * (taint_number)factor;
    for (unsigned i = 0; i < other->count; i++) {
        if (!add_term(&both, other->terms[i].symbol, other->terms[i].factor * factor))
            return false;
    }
    *sum = both;
    return true;
}

static struct taint_sum sum_of(const struct taint_sum_reader *reader, const csa_symbol *symbol,
                               int left);

static bool operate(const struct taint_sum_reader *reader, const csa_symbol *left, const char *op,
                    const csa_symbol *right, int64_t n, int depth, struct taint_sum *out)
{
    bool adds = taint_operator_is(op, "+"), takes = taint_operator_is(op, "-");
    bool multiplies = taint_operator_is(op, "*") && left && !right && n > 0 && n < limit_of_factors;
    bool shifts = taint_operator_is(op, "<<") && left && !right && n >= 0 && n < 20;
    if (!adds && !takes && !multiplies && !shifts)
        return false;
    struct taint_sum first = {.constant = (taint_number)n}, second = first;
    *out = (struct taint_sum){0};
    if (left)
        first = sum_of(reader, left, depth);
    if (multiplies || shifts)
        return taint_sum_add(out, &first, shifts ? INT64_C(1) << n : n);
    if (right)
        second = sum_of(reader, right, depth);
    return taint_sum_add(out, &first, 1) && taint_sum_add(out, &second, adds ? 1 : -1);
}

/* What `symbol` is made of, whether its type holds that or not. */
static bool expand(const struct taint_sum_reader *reader, const csa_symbol *symbol, int left,
                   struct taint_sum *out)
{
    int64_t n = 0;
    const csa_symbol *first = csa_symbol_operand(symbol, 0);
    const csa_symbol *second = csa_symbol_operand(symbol, 1);
    switch (csa_symbol_kind_of(symbol)) {
    case CSA_SYMBOL_CAST:
        *out = sum_of(reader, first, left);
        return true;
    case CSA_SYMBOL_BINARY:
        if ((!first && !csa_symbol_operand_number(symbol, 0, &n)) ||
            (!second && !csa_symbol_operand_number(symbol, 1, &n)))
            return false;
        return operate(reader, first, csa_symbol_operator(symbol), second, n, left, out);
    default:
        return false;
    }
}

/* The sum without what is limited by values that nobody knows, above or below: the program is trusted
 * to keep it small enough. */
static struct taint_sum known_part(const struct taint_sum_reader *reader,
                                   const struct taint_sum *sum, bool above)
{
    struct taint_sum known = {.constant = sum->constant};
    for (unsigned i = 0; i < sum->count; i++) {
        struct taint_interval range = reader->read(reader->data, sum->terms[i].symbol);
        bool is_top = above == (sum->terms[i].factor > 0);
        if (!(is_top ? range.unknown_above : range.unknown_below))
            known.terms[known.count++] = sum->terms[i];
    }
    return known;
}

static bool fits(const struct taint_sum_reader *reader, const struct taint_sum *sum,
                 const csa_type *type)
{
    taint_number low, high;
    struct taint_sum above = known_part(reader, sum, true), below = known_part(reader, sum, false);
    return taint_type_range(type, &low, &high) && taint_sum_range(reader, &above).high <= high &&
           taint_sum_range(reader, &below).low >= low;
}

static struct taint_sum sum_of(const struct taint_sum_reader *reader, const csa_symbol *symbol,
                               int left)
{
    struct taint_sum sum;
    if (left > 0 && expand(reader, symbol, left - 1, &sum) &&
        fits(reader, &sum, csa_symbol_type(symbol)))
        return sum;
    return (struct taint_sum){.terms = {{symbol, 1}}, .count = 1};
}

bool taint_sum_expand(const struct taint_sum_reader *reader, const csa_symbol *symbol,
                      struct taint_sum *out)
{
    return expand(reader, symbol, DEPTH - 1, out);
}

bool taint_sum_wraps(const struct taint_sum_reader *reader, const csa_symbol *symbol)
{
    struct taint_sum sum;
    return taint_sum_expand(reader, symbol, &sum) && !fits(reader, &sum, csa_symbol_type(symbol));
}

struct taint_sum taint_sum_of(const struct taint_sum_reader *reader, const csa_symbol *symbol)
{
    return sum_of(reader, symbol, DEPTH);
}

/* ---- Ranges ----------------------------------------------------------------------------------- */

static struct taint_interval add_up(const struct taint_sum_reader *reader,
                                    const struct taint_sum *sum)
{
    struct taint_interval all = taint_interval_of(sum->constant);
    for (unsigned i = 0; i < sum->count; i++) {
        int64_t n = sum->terms[i].factor;
        struct taint_interval factor = taint_interval_of((taint_number)(n < 0 ? -n : n));
        struct taint_interval term = reader->read(reader->data, sum->terms[i].symbol);
        term = taint_interval_operate(&term, "*", &factor);
        all = taint_interval_operate(&all, n < 0 ? "-" : "+", &term);
    }
    return all;
}

/* How many times a sum of the term may be taken away from a sum in which it has this factor: 0 if
 * that leaves no whole number. */
static int64_t times(int64_t factor, int64_t of)
{
    return of != 0 && factor % of == 0 && factor / of > 0 ? factor / of : 0;
}

/* If `known` is not above zero, then `sum` is not above what is left when it is taken away. */
static void lower(const struct taint_sum_reader *reader, const struct taint_sum *sum, int chain,
                  struct taint_interval *range)
{
    uint64_t first;
    for (unsigned i = 0; i < sum->count; i++) {
        if (!csa_get_symbol(reader->st, &sums_of, sum->terms[i].symbol, &first))
            continue;
        for (uint32_t n = (uint32_t)first; n; n = node_get(n)->next) {
            struct taint_sum known = node_get(n)->sum, left = *sum;
            const struct taint_term *term = term_of(&known, sum->terms[i].symbol);
            int64_t factor = term ? times(sum->terms[i].factor, term->factor) : 0;
            if (!factor || !taint_sum_add(&left, &known, -factor))
                continue;
            struct taint_interval rest = add_up(reader, &left);
            if (chain > 1)
                lower(reader, &left, chain - 1, &rest);
            if (!rest.above || rest.unknown_above || rest.high >= range->high)
                continue;
            range->high = rest.high;
            range->above = true;
            range->unknown_above = range->negative = range->wraps = false;
            range->by_type = rest.by_type;
        }
    }
}

void taint_sum_narrow(const struct taint_sum_reader *reader, const struct taint_sum *sum,
                      struct taint_interval *range)
{
    struct taint_sum turned = {0};
    if (taint_sums_are_unknown(reader->st))
        return;
    lower(reader, sum, CHAIN, range);
    if (!taint_sum_add(&turned, sum, -1))
        return;
    struct taint_interval below = taint_interval_unary("-", range);
    lower(reader, &turned, CHAIN, &below);
    if (-below.high <= range->low)
        return;
    range->low = -below.high;
    range->below = true;
    range->unknown_below = false;
}

struct taint_interval taint_sum_range(const struct taint_sum_reader *reader,
                                      const struct taint_sum *sum)
{
    struct taint_interval range = add_up(reader, sum);
    taint_sum_narrow(reader, sum, &range);
    return range;
}

/* ---- What the path finds out ------------------------------------------------------------------- */

/* The same numbers in the same multiples, whatever the constant. */
static bool is_like(const struct taint_sum *a, const struct taint_sum *b)
{
    struct taint_sum left = *a;
    return a->count == b->count && taint_sum_add(&left, b, -1) && left.count == 0;
}

static bool is_same(const void *a, const void *b)
{
    const struct node *left = a, *right = b;
    return left->next == right->next && left->sum.constant == right->sum.constant &&
           is_like(&left->sum, &right->sum);
}

/* True if the list says as much already, or has grown long. */
static bool is_enough(uint32_t first, const struct taint_sum *sum)
{
    unsigned count = 0;
    for (uint32_t n = first; n; n = node_get(n)->next) {
        if (++count == SUMS ||
            (node_get(n)->sum.constant >= sum->constant && is_like(&node_get(n)->sum, sum)))
            return true;
    }
    return false;
}

const csa_state *taint_sums_learn(csa_context *cx, const csa_state *st, const struct taint_sum *sum)
{
    for (unsigned i = 0; i < sum->count; i++) {
        uint64_t first = 0;
        const csa_symbol *symbol = sum->terms[i].symbol;
        csa_get_symbol(st, &sums_of, symbol, &first);
        if (!is_enough((uint32_t)first, sum))
            st = csa_set_symbol(cx, st, &sums_of, symbol,
                                taint_table_number(&nodes, &(struct node){*sum, (uint32_t)first}));
    }
    return st;
}
