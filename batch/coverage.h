/* coverage.h - what was analysed and what was not, said at the end of every scan. */
#ifndef TINCT_COVERAGE_H
#define TINCT_COVERAGE_H

#include "results.h"

/* Prints it on standard error, after the number of findings. */
void coverage_say(const struct results *results);
/* The same as JSON; the caller deletes it. */
cJSON *coverage_json(const struct results *results);
/* Whether more than `allowed` percent of the files that hold C could not be analysed in full for
 * another reason than a budget. */
bool coverage_is_short(const struct results *results, double allowed);

#endif
