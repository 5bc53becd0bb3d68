// tinct.HeaderInjection: lines of a protocol that others can add to.
// RUN: %expect %s
// RUN: %expect --profile strict %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// As in curl.h.
typedef void CURL;
struct curl_slist;
extern struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text);
extern int curl_easy_setopt(CURL *curl, int option, ...);
extern char *curl_easy_escape(CURL *curl, const char *text, int length);
enum { CURLOPT_REFERER = 10016, CURLOPT_COOKIE = 10022, CURLOPT_TIMEOUT = 13 };

// ---- A CGI program's answer ---------------------------------------------------------------------

void redirect(void)
{
    char *to = getenv("PATH_INFO");
    if (to)
        printf("Location: %s\r\n\r\n", to); // expect: HeaderInjection
}

void redirect_fixed(void)
{
    if (getenv("PATH_INFO"))
        printf("Location: %s\r\n\r\n", "/index");
}

void redirect_number(void)
{
    char *to = getenv("PATH_INFO");
    if (to)
        printf("Location: /page/%d\r\n\r\n", atoi(to));
}

void redirect_behind(void)
{
    char *to = getenv("PATH_INFO");
    if (to)
        printf("Status: 302 Found\r\nLocation: /page?%s\r\n\r\n", to); // expect: HeaderInjection
}

void cookie_built(void)
{
    char line[300];
    char *user = getenv("QUERY_STRING");
    if (!user)
        return;
    snprintf(line, sizeof line, "Set-Cookie: user=%s; Path=/\r\n", user);
    fputs(line, stdout); // expect: HeaderInjection
}

void cookie_puts(void)
{
    char line[300] = "Set-Cookie: user=";
    char *user = getenv("QUERY_STRING");
    if (!user || strlen(user) > 200)
        return;
    strcat(line, user);
    puts(line); // expect: HeaderInjection
}

void cookie_written(void)
{
    char line[300];
    char *user = getenv("QUERY_STRING");
    if (!user)
        return;
    int n = snprintf(line, sizeof line, "Set-Cookie: user=%s\r\n", user);
    write(1, line, (size_t)n); // expect: HeaderInjection, CopyLength
}

// ---- Newlines refused ----------------------------------------------------------------------------

void redirect_checked(void)
{
    char *to = getenv("PATH_INFO");
    if (!to || strpbrk(to, "\r\n"))
        return;
    printf("Location: %s\r\n\r\n", to);
}

void redirect_newline(void)
{
    char *to = getenv("PATH_INFO");
    if (!to || strchr(to, '\n'))
        return;
    printf("Location: %s\r\n\r\n", to);
}

// Something else is refused.
void redirect_semicolon(void)
{
    char *to = getenv("PATH_INFO");
    if (!to || strchr(to, ';'))
        return;
    printf("Location: %s\r\n\r\n", to); // expect: HeaderInjection
}

// ---- What is no header, or none that others write ------------------------------------------------

// A body is no header.
void body(void)
{
    char *user = getenv("QUERY_STRING");
    if (user)
        printf("Content-Type: text/plain\r\n\r\n%s\r\n", user);
}

// Words with a colon are no header.
void words(void)
{
    char *user = getenv("QUERY_STRING");
    if (user)
        printf("Usage: tool %s\n", user);
}

// Who starts the program need not attack it.
void redirect_own(void)
{
    char *to = getenv("HOME");
    if (to)
        printf("Location: %s\r\n\r\n", to); // strict: HeaderInjection
}

void redirect_error(void)
{
    char *to = getenv("PATH_INFO");
    if (to)
        fprintf(stderr, "Location: %s\r\n\r\n", to);
}

void redirect_saved(void)
{
    char *to = getenv("PATH_INFO");
    FILE *file = fopen("headers.txt", "w");
    if (!file)
        return;
    if (to)
        fprintf(file, "Location: %s\r\n\r\n", to);
    fclose(file);
}

// A line that is written piece by piece.
void redirect_pieces(void)
{
    char *to = getenv("PATH_INFO");
    if (!to)
        return;
    fputs("Location: ", stdout);
    fputs(to, stdout); // expect: HeaderInjection
    fputs("\r\n\r\n", stdout);
}

