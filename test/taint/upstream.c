// What Clang's own checkers find, they find with Tinct's beside them. (They may find more: some
// versions call the success of fgets(buffer, size, stdin) infeasible, where Tinct does not.)
// RUN: %clang --analyze -Xclang -analyzer-checker=unix -Xclang -analyzer-output=text %s 2>&1 | grep 'warning:' > %t.alone
// RUN: %clang --analyze -Xclang -load -Xclang %tinct -Xclang -analyzer-checker=unix,tinct -Xclang -analyzer-output=text %s 2>&1 | grep 'warning:' > %t.beside
// RUN: not grep -vxFf %t.beside %t.alone
// RUN: grep -q 'unix.Malloc' %t.alone
// RUN: grep -q 'core.NullDereference' %t.alone
// RUN: grep -q 'tinct.CommandInjection' %t.beside
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void leaks_strdup(void)
{
    char *text = strdup(getenv("NAME"));
    if (text)
        system(text);
}

void leaks_strndup(const char *from)
{
    char *text = strndup(from, 10);
    puts(text ? text : "");
}

void leaks_getline(void)
{
    char *line = NULL;
    size_t size = 0;
    if (getline(&line, &size, stdin) > 0)
        system(line);
}

void frees_getline(void)
{
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, stdin) > 0)
        system(line);
    free(line);
}

void leaks_realloc(char *from)
{
    char *more = realloc(strdup(from), 100);
    if (more)
        strcat(more, getenv("NAME"));
}

void uses_after_free(void)
{
    char *text = strdup(getenv("NAME"));
    free(text);
    system(text);
}

void frees_twice(void)
{
    char *text = malloc(100);
    if (!text)
        return;
    if (fgets(text, 100, stdin))
        free(text);
    free(text);
}

void frees_middle(void)
{
    char *text = malloc(100);
    if (text && fgets(text, 100, stdin))
        free(text + 1);
}

void frees_local(void)
{
    char text[100];
    if (fgets(text, sizeof text, stdin))
        free(text);
}

void leaks_copy(void)
{
    char line[100], *copy;
    if (!fgets(line, sizeof line, stdin))
        return;
    copy = malloc(strlen(line) + 1);
    if (!copy)
        return;
    strcpy(copy, line);
    if (line[0] == '#')
        return;
    free(copy);
}

void closes_nothing(const char *path)
{
    char line[100];
    FILE *file = fopen(path, "r");
    if (fgets(line, sizeof line, file))
        system(line);
    fclose(file);
}

void reads_closed(const char *path)
{
    char line[100];
    FILE *file = fopen(path, "r");
    if (!file)
        return;
    fclose(file);
    if (fgets(line, sizeof line, file))
        system(line);
}

void leaves_open(const char *path)
{
    char line[100];
    FILE *file = fopen(path, "r");
    if (file && fgets(line, sizeof line, file))
        system(line);
}

void reads_null(void)
{
    char *text = getenv("NAME");
    int *where = NULL;
    if (!text)
        *where = 1;
    system(text);
}

void reads_unset(int which)
{
    int n;
    char line[100];
    if (which)
        n = atoi(getenv("COUNT"));
    if (read(0, line, sizeof line) > n)
        system(line);
}

void copies_too_much(void)
{
    char small[4];
    char *text = getenv("NAME");
    strcpy(small, "too long");
    if (text)
        printf("%s%s", small, text);
}

void opens_badly(const char *path)
{
    int fd = open(path, O_CREAT);
    if (fd >= 0)
        close(fd);
}

void divides(void)
{
    char line[100];
    int n = 0;
    if (fgets(line, sizeof line, stdin))
        printf("%d\n", 100 / n);
}
