// The source of headers.c.
#include <stdio.h>

static inline int read_line(char *line, int size)
{
    return fgets(line, size, stdin) != NULL;
}

static inline int read_nothing(char *line, int size)
{
    snprintf(line, size, "fixed");
    return 1;
}
