/* tinct.LoopIndex: a loop that goes through memory must end within it, if outsiders say when it ends. */
#include "taint/effects.h"
#include "taint/lengths.h"
#include "taint/moving.h"
#include "taint/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char remedy[] =
    "Let the loop end where the memory does as well: 'i < sizeof buffer', one less where a NUL "
    "follows";

/* What a path knows of a condition of a loop: how many rounds it allows at most from here on. */
struct verdict {
    enum { NOT_KNOWN, BY_CONSTANT, BY_NUMBER, BY_TEXT } by;
    taint_number rounds; /* INFINITY: as many as the outsider likes */
    taint_content content;
};

static struct verdict verdicts[1024];
static uint32_t verdict_count;
/* By the address of the condition, the number of its verdict. */
static struct csa_map judged = {.key = CSA_KEY_NUMBER};

static void begin_analysis(csa_context *cx)
{
    (void)cx;
    verdict_count = 0;
    taint_moving_reset();
}

static uint32_t verdict_number(const struct verdict *verdict)
{
    for (uint32_t i = 0; i < verdict_count; i++) {
        if (verdicts[i].by == verdict->by && verdicts[i].rounds == verdict->rounds &&
            verdicts[i].content == verdict->content)
            return i;
    }
    if (verdict_count == sizeof verdicts / sizeof *verdicts)
        return UINT32_MAX;
    verdicts[verdict_count] = *verdict;
    return verdict_count++;
}

/* ---- Conditions about what moves ---------------------------------------------------------------------- */

/* One side of a comparison: its range on this path, and what makes it untrusted. */
struct side {
    bool is_known;
    taint_number low, high;
    taint_content content;
};

static struct side side_of(csa_context *cx, const csa_expr *expr)
{
    const csa_state *st = csa_current(cx);
    csa_val value = csa_expr_value(cx, st, expr);
    int64_t n;
    uint64_t most;
    taint_content content;
    struct taint_bounds bounds;
    if (csa_val_number(value, &n))
        return (struct side){true, (taint_number)n, (taint_number)n, 0};
    if (taint_length_of_text(cx, st, value, &content, &most))
        return (struct side){true, 0, most == TAINT_NO_BOUND ? INFINITY : (taint_number)most,
                             content};
    if (taint_bounds(cx, st, value, &bounds) && !(bounds.range.above && bounds.range.unknown_above))
        return (struct side){true, bounds.range.low, bounds.range.high, bounds.content};
    return (struct side){0};
}

static struct verdict count_rounds(const struct taint_mover *mover, const struct side *at,
                                   const struct side *end, bool includes_end)
{
    bool is_up = mover->goes_up && !mover->goes_down;
    if (!at->is_known || !end->is_known || mover->goes_up == mover->goes_down || mover->most == 0 ||
        mover->is_reset || (is_up && at->content != 0) || (!is_up && end->content != 0))
        return (struct verdict){NOT_KNOWN, 0, 0};
    taint_number distance = (is_up ? end->high - at->low : at->high - end->low) + includes_end;
    taint_content content = is_up ? end->content : at->content;
    return (struct verdict){content ? BY_NUMBER : BY_CONSTANT, distance / (taint_number)mover->most,
                            content};
}

static bool compares(const char *op)
{
    return op && (strchr("<>", op[0]) || strcmp(op, "!=") == 0) && (op[1] == '\0' || op[1] == '=');
}

/* `i < n`, `n > i`, `i != n`, `n--`. */
static struct verdict judge_mover(csa_context *cx, const struct taint_moving *moving,
                                  const csa_expr *condition)
{
    const csa_expr *left = csa_expr_child(condition, 0), *right = csa_expr_child(condition, 1);
    const char *op = csa_expr_operator(condition);
    if (csa_expr_kind_of(condition) != CSA_EXPR_BINARY) {
        struct side at = side_of(cx, condition), zero = {true, 0, 0, 0};
        const struct taint_mover *mover = taint_mover_in(moving, condition);
        return count_rounds(mover, &at, &zero, false);
    }
    if (!compares(op) || (taint_mover_in(moving, left) && taint_mover_in(moving, right)))
        return (struct verdict){NOT_KNOWN, 0, 0};
    bool is_left = taint_mover_in(moving, left) != NULL;
    const struct taint_mover *mover = taint_mover_in(moving, is_left ? left : right);
    bool asks_less = op[0] == '!' ? mover->goes_up : (op[0] == '<') == is_left;
    struct side at = side_of(cx, is_left ? left : right), end = side_of(cx, is_left ? right : left);
    if (asks_less != mover->goes_up)
        return (struct verdict){NOT_KNOWN, 0, 0};
    return count_rounds(mover, &at, &end, op[0] != '!' && op[1] == '=');
}

