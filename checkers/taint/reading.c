#include "reading.h"

#include "given.h"
#include "state.h"

/* What fills a text -> number of a reading. */
static struct csa_map readings = {.key = CSA_KEY_NUMBER};
/* A byte at an unknown index, or one that is another's copy -> number of the element that it was read
 * from. */
static struct csa_map named_characters = {.key = CSA_KEY_SYMBOL};
/* What fills a text -> the most characters it has. */
static struct csa_map ends = {.key = CSA_KEY_NUMBER};

/* How far a text was read, one character after the other. Not a set for each character: paths that
 * read texts of different characters, and know as much of them, must meet again. */
struct reading {
    int64_t index;  /* of the character being read */
    int64_t start;  /* of the text; beyond 0 if a NUL that the program wrote stands in front */
    charset before; /* what none of the characters before it is */
    charset here;   /* what it is not */
    uint64_t loose; /* filling of a byte that was read behind it at an unknown index; 0 if none */
    int64_t loose_end; /* that stands for all bytes between, up to this index; 0 if it does not */
    bool is_behind_dot, is_behind_dots; /* there may be one in front of it, two in a row */
};

static bool is_same(const void *a, const void *b)
{
    const struct reading *left = a, *right = b;
    return left->index == right->index && left->start == right->start &&
           left->before == right->before && left->here == right->here &&
           left->loose == right->loose && left->loose_end == right->loose_end &&
           left->is_behind_dot == right->is_behind_dot &&
           left->is_behind_dots == right->is_behind_dots;
}

static bool is_same_element(const void *a, const void *b)
{
    return *(const csa_region *const *)a == *(const csa_region *const *)b;
}

static struct taint_table reading_table = {sizeof(struct reading), is_same, NULL, 0, 0};
static struct taint_table element_table = {sizeof(csa_region *), is_same_element, NULL, 0, 0};

void taint_readings_reset(void)
{
    reading_table.count = element_table.count = 0;
}

/* A byte of a text: the symbol that stands for it is read from `text` at `index`. */
struct character {
    const csa_region *text;
    int64_t index;
    uint64_t filling;          /* tells the text's content from the one that was there before */
    const csa_region *element; /* at an index that is not known */
};

/* Texts that are longer are not read; lengths that are longer are not kept, since no path reads as
 * far. */
enum { LONGEST = 512, LONGEST_KEPT = 32 };

/* A byte at an index that is not known, as behind the rounds of a loop that the analyzer follows. */
enum { SOMEWHERE = -1 };

static bool put_somewhere(csa_context *cx, const csa_region *region, struct character *out)
{
    *out = (struct character){taint_buffer(region), SOMEWHERE,
                              csa_region_number(cx, region) << 1 | 1, region};
    return true;
}

/* Its place in the text; CSA_MAYBE if that is not known, CSA_NO if it is too far behind. */
static csa_answer index_of(const csa_region *region, const csa_region *text, int64_t *index)
{
    csa_answer known = taint_index_in(region, text, index);
    return known == CSA_YES && *index >= LONGEST ? CSA_NO : known;
}

static bool find_named(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                       struct character *out)
{
    uint64_t n;
    if (!csa_get_symbol(st, &named_characters, symbol, &n))
        return false;
    const csa_region *element = *(const csa_region *const *)taint_table_get(&element_table, n);
    *out = (struct character){.text = taint_buffer(element)};
    out->filling = csa_region_number(cx, out->text) << 1 | 1;
    return index_of(element, out->text, &out->index) == CSA_YES || put_somewhere(cx, element, out);
}

