/* own_headers.h - headers that come with a compiler and not with Clang: omp.h, quadmath.h. */
#ifndef TINCT_OWN_HEADERS_H
#define TINCT_OWN_HEADERS_H

#include "answer.h"

/* GCC's own directory also holds stddef.h and the intrinsics, which Clang cannot read and has
 * itself. So a directory under `directory` gets links to the others alone, and `flags` get it as
 * the last place to look. */
void own_headers_add(const char *directory, const struct answer *theirs,
                     const struct answer *clangs, struct list *flags);

#endif
