#include "memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void out_of_memory(void)
{
    fputs("tinct: error: Out of memory; close other programs or use a smaller -j\n", stderr);
    exit(2);
}

void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory)
        out_of_memory();
    return memory;
}

void *reallocate(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        out_of_memory();
    size_t bytes = count * size;
    void *memory = realloc(old, bytes ? bytes : 1);
    if (!memory)
        out_of_memory();
    return memory;
}

char *copy_bytes(const char *bytes, size_t length)
{
    char *copy = allocate(length + 1, 1);
    if (length)
        memcpy(copy, bytes, length);
    return copy;
}

char *copy_text(const char *text)
{
    return text ? copy_bytes(text, strlen(text)) : NULL;
}

char *format_text(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        out_of_memory();
    char *text = allocate((size_t)length + 1, 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

void *grow_by_one(void *array, size_t count, size_t size)
{
    if (count == 0)
        return reallocate(array, 8, size);
    if (count >= 8 && (count & (count - 1)) == 0)
        return reallocate(array, count * 2, size);
    return array;
}
