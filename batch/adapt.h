/* adapt.h - what Clang must be told so that it sees a file as its own compiler does. */
#ifndef TINCT_ADAPT_H
#define TINCT_ADAPT_H

#include "answer.h"

/* "--target=…" for a compiler whose target is `target`, or NULL where Clang's own default target,
 * `clang_target`, is the same machine and system. The caller frees it. */
char *adapt_target(const char *target, const char *clang_target);

/* Adds what makes the answers alike: the include path, the types and the macros in which `theirs`
 * differs from `clangs`. What only tells compilers apart stays as it is. `before` goes in front of
 * the command's own flags, which win, and `after` behind them. `other_target`: the compiler's
 * target is not Clang's default. */
void adapt(const struct answer *theirs, const struct answer *clangs, bool other_target,
           struct list *before, struct list *after);

#endif
