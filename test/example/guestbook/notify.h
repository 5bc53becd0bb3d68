/* notify.h - tells the guestbook's owner about a new entry. */
#ifndef NOTIFY_H
#define NOTIFY_H

struct settings {
    char owner[128]; /* mail address */
    char archive[8]; /* "yes": gb-archive is handed each new entry */
};

/* Reads `key = value` lines; what is missing stays empty. */
void settings_read(struct settings *settings, const char *path);
void notify_owner(const char *settings_path, const char *author, const char *text);

#endif
