#include "guards.h"

#include "given.h"
#include "reading.h"
#include "state.h"

#include <string.h>

/* Result -> number of a verdict. */
static struct csa_map verdicts = {.key = CSA_KEY_SYMBOL};

/* What the value of a symbol would tell. */
struct verdict {
    enum {
        ZERO_TELLS,     /* 0 or null: `fact` holds for the text */
        NONZERO_TELLS,  /* not 0: the same */
        SPAN_TELLS,     /* equal to the text's length: the same */
        CUT_TELLS,      /* the text ends where this points or counts to: the same; or as SPAN */
        NULL_CUT_TELLS, /* null, or the text is cut where this points to: the same */
        ANY_TELLS,      /* once it is known: the same */
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

/* They are filled with zeros first. */
static bool is_same(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct verdict)) == 0;
}

static struct taint_table verdict_table = {sizeof(struct verdict), is_same, NULL, 0, 0};

void taint_guards_reset(void)
{
    taint_checks_reset();
    taint_readings_reset();
    verdict_table.count = 0;
}

static const csa_state *hear_verdict(csa_context *cx, const csa_state *st,
                                     const struct verdict *verdict)
{
    return taint_learn_check(cx, st, verdict->text, verdict->content, verdict->fact);
}

/* ---- Results that tell something -------------------------------------------------------------- */

static const struct verdict *verdict_of(const csa_state *st, const csa_symbol *symbol)
{
    uint64_t n;
    return csa_get_symbol(st, &verdicts, symbol, &n) ? taint_table_get(&verdict_table, n) : NULL;
}

static const csa_state *set_verdict(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                    const struct verdict *verdict)
{
    return symbol ? csa_set_symbol(cx, st, &verdicts, symbol,
                                   taint_table_number(&verdict_table, verdict))
                  : st;
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
    if (!whole)
        return checked_begins(text, limit > 0 && (size_t)limit < length ? (size_t)limit : length);
    fact.flags = CHECKED_CONSTANT;
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
    verdict->character = csa_val_symbol(value);
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
        st = taint_learn_check(asked->cx, st, rest, taint_read_region(asked->cx, st, rest),
                               verdict.fact);
    }
    if (csa_val_symbol(result))
        return set_verdict(asked->cx, st, csa_val_symbol(result), &verdict);
    /* Another checker's modelling knows the result already. */
    bool is_zero = csa_is_zero(st, result) == CSA_YES;
    bool tells_zero = verdict.kind == ZERO_TELLS || verdict.kind == NULL_CUT_TELLS;
    return tells_zero && is_zero ? hear_verdict(asked->cx, st, &verdict) : st;
}

/* How many bytes came, as read() says it, is the length of the text. */
static const csa_state *add_count(const struct asked *asked, const csa_state *st)
{
    int64_t size;
    const struct model_effect *effect = asked->effect;
    const csa_symbol *count = csa_val_symbol(csa_call_result(asked->call));
    if (effect->to.root != MODEL_ARGUMENT || effect->to.depth != 1 || effect->limit < 0 ||
        effect->string || csa_type_kind_of(csa_symbol_type(count)) != CSA_TYPE_INTEGER)
        return st;
    if (effect->times >= 0 &&
        (!csa_val_number(csa_call_arg(asked->call, taint_argument(asked->model, effect->times)),
                         &size) ||
         size != 1))
        return st;
    csa_val buffer = argument(asked, &effect->to);
    struct verdict verdict;
    memset(&verdict, 0, sizeof verdict);
    verdict.kind = LENGTH;
    verdict.content = taint_read(asked->cx, st, buffer, 1);
    verdict.text = csa_val_region(buffer);
    return verdict.text ? set_verdict(asked->cx, st, count, &verdict) : st;
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
        else if (asked.effect->kind == MODEL_SOURCE_EFFECT)
            st = add_count(&asked, st);
    }
    return st;
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
    return taint_exclude(cx, st, entry->character, ~charset_where(is_of_class, &ctype));
}

/* ---- Assumptions ------------------------------------------------------------------------------ */

