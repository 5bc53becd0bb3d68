#include "guards.h"

#include "checked.h"
#include "state.h"

#include <stdlib.h>
#include <string.h>

/* Text and step -> number of a struct checked. */
static struct csa_map step_checks = {.key = CSA_KEY_NUMBER};
/* Result -> number of a verdict. */
static struct csa_map verdicts = {.key = CSA_KEY_SYMBOL};
/* What fills a text -> number of a reading. */
static struct csa_map readings = {.key = CSA_KEY_NUMBER};

/* What the value of a symbol would tell. */
struct verdict {
    enum {
        ZERO_TELLS,     /* 0 or null: `fact` holds for the text */
        NONZERO_TELLS,  /* not 0: the same */
        SPAN_TELLS,     /* equal to the text's length: the same */
        CUT_TELLS,      /* the text ends where this points or counts to: the same; or as SPAN */
        NULL_CUT_TELLS, /* null, or the text is cut where this points to: the same */
        ANY_TELLS,      /* once it is known: the same */
        CHARACTER,      /* it is the byte at `text`, at an index that is not known */
        LENGTH,         /* it is the length of the text */
        CLASS,          /* not 0: `character` is none of `excluded`; 0: none of `excluded_else` */
        CTYPE_TABLE,    /* a pointer into glibc's table of character classes, or to that pointer */
        CTYPE_ENTRY     /* the entry of `character` in it */
    } kind;
    taint_content content;
    const csa_region *text;
    struct checked fact;
    const csa_symbol *character;
    charset excluded, excluded_else;
};

static struct verdict *verdict_table; /* from 1 */
static uint32_t verdict_count, verdict_room;
/* How far a text was read, one character after the other. Not a set for each character: paths that
 * read texts of different characters, and know as much of them, must meet again. */
struct reading {
    int64_t index;  /* of the character being read */
    charset before; /* what none of the characters before it is */
    charset here;   /* what it is not */
    uint64_t loose; /* filling of a byte that was read behind it at an unknown index; 0 if none */
};

static struct reading *reading_table; /* from 1 */
static uint32_t reading_count, reading_room;
static struct checked *checked_table; /* from 1 */
static uint32_t checked_count, checked_room;

void taint_guards_reset(void)
{
    verdict_count = checked_count = reading_count = 0;
}

static void *grow(void *table, uint32_t count, uint32_t *room, size_t size)
{
    if (count + 2 <= *room)
        return table;
    *room = *room ? *room * 2 : 32;
    table = realloc(table, *room * size);
    if (!table)
        abort(); /* the analysis ends, the compile goes on */
    return table;
}

/* ---- Facts of steps --------------------------------------------------------------------------- */

static bool same_checked(const struct checked *a, const struct checked *b)
{
    return a->absent == b->absent && a->absent_first == b->absent_first &&
           a->cleared == b->cleared && a->flags == b->flags;
}

static uint32_t checked_number(const struct checked *fact)
{
    for (uint32_t n = checked_count; n > 0; n--) {
        if (same_checked(&checked_table[n], fact))
            return n;
    }
    checked_table = grow(checked_table, checked_count, &checked_room, sizeof *checked_table);
    checked_table[++checked_count] = *fact;
    return checked_count;
}

static uint64_t check_key(uint64_t text, taint_step step)
{
    return text << 32 | step;
}

static struct checked own_checks(const csa_state *st, uint64_t text, taint_step step)
{
    uint64_t n;
    return csa_get_number(st, &step_checks, check_key(text, step), &n) ? checked_table[n]
                                                                       : (struct checked){0};
}

/* What is known of the data that a step brought into a text, and of all that it was made of. */
static struct checked checks_of(const csa_state *st, uint64_t text, taint_step step)
{
    enum { STEPS = 64 };
    struct checked all = {0};
    const struct taint_step_fact *fact;
    for (int i = 0; i < STEPS && (fact = taint_step_get(step)) != NULL; i++) {
        struct checked own = own_checks(st, text, step);
        all = checked_both(all, own);
        if (own.flags & CHECKED_APART)
            break;
        text = fact->text;
        step = fact->from;
    }
    return all;
}

static const csa_state *learn_step(csa_context *cx, const csa_state *st, uint64_t text,
                                   taint_step step, const struct checked *fact)
{
    struct checked old = own_checks(st, text, step);
    struct checked now = checked_both(old, *fact);
    if (same_checked(&old, &now))
        return st;
    return csa_set_number(cx, st, &step_checks, check_key(text, step), checked_number(&now));
}

/* The fact holds for the whole text: for each hole in it; what begins it is its first part. What
 * realpath() made is one path: a folder that it begins with holds all of it. */
static const csa_state *learn(csa_context *cx, const csa_state *st, const csa_region *text,
                              taint_content content, struct checked fact)
{
    uint64_t number = taint_text(cx, csa_val_of_region(cx, text));
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 0; i < count; i++) {
        struct checked its = fact;
        if (i > 0) {
            its.absent_first = 0;
            if (!(checks_of(st, number, parts[i].step).flags & CHECKED_CANONICAL))
                its.flags &= ~(unsigned)CHECKED_PREFIX;
        }
        if (parts[i].kind == TAINT_HOLE)
            st = learn_step(cx, st, number, parts[i].step, &its);
    }
    return st;
}

