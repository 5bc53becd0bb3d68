// Memory whose size the program computes, and what is written to it or read from it.
// RUN: %expect %s
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- Indices ----------------------------------------------------------------------------------------------

void nul_behind(void)
{
    uint16_t n;
    if (read(0, &n, sizeof n) != sizeof n)
        return;
    char *text = malloc(n);
    if (!text || read(0, text, n) != n) {
        free(text);
        return;
    }
    text[n] = '\0'; // expect: ArrayIndex
    puts(text);
    free(text);
}

void nul_behind_fits(void)
{
    uint16_t n;
    if (read(0, &n, sizeof n) != sizeof n)
        return;
    char *text = malloc(n + 1);
    if (!text || read(0, text, n) != n) {
        free(text);
        return;
    }
    text[n] = '\0';
    puts(text);
    free(text);
}

void index_of_count(void)
{
    uint16_t n, i;
    if (read(0, &n, sizeof n) != sizeof n)
        return;
    int *table = calloc(n, sizeof *table);
    if (table && read(0, &i, sizeof i) == sizeof i && i <= n)
        table[i] = 1; // expect: ArrayIndex
    free(table);
}

void index_of_count_checked(void)
{
    uint16_t n, i;
    if (read(0, &n, sizeof n) != sizeof n)
        return;
    int *table = calloc(n, sizeof *table);
    if (table && read(0, &i, sizeof i) == sizeof i && i < n)
        table[i] = 1;
    free(table);
}

void index_of_larger_count(void)
{
    uint16_t n, i;
    if (read(0, &n, sizeof n) != sizeof n)
        return;
    int *table = calloc(n + 1u, sizeof *table);
    if (table && read(0, &i, sizeof i) == sizeof i && i <= n)
        table[i] = 1;
    free(table);
}

// ---- Lengths ----------------------------------------------------------------------------------------------

static char source[70000];

void two_numbers(void)
{
    uint16_t n[2];
    if (read(0, n, sizeof n) != sizeof n)
        return;
    char *to = malloc(n[0]);
    if (to)
        memcpy(to, source, n[1]); // expect: CopyLength
    free(to);
}

void two_numbers_compared(void)
{
    uint16_t n[2];
    if (read(0, n, sizeof n) != sizeof n)
        return;
    char *to = malloc(n[0]);
    if (to && n[1] <= n[0])
        memcpy(to, source, n[1]);
    free(to);
}

void two_numbers_compared_before(void)
{
    uint16_t n[2];
    if (read(0, n, sizeof n) != sizeof n || n[0] < n[1])
        return;
    char *to = malloc(n[0]);
    if (to)
        memcpy(to, source, n[1]);
    free(to);
}

void size_by_program(size_t size)
{
    uint16_t n;
    if (read(0, &n, sizeof n) != sizeof n)
        return;
    char *to = malloc(size); /* nobody knows how large that is */
    if (to)
        memcpy(to, source, n);
    free(to);
}

void size_rounded(void)
{
    uint16_t n;
    if (read(0, &n, sizeof n) != sizeof n)
        return;
    char *to = malloc((n + 7u) & ~7u);
    if (to)
        memcpy(to, source, n);
    free(to);
}

void size_with_header(void)
{
    uint16_t n;
    if (read(0, &n, sizeof n) != sizeof n)
        return;
    char *to = malloc(4u + n);
    if (to)
        memcpy(to + 4, source, n);
    free(to);
}

void size_without_header(void)
{
    uint16_t n;
    if (read(0, &n, sizeof n) != sizeof n)
        return;
    char *to = malloc(n);
    if (to)
        memcpy(to + 4, source, n); // expect: CopyLength
    free(to);
}

void size_cut_off(void)
{
    uint64_t n;
    if (read(0, &n, sizeof n) != sizeof n)
        return;
    unsigned size = (unsigned)n;
    if (size > 4096)
        return;
    char *to = malloc(size);
    if (to)
        read(0, to, n); // expect: CopyLength
    free(to);
}

