#include "extent.h"

#include "compared.h"
#include "given.h"
#include "lengths.h"
#include "state.h"

#include <string.h>

enum { TERMS = 4, DEPTH = 12 };

/* A part of a sum: a number, or the length of a text. */
struct term {
    const csa_symbol *symbol;
    bool is_text;
    struct taint_measured text;
};

/* A number of bytes: the sum of the terms and of `more`, times `factor`. */
struct sum {
    struct term terms[TERMS];
    unsigned count;
    int64_t more, factor;
};

struct extent {
    struct sum sum;
    taint_number low;      /* of a size that is a number from outside, in bytes */
    taint_content content; /* of such a one, else 0 */
    const csa_expr *expr;  /* as written */
};

static bool is_same_extent(const void *a, const void *b);
static struct taint_table extents = {sizeof(struct extent), is_same_extent, NULL, 0, 0};
/* The number of an extent, by the pointer to the memory. */
static struct csa_map known_extents = {.key = CSA_KEY_SYMBOL};
/* The least that the size can be, by the number of the extent: what the path has assumed of a number
 * that is gone by now would be lost. */
static struct csa_map known_lows = {.key = CSA_KEY_NUMBER};
static const uint64_t SOME_LOW = UINT64_MAX; /* limited by something that is not known */

void taint_extents_reset(void)
{
    extents.count = 0;
}

/* ---- Sums ----------------------------------------------------------------------------------------- */

/* A conversion that may cut something off makes another number. */
static bool is_lossless(csa_context *cx, const csa_state *st, const csa_symbol *cast)
{
    taint_number low, high;
    struct taint_interval range;
    const csa_symbol *from = csa_symbol_operand(cast, 0);
    return taint_type_range(csa_symbol_type(cast), &low, &high) &&
           taint_range(cx, st, csa_val_of_symbol(cx, from), &range) && range.low >= low &&
           range.high <= high;
}

static bool add(csa_context *cx, const csa_state *st, struct sum *sum, const csa_symbol *symbol,
                int left)
{
    int64_t n;
    const csa_symbol *first = csa_symbol_operand(symbol, 0),
                     *second = csa_symbol_operand(symbol, 1);
    if (!symbol || left == 0)
        return false;
    if (csa_symbol_kind_of(symbol) == CSA_SYMBOL_CAST && is_lossless(cx, st, symbol))
        return add(cx, st, sum, first, left - 1);
    if (taint_is_operation(symbol, "+") && first && second)
        return add(cx, st, sum, first, left - 1) && add(cx, st, sum, second, left - 1);
    if ((taint_is_operation(symbol, "+") || taint_is_operation(symbol, "-")) && first &&
        csa_symbol_operand_number(symbol, 1, &n) && n > -INT32_MAX && n < INT32_MAX) {
        sum->more += taint_is_operation(symbol, "+") ? n : -n;
        return add(cx, st, sum, first, left - 1);
    }
    if (sum->count == TERMS)
        return false;
    struct term *term = &sum->terms[sum->count++];
    term->symbol = symbol;
    term->is_text = taint_measured(st, symbol, &term->text);
    return true;
}

static bool sum_of(csa_context *cx, const csa_state *st, csa_val value, struct sum *sum)
{
    int64_t n;
    const csa_symbol *symbol = csa_val_symbol(value);
    *sum = (struct sum){.factor = 1};
    if (csa_val_number(value, &n)) {
        sum->more = n;
        return n >= 0 && n < INT32_MAX;
    }
    if (taint_is_operation(symbol, "*") && csa_symbol_operand(symbol, 0) &&
        csa_symbol_operand_number(symbol, 1, &n) && n > 0 && n < INT32_MAX) {
        sum->factor = n;
        symbol = csa_symbol_operand(symbol, 0);
    }
    return !csa_val_region(value) && add(cx, st, sum, symbol, DEPTH);
}

/* ---- What was allocated ----------------------------------------------------------------------------- */

static bool same_sum(const struct sum *a, const struct sum *b)
{
    if (a->count != b->count || a->more != b->more || a->factor != b->factor)
        return false;
    for (unsigned i = 0; i < a->count; i++) {
        if (a->terms[i].symbol != b->terms[i].symbol)
            return false;
    }
    return true;
}

static bool is_same_extent(const void *a, const void *b)
{
    const struct extent *left = a, *right = b;
    return left->expr == right->expr && left->low == right->low &&
           left->content == right->content && same_sum(&left->sum, &right->sum);
}