/* ---- Conditions about what is read -------------------------------------------------------------------- */

static bool is_input(const csa_expr *call)
{
    const struct taint_model *model = taint_model_of(csa_expr_decl(call));
    for (size_t i = 0; model && i < model->function->effect_count; i++) {
        const struct model_effect *effect = &model->function->effects[i];
        if (effect->kind == MODEL_SOURCE_EFFECT ||
            (effect->kind == MODEL_SCAN_EFFECT && effect->from.index < 0))
            return true;
    }
    return false;
}

/* What stands in the variables that the call has filled. */
static taint_content read_arguments(csa_context *cx, const csa_expr *call)
{
    const csa_expr *argument;
    for (unsigned i = 0; (argument = csa_expr_child(call, i)) != NULL; i++) {
        argument = csa_expr_strip(argument);
        if (taint_expr_is(argument, "&"))
            argument = csa_expr_child(argument, 0);
        if (csa_expr_kind_of(argument) != CSA_EXPR_NAME)
            continue;
        const csa_region *region = csa_variable_region(cx, csa_expr_decl(argument));
        taint_content content = taint_read_region(cx, csa_current(cx), region);
        if (taint_content_has_hole(content))
            return content;
    }
    return 0;
}

/* The input says when there is no more of it. */
static struct verdict judge_input(csa_context *cx, const csa_expr *call, csa_val value)
{
    const csa_state *st = csa_current(cx);
    taint_content content = taint_read(cx, st, value, 0);
    if (!taint_content_has_hole(content))
        content = taint_read(cx, st, value, 1);
    if (!taint_content_has_hole(content))
        content = read_arguments(cx, call);
    bool is_known = taint_content_has_hole(content);
    return (struct verdict){is_known ? BY_TEXT : NOT_KNOWN, is_known ? INFINITY : 0, content};
}

static taint_number rounds_of(uint64_t reach)
{
    return reach == TAINT_NO_BOUND ? INFINITY : (taint_number)reach;
}

/* Where the character stands that the condition asks for. What is stored there may have come from
 * other memory, where it has a longer text behind it. */
static const csa_region *place_of(csa_context *cx, const csa_expr *carrier,
                                  const csa_symbol *symbol)
{
    const csa_region *at = csa_val_region(csa_expr_value(cx, csa_current(cx), carrier));
    csa_region_kind kind = csa_region_kind_of(at);
    bool is_in_text = kind == CSA_REGION_ELEMENT || kind == CSA_REGION_SYMBOLIC;
    return is_in_text ? at : csa_symbol_region(symbol); /* not a variable it was copied to */
}

/* A table that ends with a null pointer or a zero, of which the path has seen the end: as many rounds as
 * are left to it; INFINITY if it has not. */
static taint_number rounds_to_end(csa_context *cx, const csa_region *place, const csa_type *type)
{
    enum { SEEN = 16 };
    int64_t at = 0;
    const csa_state *st = csa_current(cx);
    if (!place || !type || csa_type_size(type) == 0)
        return INFINITY;
    if (csa_region_kind_of(place) == CSA_REGION_ELEMENT &&
        csa_val_number(csa_region_index(place), &at))
        place = csa_region_super(place);
    for (int64_t i = at; i < at + SEEN; i++) {
        const csa_region *next = csa_region_element(cx, place, type, i);
        if (csa_is_zero(st, csa_load(st, next, type)) == CSA_YES)
            return (taint_number)(i - at);
    }
    return INFINITY;
}

/* A character of a text, up to its end; or something that was read, which may come as often as the
 * outsider likes. */
