#include "graph.h"

#include "files.h"
#include "json.h"
#include "memory.h"
#include "models.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Quotes for Ninja: a path in a build line. */
static void add_path(struct text *out, const char *path)
{
    for (; *path; path++) {
        if (strchr(" :$", *path))
            text_add_char(out, '$');
        text_add_char(out, *path);
    }
}

/* Quotes for the shell, and that for Ninja. */
static void add_word(struct text *out, const char *word)
{
    text_add_char(out, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            text_add(out, "'\\'");
        if (*word == '$')
            text_add_char(out, '$');
        text_add_char(out, *word);
    }
    text_add_char(out, '\'');
}

static void add_string(cJSON *array, const char *text)
{
    cJSON_AddItemToArray(array, cJSON_CreateString(text));
}

static cJSON *command_line(const struct graph *graph, const struct unit *unit, const char *findings,
                           const char *depfile)
{
    cJSON *words = cJSON_CreateArray();
    add_string(words, graph->clang->program);
    char *plugin = format_text("-fplugin=%s", graph->clang->plugin);
    char *output = format_text("-fplugin-arg-tinct-output=%s", findings);
    const char *const own[] = {plugin,
                               output,
                               "-fplugin-arg-tinct-quiet",
                               "-fplugin-arg-tinct-keep-going",
                               "-fsyntax-only",
                               "-fno-color-diagnostics",
                               "-fno-caret-diagnostics",
                               "-fno-crash-diagnostics",
                               "-ferror-limit=0",
                               "-Qunused-arguments",
                               "-MD",
                               "-MF",
                               depfile,
                               "-MT",
                               "unit"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        add_string(words, own[i]);
    free(plugin);
    free(output);
    for (size_t i = 0; i < graph->plugin_arguments->count; i++) {
        char *argument = format_text("-fplugin-arg-tinct-%s", graph->plugin_arguments->items[i]);
        add_string(words, argument);
        free(argument);
    }
    for (size_t i = 0; i < unit->arguments.count; i++)
        add_string(words, unit->arguments.items[i]);
    return words;
}

/* The unit file is all an edge needs; when its bytes change, Ninja runs the edge again. */
static int write_unit(const struct graph *graph, const struct unit *unit, const struct list *models)
{
    char *path = format_text("%s/units/%s.unit", graph->state->directory, unit->name);
    char *findings = format_text("%s/units/%s.json", graph->state->directory, unit->name);
    char *depfile = format_text("%s/units/%s.d", graph->state->directory, unit->name);
    char *target = format_text("units/%s.json", unit->name);
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "file", unit->file);
    cJSON_AddStringToObject(json, "directory", unit->directory);
    cJSON_AddStringToObject(json, "findings", findings);
    cJSON_AddStringToObject(json, "depfile", depfile);
    cJSON_AddStringToObject(json, "target", target);
    cJSON *found = cJSON_AddArrayToObject(json, "models");
    for (size_t i = 0; i < models->count; i++)
        add_string(found, models->items[i]);
    cJSON_AddItemToObject(json, "command", command_line(graph, unit, findings, depfile));
    char *text = cJSON_Print(json);
    int result = text ? write_file_if_changed(path, text, strlen(text)) : -1;
    free(text);
    cJSON_Delete(json);
    free(path);
    free(findings);
    free(depfile);
    free(target);
    return result;
}

static void add_edge(struct text *out, const struct graph *graph, const struct unit *unit,
                     const struct list *models)
{
    text_format(out, "build units/%s.json: unit units/%s.unit |", unit->name, unit->name);
    const struct list *lists[] = {graph->inputs, models};
    for (size_t list = 0; list < 2; list++)
        for (size_t i = 0; i < lists[list]->count; i++) {
            text_add_char(out, ' ');
            add_path(out, lists[list]->items[i]);
        }
    text_format(out, "\n  name = %s\n", unit->name);
}

int graph_write(const struct graph *graph, char **trouble)
{
    char *tool = own_program();
    struct text out = {0};
    text_add(&out, "# Written by tinct scan, and written anew by the next one.\n"
                   "ninja_required_version = 1.8\n"
                   "rule unit\n  command = ");
    add_word(&out, tool ? tool : "tinct");
    text_add(&out, " run-unit units/$name.unit\n"
                   "  description = $name\n"
                   "  depfile = units/$name.d\n"
                   "  deps = gcc\n");
    free(tool);
    int result = 0;
    struct text wanted = {0};
    for (size_t i = 0; i < graph->count && result == 0; i++) {
        const struct unit *unit = &graph->units[i];
        if (unit->fate != UNIT_ANALYSE)
            continue;
        struct list found = {0}, models = {0};
        models_above(unit->file, &found);
        if (found.count)
            models_files(found.items[0], &models);
        list_free(&found);
        result = write_unit(graph, unit, &models);
        add_edge(&out, graph, unit, &models);
        if (unit->wanted)
            text_format(&wanted, "default units/%s.json\n", unit->name);
        list_free(&models);
    }
    text_add_bytes(&out, wanted.data, wanted.length);
    text_free(&wanted);
    char *path = state_file(graph->state, "build.ninja");
    if (result == 0)
        result = write_file_if_changed(path, out.data, out.length);
    if (result != 0)
        *trouble = format_text("%s: Cannot write the state of the scan: %s; make room, or give "
                               "another directory with --state",
                               path, strerror(errno));
    free(path);
    text_free(&out);
    return result;
}