static const csa_state *hear_verdict(csa_context *cx, const csa_state *st,
                                     const struct verdict *verdict)
{
    return learn(cx, st, verdict->text, verdict->content, verdict->fact);
}

const csa_state *taint_guards_renew(csa_context *cx, const csa_state *st, uint64_t text,
                                    taint_step step, unsigned qualities, bool is_piece)
{
    st = csa_unset_number(cx, st, &step_checks, check_key(text, step));
    struct checked fact = {0};
    if (qualities & MODEL_QUALITY_DECODED) {
        fact.flags = CHECKED_APART;
    } else if (is_piece) {
        /* The text may be cut in front of the piece before it is checked. */
        const struct taint_step_fact *made = taint_step_get(step);
        fact = checks_of(st, made->text, made->from);
        fact.flags |= CHECKED_APART;
    }
    if (qualities & MODEL_QUALITY_CANONICAL)
        fact.flags |= CHECKED_CANONICAL;
    if (qualities & MODEL_QUALITY_BARE)
        fact.absent |= charset_of('/');
    return learn_step(cx, st, text, step, &fact);
}

bool taint_is_guarded(const csa_state *st, uint64_t text, taint_content content, size_t index,
                      enum model_sink sink)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    if (index >= count || csa_map_is_empty(st, &step_checks))
        return false;
    struct checked checked = checks_of(st, text, parts[index].step);
    return checked_suffices(&checked, content, index, sink);
}

/* ---- Results that tell something -------------------------------------------------------------- */

static const struct verdict *verdict_of(const csa_state *st, const csa_symbol *symbol)
{
    uint64_t n;
    return csa_get_symbol(st, &verdicts, symbol, &n) ? &verdict_table[n] : NULL;
}

static const csa_state *set_verdict(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                    const struct verdict *verdict)
{
    if (!symbol)
        return st;
    uint32_t n = verdict_count;
    while (n > 0 && memcmp(&verdict_table[n], verdict, sizeof *verdict) != 0)
        n--;
    if (!n) {
        verdict_table = grow(verdict_table, verdict_count, &verdict_room, sizeof *verdict_table);
        n = ++verdict_count;
        memcpy(&verdict_table[n], verdict, sizeof *verdict);
    }
    return csa_set_symbol(cx, st, &verdicts, symbol, n);
}

struct asked {
    csa_context *cx;
    const csa_state *before;
    const csa_call *call;
    const struct taint_model *model;
    const struct model_effect *effect;
};

static csa_val argument(const struct asked *asked, const struct model_place *place)
{
    return csa_call_arg(asked->call, taint_argument(asked->model, place->index));
}

/* The text a check compares with, as far as it is the program's own; false if it is not, or NULL in
 * *text if it is not known. */
static bool own_text(const struct asked *asked, const char **text, size_t *length)
{
    const struct model_place *with = &asked->effect->to;
    csa_val value = argument(asked, with);
    taint_content content = taint_read(asked->cx, asked->before, value, with->depth);
    *text = NULL;
    *length = 0;
    if (taint_content_has_hole(content))
        return false;
    taint_content_text(content, text, length);
    return true;
}

static struct checked lacks_fact(const struct asked *asked)
{
    struct checked fact = {0};
    const char *text;
    size_t length;
    int64_t byte;
    if (asked->effect->to.depth == 0) {
        if (csa_val_number(argument(asked, &asked->effect->to), &byte) && byte > 0)
            fact.absent = charset_of((unsigned char)byte);
    } else if (own_text(asked, &text, &length) && text) {
        if (length == 1)
            fact.absent = charset_of((unsigned char)text[0]);
        /* "../" and "/.." are what climbs out of a folder. */
        if (strcmp(text, "..") == 0 || strcmp(text, "../") == 0 || strcmp(text, "/..") == 0)
            fact.flags = CHECKED_NO_DOTS;
    }
    return fact;
}

/* The first `limit` bytes of the text are those of a text of the program's own: all of it, if its
 * end is among them. */
static struct checked prefix_fact(const struct asked *asked)
{
    struct checked fact = {0};
    const char *text;
    size_t length;
    int64_t limit = -1;
    int at = asked->effect->limit;
    if (at >= 0)
        csa_val_number(csa_call_arg(asked->call, taint_argument(asked->model, at)), &limit);
    if (!own_text(asked, &text, &length) || limit == 0 || (text && length == 0))
        return fact;
    bool whole = text && limit > 0 && (size_t)limit > length;
    fact.flags = whole ? CHECKED_CONSTANT : CHECKED_PREFIX;
    if (text && !whole)
        fact.absent_first = ~charset_of((unsigned char)text[0]);
    return fact;
}

/* A validator of the program's that was not followed, because this path is too long for its loop:
 * what the paths through it found holds here as well, whatever it is. */
