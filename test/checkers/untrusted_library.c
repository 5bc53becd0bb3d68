// tinct.UntrustedLibrary: code that is loaded, and what may name it.
// RUN: %expect %s
// RUN: %expect %s --profile strict
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define ROOM 200

static int receive(int socket, char *text)
{
    ssize_t n = recv(socket, text, ROOM - 1, 0);
    if (n < 0)
        return 0;
    text[n] = '\0';
    return 1;
}

void whole(int socket)
{
    char name[ROOM];
    if (receive(socket, name))
        dlopen(name, RTLD_NOW); // expect: UntrustedLibrary
}

void beneath(int socket)
{
    char name[ROOM], path[2 * ROOM];
    if (!receive(socket, name))
        return;
    snprintf(path, sizeof path, "/usr/lib/shop/%s.so", name);
    dlopen(path, RTLD_NOW); // expect: UntrustedLibrary
}

void other_namespace(int socket)
{
    char name[ROOM];
    if (receive(socket, name))
        dlmopen(LM_ID_NEWLM, name, RTLD_NOW); // expect: UntrustedLibrary
}

void constant(int socket)
{
    char name[ROOM];
    if (receive(socket, name))
        dlopen("/usr/lib/shop/en.so", RTLD_NOW);
}

void numbered(int socket)
{
    char name[ROOM], path[2 * ROOM];
    if (!receive(socket, name))
        return;
    snprintf(path, sizeof path, "/usr/lib/shop/%d.so", atoi(name));
    dlopen(path, RTLD_NOW);
}

void users(void)
{
    const char *name = getenv("PLUGIN");
    if (name)
        dlopen(name, RTLD_NOW); // expect: UntrustedLibrary
}

void users_folder(void)
{
    char path[ROOM];
    const char *folder = getenv("PLUGINS");
    if (!folder)
        return;
    snprintf(path, sizeof path, "%s/en.so", folder);
    dlopen(path, RTLD_NOW); // expect: UntrustedLibrary
}

void looked_up(void *library, int socket)
{
    char name[ROOM];
    if (receive(socket, name))
        dlsym(library, name); // strict: UntrustedLibrary -- one that was loaded
}
