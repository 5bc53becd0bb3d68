#include "functions.h"

#include "annotations.h"
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum predicate { NOT_ASKED, IS_PREDICATE, IS_OF_NUMBERS, IS_NONE };

/* What is known of one function of the unit; the answers are asked for at every call. */
struct entry {
    const csa_decl *function; /* NULL: free */
    bool is_modelled;
    bool knows_format, in_progress;
    int format;
    enum predicate predicate;
    struct taint_model model;
    struct model_function own; /* by annotations */
    struct model_effect effects[ANNOTATED_EFFECTS];
};

static struct model_set *set;
static struct entry **table; /* entries do not move: models are handed out */
static size_t table_size, table_count;

/* ---- Loading ---------------------------------------------------------------------------------- */

static void complain(csa_unit *unit, struct model_error *error)
{
    char text[1024];
    if (error->line)
        snprintf(text, sizeof text, "%s:%u:%u: %s", error->file, error->line, error->column,
                 error->text);
    else
        snprintf(text, sizeof text, "%s: %s", error->file, error->text);
    csa_unit_error(unit, text);
    model_error_clear(error);
}

static void read_file(csa_unit *unit, const char *path)
{
    struct model_error error = {0};
    if (model_set_read(set, path, &error) != 0)
        complain(unit, &error);
}

/* The option holds paths separated by colons. */
static void read_listed(csa_unit *unit, const char *list)
{
    while (list && *list) {
        size_t length = strcspn(list, ":");
        char *path = taint_given(malloc(length + 1));
        memcpy(path, list, length);
        path[length] = '\0';
        if (length)
            read_file(unit, path);
        free(path);
        list += length;
        list += *list == ':';
    }
}

/* From the folder of the analysed file upwards; the nearest one counts. Standard input, which has
 * no folder, takes the working directory's. */
static void read_nearest(csa_unit *unit, const char *main_file)
{
    enum { LEVELS = 40 };
    static const char name[] = ".tinct.yaml";
    size_t folder = 0;
    for (size_t i = 0; main_file && main_file[i]; i++) {
        if (main_file[i] == '/')
            folder = i + 1;
    }
    size_t room = folder + 3 * LEVELS + sizeof name;
    char *path = taint_given(malloc(room));
    memcpy(path, main_file ? main_file : "", folder);
    for (int level = 0; level < LEVELS; level++, folder += 3) {
        memcpy(path + folder, name, sizeof name);
        if (model_file_exists(path)) {
            read_file(unit, path);
            break;
        }
        memcpy(path + folder, "../", 3);
    }
    free(path);
}

void taint_models_load(csa_unit *unit)
{
    for (size_t i = 0; i < table_size; i++)
        free(table[i]);
    free(table);
    table = NULL;
    table_size = table_count = 0;

    model_set_free(set);
    set = taint_given(model_set_new());
    for (const struct model_text *text = model_builtin; text->name; text++) {
        struct model_error error = {0};
        if (model_set_read_text(set, text->name, text->text, text->length, &error) != 0)
            complain(unit, &error);
    }
    read_nearest(unit, csa_unit_file(unit));
    read_listed(unit, csa_unit_option(unit, "tinct", "Models"));
}

/* ---- Does the declaration fit? ---------------------------------------------------------------- */

static bool can_be_followed(const csa_type *type, int depth)
{
    for (; depth > 0; depth--) {
        csa_type_kind kind = csa_type_kind_of(type);
        if (kind != CSA_TYPE_POINTER && kind != CSA_TYPE_ARRAY)
            return false;
        type = csa_type_pointee(type);
        if (depth > 1 && csa_type_kind_of(type) == CSA_TYPE_VOID)
            return true; /* void * may point to pointers */
    }
    return true;
}

static bool place_fits(const csa_decl *function, const struct model_place *place)
{
    if (place->root == MODEL_RETURN)
        return can_be_followed(csa_function_result(function), place->depth);
    if (place->root != MODEL_ARGUMENT)
        return true; /* places that no declaration shows */
    const csa_decl *parameter = csa_function_parameter(function, (unsigned)place->index);
    return can_be_followed(csa_decl_type(parameter), place->depth);
}

