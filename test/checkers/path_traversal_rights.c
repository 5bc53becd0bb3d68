// What the user of a set-user-ID program says is from outside, until it has the user's rights only.
// RUN: %expect %s
#define _GNU_SOURCE
#include <dlfcn.h>
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

void load(void)
{
    const char *name = getenv("PLUGIN");
    if (name)
        dlopen(name, RTLD_NOW); // expect: UntrustedLibrary
}

void load_dropped(void)
{
    const char *name = getenv("PLUGIN");
    if (setuid(getuid()) == 0 && name)
        dlopen(name, RTLD_NOW);
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

void search(void)
{
    const char *folder = getenv("TOOLS");
    if (folder)
        setenv("PATH", folder, 1); // expect: UntrustedEnvironment
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
