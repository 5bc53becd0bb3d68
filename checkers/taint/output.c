#include "output.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* SMTP, FTP, POP, IMAP, HTTP, IRC, NNTP. "User %s has left" is prose. */
static const char *const commands[] = {
    "MAIL FROM:", "RCPT TO:", "HELO ",    "EHLO ",   "VRFY ", "USER ", "PASS ",
    "RETR ",      "STOR ",    "DELE ",    "LIST ",   "CWD ",  "MKD ",  "RNFR ",
    "RNTO ",      "GET ",     "POST ",    "PUT ",    "HEAD ", "NICK ", "DELETE ",
    "JOIN ",      "CONNECT ", "PRIVMSG ", "HTTP/1.", NULL,
};

/* True if the text begins with `word`, which is in small letters. */
static bool begins(const char *text, size_t length, const char *word)
{
    size_t size = strlen(word);
    if (size > length)
        return false;
    for (size_t i = 0; i < size; i++) {
        if (lower(text[i]) != word[i])
            return false;
    }
    return true;
}

static bool begins_one(const char *text, size_t length, const char *const *words)
{
    for (; *words; words++) {
        if (begins(text, length, *words))
            return true;
    }
    return false;
}

static bool begins_command(const char *text, size_t length)
{
    for (const char *const *word = commands; *word; word++) {
        size_t size = strlen(*word);
        if (size <= length && memcmp(text, *word, size) == 0)
            return true;
    }
    return false;
}

/* ---- Pages ---- */

/* Elements that stand in pages and hardly anywhere else; XML has any name it likes. */
static bool is_element(const char *text, size_t length)
{
    static const char *const names[] = {
        "!doctype html",
        "a ",
        "b",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "font",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "li",
        "meta",
        "ol",
        "option",
        "p",
        "pre",
        "script",
        "select",
        "span",
        "strong",
        "style",
        "table",
        "tbody",
        "td",
        "textarea",
        "th",
        "title",
        "tr",
        "tt",
        "ul",
        NULL,
    };
    for (const char *const *name = names; *name; name++) {
        size_t size = strlen(*name);
        if (!begins(text, length, *name))
            continue;
        if (size == length || !(is_letter(text[size]) || text[size] == '-' ||
                                (text[size] >= '0' && text[size] <= '9')))
            return size < length || size > 1;
        if ((*name)[size - 1] == ' ')
            return true;
    }
    return false;
}

bool output_has_markup(const char *text, size_t length)
{
    for (size_t i = 0; i + 1 < length; i++) {
        if (text[i] != '<')
            continue;
        size_t name = text[i + 1] == '/' ? i + 2 : i + 1;
        if (name < length && is_element(text + name, length - name))
            return true;
    }
    return false;
}

static bool announces_page(const char *text, size_t length)
{
    static const char type[] = "content-type:";
    for (size_t i = 0; i < length; i++) {
        if (!begins(text + i, length - i, type))
            continue;
        size_t at = i + sizeof type - 1;
        while (at < length && text[at] == ' ')
            at++;
        if (begins(text + at, length - at, "text/html"))
            return true;
    }
    return false;
}

/* ---- Lines ---- */

static const char *const response_fields[] = {
    "location:",
    "set-cookie:",
    "content-type:",
    "content-disposition:",
    "content-location:",
    "refresh:",
    "status:",
    "www-authenticate:",
    "access-control-allow-origin:",
    "link:",
    NULL,
};

static const char *const mail_fields[] = {
    "subject:", "to:", "cc:", "bcc:", "from:", "reply-to:", "return-path:", NULL,
};

/* "X-Size:" but not "usage:" of a message in words: a field's name is one word. */
static bool is_field(const char *text, size_t length)
{
    size_t i = 0;
    while (i < length && (is_letter(text[i]) || text[i] == '-' || text[i] == '_'))
        i++;
    return i > 1 && i < length && text[i] == ':';
}

enum output_line output_line_of(const char *text, size_t length)
{
    size_t start = length;
    while (start && text[start - 1] != '\n')
        start--;
    text += start;
    length -= start;
    if (begins_one(text, length, response_fields))
        return OUTPUT_LINE_RESPONSE;
    if (begins_command(text, length))
        return OUTPUT_LINE_COMMAND;
    if (begins_one(text, length, mail_fields))
        return OUTPUT_LINE_MAIL;
    return is_field(text, length) ? OUTPUT_LINE_FIELD : OUTPUT_LINE_OTHER;
}

/* ---- A file ---- */

/* What the lines of the text are, as bits of enum output_line. */
static unsigned lines_in(const char *text, size_t length)
{
    unsigned lines = 0;
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && text[i - 1] != '\n')
            continue;
        const char *end = memchr(text + i, '\n', length - i);
        lines |= 1u << output_line_of(text + i, end ? (size_t)(end - (text + i)) : length - i);
    }
    return lines;
}

unsigned output_literal(const char *text, size_t length)
{
    unsigned says = 0;
    if (announces_page(text, length))
        says |= OUTPUT_PAGE;
    if (output_has_markup(text, length))
        says |= OUTPUT_MARKUP;
    unsigned lines = lines_in(text, length);
    if (lines & (1u << OUTPUT_LINE_RESPONSE | 1u << OUTPUT_LINE_COMMAND))
        says |= OUTPUT_HEADER;
    if (lines >> OUTPUT_LINE_COMMAND & 1)
        says |= OUTPUT_COMMAND;
    if (lines >> OUTPUT_LINE_MAIL & 1)
        says |= OUTPUT_MAIL;
    return says;
}

static unsigned unit_says;

unsigned output_of_unit(void)
{
    return unit_says;
}

void output_reset(void)
{
    unit_says = 0;
}

void output_note(const char *text, size_t length)
{
    unit_says |= output_literal(text, length);
}
