/* source.h - lines of source files, for carets, columns and fingerprints. */
#ifndef TINCT_SOURCE_H
#define TINCT_SOURCE_H

#include <stddef.h>

struct sources;

/* `root`: names that are not absolute count from it. */
struct sources *sources_new(const char *root);
void sources_free(struct sources *sources);

/* Line `line` (from 1) of `file` without its end, *length bytes, not NUL-terminated; NULL if the
 * file cannot be read or is shorter. Lives as long as `sources`. */
const char *source_line(struct sources *sources, const char *file, unsigned line, size_t *length);

#endif
