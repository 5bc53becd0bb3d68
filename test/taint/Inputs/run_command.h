// The sinks of headers.c.
#include <stdlib.h>

static inline int run_command(const char *command)
{
    return system(command); // expect: CommandInjection
}

static inline int run_nothing(const char *command)
{
    return system(command);
}

#define RUN(command) system(command)