static const struct extent *extent_get(uint64_t n)
{
    return taint_table_get(&extents, n);
}

/* The path has compared it with something trusted, of which nobody knows how much that is. That it
 * equals such a thing limits nothing: `if (read(in, memory, n) != n) return`. */
static bool is_limited_below(const csa_state *st, const csa_symbol *symbol)
{
    struct taint_limit below, above;
    if (!taint_compared(st, symbol, false, &below) || below.by)
        return false;
    return below.is_strict || !taint_compared(st, symbol, true, &above) || above.by ||
           above.is_strict;
}

/* What is known of the least that the size can be, as long as it is. */
static const csa_state *learn_low(csa_context *cx, const csa_state *st, uint32_t n)
{
    uint64_t old = 0;
    struct taint_bounds bounds;
    const struct extent *extent = extent_get(n);
    const struct sum *sum = &extent->sum;
    const csa_symbol *symbol = sum->terms[0].symbol;
    if (!extent->content || sum->count != 1 ||
        !taint_bounds(cx, st, csa_val_of_symbol(cx, symbol), &bounds))
        return st;
    taint_number low = (bounds.range.low + (taint_number)sum->more) * (taint_number)sum->factor;
    low = low > extent->low ? low : extent->low;
    uint64_t now = low > 0 ? (uint64_t)low : 0;
    if (bounds.range.wraps || is_limited_below(st, symbol))
        now = SOME_LOW;
    return csa_get_number(st, &known_lows, n, &old) && old >= now
               ? st
               : csa_set_number(cx, st, &known_lows, n, now);
}

const csa_state *taint_extent_set(csa_context *cx, const csa_state *st, const csa_symbol *pointer,
                                  csa_val size, int64_t factor, const csa_expr *expr)
{
    struct extent extent = {.expr = expr};
    struct taint_bounds bounds;
    if (!pointer || factor <= 0 || factor >= INT32_MAX || !sum_of(cx, st, size, &extent.sum) ||
        extent.sum.count == 0)
        return st;
    extent.sum.factor *= factor;
    bool is_number = taint_bounds(cx, st, size, &bounds) && !bounds.range.wraps &&
                     !(bounds.range.below && bounds.range.unknown_below);
    extent.content = is_number ? bounds.content : 0;
    extent.low = is_number ? bounds.range.low * (taint_number)factor : 0;
    uint32_t n = taint_table_number(&extents, &extent);
    st = csa_unset_number(cx, st, &known_lows, n);
    return learn_low(cx, csa_set_symbol(cx, st, &known_extents, pointer, n), n);
}

struct learning {
    csa_context *cx;
    const csa_state *st;
};

static bool learn_one(void *data, const struct csa_entry *entry)
{
    struct learning *learning = data;
    learning->st = learn_low(learning->cx, learning->st, (uint32_t)entry->value);
    return true;
}

const csa_state *taint_extents_assume(csa_context *cx, const csa_state *st)
{
    if (csa_map_is_empty(st, &known_extents))
        return st;
    struct learning learning = {cx, st};
    csa_map_visit(st, &known_extents, learn_one, &learning);
    return learning.st;
}

struct forget {
    csa_context *cx;
    const csa_state *st;
    taint_step step;
};

static bool forget_extent(void *data, const struct csa_entry *entry)
{
    struct forget *forget = data;
    const struct sum *sum = &extent_get(entry->value)->sum;
    for (unsigned i = 0; i < sum->count; i++) {
        if (sum->terms[i].is_text && sum->terms[i].text.step == forget->step)
            forget->st = csa_unset_symbol(forget->cx, forget->st, &known_extents, entry->symbol);
    }
    return true;
}

const csa_state *taint_extents_forget(csa_context *cx, const csa_state *st, taint_step step)
{
    if (csa_map_is_empty(st, &known_extents))
        return st;
    struct forget forget = {cx, st, step};
    csa_map_visit(st, &known_extents, forget_extent, &forget);
    return forget.st;
}

/* The number of the extent of the memory behind `region`, and how far in it that is; 0 if none is
 * known. */
static uint64_t extent_at(const csa_state *st, const csa_region *region, int64_t *offset)
{
    uint64_t n;
    const csa_region *base = csa_region_base(region);
    return csa_region_offset(region, offset) == CSA_YES && *offset >= 0 &&
                   csa_get_symbol(st, &known_extents, csa_region_symbol(base), &n)
               ? n
               : 0;
}

/* ---- Lengths that are numbers ------------------------------------------------------------------------- */