static const csa_state *add_predicate(csa_context *cx, const csa_state *before, const csa_state *st,
                                      const csa_call *call)
{
    for (unsigned i = 0; i < csa_call_arg_count(call); i++) {
        struct verdict verdict;
        memset(&verdict, 0, sizeof verdict);
        verdict.kind = ANY_TELLS;
        verdict.content = taint_read(cx, before, csa_call_arg(call, i), 1);
        verdict.text = csa_val_region(csa_call_arg(call, i));
        verdict.fact.flags = CHECKED_CONSTANT;
        if (taint_content_has_hole(verdict.content))
            return set_verdict(cx, st, csa_val_symbol(csa_call_result(call)), &verdict);
    }
    return st;
}

/* What the result of the guard would tell; false if nothing. */
static bool describe(const struct asked *asked, struct verdict *verdict)
{
    const char *text;
    size_t length;
    struct checked *fact = &verdict->fact;
    verdict->kind = ZERO_TELLS;
    switch (asked->effect->test) {
    case MODEL_TEST_EQUAL:
        fact->flags = own_text(asked, &text, &length) ? CHECKED_CONSTANT : 0;
        return fact->flags != 0;
    case MODEL_TEST_PREFIX:
        *fact = prefix_fact(asked);
        return fact->flags != 0;
    case MODEL_TEST_MATCH:
        if (own_text(asked, &text, &length) && text)
            fact->absent = ~charset_of_regex(text, length);
        return fact->absent != 0;
    case MODEL_TEST_LACKS:
        verdict->kind = NULL_CUT_TELLS;
        *fact = lacks_fact(asked);
        return fact->absent || fact->flags;
    case MODEL_TEST_LACKS_LAST:
        *fact = lacks_fact(asked);
        return fact->absent || fact->flags;
    case MODEL_TEST_LACKS_ANY:
        verdict->kind = NULL_CUT_TELLS;
        if (own_text(asked, &text, &length) && text)
            fact->absent = charset_whole(text, length);
        return fact->absent != 0;
    case MODEL_TEST_SPAN:
        verdict->kind = SPAN_TELLS;
        if (own_text(asked, &text, &length) && text)
            fact->absent = ~charset_some(text, length) & ~charset_of('\0');
        return fact->absent != 0;
    case MODEL_TEST_SPAN_NOT:
        verdict->kind = CUT_TELLS;
        if (own_text(asked, &text, &length) && text)
            fact->absent = charset_whole(text, length);
        return fact->absent != 0;
    case MODEL_TEST_LENGTH:
        verdict->kind = LENGTH;
        return true;
    case MODEL_TEST_ZERO:
    case MODEL_TEST_NONZERO:
        verdict->kind = asked->effect->test == MODEL_TEST_ZERO ? ZERO_TELLS : NONZERO_TELLS;
        fact->cleared = asked->effect->clears;
        return true;
    case MODEL_TEST_CLASS:
        break;
    }
    return false;
}

static const csa_symbol *bare(const csa_symbol *symbol)
{
    while (csa_symbol_kind_of(symbol) == CSA_SYMBOL_CAST)
        symbol = csa_symbol_operand(symbol, 0);
    return symbol;
}

/* isalnum(c); strchr(list, c), which finds the end of the list as well. */
static bool describe_class(const struct asked *asked, struct verdict *verdict)
{
    csa_val value = argument(asked, &asked->effect->from);
    const char *set = asked->effect->set;
    size_t length = set ? strlen(set) : 0;
    charset end = set ? 0 : charset_of('\0');
    if (!set && (!own_text(asked, &set, &length) || !set))
        return false;
    verdict->kind = CLASS;
    verdict->content = 0;
    verdict->character = bare(csa_val_symbol(value));
    verdict->excluded = ~(charset_some(set, length) | end);
    verdict->excluded_else = charset_whole(set, length) | end;
    return verdict->character != NULL;
}

static const csa_state *add_verdict(const struct asked *asked, const csa_state *st)
{
    const struct model_place *place = &asked->effect->from;
    csa_val value = argument(asked, place);
    struct verdict verdict;
    memset(&verdict, 0, sizeof verdict); /* compared byte by byte */
    verdict.content = taint_read(asked->cx, asked->before, value, place->depth);
    verdict.text = csa_val_region(value);
    if (!taint_content_has_hole(verdict.content))
        return st;
    bool tells = asked->effect->test == MODEL_TEST_CLASS ? describe_class(asked, &verdict)
                                                         : describe(asked, &verdict);
    if (!tells)
        return st;
    csa_val result = csa_call_result(asked->call);
    if (asked->effect->test == MODEL_TEST_LACKS_LAST && csa_val_region(result)) {
        /* Behind the last of a character there is none. */
        const csa_region *rest = csa_val_region(result);
        st = learn(asked->cx, st, rest, taint_read_region(asked->cx, st, rest), verdict.fact);
    }
    if (csa_val_symbol(result))
        return set_verdict(asked->cx, st, csa_val_symbol(result), &verdict);
    /* Another checker's modelling knows the result already. */
    bool is_zero = csa_is_zero(st, result) == CSA_YES;
    bool tells_zero = verdict.kind == ZERO_TELLS || verdict.kind == NULL_CUT_TELLS;
    return tells_zero && is_zero ? hear_verdict(asked->cx, st, &verdict) : st;
}

