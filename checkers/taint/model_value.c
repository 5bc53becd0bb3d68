/* model_value.c - nodes to texts, numbers, words and mappings, with an error for all else. */
#include "model_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool model_complain(struct model_reader *reader, const struct model_node *node, const char *format,
                    ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return model_fail(reader->error, reader->file, node->line, node->column, "%s", text);
}

/* ---- Values ---- */

static bool complain_type(struct model_reader *reader, const struct model_node *node,
                          const char *what, const char *wanted)
{
    const char *found = "a text";
    if (node->kind == MODEL_SEQUENCE)
        found = "a list";
    else if (node->kind == MODEL_MAPPING)
        found = "a mapping";
    else if (!*node->text)
        found = "empty";
    return model_complain(reader, node, "'%s' is %s; it must be %s", what, found, wanted);
}

bool model_read_text(struct model_reader *reader, const struct model_node *node, const char *what,
                     const char **text)
{
    if (node->kind != MODEL_SCALAR || !*node->text)
        return complain_type(reader, node, what, "a text");
    *text = model_take_text(&reader->batch->arena, node->text, strlen(node->text));
    return *text || model_fail_memory(reader->error, reader->file);
}

bool model_read_flag(struct model_reader *reader, const struct model_node *node, const char *what,
                     bool *flag)
{
    if (node->kind == MODEL_SCALAR && !node->quoted) {
        *flag = strcmp(node->text, "true") == 0;
        if (*flag || strcmp(node->text, "false") == 0)
            return true;
    }
    return complain_type(reader, node, what, "true or false");
}

/* The number that `text` is, between the bounds. Not strtoll alone: it skips blanks and takes any
 * leading zero for an octal number. */
static bool parse_number(const char *text, int64_t lowest, int64_t highest, int64_t *number)
{
    const char *digits = *text == '-' ? text + 1 : text;
    bool hexadecimal = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
    if (hexadecimal)
        digits += 2;
    int64_t value = 0;
    const char *at = digits;
    for (; *at; at++) {
        static const char all[] = "0123456789abcdef";
        char low = *at >= 'A' && *at <= 'F' ? (char)(*at - 'A' + 'a') : *at;
        const char *digit = strchr(all, low);
        int64_t base = hexadecimal ? 16 : 10;
        if (!digit || digit - all >= base || value > (INT64_MAX - (digit - all)) / base)
            return false;
        value = value * base + (digit - all);
    }
    if (at == digits)
        return false;
    if (*text == '-')
        value = -value;
    if (value < lowest || value > highest)
        return false;
    *number = value;
    return true;
}

bool model_read_number(struct model_reader *reader, const struct model_node *node, const char *what,
                       int64_t lowest, int64_t highest, int64_t *number)
{
    if (node->kind == MODEL_SCALAR && parse_number(node->text, lowest, highest, number))
        return true;
    char wanted[80];
    snprintf(wanted, sizeof wanted, "a number from %lld to %lld", (long long)lowest,
             (long long)highest);
    if (lowest == INT64_MIN)
        snprintf(wanted, sizeof wanted, "a number");
    if (node->kind != MODEL_SCALAR || !*node->text)
        return complain_type(reader, node, what, wanted);
    char quoted[MODEL_QUOTED];
    return model_complain(reader, node, "'%s' is %s; it must be %s", what,
                          model_quote(quoted, node->text), wanted);
}

/* ---- Words, and what was meant ---- */

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* How many letters must be added, dropped or changed to make one of the other. */
static size_t distance(const char *a, const char *b)
{
    enum { LONGEST = 40 };
    size_t row[LONGEST + 1];
    size_t width = strlen(b);
    if (strlen(a) > LONGEST || width > LONGEST)
        return LONGEST;
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t above = row[j];
            row[j] = smallest(above + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1]));
            corner = above;
        }
    }
    return row[width];
}

/* The word that is nearest to `text`, or NULL if none is near. */
static const char *nearest(const char *text, const char *const *words, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (distance(text, words[i]) < distance(text, words[best]))
            best = i;
    size_t near = (strlen(text) + 2) / 3; /* one slip in three letters, but never many */
    return distance(text, words[best]) <= (near < 4 ? near : 4) ? words[best] : NULL;
}

