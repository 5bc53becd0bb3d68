// The message says where the data comes from: a handle tells what is read from it.
// RUN: %clang -fplugin=%tinct -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: %clang -fplugin=%tinct -O2 -D_FORTIFY_SOURCE=2 -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: %analyze %s 2>&1 | FileCheck %s
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LINE = 100 };

void environment(void)
{
    char *text = getenv("PAGER");
    if (text)
        system(text);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from an environment variable ('getenv("PAGER")')
}

// RFC 3875: a web server hands the request on in these variables.
void request(void)
{
    char *text = getenv("QUERY_STRING");
    if (text)
        system(text);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from an HTTP request ('getenv("QUERY_STRING")')
    text = getenv("HTTP_USER_AGENT");
    if (text)
        system(text);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from an HTTP request ('getenv("HTTP_USER_AGENT")')
}

void option(int argc, char **argv)
{
    if (getopt(argc, argv, "f:") == 'f')
        system(optarg);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from a command-line argument ('optarg')
}

void standard_input(void)
{
    char line[LINE];
    if (fgets(line, sizeof line, stdin))
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from standard input ('fgets(line, sizeof line, stdin)')
}

void standard_descriptor(void)
{
    char line[LINE];
    ssize_t n = read(STDIN_FILENO, line, sizeof line - 1);
    if (n > 0)
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from standard input ('read(
}

void unknown_stream(FILE *stream)
{
    char line[LINE];
    if (fgets(line, sizeof line, stream))
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from an input stream ('fgets(line, sizeof line, stream)')
}

void opened_stream(const char *path)
{
    char line[LINE];
    FILE *file = fopen(path, "r");
    if (!file)
        return;
    if (fgets(line, sizeof line, file))
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from a file ('fgets(line, sizeof line, file)')
    fclose(file);
}

void opened_descriptor(const char *path)
{
    char line[LINE];
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return;
    if (read(fd, line, sizeof line) > 0)
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from a file ('read(fd, line, sizeof line)')
    close(fd);
}

void descriptor_of_stream(const char *path)
{
    char line[LINE];
    FILE *file = fopen(path, "r");
    if (!file)
        return;
    int fd = fileno(file);
    if (read(fd, line, sizeof line) > 0)
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from a file ('read(fd, line, sizeof line)')
    fclose(file);
}

void received(int peer)
{
    char line[LINE];
    if (recv(peer, line, sizeof line, 0) > 0)
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from the network ('recv(peer, line, sizeof line, 0)')
}

void read_from_socket(void)
{
    char line[LINE];
    int peer = socket(AF_INET, SOCK_STREAM, 0);
    if (peer < 0)
        return;
    if (read(peer, line, sizeof line) > 0)
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from the network ('read(peer, line, sizeof line)')
    close(peer);
}

void stream_of_socket(int listener)
{
    char line[LINE];
    int peer = accept(listener, NULL, NULL);
    if (peer < 0)
        return;
    FILE *stream = fdopen(peer, "r");
    if (stream && fgets(line, sizeof line, stream))
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from the network ('fgets(line, sizeof line, stream)')
}

struct connection {
    int number;
    int socket;
};

static int fill(const struct connection *connection, char *line, size_t size)
{
    return read(connection->socket, line, size) > 0;
}

void socket_in_struct(int listener)
{
    char line[LINE];
    struct connection connection = {.number = 1, .socket = accept(listener, NULL, NULL)};
    if (connection.socket < 0)
        return;
    if (fill(&connection, line, sizeof line))
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from the network ('read(connection->socket, line, size)')
}

void duplicated(int listener)
{
    char line[LINE];
    int peer = accept(listener, NULL, NULL);
    if (peer < 0)
        return;
    int other = dup(peer);
    if (other < 0)
        return;
    if (read(other, line, sizeof line) > 0)
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from the network ('read(other, line, sizeof line)')
}

void process(void)
{
    char line[LINE];
    FILE *pipe = popen("hostname", "r");
    if (!pipe)
        return;
    if (fgets(line, sizeof line, pipe))
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from another process ('fgets(line, sizeof line, pipe)')
    pclose(pipe);
}

void piped(void)
{
    char line[LINE];
    int ends[2];
    if (pipe(ends) != 0)
        return;
    if (read(ends[0], line, sizeof line) > 0)
        system(line);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from another process ('read(ends[0], line, sizeof line)')
}

void name_server(const char *name)
{
    struct hostent *host = gethostbyname(name);
    if (host)
        system(host->h_name);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from a name server ('gethostbyname(name)')
}

void file_name(DIR *directory)
{
    struct dirent *entry = readdir(directory);
    if (entry)
        system(entry->d_name);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from a name in the file system ('readdir(directory)')
}

void account(void)
{
    char *name = getlogin();
    if (name)
        system(name);
    // CHECK: kinds.c:[[@LINE-1]]:{{.*}}text that comes from a user's account ('getlogin()')
}
