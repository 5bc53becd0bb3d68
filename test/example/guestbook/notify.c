#include "notify.h"

#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void set_value(char *target, size_t size, const char *value)
{
    size_t length = strcspn(value, "\r\n");

    if (length >= size)
        length = size - 1;
    memcpy(target, value, length);
    target[length] = '\0';
}

void settings_read(struct settings *settings, const char *path)
{
    char line[256];
    FILE *file = fopen(path, "r");

    memset(settings, 0, sizeof *settings);
    if (!file)
        return;
    while (fgets(line, sizeof line, file)) {
        char *value = strchr(line, '=');
        if (!value || line[0] == '#')
            continue;
        value += 1 + strspn(value + 1, " \t");
        if (strncmp(line, "owner", 5) == 0)
            set_value(settings->owner, sizeof settings->owner, value);
        else if (strncmp(line, "archive", 7) == 0)
            set_value(settings->archive, sizeof settings->archive, value);
    }
    fclose(file);
}

/* Mails through the system's mailer, which reads the message from its standard input. */
static void send_mail(const struct settings *settings, const char *author, const char *text)
{
    char command[256];
    FILE *mailer;

    snprintf(command, sizeof command, "/usr/bin/mail -s 'New entry' %s", settings->owner);
    mailer = popen(command, "w");
    if (!mailer)
        return;
    fprintf(mailer, "%s wrote:\n\n%s\n", author, text);
    pclose(mailer);
}

/* Hands the entry to a fixed program; nothing of it is looked at by a shell. */
static void archive_entry(const char *author, const char *text)
{
    char *argv[] = {"gb-archive", "--", (char *)author, (char *)text, NULL};
    pid_t child;

    if (posix_spawn(&child, "/usr/local/bin/gb-archive", NULL, NULL, argv, environ) == 0)
        waitpid(child, NULL, 0);
}

void notify_owner(const char *settings_path, const char *author, const char *text)
{
    struct settings settings;

    settings_read(&settings, settings_path);
    if (settings.owner[0])
        send_mail(&settings, author, text);
    if (strcmp(settings.archive, "yes") == 0)
        archive_entry(author, text);
}
