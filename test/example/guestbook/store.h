/* store.h - the entries, in a SQLite database. Every function returns 0, or -1 after a message. */
#ifndef STORE_H
#define STORE_H

#include <sqlite3.h>

struct entry {
    long id;
    const char *author;
    const char *text;
    const char *written; /* ISO 8601 */
};

typedef void entry_visit(const struct entry *entry, void *data);

/* Opens the database and makes its tables where they are missing. */
int store_open(sqlite3 **db, const char *path);
int store_add(sqlite3 *db, const char *author, const char *text);
/* The newest entries first, `limit` of them at most. */
int store_recent(sqlite3 *db, int limit, entry_visit *visit, void *data);
/* The entries that a prepared statement of (id, author, text, written) finds; finalizes it. */
int store_rows(sqlite3 *db, sqlite3_stmt *statement, entry_visit *visit, void *data);
/* Says on stderr what the database complains of. */
int store_fail(sqlite3 *db, const char *what);

#endif
