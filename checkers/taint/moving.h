/* moving.h - what moves from round to round of a loop, and what the loop's text does to stop it.
 *
 * A counter or a pointer moves if the loop only ever steps it on. Every other use of one counts as a
 * limit, whatever it is for: `if (i == MAX) break`, `left = end - p`, `if (full(i))`. What is left
 * are loops of which the conditions alone say how far it gets. Which values these conditions compare
 * is for the path to tell.
 */
#ifndef TINCT_MOVING_H
#define TINCT_MOVING_H

#include "csa.h"

enum { TAINT_MOVERS = 8, TAINT_CONDITIONS = 6, TAINT_LIMITS = 4 };

/* A variable or a field that the loop steps. */
struct taint_mover {
    const csa_decl *decl;
    int64_t least, most; /* of one step up; 0: by how much is not known */
    bool goes_up, goes_down;
    bool is_reset;                /* assigned to, declared in the loop, or known by its address */
    bool is_limited;              /* by something that is no constant */
    int64_t limits[TAINT_LIMITS]; /* constants that it is compared with */
    unsigned limit_count;
};

struct taint_moving {
    const csa_expr *loop; /* the statement */
    /* The loop goes on while each of these holds. */
    const csa_expr *conditions[TAINT_CONDITIONS];
    unsigned condition_count;
    struct taint_mover movers[TAINT_MOVERS];
    unsigned mover_count;
    /* Variables that are computed of themselves, as in `left = left - n`. */
    const csa_decl *computed[TAINT_MOVERS];
    unsigned computed_count;
    bool is_for;
    bool calls_unknown; /* functions that may look at fields and global variables */
    bool is_too_much;   /* to be told */
};

/* Forgets all loops: for begin_analysis. */
void taint_moving_reset(void);

/* In branch: the loop that `condition`, all of it or an operand of its `&&`, decides on. NULL for
 * other conditions, and for an operand as long as the path has not come to the last one. A number
 * that is stepped where it is tested (`if (n--)`) counts as limited from then on. */
const struct taint_moving *taint_moving_of(csa_context *cx, const csa_expr *condition);
/* The loop that is this statement, if taint_moving_of has met it; else NULL. */
const struct taint_moving *taint_moving_known(const csa_expr *statement);

/* True if the expression is this operator with its operands: "++", "<", ... */
bool taint_expr_is(const csa_expr *expr, const char *op);

/* The mover that the expression names, also while it steps it; NULL if it is none. */
const struct taint_mover *taint_mover_in(const struct taint_moving *moving, const csa_expr *expr);
/* The variable or field that is named, or stepped: `i`, `i++`, `s->n`; NULL if it is none. */
const csa_decl *taint_stepped(const csa_expr *expr);
/* True if the loop names the variable elsewhere than in subscripts and behind `*`. */
bool taint_moving_hands(csa_context *cx, const struct taint_moving *moving, const csa_decl *decl);

#endif
