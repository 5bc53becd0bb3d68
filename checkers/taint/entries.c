#include "entries.h"

#include "annotations.h"
#include "given.h"
#include "state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARAMETERS = 8 };
struct entry {
    char *function;
    struct model_parameter own[PARAMETERS]; /* by annotations */
    const struct model_parameter *parameters;
    size_t count;
};

static struct entry **entries;
static size_t entry_count, entry_room;

static void forget(void)
{
    for (size_t i = 0; i < entry_count; i++) {
        free(entries[i]->function);
        free(entries[i]);
    }
    entry_count = 0;
}

/* The parameters that the program itself calls untrusted. */
static size_t annotated(const csa_decl *function, struct model_parameter *parameters)
{
    size_t count = 0;
    for (unsigned i = 0; i < csa_function_parameter_count(function) && count < PARAMETERS; i++) {
        const csa_decl *parameter = csa_function_parameter(function, i);
        enum model_source source = taint_annotated_source(parameter);
        bool points = csa_type_kind_of(csa_decl_type(parameter)) == CSA_TYPE_POINTER;
        if (source != MODEL_SOURCE_NONE)
            parameters[count++] = (struct model_parameter){(int)i, source, points, {.index = -1}};
    }
    return count;
}

static void add(const csa_decl *function, const struct model_parameter *parameters, size_t count)
{
    const char *name = csa_decl_name(function);
    if (!name || !csa_function_has_body(function) || taint_entry_parameters(function, &(size_t){0}))
        return;
    if (entry_count == entry_room) {
        entry_room = entry_room ? entry_room * 2 : 16;
        entries = taint_given(realloc(entries, entry_room * sizeof *entries));
    }
    size_t size = strlen(name) + 1;
    char *copy = memcpy(taint_given(malloc(size)), name, size);
    struct entry *entry = taint_given(calloc(1, sizeof *entry));
    *entry = (struct entry){.function = copy, .parameters = parameters, .count = count};
    if (!parameters) {
        entry->count = annotated(function, entry->own);
        entry->parameters = entry->own;
    }
    entries[entry_count++] = entry;
}

/* "dirent.d_name"; false for a field of a record without a name. */
static bool name_field(const csa_decl *field, char *name, size_t size)
{
    const char *owner = csa_decl_owner(field);
    if (!owner || !csa_decl_name(field))
        return false;
    const char *space = strchr(owner, ' ');
    int length = snprintf(name, size, "%s.%s", space ? space + 1 : owner, csa_decl_name(field));
    return length > 0 && (size_t)length < size;
}

static bool add_address(void *data, const csa_decl *function, const csa_decl *where,
                        unsigned argument)
{
    (void)data;
    char name[256];
    if (name_field(where, name, sizeof name)) {
        const struct model_entry_point *entry = taint_entry_model(name, true);
        if (entry)
            add(function, entry->parameters, entry->parameter_count);
        return true;
    }
    const struct taint_model *model = taint_model_of(where);
    const struct model_callback *callback = model ? model->function->callback : NULL;
    if (callback && taint_argument(model, callback->argument) == argument)
        add(function, callback->parameters, callback->parameter_count);
    return true;
}

static bool add_named(void *data, const csa_decl *function)
{
    (void)data;
    const char *name = csa_decl_name(function);
    const struct model_entry_point *entry =
        csa_function_is_static(function) ? NULL : taint_entry_model(name, false);
    if (entry)
        add(function, entry->parameters, entry->parameter_count);
    struct model_parameter own[PARAMETERS];
    if (annotated(function, own))
        add(function, NULL, 0);
    return true;
}

void taint_entries_find(csa_unit *unit)
{
    forget();
    csa_unit_functions(unit, add_named, NULL);
    csa_unit_addresses(unit, add_address, NULL);
}

const struct model_parameter *taint_entry_parameters(const csa_decl *function, size_t *count)
{
    const char *name = csa_decl_name(function);
    for (size_t i = 0; name && i < entry_count; i++) {
        if (strcmp(entries[i]->function, name) == 0) {
            *count = entries[i]->count;
            return entries[i]->parameters;
        }
    }
    return NULL;
}

bool taint_field_source(const csa_decl *field, struct model_field *model)
{
    char name[256];
    const struct model_field *found =
        name_field(field, name, sizeof name) ? taint_field_named(name) : NULL;
    if (found) {
        *model = *found;
        return true;
    }
    enum model_source source = taint_annotated_source(field);
    csa_type_kind kind = csa_type_kind_of(csa_decl_type(field));
    *model = (struct model_field){csa_decl_name(field), source,
                                  kind == CSA_TYPE_POINTER || kind == CSA_TYPE_ARRAY};
    return source != MODEL_SOURCE_NONE;
}

taint_content taint_field_content(const csa_decl *field)
{
    if (csa_type_kind_of(csa_decl_type(field)) != CSA_TYPE_ARRAY)
        return 0;
    struct model_field model;
    if (!taint_field_source(field, &model))
        return 0;
    struct taint_step_fact fact = {
        .kind = TAINT_STEP_SOURCE,
        .source = model.source,
        .into = taint_intern(model.name, strlen(model.name)),
    };
    return taint_content_hole(taint_step_new(&fact), false);
}

/* ---- Callbacks -------------------------------------------------------------------------------- */

static bool is_untrusted(csa_context *cx, csa_val value)
{
    for (int depth = 0; depth <= 2; depth++) {
        if (taint_content_has_hole(taint_read(cx, csa_current(cx), value, depth)))
            return true;
    }
    return false;
}

bool taint_callback_follow(csa_context *cx, const csa_call *call, const struct taint_model *model)
{
    const struct model_callback *callback = model->function->callback;
    if (!callback)
        return false;
    csa_val to = csa_call_arg(call, taint_argument(model, callback->argument));
    const csa_decl *function = csa_region_variable(csa_val_region(to));
    if (csa_region_kind_of(csa_val_region(to)) != CSA_REGION_FUNCTION ||
        !csa_function_has_body(function))
        return false;
    csa_val values[PARAMETERS];
    unsigned count = 0;
    bool untrusted = false;
    for (unsigned i = 0; i < PARAMETERS; i++)
        values[i] = csa_val_unknown();
    for (size_t i = 0; i < callback->parameter_count; i++) {
        const struct model_parameter *parameter = &callback->parameters[i];
        if (parameter->source != MODEL_SOURCE_NONE || parameter->index >= PARAMETERS)
            continue;
        csa_val value = csa_call_arg(call, taint_argument(model, parameter->from.index));
        untrusted = untrusted || is_untrusted(cx, value);
        values[parameter->index] = value;
        if (count <= (unsigned)parameter->index)
            count = (unsigned)parameter->index + 1;
    }
    return untrusted && csa_call_follow(cx, csa_current(cx), call, function, values, count);
}
