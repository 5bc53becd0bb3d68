#include "root.h"

#include "memory.h"
#include "paths.h"

#include <stdlib.h>
#include <string.h>

static char *common_directory(const struct database *database)
{
    char *common = NULL;
    for (size_t i = 0; i < database->count; i++) {
        char *file = path_resolve(database->entries[i].directory, database->entries[i].file);
        char *directory = path_directory(file);
        free(file);
        if (common) {
            char *both = path_common(common, directory);
            free(common);
            free(directory);
            common = both;
        } else {
            common = directory;
        }
    }
    return common ? common : copy_text(database->directory);
}

static bool is_top(const char *directory)
{
    static const char *const marks[] = {".git", ".hg", ".svn", ".jj", "_darcs"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char *mark = path_join(directory, marks[i]);
        bool found = file_exists(mark);
        free(mark);
        if (found)
            return true;
    }
    return false;
}

static char *version_control_top(const char *from)
{
    char *directory = copy_text(from);
    while (!is_top(directory)) {
        if (strcmp(directory, "/") == 0) {
            free(directory);
            return NULL;
        }
        char *above = path_directory(directory);
        free(directory);
        directory = above;
    }
    return directory;
}

char *root_of(const struct database *database)
{
    char *common = common_directory(database);
    char *root = version_control_top(common);
    if (!root && path_is_under(common, database->directory))
        root = copy_text(database->directory);
    if (!root) {
        char *above = path_directory(database->directory);
        if (strcmp(above, "/") != 0 && path_is_under(common, above))
            root = copy_text(above);
        free(above);
    }
    if (root)
        free(common);
    return root ? root : common;
}

/* `path` with the links in its directory resolved; the file need not exist and keeps its name. */
static char *real_name(const char *path)
{
    char *directory = path_directory(path);
    char *real = realpath(directory, NULL);
    char *name = real ? path_join(real, path_base(path)) : NULL;
    free(real);
    free(directory);
    return name;
}

char *root_relative(const char *root, const char *directory, const char *name)
{
    char *path = path_resolve(directory, name);
    if (!path_is_under(path, root)) {
        char *real = real_name(path), *real_root = realpath(root, NULL);
        if (real && real_root && path_is_under(real, real_root)) {
            char *relative = path_relative(real_root, real);
            free(path);
            free(real);
            free(real_root);
            return relative;
        }
        free(real);
        free(real_root);
    }
    char *relative = path_relative(root, path);
    free(path);
    return relative;
}
