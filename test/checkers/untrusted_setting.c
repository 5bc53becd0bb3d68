// tinct.UntrustedSetting: settings of the system, and what may decide them.
// RUN: %expect %s
// RUN: %expect %s --profile strict
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void host(void)
{
    char name[64];
    if (fgets(name, sizeof name, stdin))
        sethostname(name, strlen(name)); // expect: UntrustedSetting
}

void host_constant(void)
{
    char name[64];
    if (fgets(name, sizeof name, stdin))
        sethostname("shop", 4);
}

void domain(FILE *f)
{
    char name[64];
    if (fgets(name, sizeof name, f))
        setdomainname(name, strlen(name)); // expect: UntrustedSetting
}

void domain_constant(FILE *f)
{
    char name[64];
    if (fgets(name, sizeof name, f))
        setdomainname("shop.example", 12);
}

void number(FILE *f)
{
    char text[64];
    if (fgets(text, sizeof text, f))
        sethostid(atol(text)); // expect: UntrustedSetting
}

int main(int argc, char **argv)
{
    if (argc > 1)
        sethostname(argv[1], strlen(argv[1])); // expect: UntrustedSetting
    return 0;
}
