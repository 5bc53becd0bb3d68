// tinct.UntrustedEnvironment: what a set-user-ID program hands on to what it runs.
// RUN: %expect %s
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

extern char **environ;

void raised(const char *folder)
{
    setuid(geteuid());
    execl("/bin/mount", "mount", folder, (char *)NULL); // expect: UntrustedEnvironment
}

void raised_with_environment(const char *folder)
{
    char *variables[] = {NULL};
    setuid(geteuid());
    execle("/bin/mount", "mount", folder, (char *)NULL, variables);
}

void raised_to_root(void)
{
    if (setuid(0) == 0)
        system("/usr/lib/backup/run"); // expect: UntrustedEnvironment
}

void raised_cleared(void)
{
    clearenv();
    if (setuid(0) == 0)
        system("/usr/lib/backup/run");
}

void raised_replaced(void)
{
    static char *variables[] = {"PATH=/bin", NULL};
    environ = variables;
    if (setuid(0) == 0)
        system("/usr/lib/backup/run");
}

void raised_both(void)
{
    uid_t mine = geteuid();
    char *arguments[] = {"run", NULL};
    if (setreuid(mine, mine) == 0)
        execv("/usr/lib/backup/run", arguments); // expect: UntrustedEnvironment
}

// The user's own rights from here on.
void dropped(void)
{
    if (setuid(getuid()) == 0)
        system("/usr/lib/backup/run");
}

// Another user's: a server that serves one, or login.
void other_user(uid_t user)
{
    char *arguments[] = {"run", NULL};
    if (setuid(user) == 0)
        execv("/usr/lib/backup/run", arguments);
}

// The real user stays who they were: the program that is run can tell.
void as_started(void)
{
    system("/usr/lib/backup/run");
}
