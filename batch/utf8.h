/* utf8.h - text that other people wrote: it need not be UTF-8 and may hold control characters. */
#ifndef TINCT_UTF8_H
#define TINCT_UTF8_H

#include <stddef.h>

/* Bytes of the character at `text`: 1 to 4, or 0 where the bytes are not UTF-8 (or at the end). */
size_t utf8_length(const char *text);
/* A copy in which each byte that is not UTF-8 is U+FFFD; the caller frees it. */
char *utf8_repair(const char *text);
/* A copy for a terminal: UTF-8, and control characters but the tab are U+FFFD, so that no file can
 * send commands to the terminal; the caller frees it. */
char *utf8_harmless(const char *text);
/* The 1-based character column of 1-based byte column `column` in `line`, which has `length`
 * bytes. Past the end each byte counts as a character. */
unsigned utf8_column(const char *line, size_t length, unsigned column);

#endif