static bool same_term(const struct term *a, const struct term *b)
{
    return a->symbol == b->symbol ||
           (a->is_text && b->is_text && a->text.region && a->text.region == b->text.region &&
            a->text.step == b->text.step);
}

static bool same_terms(const struct sum *a, const struct sum *b)
{
    for (unsigned i = 0; i < a->count; i++) {
        if (i >= b->count || !same_term(&a->terms[i], &b->terms[i]))
            return false;
    }
    return a->count == b->count;
}

/* `part` is a part of what `symbol` is computed of. */
static bool is_made_of(const csa_symbol *symbol, const csa_symbol *part, int left)
{
    if (!symbol || left == 0)
        return false;
    return symbol == part || is_made_of(csa_symbol_operand(symbol, 0), part, left - 1) ||
           is_made_of(csa_symbol_operand(symbol, 1), part, left - 1);
}

/* The path has compared them with each other, or with something else that is not known. */
static bool compare(const csa_state *st, const struct sum *length, const struct sum *size,
                    bool *is_short, taint_number unit, taint_number more)
{
    struct taint_limit limit;
    const csa_symbol *l = length->terms[0].symbol, *s = size->terms[0].symbol;
    bool is_above = taint_compared(st, l, true, &limit);
    if (is_above && limit.by && taint_bare(limit.by) == taint_bare(s)) {
        taint_number past =
            (taint_number)(length->more - size->more - limit.is_strict) * unit + more;
        *is_short = (taint_number)size->factor == unit && past > 0;
        return true;
    }
    return is_above || taint_compared(st, s, false, &limit);
}

/* The highest that a size can be which is a part of another number, cut off it. */
static bool is_cut(const csa_symbol *size, const csa_symbol *from, taint_number *most)
{
    taint_number least;
    return csa_symbol_kind_of(size) == CSA_SYMBOL_CAST && is_made_of(size, from, DEPTH) &&
           taint_type_range(csa_symbol_type(size), &least, most);
}

/* Outsiders choose the size and, if it is not constant, the length, and nobody compares them. */
static bool may_surpass(csa_context *cx, const csa_state *st, const struct sum *length,
                        uint64_t extent, csa_val value, taint_number unit, taint_number more)
{
    struct taint_bounds bounds;
    taint_number most;
    uint64_t low_bits;
    const csa_symbol *s = extent_get(extent)->sum.terms[0].symbol;
    if (!csa_get_number(st, &known_lows, extent, &low_bits) || low_bits == SOME_LOW)
        return false;
    taint_number low = (taint_number)low_bits;
    if (length->count == 0)
        return (taint_number)length->more * unit + more > low;
    if (length->count != 1 || is_made_of(length->terms[0].symbol, s, DEPTH) ||
        !taint_bounds(cx, st, value, &bounds) || bounds.range.wraps || bounds.range.negative ||
        (bounds.range.above && bounds.range.unknown_above))
        return false;
    if (is_made_of(s, length->terms[0].symbol, DEPTH))
        return is_cut(s, length->terms[0].symbol, &most) && bounds.range.high > most;
    return bounds.range.high * unit + more > low;
}

/* What makes the length untrusted; where that is constant, the size. */
static taint_content content_of(csa_context *cx, const csa_state *st, csa_val length,
                                const struct extent *extent)
{
    uint64_t most;
    taint_content content;
    const csa_symbol *symbol = csa_val_symbol(length);
    if (symbol && taint_length_of_text(cx, st, length, &content, &most))
        return content;
    return symbol ? taint_untrusted(st, symbol) : extent->content;
}

bool taint_extent_is_short(csa_context *cx, const csa_state *st, csa_val pointer, csa_val length,
                           taint_number unit, taint_number more, struct taint_shortage *out)
{
    int64_t offset;
    struct sum sum;
    uint64_t number = extent_at(st, csa_val_region(pointer), &offset);
    if (!number || !sum_of(cx, st, length, &sum))
        return false;
    const struct extent *extent = extent_get(number);
    const struct sum *size = &extent->sum;
    bool is_short = false;
    *out = (struct taint_shortage){extent->expr, content_of(cx, st, length, extent)};
    unit *= (taint_number)sum.factor;
    more += (taint_number)offset;
    if (sum.count > 0 && same_terms(&sum, size))
        return (taint_number)size->factor == unit &&
               (taint_number)(sum.more - size->more) * unit + more > 0;
    if (sum.count == 1 && size->count == 1 && compare(st, &sum, size, &is_short, unit, more))
        return is_short;
    uint64_t length_most;
    taint_number most;
    if (sum.count == 1 && sum.terms[0].is_text)
        return size->count == 1 && is_cut(size->terms[0].symbol, sum.terms[0].symbol, &most) &&
               taint_length_of_text(cx, st, length, &out->content, &length_most) &&
               (length_most == TAINT_NO_BOUND || (taint_number)length_most > most);
    return may_surpass(cx, st, &sum, number, length, unit, more);
}

