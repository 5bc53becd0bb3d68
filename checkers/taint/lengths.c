#include "lengths.h"

#include "extent.h"
#include "given.h"

#include <stdio.h>
#include <string.h>

/* What a number measures: the number of a `struct measure`. */
static struct csa_map measures = {.key = CSA_KEY_SYMBOL};
/* The most bytes that the texts of a `struct lengths` have together, by its number. */
static struct csa_map known_lengths = {.key = CSA_KEY_NUMBER};

enum { TEXTS = 4 };

/* A text whose length was asked for; or a part of one, which is a text that stands nowhere else. */
struct text {
    taint_step step;
    const csa_region *region; /* NULL for a part */
    const char *name;         /* as written; of a part, where it begins and ends; interned */
    bool is_part;
};

struct measure {
    struct text text;
    taint_content content;
    const csa_region *buffer; /* that the text stands in, or NULL */
    unsigned unit;
    uint32_t cap;    /* of strnlen(): the number is no greater, however long the text is; 0: none */
    bool is_printed; /* of other texts: what is known of those is in `content` already */
};

struct lengths {
    struct text texts[TEXTS];
    size_t count;
};

static bool same_text(const struct text *a, const struct text *b)
{
    return a->step == b->step && a->region == b->region && a->name == b->name &&
           a->is_part == b->is_part;
}

static bool is_same_measure(const void *a, const void *b)
{
    const struct measure *left = a, *right = b;
    return same_text(&left->text, &right->text) && left->content == right->content &&
           left->buffer == right->buffer && left->unit == right->unit && left->cap == right->cap &&
           left->is_printed == right->is_printed;
}

static bool are_same_lengths(const void *a, const void *b)
{
    const struct lengths *left = a, *right = b;
    for (size_t i = 0; i < left->count; i++) {
        if (i >= right->count || !same_text(&left->texts[i], &right->texts[i]))
            return false;
    }
    return left->count == right->count;
}

static struct taint_table measured = {sizeof(struct measure), is_same_measure, NULL, 0, 0};
static struct taint_table known = {sizeof(struct lengths), are_same_lengths, NULL, 0, 0};

void taint_lengths_reset(void)
{
    measured.count = known.count = 0;
    taint_extents_reset();
}

static const csa_state *set_measure(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                    const struct measure *measure)
{
    return csa_set_symbol(cx, st, &measures, symbol, taint_table_number(&measured, measure));
}

/* ---- Text ------------------------------------------------------------------------------------- */

uint32_t taint_most(csa_context *cx, const csa_state *st, csa_val number)
{
    int64_t lowest, highest;
    if (!csa_val_number(number, &highest) && !csa_range(cx, st, number, &lowest, &highest))
        return TAINT_SOME_LENGTH;
    if (highest >= INT32_MAX)
        return TAINT_SOME_LENGTH;
    return highest > 0 ? (uint32_t)highest : 1;
}

taint_content taint_read_text(csa_context *cx, const csa_state *st, csa_val pointer, unsigned unit)
{
    taint_content content = taint_read(cx, st, pointer, 1);
    struct taint_room room;
    if (!taint_content_has_hole(content) || taint_room(cx, st, pointer, &room) != TAINT_ROOM_KNOWN)
        return content;
    if (room.bytes > unit)
        content = taint_content_bound(content, (uint32_t)(room.bytes - unit));
    int64_t end;
    if (!room.exact)
        return content;
    int64_t offset = room.extent - room.bytes;
    uint64_t reach = taint_content_reach(content);
    if (offset > 0 && reach != TAINT_NO_BOUND && reach > (uint64_t)offset)
        content = taint_content_bound(content, (uint32_t)(reach - (uint64_t)offset));
    if (!taint_text_end(st, room.object, &end) || end < offset)
        return content;
    return taint_content_bound(content, (uint32_t)(end - offset));
}

/* ---- Measuring -------------------------------------------------------------------------------- */

static taint_step hole_step(taint_content content)
{
    const struct taint_part *hole = taint_content_first_hole(content);
    return hole ? hole->step : 0;
}

