// The middle of headers.c.
#include "read_line.h"

static inline int build_command(char *command, int size)
{
    char line[100];
    if (!read_line(line, sizeof line))
        return 0;
    snprintf(command, size, "ls %s", line);
    return 1;
}

static inline int build_nothing(char *command, int size)
{
    char line[100];
    if (!read_nothing(line, sizeof line))
        return 0;
    snprintf(command, size, "ls %s", line);
    return 1;
}
