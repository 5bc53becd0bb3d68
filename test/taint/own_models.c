// Models of the user's: sources, propagators, sanitizers and sinks, handed in all three ways.
// RUN: %expect %s --models %S/Inputs/own.yaml
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *readline(const char *prompt);
const char *field_of(void *request, const char *name);
int fill_line(char *line, int size);
char *text_append(char *text, const char *more);
int text_join(char **text, const char *format, ...);
char *shell_quote(const char *text);
int to_number(const char *text);
int run_remote(void *host, const char *command);
int db_run(void *db, const char *sql);
void note(int level, const char *format, ...);
void store(void *to, const char *text);
extern char *request_line;

void source_result(void)
{
    char *text = readline("> ");
    if (text)
        system(text); // expect: CommandInjection
    free(text);
}

void source_result_safe(void)
{
    char *text = readline("> ");
    if (text)
        system("fixed");
    free(text);
}

void source_argument(void)
{
    char line[100];
    if (fill_line(line, sizeof line))
        system(line); // expect: CommandInjection
}

void source_global(void)
{
    if (request_line)
        system(request_line); // expect: CommandInjection
}

void source_global_set(void)
{
    request_line = "fixed";
    system(request_line);
}

void sinks(void *request, void *host, void *db)
{
    const char *text = field_of(request, "name");
    run_remote(host, text); // expect: CommandInjection
    db_run(db, text);       // expect: SqlInjection
    note(1, text);          // expect: FormatString
    note(1, "%s", text);
    store(db, text);
}

void sinks_safe(void *request, void *host, void *db)
{
    const char *text = field_of(request, "name");
    text = "fixed";
    run_remote(host, text);
    db_run(db, text);
    note(1, text);
}

void flow_appended(void *request)
{
    char command[200] = "ls ";
    system(text_append(command, "fixed"));
    text_append(command, field_of(request, "file"));
    system(command); // expect: CommandInjection
}

void flow_joined(void *request)
{
    char *command;
    if (text_join(&command, "ls %s", field_of(request, "file")))
        system(command); // expect: CommandInjection
    if (text_join(&command, "ls %d", to_number(field_of(request, "number"))))
        system(command);
}

void sanitized(void *request, void *db)
{
    char command[200], sql[200];
    char *quoted = shell_quote(field_of(request, "file"));
    snprintf(command, sizeof command, "ls %s", quoted);
    system(command);
    snprintf(sql, sizeof sql, "SELECT * FROM files WHERE name = '%s'", quoted);
    db_run(db, sql); // expect: SqlInjection
}

void not_sanitized(void *request)
{
    char command[200];
    const char *file = field_of(request, "file");
    char *quoted = shell_quote(file);
    snprintf(command, sizeof command, "ls %s", file);
    system(command); // expect: CommandInjection
    free(quoted);
}

// What the project defines itself is read, not taken from a model.
static char *shell_escape(const char *text)
{
    return strdup(text);
}

void own_body(void *request)
{
    char *text = shell_escape(field_of(request, "file"));
    if (text)
        system(text); // expect: CommandInjection
    free(text);
}
