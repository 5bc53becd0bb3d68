#include "why.h"

#include "memory.h"
#include "paths.h"
#include "report.h"
#include "root.h"
#include "say.h"
#include "source.h"
#include "work.h"

#include <stdlib.h>
#include <string.h>

enum { TROUBLE = 2, SHOWN = 8 };

/* The checker whose findings are answers: checkers/why.c. */
static const char answerer[] = "tinct.Why";

struct question {
    char *file; /* absolute */
    char *name; /* as reports have it */
    unsigned line;
    const char *profile; /* of the scan that is asked about */
};

static int read_question(const struct scan_options *options, struct question *question,
                         char **trouble)
{
    const struct list *words = &options->patterns;
    if (words->count < 1 || words->count > 2) {
        *trouble = copy_text("\"tinct why\" takes one FILE:LINE; \"tinct help why\" says more");
        return -1;
    }
    const char *word = words->items[0], *colon = strrchr(word, ':');
    char *end = NULL;
    unsigned long line = colon ? strtoul(colon + 1, &end, 10) : 0;
    if (!colon || colon == word || *end || line == 0 || line > 100000000) {
        *trouble = format_text("\"%s\" is no place; write FILE:LINE, as in \"main.c:12\"", word);
        return -1;
    }
    char *here = current_directory(), *name = copy_bytes(word, (size_t)(colon - word));
    question->file = path_resolve(here, name);
    question->line = (unsigned)line;
    free(name);
    free(here);
    if (is_directory(question->file)) {
        *trouble = format_text("%s: This is a directory; name a file", word);
        return -1;
    }
    question->profile = "default";
    for (size_t i = 0; i < options->plugin.count; i++)
        if (starts_with(options->plugin.items[i], "profile="))
            question->profile = options->plugin.items[i] + strlen("profile=");
    return 0;
}

/* Everything is to be told, whatever the user's profile shows. */
static void ask(struct work *work, const struct question *question)
{
    list_add(&work->plugin_arguments, "profile=audit");
    list_take(&work->plugin_arguments, format_text("why=%s:%u", question->file, question->line));
}

/* ---- Answers ---------------------------------------------------------------------------------- */

static bool is_answer(const struct finding *finding)
{
    return strcmp(finding->checker, answerer) == 0;
}

static bool is_on_line(const struct question *question, const struct finding *finding)
{
    unsigned last = finding->end_line > finding->line ? finding->end_line : finding->line;
    return finding->line <= question->line && question->line <= last;
}

static bool is_here(const struct question *question, const struct finding *finding)
{
    return (is_answer(finding) || is_on_line(question, finding)) &&
           strcmp(finding->file, question->name) == 0;
}

static int profile_rank(const char *profile)
{
    static const char *const profiles[] = {"quiet", "default", "strict", "audit"};
    int rank = 0;
    while (rank < 3 && strcmp(profiles[rank], profile) != 0)
        rank++;
    return rank;
}

/* Findings first; of the answers, those with the longest path: it tells most. */
static int by_weight(const void *left, const void *right)
{
    const struct finding *a = *(const struct finding *const *)left;
    const struct finding *b = *(const struct finding *const *)right;
    if (is_answer(a) != is_answer(b))
        return is_answer(a) - is_answer(b);
    if (a->step_count != b->step_count)
        return a->step_count > b->step_count ? -1 : 1;
    return a->column != b->column ? (a->column > b->column ? 1 : -1)
                                  : strcmp(a->message, b->message);
}

struct tally {
    size_t shown_by_scan, hidden, answers;
};

static void print(const struct question *question, const struct finding *finding, bool colored,
                  struct sources *sources, struct tally *tally)
{
    if (is_answer(finding)) {
        struct finding shown = *finding;
        /* Without a path it is about the line as a whole, unless it stands on a part of that. */
        if (finding->step_count <= 1 && !is_on_line(question, finding)) {
            shown.line = question->line;
            shown.column = 1;
            shown.end_line = 0;
            shown.step_count = 0;
        }
        report_answer(stdout, colored, &shown, sources);
        tally->answers++;
        return;
    }
    report_finding(stdout, colored, finding, sources);
    bool is_shown = profile_rank(finding->profile) <= profile_rank(question->profile);
    if (!is_shown)
        printf("%s:%u:%u: note: It is shown from the profile %s on; this is %s\n", finding->file,
               finding->line, finding->column, finding->profile, question->profile);
    *(is_shown ? &tally->shown_by_scan : &tally->hidden) += 1;
}

