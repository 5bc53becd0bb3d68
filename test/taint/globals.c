// Global variables over calls of functions that the program does not show: these may have written to
// them, or not.
// RUN: %expect %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int elsewhere(void);
static char kept[80], overwritten[80], checked[80];
char outside[80];

void over_a_call(void)
{
    if (!fgets(kept, sizeof kept, stdin))
        return;
    if (elsewhere())
        system(kept); // expect: CommandInjection
}

void over_two_calls(void)
{
    const char *text = getenv("NAME");
    if (!text)
        return;
    strncpy(outside, text, sizeof outside - 1);
    outside[sizeof outside - 1] = '\0';
    if (elsewhere() && elsewhere())
        system(outside); // expect: CommandInjection
}

void overwritten_behind_a_call(void)
{
    if (!fgets(overwritten, sizeof overwritten, stdin))
        return;
    if (elsewhere()) {
        strcpy(overwritten, "date");
        system(overwritten);
    }
}

void checked_in_front_of_a_call(void)
{
    if (!fgets(checked, sizeof checked, stdin))
        return;
    if (checked[strspn(checked, "abcdefghijklmnopqrstuvwxyz")] != '\0')
        return;
    if (elsewhere())
        system(checked);
}