static bool effect_fits(const csa_decl *function, const struct model_effect *effect)
{
    if ((effect->kind == MODEL_FLOW_EFFECT || effect->kind == MODEL_GUARD_EFFECT) &&
        !place_fits(function, &effect->from))
        return false;
    if (effect->kind == MODEL_SCAN_EFFECT)
        return effect->channel >= 0 || effect->source != MODEL_SOURCE_NONE ||
               place_fits(function, &effect->from);
    return place_fits(function, &effect->to);
}

/* Names that the normalisation has changed have other arguments, which callee.c knows; the compiler
 * and the C library reserve them, so that no project can mean something else. */
static bool fits(const csa_decl *function, const struct taint_model *model)
{
    if (model->callee.removed_count)
        return true;
    const struct model_function *f = model->function;
    if (csa_function_parameter_count(function) != (unsigned)f->args ||
        csa_function_is_variadic(function) != f->variadic)
        return false;
    for (size_t i = 0; i < f->effect_count; i++) {
        if (!effect_fits(function, &f->effects[i]))
            return false;
    }
    return true;
}

static bool is_projects_own(const csa_decl *function)
{
    return (csa_function_has_body(function) || csa_function_is_static(function)) &&
           !csa_decl_in_system_header(function);
}

/* ---- Look-up ---------------------------------------------------------------------------------- */

static size_t slot_of(const csa_decl *function)
{
    uint64_t hash = (uint64_t)(uintptr_t)function * UINT64_C(0x9e3779b97f4a7c15);
    return (size_t)(hash >> 32) & (table_size - 1);
}

static void grow(void)
{
    struct entry **old = table;
    size_t old_size = table_size;
    table_size = old_size ? old_size * 2 : 256;
    table = taint_given(calloc(table_size, sizeof *table));
    for (size_t i = 0; i < old_size; i++) {
        if (!old[i])
            continue;
        size_t at = slot_of(old[i]->function);
        while (table[at])
            at = (at + 1) & (table_size - 1);
        table[at] = old[i];
    }
    free(old);
}

static struct entry *entry_of(const csa_decl *function)
{
    if (!function || !set)
        return NULL;
    if ((table_count + 1) * 2 > table_size)
        grow();
    size_t at = slot_of(function);
    for (; table[at]; at = (at + 1) & (table_size - 1)) {
        if (table[at]->function == function)
            return table[at];
    }
    struct entry *entry = table[at] = taint_given(calloc(1, sizeof **table));
    table_count++;
    entry->function = function;
    entry->model.function = callee_model(set, csa_decl_name(function), &entry->model.callee);
    entry->is_modelled =
        entry->model.function && !is_projects_own(function) && fits(function, &entry->model);
    if (taint_annotated(function, &entry->own, entry->effects)) {
        entry->model = (struct taint_model){.function = &entry->own, .is_annotation = true};
        entry->is_modelled = true;
    }
    return entry;
}

bool taint_replaces_body(const struct taint_model *model)
{
    bool replaces = !model->is_annotation;
    for (size_t i = 0; i < model->function->effect_count; i++)
        replaces = replaces || model->function->effects[i].kind != MODEL_SINK_EFFECT;
    return replaces;
}

const struct taint_model *taint_model_of(const csa_decl *function)
{
    struct entry *entry = entry_of(function);
    return entry && entry->is_modelled ? &entry->model : NULL;
}

const struct model_global *taint_global_model(const csa_decl *variable)
{
    const char *name = csa_decl_name(variable);
    return name && set ? model_find_global(set, name) : NULL;
}

const struct model_field *taint_field_named(const char *name)
{
    return model_find_field(set, name);
}

const struct model_entry_point *taint_entry_model(const char *name, bool is_field)
{
    return model_find_entry(set, name, is_field);
}

unsigned taint_argument(const struct taint_model *model, int argument)
{
    return callee_argument(&model->callee, (unsigned)argument);
}

bool taint_mentions_source_global(const csa_decl *function)
{
    const struct model_global *global;
    for (size_t i = 0; set && (global = model_global_at(set, i)) != NULL; i++) {
        if (csa_function_mentions_global(function, global->name))
            return true;
    }
    return false;
}

/* ---- Format parameters ------------------------------------------------------------------------ */

struct wrapper {
    const csa_decl *function;
    int format;
};

