/* tinct.IntegerOverflow: arithmetic on an untrusted number must not leave the range of its type. */
#include "taint/digits.h"
#include "taint/number.h"

#include <string.h>

static const char remedy_wrap[] =
    "Check the number against the limits of its type, as in n > INT_MAX / 2, before it is used";
static const char remedy_loss[] =
    "Check that the number lies within the range of the smaller type before it is converted";

/* The operator that an expression applies: `x += y` and `x++` add. NULL for what cannot wrap. */
static const char *arithmetic(const csa_expr *expr)
{
    static const char *const operators[][2] = {
        {"+", "+"},  {"-", "-"},  {"*", "*"},    {"<<", "<<"}, {"+=", "+"},
        {"-=", "-"}, {"*=", "*"}, {"<<=", "<<"}, {"++", "+"},  {"--", "-"},
    };
    const char *op = csa_expr_operator(expr);
    for (size_t i = 0; op && i < sizeof operators / sizeof *operators; i++) {
        if (strcmp(op, operators[i][0]) == 0)
            return operators[i][1];
    }
    return NULL;
}

/* The number that an operand is; of one that is assigned to, what it held. */
static csa_val operand(csa_context *cx, const csa_state *before, const csa_expr *expr)
{
    csa_val value = csa_expr_value(cx, before, expr);
    const csa_region *region = csa_val_region(value);
    return region ? csa_load(before, region, NULL) : value;
}

struct sum {
    const csa_expr *expr;
    struct taint_interval result;
    taint_number low, high; /* of its type */
    bool is_of_two;         /* different numbers, none of them constant */
};

static bool leaves_above(const struct sum *sum)
{
    const struct taint_interval *i = &sum->result;
    return i->high > sum->high && !(i->above && i->unknown_above);
}

static bool leaves_below(const struct sum *sum)
{
    const struct taint_interval *i = &sum->result;
    return i->low < sum->low && !(i->below && i->unknown_below);
}

static void report(csa_context *cx, struct taint_number_use *use, const struct sum *sum)
{
    const csa_type *type = csa_expr_type(sum->expr);
    bool above = leaves_above(sum);
    /* Unsigned numbers wrap by intention in hashes and counters; of bytes that never were a text,
     * programs make what they like; and two numbers may know of each other, as a time and the same
     * time in another zone do. */
    bool is_clear = csa_type_is_signed(type) && use->hole->number && !sum->is_of_two;
    struct taint_finding finding = {
        .hole = use->hole,
        .cwe = above ? 190 : 191,
        .remedy = remedy_wrap,
        .once = true,
        .level = is_clear ? CSA_LEVEL_DEFAULT : CSA_LEVEL_STRICT,
    };
    use->sink.expr = sum->expr;
    taint_report(cx, &use->sink, &finding,
                 "'%s' may be %s than '%s' can hold, since '%s' comes from %s",
                 csa_expr_text(cx, sum->expr), above ? "more" : "less", csa_type_text(type),
                 use->name, taint_origin(cx, use->hole->step));
}

static void calculate(csa_context *cx, const csa_expr *expr, const char *op,
                      const csa_state *before)
{
    struct sum sum = {.expr = expr};
    struct taint_number_use use;
    const csa_type *type = csa_expr_type(expr);
    if (csa_type_size(type) < csa_type_size(csa_type_int(cx)) ||
        !taint_type_range(type, &sum.low, &sum.high))
        return;
    const csa_expr *left = csa_expr_child(expr, 0), *right = csa_expr_child(expr, 1);
    csa_val a = operand(cx, before, left);
    csa_val b = right ? csa_expr_value(cx, before, right) : csa_val_integer(cx, 1, type);
    if ((!taint_number_at(cx, before, MODEL_SINK_ARITHMETIC, left, a, &use) &&
         !taint_number_at(cx, before, MODEL_SINK_ARITHMETIC, right, b, &use)) ||
        !taint_range_of_operation(cx, before, a, op, b, &sum.result))
        return;
    int64_t n;
    sum.is_of_two =
        right && !csa_val_number(a, &n) && !csa_val_number(b, &n) && !csa_val_same(a, b);
    if (strcmp(op, "<<") == 0 && !use.hole->number)
        return; /* bytes are put together */
    if (leaves_above(&sum) || leaves_below(&sum))
        report(cx, &use, &sum);
}

