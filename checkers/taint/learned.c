#include "compared.h"

#include "state.h"

#include <string.h>

/* A number's limit by another value: that value's symbol, or UNKNOWN, and in the lowest bit whether
 * the limit is strict. Symbols are aligned. */
static struct csa_map limits_above = {.key = CSA_KEY_SYMBOL};
static struct csa_map limits_below = {.key = CSA_KEY_SYMBOL};
enum { STRICT = 1, UNKNOWN = 2 };

/* The numbers of which these results are the magnitude. */
static struct csa_map magnitudes = {.key = CSA_KEY_SYMBOL};

/* How deep expressions are followed. */
enum { DEPTH = 12 };

bool taint_compared(const csa_state *st, const csa_symbol *symbol, bool above,
                    struct taint_limit *limit)
{
    uint64_t n;
    if (!csa_get_symbol(st, above ? &limits_above : &limits_below, symbol, &n))
        return false;
    limit->is_strict = n & STRICT;
    n &= ~(uint64_t)STRICT;
    limit->by = n == UNKNOWN ? NULL : (const csa_symbol *)(uintptr_t)n;
    return true;
}

/* ---- What a comparison with another value says -------------------------------------------------- */

struct learning {
    csa_context *cx;
    const csa_state *st;
};

static void remember(struct learning *l, const csa_symbol *symbol, bool above,
                     const struct taint_limit *limit)
{
    struct taint_limit old;
    bool is_trusted = !taint_untrusted(l->st, limit->by);
    bool is_quotient = taint_is_operation(limit->by, "/"); /* which limits products as well */
    if (taint_compared(l->st, symbol, above, &old) && !is_trusted && !is_quotient)
        return;
    uint64_t n = is_trusted ? UNKNOWN : (uint64_t)(uintptr_t)limit->by;
    l->st = csa_set_symbol(l->cx, l->st, above ? &limits_above : &limits_below, symbol,
                           n | (limit->is_strict ? STRICT : 0));
}

static bool is_unsigned(const csa_symbol *symbol)
{
    return !csa_type_is_signed(csa_symbol_type(symbol));
}

static void learn_not_negative(struct learning *l, const csa_symbol *symbol)
{
    if (is_unsigned(symbol))
        return;
    csa_val val = csa_val_of_symbol(l->cx, symbol);
    csa_val zero = csa_val_integer(l->cx, 0, csa_symbol_type(symbol));
    const csa_state *st = csa_assume_compare(l->cx, l->st, val, ">=", zero, true);
    l->st = st ? st : l->st;
}

/* `(int)n` of an unsigned `n`: where it is small, `n` may be huge. */
static bool may_turn_negative(struct learning *l, const csa_symbol *cast, const csa_symbol *of)
{
    int64_t least, most;
    return !is_unsigned(cast) && is_unsigned(of) &&
           csa_type_size(csa_symbol_type(cast)) == csa_type_size(csa_symbol_type(of)) &&
           !(csa_range(l->cx, l->st, csa_val_of_symbol(l->cx, cast), &least, &most) && least >= 0);
}

/* `symbol` is limited, and with it what it is made of: `a + b <= room` limits both, `a - b` only
 * the first from above, and `(size_t)n <= room` says that `n` is not negative. */
