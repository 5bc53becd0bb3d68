/* depfile.h - the headers a compile read, in make's language. */
#ifndef TINCT_DEPFILE_H
#define TINCT_DEPFILE_H

#include "text.h"

/* Adds the prerequisites in `text`, as Clang writes them with -MD, to `files`. */
void depfile_parse(const char *text, struct list *files);
/* Rewrites the file at `path` so that it says `target` depends on the same files by their absolute
 * names: the compiler counted them from `directory`, Ninja counts from its own. */
int depfile_rewrite(const char *path, const char *target, const char *directory);

#endif
