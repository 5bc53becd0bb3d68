// tinct.UntrustedEnvironment: variables that decide which code is run, and what may be in them.
// RUN: %expect %s
// RUN: %expect %s --profile strict
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ROOM 200

extern char **environ;

static int receive(int socket, char *text)
{
    ssize_t n = recv(socket, text, ROOM - 1, 0);
    if (n < 0)
        return 0;
    text[n] = '\0';
    return 1;
}

// ---- putenv, setenv -----------------------------------------------------------------------------

void put_whole(int socket)
{
    static char text[ROOM];
    if (receive(socket, text))
        putenv(text); // expect: UntrustedEnvironment
}

void put_path(int socket)
{
    static char text[ROOM], variable[2 * ROOM];
    if (!receive(socket, text))
        return;
    snprintf(variable, sizeof variable, "PATH=/usr/bin:%s", text);
    putenv(variable); // expect: UntrustedEnvironment
}

void put_appended(void)
{
    static char variable[ROOM] = "PATH=";
    char text[ROOM - 10];
    if (!fgets(text, sizeof text, stdin))
        return;
    strcat(variable, text);
    putenv(variable); // expect: UntrustedEnvironment
}

void put_constant(int socket)
{
    char text[ROOM];
    if (receive(socket, text))
        putenv("PATH=/bin:/usr/bin");
}

// A CGI program is told of the request like this.
void put_harmless(int socket)
{
    static char text[ROOM], variable[2 * ROOM];
    if (!receive(socket, text))
        return;
    snprintf(variable, sizeof variable, "QUERY_STRING=%s", text);
    putenv(variable); // strict: UntrustedEnvironment -- may be meant
}

void put_number(int socket)
{
    static char text[ROOM], variable[2 * ROOM];
    if (!receive(socket, text))
        return;
    snprintf(variable, sizeof variable, "PATH=/opt/%d", atoi(text));
    putenv(variable);
}

void set_name(int socket)
{
    char text[ROOM];
    if (receive(socket, text))
        setenv(text, "yes", 1); // expect: UntrustedEnvironment
}

void set_path(int socket)
{
    char text[ROOM];
    if (receive(socket, text))
        setenv("LD_PRELOAD", text, 1); // expect: UntrustedEnvironment
}

void set_harmless(int socket)
{
    char text[ROOM];
    if (receive(socket, text))
        setenv("REMOTE_USER", text, 1); // strict: UntrustedEnvironment -- may be meant
}

void set_constant(int socket)
{
    char text[ROOM];
    if (receive(socket, text))
        setenv("PATH", "/bin:/usr/bin", 1);
}

// Who sets TOOLS need not know that it decides what is run.
void set_users(void)
{
    const char *folder = getenv("TOOLS");
    if (folder)
        setenv("PATH", folder, 1); // expect: UntrustedEnvironment
}

void set_again(void)
{
    char folders[2 * ROOM];
    const char *before = getenv("PATH");
    if (!before)
        return;
    snprintf(folders, sizeof folders, "/opt/tools/bin:%s", before);
    setenv("PATH", folders, 1);
}

void put_again(void)
{
    static char variable[2 * ROOM];
    const char *before = getenv("LD_LIBRARY_PATH");
    if (!before)
        return;
    snprintf(variable, sizeof variable, "LD_LIBRARY_PATH=/opt/tools/lib:%s", before);
    putenv(variable);
}

// As env(1) does.
int main(int argc, char **argv)
{
    if (argc > 1)
        putenv(argv[1]); // strict: UntrustedEnvironment -- the user's own rights
    return 0;
}

// A list of what others may set says that they may.
void set_listed(int socket)
{
    static const char *const names[] = {"LANG", "TZ", NULL};
    char text[ROOM];
    if (!receive(socket, text))
        return;
    char *value = strchr(text, '=');
    if (!value)
        return;
    *value++ = '\0';
    for (const char *const *name = names; *name; name++) {
        if (strcmp(text, *name) == 0)
            setenv(text, value, 1);
    }
}

// Any name of letters is not on a list.
void set_letters(int socket)
{
    char text[ROOM];
    if (!receive(socket, text))
        return;
    char *value = strchr(text, '=');
    if (!value)
        return;
    *value++ = '\0';
    if (strlen(text) == strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        setenv(text, value, 1); // strict: UntrustedEnvironment
}

// ---- The environment of one program ---------------------------------------------------------------

void run_with(int socket)
{
    char text[ROOM], variable[2 * ROOM];
    char *arguments[] = {"ls", NULL}, *variables[] = {"HOME=/", variable, NULL};
    if (!receive(socket, text))
        return;
    snprintf(variable, sizeof variable, "LD_LIBRARY_PATH=%s", text);
    execve("/bin/ls", arguments, variables); // expect: UntrustedEnvironment
}

void run_with_first(int socket)
{
    char text[ROOM];
    char *arguments[] = {"ls", NULL}, *variables[] = {text, NULL};
    if (receive(socket, text))
        execvpe("ls", arguments, variables); // expect: UntrustedEnvironment
}

void run_with_constant(int socket)
{
    char text[ROOM];
    char *arguments[] = {"ls", NULL}, *variables[] = {"PATH=/bin", NULL};
    if (receive(socket, text))
        execve("/bin/ls", arguments, variables);
}

void spawn_with(int socket)
{
    pid_t child;
    char text[ROOM];
    char *arguments[] = {"ls", NULL}, *variables[] = {"PATH=/bin", text, NULL};
    if (receive(socket, text))
        posix_spawn(&child, "/bin/ls", NULL, NULL, arguments, variables); // expect: UntrustedEnvironment
}

// What execv() does.
void run_as_it_is(void)
{
    char *arguments[] = {"ls", NULL};
    execve("/bin/ls", arguments, environ);
}
