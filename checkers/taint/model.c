/* model.c - a set of models: names of kinds, memory, look-up. */
#include "model_internal.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *phrase;
} sources[] = {
    [MODEL_SOURCE_NONE] = {"none", "an unknown source"},
    [MODEL_SOURCE_ARGV] = {"argv", "a command-line argument"},
    [MODEL_SOURCE_ENV] = {"env", "an environment variable"},
    [MODEL_SOURCE_STDIN] = {"stdin", "standard input"},
    [MODEL_SOURCE_FILE] = {"file", "a file"},
    [MODEL_SOURCE_FSNAME] = {"fsname", "a name in the file system"},
    [MODEL_SOURCE_NETWORK] = {"network", "the network"},
    [MODEL_SOURCE_DNS] = {"dns", "a name server"},
    [MODEL_SOURCE_IPC] = {"ipc", "another process"},
    [MODEL_SOURCE_HTTP] = {"http", "an HTTP request"},
    [MODEL_SOURCE_DB] = {"db", "a database"},
    [MODEL_SOURCE_USER] = {"user", "a user's account"},
    [MODEL_SOURCE_ARCHIVE] = {"archive", "an archive"},
    [MODEL_SOURCE_DIRECTORY] = {"directory", "a directory service"},
    [MODEL_SOURCE_INPUT] = {"input", "an input stream"},
};
_Static_assert(sizeof sources / sizeof *sources == MODEL_SOURCE_COUNT, "a kind has no name");

static const char *const sinks[] = {
    [MODEL_SINK_SHELL] = "shell",
    [MODEL_SINK_PROGRAM] = "program",
    [MODEL_SINK_ARGUMENT] = "argument",
    [MODEL_SINK_SQL] = "sql",
    [MODEL_SINK_FORMAT] = "format",
    [MODEL_SINK_PATH] = "path",
    [MODEL_SINK_LIBRARY] = "library",
    [MODEL_SINK_ENVIRONMENT] = "environment",
    [MODEL_SINK_SETTING] = "setting",
    [MODEL_SINK_LOG] = "log",
    [MODEL_SINK_HEADER] = "header",
    [MODEL_SINK_HTML] = "html",
    [MODEL_SINK_HTML_DOUBLE] = "html-double",
    [MODEL_SINK_HTML_SINGLE] = "html-single",
    [MODEL_SINK_LDAP] = "ldap",
    [MODEL_SINK_URL] = "url",
    [MODEL_SINK_XML] = "xml",
    [MODEL_SINK_XPATH] = "xpath",
    [MODEL_SINK_CODE] = "code",
    [MODEL_SINK_REGEX] = "regex",
    [MODEL_SINK_SIZE] = "size",
    [MODEL_SINK_LENGTH] = "length",
    [MODEL_SINK_INDEX] = "index",
    [MODEL_SINK_DIVISOR] = "divisor",
    [MODEL_SINK_COUNTER] = "counter",
    [MODEL_SINK_POINTER] = "pointer",
    [MODEL_SINK_ARITHMETIC] = "arithmetic",
    [MODEL_SINK_IDENTITY] = "identity",
};
_Static_assert(sizeof sinks / sizeof *sinks == MODEL_SINK_COUNT, "a kind has no name");

const char *model_source_name(enum model_source kind)
{
    return (unsigned)kind < MODEL_SOURCE_COUNT ? sources[kind].name : "unknown";
}

const char *model_source_phrase(enum model_source kind)
{
    return (unsigned)kind < MODEL_SOURCE_COUNT ? sources[kind].phrase : "an unknown source";
}

const char *model_sink_name(enum model_sink kind)
{
    return (unsigned)kind < MODEL_SINK_COUNT ? sinks[kind] : "unknown";
}

uint32_t model_sink_cleared(enum model_sink kind)
{
    uint32_t quoted = 1u << MODEL_SINK_HTML_DOUBLE | 1u << MODEL_SINK_HTML_SINGLE;
    return 1u << kind | (kind == MODEL_SINK_HTML ? quoted : 0);
}

bool model_sink_takes_number(enum model_sink kind)
{
    return kind == MODEL_SINK_SETTING || (kind >= MODEL_SINK_SIZE && kind < MODEL_SINK_COUNT);
}

bool model_measures(const struct model_effect *effect)
{
    return effect->kind == MODEL_FLOW_EFFECT &&
           (effect->as == MODEL_AS_LENGTH || effect->as == MODEL_AS_SPAN);
}

/* ---- Memory ---- */

enum { CHUNK_BYTES = 32 * 1024 };

struct model_chunk {
    struct model_chunk *next;
    size_t used, size;
    max_align_t bytes[];
};

void *model_take(struct model_arena *arena, size_t size)
{
    const size_t unit = sizeof(max_align_t);
    size_t rounded = (size + unit - 1) / unit * unit;
    if (rounded < size)
        return NULL;
    struct model_chunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->used < rounded) {
        size_t room = rounded > CHUNK_BYTES ? rounded : CHUNK_BYTES;
        chunk = calloc(1, sizeof *chunk + room);
        if (!chunk)
            return NULL;
        *chunk = (struct model_chunk){.next = arena->chunks, .size = room};
        arena->chunks = chunk;
    }
    void *piece = (char *)chunk->bytes + chunk->used;
    chunk->used += rounded;
    return piece;
}

