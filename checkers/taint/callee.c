/* callee.c - normalises the names of called functions.
 *
 * The table was made from glibc's headers (bits, those ending in 2.h and fortified.h) and Clang's
 * builtins; where they declare no variant, none is taken off: base64() is not base(). */
#include "callee.h"

#include <stdlib.h>
#include <string.h>

enum {
    CHECKED = 1, /* has __X_chk, __X_chk_warn and __X_alias */
    LARGE = 2,   /* has X64, for large files */
    UNLOCKED = 4 /* has X_unlocked */
};

/* In the order of names. `removed` says which arguments of __X_chk X does not have. */
static const struct row {
    const char *name;
    unsigned variants;
    unsigned char removed[CALLEE_REMOVED];
    unsigned removed_count;
} rows[] = {
    {"aio_error", LARGE, {0}, 0},
    {"aio_read", LARGE, {0}, 0},
    {"aio_return", LARGE, {0}, 0},
    {"aio_write", LARGE, {0}, 0},
    {"alphasort", LARGE, {0}, 0},
    {"asprintf", CHECKED, {1}, 1},
    {"clearerr", UNLOCKED, {0}, 0},
    {"confstr", CHECKED, {3}, 1},
    {"creat", LARGE, {0}, 0},
    {"dprintf", CHECKED, {1}, 1},
    {"explicit_bzero", CHECKED, {2}, 1},
    {"fallocate", LARGE, {0}, 0},
    {"fcntl", LARGE, {0}, 0},
    {"feof", UNLOCKED, {0}, 0},
    {"ferror", UNLOCKED, {0}, 0},
    {"fflush", UNLOCKED, {0}, 0},
    {"fgetc", UNLOCKED, {0}, 0},
    {"fgetpos", LARGE, {0}, 0},
    {"fgets", CHECKED | UNLOCKED, {1}, 1},
    {"fgetwc", UNLOCKED, {0}, 0},
    {"fgetws", CHECKED | UNLOCKED, {1}, 1},
    {"fileno", UNLOCKED, {0}, 0},
    {"fopen", LARGE, {0}, 0},
    {"fprintf", CHECKED, {1}, 1},
    {"fputc", UNLOCKED, {0}, 0},
    {"fputs", UNLOCKED, {0}, 0},
    {"fputwc", UNLOCKED, {0}, 0},
    {"fputws", UNLOCKED, {0}, 0},
    {"fread", CHECKED | UNLOCKED, {1}, 1},
    {"freopen", LARGE, {0}, 0},
    {"fseeko", LARGE, {0}, 0},
    {"fsetpos", LARGE, {0}, 0},
    {"fstat", LARGE, {0}, 0},
    {"fstatat", LARGE, {0}, 0},
    {"fstatfs", LARGE, {0}, 0},
    {"fstatvfs", LARGE, {0}, 0},
    {"ftello", LARGE, {0}, 0},
    {"ftruncate", LARGE, {0}, 0},
    {"ftw", LARGE, {0}, 0},
    {"fwprintf", CHECKED, {1}, 1},
    {"fwrite", UNLOCKED, {0}, 0},
    {"getc", UNLOCKED, {0}, 0},
    {"getchar", UNLOCKED, {0}, 0},
    {"getcwd", CHECKED, {2}, 1},
    {"getdomainname", CHECKED, {2}, 1},
    {"getgroups", CHECKED, {2}, 1},
    {"gethostname", CHECKED, {2}, 1},
    {"getlogin_r", CHECKED, {2}, 1},
    {"getrlimit", LARGE, {0}, 0},
    {"gets", CHECKED, {1}, 1},
    {"getwc", UNLOCKED, {0}, 0},
    {"getwchar", UNLOCKED, {0}, 0},
    {"getwd", CHECKED, {1}, 1},
    {"glob", LARGE, {0}, 0},
    {"globfree", LARGE, {0}, 0},
    {"inet_ntop", CHECKED, {4}, 1},
    {"inet_pton", CHECKED, {3}, 1},
    {"lio_listio", LARGE, {0}, 0},
    {"lockf", LARGE, {0}, 0},
    {"lseek", LARGE, {0}, 0},
    {"lstat", LARGE, {0}, 0},
    {"mbsnrtowcs", CHECKED, {5}, 1},
    {"mbsrtowcs", CHECKED, {4}, 1},
    {"mbstowcs", CHECKED, {3}, 1},
    {"memccpy", CHECKED, {4}, 1},
    {"memcpy", CHECKED, {3}, 1},
    {"memmove", CHECKED, {3}, 1},
    {"mempcpy", CHECKED, {3}, 1},
    {"memset", CHECKED, {3}, 1},
    {"mkostemp", LARGE, {0}, 0},
    {"mkostemps", LARGE, {0}, 0},
    {"mkstemp", LARGE, {0}, 0},
    {"mkstemps", LARGE, {0}, 0},
    {"mmap", LARGE, {0}, 0},
    {"nftw", LARGE, {0}, 0},
    {"obstack_printf", CHECKED, {1}, 1},
    {"obstack_vprintf", CHECKED, {1}, 1},
    {"open", LARGE, {0}, 0},
    {"openat", LARGE, {0}, 0},
    {"poll", CHECKED, {3}, 1},
    {"posix_fadvise", LARGE, {0}, 0},
    {"posix_fallocate", LARGE, {0}, 0},
    {"ppoll", CHECKED, {4}, 1},
    {"pread", CHECKED | LARGE, {4}, 1},
    {"preadv", LARGE, {0}, 0},
    {"preadv2", LARGE, {0}, 0},
    {"printf", CHECKED, {0}, 1},
    {"prlimit", LARGE, {0}, 0},
    {"ptsname_r", CHECKED, {3}, 1},
    {"putc", UNLOCKED, {0}, 0},
    {"putchar", UNLOCKED, {0}, 0},
    {"putwc", UNLOCKED, {0}, 0},
    {"putwchar", UNLOCKED, {0}, 0},
    {"pwrite", LARGE, {0}, 0},
    {"pwritev", LARGE, {0}, 0},
    {"pwritev2", LARGE, {0}, 0},
    {"read", CHECKED, {3}, 1},
    {"readdir", LARGE, {0}, 0},
    {"readlink", CHECKED, {3}, 1},
    {"readlinkat", CHECKED, {4}, 1},
    {"realpath", CHECKED, {2}, 1},
    {"recv", CHECKED, {3}, 1},
    {"recvfrom", CHECKED, {3}, 1},
    {"scandir", LARGE, {0}, 0},
    {"scandirat", LARGE, {0}, 0},
    {"sendfile", LARGE, {0}, 0},
    {"setrlimit", LARGE, {0}, 0},
    {"snprintf", CHECKED, {2, 3}, 2},
    {"sprintf", CHECKED, {1, 2}, 2},
    {"stat", LARGE, {0}, 0},
    {"statfs", LARGE, {0}, 0},
    {"statvfs", LARGE, {0}, 0},
    {"stpcpy", CHECKED, {2}, 1},
    {"stpncpy", CHECKED, {3}, 1},
    {"strcat", CHECKED, {2}, 1},
    {"strcpy", CHECKED, {2}, 1},
    {"strlcat", CHECKED, {3}, 1},
    {"strlcpy", CHECKED, {3}, 1},
    {"strncat", CHECKED, {3}, 1},
    {"strncpy", CHECKED, {3}, 1},
    {"swprintf", CHECKED, {2, 3}, 2},
    {"syslog", CHECKED, {1}, 1},
    {"tmpfile", LARGE, {0}, 0},
    {"truncate", LARGE, {0}, 0},
    {"ttyname_r", CHECKED, {3}, 1},
    {"vasprintf", CHECKED, {1}, 1},
    {"vdprintf", CHECKED, {1}, 1},
    {"versionsort", LARGE, {0}, 0},
    {"vfprintf", CHECKED, {1}, 1},
    {"vfwprintf", CHECKED, {1}, 1},
    {"vprintf", CHECKED, {0}, 1},
    {"vsnprintf", CHECKED, {2, 3}, 2},
    {"vsprintf", CHECKED, {1, 2}, 2},
    {"vswprintf", CHECKED, {2, 3}, 2},
    {"vsyslog", CHECKED, {1}, 1},
    {"vwprintf", CHECKED, {0}, 1},
    {"wcpcpy", CHECKED, {2}, 1},
    {"wcpncpy", CHECKED, {3}, 1},
    {"wcrtomb", CHECKED, {3}, 1},
    {"wcscat", CHECKED, {2}, 1},
    {"wcscpy", CHECKED, {2}, 1},
    {"wcslcat", CHECKED, {3}, 1},
    {"wcslcpy", CHECKED, {3}, 1},
    {"wcsncat", CHECKED, {3}, 1},
    {"wcsncpy", CHECKED, {3}, 1},
    {"wcsnrtombs", CHECKED, {5}, 1},
    {"wcsrtombs", CHECKED, {4}, 1},
    {"wcstombs", CHECKED, {3}, 1},
    {"wctomb", CHECKED, {2}, 1},
    {"wmemcpy", CHECKED, {3}, 1},
    {"wmemmove", CHECKED, {3}, 1},
    {"wmempcpy", CHECKED, {3}, 1},
    {"wmemset", CHECKED, {3}, 1},
    {"wprintf", CHECKED, {0}, 1},
};

