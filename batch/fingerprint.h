/* fingerprint.h - the identity of a finding, which survives shifted lines.
 *
 * It is made of the checker, the file, the function around the finding, the text of the finding's
 * line and of the line where its path starts, both without blanks and comments, and the finding's
 * number among those that agree in all of these. */
#ifndef TINCT_FINGERPRINT_H
#define TINCT_FINGERPRINT_H

#include "finding.h"
#include "source.h"

#define FINGERPRINT_NAME "tinctFinding/v1"

/* Fills the fingerprints of sorted findings. */
void fingerprint_all(struct findings *findings, struct sources *sources);

/* The text of a line as it enters a fingerprint: words and signs, with a blank only between two
 * words, without comments; for tests. The caller frees it. */
char *fingerprint_text(const char *line, size_t length);

#endif
