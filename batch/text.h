/* text.h - a text that grows, and a list of texts. */
#ifndef TINCT_TEXT_H
#define TINCT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise it: `struct text t = {0}`. `data` is NULL as long as nothing was added, and ends
 * with a NUL that `length` (bytes) does not count. */
struct text {
    char *data;
    size_t length, capacity;
};
void text_add_bytes(struct text *text, const char *bytes, size_t length);
void text_add(struct text *text, const char *addition);
void text_add_char(struct text *text, char c);
void text_format(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Hands the bytes to the caller, who frees them with free(), and empties the text; never NULL. */
char *text_take(struct text *text);
void text_free(struct text *text);

/* Zero-initialise it. Owns its items, which are never NULL. `items` ends with a NULL that `count`
 * does not count, so that it can be an argv; it is NULL as long as nothing was added. */
struct list {
    char **items;
    size_t count;
};
void list_add(struct list *list, const char *item);
/* Adds `item` itself, which then belongs to the list. */
void list_take(struct list *list, char *item);
void list_add_all(struct list *list, const struct list *other);
bool list_has(const struct list *list, const char *item);
void list_sort(struct list *list);
/* Items with `separator` between them; freed with free(). */
char *list_join(const struct list *list, const char *separator);
void list_free(struct list *list);

bool starts_with(const char *text, const char *prefix);
bool ends_with(const char *text, const char *suffix);
/* "s" unless n is 1, for messages. */
const char *plural(size_t n);

#endif
