// tinct.LogInjection: lines of logs, and terminals, that others write.
// RUN: %expect %s
// RUN: %expect --profile strict %s
// RUN: %expect --profile audit %s
#include <dirent.h>
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
