#include "sql.h"

#include <string.h>

struct word {
    const char *start;
    size_t length;
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_word_char(char c)
{
    c = lower(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is(struct word word, const char *keyword)
{
    if (word.length != strlen(keyword))
        return false;
    for (size_t i = 0; i < word.length; i++) {
        if (lower(word.start[i]) != keyword[i])
            return false;
    }
    return true;
}

static bool is_one_of(struct word word, const char *const *keywords)
{
    for (; *keywords; keywords++) {
        if (is(word, *keywords))
            return true;
    }
    return false;
}

/* The next word at or behind *at; length 0 at the end. */
static struct word next_word(const char **at, const char *end)
{
    const char *start = *at;
    while (start < end && !is_word_char(*start))
        start++;
    const char *stop = start;
    while (stop < end && is_word_char(*stop))
        stop++;
    *at = stop;
    return (struct word){start, (size_t)(stop - start)};
}

static bool has_one_of(const char *signs, const char *from, const char *to)
{
    for (; from < to; from++) {
        if (strchr(signs, *from) && *from)
            return true;
    }
    return false;
}

/* Between `from` and `to` stands what SQL puts between words, and prose seldom: an operator, a
 * comma, a star, a bracket, a quote, a placeholder. */
static bool has_sign(const char *from, const char *to)
{
    return has_one_of("*,()='\"`?;%@$[]", from, to);
}

/* `SELECT a FROM t`: one column, or signs between; "select the items from" has several words, and
 * behind it prose may go on with a comma or a star. */
static bool select_from(const char *at, const char *end)
{
    const char *start = at;
    for (unsigned words = 0;; words++) {
        struct word word = next_word(&at, end);
        if (!word.length)
            return has_sign(start, end) && memchr(start, '(', (size_t)(end - start)) != NULL;
        if (is(word, "from"))
            return words == 1 || has_sign(start, word.start) || has_one_of("='\"`?;%@$[]", at, end);
    }
}

static bool update_set(const char *at, const char *end)
{
    const char *start = at;
    for (unsigned words = 0; words < 8; words++) {
        struct word word = next_word(&at, end);
        if (!word.length)
            return false;
        if (is(word, "set"))
            return (words == 1 || has_sign(start, word.start)) && has_sign(at, end);
    }
    return false;
}

/* The verb at `verb`, with what follows at `at`, begins a statement. */
static bool begins_statement(struct word verb, const char *at, const char *end)
{
    static const char *const objects[] = {"table", "index", "view",   "database", "trigger",
                                          "user",  "role",  "schema", NULL};
    static const char *const insert_more[] = {"into", "or", "ignore", NULL};
    if (is(verb, "select"))
        return select_from(at, end);
    if (is(verb, "update"))
        return update_set(at, end);
    const char *behind = at;
    struct word second = next_word(&behind, end);
    if (is(verb, "insert") || is(verb, "replace"))
        return is_one_of(second, insert_more) && has_sign(behind, end);
    if (is(verb, "delete"))
        return is(second, "from") && (has_sign(behind, end) || next_word(&behind, end).length);
    if (is(verb, "create") || is(verb, "drop") || is(verb, "alter") || is(verb, "truncate"))
        return is_one_of(second, objects);
    if (is(verb, "grant") || is(verb, "revoke"))
        return has_sign(at, end);
    return false;
}

/* A statement starts at the start, behind a bracket or a semicolon, or behind `AS`, `EXPLAIN`. */
static bool can_start(const char *text, const char *word)
{
    const char *before = word;
    while (before > text && (before[-1] == ' ' || before[-1] == '\t' || before[-1] == '\n'))
        before--;
    return before == text || strchr("(;", before[-1]);
}

bool sql_has_grammar(const char *text, size_t length)
{
    const char *at = text, *end = text + length;
    for (;;) {
        struct word word = next_word(&at, end);
        if (!word.length)
            return false;
        if (can_start(text, word.start) && begins_statement(word, at, end))
            return true;
    }
}
