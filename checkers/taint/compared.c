#include "compared.h"

#include "digits.h"
#include "extent.h"
#include "given.h"
#include "lengths.h"
#include "state.h"

#include <limits.h>
#include <string.h>

/* Comparisons that the analyzer's symbol of the condition does not show. */
struct comparison {
    const csa_symbol *left, *right; /* NULL: not known */
    const char *op;
    /* Not 0: a part of a text, by taint_measure_between(), is on the left, `limit` on the right. */
    uint32_t part;
    int64_t limit;
};
static struct csa_map condition_comparisons = {.key = CSA_KEY_SYMBOL};

static bool is_same(const void *a, const void *b)
{
    const struct comparison *left = a, *right = b;
    return left->left == right->left && left->right == right->right && left->op == right->op &&
           left->part == right->part && left->limit == right->limit;
}

static struct taint_table comparisons = {sizeof(struct comparison), is_same, NULL, 0, 0};

/* Results of arithmetic that the program has checked for overflow. */
static struct csa_map checked_results = {.key = CSA_KEY_SYMBOL};
void taint_bounds_reset(void)
{
    comparisons.count = 0;
    taint_sums_reset();
}

static bool is_comparison(const char *op)
{
    return op && taint_inverse(op) != NULL;
}

static const csa_state *learn_condition(csa_context *cx, const csa_state *st, csa_val condition,
                                        bool truth)
{
    uint64_t memo;
    int64_t n;
    const csa_symbol *symbol = csa_val_symbol(condition);
    if (!symbol || taint_state_is_clean(st))
        return st;
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
    if (csa_get_symbol(st, &condition_comparisons, symbol, &memo)) {
        const struct comparison *known = taint_table_get(&comparisons, memo);
        const char *is = truth ? known->op : taint_inverse(known->op);
        return known->part ? taint_learn_between(cx, st, known->part, is, known->limit)
                           : taint_learn(cx, st, known->left, is, known->right);
    }
    if (!is_comparison(op))
        return st;
    op = truth ? op : taint_inverse(op);
    const csa_symbol *left = csa_symbol_operand(symbol, 0), *right = csa_symbol_operand(symbol, 1);
    if (left && right)
        return taint_learn(cx, st, left, op, right);
    if (left && csa_symbol_operand_number(symbol, 1, &n))
        return taint_learn_number(cx, st, left, op, n);
    return st;
}

const csa_state *taint_bounds_assume(csa_context *cx, const csa_state *st, csa_val condition,
                                     bool truth)
{
    return taint_extents_assume(cx, learn_condition(cx, st, condition, truth));
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
    if (!function || taint_state_is_clean(st))
        return st;
    if (checks_overflow(function))
        return check_overflow(cx, st, call);
    st = taint_digits_call(cx, st, call);
    if (!model || !result || !taint_untrusted(st, result))
        return st;
    for (size_t i = 0; i < sizeof known_results / sizeof *known_results; i++) {
        const struct known_result *known = &known_results[i];
        if (strcmp(function, known->function) == 0) {
            st = taint_assume_number(cx, st, result, ">=", known->low);
            st = taint_assume_number(cx, st, result, "<=", known->high);
        }
    }
    const csa_symbol *argument = csa_val_symbol(csa_call_arg(call, 0));
    return is_magnitude(function) && argument ? taint_set_magnitude(cx, st, result, argument) : st;
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

/* The operator with its operands in each other's place. */
static const char *turned(const char *op)
{
    static const char *const pairs[][2] = {{"<", ">"}, {"<=", ">="}, {">", "<"}, {">=", "<="}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (strcmp(op, pairs[i][0]) == 0)
            return pairs[i][1];
    }
    return op;
}

/* `colon < text + sizeof name` */
static bool compares_part(csa_context *cx, const csa_state *st, const csa_expr *expr,
                          struct comparison *out)
{
    const csa_expr *left = csa_expr_child(expr, 0), *right = csa_expr_child(expr, 1);
    *out = (struct comparison){.op = csa_expr_operator(expr)};
    out->part = taint_measure_between(cx, st, left, right, &out->limit);
    if (!out->part) {
        out->op = turned(out->op);
        out->part = taint_measure_between(cx, st, right, left, &out->limit);
    }
    return out->part != 0;
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
    struct comparison new = {number_in(before, left), number_in(before, right),
                             csa_expr_operator(expr), 0, 0};
    if (!new.left && !new.right && !(is_pointer && compares_part(cx, before, expr, &new)))
        return st;
    if (csa_val_is_unknown(value)) {
        value = csa_conjure(cx, expr, csa_type_int(cx), &tag);
        st = csa_bind_expr(cx, st, expr, value);
    }
    const csa_symbol *condition = csa_val_symbol(value);
    if (!condition)
        return st;
    return csa_set_symbol(cx, st, &condition_comparisons, condition,
                          taint_table_number(&comparisons, &new));
}

/* The number may lie outside of `low` to `high`: one from outside, or the length of a text. */
static bool may_leave(csa_context *cx, const csa_state *st, csa_val value, taint_number low,
                      taint_number high)
{
    uint64_t most;
    taint_content content;
    struct taint_bounds bounds;
    if (taint_bounds(cx, st, value, &bounds))
        return bounds.range.low < low || bounds.range.high > high;
    /* Nobody hands over a text of two gigabytes: `int length = (int)strlen(text)`. */
    return high < INT32_MAX && taint_length_of_text(cx, st, value, &content, &most) &&
           (most == TAINT_NO_BOUND || (taint_number)most > high);
}

/* The analyzer ignores conversions of symbols: where one may change the number, it gets a symbol of
 * its own. */
static const csa_state *convert(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                csa_val value)
{
    taint_number low, high, own_low, own_high;
    const csa_type *type = csa_expr_type(expr), *own = csa_symbol_type(csa_val_symbol(value));
    if (!taint_type_range(type, &low, &high) || !taint_type_range(own, &own_low, &own_high) ||
        (own_low >= low && own_high <= high) || !may_leave(cx, st, value, low, high))
        return st;
    csa_val converted = csa_val_convert(cx, value, type);
    return csa_val_is_unknown(converted) ? st : csa_bind_expr(cx, st, expr, converted);
}

/* A bit-field holds what its bits can, not what its type can. */
const csa_state *taint_bounds_load(csa_context *cx, const csa_state *st, const csa_region *region,
                                   csa_val value)
{
    const csa_symbol *symbol = csa_val_symbol(value);
    unsigned bits = csa_decl_bits(csa_region_variable(region));
    if (!symbol || bits == 0 || bits > 62 || !taint_untrusted(st, symbol))
        return st;
    bool is_signed = csa_type_is_signed(csa_symbol_type(symbol));
    int64_t values = INT64_C(1) << (bits - is_signed);
    st = taint_assume_number(cx, st, symbol, ">=", is_signed ? -values : 0);
    return taint_assume_number(cx, st, symbol, "<=", values - 1);
}

const csa_state *taint_bounds_operation(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                        const csa_state *before, csa_val value)
{
    if (taint_state_is_clean(st))
        return st;
    if (csa_expr_converted(expr))
        return csa_val_region(value) ? st : convert(cx, st, expr, value);
    const char *op = csa_expr_operator(expr);
    if (taint_operator_is(op, "-"))
        return taint_measure_difference(cx, st, expr, before, value);
    return is_comparison(op) ? compare(cx, st, expr, before, value) : st;
}
