/* answer.h - what a compiler says about itself for given flags. */
#ifndef TINCT_ANSWER_H
#define TINCT_ANSWER_H

#include "cache.h"
#include "text.h"

struct answer {
    char *trouble;        /* why there is no answer, or NULL */
    char *target;         /* "aarch64-linux-gnu"; "" if it did not say */
    bool has_includes;    /* it told its include path, which may still be empty */
    struct list includes; /* the system include path, absolute and normal, first searched first */
    struct list own;      /* directories on it that hold the compiler's own headers */
    struct list macros;   /* predefined, as "NAME VALUE", sorted */
};

/* Asks the compiler at `program` (absolute) with `flags`, once: the answer is kept in `cache`. */
void answer_ask(struct cache *cache, const char *program, const struct list *flags,
                struct answer *answer);
void answer_free(struct answer *answer);

/* The value of a macro in `answer` ("" if it has none), or NULL where it is not defined. */
const char *answer_macro(const struct answer *answer, const char *name);
/* Whether a directory holds a compiler's own headers (stddef.h, intrinsics), which only that
 * compiler understands. */
bool is_compilers_own(const char *directory);

/* What `-v -E -dM` printed: for tests. */
void answer_parse(const char *macros, const char *verbose, struct answer *answer);

#endif
