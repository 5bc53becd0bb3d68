// Bodies that the engine does not follow, because they are too large, are analysed by themselves with
// what their callers hand them.
// RUN: %expect %s -- -Wno-format-security
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void note(int);

#define STEP(n)                                                                                    \
    if (k == n)                                                                                    \
    note(n)
#define TEN(n)                                                                                     \
    STEP(n);                                                                                       \
    STEP(n + 1);                                                                                   \
    STEP(n + 2);                                                                                   \
    STEP(n + 3);                                                                                   \
    STEP(n + 4);                                                                                   \
    STEP(n + 5);                                                                                   \
    STEP(n + 6);                                                                                   \
    STEP(n + 7);                                                                                   \
    STEP(n + 8);                                                                                   \
    STEP(n + 9)

// Too large to be followed, not too large to be analysed: the steps lie behind a rare condition.
#define LARGE                                                                                      \
    if (k > 1000) {                                                                                \
        TEN(1000);                                                                                 \
        TEN(2000);                                                                                 \
        TEN(3000);                                                                                 \
        TEN(4000);                                                                                 \
        TEN(5000);                                                                                 \
        TEN(6000);                                                                                 \
        TEN(7000);                                                                                 \
        abort();                                                                                   \
    }

static int small(const char *file)
{
    char command[200];
    snprintf(command, sizeof command, "convert \"%s\"", file);
    return system(command); // expect: CommandInjection
}

static void with_argument(const char *file, int k)
{
    LARGE
    small(file);
}

static void with_constant(const char *file, int k)
{
    LARGE
    system(file);
}

static void with_either(const char *file, int k)
{
    LARGE
    system(file); // expect: CommandInjection
}

static void with_number(int count, int k)
{
    char command[200];
    LARGE
    snprintf(command, sizeof command, "nice -n %d make", count);
    system(command);
}

static void with_format(char **words, int k)
{
    LARGE
    printf(words[1]); // expect: FormatString
}

static void with_other(const char *file, const char *format, int k)
{
    LARGE
    puts(file);
    printf(format);
}

// Handed on once more.
static void outer(const char *name, int k)
{
    LARGE
    with_either(name, k);
}

struct request {
    char host[64];
    int count;
};

static void with_checked_member(const struct request *request, int k)
{
    char command[200];
    LARGE
    snprintf(command, sizeof command, "ping -c %d %s", request->count, request->host);
    system(command);
}

static void with_unchecked_member(const struct request *request, int k)
{
    char command[200];
    LARGE
    snprintf(command, sizeof command, "ping -c %d %s", request->count, request->host);
    system(command); // expect: CommandInjection
}

static int is_name(const char *text)
{
    return text[strspn(text, "abcdefghijklmnopqrstuvwxyz")] == '\0';
}

static void request_from(const char *host, const char *count, int k)
{
    struct request request;
    snprintf(request.host, sizeof request.host, "%s", host);
    request.count = atoi(count);
    if (is_name(request.host))
        with_checked_member(&request, k);
    with_unchecked_member(&request, k);
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 1;
    request_from(argv[1], argv[2], argc);
    with_argument(argv[1], argc);
    with_constant("date", argc);
    with_either("date", argc);
    outer(argv[2], argc);
    with_number(atoi(argv[1]), argc);
    with_format(argv, argc);
    with_other(argv[1], "ok\n", argc);
    return 0;
}