const csa_state *taint_guards_call(csa_context *cx, const csa_state *before, const csa_state *st,
                                   const csa_call *call, const struct taint_model *model)
{
    if (!model)
        return taint_is_predicate(csa_call_function(call)) ? add_predicate(cx, before, st, call)
                                                           : st;
    if (strcmp(model->function->name, "__ctype_b_loc") == 0) {
        struct verdict table;
        memset(&table, 0, sizeof table);
        table.kind = CTYPE_TABLE;
        return set_verdict(cx, st, csa_val_symbol(csa_call_result(call)), &table);
    }
    struct asked asked = {cx, before, call, model, NULL};
    for (size_t i = 0; i < model->function->effect_count; i++) {
        asked.effect = &model->function->effects[i];
        if (asked.effect->kind == MODEL_GUARD_EFFECT)
            st = add_verdict(&asked, st);
    }
    return st;
}

/* ---- Characters ------------------------------------------------------------------------------- */

/* A byte of a text: the symbol that stands for it is read from `text` at `index`. */
struct character {
    const csa_region *text;
    int64_t index;
    uint64_t filling; /* tells the text's content from the one that was there before */
};

enum { LONGEST = 512 };

/* A byte at an index that is not known, as behind the rounds of a loop that the analyzer follows. */
enum { SOMEWHERE = -1 };

static bool put_somewhere(csa_context *cx, const csa_region *region, struct character *out)
{
    *out =
        (struct character){taint_buffer(region), SOMEWHERE, csa_region_number(cx, region) << 1 | 1};
    return true;
}

static bool find_somewhere(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                           struct character *out)
{
    const struct verdict *verdict = verdict_of(st, symbol);
    return verdict && verdict->kind == CHARACTER && put_somewhere(cx, verdict->text, out);
}

static bool find_character(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                           struct character *out)
{
    csa_symbol_kind kind = csa_symbol_kind_of(symbol);
    if (csa_type_size(csa_symbol_type(symbol)) != 1)
        return false;
    if (find_somewhere(cx, st, symbol, out))
        return true;
    if (kind != CSA_SYMBOL_DERIVED && kind != CSA_SYMBOL_INITIAL)
        return false;
    const csa_region *region = csa_symbol_region(symbol);
    int64_t at, start;
    out->text = taint_buffer(region);
    if (csa_region_offset(region, &at) == CSA_MAYBE)
        return put_somewhere(cx, region, out);
    if (csa_region_offset(region, &at) != CSA_YES ||
        csa_region_offset(out->text, &start) != CSA_YES || at < start || at - start >= LONGEST)
        return false;
    out->index = at - start;
    out->filling = kind == CSA_SYMBOL_DERIVED
                       ? csa_symbol_number(cx, csa_symbol_operand(symbol, 0)) << 1
                       : csa_region_number(cx, out->text) << 1 | 1;
    return true;
}

static struct reading *reading_of(const csa_state *st, uint64_t filling)
{
    uint64_t n;
    return csa_get_number(st, &readings, filling, &n) ? &reading_table[n] : NULL;
}

static const csa_state *set_reading(csa_context *cx, const csa_state *st, uint64_t filling,
                                    const struct reading *reading)
{
    uint32_t n = reading_count;
    while (n > 0 && memcmp(&reading_table[n], reading, sizeof *reading) != 0)
        n--;
    if (!n) {
        reading_table = grow(reading_table, reading_count, &reading_room, sizeof *reading_table);
        n = ++reading_count;
        reading_table[n] = *reading;
    }
    return csa_set_number(cx, st, &readings, filling, n);
}

/* Those of the characters that mean something somewhere that `symbol` cannot be. A `switch` assumes
 * without saying so. */
static charset never(csa_context *cx, const csa_state *st, const csa_symbol *symbol)
{
    static const char special[] = "<>&\"'`\n\r;|$()*%/-";
    csa_val value = csa_val_of_symbol(cx, symbol);
    charset absent = 0;
    for (const char *c = special; *c; c++) {
        csa_val byte = csa_val_integer(cx, *c, csa_symbol_type(symbol));
        if (!csa_assume_compare(cx, st, value, "==", byte, true))
            absent |= charset_of((unsigned char)*c);
    }
    return absent;
}

uint32_t taint_guards_character(csa_context *cx, const csa_state *st, const csa_symbol *symbol)
{
    struct character character;
    if (!find_character(cx, st, bare(symbol), &character))
        return 0;
    const struct reading *reading = reading_of(st, character.filling);
    struct checked fact = {.absent = never(cx, st, bare(symbol))};
    if (reading && reading->index == character.index)
        fact.absent |= reading->here;
    const charset quotes = charset_some("'\"`", 3);
    bool may_quote = (fact.absent & quotes) != quotes;
    uint32_t kinds = 0;
    for (unsigned sink = 0; sink < MODEL_SINK_COUNT; sink++) {
        bool has_quotes = sink == MODEL_SINK_SHELL || sink == MODEL_SINK_SQL ||
                          sink == MODEL_SINK_XPATH || sink == MODEL_SINK_CODE;
        if (!(has_quotes && may_quote) && checked_suffices(&fact, 0, 0, (enum model_sink)sink))
            kinds |= 1u << sink;
    }
    return kinds;
}

