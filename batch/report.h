/* report.h - findings as a compiler prints them. */
#ifndef TINCT_REPORT_H
#define TINCT_REPORT_H

#include "finding.h"
#include "source.h"

#include <stdio.h>

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Whether `out` takes colours: a terminal does, unless NO_COLOR is set. */
bool report_colored(enum color color, FILE *out);
/* Prints one finding: the warning with its source line, a note a step, and how to mend it. */
void report_finding(FILE *out, bool colored, const struct finding *finding,
                    struct sources *sources);
/* The same for what is no finding, but says why there is none: a remark. */
void report_answer(FILE *out, bool colored, const struct finding *finding, struct sources *sources);

#endif
