/* checked.h - what is known of a text, and whether it is enough for a kind of sink. Plain C. */
#ifndef TINCT_CHECKED_H
#define TINCT_CHECKED_H

#include "charset.h"
#include "content.h"

enum checked_flag {
    CHECKED_CONSTANT = 1,  /* it is one of the program's own texts */
    CHECKED_NO_DOTS = 2,   /* ".." does not occur in it */
    CHECKED_PREFIX = 4,    /* it begins with a text of the program's own */
    CHECKED_CANONICAL = 8, /* an absolute path without links and ".." */
    CHECKED_APART = 16,    /* what is checked of the text that it was made of says nothing of it */
    CHECKED_PLACE = 32,    /* a URL whose host the program's own text in front has settled */
    CHECKED_PORT = 64      /* the same, unless what was in front is the name of a user */
};

struct checked {
    charset absent;       /* do not occur in it */
    charset absent_first; /* its first character is none of them */
    uint32_t cleared;     /* kinds of sinks, as bits, that a validator or sanitizer speaks for */
    unsigned flags;       /* of checked_flag */
    uint64_t host;        /* bytes of a URL's scheme and host that it begins with; 0: none */
};

/* It begins with these bytes of the program's own; NULL: with some that are not known. */
struct checked checked_begins(const char *bytes, size_t length);

/* Both are known of the same text. */
struct checked checked_both(struct checked a, struct checked b);
/* The quote that is open in front of part `index` as the language of the sink has it, or NUL. */
char checked_quote(taint_content content, size_t index, enum model_sink sink);
/* The characters that a text between such quotes must lack, all of them, to be harmless to the sink;
 * "" where characters alone do not decide. */
const char *checked_harmful(enum model_sink sink, char quote);
/* True if a text of which this is known, as part `index` of the content, cannot harm the sink. */
bool checked_suffices(const struct checked *checked, taint_content content, size_t index,
                      enum model_sink sink);

/* What of `after` is not known by `before`. */
struct checked checked_news(struct checked before, struct checked after);
/* Writes for people what is known, "holds none of ';' and '|'", as snprintf() does; "" if nothing. */
void checked_say(const struct checked *checked, char *out, size_t size);

#endif
