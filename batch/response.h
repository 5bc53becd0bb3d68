/* response.h - response files: `@FILE` on a command line stands for the arguments in FILE. */
#ifndef TINCT_RESPONSE_H
#define TINCT_RESPONSE_H

#include "text.h"

/* Splits a response file's text into arguments as GCC and Clang do: blanks separate, both quotes
 * group, and a backslash takes the next byte as it is, inside quotes too. */
void response_split(const char *text, struct list *arguments);

/* Adds `arguments` to `out` with every `@FILE` replaced by what FILE holds, nested ones included.
 * Names count from `directory`. Returns 0, or -1 with *trouble (the caller frees it) when a file
 * cannot be read or contains itself, or all hold more than a million arguments. */
int response_expand(const struct list *arguments, const char *directory, struct list *out,
                    char **trouble);

#endif