static uint64_t literal_bytes(taint_content content)
{
    size_t count;
    uint64_t bytes = 0;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind == TAINT_LITERAL)
            bytes += parts[i].length;
    }
    return bytes;
}

static const char *name_of(csa_context *cx, const csa_expr *expr)
{
    const char *text = csa_expr_text(cx, csa_expr_strip(expr));
    return text ? taint_intern(text, strlen(text)) : NULL;
}

/* No text fills a quarter of memory: so that sums of lengths do not wrap. */
static const csa_state *bound_length(csa_context *cx, const csa_state *st, csa_val length,
                                     const csa_type *type)
{
    uint64_t bits = csa_type_size(type) * 8;
    if (bits < 16 || bits > 64)
        return st;
    csa_val most = csa_val_integer(cx, (int64_t)(UINT64_C(1) << (bits - 2)), type);
    const csa_state *after = csa_assume_compare(cx, st, length, "<=", most, true);
    return after ? after : st;
}

/* Two parts are one if they begin at the same place and end at what was found by the same means. */
static struct text part_of(taint_step step, const char *how, uint64_t begin, uint64_t end)
{
    char name[160];
    int length = snprintf(name, sizeof name, "%.80s %llu %llu", how ? how : "",
                          (unsigned long long)begin, (unsigned long long)end);
    return (struct text){step, NULL, taint_intern(name, (size_t)length), true};
}

static const csa_state *measure(csa_context *cx, const csa_state *st, const csa_call *call,
                                const struct taint_model *model, const struct model_effect *effect)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    const csa_symbol *symbol = csa_val_symbol(csa_call_result(call));
    if (!symbol || !taint_place_value(call, model, &effect->from, 0, &value, &expr, &argument))
        return st;
    if (effect->from.depth > 1) /* getline() */
        value = csa_load(st, csa_val_region(value), NULL);
    unsigned unit = effect->from.depth > 1 ? 1 : taint_unit(call, argument);
    taint_content content = taint_read_text(cx, st, value, unit);
    taint_step step = hole_step(content);
    if (!step)
        return st;
    const csa_region *region = csa_val_region(value);
    struct measure measure = {.content = content, .buffer = taint_buffer(region), .unit = unit};
    if (effect->as == MODEL_AS_SPAN)
        measure.text = part_of(step, name_of(cx, csa_call_expr(call)),
                               region ? csa_region_number(cx, region) : 0, 0);
    else
        measure.text = (struct text){step, region, name_of(cx, expr), false};
    if (effect->limit >= 0) {
        csa_val limit = csa_call_arg(call, taint_argument(model, effect->limit));
        const csa_state *within =
            csa_assume_compare(cx, st, csa_call_result(call), "<=", limit, true);
        st = within ? within : st;
        measure.cap = taint_most(cx, st, limit);
    }
    st = bound_length(cx, st, csa_call_result(call), csa_symbol_type(symbol));
    return set_measure(cx, st, symbol, &measure);
}

/* True if `piece` points to what a function has found in the text that `pointer` points to. */
static bool is_found_in(csa_context *cx, const csa_state *st, csa_val piece, csa_val pointer)
{
    const struct taint_step_fact *fact = taint_step_get(hole_step(taint_read(cx, st, piece, 1)));
    return fact && fact->kind == TAINT_STEP_CALL && fact->text &&
           fact->text == taint_text(cx, pointer);
}

/* The part of a text from `begin` up to `end`, which was found in it; false if it is nobody's, or no
 * text of bytes. */
static bool read_between(csa_context *cx, const csa_state *st, const csa_expr *end,
                         const csa_expr *begin, struct measure *out)
{
    csa_val from = csa_expr_value(cx, st, begin), to = csa_expr_value(cx, st, end);
    if (!csa_val_region(from) || !csa_val_region(to) ||
        !csa_type_is_char(csa_type_pointee(csa_expr_type(begin))) || !is_found_in(cx, st, to, from))
        return false;
    *out = (struct measure){.content = taint_read_text(cx, st, from, 1),
                            .buffer = taint_buffer(csa_val_region(from)),
                            .unit = 1};
    taint_step step = hole_step(out->content);
    out->text = part_of(step, NULL, csa_region_number(cx, csa_val_region(from)),
                        csa_region_number(cx, csa_val_region(to)));
    return step != 0;
}

