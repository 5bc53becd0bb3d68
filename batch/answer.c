#include "answer.h"

#include "culprit.h"
#include "json.h"
#include "memory.h"
#include "paths.h"
#include "process.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { PATIENCE = 20 }; /* seconds */

bool is_compilers_own(const char *directory)
{
    const char *base = path_base(directory);
    if (strcmp(base, "include") != 0 && strcmp(base, "include-fixed") != 0)
        return false;
    return strstr(directory, "/gcc/") || strstr(directory, "/gcc-cross/") ||
           strstr(directory, "/lib/clang/") || strstr(directory, "/tcc/");
}

static void read_include(struct answer *answer, const char *line)
{
    char *path = path_resolve("/", line);
    struct list *list = is_compilers_own(path) ? &answer->own : &answer->includes;
    if (!list_has(list, path) && is_directory(path))
        list_add(list, path);
    free(path);
}

static void read_verbose_line(struct answer *answer, const char *line, bool *in_list)
{
    if (starts_with(line, "#include <...>"))
        *in_list = answer->has_includes = true;
    else if (starts_with(line, "End of search list"))
        *in_list = false;
    else if (*in_list && line[0] == ' ')
        read_include(answer, line + 1);
    else if (starts_with(line, "Target: ") && !answer->target)
        answer->target = copy_text(line + strlen("Target: "));
}

void answer_parse(const char *macros, const char *verbose, struct answer *answer)
{
    bool in_list = false;
    for (const char *at = verbose; *at;) {
        size_t length = strcspn(at, "\n");
        char *line = copy_bytes(at, length);
        read_verbose_line(answer, line, &in_list);
        free(line);
        at += length + (at[length] == '\n');
    }
    for (const char *at = macros; *at;) {
        size_t length = strcspn(at, "\n");
        if (starts_with(at, "#define "))
            list_take(&answer->macros, copy_bytes(at + 8, length - 8));
        at += length + (at[length] == '\n');
    }
    list_sort(&answer->macros);
    if (!answer->target)
        answer->target = copy_text("");
}

static char *trouble_of(int status, const char *errors)
{
    if (status < 0)
        return copy_text(strerror(errno));
    if (status >= 256)
        return copy_text("it did not answer");
    const char *at = strstr(errors, "error: ");
    if (!at)
        return format_text("it ended with status %d", status);
    at += strlen("error: ");
    return copy_bytes(at, strcspn(at, "\n"));
}

/* Returns 0, or -1 where it refused flags which now are gone from `flags`: ask again. */
static int ask_once(const char *program, struct list *flags, struct answer *answer)
{
    struct list command = {0}, refused = {0};
    list_add(&command, program);
    list_add_all(&command, flags);
    static const char *const question[] = {"-v", "-E", "-dM", "-x", "c", "/dev/null"};
    for (size_t i = 0; i < sizeof question / sizeof *question; i++)
        list_add(&command, question[i]);
    struct text macros = {0}, verbose = {0};
    text_add(&macros, "");
    text_add(&verbose, "");
    int status = process_run(&(struct process){.argv = command.items,
                                               .directory = "/",
                                               .output = &macros,
                                               .errors = &verbose,
                                               .timeout = PATIENCE});
    bool again = status > 0 && status < 256 && culprits_take_out(verbose.data, flags, &refused);
    if (status == 0)
        answer_parse(macros.data, verbose.data, answer);
    else if (!again)
        answer->trouble = trouble_of(status, verbose.data);
    text_free(&macros);
    text_free(&verbose);
    list_free(&refused);
    list_free(&command);
    return again ? -1 : 0;
}

/* The database may have been made with another version of the compiler: flags that this one does
 * not know are left out of the question. */
static void ask(const char *program, const struct list *flags, struct answer *answer)
{
    struct list left = {0};
    list_add_all(&left, flags);
    while (ask_once(program, &left, answer) != 0)
        continue;
    list_free(&left);
}

static void write_list(cJSON *json, const char *name, const struct list *list)
{
    cJSON *array = cJSON_AddArrayToObject(json, name);
    for (size_t i = 0; i < list->count; i++)
        cJSON_AddItemToArray(array, cJSON_CreateString(list->items[i]));
}

static cJSON *to_json(const struct answer *answer)
{
    cJSON *json = cJSON_CreateObject();
    if (answer->trouble)
        json_set_text(json, "trouble", answer->trouble);
    json_set_text(json, "target", answer->target ? answer->target : "");
    cJSON_AddBoolToObject(json, "has_includes", answer->has_includes);
    write_list(json, "includes", &answer->includes);
    write_list(json, "own", &answer->own);
    write_list(json, "macros", &answer->macros);
    return json;
}

static void read_list(const cJSON *json, const char *name, struct list *list)
{
    const cJSON *item;
    cJSON_ArrayForEach (item, cJSON_GetObjectItemCaseSensitive(json, name))
        if (cJSON_IsString(item))
            list_add(list, item->valuestring);
}

static void from_json(const cJSON *json, struct answer *answer)
{
    if (json_text(json, "trouble")[0])
        answer->trouble = copy_text(json_text(json, "trouble"));
    answer->target = copy_text(json_text(json, "target"));
    answer->has_includes = json_bool(json, "has_includes");
    read_list(json, "includes", &answer->includes);
    read_list(json, "own", &answer->own);
    read_list(json, "macros", &answer->macros);
}

void answer_ask(struct cache *cache, const char *program, const struct list *flags,
                struct answer *answer)
{
    *answer = (struct answer){0};
    char *identity = cache_program(program);
    char *joined = list_join(flags, "\x1f");
    char *key = format_text("answer|%s|%s", identity, joined);
    const cJSON *known = cache_get(cache, key);
    if (!known) {
        ask(program, flags, answer);
        known = cache_put(cache, key, to_json(answer));
        answer_free(answer);
    }
    from_json(known, answer);
    free(key);
    free(joined);
    free(identity);
}

void answer_free(struct answer *answer)
{
    free(answer->trouble);
    free(answer->target);
    list_free(&answer->includes);
    list_free(&answer->own);
    list_free(&answer->macros);
    *answer = (struct answer){0};
}

const char *answer_macro(const struct answer *answer, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < answer->macros.count; i++) {
        const char *macro = answer->macros.items[i];
        if (strncmp(macro, name, length) == 0 && (macro[length] == ' ' || !macro[length]))
            return macro[length] ? macro + length + 1 : "";
    }
    return NULL;
}
