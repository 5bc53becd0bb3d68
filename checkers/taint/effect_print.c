/* Effects of functions that print: the format says what of the arguments arrives. */
#include "applied.h"
#include "format.h"
#include "lengths.h"

#include <string.h>

static unsigned digits_of(uint64_t n)
{
    unsigned digits = 1;
    for (; n >= 10; n /= 10)
        digits++;
    return digits;
}

/* The characters that a number is printed in; TAINT_SOME_LENGTH for those with a point. */
static uint32_t digits(struct apply *a, unsigned at, char conversion)
{
    int64_t lowest, highest;
    uint64_t size = csa_type_size(csa_expr_type(csa_call_arg_expr(a->call, at)));
    if (conversion == 'c' || conversion == 'C')
        return 1;
    if (conversion == 'x' || conversion == 'X' || conversion == 'p')
        return (uint32_t)(2 * size + 2);
    if (!strchr("diu", conversion))
        return TAINT_SOME_LENGTH;
    if (!csa_range(a->cx, a->before, csa_call_arg(a->call, at), &lowest, &highest))
        return size > 4 ? 20 : 11;
    uint64_t most = digits_of(highest < 0 ? 0 : (uint64_t)highest);
    uint64_t least = lowest < 0 ? 1 + digits_of((uint64_t) - (lowest + 1) + 1) : 0;
    return (uint32_t)(most > least ? most : least);
}

/* The most bytes that one directive of a print format lets through. */
static uint32_t directive_most(struct apply *a, const struct model_effect *effect,
                               const struct format_piece *piece, unsigned at)
{
    bool is_string = piece->text && piece->conversion != 'c' && piece->conversion != 'C';
    if (is_string && piece->precision >= 0)
        return (uint32_t)piece->precision;
    if (effect->arguments.root == MODEL_VA_LIST)
        return TAINT_ANY_LENGTH; /* the argument stands in another call */
    if (!is_string)
        return digits(a, at, piece->conversion);
    if (piece->precision == -1)
        return TAINT_ANY_LENGTH;
    unsigned precision =
        taint_argument(a->model, effect->arguments.index) + (unsigned)piece->precision_argument;
    return taint_most(a->cx, a->before, csa_call_arg(a->call, precision));
}

/* What one directive of a print format contributes. */
static taint_content print_value(struct apply *a, const struct model_effect *effect,
                                 const struct format_piece *piece, struct carrier *carrier)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    if (!applied_value(a, &effect->arguments, (unsigned)piece->argument, &value, &expr, &argument))
        return 0;
    bool is_string = piece->text && piece->conversion != 'c' && piece->conversion != 'C';
    taint_content content = is_string ? taint_read_text(a->cx, a->before, value, 1)
                                      : taint_read(a->cx, a->before, value, 0);
    if (!content)
        return 0;
    if (piece->precision >= 0 && is_string)
        content = taint_content_prefix(content, (size_t)piece->precision);
    struct taint_step_fact fact = applied_step(a, TAINT_STEP_CALL);
    struct carrier own = {expr, value, 0};
    own.text = is_string ? taint_text(a->cx, value) : 0;
    applied_carrier(&fact, &own);
    fact.number = !piece->text;
    fact.into = effect->kind == MODEL_PRINT_EFFECT ? applied_destination(a, &effect->to, 0) : NULL;
    if (taint_content_has_hole(content) && !carrier->expr)
        *carrier = own;
    uint32_t most = directive_most(a, effect, piece, argument);
    if (most != TAINT_ANY_LENGTH && taint_content_has_hole(content))
        content = taint_content_bound(content, most);
    content = taint_content_carry(content, &fact, piece->clears);
    bool is_number = fact.number && most != TAINT_ANY_LENGTH && taint_content_has_hole(content);
    return is_number ? taint_content_bound(content, most) : content;
}

static taint_content print_content(struct apply *a, const struct model_effect *effect,
                                   const char *format, size_t length, struct carrier *carrier)
{
    struct format_walk walk;
    struct format_piece piece;
    taint_content all = taint_content_literal("", 0);
    format_begin(&walk, format, length, false, effect->dialect);
    while (format_next(&walk, &piece)) {
        all = taint_content_concat(all, taint_content_literal(piece.literal, piece.literal_length));
        if (piece.argument >= 0)
            all = taint_content_concat(all, print_value(a, effect, &piece, carrier));
        else if (piece.conversion && piece.conversion != '%' && piece.conversion != 'n')
            all = taint_content_concat(all, 0);
    }
    return all;
}

/* The format itself is not known: anything of it or of the arguments may arrive. */
static taint_content print_unknown(struct apply *a, const struct model_effect *effect,
                                   struct carrier *carrier)
{
    const struct model_place format = {MODEL_ARGUMENT, effect->format, 1};
    struct model_place values = effect->arguments;
    values.depth = 1;
    taint_content content = applied_read(a, &format, carrier);
    if (!taint_content_has_hole(content))
        content = applied_read(a, &values, carrier);
    if (!taint_content_has_hole(content))
        return 0;
    content = taint_content_bound(content, TAINT_SOME_LENGTH);
    struct taint_step_fact fact = applied_step(a, TAINT_STEP_CALL);
    applied_carrier(&fact, carrier);
    fact.into = effect->kind == MODEL_PRINT_EFFECT ? applied_destination(a, &effect->to, 0) : NULL;
    return taint_content_carry(content, &fact, 0);
}

static taint_content formatted(struct apply *a, const struct model_effect *effect,
                               struct carrier *carrier)
{
    const char *format;
    size_t length;
    csa_val value = csa_call_arg(a->call, taint_argument(a->model, effect->format));
    if (taint_content_text(taint_read(a->cx, a->before, value, 1), &format, &length))
        return print_content(a, effect, format, length, carrier);
    return print_unknown(a, effect, carrier);
}

taint_content taint_output_text(csa_context *cx, const csa_call *call,
                                const struct taint_model *model, const struct model_effect *effect)
{
    const csa_state *st = csa_current(cx);
    struct apply a = {.cx = cx, .before = st, .st = st, .call = call, .model = model};
    struct carrier carrier = {0};
    if (effect->format >= 0)
        return formatted(&a, effect, &carrier);
    taint_content content = effect_read_limited(&a, effect, &carrier);
    struct taint_step_fact fact = applied_step(&a, TAINT_STEP_CALL);
    applied_carrier(&fact, &carrier);
    return content ? taint_content_carry(content, &fact, 0) : 0;
}

void effect_print(struct apply *a, const struct model_effect *effect)
{
    struct carrier carrier = {0};
    taint_content content = formatted(a, effect, &carrier);
    if (effect->counts)
        a->st = taint_measure_printed(a->cx, a->st, a->call, content);
    unsigned unit = effect->to.root == MODEL_ARGUMENT
                        ? taint_unit(a->call, taint_argument(a->model, effect->to.index))
                        : 1;
    uint32_t limit = content ? applied_limit(a, effect, unit) : TAINT_ANY_LENGTH;
    if (limit == TAINT_SOME_LENGTH)
        content = taint_content_bound(content, limit);
    else if (limit >= unit)
        content = taint_content_prefix(content, limit - unit);
    applied_write(a, &(struct write){.place = effect->to,
                                     .content = content,
                                     .append = effect->append,
                                     .effect = effect,
                                     .carrier = carrier});
}