// The header ended before.
void body_pieces(void)
{
    char *name = getenv("PATH_INFO");
    if (!name)
        return;
    fputs("Location: ", stdout);
    fputs("/index\r\n\r\n", stdout);
    fputs(name, stdout);
}

void body_characters(void)
{
    char *name = getenv("PATH_INFO");
    if (!name)
        return;
    printf("Status: 200");
    putchar('\n');
    printf("%s", name);
}

void body_lines(void)
{
    char *name = getenv("PATH_INFO");
    if (!name)
        return;
    printf("Status: ");
    puts("200");
    printf("%s", name);
}

// ---- Sockets ------------------------------------------------------------------------------------

void answer(int peer)
{
    char page[200], line[400];
    ssize_t n = recv(peer, page, sizeof page - 1, 0);
    if (n <= 0)
        return;
    page[n] = '\0';
    snprintf(line, sizeof line, "HTTP/1.1 302 Found\r\nLocation: %s\r\n\r\n", page);
    send(peer, line, strlen(line), 0); // expect: HeaderInjection
}

void answer_printed(int peer)
{
    char page[200];
    ssize_t n = recv(peer, page, sizeof page - 1, 0);
    if (n <= 0)
        return;
    page[n] = '\0';
    dprintf(peer, "HTTP/1.1 302 Found\r\nX-Page: %s\r\n\r\n", page); // expect: HeaderInjection
}

void answer_word(int peer)
{
    char request[200], page[200], line[400];
    ssize_t n = recv(peer, request, sizeof request - 1, 0);
    if (n <= 0)
        return;
    request[n] = '\0';
    if (sscanf(request, "GET %199s", page) != 1)
        return;
    snprintf(line, sizeof line, "HTTP/1.1 302 Found\r\nLocation: %s\r\n\r\n", page);
    send(peer, line, strlen(line), 0);
}

void mail(int server)
{
    char command[300];
    char *to = getenv("QUERY_STRING");
    if (!to)
        return;
    snprintf(command, sizeof command, "RCPT TO:<%s>\r\n", to);
    send(server, command, strlen(command), 0); // expect: HeaderInjection
}

void mail_fixed(int server)
{
    char command[300];
    snprintf(command, sizeof command, "RCPT TO:<%s>\r\n", "postmaster");
    send(server, command, strlen(command), 0);
}

void mail_line(int server, FILE *list)
{
    char command[300], to[100];
    if (!fgets(to, sizeof to, list))
        return;
    snprintf(command, sizeof command, "RCPT TO:<%s>\r\n", to);
    send(server, command, strlen(command), 0);
}

void mail_own(int server)
{
    char command[300];
    char *to = getenv("MAILTO");
    if (!to)
        return;
    snprintf(command, sizeof command, "RCPT TO:<%s>\r\n", to);
    send(server, command, strlen(command), 0); // strict: HeaderInjection
}

// Prose of a chat.
void leave(int peer, int other)
{
    char name[100], text[300];
    ssize_t n = recv(other, name, sizeof name - 1, 0);
    if (n <= 0)
        return;
    name[n] = '\0';
    snprintf(text, sizeof text, "User %s has left\r\n", name);
    send(peer, text, strlen(text), 0);
}

void complain(int peer)
{
    char word[100], text[300];
    ssize_t n = recv(peer, word, sizeof word - 1, 0);
    if (n <= 0)
        return;
    word[n] = '\0';
    snprintf(text, sizeof text, "Error: no command %s\r\n", word);
    send(peer, text, strlen(text), 0);
}

void mail_body(int server)
{
    char text[300];
    char *message = getenv("QUERY_STRING");
    if (!message)
        return;
    snprintf(text, sizeof text, "\r\n%s\r\n.\r\n", message);
    send(server, text, strlen(text), 0);
}

