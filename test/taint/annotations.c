// What the program says of its own functions by tinct.h.
// RUN: %expect %s -- -I%src/checkers
// RUN: %cc -fsyntax-only -Wall -Wextra -Werror -I%src/checkers %s
#include "tinct.h"
#include <stdio.h>
#include <stdlib.h>

struct request {
    int method;
    const char *query TINCT_SOURCE(http);
    const char *mount;
};

const char *request_field(const struct request *request, const char *name) TINCT_SOURCE(http);
int request_read(struct request *request, char *to TINCT_SOURCE(network), size_t size);
void run_remote(const char *host, const char *command TINCT_SINK(shell));
char *shell_quote(const char *text) TINCT_SANITIZER(shell);
char *joined(const char *one, const char *other) TINCT_PROPAGATOR;

void source(const struct request *request)
{
    system(request_field(request, "name")); // expect: CommandInjection
    printf("%s\n", request_field(request, "name"));
}

void filled(struct request *request)
{
    char line[100];
    if (request_read(request, line, sizeof line) > 0)
        system(line); // expect: CommandInjection
}

void field(const struct request *request)
{
    system(request->query); // expect: CommandInjection
    system(request->mount);
}

void sink(const struct request *request)
{
    run_remote("host", request_field(request, "name")); // expect: CommandInjection
    run_remote(request_field(request, "host"), "date");
}

void sanitizer(const struct request *request)
{
    system(shell_quote(request_field(request, "name")));
    printf(shell_quote(request_field(request, "name")), 1); // expect: FormatString
}

void propagator(const struct request *request)
{
    system(joined("show ", request_field(request, "name"))); // expect: CommandInjection
    system(joined("show ", request->mount));
}

int handle(const char *body TINCT_SOURCE(network), const char *mount)
{
    system(mount);
    return system(body); // expect: CommandInjection
}

// A sanitizer is believed, whatever its body does.
TINCT_ANNOTATE("tinct.sanitizer=shell") static const char *checked(const char *text)
{
    return text;
}

void own_sanitizer(const struct request *request)
{
    system(checked(request_field(request, "name")));
}

// A sink that has a body shows its own sinks too, and those only.
static void run(const char *command TINCT_SINK(shell))
{
    puts(command);
}

void own_sink(const struct request *request)
{
    run(request_field(request, "name")); // expect: CommandInjection
    run("date");
}
