/* process.h - other programs run to their end. */
#ifndef TINCT_PROCESS_H
#define TINCT_PROCESS_H

#include "text.h"

struct process {
    char *const *argv;     /* argv[0] is looked up in PATH unless it holds a slash */
    const char *directory; /* to run in; NULL for the current one */
    struct text *output;   /* receives standard output; NULL throws it away */
    struct text *errors;   /* the same of standard error */
    unsigned timeout;      /* seconds until it is killed; 0 for none */
};
/* Runs it with empty standard input and LC_ALL=C. Returns its exit status (0 to 255), 256 plus the
 * number of the signal that ended it, or -1 with errno set when it could not be started. */
int process_run(const struct process *process);

#endif
