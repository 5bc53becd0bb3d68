#include "text.h"

#include "memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reserve(struct text *text, size_t more)
{
    size_t need = text->length + more + 1;
    if (need <= text->capacity)
        return;
    size_t capacity = text->capacity ? text->capacity : 64;
    while (capacity < need)
        capacity *= 2;
    text->data = reallocate(text->data, capacity, 1);
    text->capacity = capacity;
}

void text_add_bytes(struct text *text, const char *bytes, size_t length)
{
    reserve(text, length);
    if (length && bytes)
        memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void text_add(struct text *text, const char *addition)
{
    text_add_bytes(text, addition, strlen(addition));
}

void text_add_char(struct text *text, char c)
{
    text_add_bytes(text, &c, 1);
}

void text_format(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length <= 0)
        return;
    reserve(text, (size_t)length);
    va_start(arguments, format);
    vsnprintf(text->data + text->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    text->length += (size_t)length;
}

char *text_take(struct text *text)
{
    char *data = text->data ? text->data : copy_text("");
    *text = (struct text){0};
    return data;
}

void text_free(struct text *text)
{
    free(text->data);
    *text = (struct text){0};
}

void list_take(struct list *list, char *item)
{
    /* One more than the items, for the NULL at the end. */
    if (!list->items)
        list->items = grow_by_one(NULL, 0, sizeof *list->items);
    list->items = grow_by_one(list->items, list->count + 1, sizeof *list->items);
    list->items[list->count++] = item;
    list->items[list->count] = NULL;
}

void list_add(struct list *list, const char *item)
{
    list_take(list, copy_text(item));
}

void list_add_all(struct list *list, const struct list *other)
{
    for (size_t i = 0; i < other->count; i++)
        list_add(list, other->items[i]);
}

bool list_has(const struct list *list, const char *item)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], item) == 0)
            return true;
    return false;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void list_sort(struct list *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare_texts);
}

char *list_join(const struct list *list, const char *separator)
{
    struct text text = {0};
    for (size_t i = 0; i < list->count; i++) {
        if (i)
            text_add(&text, separator);
        text_add(&text, list->items[i]);
    }
    return text_take(&text);
}

void list_free(struct list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i]);
    free(list->items);
    *list = (struct list){0};
}

bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool ends_with(const char *text, const char *suffix)
{
    size_t length = strlen(text), end = strlen(suffix);
    return length >= end && strcmp(text + length - end, suffix) == 0;
}

const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}
