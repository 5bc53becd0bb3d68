#include "compared.h"

#include "state.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* A number's limit by another value: that value's symbol, or UNKNOWN, and in the lowest bit whether
 * the limit is strict. Symbols are aligned. */
static struct csa_map limits_above = {.key = CSA_KEY_SYMBOL};
static struct csa_map limits_below = {.key = CSA_KEY_SYMBOL};
enum { STRICT = 1, UNKNOWN = 2 };

/* Comparisons that the analyzer's symbol of the condition does not show. */
struct comparison {
    const csa_symbol *left, *right; /* NULL: not known */
    const char *op;
};
static struct csa_map condition_comparisons = {.key = CSA_KEY_SYMBOL};
static struct comparison *comparisons; /* from 0 */
static uint32_t comparison_count, comparison_room;

/* Results of arithmetic that the program has checked for overflow. */
static struct csa_map checked_results = {.key = CSA_KEY_SYMBOL};
/* The numbers of which these results are the magnitude. */
static struct csa_map magnitudes = {.key = CSA_KEY_SYMBOL};

/* How deep expressions are followed. */
enum { DEPTH = 12 };

void taint_bounds_reset(void)
{
    comparison_count = 0;
}

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
    if (taint_compared(l->st, symbol, above, &old) && !is_trusted)
        return;
    uint64_t n = is_trusted ? UNKNOWN : (uint64_t)(uintptr_t)limit->by;
    l->st = csa_set_symbol(l->cx, l->st, above ? &limits_above : &limits_below, symbol,
                           n | (limit->is_strict ? STRICT : 0));
}

static bool is(const csa_symbol *symbol, const char *op)
{
    const char *own = csa_symbol_operator(symbol);
    return own && strcmp(own, op) == 0;
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
        if (is_unsigned(symbol) && above)
            learn_not_negative(l, first);
        if (!is_unsigned(symbol) || above)
            limit(l, first, above, by, left - 1);
        return;
    case CSA_SYMBOL_BINARY:
        if (is(symbol, "+") || is(symbol, "-") || is(symbol, "*") || is(symbol, "<<") ||
            is(symbol, "/") || is(symbol, ">>"))
            limit(l, first, above, by, left - 1);
        if (is(symbol, "+") || is(symbol, "*"))
            limit(l, second, above, by, left - 1);
        if (is(symbol, "-"))
            limit(l, second, !above, by, left - 1);
        return;
    default:
        return;
    }
}

static const char *inverse(const char *op)
{
    static const char *const pairs[][2] = {{"<", ">="}, {">=", "<"},  {">", "<="},
                                           {"<=", ">"}, {"==", "!="}, {"!=", "=="}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (strcmp(op, pairs[i][0]) == 0)
            return pairs[i][1];
    }
    return NULL;
}

static void learn(struct learning *l, const csa_symbol *left, const char *op,
                  const csa_symbol *right)
{
    bool is_equal = strcmp(op, "==") == 0, is_strict = op[1] == '\0';
    bool less = op[0] == '<' || is_equal, more = op[0] == '>' || is_equal;
    struct taint_limit by_right = {right, is_strict}, by_left = {left, is_strict};
    if (less) {
        limit(l, left, true, &by_right, DEPTH);
        limit(l, right, false, &by_left, DEPTH);
    }
    if (more) {
        limit(l, left, false, &by_right, DEPTH);
        limit(l, right, true, &by_left, DEPTH);
    }
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

/* `n + 2 <= 10` says that `n <= 8`: of a signed sum, which must not wrap. */
static void learn_sum(struct learning *l, const csa_symbol *symbol, const char *op, int64_t n,
                      int left)
{
    int64_t added;
    const csa_symbol *first = csa_symbol_operand(symbol, 0);
    if (is_unsigned(symbol) || !first || !csa_symbol_operand_number(symbol, 1, &added) ||
        added > INT32_MAX || added < INT32_MIN || n > INT64_MAX / 2 || n < INT64_MIN / 2)
        return;
    learn_number(l, first, op, is(symbol, "+") ? n - added : n + added, left);
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
        if (csa_symbol_operand(symbol, 0) && csa_symbol_operand(symbol, 1) && op[0] == '<') {
            limit(l, symbol, true, &unknown, left); /* some of it is for the other side */
            return;
        }
        if (is(symbol, "+") || is(symbol, "-"))
            learn_sum(l, symbol, op, n, left - 1);
        else if (is(symbol, "*"))
            learn_product(l, symbol, op, n, left - 1);
        return;
    default:
        return;
    }
}

