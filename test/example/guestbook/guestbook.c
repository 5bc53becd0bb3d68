/* guestbook.cgi - shows the entries, searches them and takes new ones. Called by a web server. */
#include "notify.h"
#include "page.h"
#include "store.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

enum { MAX_FIELDS = 8, MAX_BODY = 4096 };

struct field {
    char *name;
    char *value;
};

struct request {
    char *body; /* the form's text; the fields point into it */
    struct field fields[MAX_FIELDS];
    int count;
};

static int hex_digit(int c)
{
    return isdigit(c) ? c - '0' : tolower(c) - 'a' + 10;
}

/* Undoes the encoding of a form's value in place. */
static void decode(char *text)
{
    char *out = text;

    for (; *text; text++) {
        if (*text == '+') {
            *out++ = ' ';
        } else if (*text == '%' && isxdigit((unsigned char)text[1]) &&
                   isxdigit((unsigned char)text[2])) {
            *out++ =
                (char)(hex_digit((unsigned char)text[1]) * 16 + hex_digit((unsigned char)text[2]));
            text += 2;
        } else {
            *out++ = *text;
        }
    }
    *out = '\0';
}

static void split_fields(struct request *request)
{
    char *next = request->body;

    while (next && *next && request->count < MAX_FIELDS) {
        struct field *field = &request->fields[request->count];
        char *part = next;

        next = strchr(part, '&');
        if (next)
            *next++ = '\0';
        field->name = part;
        field->value = strchr(part, '=');
        if (!field->value)
            continue;
        *field->value++ = '\0';
        decode(field->value);
        request->count++;
    }
}

/* A form comes in the address, or as the request's body. */
static int request_read(struct request *request)
{
    const char *method = getenv("REQUEST_METHOD");
    const char *query = getenv("QUERY_STRING");
    size_t length;

    request->count = 0;
    request->body = malloc(MAX_BODY);
    if (!request->body)
        return -1;
    request->body[0] = '\0';
    if (method && strcmp(method, "POST") == 0) {
        length = fread(request->body, 1, MAX_BODY - 1, stdin);
        request->body[length] = '\0';
    } else if (query) {
        snprintf(request->body, MAX_BODY, "%s", query);
    }
    split_fields(request);
    return 0;
}

static const char *request_get(const struct request *request, const char *name)
{
    for (int i = 0; i < request->count; i++)
        if (strcmp(request->fields[i].name, name) == 0)
            return request->fields[i].value;
    return NULL;
}

/* Entries whose text holds the words looked for. */
static void search_text(sqlite3 *db, const char *words)
{
    char sql[512];
    sqlite3_stmt *statement;

    snprintf(sql, sizeof sql,
             "SELECT id, author, text, written FROM entry WHERE text LIKE '%%%s%%'", words);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        store_fail(db, "cannot search");
    else
        store_rows(db, statement, page_entry, NULL);
}

/* Entries of one author. */
static void search_author(sqlite3 *db, const char *author)
{
    char *sql =
        sqlite3_mprintf("SELECT id, author, text, written FROM entry WHERE author = %Q", author);
    sqlite3_stmt *statement;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        store_fail(db, "cannot search");
    else
        store_rows(db, statement, page_entry, NULL);
    sqlite3_free(sql);
}

/* The single entry that a link names. */
static void show_entry(sqlite3 *db, const char *id)
{
    char sql[128];
    sqlite3_stmt *statement;

    snprintf(sql, sizeof sql, "SELECT id, author, text, written FROM entry WHERE id = %ld",
             strtol(id, NULL, 10));
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK)
        store_rows(db, statement, page_entry, NULL);
}

static void add_entry(sqlite3 *db, const char *author, const char *text)
{
    if (store_add(db, author, text) == 0) {
        page_message("Thank you!");
        notify_owner("guestbook.conf", author, text);
    }
}

/* A line in the system's log, with a format as in printf. */
static void log_line(const char *format, ...)
{
    va_list values;

    va_start(values, format);
    vsyslog(LOG_INFO, format, values);
    va_end(values);
}

/* The log tells who came with what. */
static void log_visit(void)
{
    const char *address = getenv("REMOTE_ADDR");
    const char *agent = getenv("HTTP_USER_AGENT");
    char line[256];

    openlog("guestbook", LOG_PID, LOG_USER);
    if (address)
        log_line("request from %s", address);
    if (agent) {
        snprintf(line, sizeof line, "agent: %s", agent);
        log_line(line);
    }
    closelog();
}

static void answer(sqlite3 *db, const struct request *request)
{
    const char *words = request_get(request, "q");
    const char *author = request_get(request, "author");
    const char *text = request_get(request, "text");
    const char *id = request_get(request, "id");

    if (author && text)
        add_entry(db, author, text);
    else if (author)
        search_author(db, author);
    else if (id)
        show_entry(db, id);
    else if (words)
        search_text(db, words);
    else
        store_recent(db, 50, page_entry, NULL);
}

int main(void)
{
    struct request request;
    sqlite3 *db;

    log_visit();
    if (store_open(&db, "guestbook.db") != 0)
        return 1;
    if (request_read(&request) != 0)
        return 1;
    page_begin("Guestbook");
    answer(db, &request);
    page_end("footer.html", "Guestbook");
    free(request.body);
    sqlite3_close(db);
    return 0;
}
