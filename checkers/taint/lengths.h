/* lengths.h - how long untrusted text can be, and how much room memory has for it.
 *
 * The length of a text is bounded by what its content says (content.h), by the memory that holds it,
 * by a NUL that was stored in it, and by what the path has assumed of its strlen().
 */
#ifndef TINCT_LENGTHS_H
#define TINCT_LENGTHS_H

#include "effects.h"
#include "room.h"

/* Forgets what was interned: for begin_analysis. */
void taint_lengths_reset(void);

/* The content of the text at `pointer`, with what is known of its length; `unit` is the bytes of a
 * character. */
taint_content taint_read_text(csa_context *cx, const csa_state *st, csa_val pointer, unsigned unit);

/* The most that a number of bytes can be: TAINT_SOME_LENGTH if nobody knows. */
uint32_t taint_most(csa_context *cx, const csa_state *st, csa_val number);

/* As taint_content_reach(), on a path that may have assumed more. `carrier`, the expression that
 * the text was named by, and `text`, its address, tell texts from the same source apart. */
uint64_t taint_reach(csa_context *cx, const csa_state *st, taint_content content,
                     const csa_expr *carrier, csa_val text);

/* True if `number` is the length of an untrusted text, or more or less than that by a constant:
 * *content is the text's, *most the highest it can be, in characters, or TAINT_NO_BOUND. */
bool taint_length_of_text(csa_context *cx, const csa_state *st, csa_val number,
                          taint_content *content, uint64_t *most);

/* True if `number` is less than the length of an untrusted text by a constant, and that can be more than
 * the text has: `strlen(line) - 1` where the line may be empty. *content is the text's. */
bool taint_length_is_short(csa_context *cx, const csa_state *st, csa_val number,
                           taint_content *content);

/* True if `number` counts a part of the text that stands in the buffer of `place`, or one more: where
 * something was found in a text, one character at least follows, the NUL. */
bool taint_is_inside_text(const csa_state *st, csa_val number, const csa_region *place);

/* True if `pointer` stands behind the start of `object` by the lengths of untrusted texts and by
 * constants: *content is a text's, *most the most bytes that it can be, or TAINT_NO_BOUND. */
bool taint_offset_by_text(csa_context *cx, const csa_state *st, csa_val pointer,
                          const csa_region *object, taint_content *content, uint64_t *most);
/* Both numbers, lengths of texts, are not large at once: one is a part of the text that the other
 * measures, or of the same text; or the path has compared their sum with something. */
bool taint_lengths_are_tied(const csa_state *st, csa_val a, csa_val b);

/* A text whose length a number is. */
struct taint_measured {
    taint_step step; /* that filled it */
    const csa_region *region;
    const char *name; /* as written; interned */
};
bool taint_measured(const csa_state *st, const csa_symbol *symbol, struct taint_measured *out);

/* The state in which the call's result is the length of a text of this content, all of which need not
 * stand anywhere. */
const csa_state *taint_measure_printed(csa_context *cx, const csa_state *st, const csa_call *call,
                                       taint_content content);

/* In operation: `expr` subtracts pointers to `value`. Where one points into a text at what was found
 * there, and the other to its beginning, that is the length of the part in front. */
const csa_state *taint_measure_difference(csa_context *cx, const csa_state *st,
                                          const csa_expr *expr, const csa_state *before,
                                          csa_val value);

/* Of a comparison of pointers, `end` with `limit`, which is so and so far (`*most`) behind the
 * beginning of the text that `end` was found in: a number for the part up to `end`, or 0. */
uint32_t taint_measure_between(csa_context *cx, const csa_state *st, const csa_expr *end,
                               const csa_expr *limit, int64_t *most);
/* The state in which that part's length and `limit` compare so. */
const csa_state *taint_learn_between(csa_context *cx, const csa_state *st, uint32_t part,
                                     const char *op, int64_t limit);

/* In post_call: the call measured a text, or allocated memory. */
const csa_state *taint_lengths_after(csa_context *cx, const csa_state *st, const csa_call *call,
                                     const struct taint_model *model);
/* The path assumes a condition, which may bound a length that was measured. */
const csa_state *taint_lengths_assume(csa_context *cx, const csa_state *st, csa_val condition,
                                      bool truth);
/* What was assumed of text from this step speaks of text that was there before. */
const csa_state *taint_lengths_forget(csa_context *cx, const csa_state *st, taint_step step);
#endif
