// stpcpy() and mempcpy() return the end of what they wrote, so that the next call goes on there.
// RUN: %expect %s --ignore StringLength
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

void text(void)
{
    char command[200], *file = getenv("FILE");
    if (!file)
        return;
    stpcpy(stpcpy(command, "ls "), file);
    system(command); // expect: CommandInjection
}

void memory(void)
{
    char command[200], *file = getenv("FILE");
    if (!file)
        return;
    memcpy(mempcpy(command, "ls ", 3), file, strlen(file) + 1); // expect: CopyLength
    system(command); // expect: CommandInjection
}

void result(void)
{
    char command[200], *file = getenv("FILE");
    if (!file)
        return;
    char *end = stpcpy(command, file);
    strcpy(end, " | more");
    system(command); // expect: CommandInjection
}
