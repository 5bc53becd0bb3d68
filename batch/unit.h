/* unit.h - one compile command on its way through a scan. */
#ifndef TINCT_UNIT_H
#define TINCT_UNIT_H

#include "cache.h"
#include "command.h"
#include "compiler.h"
#include "plugin.h"

#include <stddef.h>

enum unit_fate {
    UNIT_ANALYSE,
    UNIT_SKIP, /* nothing to analyse: another language, no compile */
    UNIT_FAIL  /* the command cannot be used */
};

struct unit {
    char *file;      /* absolute */
    char *directory; /* absolute, Clang runs here */
    bool wanted;     /* by the scan; others only keep their place in the graph */
    enum unit_fate fate;
    char *reason;          /* where it is not analysed: one sentence */
    char *name;            /* stem of its files in the state directory */
    struct list arguments; /* what Clang gets, without the program, the plugin and the outputs */
    struct list refused;   /* flags left out because they could write files or run programs */
    struct list unknown;   /* flags left out because Clang does not know them */
};

/* What all units share. */
struct unit_maker {
    struct cache *cache;
    const struct clang *clang;
    struct compiler_policy policy;
    const char *headers; /* directory for own_headers_add() */
    char *clang_target;  /* found at the first unit; freed with unit_maker_free() */
    struct list missing; /* compilers that are not on this machine */
    struct list silent;  /* compilers that did not answer, "NAME: why" */
};

/* Makes the unit of `entry`. Everything that is wrong with it becomes the unit's fate. */
void unit_make(struct unit_maker *maker, const struct entry *entry, struct unit *unit);
void unit_free(struct unit *unit);
void unit_maker_free(struct unit_maker *maker);

#endif
