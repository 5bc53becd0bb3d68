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

#endif
