// tinct.PathTraversal: each sink with what must not arrive there, and with what may.
// RUN: %expect %s
// RUN: %expect %s --profile strict
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <fts.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#define ROOM 200

static int receive(int socket, char *text)
{
    ssize_t n = recv(socket, text, ROOM - 1, 0);
    if (n < 0)
        return 0;
    text[n] = '\0';
    return 1;
}

// ---- Where the text stands ------------------------------------------------------------------------

void whole(int socket)
{
    char name[ROOM];
    if (!receive(socket, name))
        return;
    FILE *f = fopen(name, "r"); // expect: PathTraversal
    if (f)
        fclose(f);
}

void beneath(int socket)
{
    char name[ROOM], path[2 * ROOM];
    if (!receive(socket, name))
        return;
    snprintf(path, sizeof path, "/var/data/%s", name);
    FILE *f = fopen(path, "r"); // expect: PathTraversal
    if (f)
        fclose(f);
}

// ".." is no parent in "log-..".
void begun(int socket)
{
    char name[ROOM], path[2 * ROOM];
    if (!receive(socket, name))
        return;
    snprintf(path, sizeof path, "/var/data/log-%s", name);
    FILE *f = fopen(path, "r"); // strict: PathTraversal
    if (f)
        fclose(f);
}

void constant(int socket)
{
    char name[ROOM], path[2 * ROOM];
    if (!receive(socket, name))
        return;
    snprintf(path, sizeof path, "/var/data/%s", "index");
    FILE *f = fopen(path, "r");
    if (f)
        fclose(f);
}

void numbered(int socket)
{
    char text[ROOM], path[2 * ROOM];
    if (!receive(socket, text))
        return;
    snprintf(path, sizeof path, "/var/data/%d", atoi(text));
    FILE *f = fopen(path, "r");
    if (f)
        fclose(f);
}

void chosen(int socket)
{
    char text[ROOM];
    if (!receive(socket, text))
        return;
    FILE *f = fopen(text[0] == 'a' ? "/var/data/a" : "/var/data/b", "r");
    if (f)
        fclose(f);
}

void written(int socket)
{
    char text[ROOM];
    if (!receive(socket, text))
        return;
    FILE *f = fopen("/var/data/log", "w");
    if (!f)
        return;
    fputs(text, f);
    fclose(f);
}

void appended(void)
{
    char path[ROOM] = "/tmp/", name[ROOM - 10];
    if (!fgets(name, sizeof name, stdin))
        return;
    strcat(path, name);
    int fd = open(path, O_RDWR | O_CREAT, 0600); // expect: PathTraversal
    if (fd >= 0)
        close(fd);
}

// Behind what stands there, wherever the string is taken to begin.
void appended_inside(void)
{
    char path[ROOM] = "/tmp/";
    size_t length = strlen(path);
    const char *name = getenv("NAME");
    if (!name)
        return;
    strncat(path + length, name, ROOM - length - 1);
    int fd = open(path, O_RDWR | O_CREAT, 0600); // expect: PathTraversal
    if (fd >= 0)
        close(fd);
}

void appended_inside_number(void)
{
    char path[ROOM] = "/tmp/";
    size_t length = strlen(path);
    const char *name = getenv("NAME");
    if (!name)
        return;
    strncat(path + length, atoi(name) ? "one" : "none", ROOM - length - 1);
    int fd = open(path, O_RDWR | O_CREAT, 0600);
    if (fd >= 0)
        close(fd);
}

// ---- Whose text it is ---------------------------------------------------------------------------

// The user could read the file without this program.
void users_file(void)
{
    const char *name = getenv("CONFIG");
    FILE *f = name ? fopen(name, "r") : NULL; // strict: PathTraversal -- who may, whose rights?
    if (f)
        fclose(f);
}

void users_folder(void)
{
    char path[ROOM];
    const char *home = getenv("HOME");
    if (!home)
        return;
    snprintf(path, sizeof path, "%s/.config", home);
    FILE *f = fopen(path, "r"); // strict: PathTraversal
    if (f)
        fclose(f);
}

// The program means the file to be in that folder.
void users_confined(void)
{
    char path[ROOM];
    const char *name = getenv("THEME");
    if (!name)
        return;
    snprintf(path, sizeof path, "/usr/share/themes/%s", name);
    FILE *f = fopen(path, "r"); // expect: PathTraversal
    if (f)
        fclose(f);
}

// "./" and "../" confine nobody.
void users_relative(void)
{
    char path[ROOM];
    const char *name = getenv("THEME");
    if (!name)
        return;
    snprintf(path, sizeof path, "./%s", name);
    FILE *f = fopen(path, "r"); // strict: PathTraversal -- the user's own file
    if (f)
        fclose(f);
}

// A folder that is not fixed: the program does not say where the file must be.
void users_beneath_unknown(const char *folder)
{
    char path[ROOM];
    const char *name = getenv("THEME");
    if (!name)
        return;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "r"); // strict: PathTraversal -- the user's own file
    if (f)
        fclose(f);
}

