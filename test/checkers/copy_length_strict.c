// tinct.CopyLength in the profile strict: memory of which nothing is known.
// RUN: %expect %s --profile strict --modes compile-O0,analyze-core,scan --ignore AllocationSize
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint32_t read_number(void)
{
    uint32_t n;
    return read(0, &n, sizeof n) == sizeof n ? n : 0;
}

void unknown(char *to, const char *from)
{
    memcpy(to, from, read_number()); // expect: CopyLength
}

void unknown_checked(char *to, size_t size, const char *from)
{
    uint32_t n = read_number();
    if (n <= size)
        memcpy(to, from, n);
}

void unknown_limited(char *to, const char *from)
{
    uint32_t n = read_number();
    if (n <= 4096)
        memcpy(to, from, n);
}

// The destination is as large as it must be; the source is what the sender says.
void answer(const char *from)
{
    uint32_t n = read_number();
    char *to = malloc(n);
    if (to)
        memcpy(to, from, n); // expect: CopyLength
    free(to);
}

void answer_checked(const char *from, const char *end)
{
    uint32_t n = read_number();
    char *to = malloc(n);
    if (to && n <= (size_t)(end - from))
        memcpy(to, from, n);
    free(to);
}

void into_allocated(void)
{
    uint32_t n = read_number();
    char *to = malloc(n);
    if (to)
        read(0, to, n);
    free(to);
}
