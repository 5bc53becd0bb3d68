#include "page.h"

#include <stdio.h>
#include <string.h>

/* Writes text so that a browser shows it as it is. */
static void put_escaped(const char *text)
{
    for (; text && *text; text++) {
        switch (*text) {
        case '<':
            fputs("&lt;", stdout);
            break;
        case '>':
            fputs("&gt;", stdout);
            break;
        case '&':
            fputs("&amp;", stdout);
            break;
        case '"':
            fputs("&quot;", stdout);
            break;
        default:
            putchar(*text);
        }
    }
}

/* The style sheet is part of the page, so that one request is enough. */
static void put_style(const char *path)
{
    char line[256];
    FILE *file = fopen(path, "r");

    if (!file)
        return;
    fputs("<style>\n", stdout);
    while (fgets(line, sizeof line, file))
        fputs(line, stdout);
    fputs("</style>\n", stdout);
    fclose(file);
}

void page_begin(const char *title)
{
    fputs("Content-Type: text/html; charset=utf-8\r\n\r\n", stdout);
    fputs("<!DOCTYPE html>\n<title>", stdout);
    put_escaped(title);
    fputs("</title>\n", stdout);
    put_style("guestbook.css");
    fputs("<h1>", stdout);
    put_escaped(title);
    fputs("</h1>\n", stdout);
}

void page_entry(const struct entry *entry, void *data)
{
    (void)data;
    printf("<article id=\"e%ld\"><b>", entry->id);
    put_escaped(entry->author);
    fputs("</b> <time>", stdout);
    put_escaped(entry->written);
    fputs("</time>\n<p>", stdout);
    put_escaped(entry->text);
    fputs("</article>\n", stdout);
}

void page_message(const char *text)
{
    fputs("<p class=message>", stdout);
    put_escaped(text);
    putchar('\n');
}

void page_end(const char *footer, const char *title)
{
    char line[256];
    FILE *file = fopen(footer, "r");

    if (!file)
        return;
    fputs("<footer>\n", stdout);
    while (fgets(line, sizeof line, file)) {
        if (strstr(line, "%s"))
            printf(line, title);
        else
            fputs(line, stdout);
    }
    fputs("</footer>\n", stdout);
    fclose(file);
}
