#include "units.h"

#include "hash.h"
#include "memory.h"
#include "paths.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

bool pattern_fits(const char *pattern, const char *file, const char *root, const char *here)
{
    char *path = path_resolve(here, pattern), *relative = path_relative(root, file);
    bool fits = path_is_under(file, path) || fnmatch(pattern, relative, 0) == 0 ||
                fnmatch(path, file, 0) == 0;
    free(path);
    free(relative);
    return fits;
}

/* The same file with the same command has the same name, so repetitions show by it. */
static char *name_of(const struct unit *unit)
{
    struct hash hash = hash_start();
    char digits[33];
    hash_add(&hash, unit->directory);
    hash_add(&hash, unit->file);
    for (size_t i = 0; i < unit->arguments.count; i++)
        hash_add(&hash, unit->arguments.items[i]);
    hash_text(&hash, digits);
    char *base = copy_text(path_base(unit->file));
    for (char *at = base; *at; at++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", *at))
            *at = '_';
    char *name = format_text("%.60s-%.16s", base, digits);
    free(base);
    return name;
}

static int compare(const void *left, const void *right)
{
    const struct unit *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order ? order : (int)a->fate - (int)b->fate;
}

static void drop_repetitions(struct units *units)
{
    if (units->count)
        qsort(units->items, units->count, sizeof *units->items, compare);
    size_t kept = 0;
    for (size_t i = 0; i < units->count; i++) {
        if (kept && compare(&units->items[kept - 1], &units->items[i]) == 0)
            unit_free(&units->items[i]);
        else
            units->items[kept++] = units->items[i];
    }
    units->count = kept;
}

static bool is_wanted(const struct list *patterns, const char *file, const char *root,
                      const char *here, bool *fitted)
{
    bool wanted = patterns->count == 0;
    for (size_t i = 0; i < patterns->count; i++)
        if (pattern_fits(patterns->items[i], file, root, here))
            wanted = fitted[i] = true;
    return wanted;
}

int units_make(struct unit_maker *maker, const struct database *database,
               const struct list *patterns, struct units *units, char **trouble)
{
    struct units made = {.items = allocate(database->count, sizeof *made.items)};
    bool *fitted = allocate(patterns->count, sizeof *fitted);
    char *here = current_directory();
    for (size_t i = 0; i < database->count; i++) {
        const struct entry *entry = &database->entries[i];
        char *file = path_resolve(entry->directory, entry->file);
        struct unit *unit = &made.items[made.count++];
        unit_make(maker, entry, unit);
        unit->name = name_of(unit);
        unit->wanted = is_wanted(patterns, file, maker->policy.root, here, fitted);
        free(file);
    }
    for (size_t i = 0; i < patterns->count && !*trouble; i++)
        if (!fitted[i])
            *trouble = format_text("%s: The database lists no such file; name one of those in %s",
                                   patterns->items[i], database->path);
    free(here);
    free(fitted);
    drop_repetitions(&made);
    if (*trouble) {
        units_free(&made);
        return -1;
    }
    *units = made;
    return 0;
}

void units_free(struct units *units)
{
    for (size_t i = 0; i < units->count; i++)
        unit_free(&units->items[i]);
    free(units->items);
    *units = (struct units){0};
}
