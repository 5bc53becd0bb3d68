// tinct.RegexInjection: expressions of others, in an audit.
// RUN: %expect %s
// RUN: %expect --profile strict %s
// RUN: %expect --profile audit %s
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>

void search(void)
{
    regex_t expression;
    char *text = getenv("QUERY_STRING");
    if (text && regcomp(&expression, text, REG_EXTENDED) == 0) // audit: RegexInjection
        regfree(&expression);
}

void search_in(const char *page)
{
    regex_t expression;
    char *text = getenv("QUERY_STRING");
    if (!text || regcomp(&expression, "^[a-z]+$", REG_EXTENDED) != 0)
        return;
    if (regexec(&expression, text, 0, NULL, 0) == 0)
        puts(page);
    regfree(&expression);
}
