/* culprit.h - which flags a compiler's errors complain of. */
#ifndef TINCT_CULPRIT_H
#define TINCT_CULPRIT_H

#include "text.h"

/* Moves every flag that an "error: " line of `errors` names in quotes, as GCC and Clang do, from
 * `flags` to `out`: the flag itself, or one whose value is named. False when none is named. */
bool culprits_take_out(const char *errors, struct list *flags, struct list *out);

#endif
