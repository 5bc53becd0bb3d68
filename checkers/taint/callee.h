/* callee.h - the name and the arguments under which models know a function that is called.
 *
 * What a program writes as snprintf() reaches the compiler under other names, and with arguments that
 * the C library's headers insert: __builtin___snprintf_chk(s, n, flag, size, format, ...). Models
 * are written for the plain names only.
 */
#ifndef TINCT_CALLEE_H
#define TINCT_CALLEE_H

#include "model.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { CALLEE_REMOVED = 2 };

struct callee {
    const char *name; /* static, or part of the name that was asked for */
    /* The arguments of the call as written that `name` does not have, in ascending order. */
    unsigned char removed[CALLEE_REMOVED];
    unsigned removed_count;
};

/* Takes off `__builtin_`, `__isoc99_` and `__isoc23_`; and where the C library is known to declare
 * such a variant, `64`, `_unlocked`, and the `__`...`_chk`, `_chk_warn` or `_alias` of
 * _FORTIFY_SOURCE. Any other name comes back as it is. NULL gives a NULL name. */
struct callee callee_normalise(const char *name);

/* The model of `name`: of that very name if there is one, else of the normalised one. Fills *callee
 * accordingly even if the answer is NULL. */
const struct model_function *callee_model(const struct model_set *set, const char *name,
                                          struct callee *callee);

/* The argument of the call as written that is `argument` of the normalised function. */
unsigned callee_argument(const struct callee *callee, unsigned argument);

#ifdef __cplusplus
}
#endif
#endif
