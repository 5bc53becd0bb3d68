#include "store.h"

#include <stdio.h>

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, author TEXT, text TEXT,"
    " written TEXT DEFAULT CURRENT_TIMESTAMP);"
    "CREATE TABLE IF NOT EXISTS visit (id INTEGER PRIMARY KEY, host TEXT, page TEXT,"
    " status INTEGER);";

int store_fail(sqlite3 *db, const char *what)
{
    fprintf(stderr, "guestbook: %s: %s\n", what, sqlite3_errmsg(db));
    return -1;
}

int store_open(sqlite3 **db, const char *path)
{
    if (sqlite3_open(path, db) != SQLITE_OK)
        return store_fail(*db, "cannot open the database");
    if (sqlite3_exec(*db, schema, NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(*db, "cannot make the tables");
    return 0;
}

int store_add(sqlite3 *db, const char *author, const char *text)
{
    static const char sql[] = "INSERT INTO entry (author, text) VALUES (?, ?)";
    sqlite3_stmt *statement;
    int status;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        return store_fail(db, "cannot prepare");
    sqlite3_bind_text(statement, 1, author, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(statement, 2, text, -1, SQLITE_TRANSIENT);
    status = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return status == SQLITE_DONE ? 0 : store_fail(db, "cannot add the entry");
}

int store_rows(sqlite3 *db, sqlite3_stmt *statement, entry_visit *visit, void *data)
{
    int status;

    while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
        struct entry entry = {
            .id = sqlite3_column_int(statement, 0),
            .author = (const char *)sqlite3_column_text(statement, 1),
            .text = (const char *)sqlite3_column_text(statement, 2),
            .written = (const char *)sqlite3_column_text(statement, 3),
        };
        visit(&entry, data);
    }
    sqlite3_finalize(statement);
    return status == SQLITE_DONE ? 0 : store_fail(db, "cannot read");
}

int store_recent(sqlite3 *db, int limit, entry_visit *visit, void *data)
{
    static const char sql[] =
        "SELECT id, author, text, written FROM entry ORDER BY id DESC LIMIT ?";
    sqlite3_stmt *statement;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        return store_fail(db, "cannot prepare");
    sqlite3_bind_int(statement, 1, limit);
    return store_rows(db, statement, visit, data);
}