/* The text is what strchr() and the like found: the byte that was looked for is stepped over. */
static bool is_piece(csa_context *cx, const csa_state *st, const csa_region *text)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(taint_read_region(cx, st, text), &count);
    uint64_t number = csa_region_number(cx, text);
    return count && (own_checks(st, number, parts[0].step).flags & CHECKED_APART);
}

/* The reading with the character in it; false if characters in front were passed over. */
static bool read_on(csa_context *cx, const csa_state *st, const struct character *character,
                    struct reading *out)
{
    const struct reading *old = reading_of(st, character->filling);
    if (old && old->index == character->index) {
        *out = *old;
        return true;
    }
    if (character->index == SOMEWHERE) {
        *out = (struct reading){SOMEWHERE, CHARSET_ALL, 0, 0};
        return true;
    }
    bool starts =
        character->index == 0 || (character->index == 1 && is_piece(cx, st, character->text));
    bool follows = old && old->index + 1 == character->index;
    if (!follows && !starts)
        return false;
    *out =
        (struct reading){character->index, follows ? old->before & old->here : CHARSET_ALL, 0, 0};
    return true;
}

static const csa_state *finish_reading(csa_context *cx, const csa_state *st, uint64_t filling,
                                       const csa_region *text, charset absent)
{
    struct checked fact = {.absent = absent & ~charset_of('\0')};
    st = csa_unset_number(cx, st, &readings, filling);
    return learn(cx, st, text, taint_read_region(cx, st, text), fact);
}

static bool is_end(charset absent)
{
    return (absent | charset_of('\0')) == CHARSET_ALL && !(absent & charset_of('\0'));
}

/* What fills the text is named by its first character. */
static bool find_first(csa_context *cx, const csa_state *st, const csa_region *text,
                       struct character *out)
{
    const csa_type *type = csa_type_char(cx);
    csa_val first = csa_load(st, csa_region_element(cx, text, type, 0), type);
    return find_character(cx, st, csa_val_symbol(first), out) && out->index == 0;
}

/* The rounds of a loop that the path has left out are like the last one it went through: a byte at an
 * unknown index stands for all behind the ones that were read in order. */
static const csa_state *exclude_somewhere(csa_context *cx, const csa_state *st,
                                          const struct character *character,
                                          const struct reading *reading)
{
    struct character first;
    const struct reading *front = NULL, *rest = NULL;
    if (find_first(cx, st, character->text, &first))
        front = reading_of(st, first.filling);
    if (is_end(reading->here)) {
        rest = front && front->loose ? reading_of(st, front->loose) : NULL;
        return rest ? finish_reading(cx, st, first.filling, character->text,
                                     front->before & front->here & rest->here)
                    : st;
    }
    st = set_reading(cx, st, character->filling, reading);
    if (!front || front->loose == character->filling)
        return st;
    struct reading loosened = *front;
    /* The round that stands for all others began when the index was still known. */
    loosened.here = front->loose ? front->here : CHARSET_ALL;
    loosened.loose = character->filling;
    return set_reading(cx, st, first.filling, &loosened);
}

/* The byte that `symbol` stands for is none of `excluded`. */
static const csa_state *exclude(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                charset excluded)
{
    struct character character;
    struct reading reading;
    if (!excluded || !find_character(cx, st, bare(symbol), &character) ||
        !read_on(cx, st, &character, &reading))
        return st;
    reading.here |= excluded;
    if (character.index == SOMEWHERE)
        return exclude_somewhere(cx, st, &character, &reading);
    if (is_end(reading.here))
        return finish_reading(cx, st, character.filling, character.text, reading.before);
    st = set_reading(cx, st, character.filling, &reading);
    if (character.index > 0)
        return st;
    /* What makes an option, an absolute path, a hidden file. */
    struct checked fact = {.absent_first = reading.here & charset_some("-/.", 3)};
    return learn(cx, st, character.text, taint_read_region(cx, st, character.text), fact);
}

/* The text has at most `length` characters. */
static const csa_state *reach_end(csa_context *cx, const csa_state *st, const csa_region *text,
                                  int64_t length)
{
    struct character last;
    const csa_type *type = csa_type_char(cx);
    csa_val value = csa_load(st, csa_region_element(cx, text, type, length ? length - 1 : 0), type);
    if (!find_character(cx, st, csa_val_symbol(value), &last))
        return st;
    const struct reading *reading = reading_of(st, last.filling);
    if (length == 0)
        return finish_reading(cx, st, last.filling, text, CHARSET_ALL);
    if (!reading || reading->index != last.index)
        return st;
    return finish_reading(cx, st, last.filling, text, reading->before & reading->here);
}

/* `*at = '_'`: the character that was read there is another one now. */
static const csa_state *replace(csa_context *cx, const csa_state *st, const csa_region *region,
                                csa_val value)
{
    struct character character;
    int64_t byte;
    if (csa_map_is_empty(st, &readings) || !csa_val_number(value, &byte) ||
        !find_character(cx, st, csa_val_symbol(csa_load(st, region, NULL)), &character))
        return st;
    const struct reading *old = reading_of(st, character.filling);
    if (!old || old->index != character.index)
        return st;
    struct reading reading = *old;
    reading.here = ~charset_of((unsigned char)byte);
    if (old->index == SOMEWHERE)
        return byte ? set_reading(cx, st, character.filling, &reading) : st;
    return byte ? set_reading(cx, st, character.filling, &reading)
                : finish_reading(cx, st, character.filling, character.text, reading.before);
}

