// tinct.UntrustedPointer: numbers from outside that become addresses.
// RUN: %expect %s
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned long number(void)
{
    char line[32];
    return fgets(line, sizeof line, stdin) ? strtoul(line, NULL, 16) : 0;
}

struct session {
    int user;
};

void read_at(void)
{
    char *at = (char *)number();
    putchar(*at); // expect: UntrustedPointer
}

void write_at(void)
{
    struct session *session = (struct session *)number();
    session->user = 0; // expect: UntrustedPointer
}

void only_passed(void)
{
    void *at = (void *)number();
    printf("%p\n", at);
}

void chosen(void)
{
    static struct session sessions[4];
    struct session *session = &sessions[number() & 3];
    session->user = 0;
}

void handle_small(void)
{
    void *number_in_pointer = (void *)(uintptr_t)(unsigned char)number();
    printf("%lu\n", (unsigned long)(uintptr_t)number_in_pointer + 1);
}
