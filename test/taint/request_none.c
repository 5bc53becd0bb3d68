// Standard input of a program that writes pages but answers no request.
// RUN: %expect %s
// RUN: %expect --profile strict %s
#include <stdio.h>
#include <stdlib.h>

// rlogin and its kin set it as well.
void greet(void)
{
    const char *host = getenv("REMOTE_HOST");
    if (host)
        fputs("remote\n", stderr);
}

void convert(void)
{
    char text[4097];
    size_t length = fread(text, 1, 4096, stdin);
    text[length] = '\0';
    printf("<p>%s</p>", text); // strict: CrossSiteScripting
}
