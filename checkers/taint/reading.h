/* reading.h - texts that the program reads character by character.
 *
 * Each byte of an untrusted text that is compared or classified loses the characters it cannot be.
 * When the path reaches the end of the text, what none of its bytes can be does not occur in it.
 */
#ifndef TINCT_READING_H
#define TINCT_READING_H

#include "checks.h"

/* Forgets what was interned: for begin_analysis. */
void taint_readings_reset(void);

/* The byte that `symbol` stands for, if it is one of an untrusted text, is none of `excluded`. */
const csa_state *taint_exclude(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                               charset excluded);
/* The condition, if it is about a single byte of untrusted text, is assumed. */
const csa_state *taint_compare_character(csa_context *cx, const csa_state *st,
                                         const csa_symbol *condition, bool truth);
/* The text has at most `length` characters. */
const csa_state *taint_reach_end(csa_context *cx, const csa_state *st, const csa_region *text,
                                 int64_t length);
/* `*at = '_'`: the character that was read there is another one now. */
const csa_state *taint_replace_character(csa_context *cx, const csa_state *st,
                                         const csa_region *region, csa_val value);
/* `value` was read from `region`. At an index that is not known, each load of the byte has a symbol of
 * its own, which are one byte all the same; and a byte may have been read elsewhere before it was
 * written there. Where a NUL is read that the program has put there, the text ends. */
const csa_state *taint_read_character(csa_context *cx, const csa_state *st,
                                      const csa_region *region, csa_val value);

/* What the character `symbol` is not, as far as that is known. */
charset taint_excluded_of(csa_context *cx, const csa_state *st, const csa_symbol *symbol);
/* The kinds of sinks, as bits, that the character `symbol` can harm in no text: what it is not is
 * known. For functions that copy a text one character after the other and write something else for
 * those that matter. */
uint32_t taint_guards_character(csa_context *cx, const csa_state *st, const csa_symbol *symbol);
/* In end_function: a function that was handed a text and has not read it to its end will not. */
const csa_state *taint_guards_leave(csa_context *cx, const csa_state *st);

#endif
