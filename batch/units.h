/* units.h - the units of a database that a scan is to run. */
#ifndef TINCT_UNITS_H
#define TINCT_UNITS_H

#include "unit.h"

struct units {
    struct unit *items;
    size_t count;
};

/* Makes the units of all entries, sorted by name and without repetitions. Wanted are those whose
 * file one of `patterns` names, or all where there is no pattern. Returns 0, or -1 with *trouble
 * when a pattern fits nothing. */
int units_make(struct unit_maker *maker, const struct database *database,
               const struct list *patterns, struct units *units, char **trouble);
void units_free(struct units *units);

/* Whether `pattern` names the absolute `file`: the file itself, a directory above it, or a shell
 * pattern for its name counted from `root`. `here` is what a relative pattern counts from. */
bool pattern_fits(const char *pattern, const char *file, const char *root, const char *here);

#endif
