// Texts that the program looks at character by character, up to an end that it knows in another way than
// by the NUL; and what becomes of the knowledge when the text is moved.
// RUN: %expect %s
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>

static int is_safe(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// ---- As many as were read

void all_that_came(void)
{
    char text[200];
    ssize_t n = read(0, text, sizeof text - 1);
    if (n <= 0)
        return;
    for (ssize_t i = 0; i < n; i++) {
        if (!is_safe((unsigned char)text[i]))
            return;
    }
    text[n] = '\0';
    system(text);
}

void all_that_came_ended_before(void)
{
    char text[200];
    ssize_t n = read(0, text, sizeof text - 1);
    if (n < 0)
        return;
    text[n] = '\0';
    for (ssize_t i = 0; i < n; i++) {
        if (!is_safe((unsigned char)text[i]))
            return;
    }
    system(text);
}

void all_but_one(void)
{
    char text[200];
    ssize_t n = read(0, text, sizeof text - 1);
    if (n <= 0)
        return;
    for (ssize_t i = 1; i < n; i++) {
        if (!is_safe((unsigned char)text[i]))
            return;
    }
    text[n] = '\0';
    system(text); // expect: CommandInjection
}

void as_many_as_announced(void)
{
    char text[256];
    unsigned char n;
    if (read(0, &n, 1) != 1 || read(0, text, n) != n)
        return;
    text[n] = '\0';
    for (unsigned i = 0; i < n; i++) {
        if (!is_safe((unsigned char)text[i]))
            return;
    }
    system(text);
}

// ---- A fixed number

void four_and_no_more(void)
{
    char text[200];
    if (!fgets(text, sizeof text, stdin))
        return;
    for (int i = 0; i < 4; i++) {
        if (!isxdigit((unsigned char)text[i]))
            return;
    }
    if (text[4] != '\0')
        return;
    system(text);
}

void four_and_cut(void)
{
    char text[200];
    if (!fgets(text, sizeof text, stdin))
        return;
    for (int i = 0; i < 4; i++) {
        if (!isxdigit((unsigned char)text[i]))
            return;
    }
    text[4] = '\0';
    system(text);
}

void four_of_many(void)
{
    char text[200];
    if (!fgets(text, sizeof text, stdin))
        return;
    for (int i = 0; i < 4; i++) {
        if (!isxdigit((unsigned char)text[i]))
            return;
    }
    system(text); // expect: CommandInjection
}

void four_of_six(void)
{
    char text[200];
    if (!fgets(text, sizeof text, stdin))
        return;
    for (int i = 0; i < 4; i++) {
        if (!isxdigit((unsigned char)text[i]))
            return;
    }
    if (text[6] != '\0')
        return;
    system(text); // expect: CommandInjection
}

void two_letters(void)
{
    char text[200];
    if (!fgets(text, sizeof text, stdin))
        return;
    if (strlen(text) != 2 || !isalpha((unsigned char)text[0]) || !isalpha((unsigned char)text[1]))
        return;
    system(text);
}

void two_letters_of_three(void)
{
    char text[200];
    if (!fgets(text, sizeof text, stdin))
        return;
    if (strlen(text) != 3 || !isalpha((unsigned char)text[0]) || !isalpha((unsigned char)text[1]))
        return;
    system(text); // expect: CommandInjection
}

static int is_option(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\0')
            return 1;
        if (!is_safe((unsigned char)text[i]))
            return 0;
    }
    return 0;
}

void ends_within(void)
{
    char text[32];
    if (fgets(text, sizeof text, stdin) && is_option(text, sizeof text))
        system(text);
}

// ---- Read elsewhere, written here

void byte_by_byte(void)
{
    char text[100], c;
    int n = 0;
    while (n < 99 && read(0, &c, 1) == 1 && c != '\n')
        text[n++] = c;
    text[n] = '\0';
    for (char *at = text; *at; at++) {
        if (!is_safe((unsigned char)*at))
            return;
    }
    system(text);
}

void byte_by_byte_unchecked(void)
{
    char text[100], c;
    int n = 0;
    while (n < 99 && read(0, &c, 1) == 1 && c != '\n')
        text[n++] = c;
    text[n] = '\0';
    system(text); // expect: CommandInjection
}

// ---- Copies

