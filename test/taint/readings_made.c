// Texts that the program made character by character, or cut out of others, and then looks at.
// RUN: %expect %s
#define _GNU_SOURCE
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is_token(const char *text)
{
    for (; *text; text++)
        if (!isalnum((unsigned char)*text) && *text != '-' && *text != '_')
            return 0;
    return 1;
}

static int is_not_empty(const char *text)
{
    for (; *text; text++)
        if (*text == ' ')
            return 0;
    return 1;
}

// ---- Through an int, as the functions of <ctype.h> take it

static int copy(const char *from, char *to, size_t room)
{
    size_t at = 0;
    for (; *from; from++) {
        int c = (unsigned char)*from;
        if (at + 1 >= room)
            return -1;
        to[at++] = (char)c;
    }
    to[at] = '\0';
    return 0;
}

void copied(void)
{
    char name[64];
    char *query = getenv("QUERY_STRING");
    if (!query || copy(query, name, sizeof name) < 0)
        return;
    if (is_token(name))
        system(name);
    if (is_not_empty(name))
        system(name); // expect: CommandInjection
}

// ---- Decoded: some characters are the program's own, some are computed

static int nibble(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

static int decode(const char *from, size_t length, char *to, size_t room)
{
    size_t at = 0;
    for (size_t i = 0; i < length; i++) {
        int c = (unsigned char)from[i];
        if (c == '%') {
            if (length - i < 3)
                return -1;
            int high = nibble(from[i + 1]), low = nibble(from[i + 2]);
            if (high < 0 || low < 0)
                return -1;
            c = high << 4 | low;
            i += 2;
        } else if (c == '+') {
            c = ' ';
        }
        if (c == '\0' || at + 1 >= room)
            return -1;
        to[at++] = (char)c;
    }
    to[at] = '\0';
    return 0;
}

void decoded(void)
{
    char name[64];
    char *query = getenv("QUERY_STRING");
    if (!query || decode(query, strlen(query), name, sizeof name) < 0)
        return;
    if (is_token(name))
        printf("Location: /%s\r\n\r\n", name);
    if (is_not_empty(name))
        printf("Location: /%s\r\n\r\n", name); // expect: HeaderInjection
}

void decoded_after_the_check(void)
{
    char name[64];
    char *query = getenv("QUERY_STRING");
    if (!query || !is_not_empty(query) || decode(query, strlen(query), name, sizeof name) < 0)
        return;
    printf("Location: /%s\r\n\r\n", name); // expect: HeaderInjection
}

// ---- Behind a NUL that the program wrote

void second_field(void)
{
    char line[80];
    if (!fgets(line, sizeof line, stdin))
        return;
    char *value = strchr(line, '=');
    if (!value)
        return;
    *value++ = '\0';
    if (is_token(value))
        system(value);
    else
        system(value); // expect: CommandInjection
}

void first_field_is_checked(void)
{
    char line[80];
    if (!fgets(line, sizeof line, stdin))
        return;
    char *value = strchr(line, '=');
    if (!value)
        return;
    *value++ = '\0';
    if (is_token(line))
        system(value); // expect: CommandInjection
}

// ---- After a line's end was cut off memory that a function allocated

void cut_line(void)
{
    char *line = NULL;
    size_t room = 0;
    if (getline(&line, &room, stdin) > 0) {
        line[strcspn(line, "\n")] = '\0';
        if (is_token(line))
            system(line);
        else
            system(line); // expect: CommandInjection
    }
    free(line);
}

// ---- By a switch

static int is_host(const char *text)
{
    if (!isalnum((unsigned char)*text))
        return 0;
    for (const char *at = text; *at; at++) {
        switch (*at) {
        case '.':
        case '-':
            break;
        default:
            if (!isalnum((unsigned char)*at))
                return 0;
        }
    }
    return 1;
}

static int is_host_or_list(const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '.':
        case ';':
            break;
        default:
            if (!isalnum((unsigned char)*text))
                return 0;
        }
    }
    return 1;
}

void host(void)
{
    char line[80];
    if (!fgets(line, sizeof line, stdin))
        return;
    if (is_host(line))
        system(line);
    if (is_host_or_list(line))
        system(line); // expect: CommandInjection
}
