/* graph.h - a scan as a Ninja graph: one edge a unit, and Ninja as the scheduler. */
#ifndef TINCT_GRAPH_H
#define TINCT_GRAPH_H

#include "state.h"
#include "unit.h"

#include <stdbool.h>

struct graph {
    const struct state *state;
    const struct clang *clang;
    const struct list *plugin_arguments; /* "models=/a/b.yaml": see plugin/options.h */
    const struct list *inputs;           /* files every unit depends on: models */
    struct unit *units;
    size_t count;
    bool quiet; /* no progress is said */
};

/* Writes DIR/build.ninja and the unit files that changed. Returns 0, or -1 with *trouble. */
int graph_write(const struct graph *graph, char **trouble);

enum graph_end {
    GRAPH_DONE,        /* every edge ran, though some may have failed */
    GRAPH_INTERRUPTED, /* by a signal to this program */
    GRAPH_BROKEN       /* Ninja itself failed: *trouble */
};
/* Runs what is out of date, `jobs` at a time (0: Ninja's default), with progress on standard
 * error. */
enum graph_end graph_run(const struct graph *graph, unsigned jobs, char **trouble);

/* Adds the names of the units that are still out of date, as after an interruption. Returns 0, or
 * -1 where Ninja cannot tell. */
int graph_pending(const struct graph *graph, struct list *names);

#endif