static void limit(struct learning *l, const csa_symbol *symbol, bool above,
                  const struct taint_limit *by, int left)
{
    if (left == 0 || !taint_untrusted(l->st, symbol))
        return;
    remember(l, symbol, above, by);
    uint64_t of;
    if (above && csa_get_symbol(l->st, &magnitudes, symbol, &of)) {
        limit(l, (const csa_symbol *)(uintptr_t)of, true, by, left - 1);
        limit(l, (const csa_symbol *)(uintptr_t)of, false, by, left - 1);
    }
    const csa_symbol *first = csa_symbol_operand(symbol, 0);
    const csa_symbol *second = csa_symbol_operand(symbol, 1);
    switch (csa_symbol_kind_of(symbol)) {
    case CSA_SYMBOL_CAST:
        if (csa_type_size(csa_symbol_type(symbol)) < csa_type_size(csa_symbol_type(first)))
            return; /* what was cut off is still not limited */
        if (above && may_turn_negative(l, symbol, first))
            return;
        if (is_unsigned(symbol) && above)
            learn_not_negative(l, first);
        if (!is_unsigned(symbol) || above)
            limit(l, first, above, by, left - 1);
        return;
    case CSA_SYMBOL_BINARY:
        if (taint_is_operation(symbol, "+") && second && taint_wraps(l->cx, l->st, symbol))
            return; /* `at + n <= room` where both together are room + 2^32 */
        if (taint_is_operation(symbol, "+") || taint_is_operation(symbol, "-") ||
            taint_is_operation(symbol, "*") || taint_is_operation(symbol, "<<") ||
            taint_is_operation(symbol, "/") || taint_is_operation(symbol, ">>"))
            limit(l, first, above, by, left - 1);
        if (taint_is_operation(symbol, "+") || taint_is_operation(symbol, "*"))
            limit(l, second, above, by, left - 1);
        if (taint_is_operation(symbol, "-"))
            limit(l, second, !above, by, left - 1);
        return;
    default:
        return;
    }
}

/* The path has found `sum op 0`. False if nothing is kept of that: of a single number the constraint
 * manager knows it, and by how much a value limits the others that nobody knows, and that is trusted,
 * cannot be told. */
static bool learn_together(struct learning *l, const struct taint_sum *sum, const char *op)
{
    struct taint_sum least = {0}, most = {0};
    bool is_equal = strcmp(op, "==") == 0;
    for (unsigned i = 0; i < sum->count; i++) {
        if (!taint_untrusted(l->st, sum->terms[i].symbol))
            return false;
    }
    if (sum->count < 2 || strcmp(op, "!=") == 0)
        return false;
    least.constant = most.constant = op[1] ? 0 : 1; /* strict */
    if ((op[0] == '<' || is_equal) && taint_sum_add(&most, sum, 1))
        l->st = taint_sums_learn(l->cx, l->st, &most);
    if ((op[0] == '>' || is_equal) && taint_sum_add(&least, sum, -1))
        l->st = taint_sums_learn(l->cx, l->st, &least);
    return true;
}

const char *taint_inverse(const char *op)
{
    static const char *const pairs[][2] = {{"<", ">="}, {">=", "<"},  {">", "<="},
                                           {"<=", ">"}, {"==", "!="}, {"!=", "=="}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (strcmp(op, pairs[i][0]) == 0)
            return pairs[i][1];
    }
    return NULL;
}

const csa_state *taint_learn(csa_context *cx, const csa_state *st, const csa_symbol *left,
                             const char *op, const csa_symbol *right)
{
    struct learning l = {cx, st};
    bool is_equal = strcmp(op, "==") == 0, is_strict = op[1] == '\0';
    bool less = op[0] == '<' || is_equal, more = op[0] == '>' || is_equal;
    struct taint_limit by_right = {right, is_strict}, by_left = {left, is_strict};
    struct taint_sum sum, other;
    if (left && right && taint_sum(cx, st, csa_val_of_symbol(cx, left), &sum) &&
        taint_sum(cx, st, csa_val_of_symbol(cx, right), &other) && taint_sum_add(&sum, &other, -1))
        learn_together(&l, &sum, op);
    if (less) {
        limit(&l, left, true, &by_right, DEPTH);
        limit(&l, right, false, &by_left, DEPTH);
    }
    if (more) {
        limit(&l, left, false, &by_right, DEPTH);
        limit(&l, right, true, &by_left, DEPTH);
    }
    return l.st;
}

/* ---- What a comparison with a number says -------------------------------------------------------- */

static void learn_number(struct learning *l, const csa_symbol *symbol, const char *op, int64_t n,
                         int left);

static void assume_number(struct learning *l, const csa_symbol *symbol, const char *op, int64_t n)
{
    csa_val val = csa_val_of_symbol(l->cx, symbol);
    csa_val number = csa_val_integer(l->cx, n, csa_symbol_type(symbol));
    const csa_state *st = csa_assume_compare(l->cx, l->st, val, op, number, true);
    l->st = st ? st : l->st;
}

