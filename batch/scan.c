#include "scan.h"

#include "coverage.h"
#include "files.h"
#include "fingerprint.h"
#include "graph.h"
#include "memory.h"
#include "models.h"
#include "paths.h"
#include "remarks.h"
#include "root.h"
#include "sarif.h"
#include "say.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What one scan works on, in the order in which it comes to be. */
struct work {
    const struct scan_options *options;
    struct database database;
    struct clang clang;
    char *root;
    struct list plugin_arguments;
    struct list inputs; /* that every unit depends on */
    struct state state;
    struct cache *cache;
    char *headers; /* see own_headers.h */
    struct unit_maker maker;
    struct units units;
    struct list pending; /* units that Ninja did not come to */
    struct results results;
};

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

static int prepare(struct work *work, char **trouble)
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
        state_open(options->state, work->database.directory, &work->state, trouble) != 0)
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
    if (units_make(&work->maker, &work->database, &options->patterns, &work->units, trouble) != 0)
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

static enum graph_end analyse(struct work *work, char **trouble)
{
    struct graph graph = {&work->state,  &work->clang,      &work->plugin_arguments,
                          &work->inputs, work->units.items, work->units.count};
    remove_old_units(work);
    if (graph_write(&graph, trouble) != 0)
        return GRAPH_BROKEN;
    enum graph_end end = graph_run(&graph, work->options->jobs, trouble);
    if (end != GRAPH_DONE)
        (void)graph_pending(&graph, &work->pending);
    return end;
}

static void collect_unit(struct work *work, const struct unit *unit, const char *file)
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
        results_read(results, path, work->root, file, work->options->system_headers);
        free(path);
    }
}

static void collect(struct work *work)
{
    for (size_t i = 0; i < work->units.count; i++) {
        if (!work->units.items[i].wanted)
            continue;
        char *file = root_relative(work->root, "/", work->units.items[i].file);
        collect_unit(work, &work->units.items[i], file);
        free(file);
    }
    results_finish(&work->results);
}

static void store_coverage(const struct work *work)
{
    cJSON *json = coverage_json(&work->results);
    char *text = cJSON_Print(json);
    char *path = state_file(&work->state, "coverage.json");
    if (!text || write_file(path, text, strlen(text)) != 0)
        say_error("%s: Cannot write the coverage: %s; make room", path, strerror(errno));
    free(path);
    free(text);
    cJSON_Delete(json);
}

/* From elsewhere the names in reports lead nowhere unless it is said. */
static void say_root(const struct work *work)
{
    char *here = current_directory(), *real = realpath(work->root, NULL);
    if (work->results.findings.count && real && strcmp(here, real) != 0)
        say("File names count from %s", work->root);
    free(real);
    free(here);
}

/* Findings first, so that nothing that goes wrong later loses them. */
static int report(struct work *work, bool sound, time_t start)
{
    struct sources *sources = sources_new(work->root);
    struct findings *findings = &work->results.findings;
    fingerprint_all(findings, sources);
    bool colored = report_colored(work->options->color, stdout);
    for (size_t i = 0; i < findings->count; i++)
        report_finding(stdout, colored, &findings->items[i], sources);
    int status = findings->count ? 1 : 0;
    if (!sound || coverage_is_short(&work->results, work->options->allow_failed))
        status = 2;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        say_error("Cannot write the findings to standard output: %s", strerror(errno));
        status = 2;
    }
    for (size_t i = 0; i < work->results.notes.count; i++)
        say_remark("%s", work->results.notes.items[i]);
    char *trouble = NULL;
    struct sarif_run run = {&work->results, sources, work->root, work->clang.version,
                            status,         start,   time(NULL)};
    if (work->options->sarif && sarif_write(work->options->sarif, &run, &trouble) != 0) {
        say_error_at(trouble);
        status = 2;
    }
    free(trouble);
    say_root(work);
    coverage_say(&work->results);
    store_coverage(work);
    sources_free(sources);
    return status;
}

static int run(struct work *work, time_t start)
{
    char *trouble = NULL;
    if (prepare(work, &trouble) != 0) {
        say_error_at(trouble);
        free(trouble);
        return 2;
    }
    remarks_say(&work->maker, &work->units);
    enum graph_end end = analyse(work, &trouble);
    cache_close(work->cache);
    work->cache = NULL;
    collect(work);
    int status = report(work, end == GRAPH_DONE, start);
    if (end == GRAPH_INTERRUPTED)
        say_error("The scan was interrupted; the next one continues where this one stopped");
    else if (end == GRAPH_BROKEN)
        say_error_at(trouble);
    free(trouble);
    return status;
}

int scan(const struct scan_options *options)
{
    struct work work = {.options = options};
    int status = run(&work, time(NULL));
    results_free(&work.results);
    units_free(&work.units);
    unit_maker_free(&work.maker);
    cache_close(work.cache);
    state_close(&work.state);
    free(work.headers);
    list_free(&work.pending);
    list_free(&work.inputs);
    list_free(&work.plugin_arguments);
    free(work.root);
    clang_free(&work.clang);
    database_free(&work.database);
    return status;
}