static bool find_character(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                           struct character *out)
{
    *out = (struct character){0};
    /* Conditions are about the byte, whatever it was cast to on its way. */
    while (!find_named(cx, st, symbol, out) && csa_symbol_kind_of(symbol) == CSA_SYMBOL_CAST)
        symbol = csa_symbol_operand(symbol, 0);
    if (out->text)
        return true;
    csa_symbol_kind kind = csa_symbol_kind_of(symbol);
    if (csa_type_size(csa_symbol_type(symbol)) != 1 ||
        (kind != CSA_SYMBOL_DERIVED && kind != CSA_SYMBOL_INITIAL))
        return false;
    const csa_region *region = csa_symbol_region(symbol);
    *out = (struct character){.text = taint_buffer(region)};
    csa_answer known = index_of(region, out->text, &out->index);
    if (known != CSA_YES)
        return known == CSA_MAYBE && put_somewhere(cx, region, out);
    out->filling = kind == CSA_SYMBOL_DERIVED
                       ? csa_symbol_number(cx, csa_symbol_operand(symbol, 0)) << 1
                       : csa_region_number(cx, out->text) << 1 | 1;
    return true;
}

static const struct reading *reading_of(const csa_state *st, uint64_t filling)
{
    uint64_t n;
    return csa_get_number(st, &readings, filling, &n) ? taint_table_get(&reading_table, n) : NULL;
}