/* A converted number that is limited to what its first type can hold was never anything else. */
static void learn_converted(struct learning *l, const csa_symbol *symbol)
{
    int64_t low, high;
    taint_number least, most;
    const csa_symbol *from = csa_symbol_operand(symbol, 0);
    if (csa_type_size(csa_symbol_type(symbol)) < csa_type_size(csa_symbol_type(from)) ||
        !taint_type_range(csa_symbol_type(from), &least, &most) ||
        !csa_range(l->cx, l->st, csa_val_of_symbol(l->cx, symbol), &low, &high) ||
        (taint_number)low < least || (taint_number)high > most)
        return;
    assume_number(l, from, ">=", low);
    assume_number(l, from, "<=", high);
}

/* `n + 2 <= 10` says that `n <= 8`: of a sum that does not wrap, as a signed one must not. */
static void learn_sum(struct learning *l, const csa_symbol *symbol, const char *op, int64_t n,
                      int left)
{
    int64_t added;
    const csa_symbol *first = csa_symbol_operand(symbol, 0);
    if (!first || !csa_symbol_operand_number(symbol, 1, &added) || added > INT32_MAX ||
        added < INT32_MIN || n > INT64_MAX / 2 || n < INT64_MIN / 2 ||
        (is_unsigned(symbol) && taint_wraps(l->cx, l->st, symbol)))
        return;
    learn_number(l, first, op, taint_is_operation(symbol, "+") ? n - added : n + added, left);
}

/* `n * 4 <= 10` says that `n <= 2`, where the product cannot wrap. */
static void learn_product(struct learning *l, const csa_symbol *symbol, const char *op, int64_t n,
                          int left)
{
    int64_t factor;
    struct taint_interval range;
    const csa_symbol *first = csa_symbol_operand(symbol, 0);
    if (!first || !csa_symbol_operand_number(symbol, 1, &factor) || factor <= 0 || n < 0 ||
        op[0] != '<' || !taint_range(l->cx, l->st, csa_val_of_symbol(l->cx, first), &range))
        return;
    taint_number low, high;
    taint_type_range(csa_symbol_type(symbol), &low, &high);
    if (is_unsigned(symbol) && (range.low < 0 || range.high * (taint_number)factor > high))
        return;
    bool is_exact = n % factor == 0;
    learn_number(l, first, is_exact ? op : "<=", n / factor, left);
}

static void learn_number(struct learning *l, const csa_symbol *symbol, const char *op, int64_t n,
                         int left)
{
    if (left == 0 || !taint_untrusted(l->st, symbol))
        return;
    if (left < DEPTH)
        assume_number(l, symbol, op, n); /* the condition itself is known already */
    struct taint_limit unknown = {NULL, false};
    switch (csa_symbol_kind_of(symbol)) {
    case CSA_SYMBOL_CAST:
        learn_converted(l, symbol);
        return;
    case CSA_SYMBOL_BINARY:
        if (csa_symbol_operand(symbol, 0) && csa_symbol_operand(symbol, 1)) {
            struct taint_sum sum = {0};
            bool is_sum = taint_sum(l->cx, l->st, csa_val_of_symbol(l->cx, symbol), &sum);
            sum.constant -= (taint_number)n;
            if ((!is_sum || !learn_together(l, &sum, op)) && op[0] == '<')
                limit(l, symbol, true, &unknown, left); /* some of it is for the other side */
            return;
        }
        if (taint_is_operation(symbol, "+") || taint_is_operation(symbol, "-"))
            learn_sum(l, symbol, op, n, left - 1);
        else if (taint_is_operation(symbol, "*"))
            learn_product(l, symbol, op, n, left - 1);
        return;
    default:
        return;
    }
}

const csa_state *taint_learn_number(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                    const char *op, int64_t n)
{
    struct learning l = {cx, st};
    learn_number(&l, symbol, op, n, DEPTH);
    return l.st;
}

const csa_state *taint_assume_number(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                     const char *op, int64_t n)
{
    struct learning l = {cx, st};
    assume_number(&l, symbol, op, n);
    return l.st;
}

const csa_state *taint_set_magnitude(csa_context *cx, const csa_state *st, const csa_symbol *result,
                                     const csa_symbol *of)
{
    return csa_set_symbol(cx, st, &magnitudes, result, (uint64_t)(uintptr_t)of);
}