static struct verdict judge_character(csa_context *cx, const csa_expr *carrier,
                                      const csa_symbol *symbol)
{
    const csa_state *st = csa_current(cx);
    taint_content content = taint_read_symbol(st, symbol, 0);
    const csa_region *region = place_of(cx, csa_expr_strip(carrier), symbol);
    csa_symbol_kind kind = csa_symbol_kind_of(symbol);
    if (!taint_content_has_hole(content) || kind == CSA_SYMBOL_BINARY || kind == CSA_SYMBOL_UNARY)
        return (struct verdict){NOT_KNOWN, 0, 0};
    if (!region || !csa_type_is_char(csa_symbol_type(symbol)))
        return (struct verdict){BY_TEXT, rounds_to_end(cx, region, csa_symbol_type(symbol)),
                                content};
    csa_val here = csa_val_of_region(cx, region);
    csa_val whole = csa_val_of_region(cx, taint_buffer(region));
    taint_content text = taint_read_text(cx, st, here, 1);
    /* What was measured is the text from its start, or from where a pointer was then. */
    const csa_expr *pointer = csa_expr_child(csa_expr_strip(carrier), 0);
    taint_number left = rounds_of(taint_reach(cx, st, text, pointer, here));
    taint_number all = rounds_of(taint_reach(cx, st, text, pointer, whole));
    return (struct verdict){BY_TEXT, left < all ? left : all, content};
}

/* A part of a text that a function of the library finds: each has a character at least, and one
 * that ends it. Or one of the texts of a table. */
static struct verdict judge_part(csa_context *cx, const csa_expr *carrier, csa_val pointer)
{
    const csa_state *st = csa_current(cx);
    taint_content content = taint_read(cx, st, pointer, 1);
    if (!taint_content_has_hole(content))
        return (struct verdict){NOT_KNOWN, 0, 0};
    taint_number reach = rounds_of(taint_reach(cx, st, content, NULL, pointer));
    taint_number parts = floorl((reach + 1) / 2);
    const csa_region *place = csa_expr_kind_of(carrier) == CSA_EXPR_CALL
                                  ? NULL /* what it returns is the text, no place in a table */
                                  : csa_val_region(csa_expr_value(cx, st, carrier));
    taint_number left = rounds_to_end(cx, place, csa_expr_type(carrier));
    return (struct verdict){BY_TEXT, left < parts ? left : parts, content};
}

static struct verdict judge_content(csa_context *cx, const csa_expr *condition)
{
    const csa_expr *at = condition;
    if (csa_expr_kind_of(at) == CSA_EXPR_BINARY && strcmp(csa_expr_operator(at), "=") != 0) {
        if (!compares(csa_expr_operator(at)) && strcmp(csa_expr_operator(at), "==") != 0)
            return (struct verdict){NOT_KNOWN, 0, 0};
        at = csa_expr_child(at, 0);
    }
    csa_val value = csa_expr_value(cx, csa_current(cx), at);
    const csa_expr *from = csa_expr_strip(at);
    if (csa_expr_kind_of(from) == CSA_EXPR_BINARY)
        from = csa_expr_strip(csa_expr_child(from, 1));
    if (csa_expr_kind_of(from) == CSA_EXPR_CALL && is_input(from))
        return judge_input(cx, from, value);
    const csa_symbol *symbol = taint_bare(csa_val_symbol(value));
    if (csa_val_region(value))
        return judge_part(cx, from, value);
    return judge_character(cx, from, symbol);
}

/* ---- What the path has come to ------------------------------------------------------------------------ */

static bool names_mover(const struct taint_moving *moving, const csa_expr *condition)
{
    if (csa_expr_kind_of(condition) != CSA_EXPR_BINARY)
        return taint_mover_in(moving, condition) != NULL;
    return taint_mover_in(moving, csa_expr_child(condition, 0)) ||
           taint_mover_in(moving, csa_expr_child(condition, 1));
}

static void forget(csa_context *cx, const csa_state *st, const csa_expr *condition)
{
    uint64_t n;
    uint64_t key = (uintptr_t)csa_expr_strip(condition);
    if (csa_get_number(st, &judged, key, &n))
        csa_transition(cx, csa_unset_number(cx, st, &judged, key), NULL);
}

