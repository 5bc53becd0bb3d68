// tinct.SqlInjection: each sink with untrusted text in the statement, and with it bound or escaped.
// REQUIRES: sqlite3, mariadb, libpq
// RUN: %expect %s -- -isystem /usr/include/mariadb -isystem /usr/include/postgresql
#include <libpq-fe.h>
#include <mysql.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- SQLite -------------------------------------------------------------------------------------

void sqlite_exec(sqlite3 *db)
{
    char *text = getenv("SQL");
    if (text)
        sqlite3_exec(db, text, NULL, NULL, NULL); // expect: SqlInjection
}

void sqlite_exec_built(sqlite3 *db)
{
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name);
    sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: SqlInjection
}

void sqlite_exec_number(sqlite3 *db)
{
    char sql[200], *id = getenv("ID");
    if (!id)
        return;
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE id = %d", atoi(id));
    sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void sqlite_exec_context(sqlite3 *db)
{
    char *text = getenv("NAME");
    sqlite3_exec(db, "DELETE FROM users", NULL, text, NULL);
}

void sqlite_appended(sqlite3 *db)
{
    char sql[200] = "SELECT * FROM users ORDER BY ", *column = getenv("COLUMN");
    if (!column)
        return;
    strncat(sql, column, 100);
    sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: SqlInjection
}

void sqlite_appended_chosen(sqlite3 *db)
{
    char sql[200] = "SELECT * FROM users ORDER BY ", *column = getenv("COLUMN");
    if (!column)
        return;
    strncat(sql, strcmp(column, "age") == 0 ? "age" : "name", 100);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void sqlite_prepare(sqlite3 *db)
{
    sqlite3_stmt *statement;
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    snprintf(sql, sizeof sql, "SELECT id FROM users WHERE name = '%s'", name);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK) // expect: SqlInjection
        sqlite3_finalize(statement);
}

void sqlite_bound(sqlite3 *db)
{
    sqlite3_stmt *statement;
    char *name = getenv("NAME");
    if (!name)
        return;
    if (sqlite3_prepare_v2(db, "SELECT id FROM users WHERE name = ?", -1, &statement, NULL))
        return;
    sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
}

void sqlite_prepare_old(sqlite3 *db)
{
    sqlite3_stmt *statement;
    char *sql = getenv("SQL");
    if (sql && sqlite3_prepare(db, sql, -1, &statement, NULL) == SQLITE_OK) // expect: SqlInjection
        sqlite3_finalize(statement);
}

void sqlite_prepare_flags(sqlite3 *db)
{
    sqlite3_stmt *statement;
    char *sql = getenv("SQL");
    // expect: SqlInjection
    if (sql && sqlite3_prepare_v3(db, sql, -1, 0, &statement, NULL) == SQLITE_OK)
        sqlite3_finalize(statement);
}

void sqlite_table(sqlite3 *db)
{
    char **rows, *sql = getenv("SQL");
    int height, width;
    // expect: SqlInjection
    if (sql && sqlite3_get_table(db, sql, &rows, &height, &width, NULL) == SQLITE_OK)
        sqlite3_free_table(rows);
}

void sqlite_table_safe(sqlite3 *db)
{
    char **rows;
    int height, width;
    if (sqlite3_get_table(db, "SELECT * FROM users", &rows, &height, &width, NULL) == SQLITE_OK)
        sqlite3_free_table(rows);
}

void sqlite_printed(sqlite3 *db)
{
    char *name = getenv("NAME");
    char *sql = name ? sqlite3_mprintf("DELETE FROM users WHERE name = '%s'", name) : NULL;
    if (sql)
        sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: SqlInjection
    sqlite3_free(sql);
}

void sqlite_printed_quoted(sqlite3 *db)
{
    char *name = getenv("NAME");
    char *sql = name ? sqlite3_mprintf("DELETE FROM users WHERE name = %Q", name) : NULL;
    if (sql)
        sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
}

void sqlite_printed_escaped(sqlite3 *db)
{
    char *name = getenv("NAME");
    char *sql = name ? sqlite3_mprintf("DELETE FROM users WHERE name = '%q'", name) : NULL;
    if (sql)
        sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
}

void sqlite_printed_identifier(sqlite3 *db)
{
    char *table = getenv("TABLE");
    char *sql = table ? sqlite3_mprintf("DROP TABLE \"%w\"", table) : NULL;
    if (sql)
        sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
}

static int execute(sqlite3 *db, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    char *sql = sqlite3_vmprintf(format, list);
    va_end(list);
    int status = sql ? sqlite3_exec(db, sql, NULL, NULL, NULL) : 1; // expect: SqlInjection
    sqlite3_free(sql);
    return status;
}

int sqlite_list(sqlite3 *db)
{
    char *name = getenv("NAME");
    return name ? execute(db, "DELETE FROM users WHERE name = '%s'", name) : 1;
}

static int execute_safe(sqlite3 *db, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    char *sql = sqlite3_vmprintf(format, list);
    va_end(list);
    int status = sql ? sqlite3_exec(db, sql, NULL, NULL, NULL) : 1;
    sqlite3_free(sql);
    return status;
}

int sqlite_list_escaped(sqlite3 *db)
{
    char *name = getenv("NAME");
    return name ? execute_safe(db, "DELETE FROM users WHERE name = '%q' OR name = %Q", name, name)
                : 1;
}

int sqlite_list_identifier(sqlite3 *db)
{
    char *table = getenv("TABLE");
    return table ? execute_safe(db, "DROP TABLE \"%w\"", table) : 1;
}

// Escaped for quotes that are not there.
void sqlite_printed_unquoted(sqlite3 *db)
{
    char *id = getenv("ID");
    char *sql = id ? sqlite3_mprintf("DELETE FROM users WHERE id = %q", id) : NULL;
    // known-miss: SqlInjection -- whether quotes stand around the escaped text is not looked at
    if (sql)
        sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
}

void sqlite_printed_both(sqlite3 *db)
{
    char *name = getenv("NAME"), *order = getenv("ORDER");
    if (!name || !order)
        return;
    char *sql = sqlite3_mprintf("SELECT * FROM users WHERE name = %Q ORDER BY %s", name, order);
    if (sql)
        sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: SqlInjection
    sqlite3_free(sql);
}

void sqlite_snprintf(sqlite3 *db)
{
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    sqlite3_snprintf(sizeof sql, sql, "DELETE FROM users WHERE name = '%s'", name);
    sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: SqlInjection
}

void sqlite_snprintf_quoted(sqlite3 *db)
{
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    sqlite3_snprintf(sizeof sql, sql, "DELETE FROM users WHERE name = %Q", name);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void sqlite_string(sqlite3 *db)
{
    char *name = getenv("NAME");
    if (!name)
        return;
    sqlite3_str *string = sqlite3_str_new(db);
    sqlite3_str_appendall(string, "DELETE FROM users WHERE name = '");
    sqlite3_str_appendall(string, name);
    sqlite3_str_appendall(string, "'");
    char *sql = sqlite3_str_finish(string);
    if (sql)
        sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: SqlInjection
    sqlite3_free(sql);
}

void sqlite_string_quoted(sqlite3 *db)
{
    char *name = getenv("NAME");
    if (!name)
        return;
    sqlite3_str *string = sqlite3_str_new(db);
    sqlite3_str_appendf(string, "DELETE FROM users WHERE name = %Q", name);
    char *sql = sqlite3_str_finish(string);
    if (sql)
        sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
}

// What was stored may have been untrusted.
void sqlite_second_order(sqlite3 *db, sqlite3_stmt *statement)
{
    char sql[200];
    const unsigned char *name = sqlite3_column_text(statement, 0);
    if (!name)
        return;
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name);
    sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: SqlInjection
}

void sqlite_second_order_number(sqlite3 *db, sqlite3_stmt *statement)
{
    char sql[200];
    int id = sqlite3_column_int(statement, 0);
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE id = %d", id);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
}

// ---- MySQL and MariaDB --------------------------------------------------------------------------

void mysql_query_built(MYSQL *db)
{
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name);
    mysql_query(db, sql); // expect: SqlInjection
}

