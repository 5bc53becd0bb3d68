#include "remarks.h"

#include "say.h"

#include <string.h>

static void say_dropped(const struct units *units)
{
    struct list all = {0};
    for (size_t i = 0; i < units->count; i++) {
        const struct list *dropped = &units->items[i].dropped;
        for (size_t j = 0; j < dropped->count; j++) {
            bool repeated = false;
            for (size_t k = 0; k < j && !repeated; k++)
                repeated = strcmp(dropped->items[k], dropped->items[j]) == 0;
            if (!repeated)
                list_add(&all, dropped->items[j]);
        }
    }
    list_sort(&all);
    for (size_t i = 0; i < all.count;) {
        size_t end = i + 1;
        while (end < all.count && strcmp(all.items[end], all.items[i]) == 0)
            end++;
        say_remark("Left out flag %s, which Clang does not know or the analysis must not use, "
                   "in %zu file%s", all.items[i], end - i, plural(end - i));
        i = end;
    }
    list_free(&all);
}

void remarks_say(const struct unit_maker *maker, const struct units *units)
{
    for (size_t i = 0; i < maker->missing.count; i++)
        say_remark("Compiler %s is not installed, so its include path and macros are not known; "
                   "install it if files fail", maker->missing.items[i]);
    for (size_t i = 0; i < maker->silent.count; i++)
        say_remark("A compiler did not tell its include path and macros: %s",
                   maker->silent.items[i]);
    say_dropped(units);
}
