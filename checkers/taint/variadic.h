/* variadic.h - functions with variable arguments: their calls are followed where untrusted data is
 * handed to them, and what a va_list holds is known inside.
 */
#ifndef TINCT_VARIADIC_H
#define TINCT_VARIADIC_H

#include "csa.h"

/* Forgets the arguments of the analysis before. */
void taint_variadic_reset(void);

/* In eval_call: follows the call if untrusted data goes in that the body may do something with. */
bool taint_variadic_follow(csa_context *cx, const csa_call *call);

/* In eval_call: va_start, va_copy and va_end write their list and nothing else. The analyzer takes
 * them for functions that it does not know, and forgets the format that va_start is handed, and the
 * file's variables. */
bool taint_variadic_eval(csa_context *cx, const csa_call *call);

/* In post_call: the state after `call`, if that is a va_start or a va_copy. */
const csa_state *taint_variadic_begin(csa_context *cx, const csa_state *st, const csa_call *call);

/* The i-th of the arguments that are left in a list, and what its caller wrote for it. False if that
 * is not known. */
bool taint_variadic_get(const csa_state *st, csa_val list, unsigned i, csa_val *value,
                        const csa_expr **expr);

/* The state in which one argument less is left. */
const csa_state *taint_variadic_advance(csa_context *cx, const csa_state *st, csa_val list);

#endif
