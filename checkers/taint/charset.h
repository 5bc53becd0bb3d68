/* charset.h - sets of characters, as far as they matter to what parses text.
 *
 * Every ASCII punctuation character counts for itself, and so do the blanks and NUL; digits, lower
 * case, upper case, control characters and all bytes from 128 on are one member each. Plain C.
 */
#ifndef TINCT_CHARSET_H
#define TINCT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t charset; /* a bit for each member */

#define CHARSET_ALL UINT64_MAX

/* The member that a byte belongs to, as a set. */
charset charset_of(unsigned char byte);
/* The members that `bytes` name, each wholly or in part. */
charset charset_some(const char *bytes, size_t length);
/* The members of which every byte stands in `bytes`. */
charset charset_whole(const char *bytes, size_t length);
/* The bytes for which `holds`, members of which any byte does. */
charset charset_where(bool (*holds)(void *data, unsigned char byte), void *data);
/* Every byte that may occur in a text that the POSIX extended regular expression `pattern` matches
 * from its start to its end. CHARSET_ALL where the expression does not say: it is not anchored at
 * both ends, or holds what is not understood. */
charset charset_of_regex(const char *pattern, size_t length);

/* Writes the members for people, "letters, '-' and a newline", as snprintf() does; NUL is none. */
void charset_say(charset set, char *out, size_t size);

#endif
