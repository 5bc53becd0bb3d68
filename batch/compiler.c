#include "compiler.h"

#include "memory.h"
#include "paths.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const compilers[] = {"gcc", "cc", "clang", "tcc", "c89", "c99"};

/* Length of `name` without a version behind it: "gcc" of "gcc-12", "clang" of "clang-14.0". */
static size_t without_version(const char *name)
{
    size_t length = strlen(name), end = length;
    while (end && strchr("0123456789.", name[end - 1]))
        end--;
    return end && end < length && name[end - 1] == '-' ? end - 1 : length;
}

/* Where the compiler's name starts in `base`, of which `length` bytes count; NULL if it is none. */
static const char *compiler_in(const char *base, size_t length)
{
    for (size_t i = 0; i < sizeof compilers / sizeof *compilers; i++) {
        size_t own = strlen(compilers[i]);
        if (own > length || strncmp(base + length - own, compilers[i], own) != 0)
            continue;
        if (own == length || base[length - own - 1] == '-')
            return base + length - own;
    }
    return NULL;
}

bool compiler_name_is_known(const char *base)
{
    return compiler_in(base, without_version(base)) != NULL;
}

char *compiler_target_of_name(const char *name)
{
    const char *base = path_base(name);
    const char *at = compiler_in(base, without_version(base));
    if (!at || at == base)
        return NULL;
    char *target = copy_bytes(base, (size_t)(at - base) - 1);
    /* "afl-gcc" and "musl-gcc" name no target: one has two parts at least. */
    if (strchr(target, '-'))
        return target;
    free(target);
    return NULL;
}

static bool is_allowed(const struct compiler_policy *policy, const char *name, const char *path)
{
    for (size_t i = 0; i < policy->allowed->count; i++) {
        const char *allowed = policy->allowed->items[i];
        if (strcmp(allowed, path_base(name)) == 0 || strcmp(allowed, name) == 0 ||
            (path && strcmp(allowed, path) == 0))
            return true;
    }
    return false;
}

enum compiler_verdict compiler_find(const struct compiler_policy *policy, const char *directory,
                                    const char *name, char **program)
{
    bool bare = !strchr(name, '/');
    char *path = bare ? find_program(name) : path_resolve(directory, name);
    bool allowed = is_allowed(policy, name, path);
    if (!allowed && !compiler_name_is_known(path_base(name))) {
        *program = format_text("Compiler \"%s\" is not one that is known; if you trust it, add "
                               "--allow-compiler=%s",
                               path_base(name), path_base(name));
        free(path);
        return COMPILER_REFUSED;
    }
    if (!path || access(path, X_OK) != 0 || is_directory(path)) {
        free(path);
        *program = NULL;
        return COMPILER_MISSING;
    }
    char *real = realpath(path, NULL);
    bool inside =
        path_is_under(path, policy->root) || path_is_under(path, policy->build) ||
        (real && (path_is_under(real, policy->root) || path_is_under(real, policy->build)));
    free(real);
    if (inside && !allowed) {
        *program = format_text("Compiler %s is part of the project and is not run; if you trust "
                               "it, add --allow-compiler=%s",
                               path, path);
        free(path);
        return COMPILER_REFUSED;
    }
    *program = path;
    return COMPILER_FOUND;
}
