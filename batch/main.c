/* main.c - the commands of `tinct`. */
#include "arguments.h"
#include "diff.h"
#include "help.h"
#include "memory.h"
#include "models.h"
#include "plugin.h"
#include "run_unit.h"
#include "say.h"
#include "scan.h"
#include "why.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { TROUBLE = 2 };

static int fail(char *trouble)
{
    say_error_at(trouble);
    free(trouble);
    return TROUBLE;
}

static int run_work(const char *command, int (*run)(const struct scan_options *options),
                    char **words)
{
    struct scan_options options = {0};
    char *trouble = NULL;
    int status;
    if (scan_options_read(command, words, &options, &trouble) == 0)
        status = run(&options);
    else
        status = fail(trouble);
    scan_options_free(&options);
    return status;
}

static int run_scan(char **words)
{
    return run_work("scan", scan, words);
}

static int run_why(char **words)
{
    return run_work("why", why, words);
}

static int run_diff(char **words)
{
    struct arguments arguments = {.next = words};
    const char *names[2] = {NULL, NULL};
    for (size_t i = 0; arguments_more(&arguments); i++) {
        const char *word = arguments_word(&arguments);
        if (!word)
            arguments_unknown(&arguments, "diff");
        else if (i < 2)
            names[i] = word;
        else
            arguments.trouble = format_text("Too many files; \"tinct diff\" compares two");
    }
    if (!arguments.trouble && !names[1])
        arguments.trouble = copy_text("\"tinct diff\" compares two SARIF files; name both");
    if (arguments.trouble)
        return fail(arguments.trouble);
    struct sarif_results old = {0}, new = {0};
    char *trouble = NULL;
    int status;
    if (sarif_read(names[0], &old, &trouble) != 0 || sarif_read(names[1], &new, &trouble) != 0)
        status = fail(trouble);
    else
        status = diff_print(&old, &new);
    sarif_results_free(&old);
    sarif_results_free(&new);
    return status;
}

static int check_models(const char *path)
{
    char *trouble = NULL;
    size_t functions = 0;
    if (models_check(path, &functions, &trouble) != 0)
        return fail(trouble);
    say("%s: %zu function%s modelled", path, functions, plural(functions));
    return 0;
}

static int run_models(char **words)
{
    struct arguments arguments = {.next = words};
    bool check = false;
    size_t files = 0;
    int status = 0;
    while (arguments_more(&arguments)) {
        const char *word;
        if (!check && arguments_option(&arguments, "--check", NULL)) {
            check = true;
        } else if (check && (word = arguments_word(&arguments))) {
            files++;
            if (check_models(word) != 0)
                status = TROUBLE;
        } else {
            arguments_unknown(&arguments, "models");
        }
    }
    if (!arguments.trouble && check && !files)
        arguments.trouble = copy_text("Option --check needs a file; name one behind it");
    if (arguments.trouble)
        return fail(arguments.trouble);
    if (!check)
        models_list();
    return status;
}

static int run_plugin(char **words)
{
    struct arguments arguments = {.next = words};
    unsigned major = 0;
    const char *word = arguments_more(&arguments) ? arguments_word(&arguments) : NULL;
    if (word)
        major = arguments_number(&arguments, "--plugin", word, 1);
    if (arguments_more(&arguments))
        arguments_unknown(&arguments, "");
    if (arguments.trouble)
        return fail(arguments.trouble);
    char *trouble = NULL;
    char *path = plugin_path(major, &trouble);
    if (!path)
        return fail(trouble);
    puts(path);
    free(path);
    return 0;
}

static int run_help(char **words)
{
    if (help_print(stdout, words[0]) == 0)
        return 0;
    return fail(format_text("There is no command %s; \"tinct help\" lists them", words[0]));
}

static int run_version(char **words)
{
    (void)words;
    puts("tinct " TINCT_VERSION);
    return 0;
}

/* An edge of the graph: not for people. */
static int run_edge(char **words)
{
    return words[0] ? run_unit(words[0]) : TROUBLE;
}

static const struct {
    const char *name;
    int (*run)(char **words);
} commands[] = {
    {"scan", run_scan},     {"why", run_why},         {"diff", run_diff},
    {"models", run_models}, {"--plugin", run_plugin}, {"help", run_help},
    {"--help", run_help},   {"-h", run_help},         {"--version", run_version},
    {"run-unit", run_edge},
};

int main(int argc, char **argv)
{
    if (argc < 2) {
        help_print(stderr, NULL);
        return TROUBLE;
    }
    signal(SIGPIPE, SIG_IGN);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[1], commands[i].name) == 0) {
            int status = commands[i].run(argv + 2);
            if (fflush(stdout) != 0 && status != TROUBLE) {
                say_error("Cannot write to standard output; make room");
                status = TROUBLE;
            }
            return status;
        }
    return fail(format_text("There is no %s %s; \"tinct help\" lists what there is",
                            argv[1][0] == '-' ? "option" : "command", argv[1]));
}