/* The character that a condition is about: its only unknown. */
static bool find_only(const csa_symbol *symbol, const csa_symbol **only, int left)
{
    csa_symbol_kind kind = csa_symbol_kind_of(symbol);
    if (!symbol || left == 0)
        return left > 0;
    if (kind == CSA_SYMBOL_CAST || kind == CSA_SYMBOL_UNARY || kind == CSA_SYMBOL_BINARY)
        return find_only(csa_symbol_operand(symbol, 0), only, left - 1) &&
               (kind != CSA_SYMBOL_BINARY ||
                find_only(csa_symbol_operand(symbol, 1), only, left - 1));
    if (*only && *only != symbol)
        return false;
    *only = symbol;
    return true;
}

struct trial {
    const csa_symbol *condition, *character;
    bool truth, is_signed, failed;
};

static int64_t operate(const char *op, int64_t a, int64_t b, bool is_unsigned, bool *failed)
{
    bool less = is_unsigned ? (uint64_t)a < (uint64_t)b : a < b;
    bool first_is = op[1] == '=';
    switch (op[0]) {
    case '=':
        return a == b;
    case '!':
        return a != b;
    case '<':
        return op[1] == '<' ? 0 : first_is ? less || a == b : less;
    case '>':
        return op[1] == '>' ? 0 : first_is ? !less : !less && a != b;
    case '+':
        return a + b;
    case '-':
        return a - b;
    case '&':
        return a & b;
    case '|':
        return a | b;
    case '^':
        return a ^ b;
    default:
        *failed = true;
        return 0;
    }
}

/* The condition's value if the character is `byte`. */
static int64_t evaluate(struct trial *trial, const csa_symbol *symbol, int64_t byte, int left)
{
    if (symbol == trial->character)
        return byte;
    csa_symbol_kind kind = csa_symbol_kind_of(symbol);
    if (left == 0 || (kind != CSA_SYMBOL_CAST && kind != CSA_SYMBOL_BINARY)) {
        trial->failed = true;
        return 0;
    }
    if (kind == CSA_SYMBOL_CAST)
        return evaluate(trial, csa_symbol_operand(symbol, 0), byte, left - 1);
    int64_t value[2];
    const csa_type *type = NULL;
    for (unsigned i = 0; i < 2; i++) {
        const csa_symbol *operand = csa_symbol_operand(symbol, i);
        if (operand) {
            value[i] = evaluate(trial, operand, byte, left - 1);
            type = csa_symbol_type(operand);
        } else if (!csa_symbol_operand_number(symbol, i, &value[i])) {
            trial->failed = true;
            return 0;
        }
    }
    bool is_unsigned = type && !csa_type_is_signed(type) && csa_type_size(type) >= 4;
    int64_t result =
        operate(csa_symbol_operator(symbol), value[0], value[1], is_unsigned, &trial->failed);
    const csa_type *own = csa_symbol_type(symbol);
    return csa_type_size(own) == 4 && !csa_type_is_signed(own) ? (int64_t)(uint32_t)result : result;
}

static bool is_possible(void *data, unsigned char byte)
{
    struct trial *trial = data;
    int64_t value = trial->is_signed && byte >= 128 ? (int64_t)byte - 256 : byte;
    return (evaluate(trial, trial->condition, value, 8) != 0) == trial->truth || trial->failed;
}

/* A condition on a single byte of untrusted text. */
static const csa_state *compare_character(csa_context *cx, const csa_state *st,
                                          const csa_symbol *condition, bool truth)
{
    struct character character;
    struct trial trial = {.condition = condition, .truth = truth};
    if (!find_only(condition, &trial.character, 8) ||
        !find_character(cx, st, trial.character, &character) ||
        !taint_content_has_hole(taint_read_symbol(st, trial.character, 0)))
        return st;
    trial.is_signed = csa_type_is_signed(csa_symbol_type(trial.character));
    charset possible = charset_where(is_possible, &trial);
    return trial.failed ? st : exclude(cx, st, trial.character, ~possible);
}

/* ---- glibc's character classes ---------------------------------------------------------------- */

/* <ctype.h> of glibc: isalnum(c) is (*__ctype_b_loc())[c] & a bit for each class, 1 << (8 + n) for
 * class n below 8 on a little-endian machine, else 1 << (n - 8). */
static const struct {
    int64_t bit;
    const char *ranges;
} ctype_classes[] = {
    {0x100, "AZ"},      {0x200, "az"},           {0x400, "AZaz"},   {0x800, "09"},
    {0x1000, "09AFaf"}, {0x2000, "\t\r  "},      {0x4000, " ~"},    {0x8000, "!~"},
    {0x1, "  \t\t"},    {0x2, "\1\037\177\177"}, {0x4, "!/:@[`{~"}, {0x8, "09AZaz"},
};

