/* scout.h - which functions are worth an analysis.
 *
 * A flow can only be found in the analysis of a function from which both a source and a sink can be
 * reached by calls, or by functions whose address is taken on the way. The scout looks at every call
 * once, when the file is parsed; it errs on the side of analysing.
 */
#ifndef TINCT_SCOUT_H
#define TINCT_SCOUT_H

#include "csa.h"

void taint_scout(csa_unit *unit);
/* False if no flow can be found by an analysis that starts at `function`, whose parameters hold
 * untrusted data (`handed`) or not. */
bool taint_scout_wants(const csa_decl *function, bool handed);
/* True if a sink may be reached from `function`, a function with a body. */
bool taint_scout_reaches_sink(const csa_decl *function);
/* True if calls from `function` may come to the line that is asked about (asked.h). */
bool taint_scout_reaches_asked(const csa_decl *function);

#endif
