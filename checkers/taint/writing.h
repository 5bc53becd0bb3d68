/* writing.h - texts that the program writes character by character.
 *
 * Where the characters are written in order, from the first one on, the text is what was written once
 * the NUL is put behind it, and nothing of what the memory held before: a text that is cleaned in
 * place, one whose quotes are doubled. What a character cannot be on the path is known of the text.
 */
#ifndef TINCT_WRITING_H
#define TINCT_WRITING_H

#include "content.h"

/* Forgets what was interned: for begin_analysis. */
void taint_writings_reset(void);

/* `content`, which is a character or 0 if nothing is known of it, is written to `element`. */
const csa_state *taint_write_character(csa_context *cx, const csa_state *st,
                                       const csa_region *element, const csa_symbol *character,
                                       taint_content content);
/* The same for a NUL: the text holds what was written, if that was written in order. */
const csa_state *taint_write_end(csa_context *cx, const csa_state *st, const csa_region *element);
/* A call writes `content` to `place`. */
const csa_state *taint_write_piece(csa_context *cx, const csa_state *st, const csa_region *place,
                                   taint_content content);

#endif
