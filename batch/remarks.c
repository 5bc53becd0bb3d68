#include "remarks.h"

#include "say.h"

#include <string.h>

/* Every flag in `flags` once. */
static void add_once(struct list *all, const struct list *flags)
{
    for (size_t i = 0; i < flags->count; i++) {
        bool repeated = false;
        for (size_t j = 0; j < i && !repeated; j++)
            repeated = strcmp(flags->items[j], flags->items[i]) == 0;
        if (!repeated)
            list_add(all, flags->items[i]);
    }
}

static void say_flags(struct list *all, const char *why)
{
    list_sort(all);
    for (size_t i = 0; i < all->count;) {
        size_t end = i + 1;
        while (end < all->count && strcmp(all->items[end], all->items[i]) == 0)
            end++;
        say_remark("Left out %s, %s, in %zu file%s", all->items[i], why, end - i, plural(end - i));
        i = end;
    }
    list_free(all);
}

void remarks_say(const struct unit_maker *maker, const struct units *units)
{
    for (size_t i = 0; i < maker->missing.count; i++)
        say_remark("Compiler %s is not installed, so its include path and macros are not known; "
                   "install it if files fail",
                   maker->missing.items[i]);
    for (size_t i = 0; i < maker->silent.count; i++)
        say_remark("A compiler did not tell its include path and macros: %s",
                   maker->silent.items[i]);
    struct list refused = {0}, unknown = {0};
    for (size_t i = 0; i < units->count; i++) {
        if (!units->items[i].wanted)
            continue;
        add_once(&refused, &units->items[i].refused);
        add_once(&unknown, &units->items[i].unknown);
    }
    say_flags(&unknown, "which Clang does not know");
    say_flags(&refused, "which the analysis does not use");
}