/* ---- Events ----------------------------------------------------------------------------------- */

static bool is_comparison(const char *op)
{
    return op && inverse(op) != NULL;
}

const csa_state *taint_bounds_assume(csa_context *cx, const csa_state *st, csa_val condition,
                                     bool truth)
{
    uint64_t memo;
    int64_t n;
    const csa_symbol *symbol = csa_val_symbol(condition);
    if (!symbol || taint_state_is_clean(st))
        return st;
    struct learning l = {cx, st};
    const char *op = csa_symbol_operator(symbol);
    /* `!(a < b)`, `(a < b) != 0` */
    while (op && op[1] == '=' && (op[0] == '=' || op[0] == '!') &&
           csa_symbol_operand_number(symbol, 1, &n) && n == 0) {
        const csa_symbol *inner = csa_symbol_operand(symbol, 0);
        bool is_memo = csa_get_symbol(st, &condition_comparisons, inner, &memo);
        if (!is_memo && !is_comparison(csa_symbol_operator(inner)))
            break;
        truth = truth == (op[0] == '!');
        symbol = inner;
        op = csa_symbol_operator(symbol);
    }
    if (csa_get_symbol(st, &condition_comparisons, symbol, &memo) && memo < comparison_count) {
        const struct comparison *known = &comparisons[memo];
        learn(&l, known->left, truth ? known->op : inverse(known->op), known->right);
        return l.st;
    }
    if (!is_comparison(op))
        return st;
    op = truth ? op : inverse(op);
    const csa_symbol *left = csa_symbol_operand(symbol, 0), *right = csa_symbol_operand(symbol, 1);
    if (left && right)
        learn(&l, left, op, right);
    else if (left && csa_symbol_operand_number(symbol, 1, &n))
        learn_number(&l, left, op, n, DEPTH);
    return l.st;
}

struct known_result {
    const char *function;
    int64_t low, high;
};

/* What the C library returns: characters or EOF. */
static const struct known_result known_results[] = {
    {"fgetc", -1, UCHAR_MAX},
    {"getc", -1, UCHAR_MAX},
    {"getchar", -1, UCHAR_MAX},
};

static bool is_magnitude(const char *function)
{
    return strcmp(function, "abs") == 0 || strcmp(function, "labs") == 0 ||
           strcmp(function, "llabs") == 0 || strcmp(function, "imaxabs") == 0;
}

bool taint_is_checked_result(const csa_state *st, const csa_symbol *symbol)
{
    uint64_t n;
    return csa_get_symbol(st, &checked_results, symbol, &n);
}

/* `__builtin_mul_overflow` and its kin. */
static bool checks_overflow(const char *function)
{
    static const char end[] = "_overflow";
    size_t length = strlen(function);
    return length > sizeof end && strncmp(function, "__builtin_", 10) == 0 &&
           strcmp(function + length - (sizeof end - 1), end) == 0;
}

static const csa_state *check_overflow(csa_context *cx, const csa_state *st, const csa_call *call)
{
    csa_val result = csa_load(st, csa_val_region(csa_call_arg(call, 2)), NULL);
    const csa_symbol *symbol = csa_val_symbol(result);
    return taint_untrusted(st, symbol) ? csa_set_symbol(cx, st, &checked_results, symbol, 1) : st;
}

