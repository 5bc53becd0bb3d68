/* model_yaml.c - the keys of a model file, of its functions and its globals. */
#include "model_internal.h"

#include <string.h>

bool model_read_source_kind(struct model_reader *reader, const struct model_node *node,
                            enum model_source *kind)
{
    const char *words[MODEL_SOURCE_COUNT];
    for (int i = 1; i < MODEL_SOURCE_COUNT; i++)
        words[i - 1] = model_source_name((enum model_source)i);
    size_t which = 0;
    if (!model_read_word(reader, node, "kind of source", words, MODEL_SOURCE_COUNT - 1, &which))
        return false;
    *kind = (enum model_source)(which + 1);
    return true;
}

bool model_read_sink_kind(struct model_reader *reader, const struct model_node *node,
                          enum model_sink *kind)
{
    const char *words[MODEL_SINK_COUNT];
    for (int i = 0; i < MODEL_SINK_COUNT; i++)
        words[i] = model_sink_name((enum model_sink)i);
    size_t which = 0;
    if (!model_read_word(reader, node, "kind of sink", words, MODEL_SINK_COUNT, &which))
        return false;
    *kind = (enum model_sink)which;
    return true;
}

/* A name that C code can use; `$` and letters beyond ASCII are what compilers allow. */
bool model_read_identifier(struct model_reader *reader, const struct model_node *node,
                           const char **name)
{
    if (!model_read_text(reader, node, "name", name))
        return false;
    const char *at = *name;
    bool good = !(*at >= '0' && *at <= '9');
    for (; *at && good; at++)
        good = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '_' ||
               (*at >= '0' && *at <= '9') || *at == '$' || (unsigned char)*at >= 0x80;
    char quoted[MODEL_QUOTED];
    return good || model_complain(reader, node, "%s is no name of C; write it as in the code",
                                  model_quote(quoted, node->text));
}

bool model_add_entry(struct model_reader *reader, struct model_list *list, const char *name,
                     const void *what, const struct model_node *node)
{
    struct model_entry entry = {name, what, 0, node->line, node->column};
    return model_list_add(list, entry) || model_fail_memory(reader->error, reader->file);
}

/* A name twice in one file is a slip; what an included file says may be said anew. */
static bool check_names(struct model_reader *reader, const struct model_list *list, size_t first)
{
    struct model_list sorted = {0};
    bool good = true;
    for (size_t i = first; i < list->count && good; i++)
        good = model_list_add(&sorted, list->entries[i]) ||
               model_fail_memory(reader->error, reader->file);
    if (good)
        model_list_sort(sorted.entries, sorted.count);
    for (size_t i = 1; i < sorted.count && good; i++) {
        const struct model_entry *before = &sorted.entries[i - 1], *entry = &sorted.entries[i];
        if (strcmp(before->name, entry->name) == 0)
            good = model_fail(reader->error, reader->file, entry->line, entry->column,
                              "'%s' is described twice, first in line %u; keep one", entry->name,
                              before->line);
    }
    model_list_free(&sorted);
    return good;
}

/* ---- Functions ---- */

static bool read_args(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct model_draft *draft = into;
    int64_t number = 0;
    if (!model_read_number(reader, node, "args", 0, MODEL_MAX_ARGUMENTS, &number))
        return false;
    draft->function.args = (int)number;
    return true;
}

static bool read_variadic(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct model_draft *draft = into;
    return model_read_flag(reader, node, "variadic", &draft->function.variadic);
}

static bool read_evaluate(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct model_draft *draft = into;
    return model_read_flag(reader, node, "evaluate", &draft->function.evaluate);
}

static bool read_keeps(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct model_draft *draft = into;
    return model_read_flag(reader, node, "keeps", &draft->function.keeps);
}

static bool read_known(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct model_draft *draft = into;
    return model_read_flag(reader, node, "known", &draft->function.known);
}

static bool read_returns(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct model_draft *draft = into;
    return model_read_argument(reader, node, "returns", &draft->function, &draft->function.returns);
}