const csa_state *taint_measure_difference(csa_context *cx, const csa_state *st,
                                          const csa_expr *expr, const csa_state *before,
                                          csa_val value)
{
    static const char tag;
    struct measure measure;
    if (!read_between(cx, before, csa_expr_child(expr, 0), csa_expr_child(expr, 1), &measure))
        return st;
    if (csa_val_is_unknown(value)) {
        value = csa_conjure(cx, expr, csa_expr_type(expr), &tag);
        st = csa_bind_expr(cx, st, expr, value);
    }
    const csa_symbol *symbol = csa_val_symbol(value);
    return symbol ? set_measure(cx, st, symbol, &measure) : st;
}

uint32_t taint_measure_between(csa_context *cx, const csa_state *st, const csa_expr *end,
                               const csa_expr *limit, int64_t *most)
{
    struct measure measure;
    const csa_expr *sum = csa_expr_strip(limit);
    *most = 0;
    if (csa_expr_kind_of(sum) == CSA_EXPR_BINARY &&
        taint_operator_is(csa_expr_operator(sum), "+")) {
        if (!csa_val_number(csa_expr_value(cx, st, csa_expr_child(sum, 1)), most))
            return 0;
        limit = csa_expr_child(sum, 0);
    }
    if (*most < 0 || *most >= INT32_MAX || !read_between(cx, st, end, limit, &measure))
        return 0;
    *most -= (int64_t)literal_bytes(measure.content);
    return taint_table_number(&known, &(struct lengths){.texts = {measure.text}, .count = 1});
}

/* `sizeof buf - strlen(buf)` where the path has written what is in `buf`. */
static const csa_state *know_length(csa_context *cx, const csa_state *st, const csa_call *call,
                                    const struct taint_model *model,
                                    const struct model_effect *effect)
{
    const char *bytes;
    size_t length;
    csa_val text = csa_call_arg(call, taint_argument(model, effect->from.index));
    if (effect->limit >= 0 || effect->as != MODEL_AS_LENGTH || effect->from.depth != 1 ||
        !csa_val_symbol(csa_call_result(call)) ||
        !csa_type_is_char(csa_type_pointee(
            csa_expr_type(csa_call_arg_expr(call, taint_argument(model, effect->from.index))))) ||
        !taint_content_text(taint_read(cx, st, text, 1), &bytes, &length))
        return st;
    const csa_type *type = csa_expr_type(csa_call_expr(call));
    return csa_call_bind_result(cx, st, call, csa_val_integer(cx, (int64_t)length, type));
}

static const csa_state *allocate(csa_context *cx, const csa_state *st, const csa_call *call,
                                 const struct taint_model *model)
{
    const int *sizes = model->function->allocates;
    unsigned size = taint_argument(model, sizes[0]);
    int64_t factor = 1;
    st = taint_allocate(cx, st, call, model);
    if (sizes[1] >= 0 &&
        !csa_val_number(csa_call_arg(call, taint_argument(model, sizes[1])), &factor)) {
        size = taint_argument(model, sizes[1]);
        if (!csa_val_number(csa_call_arg(call, taint_argument(model, sizes[0])), &factor))
            return st;
    }
    return taint_extent_set(cx, st, csa_val_symbol(csa_call_result(call)), csa_call_arg(call, size),
                            factor, csa_call_arg_expr(call, size));
}

const csa_state *taint_lengths_after(csa_context *cx, const csa_state *st, const csa_call *call,
                                     const struct taint_model *model)
{
    const struct model_function *function = model->function;
    if (function->allocates[0] >= 0)
        st = allocate(cx, st, call, model);
    for (size_t i = 0; i < function->effect_count; i++) {
        const struct model_effect *effect = &function->effects[i];
        if (!model_measures(effect))
            continue;
        const csa_state *exact = know_length(cx, st, call, model, effect);
        st = exact != st ? exact : measure(cx, st, call, model, effect);
    }
    return st;
}

