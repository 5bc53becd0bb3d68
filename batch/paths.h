/* paths.h - file names. Every returned name is the caller's, who frees it with free(). */
#ifndef TINCT_PATHS_H
#define TINCT_PATHS_H

#include <stdbool.h>

/* `name` counted from `directory`; an absolute name is only copied. */
char *path_join(const char *directory, const char *name);
/* Without "//", "/./" and "/../", judged by the letters alone. Keeps a relative name relative. */
char *path_normalise(const char *path);
/* The absolute normal form of `name` counted from `directory` (absolute itself). "x/.." is taken
 * out only where that names the same file, which a symbolic link x can prevent. */
char *path_resolve(const char *directory, const char *name);
/* Whether normal absolute `path` is `directory` or lies under it. */
bool path_is_under(const char *path, const char *directory);
/* Normal absolute `path` relative to `root` where it lies under it, else `path`. */
char *path_relative(const char *root, const char *path);
/* The longest directory that both normal absolute names lie under. */
char *path_common(const char *a, const char *b);
/* "/a/b" of "/a/b/c", "/" of "/a", "." of "a". */
char *path_directory(const char *path);
/* Points into `path`, behind its last slash. */
const char *path_base(const char *path);
char *current_directory(void);
bool file_exists(const char *path);
bool is_directory(const char *path);
bool is_regular_file(const char *path);
/* Creates the directory and what is missing above it. Returns 0, or -1 with errno set. */
int make_directories(const char *path);
/* Finds a program as execvp() would, but only in absolute directories of PATH; NULL if none. */
char *find_program(const char *name);

#endif
