#include "digits.h"

#include "format.h"
#include "state.h"

#include <string.h>

/* The most that the digits name. */
static struct csa_map most_named = {.key = CSA_KEY_SYMBOL};

enum { LONGEST = 15 };

/* 0 where it is more than anybody asks for. */
static uint64_t most_of(uint64_t digits, unsigned base)
{
    uint64_t most = 1;
    if (digits > LONGEST || base < 2 || base > 36)
        return 0;
    for (uint64_t i = 0; i < digits; i++) {
        most *= base;
        if (most > UINT32_MAX)
            return 0;
    }
    return most - 1;
}

static const csa_state *note(csa_context *cx, const csa_state *st, csa_val number, uint64_t most)
{
    const csa_symbol *symbol = taint_bare(csa_val_symbol(number));
    return symbol && most ? csa_set_symbol(cx, st, &most_named, symbol, most) : st;
}

/* The characters that the text can have: those of its array but the NUL, or fewer where that is
 * known. */
static uint64_t length_of(csa_context *cx, const csa_state *st, csa_val text)
{
    int64_t size, offset;
    const csa_region *region = csa_val_region(text);
    uint64_t reach = taint_content_reach(taint_read(cx, st, text, 1));
    uint64_t length = reach ? reach : TAINT_NO_BOUND;
    if (csa_region_offset(region, &offset) == CSA_YES && offset >= 0 &&
        csa_val_number(csa_region_extent(st, csa_region_base(region)), &size) && size > offset &&
        (uint64_t)(size - offset - 1) < length)
        length = (uint64_t)(size - offset - 1);
    return length;
}

static bool is_parser(const char *function)
{
    static const char *const names[] = {"strtol",   "strtoul",   "strtoll",
                                        "strtoull", "strtoimax", "strtoumax"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], function) == 0)
            return true;
    }
    return false;
}

/* `char two[3]; ... strtoul(two, NULL, 16)` */
static const csa_state *parse(csa_context *cx, const csa_state *st, const csa_call *call)
{
    int64_t base;
    if (!csa_val_number(csa_call_arg(call, 2), &base) || base < 2 || base > 36)
        return st;
    uint64_t most = most_of(length_of(cx, st, csa_call_arg(call, 0)), (unsigned)base);
    return note(cx, st, csa_call_result(call), most);
}

/* `sscanf(text, "%2x", &byte)` */
static const csa_state *scan(csa_context *cx, const csa_state *st, const csa_call *call,
                             const struct taint_model *model, const struct model_effect *effect)
{
    const char *format;
    size_t length;
    struct format_walk walk;
    struct format_piece piece;
    csa_val value = csa_call_arg(call, taint_argument(model, effect->format));
    if (effect->arguments.root != MODEL_VARIADIC ||
        !taint_content_text(taint_read(cx, st, value, 1), &format, &length))
        return st;
    format_begin(&walk, format, length, true, MODEL_DIALECT_C);
    while (format_next(&walk, &piece)) {
        if (piece.argument < 0 || piece.width <= 0 || !strchr("xXudo", piece.conversion))
            continue;
        unsigned base = piece.conversion == 'o' ? 8 : strchr("xX", piece.conversion) ? 16 : 10;
        unsigned at = taint_argument(model, effect->arguments.index) + (unsigned)piece.argument;
        csa_val number = csa_load(st, csa_val_region(csa_call_arg(call, at)), NULL);
        st = note(cx, st, number, most_of((uint64_t)piece.width, base));
    }
    return st;
}

const csa_state *taint_digits_call(csa_context *cx, const csa_state *st, const csa_call *call)
{
    const struct taint_model *model = taint_model_of(csa_call_function(call));
    if (!model)
        return st;
    if (is_parser(model->function->name))
        return parse(cx, st, call);
    for (size_t i = 0; i < model->function->effect_count; i++) {
        if (model->function->effects[i].kind == MODEL_SCAN_EFFECT)
            st = scan(cx, st, call, model, &model->function->effects[i]);
    }
    return st;
}

bool taint_digits_fit(const csa_state *st, const csa_symbol *symbol, uint64_t bytes)
{
    uint64_t most;
    return csa_get_symbol(st, &most_named, taint_bare(symbol), &most) &&
           (bytes >= 8 || most >> 8 * bytes == 0);
}