static bool add_allocates(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct model_draft *draft = into;
    int *allocates = draft->function.allocates;
    if (allocates[0] >= 0 && allocates[1] >= 0)
        return model_complain(reader, node, "'allocates' has more than two arguments; keep two");
    return model_read_argument(reader, node, "allocates", &draft->function,
                               &allocates[allocates[0] >= 0]);
}

static bool read_allocates(struct model_reader *reader, const struct model_node *node, void *into)
{
    return model_read_list(reader, node, "allocates", add_allocates, into);
}

static bool read_inside(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct model_draft *draft = into;
    return model_read_argument(reader, node, "inside", &draft->function, &draft->function.inside);
}

/* Names are taken by add_function, which makes one function of each. */
static bool skip(struct model_reader *reader, const struct model_node *node, void *into)
{
    (void)reader, (void)node, (void)into;
    return true;
}

static const struct model_key function_keys[] = {
    {"name", skip, MODEL_REQUIRED},
    {"args", read_args, MODEL_REQUIRED_FIRST},
    {"variadic", read_variadic, MODEL_FIRST},
    {"returns", read_returns, MODEL_OPTIONAL},
    {"allocates", read_allocates, MODEL_OPTIONAL},
    {"inside", read_inside, MODEL_OPTIONAL},
    {"evaluate", read_evaluate, MODEL_OPTIONAL},
    {"keeps", read_keeps, MODEL_OPTIONAL},
    {"known", read_known, MODEL_OPTIONAL},
    {"source", model_read_source, MODEL_OPTIONAL},
    {"flow", model_read_flow, MODEL_OPTIONAL},
    {"print", model_read_print, MODEL_OPTIONAL},
    {"scan", model_read_scan, MODEL_OPTIONAL},
    {"sink", model_read_sink, MODEL_OPTIONAL},
    {"guard", model_read_guard, MODEL_OPTIONAL},
    {"handle", model_read_handle, MODEL_OPTIONAL},
    {"output", model_read_output, MODEL_OPTIONAL},
    {"callback", model_read_callback, MODEL_OPTIONAL},
    {0},
};

static bool add_named(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct model_draft *draft = into;
    struct model_function *function = model_take(&reader->batch->arena, sizeof *function);
    if (!function)
        return model_fail_memory(reader->error, reader->file);
    *function = draft->function;
    if (!model_read_identifier(reader, node, &function->name))
        return false;
    return model_add_entry(reader, &reader->batch->functions, function->name, function, node);
}

static const struct model_node *value_of(const struct model_node *mapping, const char *key)
{
    for (const struct model_node *name = mapping->child; name; name = name->next->next)
        if (name->kind == MODEL_SCALAR && strcmp(name->text, key) == 0)
            return name->next;
    return NULL;
}

static bool add_function(struct model_reader *reader, const struct model_node *node, void *into)
{
    (void)into;
    struct model_draft draft = {.function = {.library = reader->library,
                                             .returns = -1,
                                             .allocates = {-1, -1},
                                             .inside = -1,
                                             .keeps = reader->keeps}};
    const struct model_node *name = node->kind == MODEL_MAPPING ? value_of(node, "name") : NULL;
    /* Messages about arguments name the function, the first where there are several. */
    const struct model_node *first = name && name->kind == MODEL_SEQUENCE ? name->child : name;
    if (first && !model_read_identifier(reader, first, &draft.function.name))
        return false;
    if (!model_read_mapping(reader, node, "function", function_keys, &draft))
        return false;
    const struct model_function *function = &draft.function;
    if (name->kind == MODEL_SEQUENCE && !name->child)
        return model_complain(reader, name, "'name' is an empty list; name a function");
    if (function->evaluate && function->returns < 0)
        return model_complain(reader, node,
                              "'%s' is evaluated but has no 'returns'; say which "
                              "argument comes back",
                              function->name);
    if (!function->effect_count && !function->known && !function->callback)
        return model_complain(reader, node,
                              "'%s' has no effect; add one, or 'known: true' where "
                              "data is safe with it",
                              function->name);
    return model_read_list(reader, name, "name", add_named, &draft);
}