void mysql_query_number(MYSQL *db)
{
    char sql[200], *id = getenv("ID");
    if (!id)
        return;
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE id = %lu", strtoul(id, NULL, 10));
    mysql_query(db, sql);
}

void mysql_query_escaped(MYSQL *db)
{
    char sql[500], escaped[201], *name = getenv("NAME");
    if (!name || strlen(name) > 100)
        return;
    mysql_real_escape_string(db, escaped, name, strlen(name));
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", escaped);
    mysql_query(db, sql);
}

void mysql_query_escaped_other(MYSQL *db)
{
    char sql[500], escaped[201], *name = getenv("NAME");
    if (!name || strlen(name) > 100)
        return;
    mysql_real_escape_string(db, escaped, name, strlen(name));
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name);
    mysql_query(db, sql); // expect: SqlInjection
}

void mysql_query_hexadecimal(MYSQL *db)
{
    char sql[500], digits[201], *name = getenv("NAME");
    if (!name || strlen(name) > 100)
        return;
    mysql_hex_string(digits, name, strlen(name));
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = 0x%s", digits);
    mysql_query(db, sql);
}

void mysql_real_query_built(MYSQL *db)
{
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    int n = snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name);
    mysql_real_query(db, sql, n); // expect: SqlInjection
}

void mysql_prepare(MYSQL_STMT *statement)
{
    char *sql = getenv("SQL");
    if (sql)
        mysql_stmt_prepare(statement, sql, strlen(sql)); // expect: SqlInjection
}