void others_beneath_unknown(const char *folder, int socket)
{
    char name[ROOM], path[ROOM];
    if (!receive(socket, name))
        return;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "r"); // expect: PathTraversal
    if (f)
        fclose(f);
}

// The user chooses the folder, somebody else the name.
void others_beneath_users(int socket)
{
    char name[ROOM], path[2 * ROOM];
    const char *folder = getenv("FOLDER");
    if (!folder || !receive(socket, name))
        return;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w"); // expect: PathTraversal
    if (f)
        fclose(f);
}

// Listed names hold no separator, and to walk a tree is not a flaw.
void listed(const char *folder)
{
    char path[ROOM];
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        unlink(path);
    }
    if (dir)
        closedir(dir);
}

int main(int argc, char **argv)
{
    char path[ROOM];
    if (argc < 3)
        return 1;
    FILE *f = fopen(argv[1], "r"); // strict: PathTraversal -- the user's own file
    if (f)
        fclose(f);
    snprintf(path, sizeof path, "/var/data/%s", argv[2]);
    f = fopen(path, "r"); // expect: PathTraversal
    if (f)
        fclose(f);
    return 0;
}

// ---- Each sink ------------------------------------------------------------------------------------

void opens(int socket)
{
    char a[ROOM], b[ROOM], c[ROOM], d[ROOM], e[ROOM];
    if (!receive(socket, a) || !receive(socket, b) || !receive(socket, c) || !receive(socket, d) ||
        !receive(socket, e))
        return;
    open(a, O_RDONLY);            // expect: PathTraversal
    openat(AT_FDCWD, b, O_RDONLY); // expect: PathTraversal
    creat(c, 0600);               // expect: PathTraversal
    freopen(d, "w", stdout);      // expect: PathTraversal
    opendir(e);                   // expect: PathTraversal
}

void opens_safe(void)
{
    open("/a", O_RDONLY);
    openat(AT_FDCWD, "b", O_RDONLY);
    creat("/c", 0600);
    freopen("/d", "w", stdout);
    opendir("/e");
}

void removes(int socket)
{
    char a[ROOM], b[ROOM], c[ROOM], d[ROOM];
    if (!receive(socket, a) || !receive(socket, b) || !receive(socket, c) || !receive(socket, d))
        return;
    unlink(a);                // expect: PathTraversal
    unlinkat(AT_FDCWD, b, 0); // expect: PathTraversal
    remove(c);                // expect: PathTraversal
    rmdir(d);                 // expect: PathTraversal
}

void makes(int socket)
{
    char a[ROOM], b[ROOM], c[ROOM], d[ROOM];
    if (!receive(socket, a) || !receive(socket, b) || !receive(socket, c) || !receive(socket, d))
        return;
    mkdir(a, 0700);             // expect: PathTraversal
    mkdirat(AT_FDCWD, b, 0700); // expect: PathTraversal
    mkfifo(c, 0600);            // expect: PathTraversal
    mknod(d, S_IFIFO, 0);       // expect: PathTraversal
}

void renames(int socket)
{
    char a[ROOM], b[ROOM], c[ROOM];
    if (!receive(socket, a) || !receive(socket, b) || !receive(socket, c))
        return;
    rename("/a", a); // expect: PathTraversal
    link("/a", b);   // expect: PathTraversal
    symlink("/a", c); // expect: PathTraversal
    rename("/a", "/b");
}

void renames_from(int socket)
{
    char a[ROOM], b[ROOM], c[ROOM];
    if (!receive(socket, a) || !receive(socket, b) || !receive(socket, c))
        return;
    rename(a, "/a"); // expect: PathTraversal
    renameat(AT_FDCWD, b, AT_FDCWD, "/a"); // expect: PathTraversal
    symlink(c, "/a"); // expect: PathTraversal
}

void changes(int socket)
{
    char a[ROOM], b[ROOM], c[ROOM], d[ROOM], e[ROOM];
    if (!receive(socket, a) || !receive(socket, b) || !receive(socket, c) || !receive(socket, d) ||
        !receive(socket, e))
        return;
    chmod(a, 0600);   // expect: PathTraversal
    chown(b, 1, 1);   // expect: PathTraversal
    truncate(c, 0);   // expect: PathTraversal
    utime(d, NULL);   // expect: PathTraversal
    chdir(e);         // expect: PathTraversal
}

static int visit_entry(const char *path, const struct stat *st, int flag, struct FTW *place)
{
    return path && st && flag && place;
}

void walks(int socket)
{
    char a[ROOM], b[ROOM], c[ROOM];
    struct dirent **entries;
    char *paths[] = {c, NULL};
    if (!receive(socket, a) || !receive(socket, b) || !receive(socket, c))
        return;
    scandir(a, &entries, NULL, NULL); // expect: PathTraversal
    nftw(b, visit_entry, 4, 0);       // expect: PathTraversal
    fts_open(paths, 0, NULL);         // expect: PathTraversal
}