static bool read_functions(struct model_reader *reader, const struct model_node *node, void *into)
{
    size_t first = reader->batch->functions.count;
    return model_read_each(reader, node, "functions", add_function, into) &&
           check_names(reader, &reader->batch->functions, first);
}

/* ---- Globals ---- */

static bool read_global_name(struct model_reader *reader, const struct model_node *node, void *into)
{
    return model_read_identifier(reader, node, &((struct model_global *)into)->name);
}

static bool read_global_kind(struct model_reader *reader, const struct model_node *node, void *into)
{
    return model_read_source_kind(reader, node, &((struct model_global *)into)->source);
}

static bool read_global_depth(struct model_reader *reader, const struct model_node *node,
                              void *into)
{
    int64_t depth = 0;
    if (!model_read_number(reader, node, "depth", 0, MODEL_MAX_DEPTH, &depth))
        return false;
    ((struct model_global *)into)->depth = (int)depth;
    return true;
}

static bool add_global(struct model_reader *reader, const struct model_node *node, void *into)
{
    (void)into;
    static const struct model_key keys[] = {{"name", read_global_name, MODEL_REQUIRED},
                                            {"kind", read_global_kind, MODEL_REQUIRED},
                                            {"depth", read_global_depth, MODEL_OPTIONAL},
                                            {0}};
    struct model_global *global = model_take(&reader->batch->arena, sizeof *global);
    if (!global)
        return model_fail_memory(reader->error, reader->file);
    global->depth = 1;
    if (!model_read_mapping(reader, node, "global", keys, global))
        return false;
    return model_add_entry(reader, &reader->batch->globals, global->name, global,
                           value_of(node, "name"));
}

static bool read_globals(struct model_reader *reader, const struct model_node *node, void *into)
{
    size_t first = reader->batch->globals.count;
    return model_read_each(reader, node, "globals", add_global, into) &&
           check_names(reader, &reader->batch->globals, first);
}

/* ---- Fields and entry points ---- */

static bool read_fields(struct model_reader *reader, const struct model_node *node, void *into)
{
    size_t first = reader->batch->fields.count;
    return model_read_each(reader, node, "fields", model_read_field, into) &&
           check_names(reader, &reader->batch->fields, first);
}

static bool read_entries(struct model_reader *reader, const struct model_node *node, void *into)
{
    size_t first = reader->batch->entries.count;
    return model_read_each(reader, node, "entries", model_read_entry_point, into) &&
           check_names(reader, &reader->batch->entries, first);
}

/* ---- The file ---- */

static bool read_library(struct model_reader *reader, const struct model_node *node, void *into)
{
    (void)into;
    return model_read_text(reader, node, "library", &reader->library);
}

static bool read_file_keeps(struct model_reader *reader, const struct model_node *node, void *into)
{
    (void)into;
    return model_read_flag(reader, node, "keeps", &reader->keeps);
}

static bool add_include(struct model_reader *reader, const struct model_node *node, void *into)
{
    (void)into;
    const char *name = NULL;
    if (!model_read_text(reader, node, "include", &name))
        return false;
    return reader->include(reader, node, name);
}

static bool read_include(struct model_reader *reader, const struct model_node *node, void *into)
{
    if (!reader->include)
        return model_complain(reader, node,
                              "a built-in text cannot include files; remove "
                              "'include'");
    return model_read_list(reader, node, "include", add_include, into);
}

bool model_read_tree(struct model_reader *reader, const struct model_node *root)
{
    static const struct model_key keys[] = {
        {"library", read_library, MODEL_FIRST},    {"keeps", read_file_keeps, MODEL_FIRST},
        {"include", read_include, MODEL_FIRST},    {"functions", read_functions, MODEL_OPTIONAL},
        {"globals", read_globals, MODEL_OPTIONAL}, {"fields", read_fields, MODEL_OPTIONAL},
        {"entries", read_entries, MODEL_OPTIONAL}, {0}};
    return model_read_mapping(reader, root, "file", keys, NULL);
}