void mysql_bound(MYSQL_STMT *statement)
{
    static const char sql[] = "DELETE FROM users WHERE name = ?";
    char *name = getenv("NAME");
    MYSQL_BIND bind = {.buffer_type = MYSQL_TYPE_STRING, .buffer = name};
    if (!name || mysql_stmt_prepare(statement, sql, sizeof sql - 1))
        return;
    bind.buffer_length = strlen(name);
    mysql_stmt_bind_param(statement, &bind);
    mysql_stmt_execute(statement);
}

void mysql_at_connection(MYSQL *db)
{
    char *sql = getenv("SQL");
    if (sql)
        mysql_options(db, MYSQL_INIT_COMMAND, sql); // expect: SqlInjection
}

void mysql_other_option(MYSQL *db)
{
    char *group = getenv("GROUP");
    if (group)
        mysql_options(db, MYSQL_READ_DEFAULT_GROUP, group);
}

void mysql_second_order(MYSQL *db, MYSQL_RES *result)
{
    char sql[200];
    MYSQL_ROW row = mysql_fetch_row(result);
    if (!row)
        return;
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", row[0]);
    mysql_query(db, sql); // expect: SqlInjection
}

void mysql_second_order_number(MYSQL *db, MYSQL_RES *result)
{
    char sql[200];
    MYSQL_ROW row = mysql_fetch_row(result);
    if (!row)
        return;
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE id = %d", atoi(row[0]));
    mysql_query(db, sql);
}

// ---- PostgreSQL ---------------------------------------------------------------------------------

void postgres_exec(PGconn *db)
{
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name);
    PQclear(PQexec(db, sql)); // expect: SqlInjection
}

void postgres_exec_number(PGconn *db)
{
    char sql[200], *id = getenv("ID");
    if (!id)
        return;
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE id = %d", atoi(id));
    PQclear(PQexec(db, sql));
}

void postgres_parameters(PGconn *db)
{
    const char *values[1] = {getenv("NAME")};
    PQclear(PQexecParams(db, "DELETE FROM users WHERE name = $1", 1, NULL, values, NULL, NULL, 0));
}

void postgres_parameters_built(PGconn *db)
{
    char sql[200], *table = getenv("TABLE");
    const char *values[1] = {"name"};
    if (!table)
        return;
    snprintf(sql, sizeof sql, "DELETE FROM %s WHERE name = $1", table);
    PQclear(PQexecParams(db, sql, 1, NULL, values, NULL, NULL, 0)); // expect: SqlInjection
}

void postgres_prepare(PGconn *db)
{
    char *sql = getenv("SQL");
    if (sql)
        PQclear(PQprepare(db, "delete", sql, 0, NULL)); // expect: SqlInjection
}

void postgres_prepared(PGconn *db)
{
    const char *values[1] = {getenv("NAME")};
    PQclear(PQexecPrepared(db, "delete", 1, values, NULL, NULL, 0));
}

void postgres_sent(PGconn *db)
{
    char *sql = getenv("SQL");
    if (sql)
        PQsendQuery(db, sql); // expect: SqlInjection
}

void postgres_sent_parameters(PGconn *db)
{
    const char *values[1] = {getenv("NAME")};
    PQsendQueryParams(db, "DELETE FROM users WHERE name = $1", 1, NULL, values, NULL, NULL, 0);
}

void postgres_escaped(PGconn *db)
{
    char sql[500], *name = getenv("NAME");
    if (!name)
        return;
    char *literal = PQescapeLiteral(db, name, strlen(name));
    if (!literal)
        return;
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = %s", literal);
    PQclear(PQexec(db, sql));
    PQfreemem(literal);
}

void postgres_escaped_identifier(PGconn *db)
{
    char sql[500], *table = getenv("TABLE");
    if (!table)
        return;
    char *identifier = PQescapeIdentifier(db, table, strlen(table));
    if (!identifier)
        return;
    snprintf(sql, sizeof sql, "DROP TABLE %s", identifier);
    PQclear(PQexec(db, sql));
    PQfreemem(identifier);
}

void postgres_escaped_into(PGconn *db)
{
    int error;
    char sql[500], escaped[201], *name = getenv("NAME");
    if (!name || strlen(name) > 100)
        return;
    PQescapeStringConn(db, escaped, name, strlen(name), &error);
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", escaped);
    PQclear(PQexec(db, sql));
}

void postgres_second_order(PGconn *db, PGresult *result)
{
    char sql[200];
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", PQgetvalue(result, 0, 0));
    PQclear(PQexec(db, sql)); // expect: SqlInjection
}

