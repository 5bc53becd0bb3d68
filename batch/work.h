/* work.h - what one run over a compilation database works on: the same for every command. */
#ifndef TINCT_WORK_H
#define TINCT_WORK_H

#include "graph.h"
#include "results.h"
#include "scan.h"
#include "units.h"

/* Zero-initialise it; in the order in which things come to be. */
struct work {
    const struct scan_options *options;
    const char *part; /* of the state directory that is this command's own, or NULL */
    struct database database;
    struct clang clang;
    char *root;
    struct list plugin_arguments;
    struct list inputs; /* that every unit depends on */
    struct state state;
    struct cache *cache;
    char *headers; /* see own_headers.h */
    struct unit_maker maker;
    struct units units;
    struct list pending; /* units that Ninja did not come to */
    struct results results;
};

/* Reads the database, finds a Clang and makes the units of the files that `patterns` name. Returns 0,
 * or -1 with *trouble. */
int work_prepare(struct work *work, const struct list *patterns, char **trouble);
/* Analyses what is out of date of the units that are wanted. */
enum graph_end work_analyse(struct work *work, char **trouble);
/* Reads what the units that are wanted have found; in system headers only if that is wanted too. */
void work_collect(struct work *work, bool system_headers);
void work_free(struct work *work);

#endif