static const char *list(char *text, size_t size, const char *const *words, size_t count)
{
    size_t used = 0;
    for (size_t i = 0; i < count && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s", i ? ", " : "", words[i]);
    return text;
}

bool model_read_word(struct model_reader *reader, const struct model_node *node, const char *what,
                     const char *const *words, size_t count, size_t *index)
{
    if (node->kind != MODEL_SCALAR || !*node->text)
        return complain_type(reader, node, what, "a word");
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], node->text) == 0) {
            *index = i;
            return true;
        }
    }
    char quoted[MODEL_QUOTED], all[300];
    return model_complain(reader, node, "unknown %s %s; write one of %s", what,
                          model_quote(quoted, node->text), list(all, sizeof all, words, count));
}

/* ---- Mappings ---- */

enum { MOST_KEYS = 24 };

static bool is_first(const struct model_key *key)
{
    return key->need == MODEL_FIRST || key->need == MODEL_REQUIRED_FIRST;
}

static bool is_required(const struct model_key *key)
{
    return key->need == MODEL_REQUIRED || key->need == MODEL_REQUIRED_FIRST;
}

static const struct model_key *find_key(const struct model_key *keys, const char *name)
{
    for (const struct model_key *key = keys; key->name; key++)
        if (strcmp(key->name, name) == 0)
            return key;
    return NULL;
}

static bool complain_key(struct model_reader *reader, const struct model_node *node,
                         const char *what, const struct model_key *keys)
{
    const char *words[MOST_KEYS] = {0};
    size_t count = 0;
    while (keys[count].name) {
        words[count] = keys[count].name;
        count++;
    }
    char quoted[MODEL_QUOTED], all[300];
    model_quote(quoted, node->text);
    const char *meant = nearest(node->text, words, count);
    if (meant)
        return model_complain(reader, node, "unknown key %s in %s; did you mean '%s'?", quoted,
                              what, meant);
    return model_complain(reader, node, "unknown key %s in %s; write one of %s", quoted, what,
                          list(all, sizeof all, words, count));
}

/* Every key is known and stands once, and none that is required is missing. */
static bool check_keys(struct model_reader *reader, const struct model_node *node, const char *what,
                       const struct model_key *keys)
{
    const struct model_node *seen[MOST_KEYS] = {0};
    for (const struct model_node *name = node->child; name; name = name->next->next) {
        if (name->kind != MODEL_SCALAR)
            return complain_type(reader, name, "key", "a word");
        const struct model_key *key = find_key(keys, name->text);
        if (!key)
            return complain_key(reader, name, what, keys);
        if (seen[key - keys])
            return model_complain(reader, name, "'%s' is given twice, first in line %u; keep one",
                                  key->name, seen[key - keys]->line);
        seen[key - keys] = name;
    }
    for (const struct model_key *key = keys; key->name; key++)
        if (is_required(key) && !seen[key - keys])
            return model_complain(reader, node, "%s has no '%s'; add it", what, key->name);
    return true;
}

bool model_read_mapping(struct model_reader *reader, const struct model_node *node,
                        const char *what, const struct model_key *keys, void *into)
{
    if (node->kind != MODEL_MAPPING)
        return complain_type(reader, node, what, "a mapping");
    if (!check_keys(reader, node, what, keys))
        return false;
    for (int first = 1; first >= 0; first--) {
        for (const struct model_node *name = node->child; name; name = name->next->next) {
            const struct model_key *key = find_key(keys, name->text);
            if (is_first(key) == first && !key->read(reader, name->next, into))
                return false;
        }
    }
    return true;
}

bool model_read_each(struct model_reader *reader, const struct model_node *node, const char *what,
                     bool (*one)(struct model_reader *, const struct model_node *, void *),
                     void *into)
{
    if (node->kind == MODEL_MAPPING)
        return one(reader, node, into);
    if (node->kind != MODEL_SEQUENCE)
        return complain_type(reader, node, what, "a mapping or a list of mappings");
    for (const struct model_node *item = node->child; item; item = item->next)
        if (!one(reader, item, into))
            return false;
    return true;
}

bool model_read_list(struct model_reader *reader, const struct model_node *node, const char *what,
                     bool (*one)(struct model_reader *, const struct model_node *, void *),
                     void *into)
{
    if (node->kind == MODEL_SCALAR && *node->text)
        return one(reader, node, into);
    if (node->kind != MODEL_SEQUENCE)
        return complain_type(reader, node, what, "a text or a list of texts");
    for (const struct model_node *item = node->child; item; item = item->next)
        if (!one(reader, item, into))
            return false;
    return true;
}
