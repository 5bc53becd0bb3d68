#include "utf8.h"

#include "text.h"

#define REPLACEMENT "\xef\xbf\xbd"

size_t utf8_length(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    if (!at[0])
        return 0;
    if (at[0] < 0x80)
        return 1;
    size_t length = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
    if (at[0] < 0xc2 || at[0] > 0xf4)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    /* Overlong forms, surrogates and what is past U+10FFFF. */
    if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) ||
        (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f))
        return 0;
    return length;
}

static char *clean(const char *text, bool for_terminal)
{
    struct text out = {0};
    while (*text) {
        size_t length = utf8_length(text);
        unsigned char c = (unsigned char)text[0];
        bool control = (c < 0x20 && c != '\t') || c == 0x7f ||
                       (length == 2 && c == 0xc2 && (unsigned char)text[1] < 0xa0);
        if (length && !(for_terminal && control)) {
            text_add_bytes(&out, text, length);
            text += length;
        } else {
            text_add(&out, REPLACEMENT);
            text += length ? length : 1;
        }
    }
    return text_take(&out);
}

char *utf8_repair(const char *text)
{
    return clean(text, false);
}

char *utf8_harmless(const char *text)
{
    return clean(text, true);
}

unsigned utf8_column(const char *line, size_t length, unsigned column)
{
    unsigned characters = 1;
    size_t at = 0;
    while (at + 1 < column && at < length) {
        size_t step = utf8_length(line + at);
        at += step ? step : 1;
        characters++;
    }
    if (at + 1 < column)
        characters += column - 1 - (unsigned)at;
    return characters;
}