/* One round less is left than before the last one, also where the length of a text is not known that
 * well behind its start. */
static void limit_by_last(const csa_state *st, const csa_expr *condition, struct verdict *verdict)
{
    uint64_t n;
    if (csa_get_number(st, &judged, (uintptr_t)csa_expr_strip(condition), &n) &&
        n < verdict_count && verdicts[n].rounds - 1 < verdict->rounds)
        verdict->rounds = verdicts[n].rounds - 1;
}

static void branch(csa_context *cx, const csa_expr *condition)
{
    const csa_state *st = csa_current(cx);
    if (taint_state_is_clean(st))
        return;
    const struct taint_moving *moving = taint_moving_of(cx, condition);
    if (!moving || moving->mover_count == 0 || moving->is_too_much)
        return;
    struct verdict verdict = names_mover(moving, condition) ? judge_mover(cx, moving, condition)
                                                            : judge_content(cx, condition);
    if (verdict.by == NOT_KNOWN || (verdict.by == BY_CONSTANT && moving->condition_count == 1)) {
        forget(cx, st, condition);
        return;
    }
    limit_by_last(st, condition, &verdict);
    uint32_t number = verdict_number(&verdict);
    csa_transition(cx,
                   csa_set_number(cx, st, &judged, (uintptr_t)csa_expr_strip(condition), number),
                   NULL);
}

/* How often the loop can go round, as far as the conditions say that decide on it. */
static struct verdict judge_loop(const csa_state *st, const struct taint_moving *moving)
{
    struct verdict all = {BY_CONSTANT, INFINITY, 0};
    for (unsigned i = 0; i < moving->condition_count; i++) {
        uint64_t n;
        if (!csa_get_number(st, &judged, (uintptr_t)moving->conditions[i], &n) ||
            n >= verdict_count || verdicts[n].by == NOT_KNOWN)
            return (struct verdict){NOT_KNOWN, 0, 0};
        const struct verdict *one = &verdicts[n];
        if (one->by != BY_CONSTANT && (!all.content || one->rounds < all.rounds)) {
            all.by = one->by;
            all.content = one->content;
        }
        all.rounds = one->rounds < all.rounds ? one->rounds : all.rounds;
    }
    return all;
}

/* The mover that says where the access is: `i` of `v[i++]`, `p` of `*p`. */
static const struct taint_mover *mover_at(const struct taint_moving *moving, const csa_expr *access)
{
    if (csa_expr_kind_of(access) == CSA_EXPR_SUBSCRIPT)
        return taint_mover_in(moving, csa_expr_child(access, 1));
    return taint_expr_is(access, "*") && csa_expr_kind_of(access) == CSA_EXPR_UNARY
               ? taint_mover_in(moving, csa_expr_child(access, 0))
               : NULL;
}

/* Another one that moves along is compared with something, which may end the loop in time. */
static bool is_accompanied(const struct taint_moving *moving, const struct taint_mover *mover)
{
    for (unsigned i = 0; i < moving->mover_count; i++) {
        const struct taint_mover *other = &moving->movers[i];
        if (other != mover && !other->is_reset && (other->is_limited || other->limit_count > 0))
            return true;
    }
    return false;
}

static bool is_free(csa_context *cx, const struct taint_moving *moving,
                    const struct taint_mover *mover, const csa_expr *access)
{
    const csa_expr *base = csa_expr_strip(csa_expr_child(access, 0));
    bool is_shared = csa_decl_owner(mover->decl) || csa_decl_is_global(mover->decl);
    return mover->goes_up && !mover->goes_down && !mover->is_reset && !mover->is_limited &&
           !is_accompanied(moving, mover) && !(is_shared && moving->calls_unknown) &&
           !(csa_expr_kind_of(access) == CSA_EXPR_SUBSCRIPT &&
             csa_expr_kind_of(base) == CSA_EXPR_NAME && !taint_mover_in(moving, base) &&
             taint_moving_hands(cx, moving, csa_expr_decl(base)));
}

