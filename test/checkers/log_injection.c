// tinct.LogInjection: lines of logs, and terminals, that others write.
// RUN: %expect %s
// RUN: %expect --profile strict %s
// RUN: %expect --profile audit %s
#include <dirent.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

// ---- Logs: what can hold a newline --------------------------------------------------------------

void log_received(int peer)
{
    char text[200];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    if (n <= 0)
        return;
    text[n] = '\0';
    syslog(LOG_INFO, "login of %s failed", text); // strict: LogInjection
}

void log_number(int peer)
{
    char text[200];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    if (n <= 0)
        return;
    text[n] = '\0';
    syslog(LOG_INFO, "login of %d failed", atoi(text));
}

void log_request(void)
{
    char *path = getenv("PATH_INFO");
    if (path)
        syslog(LOG_INFO, "no page %s", path); // strict: LogInjection
}

// One line of input is one line of the log.
void log_line(FILE *peer)
{
    char line[200];
    if (fgets(line, sizeof line, peer))
        syslog(LOG_INFO, "login of %s failed", line);
}

void log_word(FILE *peer)
{
    char word[200];
    if (fscanf(peer, "%199s", word) == 1)
        syslog(LOG_INFO, "login of %s failed", word);
}

// A set of characters may hold a newline.
void log_set(FILE *peer)
{
    char word[200];
    if (fscanf(peer, "%199[^;]", word) == 1)
        syslog(LOG_INFO, "login of %s failed", word); // strict: LogInjection
}

// Who starts the program can log what they like.
void log_environment(void)
{
    char *home = getenv("HOME");
    if (home)
        syslog(LOG_INFO, "home is %s", home); // audit: LogInjection
}

void log_fixed(int peer)
{
    char text[200];
    if (recv(peer, text, sizeof text, 0) <= 0)
        syslog(LOG_INFO, "%s", "nothing came");
}

// A stream is no log.
void write_file(int peer, FILE *file)
{
    char text[200];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    if (n <= 0)
        return;
    text[n] = '\0';
    fprintf(file, "login of %s failed\n", text);
}

// What comes on standard input may be what others wrote.
void log_input(void)
{
    char text[200];
    ssize_t n = read(0, text, sizeof text - 1);
    if (n <= 0)
        return;
    text[n] = '\0';
    syslog(LOG_NOTICE, "login of %s", text); // strict: LogInjection
}

static void note(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsyslog(LOG_NOTICE, format, list); // strict: LogInjection
    va_end(list);
}

void log_list(int peer)
{
    char text[200];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    if (n <= 0)
        return;
    text[n] = '\0';
    note("login of %s", text);
}

static void note_number(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsyslog(LOG_NOTICE, format, list);
    va_end(list);
}

void log_list_number(int peer)
{
    char text[200];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    if (n <= 0)
        return;
    text[n] = '\0';
    note_number("login of %d", atoi(text));
}

// ---- Files that lines are added to --------------------------------------------------------------

static FILE *journal;

static void enter(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vfprintf(journal, format, list); // strict: LogInjection
    va_end(list);
}

void add_list(int peer)
{
    char text[200];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    if (n <= 0)
        return;
    text[n] = '\0';
    journal = fopen("/var/log/tool.log", "a");
    if (journal)
        enter("login of %s\n", text);
}

void add_line(int peer)
{
    char text[200];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    FILE *log = fopen("/var/log/tool.log", "a");
    if (n <= 0 || !log)
        return;
    text[n] = '\0';
    fprintf(log, "login of %s\n", text); // strict: LogInjection
    fclose(log);
}

void add_built(int peer)
{
    char text[200], line[300];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    int log = open("/var/log/tool.log", O_WRONLY | O_APPEND);
    if (n <= 0 || log < 0)
        return;
    text[n] = '\0';
    int length = snprintf(line, sizeof line, "login of %s\n", text);
    write(log, line, (size_t)length); // strict: LogInjection
    close(log);
}

void add_checked(int peer)
{
    char text[200];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    FILE *log = fopen("/var/log/tool.log", "a");
    if (n <= 0 || !log)
        return;
    text[n] = '\0';
    if (!strpbrk(text, "\r\n"))
        fprintf(log, "login of %s\n", text);
    fclose(log);
}

// A file of its own.
void write_new(int peer)
{
    char text[200];
    ssize_t n = recv(peer, text, sizeof text - 1, 0);
    FILE *file = fopen("/var/lib/tool/last", "w");
    if (n <= 0 || !file)
        return;
    text[n] = '\0';
    fprintf(file, "login of %s\n", text);
    fclose(file);
}

// A copy of all that came, as tee -a makes it.
void add_copy(int peer)
{
    char text[200];
    ssize_t n = recv(peer, text, sizeof text, 0);
    FILE *copy = fopen("/var/lib/tool/all", "a");
    if (n <= 0 || !copy)
        return;
    fwrite(text, 1, (size_t)n, copy);
    fclose(copy);
}

// ---- Terminals ----------------------------------------------------------------------------------

void list(DIR *folder)
{
    struct dirent *entry = readdir(folder);
    if (entry)
        printf("%s\n", entry->d_name); // audit: LogInjection
}

void list_number(DIR *folder)
{
    struct dirent *entry = readdir(folder);
    if (entry)
        printf("%d\n", (int)strlen(entry->d_name));
}

void echo(void)
{
    char *text = getenv("TEXT");
    if (text)
        puts(text);
}
