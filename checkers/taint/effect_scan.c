/* Effects of functions that scan: the format says what they read into which argument. */
#include "applied.h"
#include "format.h"
#include "lengths.h"

/* The content of what a scan effect parses: data at a place, or a source. */
static taint_content scan_content(struct apply *a, const struct model_effect *effect,
                                  const char *into, struct carrier *carrier)
{
    if (effect->channel < 0 && effect->source == MODEL_SOURCE_NONE)
        return applied_read(a, &effect->from, carrier);
    struct taint_step_fact fact = applied_step(a, TAINT_STEP_SOURCE);
    fact.source = effect_source_kind(a, effect);
    fact.into = into;
    taint_step step = taint_step_new(&fact);
    a->st = taint_lengths_forget(a->cx, a->st, step);
    return taint_content_hole(step, false);
}

/* `most` bytes at most. */
static void scan_into(struct apply *a, const struct model_effect *effect,
                      const struct format_piece *piece, uint32_t most)
{
    struct model_place to = effect->arguments;
    to.depth = 1 + piece->allocates;
    unsigned i = (unsigned)piece->argument;
    const char *into = applied_destination(a, &to, i);
    struct carrier carrier = {0};
    taint_content content = scan_content(a, effect, into, &carrier);
    if (taint_content_has_hole(content) && (!piece->text || carrier.expr)) {
        struct taint_step_fact fact = applied_step(a, TAINT_STEP_CALL);
        applied_carrier(&fact, &carrier);
        fact.number = !piece->text;
        fact.into = into;
        content = taint_content_carry(content, &fact, 0);
    }
    if (!taint_content_has_hole(content))
        content = 0;
    else if (most != TAINT_ANY_LENGTH)
        content = taint_content_bound(content, most);
    /* What is no string has no NUL that could stand behind the end. */
    bool is_string = piece->text && piece->conversion != 'c' && piece->conversion != 'C';
    applied_write(a, &(struct write){.place = to,
                                     .i = i,
                                     .content = taint_content_clear(content, piece->clears),
                                     .effect = is_string ? effect : NULL,
                                     .carrier = carrier});
}

/* The most bytes that a directive of a scan format reads. */
static uint32_t scan_most(struct apply *a, const struct model_effect *effect,
                          const struct format_piece *piece)
{
    unsigned at = taint_argument(a->model, effect->arguments.index) + (unsigned)piece->argument;
    if (!piece->text || piece->width <= 0)
        return piece->conversion == 'c' ? 1 : TAINT_ANY_LENGTH;
    return (uint32_t)piece->width * taint_unit(a->call, at);
}

void effect_scan(struct apply *a, const struct model_effect *effect)
{
    const char *format;
    size_t length;
    struct format_piece piece = {.text = true};
    csa_val value = csa_call_arg(a->call, taint_argument(a->model, effect->format));
    if (taint_content_text(taint_read(a->cx, a->before, value, 1), &format, &length)) {
        struct format_walk walk;
        format_begin(&walk, format, length, true, MODEL_DIALECT_C);
        while (format_next(&walk, &piece)) {
            if (piece.argument >= 0 && piece.conversion != 'n')
                scan_into(a, effect, &piece, scan_most(a, effect, &piece));
        }
        return;
    }
    csa_val into;
    const csa_expr *expr;
    unsigned argument;
    for (unsigned i = 0; applied_value(a, &effect->arguments, i, &into, &expr, &argument); i++) {
        piece.argument = (int)i;
        scan_into(a, effect, &piece, TAINT_SOME_LENGTH);
    }
}