void size_whole(void)
{
    uint64_t n;
    if (read(0, &n, sizeof n) != sizeof n || n > 4096)
        return;
    unsigned size = (unsigned)n;
    char *to = malloc(size);
    if (to)
        read(0, to, n);
    free(to);
}

// ---- Text -------------------------------------------------------------------------------------------------

char *copy_without_nul(void)
{
    const char *text = getenv("NAME");
    char *copy = text ? malloc(strlen(text)) : NULL;
    if (copy)
        strcpy(copy, text); // expect: StringLength
    return copy;
}

char *copy_with_nul(void)
{
    const char *text = getenv("NAME");
    char *copy = text ? malloc(strlen(text) + 1) : NULL;
    if (copy)
        strcpy(copy, text);
    return copy;
}

char *join_short(void)
{
    const char *folder = getenv("FOLDER"), *name = getenv("NAME");
    if (!folder || !name)
        return NULL;
    char *path = malloc(strlen(folder) + strlen(name) + 1);
    if (path)
        sprintf(path, "%s/%s", folder, name); // expect: StringLength
    return path;
}

char *join(void)
{
    const char *folder = getenv("FOLDER"), *name = getenv("NAME");
    if (!folder || !name)
        return NULL;
    char *path = malloc(strlen(folder) + strlen(name) + 2);
    if (path)
        sprintf(path, "%s/%s", folder, name);
    return path;
}

char *join_by_parts(void)
{
    const char *folder = getenv("FOLDER"), *name = getenv("NAME");
    if (!folder || !name)
        return NULL;
    char *path = malloc(strlen(folder) + 1 + strlen(name) + 1);
    if (!path)
        return NULL;
    strcpy(path, folder);
    strcat(path, "/");
    strcat(path, name);
    return path;
}

char *join_generous(const char *folder)
{
    const char *name = getenv("NAME");
    if (!name)
        return NULL;
    char *path = malloc(strlen(folder) + strlen(name) + 1);
    if (path)
        sprintf(path, "%s%s", folder, name);
    return path;
}

char *copy_tail(void)
{
    const char *text = getenv("NAME"), *tail = text ? strchr(text, '=') : NULL;
    char *copy = tail ? malloc(strlen(tail)) : NULL;
    if (copy)
        strcpy(copy, tail + 1); /* one character is left out, which makes room for the NUL */
    return copy;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 1;
    char *first = malloc(strlen(argv[1]) + 1), *second = malloc(strlen(argv[1]) + 1);
    if (first)
        strcpy(first, argv[1]);
    if (second)
        strcpy(second, argv[2]); // expect: StringLength
    free(first);
    free(second);
    return 0;
}

char *copy_by_length(void)
{
    const char *text = getenv("NAME");
    char *copy = text ? malloc(strlen(text)) : NULL;
    if (copy)
        memcpy(copy, text, strlen(text) + 1); // expect: CopyLength
    return copy;
}

char *copy_by_length_fits(void)
{
    const char *text = getenv("NAME");
    char *copy = text ? malloc(strlen(text) + 1) : NULL;
    if (copy)
        memcpy(copy, text, strlen(text) + 1);
    return copy;
}

char *size_of_length_cut(void)
{
    const char *text = getenv("NAME");
    size_t n = text ? strlen(text) : 0;
    if (!text)
        return NULL;
    uint16_t size = (uint16_t)(n + 1);
    char *copy = malloc(size);
    if (copy)
        memcpy(copy, text, n); // expect: CopyLength
    return copy;
}

char *size_of_length_cut_off(void)
{
    const char *text = getenv("NAME");
    size_t n = text ? strlen(text) : 0;
    if (!text || n >= UINT16_MAX)
        return NULL;
    uint16_t size = (uint16_t)(n + 1);
    char *copy = malloc(size);
    if (copy)
        memcpy(copy, text, n);
    return copy;
}
