/* asked.h - the line of the program that somebody asks about: `tinct why FILE:LINE`. */
#ifndef TINCT_ASKED_H
#define TINCT_ASKED_H

#include "csa.h"

/* The checker that answers, and its option that holds FILE:LINE. */
#define TAINT_WHY "tinct.Why"
#define TAINT_WHY_LINE "Line"

/* Reads the question, if there is one. */
void taint_asked_load(csa_unit *unit);
/* True if a line is asked about. */
bool taint_asked(void);
/* True if the function's definition holds the line. */
bool taint_asked_in(const csa_decl *function);
/* True if the expression stands on the line, in part at least. */
bool taint_asked_at(const csa_expr *expr);

/* A checker has reported what arrives in this argument of the call. */
void taint_asked_tell(const csa_expr *call, unsigned argument);
bool taint_asked_told(const csa_expr *call, unsigned argument);

#endif
