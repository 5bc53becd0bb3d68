/* root.h - the directory that names in reports count from. */
#ifndef TINCT_ROOT_H
#define TINCT_ROOT_H

#include "compdb.h"

/* The root of a project, if the user names none: where its version control has its top, from the
 * common directory of the database's files upwards; else the database's directory, or the one
 * above, if all files lie under it; else the common directory. Absolute; the caller frees it. */
char *root_of(const struct database *database);

/* `name`, counted from `directory`, as reports show it: relative to `root` if it lies under it,
 * through symbolic links too, else absolute. The caller frees it. */
char *root_relative(const char *root, const char *directory, const char *name);

#endif