void fetch(void)
{
    char command[300];
    char *page = getenv("QUERY_STRING");
    int server = socket(AF_INET, SOCK_STREAM, 0);
    if (!page || server < 0)
        return;
    snprintf(command, sizeof command, "GET /%s HTTP/1.0\r\n\r\n", page);
    write(server, command, strlen(command)); // expect: HeaderInjection
    close(server);
}

// Two descriptors of which nothing more is known.
void tag(int in, int out)
{
    char word[100], request[300];
    ssize_t n = read(in, word, sizeof word - 1);
    if (n <= 0)
        return;
    word[n] = '\0';
    int length = snprintf(request, sizeof request, "GET / HTTP/1.1\r\nX-Tag: %s\r\n\r\n", word);
    write(out, request, (size_t)length); // strict: HeaderInjection
}

void tag_request(int out)
{
    char request[300];
    char *word = getenv("QUERY_STRING");
    if (!word)
        return;
    int length = snprintf(request, sizeof request, "GET / HTTP/1.1\r\nX-Tag: %s\r\n\r\n", word);
    write(out, request, (size_t)length); // expect: HeaderInjection, CopyLength
}

void tag_checked(int in, int out)
{
    char word[100], request[300];
    ssize_t n = read(in, word, sizeof word - 1);
    if (n <= 0)
        return;
    word[n] = '\0';
    if (strpbrk(word, "\r\n"))
        return;
    int length = snprintf(request, sizeof request, "GET / HTTP/1.1\r\nX-Tag: %s\r\n\r\n", word);
    write(out, request, (size_t)length);
}

// A field of a text that nobody obeys.
void tag_text(int in, int out)
{
    char word[100], text[300];
    ssize_t n = read(in, word, sizeof word - 1);
    if (n <= 0)
        return;
    word[n] = '\0';
    int length = snprintf(text, sizeof text, "Report\nX-Tag: %s\n", word);
    write(out, text, (size_t)length);
}

// ---- A mailer behind a pipe ---------------------------------------------------------------------

void sendmail(void)
{
    char *subject = getenv("QUERY_STRING");
    FILE *mailer = popen("/usr/sbin/sendmail -t", "w");
    if (!mailer)
        return;
    if (subject)
        fprintf(mailer, "To: webmaster\nSubject: %s\n\n", subject); // expect: HeaderInjection
    pclose(mailer);
}

void sendmail_body(void)
{
    char *text = getenv("QUERY_STRING");
    FILE *mailer = popen("/usr/sbin/sendmail -t", "w");
    if (!mailer)
        return;
    if (text)
        fprintf(mailer, "To: webmaster\nSubject: feedback\n\n%s\n", text);
    pclose(mailer);
}

// ---- libcurl ------------------------------------------------------------------------------------

struct curl_slist *header(struct curl_slist *list)
{
    char line[300];
    char *user = getenv("PATH_INFO");
    if (!user)
        return list;
    snprintf(line, sizeof line, "X-User: %s", user);
    return curl_slist_append(list, line); // expect: HeaderInjection
}

struct curl_slist *header_escaped(CURL *curl, struct curl_slist *list)
{
    char line[300];
    char *user = getenv("PATH_INFO");
    char *safe = user ? curl_easy_escape(curl, user, 0) : NULL;
    if (!safe)
        return list;
    snprintf(line, sizeof line, "X-User: %s", safe);
    return curl_slist_append(list, line);
}

void referer(CURL *curl)
{
    char *from = getenv("PATH_INFO");
    if (!from)
        return;
    curl_easy_setopt(curl, CURLOPT_REFERER, from); // expect: HeaderInjection
    curl_easy_setopt(curl, CURLOPT_COOKIE, "lang=en");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, from);
}

// -H @file
struct curl_slist *header_file(struct curl_slist *list, FILE *file)
{
    char line[300];
    size_t n = fread(line, 1, sizeof line - 1, file);
    line[n] = '\0';
    return curl_slist_append(list, line); // strict: HeaderInjection
}

void referer_own(CURL *curl)
{
    char *from = getenv("REFERER");
    if (from)
        curl_easy_setopt(curl, CURLOPT_REFERER, from); // strict: HeaderInjection
}
