/* guards.h - what the program has checked of untrusted text on this path.
 *
 * A check is recorded when its outcome is assumed, for the memory that holds the text and the step
 * that brought the data there, and judged when a sink is reached, by what that kind of sink can be
 * harmed with. What is checked once holds for everything that is made of the text later, and for
 * what was made of it before: a flow is guarded if its data was in any text on its way. One step may
 * fill several texts (argv[1] and argv[2], the pieces of a line): each is checked for itself. A step
 * that happens again (a loop reads the next line) is unchecked again.
 *
 * Three kinds of knowledge:
 *  - results that tell something (strcmp, strspn, a project's validator by its model): the symbol of
 *    the result remembers what it would tell, the assumption of its value makes it known;
 *  - characters: each byte of a text that is compared or classified loses the members it cannot be;
 *    when the path reaches the end of the text, what no byte can be does not occur in it;
 *  - qualities that a function gives its result: realpath() is canonical.
 */
#ifndef TINCT_GUARDS_H
#define TINCT_GUARDS_H

#include "functions.h"
#include "reading.h"

/* Forgets what was interned: for begin_analysis. */
void taint_guards_reset(void);

/* post_call: the result remembers what it would tell. `model` is NULL for a function of the
 * program's that was not followed. */
const csa_state *taint_guards_call(csa_context *cx, const csa_state *before, const csa_state *st,
                                   const csa_call *call, const struct taint_model *model);
/* load: `text[strspn(text, set)]`, and glibc's table behind isalnum(). */
const csa_state *taint_guards_load(csa_context *cx, const csa_state *st, const csa_expr *expr,
                                   csa_val location);
/* bind: `text[strcspn(text, "\n")] = 0` cuts off what was looked for. */
const csa_state *taint_guards_bind(csa_context *cx, const csa_state *st, const csa_region *region,
                                   csa_val value);
/* assume. */
const csa_state *taint_guards_assume(csa_context *cx, const csa_state *st, csa_val condition,
                                     bool truth);

#endif
