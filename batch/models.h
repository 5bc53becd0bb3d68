/* models.h - model files as the tool meets them: checked, found, listed. */
#ifndef TINCT_MODELS_H
#define TINCT_MODELS_H

#include "text.h"

/* Reads the model file at `path`. Returns 0, or -1 with *trouble ("file:line:column: what; what to
 * do"), which the caller frees. *functions receives how many it models; it may be NULL. */
int models_check(const char *path, size_t *functions, char **trouble);
/* Adds the .tinct.yaml that applies to `file`, if there is one: the nearest, in its directory and
 * upwards. */
void models_above(const char *file, struct list *found);
/* Adds the absolute names of the files that a model file includes, itself first. */
void models_files(const char *path, struct list *files);
/* Prints the built-in models: a line a function. */
void models_list(void);

#endif