/* ---- What the path has assumed ---------------------------------------------------------------- */

struct assumption {
    csa_context *cx;
    const csa_state *st;
    bool is_equality;
};

static const struct measure *measure_of(const csa_state *st, const csa_symbol *symbol)
{
    uint64_t n;
    return csa_get_symbol(st, &measures, symbol, &n) ? taint_table_get(&measured, n) : NULL;
}

bool taint_measured(const csa_state *st, const csa_symbol *symbol, struct taint_measured *out)
{
    const struct measure *measure = measure_of(st, symbol);
    if (!measure || measure->cap || measure->text.is_part)
        return false;
    *out = (struct taint_measured){measure->text.step, measure->text.region, measure->text.name};
    return true;
}

/* A sum of lengths. */
struct total {
    struct lengths lengths;
    unsigned unit;
    uint64_t literals; /* bytes of the texts that are the program's own */
};

/* The texts whose lengths `symbol` adds up, with numbers that are taken for nothing; false if it
 * holds anything else. */
static bool collect(const csa_state *st, const csa_symbol *symbol, struct total *total, int left)
{
    symbol = taint_bare(symbol);
    const struct measure *measure = measure_of(st, symbol);
    if (measure) {
        if (total->lengths.count == TEXTS)
            return false;
        total->lengths.texts[total->lengths.count++] = measure->text;
        total->unit = measure->unit;
        total->literals += literal_bytes(measure->content);
        return true;
    }
    if (!left || csa_symbol_kind_of(symbol) != CSA_SYMBOL_BINARY ||
        !(taint_is_operation(symbol, "+") || taint_is_operation(symbol, "-")))
        return false;
    const csa_symbol *first = csa_symbol_operand(symbol, 0),
                     *second = csa_symbol_operand(symbol, 1);
    if (second && taint_is_operation(symbol, "-"))
        return false;
    return (!first || collect(st, first, total, left - 1)) &&
           (!second || collect(st, second, total, left - 1));
}

static void learn(struct assumption *a, const struct lengths *lengths, uint32_t most)
{
    uint32_t n = taint_table_number(&known, lengths);
    uint64_t old;
    if (!csa_get_number(a->st, &known_lengths, n, &old) || old > most)
        a->st = csa_set_number(a->cx, a->st, &known_lengths, n, most);
}

const csa_state *taint_learn_between(csa_context *cx, const csa_state *st, uint32_t part,
                                     const char *op, int64_t limit)
{
    struct assumption a = {cx, st, false};
    bool is_upper = op[0] == '<' || strcmp(op, "==") == 0;
    int64_t most = limit - (strcmp(op, "<") == 0);
    if (is_upper)
        learn(&a, taint_table_get(&known, part), most > 0 ? (uint32_t)most : 1);
    return a.st;
}

/* A loop that runs to the end of a text leaves it as long as the analyzer had patience: that says
 * nothing. */
static void learn_range(struct assumption *a, const csa_symbol *symbol)
{
    struct total total = {.unit = 1};
    enum { DEPTH = 6 };
    symbol = taint_bare(symbol);
    while (csa_symbol_kind_of(symbol) == CSA_SYMBOL_BINARY && csa_symbol_operand(symbol, 0) &&
           !csa_symbol_operand(symbol, 1))
        symbol = taint_bare(csa_symbol_operand(symbol, 0)); /* a number beside it */
    if (!collect(a->st, symbol, &total, DEPTH) || !total.lengths.count)
        return;
    csa_val val = csa_val_of_symbol(a->cx, symbol);
    const csa_state *sane = bound_length(a->cx, a->st, val, csa_symbol_type(symbol));
    int64_t lowest, highest;
    if (!csa_range(a->cx, sane, val, &lowest, &highest) || highest < 0 || highest >= INT32_MAX / 4)
        return;
    const struct measure *measure = measure_of(a->st, symbol);
    if ((lowest == highest && !a->is_equality) ||
        (measure && measure->cap && (uint64_t)highest >= measure->cap))
        return;
    uint64_t bytes = (uint64_t)highest * total.unit;
    learn(a, &total.lengths, bytes > total.literals ? (uint32_t)(bytes - total.literals) : 1);
}

