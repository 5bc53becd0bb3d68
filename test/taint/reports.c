// One finding for each source and sink, whatever the number of paths between them.
// RUN: %expect %s
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void one_sink_two_paths(int a)
{
    char command[200];
    char *text = getenv("FILE");
    if (!text)
        return;
    if (a)
        snprintf(command, sizeof command, "ls %s", text);
    else
        snprintf(command, sizeof command, "cat %s", text);
    system(command); // expect: CommandInjection
}

void one_source_two_sinks(int a)
{
    char *text = getenv("FILE");
    if (!text)
        return;
    if (a)
        system(text); // expect: CommandInjection
    else
        system(text); // expect: CommandInjection
}

void one_source_two_sinks_in_a_row(void)
{
    char *text = getenv("FILE");
    if (!text)
        return;
    system(text); // expect: CommandInjection
    system(text); // expect: CommandInjection
}

void two_sources_one_sink(int a)
{
    char *text = a ? getenv("ONE") : getenv("OTHER");
    if (text)
        system(text); // expect: CommandInjection, CommandInjection
}

static void run(const char *text)
{
    system(text); // expect: CommandInjection, CommandInjection
}

void first_caller(void)
{
    char *text = getenv("ONE");
    if (text)
        run(text);
}

void second_caller(void)
{
    char *text = getenv("OTHER");
    if (text)
        run(text);
}

static char *get(void)
{
    return getenv("FILE");
}

void first_user(void)
{
    char *text = get();
    if (text)
        system(text); // expect: CommandInjection
}

void second_user(void)
{
    char *text = get();
    if (text)
        system(text); // expect: CommandInjection
}

void in_a_loop(int n)
{
    char line[200];
    while (n-- > 0 && fgets(line, sizeof line, stdin))
        system(line); // expect: CommandInjection
}

// The same flaw for two checkers, on one line.
void two_kinds(void)
{
    char *text = getenv("FILE");
    if (text)
        printf(text), system(text); // expect: FormatString, CommandInjection
}

static void show(const char *format)
{
    printf(format); // expect: FormatString
    printf(format); // expect: FormatString
}

void format_handed_on(void)
{
    char *text = getenv("NAME");
    if (text)
        show(text);
}

static void complain(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
}

// Where the program's own function of this kind is called, not within.
void format_handed_on_with_arguments(void)
{
    char *text = getenv("NAME");
    if (text)
        complain(text); // expect: FormatString
}
