/* compdb.h - compile_commands.json, checked by us and read by libclang. */
#ifndef TINCT_COMPDB_H
#define TINCT_COMPDB_H

#include "text.h"

/* One compile command. */
struct entry {
    char *directory;       /* absolute; names in the command count from it */
    char *file;            /* as in the database */
    struct list arguments; /* the compiler first */
};

struct database {
    char *path;      /* of the JSON file, absolute */
    char *directory; /* it stands in */
    struct entry *entries;
    size_t count;
};

/* Reads the database `where`: a directory that holds a compile_commands.json, or the file.
 * Returns 0, or -1 with *trouble, which the caller frees. */
int database_read(const char *where, struct database *database, char **trouble);
void database_free(struct database *database);

#endif
