// tinct.UntrustedIdentity: rights of processes and files, and what may decide them.
// RUN: %expect %s
// RUN: %expect %s --profile strict
#define _GNU_SOURCE
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int ask(FILE *f)
{
    char text[20];
    return fgets(text, sizeof text, f) ? atoi(text) : 1;
}

void process(FILE *f)
{
    setgid((gid_t)ask(f)); // strict: UntrustedIdentity -- may be meant
    setuid((uid_t)ask(f)); // strict: UntrustedIdentity -- may be meant
}

void process_fixed(FILE *f)
{
    ask(f);
    setgid(33);
    setuid(33);
}

void real(FILE *f)
{
    setresuid(33, (uid_t)ask(f), 33); // strict: UntrustedIdentity -- may be meant
}

void file(FILE *f)
{
    chmod("/var/data", (mode_t)ask(f));           // strict: UntrustedIdentity -- may be meant
    chown("/var/data", (uid_t)ask(f), (gid_t)-1); // strict: UntrustedIdentity -- may be meant
    umask((mode_t)ask(f));                        // strict: UntrustedIdentity -- may be meant
}

void file_fixed(FILE *f)
{
    ask(f);
    chmod("/var/data", 0600);
    chown("/var/data", 33, 33);
    umask(077);
}
