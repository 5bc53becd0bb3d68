// tinct.CrossSiteScripting: a CGI program, as its Content-Type says.
// RUN: %expect %s
// RUN: %expect --profile strict %s
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// As in the libraries' headers.
typedef struct sqlite3_stmt sqlite3_stmt;
extern const unsigned char *sqlite3_column_text(sqlite3_stmt *statement, int column);
extern char *g_markup_escape_text(const char *text, long length);
typedef struct FCGX_Stream FCGX_Stream;
extern int FCGX_FPrintF(FCGX_Stream *stream, const char *format, ...);
extern char *FCGX_GetParam(const char *name, char **environment);

void begin(void)
{
    puts("Content-Type: text/html; charset=utf-8\r\n\r");
}

// ---- What the request says ----------------------------------------------------------------------

void greet(void)
{
    char *name = getenv("QUERY_STRING");
    if (name)
        printf("<h1>Hello %s</h1>\n", name); // expect: CrossSiteScripting
}

void greet_words(void)
{
    char *name = getenv("QUERY_STRING");
    if (name)
        printf("Hello %s\n", name); // expect: CrossSiteScripting
}

void greet_number(void)
{
    char *name = getenv("QUERY_STRING");
    if (name)
        printf("<h1>Hello %d</h1>\n", atoi(name));
}

void greet_fixed(void)
{
    if (getenv("QUERY_STRING"))
        printf("<h1>Hello %s</h1>\n", "you");
}

void greet_escaped(void)
{
    char *name = getenv("QUERY_STRING");
    char *safe = name ? g_markup_escape_text(name, -1) : NULL;
    if (safe)
        printf("<h1>Hello %s</h1>\n", safe);
}

void greet_puts(void)
{
    char *name = getenv("QUERY_STRING");
    if (name)
        puts(name); // expect: CrossSiteScripting
}

void greet_built(void)
{
    char page[300];
    char *name = getenv("HTTP_USER_AGENT");
    if (!name)
        return;
    snprintf(page, sizeof page, "<p title='%s'>", name);
    fwrite(page, 1, strlen(page), stdout); // expect: CrossSiteScripting
}

// A form that is sent comes on standard input.
void post(void)
{
    char form[300];
    size_t n = fread(form, 1, sizeof form - 1, stdin);
    form[n] = '\0';
    printf("<pre>%s</pre>\n", form); // expect: CrossSiteScripting
}

void log_it(void)
{
    char *name = getenv("QUERY_STRING");
    if (name)
        fprintf(stderr, "<h1>Hello %s</h1>\n", name);
}

void save_it(void)
{
    char *name = getenv("QUERY_STRING");
    FILE *file = fopen("guests", "a");
    if (!file)
        return;
    if (name)
        fprintf(file, "<li>%s\n", name); // strict: LogInjection
    fclose(file);
}

// In a header it is another flaw.
void redirect(void)
{
    char *to = getenv("QUERY_STRING");
    if (to)
        printf("Location: /%s\r\n\r\n", to); // expect: HeaderInjection
}

// ---- What was stored ----------------------------------------------------------------------------

void stored(sqlite3_stmt *statement)
{
    const unsigned char *text = sqlite3_column_text(statement, 0);
    if (text)
        printf("<td>%s</td>", text); // expect: CrossSiteScripting
}

void stored_number(sqlite3_stmt *statement)
{
    const unsigned char *text = sqlite3_column_text(statement, 0);
    if (text)
        printf("<td>%d</td>", text[0]);
}

void stored_lines(void)
{
    char line[200];
    FILE *file = fopen("guests", "r");
    if (!file)
        return;
    while (fgets(line, sizeof line, file))
        printf("<li>%s</li>\n", line); // strict: CrossSiteScripting
    fclose(file);
}

// ---- FastCGI ------------------------------------------------------------------------------------

void fast(FCGX_Stream *out, char **environment)
{
    char *name = FCGX_GetParam("QUERY_STRING", environment);
    if (name)
        FCGX_FPrintF(out, "<b>%s</b>", name); // expect: CrossSiteScripting
}

void fast_fixed(FCGX_Stream *out, char **environment)
{
    if (FCGX_GetParam("QUERY_STRING", environment))
        FCGX_FPrintF(out, "<b>%s</b>", "you");
}

// ---- Who starts the program writes their own page -----------------------------------------------

int main(int argc, char **argv)
{
    begin();
    if (argc > 1)
        printf("<title>%s</title>\n", argv[1]);
    return 0;
}
