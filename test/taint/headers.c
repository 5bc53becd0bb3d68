// Flows that begin, pass or end in the program's own headers, and in macros of them.
// RUN: %expect %s
#include "Inputs/build_command.h"
#include "Inputs/run_command.h"

void end_in_header(void)
{
    char command[200];
    if (build_command(command, sizeof command))
        run_command(command);
}

void end_in_header_safe(void)
{
    char command[200];
    if (build_nothing(command, sizeof command))
        run_nothing(command);
}

void begin_in_header(void)
{
    char line[100];
    if (read_line(line, sizeof line))
        system(line); // expect: CommandInjection
}

void begin_in_header_safe(void)
{
    char line[100];
    if (read_nothing(line, sizeof line))
        system(line);
}

void pass_through_header(void)
{
    char command[200];
    if (build_command(command, sizeof command))
        system(command); // expect: CommandInjection
}

void pass_through_header_safe(void)
{
    char command[200];
    if (build_nothing(command, sizeof command))
        system(command);
}

void macro(void)
{
    char line[100];
    if (read_line(line, sizeof line))
        RUN(line); // expect: CommandInjection
}

void macro_safe(void)
{
    char line[100];
    if (read_nothing(line, sizeof line))
        RUN(line);
}