char *model_take_text(struct model_arena *arena, const char *text, size_t length)
{
    char *copy = model_take(arena, length + 1);
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

void model_arena_join(struct model_arena *into, struct model_arena *from)
{
    struct model_chunk **end = &into->chunks;
    while (*end)
        end = &(*end)->next;
    *end = from->chunks;
    from->chunks = NULL;
}

void model_arena_free(struct model_arena *arena)
{
    while (arena->chunks) {
        struct model_chunk *next = arena->chunks->next;
        free(arena->chunks);
        arena->chunks = next;
    }
}

/* ---- Lists of named things ---- */

bool model_list_add(struct model_list *list, struct model_entry entry)
{
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 64;
        struct model_entry *grown = realloc(list->entries, room * sizeof *grown);
        if (!grown)
            return false;
        list->entries = grown;
        list->room = room;
    }
    entry.order = list->count;
    list->entries[list->count++] = entry;
    return true;
}

void model_list_free(struct model_list *list)
{
    free(list->entries);
    *list = (struct model_list){0};
}

static int compare_entries(const void *left, const void *right)
{
    const struct model_entry *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

void model_list_sort(struct model_entry *entries, size_t count)
{
    if (count)
        qsort(entries, count, sizeof *entries, compare_entries);
}

static int compare_name(const void *name, const void *entry)
{
    return strcmp(name, ((const struct model_entry *)entry)->name);
}

static const void *find(const struct model_list *list, const char *name)
{
    if (!name || !list->count)
        return NULL;
    const struct model_entry *entry =
        bsearch(name, list->entries, list->count, sizeof *entry, compare_name);
    return entry ? entry->what : NULL;
}

/* Makes *merged a list of both in order of names, the last one of each name. */
static bool merge(const struct model_list *old, const struct model_list *added,
                  struct model_list *merged)
{
    size_t total = old->count + added->count;
    *merged = (struct model_list){malloc((total ? total : 1) * sizeof *merged->entries), 0, total};
    if (!merged->entries)
        return false;
    /* Those that are added wait behind the room that the others need at most. */
    struct model_entry *fresh = merged->entries + old->count;
    if (added->count)
        memcpy(fresh, added->entries, added->count * sizeof *added->entries);
    for (size_t i = 0; i < added->count; i++)
        fresh[i].order = i;
    model_list_sort(fresh, added->count);
    size_t i = 0, j = 0;
    while (i < old->count || j < added->count) {
        int order = i == old->count     ? 1
                    : j == added->count ? -1
                                        : strcmp(old->entries[i].name, fresh[j].name);
        while (order >= 0 && j + 1 < added->count && strcmp(fresh[j].name, fresh[j + 1].name) == 0)
            j++;
        merged->entries[merged->count++] = order < 0 ? old->entries[i] : fresh[j];
        i += order <= 0;
        j += order >= 0;
    }
    return true;
}

/* ---- The set ---- */

struct model_set {
    struct model_arena arena;
    struct model_list functions, globals, fields, entries; /* sorted, each name once */
};

struct model_set *model_set_new(void)
{
    return calloc(1, sizeof(struct model_set));
}

void model_set_free(struct model_set *set)
{
    if (!set)
        return;
    model_list_free(&set->functions);
    model_list_free(&set->globals);
    model_list_free(&set->fields);
    model_list_free(&set->entries);
    model_arena_free(&set->arena);
    free(set);
}

bool model_set_add(struct model_set *set, struct model_batch *batch)
{
    struct model_list *olds[] = {&set->functions, &set->globals, &set->fields, &set->entries};
    const struct model_list *added[] = {&batch->functions, &batch->globals, &batch->fields,
                                        &batch->entries};
    enum { LISTS = sizeof olds / sizeof *olds };
    struct model_list merged[LISTS];
    for (size_t i = 0; i < LISTS; i++) {
        if (merge(olds[i], added[i], &merged[i]))
            continue;
        while (i > 0)
            model_list_free(&merged[--i]);
        return false;
    }
    for (size_t i = 0; i < LISTS; i++) {
        model_list_free(olds[i]);
        *olds[i] = merged[i];
    }
    model_arena_join(&set->arena, &batch->arena);
    return true;
}

void model_batch_free(struct model_batch *batch)
{
    model_list_free(&batch->functions);
    model_list_free(&batch->globals);
    model_list_free(&batch->fields);
    model_list_free(&batch->entries);
    model_arena_free(&batch->arena);
}

const struct model_function *model_find(const struct model_set *set, const char *name)
{
    return set ? find(&set->functions, name) : NULL;
}

const struct model_global *model_find_global(const struct model_set *set, const char *name)
{
    return set ? find(&set->globals, name) : NULL;
}

const struct model_global *model_global_at(const struct model_set *set, size_t i)
{
    return set && i < set->globals.count ? set->globals.entries[i].what : NULL;
}

const struct model_field *model_find_field(const struct model_set *set, const char *name)
{
    return set ? find(&set->fields, name) : NULL;
}

/* `*` stands for any text. */
static bool matches(const char *pattern, const char *name)
{
    const char *star = NULL, *retry = NULL;
    while (*name) {
        if (*pattern == '*') {
            star = ++pattern;
            retry = name;
        } else if (*pattern == *name) {
            pattern++;
            name++;
        } else if (star) {
            pattern = star;
            name = ++retry;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

const struct model_entry_point *model_find_entry(const struct model_set *set, const char *name,
                                                 bool is_field)
{
    for (size_t i = 0; set && name && i < set->entries.count; i++) {
        const struct model_entry_point *entry = set->entries.entries[i].what;
        if (entry->is_field == is_field && matches(entry->name, name))
            return entry;
    }
    return NULL;
}

size_t model_count(const struct model_set *set)
{
    return set ? set->functions.count : 0;
}

const struct model_function *model_at(const struct model_set *set, size_t i)
{
    return set && i < set->functions.count ? set->functions.entries[i].what : NULL;
}