static bool is_equality(const char *op, bool truth)
{
    return (strcmp(op, "==") == 0 && truth) || (strcmp(op, "!=") == 0 && !truth);
}

/* `if (read(fd, text, length) != length)`: what equals a length is one. */
static const csa_state *equal_length(csa_context *cx, const csa_state *st,
                                     const csa_symbol *condition, bool truth)
{
    const csa_symbol *sides[] = {taint_bare(csa_symbol_operand(condition, 0)),
                                 taint_bare(csa_symbol_operand(condition, 1))};
    if (!is_equality(csa_symbol_operator(condition), truth))
        return st;
    for (unsigned i = 0; i < 2; i++) {
        const struct verdict *known = verdict_of(st, sides[i]);
        if (known && known->kind == LENGTH && !verdict_of(st, sides[!i]))
            st = set_verdict(cx, st, sides[!i], known);
    }
    return st;
}

/* A cut or a span that reaches the text's end, as a comparison with its length tells. */
static const csa_state *compare_lengths(csa_context *cx, const csa_state *st,
                                        const csa_symbol *condition, bool truth)
{
    const char *op = csa_symbol_operator(condition);
    const struct verdict *a = verdict_of(st, taint_bare(csa_symbol_operand(condition, 0)));
    const struct verdict *b = verdict_of(st, taint_bare(csa_symbol_operand(condition, 1)));
    if (!op || (!a && !b))
        return st;
    if (!a || !b)
        return equal_length(cx, st, condition, truth);
    bool swapped = a->kind == LENGTH;
    const struct verdict *span = swapped ? b : a, *length = swapped ? a : b;
    if (length->kind != LENGTH || (span->kind != SPAN_TELLS && span->kind != CUT_TELLS) ||
        span->content != length->content)
        return st;
    bool reaches = is_equality(op, truth) || (strcmp(op, swapped ? ">" : "<") == 0 && !truth) ||
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
            return taint_exclude(cx, st, verdict->character, verdict->excluded_else);
        case CSA_NO:
            return taint_exclude(cx, st, verdict->character, verdict->excluded);
        default:
            return st;
        }
    case LENGTH:
        if (csa_range(cx, st, value, &lowest, &highest) && highest >= 0 && highest <= INT32_MAX)
            return taint_reach_end(cx, st, taint_buffer(verdict->text), highest);
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
    return taint_compare_character(cx, st, symbol, truth);
}

/* ---- Loads and stores ------------------------------------------------------------------------- */

const csa_state *taint_guards_load(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                   csa_val location)
{
    const csa_region *region = csa_val_region(location);
    csa_val value = csa_expr_value(cx, st, expr);
    st = taint_read_character(cx, st, region, value);
    if (csa_map_is_empty(st, &verdicts))
        return st;
    const csa_symbol *index = NULL;
    if (csa_region_kind_of(region) == CSA_REGION_ELEMENT)
        index = taint_bare(csa_val_symbol(csa_region_index(region)));
    const struct verdict *table = verdict_of(st, csa_region_symbol(csa_region_base(region)));
    const struct verdict *span = verdict_of(st, index);
    struct verdict verdict;
    memset(&verdict, 0, sizeof verdict);
    if (table && table->kind == CTYPE_TABLE) {
        verdict.kind = index ? CTYPE_ENTRY : CTYPE_TABLE;
        verdict.character = csa_val_symbol(csa_region_index(region));
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
    st = taint_replace_character(cx, st, region, value);
    if (csa_map_is_empty(st, &verdicts) || !csa_val_number(value, &n) || n != 0)
        return st;
    const csa_symbol *at = NULL;
    if (csa_region_kind_of(region) == CSA_REGION_ELEMENT)
        at = taint_bare(csa_val_symbol(csa_region_index(region)));
    if (!at)
        at = csa_region_symbol(csa_region_base(region)); /* `*strchr(line, '\n') = 0` */
    const struct verdict *cut = verdict_of(st, at);
    if (!cut || (cut->kind != CUT_TELLS && cut->kind != NULL_CUT_TELLS))
        return st;
    return hear_verdict(cx, st, cut);
}