/* Other names of the same function, with the same arguments. */
static const struct {
    const char *written, *name;
} others[] = {
    {"_IO_getc", "getc"},
    {"_IO_putc", "putc"},
    {"__getdelim", "getdelim"},
    {"__mempcpy", "mempcpy"},
    {"__posix_getopt", "getopt"},
    {"__rawmemchr", "rawmemchr"},
    {"__res_query", "res_query"},
    {"__res_search", "res_search"},
    {"__secure_getenv", "secure_getenv"},
    {"__stpcpy", "stpcpy"},
    {"__stpncpy", "stpncpy"},
    {"__strdup", "strdup"},
    {"__strndup", "strndup"},
    {"__strtok_r", "strtok_r"},
    {"__xpg_basename", "basename"},
    {"__xpg_strerror_r", "strerror_r"},
    {"readdir64_r", "readdir_r"},
};

/* A part of a name. */
struct piece {
    const char *text;
    size_t length;
};

static bool drop_prefix(struct piece *piece, const char *prefix)
{
    size_t length = strlen(prefix);
    if (piece->length <= length || strncmp(piece->text, prefix, length) != 0)
        return false;
    piece->text += length;
    piece->length -= length;
    return true;
}

static bool drop_suffix(struct piece *piece, const char *suffix)
{
    size_t length = strlen(suffix);
    if (piece->length <= length ||
        strncmp(piece->text + piece->length - length, suffix, length) != 0)
        return false;
    piece->length -= length;
    return true;
}

