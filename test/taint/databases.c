// Text that comes out of a database: somebody may have put it there.
// REQUIRES: sqlite3, mariadb, libpq
// RUN: %expect %s --checker CommandInjection -- -isystem /usr/include/mariadb -isystem /usr/include/postgresql
// RUN: %expect %s --checker SqlInjection --modes compile-O2,analyze-default -- -DSINK_SQL -isystem /usr/include/mariadb -isystem /usr/include/postgresql
// RUN: %expect %s --checker FormatString --modes compile-O2,analyze-default -- -DSINK_FORMAT -Wno-format-security -isystem /usr/include/mariadb -isystem /usr/include/postgresql
#include "Inputs/flow.h"

#include <libpq-fe.h>
#include <mysql.h>
#include <sqlite3.h>

void sqlite_column(sqlite3_stmt *statement)
{
    const char *text = (const char *)sqlite3_column_text(statement, 0);
    if (text)
        SINK(text); // expect: FLOW
}

void sqlite_column_number(sqlite3_stmt *statement)
{
    char command[LINE];
    snprintf(command, sizeof command, "show %d", sqlite3_column_int(statement, 0));
    SINK(command);
}

void sqlite_column_name(sqlite3_stmt *statement)
{
    const char *text = sqlite3_column_name(statement, 0);
    if (text)
        SINK(text);
}

void sqlite_argument(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)context;
    const char *text = count ? (const char *)sqlite3_value_text(values[0]) : NULL;
    if (text)
        SINK(text); // expect: FLOW
}

void sqlite_table(sqlite3 *db)
{
    char **rows;
    int height, width;
    if (sqlite3_get_table(db, "SELECT name FROM users", &rows, &height, &width, NULL))
        return;
    if (height > 0)
        SINK(rows[1]); // expect: FLOW
    sqlite3_free_table(rows);
}

static int show_row(void *data, int count, char **values, char **names)
{
    (void)data, (void)names;
    if (count > 0)
        SINK(values[0]); // expect: FLOW
    return 0;
}

void sqlite_callback(sqlite3 *db)
{
    sqlite3_exec(db, "SELECT name FROM users", show_row, NULL, NULL);
}

void mysql_row(MYSQL_RES *result)
{
    MYSQL_ROW row = mysql_fetch_row(result);
    if (row && row[0])
        SINK(row[0]); // expect: FLOW
}

void mysql_row_number(MYSQL_RES *result)
{
    char command[LINE];
    MYSQL_ROW row = mysql_fetch_row(result);
    if (!row || !row[0])
        return;
    snprintf(command, sizeof command, "show %d", atoi(row[0]));
    SINK(command);
}

void mysql_error_message(MYSQL *db)
{
    SINK(mysql_error(db));
}

void postgres_value(PGresult *result)
{
    SINK(PQgetvalue(result, 0, 0)); // expect: FLOW
}

void postgres_value_number(PGresult *result)
{
    char command[LINE];
    snprintf(command, sizeof command, "show %d", atoi(PQgetvalue(result, 0, 0)));
    SINK(command);
}

void postgres_status(PGresult *result)
{
    SINK(PQcmdStatus(result));
}