// What is only looked at.
void looks(int socket)
{
    char a[ROOM], b[ROOM], c[ROOM], text[ROOM];
    struct stat st;
    if (!receive(socket, a) || !receive(socket, b) || !receive(socket, c))
        return;
    if (stat(a, &st) == 0 && // strict: PathTraversal -- tells little
        access(b, R_OK) == 0) // strict: PathTraversal -- tells little
        readlink(c, text, sizeof text); // strict: PathTraversal -- tells little
}

// The look does not hide what follows.
void looks_first(int socket)
{
    char name[ROOM];
    struct stat st;
    if (!receive(socket, name))
        return;
    if (stat(name, &st) != 0) // strict: PathTraversal -- tells little
        return;
    unlink(name); // expect: PathTraversal
}

// One report for a path that is used twice, whatever else is in it.
void uses_twice_both(int socket)
{
    char folder[ROOM], name[ROOM], path[2 * ROOM];
    if (!receive(socket, folder) || !receive(socket, name))
        return;
    snprintf(path, sizeof path, "/srv/%s/%s", folder, name);
    if (mkdir(path, 0700) == 0) // expect: PathTraversal
        chmod(path, 0755);
}

// One report for a name that is used twice.
void uses_twice(int socket)
{
    char name[ROOM];
    if (!receive(socket, name))
        return;
    int fd = open(name, O_WRONLY); // expect: PathTraversal
    if (fd < 0)
        unlink(name);
}

// ---- What was checked -----------------------------------------------------------------------------

void checked_separator(int socket)
{
    char name[ROOM], path[2 * ROOM];
    if (!receive(socket, name) || strchr(name, '/'))
        return;
    snprintf(path, sizeof path, "/var/data/%s", name);
    unlink(path);
}

void checked_parent(int socket)
{
    char name[ROOM], path[2 * ROOM];
    if (!receive(socket, name) || strstr(name, ".."))
        return;
    snprintf(path, sizeof path, "/var/data/%s", name);
    unlink(path);
}

// An absolute path needs no "..".
void checked_parent_only(int socket)
{
    char name[ROOM];
    if (!receive(socket, name) || strstr(name, ".."))
        return;
    unlink(name); // expect: PathTraversal
}

void checked_other(int socket)
{
    char name[ROOM], other[ROOM], path[2 * ROOM];
    if (!receive(socket, name) || !receive(socket, other) || strchr(other, '/'))
        return;
    snprintf(path, sizeof path, "/var/data/%s", name);
    unlink(path); // expect: PathTraversal
}

void checked_too_late(int socket)
{
    char name[ROOM], path[2 * ROOM];
    if (!receive(socket, name))
        return;
    snprintf(path, sizeof path, "/var/data/%s", name);
    unlink(path); // expect: PathTraversal
    if (strchr(name, '/'))
        puts("There is no such file");
}

void last_part(int socket)
{
    char name[ROOM], path[2 * ROOM];
    if (!receive(socket, name))
        return;
    const char *slash = strrchr(name, '/');
    snprintf(path, sizeof path, "/var/data/%s", slash ? slash + 1 : name);
    unlink(path);
}

void last_part_other(int socket)
{
    char name[ROOM], path[2 * ROOM];
    if (!receive(socket, name))
        return;
    const char *dot = strchr(name, '.');
    if (!dot)
        return;
    snprintf(path, sizeof path, "/var/data/%s", dot + 1);
    unlink(path); // expect: PathTraversal
}

static int has_dots(const char *name, size_t length, size_t left_out)
{
    for (size_t i = 0; i + left_out < length; i++) {
        if (name[i] == '.' && name[i + 1] == '.')
            return 1;
    }
    return 0;
}

static int read_name(FILE *archive, char name[256], unsigned char *length)
{
    if (fread(length, 1, 1, archive) != 1 || *length == 0 ||
        fread(name, 1, *length, archive) != *length)
        return 0;
    name[*length] = '\0';
    return name[0] != '/';
}

void no_two_dots(FILE *archive)
{
    unsigned char length;
    char name[256], path[512];
    if (!read_name(archive, name, &length) || has_dots(name, length, 1))
        return;
    snprintf(path, sizeof path, "/var/data/%s", name);
    unlink(path);
}

void no_two_dots_in_front(FILE *archive)
{
    unsigned char length;
    char name[256], path[512];
    if (!read_name(archive, name, &length) || has_dots(name, length, 2))
        return;
    snprintf(path, sizeof path, "/var/data/%s", name);
    unlink(path); // expect: PathTraversal
}

void resolved(int socket)
{
    char name[ROOM], path[2 * ROOM], *real;
    if (!receive(socket, name))
        return;
    snprintf(path, sizeof path, "/var/data/%s", name);
    real = realpath(path, NULL);
    if (real && strncmp(real, "/var/data/", 10) == 0)
        unlink(real);
    free(real);
}

void resolved_other(int socket)
{
    char name[ROOM], path[2 * ROOM], *real;
    if (!receive(socket, name))
        return;
    snprintf(path, sizeof path, "/var/data/%s", name);
    real = realpath(path, NULL);
    if (real && strncmp(path, "/var/data/", 10) == 0)
        unlink(path); // expect: PathTraversal
    free(real);
}