// Escaped for SQL, which says nothing of a shell.
void escaped_for_other(PGconn *db)
{
    char command[500], *name = getenv("NAME");
    if (!name)
        return;
    char *literal = PQescapeLiteral(db, name, strlen(name));
    if (!literal)
        return;
    snprintf(command, sizeof command, "finger %s", literal);
    system(command); // expect: CommandInjection
    PQfreemem(literal);
}

// ---- Statements that are built and handed on ----------------------------------------------------

void run_somewhere(void *db, const char *sql);
void show_somewhere(const char *text);
void log_somewhere(const char *format, ...) __attribute__((format(printf, 1, 2)));

void built_and_handed_on(void *db)
{
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    snprintf(sql, sizeof sql, "SELECT id, mail FROM users WHERE name = '%s'", name);
    run_somewhere(db, sql); // expect: SqlInjection
}

void built_with_number(void *db)
{
    char sql[200], *id = getenv("ID");
    if (!id)
        return;
    snprintf(sql, sizeof sql, "SELECT name, mail FROM users WHERE id = %d", atoi(id));
    run_somewhere(db, sql);
}

void built_with_constant(void *db)
{
    char sql[200];
    if (!getenv("NAME"))
        return;
    snprintf(sql, sizeof sql, "SELECT id, mail FROM users WHERE name = '%s'", "root");
    run_somewhere(db, sql);
}

void not_a_statement(void)
{
    char text[200], *name = getenv("NAME");
    if (!name)
        return;
    snprintf(text, sizeof text, "Select the entries from the list, %s", name);
    show_somewhere(text);
}

void not_a_statement_either(void)
{
    char text[200], *name = getenv("NAME");
    if (!name)
        return;
    snprintf(text, sizeof text, "update %s to the newest version", name);
    show_somewhere(text);
}

void built_insert(void *db)
{
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    snprintf(sql, sizeof sql, "INSERT INTO users (name) VALUES ('%s')", name);
    run_somewhere(db, sql); // expect: SqlInjection
}

void built_update(void *db)
{
    char sql[200] = "UPDATE users SET name = '", *name = getenv("NAME");
    if (!name || strlen(name) > 100)
        return;
    strcat(sql, name);
    strcat(sql, "' WHERE id = 1");
    run_somewhere(db, sql); // expect: SqlInjection
}

void built_and_logged(void)
{
    char *name = getenv("NAME");
    if (!name)
        return;
    log_somewhere("SELECT id, mail FROM users WHERE name = '%s'", name);
}

// Once where it is handed on, not again where it is run.
void built_and_run(sqlite3 *db)
{
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    snprintf(sql, sizeof sql, "SELECT id, mail FROM users WHERE name = '%s'", name);
    run_somewhere(db, sql); // expect: SqlInjection
    sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void built_twice(sqlite3 *db)
{
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    snprintf(sql, sizeof sql, "SELECT id, mail FROM users WHERE name = '%s'", name);
    run_somewhere(db, sql); // expect: SqlInjection
    snprintf(sql, sizeof sql, "DELETE FROM users WHERE name = '%s'", name);
    sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: SqlInjection
}

static void query(sqlite3 *db, const char *sql)
{
    sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: SqlInjection
}

void built_for_own(sqlite3 *db)
{
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    snprintf(sql, sizeof sql, "SELECT id, mail FROM users WHERE name = '%s'", name);
    query(db, sql);
}

static void query_safe(sqlite3 *db, const char *sql)
{
    sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void built_for_own_safe(sqlite3 *db)
{
    char sql[200], *name = getenv("NAME");
    if (!name)
        return;
    snprintf(sql, sizeof sql, "SELECT id, mail FROM users WHERE name = %d", atoi(name));
    query_safe(db, sql);
}

// ---- A database's program behind a pipe -----------------------------------------------------------

void program_fed(void)
{
    char *name = getenv("NAME");
    FILE *program = name ? popen("sqlite3 /var/lib/users.db", "w") : NULL;
    if (!program)
        return;
    fprintf(program, "DELETE FROM users WHERE name = '%s';\n", name); // expect: SqlInjection
    pclose(program);
}

void program_fed_number(void)
{
    char *id = getenv("ID");
    FILE *program = id ? popen("psql -U web users", "w") : NULL;
    if (!program)
        return;
    fprintf(program, "DELETE FROM users WHERE id = %d;\n", atoi(id));
    pclose(program);
}

// The statement stands in the command: what is written is data.
void program_fed_data(void)
{
    char *rows = getenv("ROWS");
    FILE *program = rows ? popen("psql users -c 'COPY users FROM STDIN'", "w") : NULL;
    if (!program)
        return;
    fputs(rows, program);
    pclose(program);
}
