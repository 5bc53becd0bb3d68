/* why.h - `tinct why`: what becomes of the data that arrives on one line of a program. */
#ifndef TINCT_WHY_H
#define TINCT_WHY_H

#include "scan.h"

/* Answers for "FILE:LINE", the first of the options' patterns; the second, if there is one, is the
 * file to compile, for a line of a header. Returns the exit status: 0, or 2 where it cannot tell. */
int why(const struct scan_options *options);

#endif
