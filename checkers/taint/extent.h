/* extent.h - memory whose size the program computed: `malloc(n + 1)`, `malloc(strlen(s) + 1)`.
 *
 * Nothing is known of such a size but what it is made of. That tells enough where what is written has
 * the same parts: `t[n]` in n bytes, a text and its NUL in as many bytes as it has characters; where
 * the path has compared one with the other; and where outsiders choose both and nobody compares.
 */
#ifndef TINCT_EXTENT_H
#define TINCT_EXTENT_H

#include "effects.h"
#include "interval.h"

/* Forgets what was interned: for begin_analysis. */
void taint_extents_reset(void);

/* In post_call: the call returned memory whose size is `size` times `factor`, written as `expr`. */
const csa_state *taint_extent_set(csa_context *cx, const csa_state *st, const csa_symbol *pointer,
                                  csa_val size, int64_t factor, const csa_expr *expr);
/* The path has assumed something that may limit a size. */
const csa_state *taint_extents_assume(csa_context *cx, const csa_state *st);
/* Text from this step is no longer what was measured. */
const csa_state *taint_extents_forget(csa_context *cx, const csa_state *st, taint_step step);

struct taint_shortage {
    const csa_expr *size; /* as written */
    taint_content
        content; /* of the number or the text that may be too large, or of the size that may be
                              too small */
};

/* True if `length` times `unit` bytes and `more` behind `pointer` may be more than were allocated. */
bool taint_extent_is_short(csa_context *cx, const csa_state *st, csa_val pointer, csa_val length,
                           taint_number unit, taint_number more, struct taint_shortage *out);

/* True if the string may have more bytes, with its NUL, than were allocated at the place it is written
 * to. */
bool taint_extent_is_short_of(csa_context *cx, const csa_state *st,
                              const struct taint_string *string, const csa_expr **size);

#endif
