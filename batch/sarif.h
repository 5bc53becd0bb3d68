/* sarif.h - SARIF 2.1.0, written and, for comparisons, read. */
#ifndef TINCT_SARIF_H
#define TINCT_SARIF_H

#include "results.h"
#include "source.h"

#include <time.h>

struct sarif_run {
    const struct results *results;
    struct sources *sources;
    const char *root;
    const char *clang; /* version that analysed */
    int exit_code;
    time_t start, end;
};

/* Writes the run to `path`, whole or not at all. Returns 0, or -1 with *trouble. */
int sarif_write(const char *path, const struct sarif_run *run, char **trouble);

/* One result of a SARIF file. */
struct sarif_result {
    char *fingerprint, *rule, *message; /* the message's first line */
    char *file;
    unsigned line, column;
};
struct sarif_results {
    struct sarif_result *items;
    size_t count;
};
/* Reads a file's results, sorted by place, rule and message. Returns 0, or -1 with *trouble: the
 * file cannot be read, is not SARIF, or its results carry no fingerprint of ours. */
int sarif_read(const char *path, struct sarif_results *results, char **trouble);
void sarif_results_free(struct sarif_results *results);

#endif
