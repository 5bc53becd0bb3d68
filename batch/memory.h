/* memory.h - allocation that ends the program when memory is out.
 *
 * The tool cannot do anything useful without memory, so nothing here returns NULL. */
#ifndef TINCT_MEMORY_H
#define TINCT_MEMORY_H

#include <stddef.h>

/* All-zero memory for `count` items of `size` bytes; the caller frees it with free(). */
void *allocate(size_t count, size_t size);
/* `old`, which may be NULL, grown to `count` items of `size` bytes; new bytes are undefined. */
void *reallocate(void *old, size_t count, size_t size);
/* A copy of `text`, which may be NULL (then NULL comes back); freed with free(). */
char *copy_text(const char *text);
char *copy_bytes(const char *bytes, size_t length);
/* A formatted text, freed with free(). */
char *format_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Makes room for one more item in an array of `count` items. Capacity doubles from 8, so it need
 * not be stored: it follows from the count. */
void *grow_by_one(void *array, size_t count, size_t size);

#endif
