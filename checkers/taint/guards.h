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

#include "content.h"
#include "functions.h"

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
/* The kinds of sinks, as bits, that the character `symbol` can harm in no text: what it is not is
 * known. For functions that copy a text one character after the other and write something else for
 * those that matter. */
uint32_t taint_guards_character(csa_context *cx, const csa_state *st, const csa_symbol *symbol);
/* end_function: a function that was handed a text and has not read it to its end will not. */
const csa_state *taint_guards_leave(csa_context *cx, const csa_state *st);
/* assume. */
const csa_state *taint_guards_assume(csa_context *cx, const csa_state *st, csa_val condition,
                                     bool truth);

/* The step brings new data into `text` (as taint_text): what was known of its data there is void,
 * but for what `qualities` say (bits of model_quality). A piece is a part of the text it was made of,
 * as strchr() finds it: what is checked of that text later is not said of the piece. */
const csa_state *taint_guards_renew(csa_context *cx, const csa_state *st, uint64_t text,
                                    taint_step step, unsigned qualities, bool is_piece);

/* True if what was checked on this path keeps part `index` of the content of `text` from harming the
 * sink. */
bool taint_is_guarded(const csa_state *st, uint64_t text, taint_content content, size_t index,
                      enum model_sink sink);

#endif
