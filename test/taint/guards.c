// Data that the program has checked. Guards are not judged yet: what is reported here is false.
// RUN: %expect %s
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void equal_to_constant(void)
{
    char *text = getenv("PAGER");
    if (text && strcmp(text, "less") == 0)
        system(text); // known-false: CommandInjection -- equality with a constant is no guard yet
}

void not_equal_to_constant(void)
{
    char *text = getenv("PAGER");
    if (text && strcmp(text, "less") != 0)
        system(text); // expect: CommandInjection
}

void one_of_a_list(void)
{
    static const char *const pagers[] = {"less", "more", "most"};
    char *text = getenv("PAGER");
    for (size_t i = 0; text && i < sizeof pagers / sizeof *pagers; i++) {
        if (strcmp(text, pagers[i]) == 0)
            system(text); // known-false: CommandInjection -- equality is no guard yet
    }
}

void one_of_a_list_taken(void)
{
    static const char *const pagers[] = {"less", "more", "most"};
    char *text = getenv("PAGER");
    for (size_t i = 0; text && i < sizeof pagers / sizeof *pagers; i++) {
        if (strcmp(text, pagers[i]) == 0)
            system(pagers[i]);
    }
}

void every_character_tested(void)
{
    char *text = getenv("PAGER");
    if (!text)
        return;
    for (const char *at = text; *at; at++) {
        if (!isalnum((unsigned char)*at))
            return;
    }
    system(text); // known-false: CommandInjection -- tests of characters are no guard yet
}

void only_of_these_characters(void)
{
    char *text = getenv("PAGER");
    if (!text || text[strspn(text, "abcdefghijklmnopqrstuvwxyz")] != '\0')
        return;
    system(text); // known-false: CommandInjection -- tests of characters are no guard yet
}

// A number has no characters that could do harm, once it is one.
void number_in_bounds(void)
{
    char command[100], *text = getenv("LINES");
    int lines = text ? atoi(text) : 24;
    if (lines < 1 || lines > 100)
        return;
    snprintf(command, sizeof command, "head -n %d", lines);
    system(command);
}