const csa_state *taint_bounds_call(csa_context *cx, const csa_state *st, const csa_call *call,
                                   const struct model_function *model)
{
    const char *function = model ? model->name : csa_call_name(call);
    const csa_symbol *result = csa_val_symbol(csa_call_result(call));
    struct learning l = {cx, st};
    if (!function || taint_state_is_clean(st))
        return st;
    if (checks_overflow(function))
        return check_overflow(cx, st, call);
    if (!model || !result || !taint_untrusted(st, result))
        return st;
    for (size_t i = 0; i < sizeof known_results / sizeof *known_results; i++) {
        const struct known_result *known = &known_results[i];
        if (strcmp(function, known->function) == 0) {
            assume_number(&l, result, ">=", known->low);
            assume_number(&l, result, "<=", known->high);
        }
    }
    const csa_symbol *argument = csa_val_symbol(csa_call_arg(call, 0));
    if (is_magnitude(function) && argument)
        l.st = csa_set_symbol(cx, l.st, &magnitudes, result, (uint64_t)(uintptr_t)argument);
    return l.st;
}

/* The untrusted number in an operand: itself, or the index of the element that a pointer points
 * to. */
static const csa_symbol *number_in(const csa_state *st, csa_val val)
{
    const csa_region *region = csa_val_region(val);
    if (!region)
        return taint_untrusted(st, csa_val_symbol(val)) ? csa_val_symbol(val) : NULL;
    for (; csa_region_kind_of(region) == CSA_REGION_ELEMENT; region = csa_region_super(region)) {
        const csa_symbol *index = csa_val_symbol(csa_region_index(region));
        if (taint_untrusted(st, index))
            return index;
    }
    return NULL;
}

static uint32_t comparison_new(struct comparison new)
{
    for (uint32_t i = 0; i < comparison_count; i++) {
        const struct comparison *old = &comparisons[i];
        if (old->left == new.left && old->right == new.right && old->op == new.op)
            return i;
    }
    if (comparison_count == comparison_room) {
        comparison_room = comparison_room ? comparison_room * 2 : 64;
        comparisons = realloc(comparisons, comparison_room * sizeof *comparisons);
        if (!comparisons)
            abort(); /* the analysis ends, the compile goes on */
    }
    comparisons[comparison_count] = new;
    return comparison_count++;
}

/* A comparison that the analyzer cannot evaluate, as with the difference of two pointers, or of
 * addresses, of which it forgets the index: what is assumed of it must be told all the same. */
static const csa_state *compare(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                const csa_state *before, csa_val value)
{
    static const char tag;
    csa_val left = csa_expr_value(cx, before, csa_expr_child(expr, 0));
    csa_val right = csa_expr_value(cx, before, csa_expr_child(expr, 1));
    bool is_pointer = csa_val_region(left) || csa_val_region(right);
    if (!csa_val_is_unknown(value) && !is_pointer)
        return st;
    const csa_symbol *a = number_in(before, left), *b = number_in(before, right);
    if (!a && !b)
        return st;
    if (csa_val_is_unknown(value)) {
        value = csa_conjure(cx, expr, csa_type_int(cx), &tag);
        st = csa_bind_expr(cx, st, expr, value);
    }
    const csa_symbol *condition = csa_val_symbol(value);
    if (!condition)
        return st;
    uint32_t number = comparison_new((struct comparison){a, b, csa_expr_operator(expr)});
    return csa_set_symbol(cx, st, &condition_comparisons, condition, number);
}

/* The analyzer ignores conversions of symbols: where one may change the number, it gets a symbol of
 * its own. */
static const csa_state *convert(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                csa_val value)
{
    taint_number low, high;
    struct taint_bounds bounds;
    const csa_type *type = csa_expr_type(expr), *own = csa_symbol_type(csa_val_symbol(value));
    if (!taint_type_range(type, &low, &high) ||
        !taint_type_range(own, &bounds.type_low, &bounds.type_high) ||
        (bounds.type_low >= low && bounds.type_high <= high) ||
        !taint_bounds(cx, st, value, &bounds) ||
        (bounds.range.low >= low && bounds.range.high <= high))
        return st;
    csa_val converted = csa_val_convert(cx, value, type);
    return csa_val_is_unknown(converted) ? st : csa_bind_expr(cx, st, expr, converted);
}

const csa_state *taint_bounds_operation(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                        const csa_state *before, csa_val value)
{
    if (taint_state_is_clean(st))
        return st;
    if (csa_expr_converted(expr))
        return csa_val_region(value) ? st : convert(cx, st, expr, value);
    return is_comparison(csa_expr_operator(expr)) ? compare(cx, st, expr, before, value) : st;
}