void copy_is_checked(void)
{
    char text[200];
    if (!fgets(text, sizeof text, stdin))
        return;
    char *copy = strdup(text);
    if (!copy || strpbrk(copy, ";|&`$()<>\\\"'\n*?[]#~!{}"))
        return;
    system(text);
}

void part_is_checked(void)
{
    char text[200], part[8];
    if (!fgets(text, sizeof text, stdin))
        return;
    strncpy(part, text, sizeof part - 1);
    part[7] = '\0';
    if (strpbrk(part, ";|&`$()<>\\\"'\n*?[]#~!{}"))
        return;
    system(text); // expect: CommandInjection
}

void kept_while_the_next_comes(void)
{
    char line[256], keep[256] = "true";
    while (fgets(line, sizeof line, stdin)) {
        if (!strpbrk(line, ";|&`$()<>\\\"'\n*?[]#~!{}"))
            strcpy(keep, line);
    }
    system(keep);
}

void kept_unchecked(void)
{
    char line[256], keep[256] = "true";
    while (fgets(line, sizeof line, stdin)) {
        if (strpbrk(line, ";|&`$()<>\\\"'\n*?[]#~!{}"))
            strcpy(keep, line);
    }
    system(keep); // expect: CommandInjection
}

// ---- Written anew

void drop_in_place(void)
{
    char text[200], *to = text;
    if (!fgets(text, sizeof text, stdin))
        return;
    for (char *from = text; *from; from++) {
        if (*from != '%')
            *to++ = *from;
    }
    *to = '\0';
    printf(text);
}

void drop_another_in_place(void)
{
    char text[200], *to = text;
    if (!fgets(text, sizeof text, stdin))
        return;
    for (char *from = text; *from; from++) {
        if (*from != '$')
            *to++ = *from;
    }
    *to = '\0';
    printf(text); // expect: FormatString
}

static void quote(char *to, const char *from)
{
    *to++ = '\'';
    for (; *from; from++) {
        if (*from == '\'') {
            memcpy(to, "'\\''", 4);
            to += 4;
        } else {
            *to++ = *from;
        }
    }
    *to++ = '\'';
    *to = '\0';
}

void quoted(void)
{
    char text[200], word[1000], command[1100];
    if (!fgets(text, sizeof text, stdin))
        return;
    quote(word, text);
    snprintf(command, sizeof command, "ls %s", word);
    system(command);
}

static void quote_badly(char *to, const char *from)
{
    *to++ = '\'';
    while (*from)
        *to++ = *from++;
    *to++ = '\'';
    *to = '\0';
}

void quoted_badly(void)
{
    char text[200], word[1000], command[1100];
    if (!fgets(text, sizeof text, stdin))
        return;
    quote_badly(word, text);
    snprintf(command, sizeof command, "ls %s", word);
    system(command); // expect: CommandInjection
}

// ---- Dots

void no_two_dots(void)
{
    char name[200], path[300];
    if (!fgets(name, sizeof name, stdin))
        return;
    for (char *at = name; *at; at++) {
        if (at[0] == '.' && at[1] == '.')
            return;
    }
    snprintf(path, sizeof path, "/srv/files/%s", name);
    open(path, O_RDONLY);
}

void no_two_dots_in_front(void)
{
    char name[200], path[300];
    if (!fgets(name, sizeof name, stdin))
        return;
    if (name[0] == '.' && name[1] == '.')
        return;
    snprintf(path, sizeof path, "/srv/files/%s", name);
    open(path, O_RDONLY); // expect: PathTraversal
}

// ---- Characters that are calculated

static int digit(char c)
{
    return c <= '9' ? c - '0' : (c & 7) + 9;
}

static void decode(char *text)
{
    char *to = text;
    for (; *text; text++) {
        if (*text == '%' && text[1] && text[2]) {
            *to++ = (char)(digit(text[1]) * 16 + digit(text[2]));
            text += 2;
        } else {
            *to++ = *text;
        }
    }
    *to = '\0';
}

void decoded_behind_the_check(void)
{
    char text[200];
    if (!fgets(text, sizeof text, stdin) || strpbrk(text, ";|&`$()<>\\\"'\n*?[]#~!{}"))
        return;
    decode(text);
    system(text); // expect: CommandInjection
}

void decoded_before_the_check(void)
{
    char text[200];
    if (!fgets(text, sizeof text, stdin))
        return;
    decode(text);
    if (strpbrk(text, ";|&`$()<>\\\"'\n*?[]#~!{}"))
        return;
    system(text);
}
