// tinct.CrossSiteScripting: pages of a server of its own, and of tools that write HTML.
// RUN: %expect %s
// RUN: %expect --profile strict %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// As in microhttpd.h.
struct MHD_Connection;
struct MHD_Response;
extern const char *MHD_lookup_connection_value(struct MHD_Connection *connection, int kind,
                                               const char *key);
extern struct MHD_Response *MHD_create_response_from_buffer(size_t size, void *buffer, int mode);

void echo(int peer)
{
    char request[300], page[600];
    ssize_t n = recv(peer, request, sizeof request - 1, 0);
    if (n <= 0)
        return;
    request[n] = '\0';
    snprintf(page, sizeof page, "<html><body>No page %s</body></html>", request);
    send(peer, page, strlen(page), 0); // expect: CrossSiteScripting
}

// A protocol without pages.
void echo_words(int peer)
{
    char request[300], page[600];
    ssize_t n = recv(peer, request, sizeof request - 1, 0);
    if (n <= 0)
        return;
    request[n] = '\0';
    snprintf(page, sizeof page, "No page %s", request);
    send(peer, page, strlen(page), 0);
}

void echo_number(int peer)
{
    char request[300], page[600];
    ssize_t n = recv(peer, request, sizeof request - 1, 0);
    if (n <= 0)
        return;
    request[n] = '\0';
    snprintf(page, sizeof page, "<html><body>No page %d</body></html>", atoi(request));
    send(peer, page, strlen(page), 0);
}

struct MHD_Response *handle(struct MHD_Connection *connection)
{
    static char page[300];
    const char *name = MHD_lookup_connection_value(connection, 8, "name");
    snprintf(page, sizeof page, "<h1>%s</h1>", name ? name : "");
    return MHD_create_response_from_buffer(strlen(page), page, 0); // expect: CrossSiteScripting
}

struct MHD_Response *handle_fixed(struct MHD_Connection *connection)
{
    static char page[300];
    const char *name = MHD_lookup_connection_value(connection, 8, "name");
    snprintf(page, sizeof page, "<h1>%s</h1>", name ? "someone" : "nobody");
    return MHD_create_response_from_buffer(strlen(page), page, 0);
}

// A tool that turns a file into HTML for its user.
void convert(FILE *file)
{
    char line[200];
    while (fgets(line, sizeof line, file))
        printf("<p>%s</p>\n", line); // strict: CrossSiteScripting
}

void show(FILE *file)
{
    char line[200];
    while (fgets(line, sizeof line, file))
        printf("%s", line);
}
