/* gblog - reads a web server's log into the guestbook's database and looks after the files.
 *
 *     gblog import FILE       adds the visits that FILE tells of
 *     gblog visits HOST       lists the pages that HOST saw
 *     gblog pages PREFIX      counts the visits of pages that begin with PREFIX
 *     gblog show FILE         prints FILE without its query strings; GBLOG_MARGIN is what
 *                             printf writes before each line, for instance "%d: "
 *     gblog rotate FILE       compresses FILE and keeps the old one
 *     gblog who HOST          asks the name service about HOST
 */
#include "store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

struct visit {
    char host[64];
    char page[256];
    int status;
};

static void copy_word(char *target, size_t size, const char **text)
{
    size_t used = 0;

    while (**text == ' ')
        (*text)++;
    for (; **text && **text != ' ' && **text != '\n'; (*text)++)
        if (used + 1 < size)
            target[used++] = **text;
    target[used] = '\0';
}

/* "HOST PAGE STATUS" */
static int parse_visit(struct visit *visit, const char *line)
{
    copy_word(visit->host, sizeof visit->host, &line);
    copy_word(visit->page, sizeof visit->page, &line);
    visit->status = atoi(line);
    return visit->host[0] && visit->page[0];
}

static int add_visit(sqlite3 *db, const struct visit *visit)
{
    char *sql = sqlite3_mprintf("INSERT INTO visit (host, page, status) VALUES ('%q', '%q', %d)",
                                visit->host, visit->page, visit->status);
    int status = sqlite3_exec(db, sql, NULL, NULL, NULL);

    sqlite3_free(sql);
    return status == SQLITE_OK ? 0 : store_fail(db, "cannot add the visit");
}

/* A page that was not there is kept apart, with the host that asked for it. */
static int add_miss(sqlite3 *db, const struct visit *visit)
{
    char sql[512];

    sprintf(sql, "INSERT INTO visit (host, page, status) VALUES ('%s', '%s', 404)", visit->host,
            visit->page);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(db, "cannot add the miss");
    return 0;
}

static int import_log(sqlite3 *db, const char *path)
{
    char line[512];
    struct visit visit;
    int status = 0;
    FILE *file = fopen(path, "r");

    if (!file) {
        perror(path);
        return -1;
    }
    while (status == 0 && fgets(line, sizeof line, file)) {
        if (!parse_visit(&visit, line))
            continue;
        status = visit.status == 404 ? add_miss(db, &visit) : add_visit(db, &visit);
    }
    fclose(file);
    return status;
}

static int print_row(void *data, int count, char **values, char **names)
{
    (void)data;
    (void)names;
    for (int i = 0; i < count; i++)
        printf("%s%s", values[i] ? values[i] : "", i + 1 < count ? "\t" : "\n");
    return 0;
}

static int list_visits(sqlite3 *db, const char *host)
{
    char sql[256] = "SELECT page, status FROM visit WHERE host = '";

    strncat(sql, host, sizeof sql - strlen(sql) - 2);
    strcat(sql, "'");
    if (sqlite3_exec(db, sql, print_row, NULL, NULL) != SQLITE_OK)
        return store_fail(db, "cannot list the visits");
    return 0;
}

static int count_pages(sqlite3 *db, const char *prefix)
{
    static const char sql[] =
        "SELECT page, count(*) FROM visit WHERE page GLOB ? || '*' GROUP BY page";
    sqlite3_stmt *statement;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        return store_fail(db, "cannot prepare");
    sqlite3_bind_text(statement, 1, prefix, -1, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW)
        printf("%s\t%d\n", (const char *)sqlite3_column_text(statement, 0),
               sqlite3_column_int(statement, 1));
    sqlite3_finalize(statement);
    return 0;
}

/* Query strings may hold what people typed, so they are left out. */
static int show_log(const char *path)
{
    const char *margin = getenv("GBLOG_MARGIN");
    char line[512];
    int number = 0;
    FILE *file = fopen(path, "r");

    if (!margin)
        margin = "%4d  ";

    if (!file) {
        perror(path);
        return -1;
    }
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "?\r\n")] = '\0';
        printf(margin, ++number);
        printf("%s\n", line);
    }
    fclose(file);
    return 0;
}

static int wait_for(pid_t child)
{
    int status;

    return child > 0 && waitpid(child, &status, 0) == child && status == 0 ? 0 : -1;
}

static int compress_file(const char *path)
{
    pid_t child = fork();

    if (child == 0) {
        execlp("gzip", "gzip", "--keep", "--", path, (char *)NULL);
        _exit(127);
    }
    return wait_for(child);
}

static int keep_old(const char *path)
{
    char command[512];

    snprintf(command, sizeof command, "mv -f %s %s.old", path, path);
    return system(command) == 0 ? 0 : -1;
}

static int ask_host(const char *host)
{
    char *arguments[] = {"getent", "hosts", "--", (char *)host, NULL};
    pid_t child = fork();

    if (child == 0) {
        execvp(arguments[0], arguments);
        _exit(127);
    }
    return wait_for(child);
}

static int run(sqlite3 *db, const char *command, const char *argument)
{
    if (strcmp(command, "import") == 0)
        return import_log(db, argument);
    if (strcmp(command, "visits") == 0)
        return list_visits(db, argument);
    if (strcmp(command, "pages") == 0)
        return count_pages(db, argument);
    if (strcmp(command, "show") == 0)
        return show_log(argument);
    if (strcmp(command, "rotate") == 0)
        return compress_file(argument) == 0 ? keep_old(argument) : -1;
    if (strcmp(command, "who") == 0)
        return ask_host(argument);
    fprintf(stderr, "gblog: %s: unknown command\n", command);
    return -1;
}

int main(int argc, char **argv)
{
    sqlite3 *db;
    int status;

    if (argc != 3) {
        fputs("usage: gblog import|visits|pages|show|rotate|who ARGUMENT\n", stderr);
        return 2;
    }
    if (store_open(&db, "guestbook.db") != 0)
        return 1;
    status = run(db, argv[1], argv[2]);
    sqlite3_close(db);
    return status == 0 ? 0 : 1;
}
