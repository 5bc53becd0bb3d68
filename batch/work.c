#include "work.h"

#include "files.h"
#include "memory.h"
#include "models.h"
#include "paths.h"
#include "root.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *default_build(void)
{
    static const char *const places[] = {".", "build"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char *path = path_join(places[i], "compile_commands.json");
        bool found = file_exists(path);
        free(path);
        if (found)
            return places[i];
    }
    return ".";
}

static int read_models(struct work *work, char **trouble)
{
    const struct list *models = &work->options->models;
    for (size_t i = 0; i < models->count; i++) {
        if (models_check(models->items[i], NULL, trouble) != 0)
            return -1;
        if (strchr(models->items[i], ':')) {
            *trouble = format_text("%s: The name of a model file must not hold a colon; rename it",
                                   models->items[i]);
            return -1;
        }
        models_files(models->items[i], &work->inputs);
    }
    if (models->count) {
        char *joined = list_join(models, ":");
        list_take(&work->plugin_arguments, format_text("models=%s", joined));
        free(joined);
    }
    return 0;
}

static char *find_root(const struct work *work, char **trouble)
{
    if (!work->options->root)
        return root_of(&work->database);
    char *here = current_directory();
    char *root = path_resolve(here, work->options->root);
    free(here);
    if (!is_directory(root)) {
        *trouble = format_text("%s: There is no such directory; give another --root", root);
        free(root);
        return NULL;
    }
    return root;
}

/* Broken .tinct.yaml files are found before hours of work, and said once, not for each file. */
static int check_found_models(const struct units *units, char **trouble)
{
    struct list checked = {0};
    int result = 0;
    for (size_t i = 0; i < units->count && result == 0; i++) {
        struct list found = {0};
        if (units->items[i].wanted && units->items[i].fate == UNIT_ANALYSE)
            models_above(units->items[i].file, &found);
        if (found.count && !list_has(&checked, found.items[0])) {
            result = models_check(found.items[0], NULL, trouble);
            list_add(&checked, found.items[0]);
        }
        list_free(&found);
    }
    list_free(&checked);
    return result;
}

int work_prepare(struct work *work, const struct list *patterns, char **trouble)
{
    const struct scan_options *options = work->options;
    const char *build = options->build ? options->build : default_build();
    if (database_read(build, &work->database, trouble) != 0 ||
        clang_choose(options->clang, options->llvm, &work->clang, trouble) != 0)
        return -1;
    list_add_all(&work->plugin_arguments, &options->plugin);
    if (options->system_headers)
        list_add(&work->plugin_arguments, "system-headers");
    list_add(&work->inputs, work->clang.program);
    list_add(&work->inputs, work->clang.plugin);
    work->root = find_root(work, trouble);
    if (!work->root || read_models(work, trouble) != 0 ||
        state_open(options->state, work->database.directory, work->part, &work->state, trouble) != 0)
        return -1;
    work->headers = state_file(&work->state, "headers");
    char *answers = state_file(&work->state, "answers.json");
    work->cache = cache_open(answers);
    free(answers);
    work->maker = (struct unit_maker){
        .cache = work->cache,
        .clang = &work->clang,
        .headers = work->headers,
        .policy = {&options->allowed, work->root, work->database.directory},
    };
    if (units_make(&work->maker, &work->database, patterns, &work->units, trouble) != 0)
        return -1;
    return check_found_models(&work->units, trouble);
}

static int compare_name(const void *key, const void *item)
{
    return strcmp(key, ((const struct unit *)item)->name);
}

/* Files of units that the database no longer has, or has with another command. */
static void remove_old_units(const struct work *work)
{
    char *path = state_file(&work->state, "units");
    DIR *directory = opendir(path);
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || dot == entry->d_name)
            continue;
        char *stem = copy_bytes(entry->d_name, (size_t)(dot - entry->d_name));
        if (!work->units.count || !bsearch(stem, work->units.items, work->units.count,
                                           sizeof *work->units.items, compare_name)) {
            char *old = path_join(path, entry->d_name);
            unlink(old);
            free(old);
        }
        free(stem);
    }
    if (directory)
        closedir(directory);
    free(path);
}

enum graph_end work_analyse(struct work *work, char **trouble)
{
    struct graph graph = {&work->state,  &work->clang,      &work->plugin_arguments,
                          &work->inputs, work->units.items, work->units.count, work->part != NULL};
    remove_old_units(work);
    if (graph_write(&graph, trouble) != 0)
        return GRAPH_BROKEN;
    enum graph_end end = graph_run(&graph, work->options->jobs, trouble);
    if (end != GRAPH_DONE)
        (void)graph_pending(&graph, &work->pending);
    cache_close(work->cache);
    work->cache = NULL;
    return end;
}

static void collect_unit(struct work *work, const struct unit *unit, const char *file,
                         bool system_headers)
{
    struct results *results = &work->results;
    if (unit->fate == UNIT_SKIP) {
        results_add_file(results, file, STATUS_SKIPPED, unit->reason);
    } else if (unit->fate == UNIT_FAIL) {
        results_add_file(results, file, STATUS_FAILED, unit->reason);
    } else if (list_has(&work->pending, unit->name)) {
        results_add_file(results, file, STATUS_FAILED, "The scan stopped before it");
    } else {
        char *path = format_text("%s/units/%s.json", work->state.directory, unit->name);
        results_read(results, path, work->root, file, system_headers);
        free(path);
    }
}

void work_collect(struct work *work, bool system_headers)
{
    for (size_t i = 0; i < work->units.count; i++) {
        if (!work->units.items[i].wanted)
            continue;
        char *file = root_relative(work->root, "/", work->units.items[i].file);
        collect_unit(work, &work->units.items[i], file, system_headers);
        free(file);
    }
    results_finish(&work->results);
}

void work_free(struct work *work)
{
    results_free(&work->results);
    units_free(&work->units);
    unit_maker_free(&work->maker);
    cache_close(work->cache);
    state_close(&work->state);
    free(work->headers);
    list_free(&work->pending);
    list_free(&work->inputs);
    list_free(&work->plugin_arguments);
    free(work->root);
    clang_free(&work->clang);
    database_free(&work->database);
}
