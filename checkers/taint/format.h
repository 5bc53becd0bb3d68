/* format.h - walks a printf- or scanf-style format, piece by piece.
 *
 * Sources: ISO C11 7.21.6.1 (fprintf) and 7.21.6.2 (fscanf); POSIX.1-2017 for %n$, %C, %S and %m;
 * SQLite's printf page (sqlite.org/printf.html) for %q, %Q, %w and %z.
 */
#ifndef TINCT_FORMAT_H
#define TINCT_FORMAT_H

#include "model.h"

#include <stdbool.h>
#include <stddef.h>

struct format_piece {
    const char
        *literal; /* bytes before the directive, with the first `%` of a `%%`; may be empty */
    size_t literal_length;
    char conversion;        /* 's', 'd', '[', ...; 0: the format ends here */
    int argument;           /* of the value, from 0 among the formatted ones; -1: takes none */
    int precision;          /* of printf: a number, or -1 for none, or -2 for one in an argument */
    int precision_argument; /* which one then, counted as `argument` */
    int width;              /* of scanf: the most characters; -1 for none */
    bool allocates;         /* %ms of scanf: the value goes into memory of its own */
    bool text;              /* the value is text (%s, %c; %[), not a number */
    uint32_t clears;        /* sink kinds that this directive sanitizes for, as bits */
};

struct format_walk {
    const char *at, *end;
    int next; /* argument of the next directive that names none */
    bool scan;
    enum model_dialect dialect;
};

void format_begin(struct format_walk *walk, const char *format, size_t length, bool scan,
                  enum model_dialect dialect);
/* Fills the next piece; false after the last. A directive that is cut short ends the format. */
bool format_next(struct format_walk *walk, struct format_piece *piece);

#endif
