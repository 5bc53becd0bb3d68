// tinct.CrossSiteScripting: functions of the program's own that escape, and those that do not.
// RUN: %expect %s
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *escape(const char *text)
{
    char *all = malloc(6 * strlen(text) + 1), *to = all;
    if (!all)
        exit(1);
    for (; *text; text++) {
        if (*text == '<') {
            strcpy(to, "&lt;");
            to += 4;
        } else if (*text == '>') {
            strcpy(to, "&gt;");
            to += 4;
        } else if (*text == '&') {
            strcpy(to, "&amp;");
            to += 5;
        } else {
            *to++ = *text;
        }
    }
    *to = '\0';
    return all;
}

void greet(void)
{
    char *name = getenv("QUERY_STRING");
    if (name)
        printf("<h1>Hello %s</h1>\n", escape(name));
}

static void escape_into(const char *text, char *to, size_t room)
{
    size_t at = 0;
    for (size_t i = 0; text[i] && at + 7 < room; i++) {
        switch (text[i]) {
        case '<':
            memcpy(to + at, "&lt;", 4);
            at += 4;
            break;
        case '>':
            memcpy(to + at, "&gt;", 4);
            at += 4;
            break;
        default:
            to[at++] = text[i];
        }
    }
    to[at] = '\0';
}

void greet_into(void)
{
    char page[300];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    escape_into(name, page, sizeof page);
    // known-false: CrossSiteScripting -- behind two rounds the loop's character has no name
    printf("<h1>Hello %s</h1>\n", page);
}

static void mask_into(const char *text, char *to, size_t room)
{
    size_t at = 0;
    for (; text[at] && at + 1 < room; at++)
        to[at] = text[at] == '<' ? '_' : text[at];
    to[at] = '\0';
}

void greet_masked(void)
{
    char page[300];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    mask_into(name, page, sizeof page);
    printf("<h1>Hello %s</h1>\n", page);
}

// Quotes are what it looks for.
static void escape_other(const char *text, char *to, size_t room)
{
    size_t at = 0;
    for (size_t i = 0; text[i] && at + 7 < room; i++) {
        if (text[i] == '"') {
            memcpy(to + at, "&quot;", 6);
            at += 6;
        } else {
            to[at++] = text[i];
        }
    }
    to[at] = '\0';
}

void greet_other(void)
{
    char page[300];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    escape_other(name, page, sizeof page);
    printf("<h1>Hello %s</h1>\n", page); // expect: CrossSiteScripting
}

static void copy_into(const char *text, char *to, size_t room)
{
    size_t at = 0;
    for (; text[at] && at + 1 < room; at++)
        to[at] = text[at];
    to[at] = '\0';
}

void greet_copied(void)
{
    char page[300];
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    copy_into(name, page, sizeof page);
    printf("<h1>Hello %s</h1>\n", page); // expect: CrossSiteScripting
}

// ---- Values in quotes ---------------------------------------------------------------------------

static void escape_tags(const char *text, char *to)
{
    for (; *text; text++) {
        if (*text == '<') {
            strcpy(to, "&lt;");
            to += 4;
        } else {
            *to++ = *text;
        }
    }
    *to = '\0';
}

// An attribute ends at its quote.
void greet_value(void)
{
    char value[1000];
    char *name = getenv("QUERY_STRING");
    if (!name || strlen(name) > 100)
        return;
    escape_tags(name, value);
    printf("<input name=user value=\"%s\">\n", value); // expect: CrossSiteScripting
}

void greet_text(void)
{
    char value[1000];
    char *name = getenv("QUERY_STRING");
    if (!name || strlen(name) > 100)
        return;
    escape_tags(name, value);
    printf("<p class=\"user\">It's %s</p>\n", value);
}

static void escape_quotes(const char *text, char *to)
{
    for (; *text; text++) {
        if (*text == '"') {
            strcpy(to, "&quot;");
            to += 6;
        } else {
            *to++ = *text;
        }
    }
    *to = '\0';
}

void greet_quoted(void)
{
    char value[1000];
    char *name = getenv("QUERY_STRING");
    if (!name || strlen(name) > 100)
        return;
    escape_quotes(name, value);
    printf("<input name=user value=\"%s\">\n", value);
}

// The other quote is not looked for.
void greet_apostrophe(void)
{
    char value[1000];
    char *name = getenv("QUERY_STRING");
    if (!name || strlen(name) > 100)
        return;
    escape_quotes(name, value);
    printf("<input name=user value='%s'>\n", value); // expect: CrossSiteScripting
}

// ---- Refused ------------------------------------------------------------------------------------

void greet_checked(void)
{
    char *name = getenv("QUERY_STRING");
    if (!name || strpbrk(name, "<>&\"'"))
        return;
    printf("<h1>Hello %s</h1>\n", name);
}

void greet_letters(void)
{
    char *name = getenv("QUERY_STRING");
    if (!name)
        return;
    for (const char *at = name; *at; at++) {
        if (!isalnum((unsigned char)*at))
            return;
    }
    printf("<h1>Hello %s</h1>\n", name);
}

// An attribute ends at its quote.
void greet_attribute(void)
{
    char *name = getenv("QUERY_STRING");
    if (!name || strchr(name, '<'))
        return;
    printf("<input name=user value=\"%s\">\n", name); // expect: CrossSiteScripting
}

void greet_prose(void)
{
    char *name = getenv("QUERY_STRING");
    if (!name || strchr(name, '<'))
        return;
    printf("<p>It's %s</p>\n", name);
}
