/* loops.h - paths through loops that run longer than the analyzer follows. */
#ifndef TINCT_LOOPS_H
#define TINCT_LOOPS_H

#include "csa.h"

/* In branch: where the analyzer would soon give the path up, it goes on with what the loop writes
 * unknown. */
void taint_loop(csa_context *cx);

#endif
