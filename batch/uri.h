/* uri.h - file names as SARIF writes them. */
#ifndef TINCT_URI_H
#define TINCT_URI_H

/* A relative reference of a relative name, "file://…" of an absolute one; the caller frees it. */
char *uri_of_path(const char *path);
/* The inverse: a relative or absolute name; other schemes stay as they are. The caller frees it. */
char *uri_to_path(const char *uri);

#endif