static const csa_state *set_reading(csa_context *cx, const csa_state *st, uint64_t filling,
                                    const struct reading *reading)
{
    return csa_set_number(cx, st, &readings, filling, taint_table_number(&reading_table, reading));
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

charset taint_excluded_of(csa_context *cx, const csa_state *st, const csa_symbol *symbol)
{
    struct character character;
    if (!find_character(cx, st, symbol, &character))
        return 0;
    charset absent = never(cx, st, taint_bare(symbol));
    const struct reading *reading = reading_of(st, character.filling);
    return reading && reading->index == character.index ? absent | reading->here : absent;
}

uint32_t taint_guards_character(csa_context *cx, const csa_state *st, const csa_symbol *symbol)
{
    struct checked fact = {.absent = taint_excluded_of(cx, st, symbol)};
    const charset quotes = charset_some("'\"`", 3);
    bool may_quote = (fact.absent & quotes) != quotes;
    uint32_t kinds = 0;
    for (unsigned sink = 0; fact.absent && sink < MODEL_SINK_COUNT; sink++) {
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
    return count && (taint_own_checks(st, number, parts[0].step).flags & CHECKED_APART);
}

static bool may_be_dot(const struct reading *reading)
{
    return !(reading->here & charset_of('.'));
}

/* Two dots in a row may stand in the text up to the character. */
static bool has_dots(const struct reading *reading)
{
    return reading->is_behind_dots || (reading->is_behind_dot && may_be_dot(reading));
}

static csa_val byte_at(csa_context *cx, const csa_state *st, const csa_region *text, int64_t index)
{
    const csa_type *type = csa_type_char(cx);
    return csa_load(st, csa_region_element(cx, text, type, index), type);
}

/* A `switch` tells what a byte is without an event. */
static bool is_known(csa_context *cx, const csa_state *st, const csa_region *text, int64_t index,
                     unsigned char *byte)
{
    int64_t least, most;
    if (!csa_range(cx, st, byte_at(cx, st, text, index), &least, &most))
        return false;
    *byte = (unsigned char)least;
    return least == most;
}

/* The reading that goes on with the character behind the one that is read; of that one nothing is
 * known. */
static struct reading read_next(const struct reading *reading)
{
    return (struct reading){.index = reading->index + 1,
                            .start = reading->start,
                            .before = reading->before & reading->here,
                            .is_behind_dot = may_be_dot(reading),
                            .is_behind_dots = has_dots(reading)};
}

/* Reads the bytes up to `end` as well, if they can only be what they are: the program put them there,
 * or a `switch` told. If not all of them are known, only the one that is being read counts. */
static void read_known(csa_context *cx, const csa_state *st, const csa_region *text, int64_t end,
                       struct reading *reading)
{
    unsigned char byte;
    if (reading->index >= 0 && is_known(cx, st, text, reading->index, &byte))
        reading->here |= ~charset_of(byte);
    struct reading known = *reading;
    while (known.index + 1 < end) {
        if (!is_known(cx, st, text, known.index + 1, &byte))
            return;
        known = read_next(&known);
        known.here = ~charset_of(byte);
    }
    *reading = known;
}

static bool is_nul(csa_context *cx, const csa_state *st, const csa_region *text, int64_t index)
{
    int64_t byte;
    return csa_val_number(byte_at(cx, st, text, index), &byte) && byte == 0;
}

/* The reading with the character in it; false if characters in front were passed over. */
static bool read_on(csa_context *cx, const csa_state *st, const struct character *character,
                    struct reading *out)
{
    const struct reading *old = reading_of(st, character->filling);
    struct reading known = {.index = -1, .before = CHARSET_ALL, .here = CHARSET_ALL};
    if (old)
        known = *old;
    if (character->index != SOMEWHERE) {
        read_known(cx, st, character->text, character->index, &known);
        if (known.index >= 0)
            old = &known;
    }
    if (old && old->index == character->index) {
        *out = *old;
        return true;
    }
    *out = (struct reading){.index = character->index,
                            .start = old ? old->start : 0,
                            .before = CHARSET_ALL};
    if (character->index == SOMEWHERE)
        return true;
    if (character->index > 0 && is_nul(cx, st, character->text, character->index - 1)) {
        out->start = character->index;
        return true;
    }
    if (character->index == 0 || (character->index == 1 && is_piece(cx, st, character->text)))
        return true;
    if (!old)
        return false;
    const struct reading *loose = old->loose ? reading_of(st, old->loose) : NULL;
    if (old->index + 1 == character->index) {
        *out = read_next(old);
    } else if (loose && old->loose_end == character->index) {
        out->before = old->before & old->here & loose->here;
        out->is_behind_dots = true;
    } else {
        return false;
    }
    return true;
}

/* Where the text that is read begins in the buffer. */
static const csa_region *start_of(csa_context *cx, const csa_region *text,
                                  const struct reading *reading)
{
    return reading->start ? csa_region_element(cx, text, csa_type_char(cx), reading->start) : text;
}

static const csa_state *learn_reading(csa_context *cx, const csa_state *st, const csa_region *text,
                                      charset absent, bool may_have_dots)
{
    struct checked fact = {.absent = absent & ~charset_of('\0'),
                           .flags = may_have_dots ? 0 : CHECKED_NO_DOTS};
    return taint_learn_check(cx, st, text, taint_read_region(cx, st, text), fact);
}

/* The character is the NUL behind the text. */
static const csa_state *finish_reading(csa_context *cx, const csa_state *st,
                                       const struct character *end, const struct reading *reading)
{
    st = csa_unset_number(cx, st, &readings, end->filling);
    return learn_reading(cx, st, start_of(cx, end->text, reading), reading->before,
                         reading->is_behind_dots);
}

/* The text has `length` characters. If the last one was read, more may be asked about it; if all but the
 * last one were, that is enough to know that no two of them are dots. */
static const csa_state *end_reading(csa_context *cx, const csa_state *st, const csa_region *text,
                                    const struct reading *reading, int64_t length)
{
    struct reading last = *reading;
    read_known(cx, st, text, length, &last);
    text = start_of(cx, text, reading);
    switch (length - last.index) {
    case 1:
        return learn_reading(cx, st, text, last.before & last.here, has_dots(&last));
    case 2:
        return learn_reading(cx, st, text, 0, has_dots(&last) || may_be_dot(&last));
    default:
        return st;
    }
}

/* It is the NUL, or cannot be: the analyzer does not know that what isalnum() accepts is none. */
static bool is_end(charset absent)
{
    return (absent | charset_of('\0')) == CHARSET_ALL;
}

/* What fills the text is named by its first character. */
static bool find_first(csa_context *cx, const csa_state *st, const csa_region *text,
                       struct character *out)
{
    csa_val first = byte_at(cx, st, text, 0);
    return find_character(cx, st, csa_val_symbol(first), out) && out->index == 0;
}

/* The bytes that `character`, at an unknown index, stands for follow the one that was read last. */
static bool follows(csa_context *cx, const csa_state *st, const struct character *character,
                    const struct reading *front, int64_t *highest)
{
    int64_t lowest;
    return csa_range(cx, st, csa_region_index(character->element), &lowest, highest) &&
           lowest == front->index + 1;
}

/* The text ends at an unknown index. */
static const csa_state *finish_somewhere(csa_context *cx, const csa_state *st,
                                         const struct character *end, const struct character *first,
                                         const struct reading *front)
{
    int64_t highest;
    const struct reading *rest = front->loose ? reading_of(st, front->loose) : NULL;
    if (!rest && !(front->index > front->start && follows(cx, st, end, front, &highest)))
        return st;
    struct reading whole = {.start = front->start,
                            .before =
                                front->before & front->here & (rest ? rest->here : CHARSET_ALL),
                            .is_behind_dots = true};
    return finish_reading(cx, st, first, &whole);
}

/* The rounds of a loop that the path has left out are like the last one it went through: a byte at an
 * unknown index stands for all behind the ones that were read in order. */
static const csa_state *exclude_somewhere(csa_context *cx, const csa_state *st,
                                          const struct character *character,
                                          const struct reading *reading)
{
    struct character first;
    const struct reading *known = NULL;
    if (find_first(cx, st, character->text, &first))
        known = reading_of(st, first.filling);
    if (is_end(reading->here))
        return known ? finish_somewhere(cx, st, character, &first, known) : st;
    if (!known)
        return set_reading(cx, st, character->filling, reading);
    const struct reading front = *known;
    st = set_reading(cx, st, character->filling, reading);
    if (front.loose == character->filling)
        return st;
    struct reading loosened = front;
    /* The round that stands for all others began when the index was still known. */
    loosened.here = front.loose ? front.here : CHARSET_ALL;
    loosened.loose = character->filling;
    int64_t highest;
    loosened.loose_end = follows(cx, st, character, &front, &highest) ? highest + 1 : 0;
    return set_reading(cx, st, first.filling, &loosened);
}

const csa_state *taint_exclude(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                               charset excluded)
{
    struct character character;
    struct reading reading;
    if (!excluded || !find_character(cx, st, symbol, &character) ||
        !read_on(cx, st, &character, &reading))
        return st;
    reading.here |= excluded;
    if (character.index == SOMEWHERE)
        return exclude_somewhere(cx, st, &character, &reading);
    if (is_end(reading.here))
        return finish_reading(cx, st, &character, &reading);
    st = set_reading(cx, st, character.filling, &reading);
    uint64_t length;
    if (csa_get_number(st, &ends, character.filling, &length))
        st = end_reading(cx, st, character.text, &reading, (int64_t)length);
    if (character.index > reading.start)
        return st;
    /* What makes an option, an absolute path, a hidden file. */
    struct checked fact = {.absent_first = reading.here & charset_some("-/.", 3)};
    const csa_region *start = start_of(cx, character.text, &reading);
    return taint_learn_check(cx, st, start, taint_read_region(cx, st, start), fact);
}

/* The last of the text's first `length` bytes that the program did not put there itself. */
static bool find_last(csa_context *cx, const csa_state *st, const csa_region *text, int64_t length,
                      struct character *out)
{
    unsigned char byte;
    for (int64_t i = length - 1; i >= 0; i--) {
        if (find_character(cx, st, csa_val_symbol(byte_at(cx, st, text, i)), out))
            return true;
        if (!is_known(cx, st, text, i, &byte))
            break;
    }
    return false;
}

const csa_state *taint_reach_end(csa_context *cx, const csa_state *st, const csa_region *text,
                                 int64_t length)
{
    struct character last;
    if (length > LONGEST)
        return st;
    if (length == 0)
        return learn_reading(cx, st, text, CHARSET_ALL, false);
    if (!find_last(cx, st, text, length, &last))
        return st;
    if (length <= LONGEST_KEPT)
        st = csa_set_number(cx, st, &ends, last.filling, (uint64_t)length);
    const struct reading *reading = reading_of(st, last.filling);
    const csa_state *after = reading ? end_reading(cx, st, last.text, reading, length) : st;
    return after == st && length == 1 ? learn_reading(cx, st, text, 0, false) : after;
}

const csa_state *taint_replace_character(csa_context *cx, const csa_state *st,
                                         const csa_region *region, csa_val value)
{
    struct character character;
    int64_t byte;
    if (csa_map_is_empty(st, &readings) || !csa_val_number(value, &byte) ||
        !find_character(cx, st, csa_val_symbol(csa_load(st, region, NULL)), &character))
        return st;
    struct reading reading;
    if (!byte && character.index != SOMEWHERE)
        return read_on(cx, st, &character, &reading) ? finish_reading(cx, st, &character, &reading)
                                                     : st;
    const struct reading *old = reading_of(st, character.filling);
    if (!byte || !old || old->index != character.index)
        return st;
    reading = *old;
    reading.here = ~charset_of((unsigned char)byte);
    return set_reading(cx, st, character.filling, &reading);
}

/* The character that a condition is about: its only unknown, or a computed one that was stored. */
static bool find_only(const csa_state *st, const csa_symbol *symbol, const csa_symbol **only,
                      int left)
{
    csa_symbol_kind kind = csa_symbol_kind_of(symbol);
    uint64_t n;
    if (!symbol || left == 0)
        return left > 0;
    if ((kind == CSA_SYMBOL_CAST || kind == CSA_SYMBOL_UNARY || kind == CSA_SYMBOL_BINARY) &&
        !csa_get_symbol(st, &named_characters, symbol, &n))
        return find_only(st, csa_symbol_operand(symbol, 0), only, left - 1) &&
               (kind != CSA_SYMBOL_BINARY ||
                find_only(st, csa_symbol_operand(symbol, 1), only, left - 1));
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

const csa_state *taint_compare_character(csa_context *cx, const csa_state *st,
                                         const csa_symbol *condition, bool truth)
{
    struct character character;
    struct trial trial = {.condition = condition, .truth = truth};
    if (!find_only(st, condition, &trial.character, 8) ||
        !find_character(cx, st, trial.character, &character) ||
        !taint_content_has_hole(taint_read_symbol(st, trial.character, 0)))
        return st;
    trial.is_signed = csa_type_is_signed(csa_symbol_type(trial.character));
    charset possible = charset_where(is_possible, &trial);
    return trial.failed ? st : taint_exclude(cx, st, trial.character, ~possible);
}

static const csa_state *name_character(csa_context *cx, const csa_state *st,
                                       const csa_region *element, const csa_symbol *symbol)
{
    uint32_t n = taint_table_number(&element_table, &element);
    return csa_set_symbol(cx, st, &named_characters, symbol, n);
}

const csa_state *taint_read_character(csa_context *cx, const csa_state *st,
                                      const csa_region *region, csa_val value)
{
    const csa_symbol *symbol = csa_val_symbol(value), *bare = taint_bare(symbol);
    int64_t byte, index;
    uint64_t n;
    if (csa_region_kind_of(region) != CSA_REGION_ELEMENT ||
        csa_type_size(csa_region_type(region)) != 1)
        return st;
    const csa_region *text = taint_buffer(region);
    if (csa_val_number(value, &byte))
        return byte == 0 && !csa_map_is_empty(st, &readings) &&
                       index_of(region, text, &index) == CSA_YES && index > 0
                   ? taint_reach_end(cx, st, text, index)
                   : st;
    if (csa_type_size(csa_symbol_type(bare)) == 1)
        symbol = bare;
    if (csa_region_base(csa_symbol_region(symbol)) == csa_region_base(region))
        return csa_get_symbol(st, &named_characters, symbol, &n)
                   ? csa_unset_symbol(cx, st, &named_characters, symbol)
                   : st;
    return symbol && taint_content_has_hole(taint_read_symbol(st, symbol, 0))
               ? name_character(cx, st, region, symbol)
               : st;
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
