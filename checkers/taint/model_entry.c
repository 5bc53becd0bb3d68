/* model_entry.c - what functions receive that somebody else calls: callbacks and entry points; and
 * fields that hold untrusted data. */
#include "model_internal.h"

#include <stdio.h>
#include <string.h>

/* ---- Parameters ---- */

struct draft_parameters {
    const struct model_function *function; /* the one that calls back; NULL for an entry point */
    struct model_parameter parameters[8];
    size_t count;
    const char *record, *field, *name;
    enum model_source source;
    int depth, argument;
};

static struct model_parameter *last(struct draft_parameters *draft)
{
    return &draft->parameters[draft->count];
}

static bool read_small(struct model_reader *reader, const struct model_node *node, const char *what,
                       int highest, int *into)
{
    int64_t number = 0;
    if (!model_read_number(reader, node, what, 0, highest, &number))
        return false;
    *into = (int)number;
    return true;
}

static bool read_number(struct model_reader *reader, const struct model_node *node, void *into)
{
    return read_small(reader, node, "number", MODEL_MAX_ARGUMENTS, &last(into)->index);
}

static bool read_kind(struct model_reader *reader, const struct model_node *node, void *into)
{
    return model_read_source_kind(reader, node, &last(into)->source);
}

static bool read_depth(struct model_reader *reader, const struct model_node *node, void *into)
{
    return read_small(reader, node, "depth", MODEL_MAX_DEPTH, &last(into)->depth);
}

static bool read_from(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_parameters *draft = into;
    if (!draft->function)
        return model_complain(reader, node, "nobody in sight calls an entry point; write 'kind'");
    return model_read_place(reader, node, "from", draft->function, &last(draft)->from);
}

static bool add_parameter(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const struct model_key keys[] = {{"number", read_number, MODEL_REQUIRED},
                                            {"kind", read_kind, MODEL_OPTIONAL},
                                            {"depth", read_depth, MODEL_OPTIONAL},
                                            {"from", read_from, MODEL_OPTIONAL},
                                            {0}};
    struct draft_parameters *draft = into;
    if (draft->count == sizeof draft->parameters / sizeof *draft->parameters)
        return model_complain(reader, node, "there are too many parameters; name eight at most");
    struct model_parameter *parameter = last(draft);
    *parameter = (struct model_parameter){.depth = 1, .from = {.index = -1}};
    if (!model_read_mapping(reader, node, "parameter", keys, draft))
        return false;
    if ((parameter->source == MODEL_SOURCE_NONE) == (parameter->from.index < 0))
        return model_complain(reader, node,
                              "a parameter receives either data of a kind or what a "
                              "place holds; write 'kind' or 'from'");
    draft->count++;
    return true;
}

static bool read_parameters(struct model_reader *reader, const struct model_node *node, void *into)
{
    return model_read_each(reader, node, "parameters", add_parameter, into);
}

static const struct model_parameter *take_parameters(struct model_reader *reader,
                                                     const struct draft_parameters *draft)
{
    size_t size = draft->count * sizeof *draft->parameters;
    struct model_parameter *copy = model_take(&reader->batch->arena, size);
    if (copy)
        memcpy(copy, draft->parameters, size);
    else
        model_fail_memory(reader->error, reader->file);
    return copy;
}

/* ---- Callbacks ---- */

static bool read_argument(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_parameters *draft = into;
    return model_read_argument(reader, node, "argument", draft->function, &draft->argument);
}

bool model_read_callback(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const struct model_key keys[] = {{"argument", read_argument, MODEL_REQUIRED},
                                            {"parameters", read_parameters, MODEL_REQUIRED},
                                            {0}};
    struct model_draft *function = into;
    struct draft_parameters draft = {.function = &function->function};
    if (!model_read_mapping(reader, node, "callback", keys, &draft))
        return false;
    struct model_callback *callback = model_take(&reader->batch->arena, sizeof *callback);
    const struct model_parameter *parameters = take_parameters(reader, &draft);
    if (!callback || !parameters)
        return model_fail_memory(reader->error, reader->file);
    *callback = (struct model_callback){draft.argument, parameters, draft.count};
    function->function.callback = callback;
    return true;
}

/* ---- Fields and entry points ---- */

static bool read_record(struct model_reader *reader, const struct model_node *node, void *into)
{
    return model_read_identifier(reader, node, &((struct draft_parameters *)into)->record);
}

static bool read_field(struct model_reader *reader, const struct model_node *node, void *into)
{
    return model_read_identifier(reader, node, &((struct draft_parameters *)into)->field);
}

static bool read_source(struct model_reader *reader, const struct model_node *node, void *into)
{
    return model_read_source_kind(reader, node, &((struct draft_parameters *)into)->source);
}

static bool read_field_depth(struct model_reader *reader, const struct model_node *node, void *into)
{
    return read_small(reader, node, "depth", MODEL_MAX_DEPTH,
                      &((struct draft_parameters *)into)->depth);
}

/* "record.field", or NULL when memory is out. */
static const char *join(struct model_reader *reader, const struct draft_parameters *draft)
{
    size_t record = strlen(draft->record), size = record + strlen(draft->field) + 2;
    char *name = model_take(&reader->batch->arena, size);
    if (name)
        snprintf(name, size, "%s.%s", draft->record, draft->field);
    else
        model_fail_memory(reader->error, reader->file);
    return name;
}

bool model_read_field(struct model_reader *reader, const struct model_node *node, void *into)
{
    (void)into;
    static const struct model_key keys[] = {{"struct", read_record, MODEL_REQUIRED},
                                            {"field", read_field, MODEL_REQUIRED},
                                            {"kind", read_source, MODEL_REQUIRED},
                                            {"depth", read_field_depth, MODEL_OPTIONAL},
                                            {0}};
    struct draft_parameters draft = {.depth = 1};
    if (!model_read_mapping(reader, node, "field", keys, &draft))
        return false;
    struct model_field *field = model_take(&reader->batch->arena, sizeof *field);
    const char *name = join(reader, &draft);
    if (!field || !name)
        return model_fail_memory(reader->error, reader->file);
    *field = (struct model_field){name, draft.source, draft.depth};
    return model_add_entry(reader, &reader->batch->fields, name, field, node);
}

static bool read_pattern(struct model_reader *reader, const struct model_node *node, void *into)
{
    return model_read_text(reader, node, "name", &((struct draft_parameters *)into)->name);
}

bool model_read_entry_point(struct model_reader *reader, const struct model_node *node, void *into)
{
    (void)into;
    static const struct model_key keys[] = {{"name", read_pattern, MODEL_OPTIONAL},
                                            {"struct", read_record, MODEL_OPTIONAL},
                                            {"field", read_field, MODEL_OPTIONAL},
                                            {"parameters", read_parameters, MODEL_REQUIRED},
                                            {0}};
    struct draft_parameters draft = {0};
    if (!model_read_mapping(reader, node, "entry", keys, &draft))
        return false;
    bool is_field = draft.record && draft.field;
    if (!draft.name == !is_field || !draft.record != !draft.field)
        return model_complain(reader, node,
                              "an entry point is a function or what a field holds; "
                              "write 'name', or 'struct' and 'field'");
    struct model_entry_point *entry = model_take(&reader->batch->arena, sizeof *entry);
    const struct model_parameter *parameters = take_parameters(reader, &draft);
    const char *name = is_field ? join(reader, &draft) : draft.name;
    if (!entry || !parameters || !name)
        return model_fail_memory(reader->error, reader->file);
    *entry = (struct model_entry_point){name, is_field, parameters, draft.count};
    return model_add_entry(reader, &reader->batch->entries, name, entry, node);
}
