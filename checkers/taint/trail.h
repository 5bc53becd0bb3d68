/* trail.h - the variables that held the data, told backwards from the sink.
 *
 * Every assignment of untrusted data to a variable leaves a note on the path; a report shows those
 * that matter: it starts with the variables named at the sink, and each note that is shown adds the
 * variables on its own right-hand side.
 */
#ifndef TINCT_TRAIL_H
#define TINCT_TRAIL_H

#include "content.h"

enum { TAINT_NAMES = 4 };

/* Variables named by an expression, by csa_region_number(). */
struct taint_names {
    unsigned count;
    uint64_t numbers[TAINT_NAMES];
};

/* Forgets the notes of the analysis before. */
void taint_trail_reset(void);

/* `in_caller` for an argument of the call that led into the current function. */
struct taint_names taint_names_in(csa_context *cx, const csa_expr *expr, bool in_caller);

/* The variables matter to the report from here backwards. */
void taint_trail_mark(csa_report *report, const struct taint_names *names);

/* Notes that the variable at `region` holds `content` from here on, which came from `names`. The
 * variables that receive something at one point share a note: between begin and end. */
void taint_trail_begin(void);
void taint_trail_add(csa_context *cx, const csa_region *region, taint_content content,
                     const struct taint_names *names);
/* NULL if no variable with a name was added. Lives until the next call of this function. */
const struct csa_note *taint_trail_end(void);

#endif