struct ctype {
    int64_t mask;
    bool truth;
};

static bool is_of_class(void *data, unsigned char byte)
{
    const struct ctype *ctype = data;
    bool is = false;
    for (size_t i = 0; i < sizeof ctype_classes / sizeof *ctype_classes; i++) {
        const char *ranges = ctype_classes[i].ranges;
        for (; (ctype->mask & ctype_classes[i].bit) && *ranges; ranges += 2)
            is = is || (byte >= (unsigned char)ranges[0] && byte <= (unsigned char)ranges[1]);
    }
    return is == ctype->truth;
}

static const csa_state *classify(csa_context *cx, const csa_state *st, const csa_symbol *symbol)
{
    const struct verdict *entry = verdict_of(st, csa_symbol_operand(symbol, 0));
    struct ctype ctype;
    if (!entry || entry->kind != CTYPE_ENTRY || !csa_symbol_operand_number(symbol, 1, &ctype.mask))
        return st;
    csa_answer is_zero = csa_is_zero(st, csa_val_of_symbol(cx, symbol));
    if (is_zero == CSA_MAYBE)
        return st;
    ctype.truth = is_zero == CSA_NO;
    return exclude(cx, st, entry->character, ~charset_where(is_of_class, &ctype));
}

/* ---- Assumptions ------------------------------------------------------------------------------ */

/* A cut or a span that reaches the text's end, as a comparison with its length tells. */
static const csa_state *compare_lengths(csa_context *cx, const csa_state *st,
                                        const csa_symbol *condition, bool truth)
{
    const char *op = csa_symbol_operator(condition);
    const struct verdict *a = verdict_of(st, bare(csa_symbol_operand(condition, 0)));
    const struct verdict *b = verdict_of(st, bare(csa_symbol_operand(condition, 1)));
    if (!op || !a || !b)
        return st;
    bool swapped = a->kind == LENGTH;
    const struct verdict *span = swapped ? b : a, *length = swapped ? a : b;
    if (length->kind != LENGTH || (span->kind != SPAN_TELLS && span->kind != CUT_TELLS) ||
        span->content != length->content)
        return st;
    bool reaches = (strcmp(op, "==") == 0 && truth) || (strcmp(op, "!=") == 0 && !truth) ||
                   (strcmp(op, swapped ? ">" : "<") == 0 && !truth) ||
                   (strcmp(op, swapped ? "<=" : ">=") == 0 && truth);
    return reaches ? hear_verdict(cx, st, span) : st;
}

/* A symbol of the condition has a value, or bounds, now. */
static const csa_state *hear(csa_context *cx, const csa_state *st, const csa_symbol *symbol)
{
    const struct verdict *verdict = verdict_of(st, symbol);
    if (!verdict)
        return st;
    csa_val value = csa_val_of_symbol(cx, symbol);
    int64_t lowest, highest;
    switch (verdict->kind) {
    case ZERO_TELLS:
    case NULL_CUT_TELLS:
    case NONZERO_TELLS:
        if (csa_is_zero(st, value) == (verdict->kind == NONZERO_TELLS ? CSA_NO : CSA_YES))
            return hear_verdict(cx, st, verdict);
        return st;
    case ANY_TELLS:
        if (csa_is_zero(st, value) != CSA_MAYBE)
            return hear_verdict(cx, st, verdict);
        return st;
    case CLASS:
        switch (csa_is_zero(st, value)) {
        case CSA_YES:
            return exclude(cx, st, verdict->character, verdict->excluded_else);
        case CSA_NO:
            return exclude(cx, st, verdict->character, verdict->excluded);
        default:
            return st;
        }
    case LENGTH:
        if (csa_range(cx, st, value, &lowest, &highest) && highest >= 0 && highest < LONGEST)
            return reach_end(cx, st, taint_buffer(verdict->text), highest);
        return st;
    default:
        return st;
    }
}

static const csa_state *hear_all(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                 int left)
{
    if (!symbol || left == 0)
        return st;
    st = hear(cx, st, symbol);
    csa_symbol_kind kind = csa_symbol_kind_of(symbol);
    if (kind != CSA_SYMBOL_CAST && kind != CSA_SYMBOL_UNARY && kind != CSA_SYMBOL_BINARY)
        return st;
    const char *op = csa_symbol_operator(symbol);
    if (kind == CSA_SYMBOL_BINARY && op && strcmp(op, "&") == 0)
        st = classify(cx, st, symbol);
    st = hear_all(cx, st, csa_symbol_operand(symbol, 0), left - 1);
    return kind == CSA_SYMBOL_BINARY ? hear_all(cx, st, csa_symbol_operand(symbol, 1), left - 1)
                                     : st;
}

/* `(a == b) != 0` and `(a == b) == 0` are about `a == b`. */
static const csa_symbol *unwrap(const csa_symbol *symbol, bool *truth)
{
    for (int i = 0; i < 8; i++) {
        const char *op = csa_symbol_operator(symbol);
        const csa_symbol *inner = csa_symbol_operand(symbol, 0);
        int64_t n;
        if (csa_symbol_kind_of(symbol) != CSA_SYMBOL_BINARY || !op || op[1] != '=' ||
            (op[0] != '=' && op[0] != '!') || csa_symbol_kind_of(inner) != CSA_SYMBOL_BINARY ||
            !csa_symbol_operand_number(symbol, 1, &n) || n != 0)
            break;
        *truth = op[0] == '=' ? !*truth : *truth;
        symbol = inner;
    }
    return symbol;
}