static void say_tally(const struct question *question, const struct tally *tally)
{
    if (tally->shown_by_scan)
        say("%s:%u: %zu finding%s in the profile %s", question->name, question->line,
            tally->shown_by_scan, plural(tally->shown_by_scan), question->profile);
    else
        say("%s:%u: Nothing is reported here in the profile %s; the remarks say why",
            question->name, question->line, question->profile);
}

/* Answers a question that has an answer; false if there is none. */
static bool print_all(const struct work *work, const struct question *question)
{
    const struct findings *all = &work->results.findings;
    const struct finding **here = allocate(all->count, sizeof *here);
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (is_here(question, &all->items[i]))
            here[count++] = &all->items[i];
    if (count)
        qsort(here, count, sizeof *here, by_weight);
    struct sources *sources = sources_new(work->root);
    bool colored = report_colored(work->options->color, stdout);
    struct tally tally = {0};
    size_t shown = 0;
    for (; shown < count && tally.answers < SHOWN; shown++)
        print(question, here[shown], colored, sources, &tally);
    if (fflush(stdout) == 0 && shown < count)
        say("%zu more answer%s like these", count - shown, plural(count - shown));
    if (count)
        say_tally(question, &tally);
    sources_free(sources);
    free(here);
    return count > 0;
}

/* Why there is no answer. */
static char *no_answer(const struct work *work, const struct question *question)
{
    struct sources *sources = sources_new(work->root);
    size_t length;
    bool exists = source_line(sources, question->name, question->line, &length) != NULL;
    sources_free(sources);
    if (!exists)
        return format_text("%s:%u: The file has no such line; name one that it has", question->name,
                           question->line);
    return format_text("%s:%u: No function that is compiled holds this line; name a line in the "
                       "body of one",
                       question->name, question->line);
}

/* Prints what there is to say. Returns the exit status; *trouble is why there is less than that. */
static int answer(struct work *work, struct question *question, char **trouble)
{
    work_collect(work, true);
    const struct file_result *file = &work->results.files[0];
    question->name = root_relative(work->root, "/", question->file);
    bool is_answered = print_all(work, question);
    if (file->status == STATUS_FAILED || file->status == STATUS_PARTIAL)
        *trouble = format_text("%s: It could not be analysed in full: %s; mend that and ask again",
                               file->file, file->reason);
    else if (!is_answered)
        *trouble = no_answer(work, question);
    return is_answered ? 0 : TROUBLE;
}

static int run(struct work *work, struct question *question, const struct list *units,
               char **trouble)
{
    if (work_prepare(work, units, trouble) != 0)
        return TROUBLE;
    ask(work, question);
    enum graph_end end = work_analyse(work, trouble);
    if (end == GRAPH_DONE)
        return answer(work, question, trouble);
    if (end == GRAPH_INTERRUPTED)
        *trouble = copy_text("The analysis was interrupted; ask again");
    return TROUBLE;
}

int why(const struct scan_options *options)
{
    struct work work = {.options = options, .part = "why"};
    struct question question = {0};
    struct list units = {0};
    char *trouble = NULL;
    int status = TROUBLE;
    if (read_question(options, &question, &trouble) == 0) {
        list_add(&units, options->patterns.count > 1 ? options->patterns.items[1] : question.file);
        status = run(&work, &question, &units, &trouble);
    }
    if (trouble && status == 0)
        say_remark("%s", trouble);
    else if (trouble)
        say_error_at(trouble);
    free(trouble);
    free(question.file);
    free(question.name);
    list_free(&units);
    work_free(&work);
    return status;
}