/* All texts that are measured anywhere in `symbol`. */
static void learn_some(struct assumption *a, const csa_symbol *symbol, int left)
{
    symbol = taint_bare(symbol);
    if (!symbol || !left)
        return;
    const struct measure *measure = measure_of(a->st, symbol);
    if (measure) {
        struct lengths lengths = {.texts = {measure->text}, .count = 1};
        learn(a, &lengths, TAINT_SOME_LENGTH);
    } else if (csa_symbol_kind_of(symbol) == CSA_SYMBOL_BINARY) {
        learn_some(a, csa_symbol_operand(symbol, 0), left - 1);
        if (!taint_is_operation(symbol, "-"))
            learn_some(a, csa_symbol_operand(symbol, 1), left - 1);
    }
}

const csa_state *taint_lengths_assume(csa_context *cx, const csa_state *st, csa_val condition,
                                      bool truth)
{
    enum { DEPTH = 6 };
    const csa_symbol *symbol = taint_bare(csa_val_symbol(condition));
    if (!symbol || csa_map_is_empty(st, &measures))
        return st;
    struct assumption a = {cx, st, false};
    const char *op = csa_symbol_operator(symbol);
    if (csa_symbol_kind_of(symbol) != CSA_SYMBOL_BINARY || !op) {
        a.is_equality = true; /* `if (!strlen(s))` */
        learn_range(&a, symbol);
        return a.st;
    }
    const csa_symbol *left = csa_symbol_operand(symbol, 0), *right = csa_symbol_operand(symbol, 1);
    bool is_equal = strcmp(op, "==") == 0 || strcmp(op, "!=") == 0;
    a.is_equality = is_equal && truth == (op[0] == '=');
    if (left && right && !is_equal) {
        /* Compared to something that is no constant: a bound, though not one that is known. */
        bool left_is_less = (op[0] == '<') == truth;
        learn_some(&a, left_is_less ? left : right, DEPTH);
    } else if (left && right && a.is_equality) {
        learn_some(&a, left, DEPTH);
        learn_some(&a, right, DEPTH);
    } else {
        learn_range(&a, left ? left : right);
    }
    return a.st;
}

struct forget {
    csa_context *cx;
    const csa_state *st;
    taint_step step;
};

static bool forget_entry(void *data, const struct csa_entry *entry)
{
    struct forget *forget = data;
    const struct lengths *lengths = taint_table_get(&known, entry->key);
    for (size_t i = 0; i < lengths->count; i++) {
        if (lengths->texts[i].step == forget->step) {
            forget->st = csa_unset_number(forget->cx, forget->st, &known_lengths, entry->key);
            break;
        }
    }
    return true;
}

const csa_state *taint_lengths_forget(csa_context *cx, const csa_state *st, taint_step step)
{
    st = taint_extents_forget(cx, st, step);
    if (csa_map_is_empty(st, &known_lengths))
        return st;
    struct forget forget = {cx, st, step};
    csa_map_visit(st, &known_lengths, forget_entry, &forget);
    return forget.st;
}

/* ---- Reach ------------------------------------------------------------------------------------ */

struct reach {
    bool parts_only; /* what is known of whole texts is no news */
    const struct taint_part *parts;
    size_t count;
    uint64_t bytes[TAINT_PARTS]; /* of each part */
    const char *name;
    const csa_region *region;
};

/* The hole was filled with this very text, or with what came of it. */
static bool is_of_text(const struct reach *reach, const struct taint_part *hole,
                       const struct text *text)
{
    const struct taint_step_fact *fact;
    if (text->is_part)
        return hole->step == text->step && reach->name == text->name && !reach->region;
    if (reach->parts_only)
        return false;
    if (hole->step == text->step)
        return !reach->region || reach->region == text->region ||
               (reach->name && reach->name == text->name);
    for (taint_step step = hole->step; (fact = taint_step_get(step)) != NULL; step = fact->from) {
        if (step == text->step)
            return true;
    }
    return false;
}