/* Most conversions to a smaller type drop what is known not to be there. */
static void convert(csa_context *cx, const csa_expr *expr, const csa_state *before)
{
    taint_number low, high;
    struct taint_number_use use;
    const csa_expr *from = csa_expr_converted(expr);
    const csa_type *type = csa_expr_type(expr);
    if (csa_type_size(type) >= csa_type_size(csa_expr_type(from)) ||
        !taint_type_range(type, &low, &high) ||
        !taint_number_at(cx, before, MODEL_SINK_ARITHMETIC, from, csa_expr_value(cx, before, from),
                         &use) ||
        !use.hole->number || !taint_is_unlimited_above(&use.bounds) ||
        !taint_may_exceed(&use.bounds, high) ||
        taint_digits_fit(before, csa_val_symbol(use.sink.value), csa_type_size(type)))
        return;
    struct taint_finding finding = {.hole = use.hole,
                                    .cwe = 197,
                                    .remedy = remedy_loss,
                                    .once = true,
                                    .level = CSA_LEVEL_STRICT};
    taint_report(cx, &use.sink, &finding, "'%s' may not fit in '%s', and comes from %s", use.name,
                 csa_type_text(type), taint_origin(cx, use.hole->step));
}

/* `if (n + 1 > room) return;`: what is only compared harms nobody yet. */
static bool is_compared(csa_context *cx, const csa_expr *expr)
{
    static const char *const comparisons[] = {"<", "<=", ">", ">=", "==", "!="};
    const char *op = csa_expr_operator(csa_expr_parent(cx, expr));
    for (size_t i = 0; op && i < sizeof comparisons / sizeof *comparisons; i++) {
        if (strcmp(op, comparisons[i]) == 0)
            return true;
    }
    return false;
}

/* `while (n--)`: where `n` was zero, and wraps around, the loop ends. */
static bool ends_by_wrapping(csa_context *cx, const csa_expr *expr, const csa_state *before,
                             csa_val value)
{
    const char *op = csa_expr_operator(expr);
    return op && strcmp(op, "--") == 0 && !csa_type_is_signed(csa_expr_type(expr)) &&
           csa_expr_is_condition(cx, expr) &&
           csa_val_same(value, operand(cx, before, csa_expr_child(expr, 0)));
}

static void operation(csa_context *cx, const csa_expr *expr, const csa_state *before, csa_val value)
{
    const char *op = arithmetic(expr);
    if (csa_expr_converted(expr))
        convert(cx, expr, before);
    else if (op && !is_compared(cx, expr) && !ends_by_wrapping(cx, expr, before, value))
        calculate(cx, expr, op, before);
}

static const int cwe[] = {190, 191, 197, 0};

const struct csa_checker csa_checker_integer_overflow = {
    CSA_CHECKER,
    .name = "tinct.IntegerOverflow",
    .summary = "Arithmetic on untrusted numbers whose result its type may not hold",
    .help =
        "Reports `+`, `-`, `*`, `<<`, `++` and `--` with a number from outside that nothing keeps "
        "in a range in which the result fits its type (CWE-190, CWE-191). Signed arithmetic then "
        "has no meaning in C at all, and checks that come after it may be removed by the "
        "compiler.\n\n"
        "In the profile `strict` unsigned arithmetic counts too, and conversions to a smaller type "
        "that lose a part of the number (CWE-197).\n\n"
        "**Mend it** by checking the number before it is used in arithmetic, or by "
        "`__builtin_add_overflow` and its kin.",
    .cwe = cwe,
    TAINT_NEEDS,
    .operation = operation,
};
