/* files.h - whole files read and written at once. */
#ifndef TINCT_FILES_H
#define TINCT_FILES_H

#include "text.h"

/* Adds the file's bytes to `out`. Returns 0, or -1 with errno set and `out` untouched. */
int read_file(const char *path, struct text *out);
/* Writes to a new file beside `path` and renames it, so that a reader sees the old file or the
 * whole new one; a device or pipe is written directly. Returns 0, or -1 with errno set. */
int write_file(const char *path, const char *bytes, size_t length);
/* The same, but leaves a file that already holds these bytes alone, time stamp included. */
int write_file_if_changed(const char *path, const char *bytes, size_t length);

#endif
