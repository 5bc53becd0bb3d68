/* checks.h - what was checked, on this path, of the data that a step brought into a text.
 *
 * A text is a piece of memory (taint_text()), a step what brought the data there: one step may fill
 * several texts, which are checked each for itself, and one text may hold what several steps
 * brought. What is known of the data when it is moved on is known of what is made of it.
 */
#ifndef TINCT_CHECKS_H
#define TINCT_CHECKS_H

#include "checked.h"

/* Forgets what was interned: for begin_analysis. */
void taint_checks_reset(void);

/* What is known of the data itself, without what is known of the data it was made of. */
struct checked taint_own_checks(const csa_state *st, uint64_t text, taint_step step);
/* What is known of it and of all that it was made of. */
struct checked taint_checks_of(const csa_state *st, uint64_t text, taint_step step);
/* The fact holds for the whole text: for each hole of its content; what begins it is said of its
 * first part alone. */
const csa_state *taint_learn_check(csa_context *cx, const csa_state *st, const csa_region *text,
                                   taint_content content, struct checked fact);
/* A character that the step brought into `text` is none of `absent`; others may have been before
 * (`has_more`). */
const csa_state *taint_learn_character(csa_context *cx, const csa_state *st, uint64_t text,
                                       taint_step step, charset absent, bool has_more);
/* The step brings new data into `text` (as taint_text): what was known of its data there is void,
 * but for what `qualities` say (bits of model_quality). A piece is a part of the text it was made of,
 * as strchr() finds it: what is checked of that text later is not said of the piece. */
const csa_state *taint_guards_renew(csa_context *cx, const csa_state *st, uint64_t text,
                                    taint_step step, unsigned qualities, bool is_piece);

/* True if what was checked on this path keeps part `index` of the content of `text` from harming the
 * sink, or would if the characters of `also` were known to be absent as well. */
bool taint_is_guarded(const csa_state *st, uint64_t text, taint_content content, size_t index,
                      enum model_sink sink, charset also);

/* The report is about the data that `step` brought into `text` and that must not harm the sink,
 * where it stands between such quotes (NUL: none): its notes tell what was checked of it. */
void taint_checks_mark(csa_report *report, uint64_t text, taint_step step, enum model_sink sink,
                       char quote);
/* What a step of the path has checked of the data that the report is about, and what gets through
 * all the same: as csa_checker.learnt. */
bool taint_checks_learnt(csa_report *report, const csa_state *before, const csa_state *after,
                         csa_text *out);

#endif
