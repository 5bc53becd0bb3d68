#include "fingerprint.h"

#include "hash.h"
#include "memory.h"
#include "text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Length of a literal that starts at a quote, both quotes included. */
static size_t literal_length(const char *at, size_t left)
{
    for (size_t i = 1; i < left; i++) {
        if (at[i] == '\\')
            i++;
        else if (at[i] == at[0])
            return i + 1;
    }
    return left;
}

static size_t comment_length(const char *at, size_t left)
{
    if (left < 2 || at[0] != '/' || (at[1] != '/' && at[1] != '*'))
        return 0;
    if (at[1] == '/')
        return left;
    for (size_t i = 2; i + 1 < left; i++)
        if (at[i] == '*' && at[i + 1] == '/')
            return i + 2;
    return left;
}

char *fingerprint_text(const char *line, size_t length)
{
    struct text out = {0};
    bool gap = false;
    for (size_t i = 0; i < length;) {
        size_t comment = comment_length(line + i, length - i);
        if (comment || isspace((unsigned char)line[i])) {
            gap = true;
            i += comment ? comment : 1;
            continue;
        }
        if (gap && out.length && is_word(out.data[out.length - 1]) && is_word(line[i]))
            text_add_char(&out, ' ');
        gap = false;
        bool quote = line[i] == '"' || line[i] == '\'';
        size_t step = quote ? literal_length(line + i, length - i) : 1;
        text_add_bytes(&out, line + i, step);
        i += step;
    }
    return text_take(&out);
}

static void add_line(struct hash *hash, struct sources *sources, const char *file, unsigned line)
{
    size_t length = 0;
    const char *start = source_line(sources, file, line, &length);
    char *text = start ? fingerprint_text(start, length) : copy_text("");
    hash_add(hash, text);
    free(text);
}

static struct hash identity(const struct finding *finding, struct sources *sources)
{
    struct hash hash = hash_start();
    hash_add(&hash, finding->checker);
    hash_add(&hash, finding->file);
    hash_add(&hash, finding->function);
    add_line(&hash, sources, finding->file, finding->line);
    if (finding->step_count) {
        hash_add(&hash, finding->steps[0].file);
        add_line(&hash, sources, finding->steps[0].file, finding->steps[0].line);
    }
    return hash;
}

/* Findings by their identity, so that the ordinal among equals need not search them all. */
struct ordered {
    struct hash hash;
    size_t index;
};

static int compare(const void *left, const void *right)
{
    const struct ordered *a = left, *b = right;
    if (a->hash.a != b->hash.a)
        return a->hash.a < b->hash.a ? -1 : 1;
    if (a->hash.b != b->hash.b)
        return a->hash.b < b->hash.b ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

void fingerprint_all(struct findings *findings, struct sources *sources)
{
    struct ordered *ordered = allocate(findings->count, sizeof *ordered);
    for (size_t i = 0; i < findings->count; i++)
        ordered[i] = (struct ordered){identity(&findings->items[i], sources), i};
    qsort(ordered, findings->count, sizeof *ordered, compare);
    size_t ordinal = 0;
    for (size_t i = 0; i < findings->count; i++) {
        bool equal = i && ordered[i].hash.a == ordered[i - 1].hash.a &&
                     ordered[i].hash.b == ordered[i - 1].hash.b;
        ordinal = equal ? ordinal + 1 : 0;
        char *number = format_text("%zu", ordinal);
        struct hash hash = ordered[i].hash;
        hash_add(&hash, number);
        free(number);
        hash_text(&hash, findings->items[ordered[i].index].fingerprint);
    }
    free(ordered);
}
