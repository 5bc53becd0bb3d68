// What the user of a set-user-ID program says is from outside, until it has the user's rights only.
// RUN: %expect %s
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void show(const char *name)
{
    FILE *f = fopen(name, "r"); // expect: PathTraversal
    if (f)
        fclose(f);
}

static void show_dropped(const char *name)
{
    FILE *f = fopen(name, "r");
    if (f)
        fclose(f);
}

void run(void)
{
    const char *name = getenv("EDITOR");
    if (name)
        execlp(name, name, "/etc/crontab", (char *)NULL); // expect: CommandInjection
}

void run_dropped(void)
{
    const char *name = getenv("EDITOR");
    if (name && setuid(getuid()) == 0)
        execlp(name, name, "/etc/crontab", (char *)NULL);
}

// What the variables hold that decide what is run.
void search(void)
{
    const char *folders = getenv("PATH");
    if (folders)
        setenv("PATH", folders, 1); // expect: UntrustedEnvironment
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 1;
    show(argv[1]);
    if (setuid(getuid()) != 0)
        return 1;
    show_dropped(argv[2]);
    return 0;
}
