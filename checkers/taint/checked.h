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
/* True if a text of which this is known, as part `index` of the content, cannot harm the sink. */
bool checked_suffices(const struct checked *checked, taint_content content, size_t index,
                      enum model_sink sink);

#endif
