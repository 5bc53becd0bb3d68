// tinct.RequestForgery: where requests go.
// RUN: %expect %s
// RUN: %expect --profile strict %s
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

// As in curl.h.
typedef void CURL;
extern int curl_easy_setopt(CURL *curl, int option, ...);
extern char *curl_easy_escape(CURL *curl, const char *text, int length);
enum { CURLOPT_URL = 10002, CURLOPT_PROXY = 10004, CURLOPT_POSTFIELDS = 10015 };

void whole(CURL *curl)
{
    char *url = getenv("QUERY_STRING");
    if (url)
        curl_easy_setopt(curl, CURLOPT_URL, url); // expect: RequestForgery
}

void host(CURL *curl)
{
    char url[300];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    snprintf(url, sizeof url, "https://%s/status", name);
    curl_easy_setopt(curl, CURLOPT_URL, url); // expect: RequestForgery
}

// "https://api.example" and ".attacker.net"
void host_end(CURL *curl)
{
    char url[300];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    snprintf(url, sizeof url, "https://api.example%s", name);
    curl_easy_setopt(curl, CURLOPT_URL, url); // expect: RequestForgery
}

void path(CURL *curl)
{
    char url[300];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    snprintf(url, sizeof url, "https://api.example/%s", name);
    curl_easy_setopt(curl, CURLOPT_URL, url);
}

void query(CURL *curl)
{
    char url[300];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    snprintf(url, sizeof url, "https://api.example?q=%s", name);
    curl_easy_setopt(curl, CURLOPT_URL, url);
}

void base(CURL *curl, const char *server)
{
    char url[300];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    snprintf(url, sizeof url, "%s/%s", server, name);
    curl_easy_setopt(curl, CURLOPT_URL, url);
}

void port(CURL *curl)
{
    char url[300];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    snprintf(url, sizeof url, "http://localhost:%d/", atoi(name));
    curl_easy_setopt(curl, CURLOPT_URL, url);
}

void data(CURL *curl)
{
    char *text = getenv("QUERY_STRING");
    if (!text)
        return;
    curl_easy_setopt(curl, CURLOPT_URL, "https://api.example/");
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, text);
}

void proxy(CURL *curl)
{
    char *text = getenv("HTTP_X_PROXY");
    if (text)
        curl_easy_setopt(curl, CURLOPT_PROXY, text); // expect: RequestForgery
}

void received(CURL *curl, int peer)
{
    char url[300];
    ssize_t n = recv(peer, url, sizeof url - 1, 0);
    if (n <= 0)
        return;
    url[n] = '\0';
    curl_easy_setopt(curl, CURLOPT_URL, url); // expect: RequestForgery
}

// What a client is for.
void own(CURL *curl)
{
    char *url = getenv("SERVER");
    if (url)
        curl_easy_setopt(curl, CURLOPT_URL, url); // strict: RequestForgery
}

struct addrinfo *lookup(const char *port)
{
    struct addrinfo *found = NULL;
    char *name = getenv("QUERY_STRING");
    if (!name || getaddrinfo(name, port, NULL, &found) != 0) // expect: RequestForgery
        return NULL;
    return found;
}

struct addrinfo *lookup_own(const char *port)
{
    struct addrinfo *found = NULL;
    char *name = getenv("SERVER");
    if (!name || getaddrinfo(name, port, NULL, &found) != 0) // strict: RequestForgery
        return NULL;
    return found;
}

// Whether the name of a peer leads back to its address.
struct addrinfo *lookup_back(const struct sockaddr *address, socklen_t size)
{
    char name[300];
    struct addrinfo *found = NULL;
    if (getnameinfo(address, size, name, sizeof name, NULL, 0, 0) != 0 ||
        getaddrinfo(name, NULL, NULL, &found) != 0)
        return NULL;
    return found;
}

// ---- A beginning that is the program's own ------------------------------------------------------

void begins_scheme(CURL *curl)
{
    char *url = getenv("QUERY_STRING");
    if (!url || strncmp(url, "https", 5) != 0)
        return;
    curl_easy_setopt(curl, CURLOPT_URL, url); // expect: RequestForgery
}

// "https://api.example.attacker.net/"
void begins_open(CURL *curl)
{
    char *url = getenv("QUERY_STRING");
    if (!url || strncmp(url, "https://api.example", 19) != 0)
        return;
    curl_easy_setopt(curl, CURLOPT_URL, url); // expect: RequestForgery
}

void begins_host(CURL *curl)
{
    char *url = getenv("QUERY_STRING");
    if (!url || strncmp(url, "https://api.example/", 20) != 0)
        return;
    curl_easy_setopt(curl, CURLOPT_URL, url);
}

void begins_ended(CURL *curl)
{
    char *url = getenv("QUERY_STRING");
    if (!url || strncmp(url, "https://api.example", 19) != 0)
        return;
    if (url[19] == '/' || url[19] == '\0')
        curl_easy_setopt(curl, CURLOPT_URL, url);
}

// "https://api.example:443@attacker.net/"
void begins_port(CURL *curl)
{
    char *url = getenv("QUERY_STRING");
    if (!url || strncmp(url, "https://api.example:", 20) != 0)
        return;
    curl_easy_setopt(curl, CURLOPT_URL, url); // expect: RequestForgery
}

void begins_port_alone(CURL *curl)
{
    char *url = getenv("QUERY_STRING");
    if (!url || strncmp(url, "https://api.example:", 20) != 0 || strchr(url, '@'))
        return;
    curl_easy_setopt(curl, CURLOPT_URL, url);
}

// Which one only the configuration knows.
void begins_base(CURL *curl, const char *base)
{
    char *url = getenv("QUERY_STRING");
    if (!url || strncmp(url, base, strlen(base)) != 0)
        return;
    curl_easy_setopt(curl, CURLOPT_URL, url);
}

void host_alone(CURL *curl)
{
    char url[300];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    snprintf(url, sizeof url, "localhost:8080/%s", name);
    curl_easy_setopt(curl, CURLOPT_URL, url);
}
