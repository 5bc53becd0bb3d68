/* run_unit.h - one edge of the graph: Clang with the plugin on one file. */
#ifndef TINCT_RUN_UNIT_H
#define TINCT_RUN_UNIT_H

/* Runs what the unit file `path` says and leaves a findings file whatever happens. Returns the
 * edge's exit status: 0, or 1 when Clang or the analysis failed, so that Ninja tries again at the
 * next scan, when for example a missing header may have been installed. */
int run_unit(const char *path);

#endif
