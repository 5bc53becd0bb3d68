/* unknown.h - which flags Clang does not know: Clang itself is asked. */
#ifndef TINCT_UNKNOWN_H
#define TINCT_UNKNOWN_H

#include "cache.h"
#include "text.h"

/* Takes the flags that the Clang at `clang` refuses out of `flags` and adds them to `dropped`. A
 * language standard it knows by an older name is renamed. `target` ("--target=…") is asked with
 * them and may be NULL. */
void unknown_take_out(struct cache *cache, const char *clang, const char *target,
                      struct list *flags, struct list *dropped);

/* Index of the flag in `flags` that a line of Clang's errors complains of; flags->count if none.
 * For tests. */
size_t unknown_culprit(const char *line, const struct list *flags);

#endif
