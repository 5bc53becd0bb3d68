// stpcpy() and mempcpy() return the end of what they wrote, so that the next call goes on there.
// Clang's own modelling of stpcpy() knows that up to 16: there analyze-default finds the first.
// RUN: %expect %s --ignore StringLength --modes compile-O0,compile-O2,analyze-core,scan
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

void text(void)
{
    char command[200], *file = getenv("FILE");
    if (!file)
        return;
    stpcpy(stpcpy(command, "ls "), file);
    // known-miss: CommandInjection -- where the result points to is not known
    system(command);
}

void memory(void)
{
    char command[200], *file = getenv("FILE");
    if (!file)
        return;
    memcpy(mempcpy(command, "ls ", 3), file, strlen(file) + 1);
    // known-miss: CommandInjection -- where the result points to is not known
    system(command);
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
