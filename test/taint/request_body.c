// The body of a request: what a CGI program reads from standard input.
// RUN: %expect %s
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static unsigned long length_of_body(void)
{
    const char *text = getenv("CONTENT_LENGTH");
    return text ? strtoul(text, NULL, 10) : 0;
}

void echo(void)
{
    char body[4097];
    unsigned long length = length_of_body();
    if (length == 0 || length > 4096)
        return;
    length = fread(body, 1, length, stdin);
    body[length] = '\0';
    printf("Content-Type: text/html\r\n\r\n<html>");
    fwrite(body, 1, length, stdout); // expect: CrossSiteScripting
}

void echo_read(void)
{
    char body[4097];
    ssize_t length = read(STDIN_FILENO, body, 4096);
    if (length <= 0)
        return;
    body[length] = '\0';
    printf("<p>%s</p>", body); // expect: CrossSiteScripting
}

void echo_length(void)
{
    char body[4097];
    printf("<p>%zu</p>", fread(body, 1, sizeof body, stdin));
}

// A file is no request.
void show(const char *name)
{
    char text[4097];
    FILE *file = fopen(name, "r");
    if (!file)
        return;
    size_t length = fread(text, 1, 4096, file);
    text[length] = '\0';
    fclose(file);
    printf("<p>%s</p>", text);
}
