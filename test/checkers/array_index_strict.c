// tinct.ArrayIndex in the profile strict: in front of what may be empty.
// RUN: %expect %s --profile strict --modes compile-O0,analyze-core,scan
// RUN: %expect %s --modes compile-O0
#include <stdio.h>
#include <string.h>

void last_character(void)
{
    char line[64];
    if (fgets(line, sizeof line, stdin))
        line[strlen(line) - 1] = '\0'; // strict: ArrayIndex
}

void last_character_if_any(void)
{
    char line[64];
    if (!fgets(line, sizeof line, stdin))
        return;
    size_t n = strlen(line);
    if (n > 0)
        line[n - 1] = '\0';
}

void last_character_behind_the_first(void)
{
    char line[64];
    if (!fgets(line, sizeof line, stdin) || line[0] == '\0')
        return;
    line[strlen(line) - 1] = '\0';
}

void last_two_characters(void)
{
    char line[64];
    if (!fgets(line, sizeof line, stdin))
        return;
    size_t n = strlen(line);
    if (n > 0 && line[n - 2] == '\r') // strict: ArrayIndex
        line[n - 2] = '\0';
}

void last_character_behind_a_label(const char *name)
{
    char line[64];
    snprintf(line, sizeof line, "name=%.40s", name);
    line[strlen(line) - 1] = '\0';
}

void last_character_of_an_argument(int argc, char **argv)
{
    char line[64];
    if (argc < 2)
        return;
    snprintf(line, sizeof line, "%s", argv[1]);
    if (line[strlen(line) - 1] == '/')
        puts("a folder");
}

void trimmed(void)
{
    char line[64];
    if (!fgets(line, sizeof line, stdin))
        return;
    int i = strlen(line) - 1;
    while (i >= 0 && line[i] == '\n')
        line[i--] = '\0';
}