/* Constants that the counter is compared with and has not passed. */
static taint_number limit_rounds(const struct taint_mover *mover, csa_val index,
                                 taint_number rounds)
{
    int64_t at;
    for (unsigned i = 0; i < mover->limit_count; i++) {
        if (!csa_val_number(index, &at))
            return 0;
        taint_number left = (taint_number)mover->limits[i] - (taint_number)at;
        if (left >= 0 && left < rounds)
            rounds = left;
    }
    return rounds;
}

static void report(csa_context *cx, const struct taint_room *room, const struct verdict *loop,
                   taint_number bytes, bool is_load)
{
    char memory[200], far[80] = "";
    struct taint_sink sink = {
        .kind = loop->by == BY_NUMBER ? MODEL_SINK_INDEX : MODEL_SINK_LENGTH,
        .expr = csa_current_expr(cx),
        .content = loop->content,
    };
    const struct taint_part *hole = taint_danger(cx, &sink);
    if (!hole)
        return;
    struct taint_room whole = *room;
    whole.bytes = whole.extent;
    if (loop->by == BY_NUMBER)
        snprintf(far, sizeof far, ", up to %.0Lf bytes,",
                 bytes + (taint_number)(room->extent - room->bytes));
    struct taint_finding finding = {.hole = hole,
                                    .cwe = is_load ? 125 : 787,
                                    .remedy = remedy,
                                    .once = true};
    taint_report(cx, &sink, &finding,
                 "The loop goes on %s '%s' for as long as %s says%s beyond the end of %s",
                 is_load ? "reading" : "writing", csa_expr_text(cx, sink.expr),
                 taint_origin(cx, hole->step), far, taint_room_text(&whole, memory, sizeof memory));
}

static void judge_access(csa_context *cx, const struct taint_moving *moving, csa_val location,
                         bool is_load)
{
    struct taint_room room;
    const csa_expr *access = csa_expr_strip(csa_current_expr(cx));
    const csa_state *st = csa_current(cx);
    const struct taint_mover *mover = mover_at(moving, access);
    const csa_region *element = csa_val_region(location);
    if (!mover || moving->is_too_much || !is_free(cx, moving, mover, access))
        return;
    struct verdict loop = judge_loop(st, moving);
    if (loop.by == NOT_KNOWN || !loop.content || (is_load && loop.by == BY_TEXT) ||
        taint_room(cx, st, location, &room) != TAINT_ROOM_KNOWN)
        return;
    taint_number size = (taint_number)csa_type_size(csa_region_type(element));
    taint_number rounds = limit_rounds(mover, csa_region_index(element), loop.rounds);
    taint_number step = mover->least > 0 ? (taint_number)mover->least : 1;
    taint_number bytes = ((rounds - 1) * step + 1) * size;
    if (rounds >= 1 && bytes > (taint_number)room.bytes)
        report(cx, &room, &loop, bytes, is_load);
}

static void access(csa_context *cx, csa_val location, bool is_load)
{
    const csa_expr *at = csa_current_expr(cx);
    if (csa_map_is_empty(csa_current(cx), &judged))
        return;
    while ((at = csa_expr_parent(cx, at)) != NULL) {
        const struct taint_moving *moving = taint_moving_known(at);
        if (moving)
            judge_access(cx, moving, location, is_load);
    }
}

static const int cwe[] = {787, 125, 120, 129, 0};

const struct csa_checker csa_checker_loop_index = {
    CSA_CHECKER,
    .name = "tinct.LoopIndex",
    .summary = "Loops that go through memory for as long as outsiders say",
    .help =
        "Reports loops that step an index or a pointer through memory of a known size, and that "
        "end where a number from outside says or where the input ends, while nothing in the loop "
        "and nothing that is known of the number or the text keeps them within the memory: "
        "`for (i = 0; i < n; i++) v[i] = 0`, `while (*s) *d++ = *s++`, `while ((c = getchar()) != "
        "EOF) line[i++] = c`. Whatever else the loop does with the index counts as a limit.\n\n"
        "Whoever supplies the number or the text writes (CWE-787) or reads (CWE-125) what stands "
        "behind the memory.\n\n"
        "**Mend it** by ending the loop where the memory ends, or by checking the number or the "
        "length before.",
    .cwe = cwe,
    TAINT_NEEDS,
    .begin_analysis = begin_analysis,
    .branch = branch,
    .access = access,
};