static bool matches(const struct reach *reach, const struct taint_part *hole,
                    const struct lengths *lengths)
{
    for (size_t i = 0; hole->kind == TAINT_HOLE && i < lengths->count; i++) {
        if (is_of_text(reach, hole, &lengths->texts[i]))
            return true;
    }
    return false;
}

static uint64_t add(uint64_t a, uint64_t b)
{
    return a == TAINT_NO_BOUND || b == TAINT_NO_BOUND ? TAINT_NO_BOUND : a + b;
}

/* The holes that a fact speaks of share its bound. */
static bool apply_fact(void *data, const struct csa_entry *entry)
{
    struct reach *reach = data;
    const struct lengths *lengths = taint_table_get(&known, entry->key);
    uint64_t together = 0;
    for (size_t i = 0; i < reach->count; i++) {
        if (matches(reach, &reach->parts[i], lengths))
            together = add(together, reach->bytes[i]);
    }
    uint64_t most = entry->value == TAINT_SOME_LENGTH ? 0 : entry->value;
    for (size_t i = 0; together > most && i < reach->count; i++) {
        if (!matches(reach, &reach->parts[i], lengths))
            continue;
        reach->bytes[i] = most;
        most = 0;
    }
    return true;
}

static uint64_t reach_in(const csa_state *st, taint_content content, struct reach reach)
{
    reach.parts = taint_content_get(content, &reach.count);
    for (size_t i = 0; i < reach.count; i++) {
        const struct taint_part *part = &reach.parts[i];
        if (part->kind == TAINT_LITERAL)
            reach.bytes[i] = part->length;
        else if (part->kind == TAINT_HOLE && part->most == TAINT_ANY_LENGTH)
            reach.bytes[i] = TAINT_NO_BOUND;
        else if (part->kind == TAINT_HOLE && part->most != TAINT_SOME_LENGTH)
            reach.bytes[i] = part->most;
    }
    csa_map_visit(st, &known_lengths, apply_fact, &reach);
    uint64_t all = 0, most = taint_content_reach(content);
    for (size_t i = 0; i < reach.count; i++)
        all = add(all, reach.bytes[i]);
    return all < most ? all : most;
}

static uint64_t reach_of(const csa_state *st, taint_content content, const char *name,
                         const csa_region *region)
{
    return reach_in(st, content, (struct reach){.name = name, .region = region});
}

const csa_state *taint_measure_printed(csa_context *cx, const csa_state *st, const csa_call *call,
                                       taint_content content)
{
    taint_step step = hole_step(content);
    const csa_symbol *symbol = csa_val_symbol(csa_call_result(call));
    if (!step || !symbol)
        return st;
    uint64_t most = reach_of(st, content, NULL, NULL);
    struct measure measure = {.text = part_of(step, NULL, csa_symbol_number(cx, symbol), 0),
                              .content = taint_content_hole(step, false),
                              .unit = 1,
                              .is_printed = true};
    if (most != TAINT_NO_BOUND)
        measure.content = taint_content_bound(measure.content, most ? (uint32_t)most : 1);
    st = bound_length(cx, st, csa_call_result(call), csa_symbol_type(symbol));
    return set_measure(cx, st, symbol, &measure);
}

uint64_t taint_reach(csa_context *cx, const csa_state *st, taint_content content,
                     const csa_expr *carrier, csa_val text)
{
    return reach_of(st, content, name_of(cx, carrier), csa_val_region(text));
}

/* The measure that `number` is more or less than by a constant, `more`; or NULL. */
static const struct measure *measure_beside(const csa_state *st, csa_val number, int64_t *more,
                                            const csa_symbol **length)
{
    *length = taint_beside(csa_val_symbol(number), more);
    return measure_of(st, *length);
}

