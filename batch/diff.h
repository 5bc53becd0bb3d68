/* diff.h - two scans compared by the findings' fingerprints. */
#ifndef TINCT_DIFF_H
#define TINCT_DIFF_H

#include "sarif.h"

/* For each of `results` whether `others` has it too, as often: an array of results->count, which
 * the caller frees. */
unsigned char *diff_match(const struct sarif_results *results, const struct sarif_results *others);

/* `tinct diff OLD NEW`: prints what is new, gone and unchanged. Returns the exit status: 0 nothing
 * new, 1 something new. */
int diff_print(const struct sarif_results *old, const struct sarif_results *new);

#endif
