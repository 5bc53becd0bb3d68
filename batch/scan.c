#include "scan.h"

#include "again.h"
#include "coverage.h"
#include "files.h"
#include "fingerprint.h"
#include "memory.h"
#include "paths.h"
#include "remarks.h"
#include "root.h"
#include "sarif.h"
#include "say.h"
#include "work.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

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
    again_all(work);
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
    if (findings->count)
        say("One file again: %s", findings->items[0].again);
    store_coverage(work);
    sources_free(sources);
    return status;
}

static int run(struct work *work, time_t start)
{
    char *trouble = NULL;
    if (work_prepare(work, &work->options->patterns, &trouble) != 0) {
        say_error_at(trouble);
        free(trouble);
        return 2;
    }
    remarks_say(&work->maker, &work->units);
    enum graph_end end = work_analyse(work, &trouble);
    work_collect(work, work->options->system_headers);
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
    work_free(&work);
    return status;
}
