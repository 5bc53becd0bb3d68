#include "models.h"

#include "memory.h"
#include "paths.h"
#include "taint/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <yaml.h>

int models_check(const char *path, size_t *functions, char **trouble)
{
    struct model_set *set = model_set_new();
    struct model_error error = {0};
    int result = set ? model_set_read(set, path, &error) : -1;
    if (result == 0 && functions)
        *functions = model_count(set);
    if (result != 0 && error.line)
        *trouble = format_text("%s:%u:%u: %s", error.file, error.line, error.column, error.text);
    else if (result != 0)
        *trouble = format_text("%s: %s", error.file ? error.file : path,
                               error.text ? error.text : "Out of memory; use fewer models");
    model_error_clear(&error);
    model_set_free(set);
    return result;
}

void models_above(const char *file, struct list *found)
{
    char *directory = path_directory(file);
    for (;;) {
        char *candidate = path_join(directory, ".tinct.yaml");
        if (access(candidate, R_OK) == 0) {
            list_take(found, candidate);
            break;
        }
        free(candidate);
        if (strcmp(directory, "/") == 0 || strcmp(directory, ".") == 0)
            break;
        char *above = path_directory(directory);
        free(directory);
        directory = above;
    }
    free(directory);
}

/* Names under a top-level `include:`, a name or a list of names. The file was checked before, so
 * anything else ends the search. */
static void read_includes(const char *path, struct list *includes)
{
    FILE *file = fopen(path, "r");
    yaml_parser_t parser;
    yaml_document_t document;
    if (!file)
        return;
    if (yaml_parser_initialize(&parser)) {
        yaml_parser_set_input_file(&parser, file);
        if (yaml_parser_load(&parser, &document)) {
            yaml_node_t *root = yaml_document_get_root_node(&document);
            bool is_map = root && root->type == YAML_MAPPING_NODE;
            for (yaml_node_pair_t *pair = is_map ? root->data.mapping.pairs.start : NULL;
                 pair && pair < root->data.mapping.pairs.top; pair++) {
                yaml_node_t *key = yaml_document_get_node(&document, pair->key);
                yaml_node_t *value = yaml_document_get_node(&document, pair->value);
                if (key->type != YAML_SCALAR_NODE ||
                    strcmp((const char *)key->data.scalar.value, "include") != 0)
                    continue;
                if (value->type == YAML_SCALAR_NODE)
                    list_add(includes, (const char *)value->data.scalar.value);
                if (value->type != YAML_SEQUENCE_NODE)
                    continue;
                for (yaml_node_item_t *item = value->data.sequence.items.start;
                     item < value->data.sequence.items.top; item++) {
                    yaml_node_t *name = yaml_document_get_node(&document, *item);
                    if (name->type == YAML_SCALAR_NODE)
                        list_add(includes, (const char *)name->data.scalar.value);
                }
            }
            yaml_document_delete(&document);
        }
        yaml_parser_delete(&parser);
    }
    fclose(file);
}

void models_files(const char *path, struct list *files)
{
    if (list_has(files, path))
        return;
    size_t next = files->count;
    list_add(files, path);
    for (; next < files->count; next++) {
        struct list includes = {0};
        char *directory = path_directory(files->items[next]);
        read_includes(files->items[next], &includes);
        for (size_t i = 0; i < includes.count; i++) {
            char *included = path_resolve(directory, includes.items[i]);
            if (list_has(files, included))
                free(included);
            else
                list_take(files, included);
        }
        free(directory);
        list_free(&includes);
    }
}

static void add_word(struct text *line, const char *word)
{
    if (!line->length || !strstr(line->data, word))
        text_format(line, "%s%s", line->length ? ", " : "", word);
}

static const char *effect_word(enum model_effect_kind kind)
{
    switch (kind) {
    case MODEL_SOURCE_EFFECT:
    case MODEL_HANDLE_EFFECT:
        return "source";
    case MODEL_SINK_EFFECT:
    case MODEL_OUTPUT_EFFECT:
        return "sink";
    case MODEL_GUARD_EFFECT:
        return "guard";
    case MODEL_FLOW_EFFECT:
    case MODEL_PRINT_EFFECT:
    case MODEL_SCAN_EFFECT:
        break;
    }
    return "propagator";
}

void models_list(void)
{
    struct model_set *set = model_set_new();
    for (const struct model_text *text = model_builtin; set && text->name; text++) {
        struct model_error error = {0};
        (void)model_set_read_text(set, text->name, text->text, text->length, &error);
        model_error_clear(&error);
    }
    for (size_t i = 0; set && i < model_count(set); i++) {
        const struct model_function *function = model_at(set, i);
        struct text roles = {0};
        for (size_t j = 0; j < function->effect_count; j++) {
            add_word(&roles, effect_word(function->effects[j].kind));
            if (function->effects[j].clears && function->effects[j].kind == MODEL_FLOW_EFFECT)
                add_word(&roles, "sanitizer");
        }
        printf("%-28s %-12s %s\n", function->name, function->library,
               roles.length ? roles.data : "harmless");
        text_free(&roles);
    }
    model_set_free(set);
}
