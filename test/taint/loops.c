// Loops of which the analyzer knows each round: it follows four, and what comes behind must not be lost.
// RUN: %expect %s
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const programs[] = {"date", "df", "free", "uptime", "users", "who"};
static const char *const refused[] = {"rm", "dd", "mkfs", "shutdown", "reboot", NULL};
static const struct {
    const char *name;
    int level;
} commands[] = {{"date", 1}, {"df", 1}, {"free", 2}, {"uptime", 2}, {"who", 3}, {NULL, 0}};

#define COUNT (sizeof programs / sizeof *programs)

// ---- Tables that say how long they are

void flag_at_once(void)
{
    char line[256];
    int found = 0;
    if (!fgets(line, sizeof line, stdin))
        return;
    for (size_t i = 0; i < COUNT; i++) {
        if (strcmp(programs[i], line) == 0) {
            found = 1;
            break;
        }
    }
    if (found)
        system(line);
}

void flag_to_the_end(void)
{
    char line[256];
    int found = 0;
    if (!fgets(line, sizeof line, stdin))
        return;
    for (size_t i = 0; i < COUNT; i++) {
        if (strcmp(programs[i], line) == 0)
            found = 1;
    }
    if (found)
        system(line);
}

void flag_upside_down(void)
{
    char line[256];
    int found = 0;
    if (!fgets(line, sizeof line, stdin))
        return;
    for (size_t i = 0; i < COUNT; i++) {
        if (strcmp(programs[i], line) == 0) {
            found = 1;
            break;
        }
    }
    if (!found)
        system(line); // expect: CommandInjection
}

void index_tells(void)
{
    char line[256];
    size_t i;
    if (!fgets(line, sizeof line, stdin))
        return;
    for (i = 0; i < COUNT; i++) {
        if (strcmp(programs[i], line) == 0)
            break;
    }
    if (i == COUNT)
        return;
    system(line);
}

void index_is_not_asked(void)
{
    char line[256];
    size_t i;
    if (!fgets(line, sizeof line, stdin))
        return;
    for (i = 0; i < COUNT; i++) {
        if (strcmp(programs[i], line) == 0)
            break;
    }
    system(line); // expect: CommandInjection
}

// ---- Tables that end with NULL

void refuses_a_few(void)
{
    char line[256];
    if (!fgets(line, sizeof line, stdin))
        return;
    for (int i = 0; refused[i]; i++) {
        if (strcmp(refused[i], line) == 0)
            return;
    }
    system(line); // expect: CommandInjection
}

void refuses_by_pointer(void)
{
    char line[256];
    if (!fgets(line, sizeof line, stdin))
        return;
    for (const char *const *word = refused; *word != NULL; word++) {
        if (strcmp(*word, line) == 0)
            return;
    }
    system(line); // expect: CommandInjection
}

static int level_of(const char *name)
{
    for (int i = 0; commands[i].name; i++) {
        if (strcmp(commands[i].name, name) == 0)
            return commands[i].level;
    }
    return -1;
}

void level_is_asked(void)
{
    char line[256];
    if (fgets(line, sizeof line, stdin) && level_of(line) > 0)
        system(line);
}

void level_is_missing(void)
{
    char line[256];
    if (fgets(line, sizeof line, stdin) && level_of(line) < 0)
        system(line); // expect: CommandInjection
}

void end_tells(void)
{
    char line[256];
    int i;
    if (!fgets(line, sizeof line, stdin))
        return;
    for (i = 0; commands[i].name; i++) {
        if (strcmp(commands[i].name, line) == 0)
            break;
    }
    if (!commands[i].name)
        return;
    system(line);
}

void walks_a_literal(void)
{
    char line[256], text[600], *to = text;
    if (!fgets(line, sizeof line, stdin))
        return;
    for (const char *from = "finger "; *from; from++)
        *to++ = *from;
    strcpy(to, line);
    system(text); // expect: CommandInjection
}

// ---- Conditions that hold because the path has assumed them

void until_it_is_full(int descriptor)
{
    char text[1024];
    size_t length = 0;
    do {
        ssize_t n = read(descriptor, text + length, sizeof text - 1 - length);
        if (n == -1 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        length += (size_t)n;
    } while (sizeof text - 1 - length > 0);
    // expect-clang-14: ArrayIndex -- behind three reads the rest is not seen to limit their sum
    // expect-clang-15: ArrayIndex -- as with 14
    // expect-clang-16: ArrayIndex -- as with 14
    // expect-clang-19: ArrayIndex -- as with 14
    text[length] = '\0';
}

// ---- main: what stands in memory at the beginning

static int verbose;
static char *queue[16];
static int queued;
static struct {
    int count;
    char *names[8];
} known;

int main(void)
{
    char line[256];
    if (!fgets(line, sizeof line, stdin))
        return 1;
    if (verbose)
        system(line);
    queue[queued++] = strdup(line);
    for (int i = 0; i < queued; i++)
        system(queue[i]); // expect: CommandInjection
    known.names[known.count++] = strdup(line);
    for (int i = 0; i < known.count; i++)
        popen(known.names[i], "r"); // expect: CommandInjection
    return 0;
}
