/* progress.h - how far a scan is, on standard error. */
#ifndef TINCT_PROGRESS_H
#define TINCT_PROGRESS_H

#include <stdbool.h>

/* Zero-initialise it. */
struct progress {
    bool quiet;    /* nothing is said */
    bool terminal; /* one line that is written over, else a line now and then */
    unsigned last; /* tenth that was said last */
    bool line_open;
};
void progress_start(struct progress *progress);
/* One unit is done: `line` is Ninja's "[DONE/ALL] NAME", where NAME is the unit's: the file's base
 * name, a dash and 16 digits. Other lines are ignored. */
void progress_line(struct progress *progress, const char *line);
void progress_end(struct progress *progress);

#endif