const csa_state *taint_guards_assume(csa_context *cx, const csa_state *st, csa_val condition,
                                     bool truth)
{
    const csa_symbol *symbol = csa_val_symbol(condition);
    if (!symbol || taint_state_is_clean(st))
        return st;
    if (!csa_map_is_empty(st, &verdicts))
        st = hear_all(cx, st, symbol, 6);
    symbol = unwrap(symbol, &truth);
    if (csa_symbol_kind_of(symbol) == CSA_SYMBOL_BINARY)
        st = compare_lengths(cx, st, symbol, truth);
    return compare_character(cx, st, symbol, truth);
}

/* ---- Loads and stores ------------------------------------------------------------------------- */

/* `text[i]` gets a symbol of its own at each load: they are one byte. */
static const csa_state *name_character(csa_context *cx, const csa_state *st,
                                       const csa_region *region, csa_val value)
{
    const csa_symbol *symbol = csa_val_symbol(value);
    int64_t index;
    if (csa_region_kind_of(region) != CSA_REGION_ELEMENT ||
        csa_symbol_kind_of(symbol) != CSA_SYMBOL_CONJURED ||
        csa_type_size(csa_region_type(region)) != 1 ||
        csa_val_number(csa_region_index(region), &index) || verdict_of(st, symbol) ||
        !taint_content_has_hole(taint_read_symbol(st, symbol, 0)))
        return st;
    struct verdict character;
    memset(&character, 0, sizeof character);
    character.kind = CHARACTER;
    character.text = region;
    return set_verdict(cx, st, symbol, &character);
}

const csa_state *taint_guards_load(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                   csa_val location)
{
    const csa_region *region = csa_val_region(location);
    csa_val value = csa_expr_value(cx, st, expr);
    st = name_character(cx, st, region, value);
    if (csa_map_is_empty(st, &verdicts))
        return st;
    const csa_symbol *index = NULL;
    if (csa_region_kind_of(region) == CSA_REGION_ELEMENT)
        index = bare(csa_val_symbol(csa_region_index(region)));
    const struct verdict *table = verdict_of(st, csa_region_symbol(csa_region_base(region)));
    const struct verdict *span = verdict_of(st, index);
    struct verdict verdict;
    memset(&verdict, 0, sizeof verdict);
    if (table && table->kind == CTYPE_TABLE) {
        verdict.kind = index ? CTYPE_ENTRY : CTYPE_TABLE;
        verdict.character = index;
    } else if (span && (span->kind == SPAN_TELLS || span->kind == CUT_TELLS)) {
        memcpy(&verdict, span, sizeof verdict);
        verdict.kind = ZERO_TELLS;
    } else {
        return st;
    }
    if (!csa_val_symbol(value)) { /* the analyzer knows no element at an unknown index */
        static const char tag;
        value = csa_conjure(cx, expr, csa_expr_type(expr), &tag);
        st = csa_bind_expr(cx, st, expr, value);
    }
    return set_verdict(cx, st, csa_val_symbol(value), &verdict);
}

const csa_state *taint_guards_bind(csa_context *cx, const csa_state *st, const csa_region *region,
                                   csa_val value)
{
    int64_t n;
    st = replace(cx, st, region, value);
    if (csa_map_is_empty(st, &verdicts) || !csa_val_number(value, &n) || n != 0)
        return st;
    const csa_symbol *at = NULL;
    if (csa_region_kind_of(region) == CSA_REGION_ELEMENT)
        at = bare(csa_val_symbol(csa_region_index(region)));
    if (!at)
        at = csa_region_symbol(csa_region_base(region)); /* `*strchr(line, '\n') = 0` */
    const struct verdict *cut = verdict_of(st, at);
    if (!cut || (cut->kind != CUT_TELLS && cut->kind != NULL_CUT_TELLS))
        return st;
    return hear_verdict(cx, st, cut);
}

struct drop {
    csa_context *cx;
    const csa_state *st;
};

static bool drop_reading(void *data, const struct csa_entry *entry)
{
    struct drop *drop = data;
    drop->st = csa_unset_number(drop->cx, drop->st, &readings, entry->key);
    return true;
}

const csa_state *taint_guards_leave(csa_context *cx, const csa_state *st)
{
    if (csa_map_is_empty(st, &readings))
        return st;
    const csa_decl *function = csa_current_function(cx);
    bool reads_text = false;
    for (unsigned i = 0; i < csa_function_parameter_count(function); i++) {
        const csa_type *type = csa_decl_type(csa_function_parameter(function, i));
        reads_text = reads_text || csa_type_kind_of(type) == CSA_TYPE_POINTER;
    }
    struct drop drop = {cx, st};
    if (reads_text)
        csa_map_visit(st, &readings, drop_reading, &drop);
    return drop.st;
}
