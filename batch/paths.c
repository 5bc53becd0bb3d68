#include "paths.h"

#include "memory.h"
#include "text.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *path_join(const char *directory, const char *name)
{
    if (name[0] == '/')
        return copy_text(name);
    return format_text("%s%s%s", directory, ends_with(directory, "/") ? "" : "/", name);
}

/* Takes the last component off what stands in `out`; false where there is none to take. */
static bool drop_component(struct text *out, bool absolute)
{
    if (out->length == (absolute ? 1u : 0u))
        return absolute; /* "/.." is "/" */
    size_t start = out->length;
    while (start && out->data[start - 1] != '/')
        start--;
    if (strcmp(out->data + start, "..") == 0)
        return false;
    if (start > 1 || (start == 1 && !absolute))
        start--;
    out->length = start;
    out->data[start] = '\0';
    return true;
}

char *path_normalise(const char *path)
{
    bool absolute = path[0] == '/';
    struct text out = {0};
    text_add(&out, absolute ? "/" : "");
    for (const char *at = path; *at;) {
        size_t length = strcspn(at, "/");
        bool dot = length == 1 && at[0] == '.';
        bool up = length == 2 && at[0] == '.' && at[1] == '.';
        if (length && !dot && !(up && drop_component(&out, absolute))) {
            if (out.length && out.data[out.length - 1] != '/')
                text_add_char(&out, '/');
            text_add_bytes(&out, at, length);
        }
        at += length;
        at += strspn(at, "/");
    }
    if (!out.length)
        text_add_char(&out, '.');
    return text_take(&out);
}

static bool has_parent_component(const char *path)
{
    for (const char *at = strstr(path, ".."); at; at = strstr(at + 2, ".."))
        if ((at == path || at[-1] == '/') && (at[2] == '/' || !at[2]))
            return true;
    return false;
}

static bool same_file(const char *a, const char *b)
{
    struct stat sa, sb;
    return stat(a, &sa) == 0 && stat(b, &sb) == 0 && sa.st_dev == sb.st_dev &&
           sa.st_ino == sb.st_ino;
}

char *path_resolve(const char *directory, const char *name)
{
    char *joined = path_join(directory, name);
    char *normal = path_normalise(joined);
    if (has_parent_component(joined) && file_exists(joined) && !same_file(joined, normal)) {
        char *real = realpath(joined, NULL);
        if (real) {
            free(normal);
            normal = real;
        }
    }
    free(joined);
    return normal;
}

bool path_is_under(const char *path, const char *directory)
{
    size_t length = strlen(directory);
    if (length && directory[length - 1] == '/')
        length--;
    return strncmp(path, directory, length) == 0 && (path[length] == '/' || !path[length]);
}

char *path_relative(const char *root, const char *path)
{
    if (!path_is_under(path, root))
        return copy_text(path);
    size_t length = strlen(root);
    const char *rest = path + (ends_with(root, "/") ? length - 1 : length);
    return copy_text(*rest ? rest + 1 : ".");
}

char *path_common(const char *a, const char *b)
{
    size_t end = 0;
    for (size_t i = 0;; i++) {
        bool a_ends = !a[i] || a[i] == '/', b_ends = !b[i] || b[i] == '/';
        if (a_ends && b_ends)
            end = i;
        if (!a[i] || !b[i] || a[i] != b[i])
            break;
    }
    return end ? copy_bytes(a, end) : copy_text("/");
}

char *path_directory(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return copy_text(".");
    return copy_bytes(path, slash == path ? 1 : (size_t)(slash - path));
}

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *current_directory(void)
{
    char *directory = getcwd(NULL, 0);
    return directory ? directory : copy_text("/");
}

bool file_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

bool is_directory(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_regular_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

int make_directories(const char *path)
{
    char *copy = copy_text(path);
    int why = 0;
    for (char *slash = copy; slash && !why;) {
        slash = strchr(slash + 1, '/');
        if (slash)
            *slash = '\0';
        if (mkdir(copy, 0777) != 0)
            why = errno;
        if (why && is_directory(copy))
            why = 0;
        else if (why == EEXIST)
            why = ENOTDIR;
        if (slash)
            *slash = '/';
    }
    free(copy);
    errno = why;
    return why ? -1 : 0;
}

char *find_program(const char *name)
{
    const char *path = getenv("PATH");
    for (const char *at = path ? path : "/usr/bin:/bin"; *at;) {
        size_t length = strcspn(at, ":");
        if (length && at[0] == '/') {
            char *directory = copy_bytes(at, length);
            char *program = path_join(directory, name);
            free(directory);
            if (access(program, X_OK) == 0 && !is_directory(program))
                return program;
            free(program);
        }
        at += length;
        at += *at == ':';
    }
    return NULL;
}
