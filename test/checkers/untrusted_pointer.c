// tinct.UntrustedPointer: numbers from outside that become addresses.
// RUN: %expect %s
#include <glob.h>
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

// ---- Pointers that input brought ----------------------------------------------------------------------

struct event {
    int kind;
    int *slot;
    void (*act)(int);
};

static int slot;

static void act(int kind)
{
    printf("%d\n", kind);
}

void brought_slot(void)
{
    struct event event;
    if (fread(&event, 1, sizeof event, stdin) != sizeof event)
        return;
    *event.slot = event.kind; // expect: UntrustedPointer
}

void own_slot(void)
{
    struct event event;
    if (fread(&event, 1, sizeof event, stdin) != sizeof event)
        return;
    event.slot = &slot;
    *event.slot = event.kind;
}

void brought_function(void)
{
    struct event event;
    if (fread(&event, 1, sizeof event, stdin) != sizeof event)
        return;
    event.act(1); // expect: UntrustedPointer
}

void own_function(void)
{
    struct event event;
    if (fread(&event, 1, sizeof event, stdin) != sizeof event)
        return;
    event.act = act;
    event.act(1);
}

void made_function(void)
{
    ((void (*)(void))number())(); // expect: UntrustedPointer
}

// ---- What a library has made of it ------------------------------------------------------------------------

void list_folder(const char *pattern)
{
    glob_t found;
    if (glob(pattern, 0, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        putchar(found.gl_pathv[i][0]);
    globfree(&found);
}

struct message {
    char *to;
};

typedef struct ssl_st SSL;
int SSL_read(SSL *ssl, void *buffer, int size);

void message_by_a_library(SSL *ssl)
{
    struct message message;
    if (SSL_read(ssl, &message, sizeof message) == sizeof message)
        *message.to = 1; // expect: UntrustedPointer
}