/* ---- Text ----------------------------------------------------------------------------------------------- */

static const char *name_of(csa_context *cx, const csa_expr *expr)
{
    const char *text = csa_expr_text(cx, csa_expr_strip(expr));
    return text ? taint_intern(text, strlen(text)) : NULL;
}

static bool comes_of(taint_step step, taint_step of)
{
    const struct taint_step_fact *fact;
    for (; (fact = taint_step_get(step)) != NULL; step = fact->from) {
        if (step == of)
            return true;
    }
    return false;
}

/* The size counts the length of the text that fills this hole; each text once. One that is named
 * otherwise where it is written may be a part of it. */
static bool is_counted(csa_context *cx, const struct sum *size, const struct taint_part *hole,
                       bool *used)
{
    const struct taint_step_fact *last = taint_step_get(hole->step);
    const char *name = last->kind == TAINT_STEP_CALL ? name_of(cx, last->carrier) : NULL;
    for (unsigned i = 0; i < size->count; i++) {
        const struct taint_measured *text = &size->terms[i].text;
        if (!used[i] && comes_of(hole->step, text->step) && (!name || name == text->name)) {
            used[i] = true;
            return true;
        }
    }
    return false;
}

/* The one text that is written is not the one text that was measured, though they came the same way:
 * two arguments of the program, two fields of a line. */
static bool is_other(const struct taint_string *string, const struct sum *size,
                     const struct taint_part *hole, const char *name)
{
    const struct taint_measured *text = &size->terms[0].text;
    csa_expr_kind kind = csa_expr_kind_of(string->carrier);
    if (kind != CSA_EXPR_NAME && kind != CSA_EXPR_MEMBER && kind != CSA_EXPR_SUBSCRIPT)
        return false; /* `text + 1` */
    const struct taint_step_fact *last = taint_step_get(hole->step);
    bool is_same_way = hole->step == text->step || (last && last->from == text->step);
    return size->count == 1 && is_same_way && text->region && csa_val_region(string->from) &&
           text->region != csa_val_region(string->from) && name != text->name;
}

/* It is the very text: not what stands in it from some place on. */
static bool is_same(const struct taint_string *string, const struct sum *size, const char *name)
{
    const struct taint_measured *text = &size->terms[0].text;
    const csa_region *from = csa_val_region(string->from);
    return from && text->region ? from == text->region : name == text->name;
}

static bool are_texts(const struct sum *sum)
{
    for (unsigned i = 0; i < sum->count; i++) {
        if (!sum->terms[i].is_text)
            return false;
    }
    return true;
}

bool taint_extent_is_short_of(csa_context *cx, const csa_state *st,
                              const struct taint_string *string, const csa_expr **expr)
{
    int64_t offset;
    size_t count;
    bool used[TERMS] = {false};
    uint64_t number = extent_at(st, csa_val_region(string->to), &offset);
    const struct extent *extent = number ? extent_get(number) : NULL;
    const struct taint_part *parts = taint_content_get(string->content, &count);
    if (!extent || !are_texts(&extent->sum) || extent->sum.factor != string->unit)
        return false;
    *expr = extent->expr;
    const char *name = name_of(cx, string->carrier);
    int64_t need = offset / string->unit + 1; /* the NUL */
    bool is_copy = string->effect->kind == MODEL_FLOW_EFFECT && !string->effect->append &&
                   extent->sum.count == 1;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind == TAINT_UNKNOWN)
            return false;
        if (parts[i].kind == TAINT_LITERAL) {
            need += parts[i].length;
            continue;
        }
        if (is_copy && is_other(string, &extent->sum, &parts[i], name))
            return taint_reach(cx, st, string->content, string->carrier, string->from) ==
                   TAINT_NO_BOUND;
        if ((is_copy && !is_same(string, &extent->sum, name)) ||
            !is_counted(cx, &extent->sum, &parts[i], used))
            return false;
    }
    for (unsigned i = 0; i < extent->sum.count; i++) {
        if (!used[i])
            return false; /* room for something that is not written here */
    }
    return need > extent->sum.more;
}