static int compare_row(const void *left, const void *right)
{
    const struct piece *piece = left;
    const struct row *row = right;
    int order = strncmp(piece->text, row->name, piece->length);
    return order ? order : -(row->name[piece->length] != '\0');
}

/* The row of a name without its variants' suffixes, or NULL. */
static const struct row *find_row(struct piece piece)
{
    unsigned variant = 0;
    if (drop_suffix(&piece, "_unlocked"))
        variant = UNLOCKED;
    else if (drop_suffix(&piece, "64"))
        variant = LARGE;
    const struct row *row =
        bsearch(&piece, rows, sizeof rows / sizeof *rows, sizeof *rows, compare_row);
    return row && (row->variants & variant) == variant ? row : NULL;
}

struct callee callee_normalise(const char *name)
{
    struct callee callee = {.name = name};
    if (!name)
        return callee;
    struct piece piece = {name, strlen(name)};
    if (drop_prefix(&piece, "__builtin_") || drop_prefix(&piece, "__isoc99_") ||
        drop_prefix(&piece, "__isoc23_"))
        callee.name = piece.text;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(callee.name, others[i].written) == 0)
            callee.name = others[i].name;
    bool hidden = drop_prefix(&piece, "__");
    if (hidden)
        drop_suffix(&piece, "_warn");
    bool checked = hidden && drop_suffix(&piece, "_chk");
    bool alias = hidden && !checked && drop_suffix(&piece, "_alias");
    if (hidden && !checked && !alias)
        return callee;
    const struct row *row = find_row(piece);
    if (!row || (checked && !(row->variants & CHECKED)))
        return callee;
    callee.name = row->name;
    if (checked) {
        memcpy(callee.removed, row->removed, sizeof callee.removed);
        callee.removed_count = row->removed_count;
    }
    return callee;
}

const struct model_function *callee_model(const struct model_set *set, const char *name,
                                          struct callee *callee)
{
    *callee = (struct callee){.name = name};
    const struct model_function *function = model_find(set, name);
    if (function)
        return function;
    *callee = callee_normalise(name);
    return model_find(set, callee->name);
}

unsigned callee_argument(const struct callee *callee, unsigned argument)
{
    for (unsigned i = 0; i < callee->removed_count; i++)
        if (callee->removed[i] <= argument)
            argument++;
    return argument;
}
