#include "markup.h"

#include <string.h>

/* How far a page was read. */
struct place {
    char quote;   /* that is open; or NUL */
    char last;    /* character that was no blank */
    bool in_code; /* inside <script> */
};

static bool begins(const char *text, size_t length, const char *word)
{
    size_t n = strlen(word);
    return length >= n && memcmp(text, word, n) == 0;
}

/* An apostrophe of prose is no quote: in markup one stands behind `=`. */
static void read_on(struct place *place, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (begins(text + i, length - i, "</script")) {
            *place = (struct place){0};
        } else if (place->quote) {
            if (c == place->quote)
                place->quote = '\0';
        } else if (c == '"' || c == '\'') {
            if (place->last == '=' || place->in_code)
                place->quote = c;
        } else if (begins(text + i, length - i, "<script")) {
            place->in_code = true;
        }
        if (c != ' ' && c != '\n' && c != '\t')
            place->last = c;
    }
}

enum model_sink markup_place(taint_content page, size_t index)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(page, &count);
    struct place place = {0};
    for (size_t i = 0; i < index && i < count; i++) {
        if (parts[i].kind == TAINT_LITERAL)
            read_on(&place, parts[i].bytes, parts[i].length);
        else
            place.last = '\0';
    }
    switch (place.quote) {
    case '"':
        return MODEL_SINK_HTML_DOUBLE;
    case '\'':
        return MODEL_SINK_HTML_SINGLE;
    default:
        return MODEL_SINK_HTML;
    }
}