/* A call inside a wrapper: is its format one of the wrapper's own parameters? */
static bool find_format(void *data, const csa_expr *call)
{
    struct wrapper *wrapper = data;
    int format = taint_format_parameter(csa_expr_decl(call));
    if (format < 0)
        return true;
    const csa_expr *argument = csa_expr_strip(csa_expr_child(call, (unsigned)format));
    if (csa_expr_kind_of(argument) != CSA_EXPR_NAME)
        return true;
    const csa_decl *variable = csa_expr_decl(argument);
    for (unsigned i = 0; i < csa_function_parameter_count(wrapper->function); i++) {
        if (variable && variable == csa_function_parameter(wrapper->function, i)) {
            wrapper->format = (int)i;
            return false;
        }
    }
    return true;
}

static int modelled_format(const struct taint_model *model)
{
    for (size_t i = 0; i < model->function->effect_count; i++) {
        const struct model_effect *effect = &model->function->effects[i];
        if (effect->kind == MODEL_SINK_EFFECT && effect->sink == MODEL_SINK_FORMAT &&
            effect->to.root == MODEL_ARGUMENT)
            return (int)taint_argument(model, effect->to.index);
    }
    return -1;
}

static int find_format_parameter(const csa_decl *function, const struct entry *entry)
{
    if (entry->is_modelled) {
        int format = modelled_format(&entry->model);
        if (format >= 0)
            return format;
    }
    const char *kind;
    int format, first;
    if (csa_function_format(function, &kind, &format, &first))
        return strcmp(kind, "strftime") == 0 || strcmp(kind, "strfmon") == 0 ? -1 : format;
    if (!csa_function_has_body(function) || csa_decl_in_system_header(function))
        return -1;
    struct wrapper wrapper = {function, -1};
    csa_function_calls(function, find_format, &wrapper);
    return wrapper.format;
}

int taint_format_parameter(const csa_decl *function)
{
    struct entry *entry = entry_of(function);
    if (!entry || entry->in_progress)
        return -1; /* recursion says nothing new */
    if (!entry->knows_format) {
        entry->in_progress = true;
        entry->format = find_format_parameter(function, entry);
        entry->in_progress = false;
        entry->knows_format = true;
    }
    return entry->format;
}

/* ---- Predicates ------------------------------------------------------------------------------- */

static bool only_tests(const struct taint_model *model)
{
    for (size_t i = 0; i < model->function->effect_count; i++) {
        enum model_effect_kind kind = model->function->effects[i].kind;
        if (kind != MODEL_GUARD_EFFECT && kind != MODEL_FLOW_EFFECT)
            return false;
    }
    return true;
}

static enum predicate kind_of_predicate(const csa_decl *function);

static bool calls_a_test(void *data, const csa_expr *call)
{
    bool *is_predicate = data;
    const csa_decl *callee = csa_expr_decl(call);
    const struct taint_model *model = taint_model_of(callee);
    *is_predicate = model ? only_tests(model) : kind_of_predicate(callee) != IS_NONE;
    return *is_predicate;
}

/* By its type it can be one of texts, or of characters and numbers. */
static enum predicate looks_like_predicate(const csa_decl *function)
{
    if (csa_type_kind_of(csa_function_result(function)) != CSA_TYPE_INTEGER ||
        csa_function_is_variadic(function) || csa_decl_in_system_header(function))
        return IS_NONE;
    enum predicate kind = IS_OF_NUMBERS;
    for (unsigned i = 0; i < csa_function_parameter_count(function); i++) {
        const csa_type *type = csa_decl_type(csa_function_parameter(function, i));
        const csa_type *pointee = csa_type_pointee(type);
        if (csa_type_kind_of(type) == CSA_TYPE_POINTER && !csa_type_is_const(pointee))
            return IS_NONE;
        if (csa_type_is_char(pointee))
            kind = IS_PREDICATE;
    }
    return kind;
}

static enum predicate kind_of_predicate(const csa_decl *function)
{
    struct entry *entry = entry_of(function);
    if (!entry || !csa_function_has_body(function))
        return IS_NONE;
    if (entry->predicate == NOT_ASKED) {
        enum predicate kind = looks_like_predicate(function);
        bool is_predicate = kind != IS_NONE;
        entry->predicate = IS_NONE; /* what recursion finds */
        if (is_predicate)
            csa_function_calls(function, calls_a_test, &is_predicate);
        if (is_predicate)
            entry->predicate = kind;
    }
    return entry->predicate;
}

bool taint_is_predicate(const csa_decl *function)
{
    return kind_of_predicate(function) == IS_PREDICATE;
}
