/* results.h - what the units' findings files say, put together. plugin/findings.md describes such a
 * file. */
#ifndef TINCT_RESULTS_H
#define TINCT_RESULTS_H

#include "finding.h"
#include "text.h"

#include <cjson/cJSON.h>

enum status { /* worse ones later, so that the worst of several counts */
              STATUS_SKIPPED,
              STATUS_COMPLETE,
              STATUS_CUT,     /* a function was cut by a budget; all else was analysed */
              STATUS_PARTIAL, /* something in it was not understood: errors in the code */
              STATUS_FAILED
};
/* "complete", "partial", …: STATUS_CUT is "cut". */
const char *status_name(enum status status);

/* What became of one source file, all its commands together. */
struct file_result {
    char *file; /* relative to the root */
    enum status status;
    char *reason; /* or "" */
};

/* A function whose analysis was cut. */
struct cut {
    char *file, *function, *reason;
    unsigned line;
};

struct checker {
    char *name, *summary, *help;
    unsigned *cwe;
    size_t cwe_count;
};

/* Zero-initialise it. Everything in it is sorted once results_finish() was called. */
struct results {
    struct findings findings;
    struct file_result *files;
    size_t file_count;
    struct cut *cuts;
    size_t cut_count;
    struct checker *checkers;
    size_t checker_count;
    struct list notes;        /* what else the plugin said */
    size_t analysed, skipped; /* functions */
};

/* Adds a unit that was not analysed, or says something about one that was. `file` is relative. */
void results_add_file(struct results *results, const char *file, enum status status,
                      const char *reason);
/* Reads the findings file `path` of the unit of `file` (relative to `root`). What cannot be read
 * makes the unit a failed one. Findings in system headers are left out unless wanted. */
void results_read(struct results *results, const char *path, const char *root, const char *file,
                  bool system_headers);
void results_finish(struct results *results);
void results_free(struct results *results);

/* How many files have this status. */
size_t results_count(const struct results *results, enum status status);

#endif
