#include "format.h"

#include <string.h>

void format_begin(struct format_walk *walk, const char *format, size_t length, bool scan,
                  enum model_dialect dialect)
{
    *walk = (struct format_walk){format, format + length, 0, scan, dialect};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads a number at walk->at; -1 if there is none. Stops growing where it could overflow. */
static int read_number(struct format_walk *walk)
{
    if (walk->at == walk->end || !is_digit(*walk->at))
        return -1;
    int n = 0;
    for (; walk->at < walk->end && is_digit(*walk->at); walk->at++) {
        if (n < 100000)
            n = n * 10 + (*walk->at - '0');
    }
    return n;
}

static bool skip(struct format_walk *walk, char c)
{
    if (walk->at == walk->end || *walk->at != c)
        return false;
    walk->at++;
    return true;
}

static void skip_any(struct format_walk *walk, const char *set)
{
    while (walk->at < walk->end && *walk->at && strchr(set, *walk->at))
        walk->at++;
}

/* `%[...]`: a ']' that comes first belongs to the set. */
static void skip_set(struct format_walk *walk)
{
    skip(walk, '^');
    skip(walk, ']');
    while (walk->at < walk->end && *walk->at != ']')
        walk->at++;
    skip(walk, ']');
}

/* A width or precision: a number, or `*` or `*m$`, which takes an argument: -2, and *argument. */
static int read_size(struct format_walk *walk, int *argument)
{
    if (!skip(walk, '*'))
        return read_number(walk);
    const char *start = walk->at;
    int position = read_number(walk);
    if (position > 0 && skip(walk, '$')) {
        *argument = position - 1;
    } else {
        walk->at = start;
        *argument = walk->next++;
    }
    return -2;
}

static bool conversion_is_text(const struct format_walk *walk, char conversion)
{
    if (walk->scan)
        return strchr("scSC[", conversion) != NULL;
    return strchr("scSC", conversion) ||
           (walk->dialect == MODEL_DIALECT_SQLITE && strchr("qQwz", conversion));
}

/* The directive behind a '%'. False if it is cut short. */
static bool read_directive(struct format_walk *walk, struct format_piece *piece)
{
    const char *start = walk->at;
    int position = read_number(walk);
    if (position < 1 || !skip(walk, '$')) {
        walk->at = start;
        position = 0;
    }
    bool suppressed = walk->scan && skip(walk, '*');
    piece->precision = -1;
    if (walk->scan) {
        skip_any(walk, "'");
        piece->width = read_number(walk);
        piece->allocates = skip(walk, 'm');
    } else {
        skip_any(walk, "-+ #0'I!,");
        int width_argument;
        read_size(walk, &width_argument);
        if (skip(walk, '.')) {
            piece->precision = read_size(walk, &piece->precision_argument);
            if (piece->precision == -1)
                piece->precision = 0;
        }
    }
    skip_any(walk, walk->dialect == MODEL_DIALECT_SQLITE ? "hl" : "hlLqjzt");
    if (walk->at == walk->end || !*walk->at)
        return false;
    piece->conversion = *walk->at++;
    if (walk->scan && piece->conversion == '[')
        skip_set(walk);
    piece->text = conversion_is_text(walk, piece->conversion);
    piece->clears = 0;
    if (walk->dialect == MODEL_DIALECT_SQLITE && strchr("qQw", piece->conversion))
        piece->clears = 1u << MODEL_SINK_SQL;
    if (walk->scan && strchr("sS", piece->conversion)) /* it stops at white space */
        piece->clears = 1u << MODEL_SINK_HEADER | 1u << MODEL_SINK_LOG;
    bool takes_none =
        piece->conversion == '%' || suppressed || (!walk->scan && piece->conversion == 'm');
    piece->argument = takes_none ? -1 : position > 0 ? position - 1 : walk->next++;
    return true;
}

bool format_next(struct format_walk *walk, struct format_piece *piece)
{
    if (walk->at == walk->end || !walk->at)
        return false;
    *piece =
        (struct format_piece){.literal = walk->at, .argument = -1, .precision = -1, .width = -1};
    const char *percent = memchr(walk->at, '%', (size_t)(walk->end - walk->at));
    const char *stop = percent ? percent : walk->end;
    piece->literal_length = (size_t)(stop - walk->at);
    walk->at = stop;
    if (!percent)
        return true;
    walk->at++;
    if (skip(walk, '%')) {
        piece->literal_length++; /* one of the two stands for the character */
        piece->conversion = '%';
        return true;
    }
    if (!read_directive(walk, piece))
        walk->at = walk->end;
    return true;
}
