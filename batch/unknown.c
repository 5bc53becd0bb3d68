#include "unknown.h"

#include "culprit.h"
#include "json.h"
#include "memory.h"
#include "options.h"
#include "process.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 16, PATIENCE = 20 };

/* The target decides which flags exist; without it the file cannot be analysed at all. */
static bool names_target(const struct option *option)
{
    return strcmp(option->name, "--target=") == 0 || strcmp(option->name, "-target") == 0 ||
           strcmp(option->name, "-arch") == 0;
}

/* Only these can be unknown to Clang; macros, directories and files cannot. */
static bool is_doubtful(const char *flag)
{
    if (flag[0] != '-')
        return false;
    const struct option *option = option_find(flag);
    return option->value != OPTION_SEPARATE && !names_target(option) &&
           (option->fate == OPTION_ASK || starts_with(option->name, "-f"));
}

static const char *newer_name(const char *flag)
{
    static const char *const names[][2] = {
        {"-std=c23", "-std=c2x"},     {"-std=gnu23", "-std=gnu2x"}, {"-std=c2y", "-std=c2x"},
        {"-std=gnu2y", "-std=gnu2x"}, {"-std=c18", "-std=c17"},     {"-std=gnu18", "-std=gnu17"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i][0], flag) == 0)
            return names[i][1];
    return NULL;
}

static bool ask_once(const char *clang, const struct list *context, const struct list *flags,
                     struct text *errors)
{
    struct list command = {0};
    list_add(&command, clang);
    list_add_all(&command, context);
    list_add_all(&command, flags);
    static const char *const question[] = {"-fsyntax-only", "-Qunused-arguments", "-x", "c",
                                           "/dev/null"};
    for (size_t i = 0; i < sizeof question / sizeof *question; i++)
        list_add(&command, question[i]);
    text_add(errors, "");
    int status = process_run(&(struct process){
        .argv = command.items, .directory = "/", .errors = errors, .timeout = PATIENCE});
    list_free(&command);
    return status == 0;
}

static cJSON *ask(const char *clang, const struct list *context, const struct list *doubtful)
{
    struct list flags = {0}, dropped = {0};
    list_add_all(&flags, doubtful);
    for (int round = 0; round < ROUNDS; round++) {
        struct text errors = {0};
        bool done = ask_once(clang, context, &flags, &errors) ||
                    !culprits_take_out(errors.data, &flags, &dropped);
        text_free(&errors);
        if (done)
            break;
    }
    cJSON *json = cJSON_CreateArray();
    for (size_t i = 0; i < dropped.count; i++)
        cJSON_AddItemToArray(json, json_string(dropped.items[i]));
    list_free(&flags);
    list_free(&dropped);
    return json;
}

static bool holds(const cJSON *unknown, const char *flag)
{
    const cJSON *item;
    cJSON_ArrayForEach (item, unknown)
        if (strcmp(item->valuestring, flag) == 0)
            return true;
    return false;
}

static void filter(struct list *flags, const cJSON *unknown, struct list *dropped)
{
    struct list kept = {0};
    for (size_t i = 0; i < flags->count; i++) {
        char *flag = flags->items[i];
        if (!is_doubtful(flag) || !holds(unknown, flag)) {
            list_take(&kept, flag);
            continue;
        }
        if (newer_name(flag))
            list_add(&kept, newer_name(flag));
        else
            list_add(dropped, flag);
        free(flag);
    }
    free(flags->items);
    *flags = kept;
}

/* Sorts what is worth asking out of `flags`, without the values of other options. */
static void choose(const struct list *flags, struct list *context, struct list *doubtful)
{
    for (size_t i = 0; i < flags->count; i++) {
        const char *flag = flags->items[i];
        const struct option *option = option_find(flag);
        const char *next = NULL;
        if (flag[0] == '-' && option_takes_next(option, flag) && i + 1 < flags->count)
            next = flags->items[++i];
        if (is_doubtful(flag) && !next) {
            list_add(doubtful, flag);
        } else if (flag[0] == '-' && names_target(option)) {
            list_add(context, flag);
            if (next)
                list_add(context, next);
        }
    }
}

void unknown_take_out(struct cache *cache, const char *clang, const char *target,
                      struct list *flags, struct list *dropped)
{
    struct list context = {0}, doubtful = {0};
    if (target)
        list_add(&context, target);
    choose(flags, &context, &doubtful);
    if (doubtful.count) {
        char *identity = cache_program(clang);
        char *where = list_join(&context, "\x1f");
        char *what = list_join(&doubtful, "\x1f");
        char *key = format_text("unknown|%s|%s|%s", identity, where, what);
        const cJSON *unknown = cache_get(cache, key);
        if (!unknown)
            unknown = cache_put(cache, key, ask(clang, &context, &doubtful));
        filter(flags, unknown, dropped);
        free(key);
        free(what);
        free(where);
        free(identity);
    }
    list_free(&context);
    list_free(&doubtful);
}
