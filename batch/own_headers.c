#include "own_headers.h"

#include "hash.h"
#include "memory.h"
#include "paths.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool clang_has(const struct answer *clangs, const char *name)
{
    for (size_t i = 0; i < clangs->own.count; i++) {
        char *path = path_join(clangs->own.items[i], name);
        bool found = file_exists(path);
        free(path);
        if (found)
            return true;
    }
    return false;
}

/* Intrinsics belong to the compiler that has them. */
static bool is_of_use(const struct answer *clangs, const char *name)
{
    return ends_with(name, ".h") && !strstr(name, "intrin") && !clang_has(clangs, name);
}

static void link_missing(const char *from, const struct answer *clangs, const char *to)
{
    DIR *directory = opendir(from);
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        if (!is_of_use(clangs, entry->d_name))
            continue;
        char *target = path_join(from, entry->d_name), *link = path_join(to, entry->d_name);
        /* One that is there already is right: the directory is named after what it holds. */
        (void)!symlink(target, link);
        free(target);
        free(link);
    }
    if (directory)
        closedir(directory);
}

void own_headers_add(const char *directory, const struct answer *theirs,
                     const struct answer *clangs, struct list *flags)
{
    if (!theirs->own.count || !clangs->own.count || strstr(theirs->own.items[0], "/clang/"))
        return;
    struct hash hash = hash_start();
    char digits[33];
    for (size_t i = 0; i < theirs->own.count; i++)
        hash_add(&hash, theirs->own.items[i]);
    for (size_t i = 0; i < clangs->own.count; i++)
        hash_add(&hash, clangs->own.items[i]);
    hash_text(&hash, digits);
    char *to = format_text("%s/%.16s", directory, digits);
    if (!is_directory(to) && make_directories(to) == 0)
        for (size_t i = 0; i < theirs->own.count; i++)
            link_missing(theirs->own.items[i], clangs, to);
    if (is_directory(to)) {
        list_add(flags, "-idirafter");
        list_take(flags, to);
    } else {
        free(to);
    }
}
