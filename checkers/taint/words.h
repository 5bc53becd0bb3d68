/* words.h - what is known of a value, said to people. */
#ifndef TINCT_WORDS_H
#define TINCT_WORDS_H

#include "bounds.h"

enum { WORDS = 1024 }; /* bytes of a text that these write to */

/* Appends to the text. */
void words_add(char *out, const char *format, ...) CSA_PRINTF(2, 3);

/* Appends a text of the program's own in quotes, shortened, with its escapes. */
void words_add_text(char *out, const char *bytes, size_t length);

/* Appends where a value comes from that is not known to be untrusted: "the result of 'next', of which
 * ..."; with `depth` 1, what it points to. `top` is the function that the analysis started with. True
 * if it comes from where untrusted data may come from, for all that is known. */
bool words_add_origin(const csa_state *st, csa_val value, int depth,
                      const char *top, char *out);
/* Appends what the path knows of a number: "is at least 0 and at most 15". */
void words_add_range(const struct taint_bounds *bounds, char *out);

#endif