bool taint_length_of_text(csa_context *cx, const csa_state *st, csa_val number,
                          taint_content *content, uint64_t *most)
{
    int64_t more, lowest, highest;
    const csa_symbol *symbol;
    const struct measure *measure = measure_beside(st, number, &more, &symbol);
    if (!measure)
        return false;
    *content = measure->content;
    *most = reach_in(st, *content,
                     (struct reach){.parts_only = measure->is_printed,
                                    .name = measure->text.name,
                                    .region = measure->text.region});
    if (*most != TAINT_NO_BOUND)
        *most /= measure->unit;
    if (csa_range(cx, st, csa_val_of_symbol(cx, symbol), &lowest, &highest) &&
        highest < INT32_MAX / 4 && (uint64_t)highest < *most)
        *most = (uint64_t)highest;
    if (*most != TAINT_NO_BOUND)
        *most = more < 0 && (uint64_t)-more > *most ? 0 : *most + (uint64_t)more;
    return true;
}

/* The text has a first character, for all that the path knows of it. */
static bool has_first(csa_context *cx, const csa_state *st, const struct text *text)
{
    const csa_type *type = csa_type_char(cx);
    if (!text->region || csa_type_size(csa_region_type(text->region)) > 1)
        return true; /* nobody knows */
    return csa_is_zero(st, csa_load(st, csa_region_element(cx, text->region, type, 0), type)) ==
           CSA_NO;
}

bool taint_length_is_short(csa_context *cx, const csa_state *st, csa_val number,
                           taint_content *content)
{
    int64_t more, lowest, highest;
    const csa_symbol *symbol;
    const struct measure *measure = measure_beside(st, number, &more, &symbol);
    if (!measure || more >= 0 || measure->text.is_part || literal_bytes(measure->content) > 0 ||
        !csa_range(cx, st, csa_val_of_symbol(cx, symbol), &lowest, &highest) || lowest >= -more ||
        has_first(cx, st, &measure->text))
        return false;
    *content = measure->content;
    return true;
}

bool taint_is_inside_text(const csa_state *st, csa_val number, const csa_region *place)
{
    int64_t more;
    const csa_symbol *symbol;
    const struct measure *measure = measure_beside(st, number, &more, &symbol);
    return measure && measure->text.is_part && more <= 1 && measure->buffer &&
           measure->buffer == taint_buffer(place);
}

bool taint_offset_by_text(csa_context *cx, const csa_state *st, csa_val pointer,
                          const csa_region *object, taint_content *content, uint64_t *most)
{
    int64_t n;
    uint64_t length;
    const csa_region *region = csa_val_region(pointer);
    *content = 0;
    *most = 0;
    for (; region != object; region = csa_region_super(region)) {
        if (csa_region_kind_of(region) != CSA_REGION_ELEMENT)
            return false;
        csa_val index = csa_region_index(region);
        uint64_t size = csa_type_size(csa_region_type(region));
        if (csa_val_number(index, &n))
            length = n > 0 ? (uint64_t)n : 0;
        else if (!taint_length_of_text(cx, st, index, content, &length))
            return false;
        *most = add(*most, length == TAINT_NO_BOUND ? length : length * size);
    }
    return *content != 0;
}

struct both {
    const struct text *a, *b;
    bool is_known;
};

static bool is_of_both(void *data, const struct csa_entry *entry)
{
    struct both *both = data;
    const struct lengths *lengths = taint_table_get(&known, entry->key);
    bool has_a = false, has_b = false;
    for (size_t i = 0; i < lengths->count; i++) {
        has_a = has_a || same_text(&lengths->texts[i], both->a);
        has_b = has_b || same_text(&lengths->texts[i], both->b);
    }
    both->is_known = has_a && has_b;
    return !both->is_known;
}

bool taint_lengths_are_tied(const csa_state *st, csa_val a, csa_val b)
{
    int64_t more;
    const csa_symbol *symbol;
    const struct measure *first = measure_beside(st, a, &more, &symbol);
    const struct measure *second = measure_beside(st, b, &more, &symbol);
    if (!first || !second)
        return false;
    if ((first->text.is_part || second->text.is_part) &&
        taint_step_first(first->text.step) == taint_step_first(second->text.step))
        return true;
    struct both both = {&first->text, &second->text, false};
    csa_map_visit(st, &known_lengths, is_of_both, &both);
    return both.is_known;
}
