/* tinct.CommandInjection: untrusted text must not become a shell command, the name of a program, or
 * an option of one. */
#include "taint/programs.h"
#include "taint/rights.h"
#include "taint/taint.h"

#include <string.h>

static const char remedy_shell[] =
    "Run the program without a shell: execv() or posix_spawn() with an argument vector, or accept "
    "only values from a fixed list";
static const char remedy_gap[] =
    "Reject '$' as well, since \"$(...)\" runs a command, or run the program without a shell";
static const char remedy_program[] =
    "Run a program whose path is fixed, or choose it from a fixed list by the input";
static const char remedy_argument[] =
    "Put \"--\" before the argument, or reject values that begin with '-'";

static void check_shell(csa_context *cx, const struct taint_sink *sink, void *data)
{
    (void)data;
    const struct taint_part *hole = taint_danger(cx, sink);
    if (!hole)
        return;
    /* A list of all that ends a command or begins another but `$` has a gap, and an author who will
     * want to know of it; it is not text that nobody looked at. */
    bool has_gap = taint_is_checked_but(cx, sink, hole, '$');
    struct taint_finding finding = {.hole = hole,
                                    .cwe = 78,
                                    .remedy = has_gap ? remedy_gap : remedy_shell,
                                    .level = has_gap ? CSA_LEVEL_STRICT : CSA_LEVEL_DEFAULT};
    taint_report(cx, sink, &finding, "'%s' lets a shell run text that comes from %s",
                 sink->function, taint_origin(cx, hole->step));
}

/* What is known of the program while its arguments are looked at one by one. */
struct run {
    bool is_shell;
    bool is_reported; /* who names the program need not bother with its options */
    bool runs_next;   /* the argument before was the shell's -c */
    bool options_end;
};

static bool is_shell(taint_content program)
{
    const char *path;
    size_t length;
    return taint_content_text(program, &path, &length) && program_is_shell(path);
}

static bool starts_with_hole(taint_content content)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    return count && parts[0].kind == TAINT_HOLE;
}

/* `$EDITOR` and `ssh-agent COMMAND` run what their user chooses: with the user's own rights, that is
 * what they are for. A name behind a fixed directory was meant to stay in it. */
static csa_level level_of_program(csa_context *cx, const struct taint_sink *sink,
                                  const struct taint_part *hole)
{
    return starts_with_hole(sink->content) ? taint_level_of(cx, hole->step) : CSA_LEVEL_DEFAULT;
}

static void check_program(csa_context *cx, const struct taint_sink *sink, void *data)
{
    struct run *run = data;
    run->is_shell = is_shell(sink->content);
    const struct taint_part *hole = taint_danger(cx, sink);
    run->is_reported = hole != NULL;
    if (hole)
        taint_report(cx, sink,
                     &(struct taint_finding){.hole = hole,
                                             .cwe = 78,
                                             .remedy = remedy_program,
                                             .level = level_of_program(cx, sink, hole)},
                     "'%s' runs a program that is named by %s", sink->function,
                     taint_origin(cx, hole->step));
}

/* Names in a folder were chosen by who may write there, and most programs take any name. */
static csa_level level_of_argument(const struct taint_part *hole)
{
    return taint_source_of(hole) == MODEL_SOURCE_FSNAME ? CSA_LEVEL_STRICT : CSA_LEVEL_DEFAULT;
}

static void check_argument(csa_context *cx, const struct taint_sink *sink, void *data)
{
    struct run *run = data;
    const char *text = NULL;
    size_t length;
    /* Behind the text of -c stand the values of $0, $1, ... */
    run->options_end = run->options_end || run->runs_next;
    const struct taint_part *hole = taint_danger(cx, sink);
    if (run->runs_next) {
        struct taint_sink command = *sink;
        command.kind = MODEL_SINK_SHELL;
        check_shell(cx, &command, NULL);
    } else if (hole && !run->is_reported && !run->options_end && starts_with_hole(sink->content)) {
        taint_report(cx, sink,
                     &(struct taint_finding){.hole = hole,
                                             .cwe = 88,
                                             .remedy = remedy_argument,
                                             .level = level_of_argument(hole)},
                     "'%s' passes an argument that may be taken for an option and comes from %s",
                     sink->function, taint_origin(cx, hole->step));
    }
    if (taint_content_text(sink->content, &text, &length)) {
        run->runs_next = run->is_shell && strcmp(text, "-c") == 0;
        run->options_end = run->options_end || strcmp(text, "--") == 0;
    } else {
        run->runs_next = false;
    }
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    struct run run = {0};
    taint_visit_sinks(cx, call, MODEL_SINK_SHELL, check_shell, NULL);
    taint_visit_sinks(cx, call, MODEL_SINK_PROGRAM, check_program, &run);
    taint_visit_sinks(cx, call, MODEL_SINK_ARGUMENT, check_argument, &run);
    taint_visit_fed(cx, call, MODEL_SINK_SHELL, check_shell, NULL);
}

static const int cwe[] = {78, 88, 0};

const struct csa_checker csa_checker_command_injection = {
    CSA_CHECKER,
    .name = "tinct.CommandInjection",
    .summary = "Untrusted text that reaches a shell, a program's name or its options",
    .help =
        "Reports text from outside (arguments, environment, files, network) that arrives in "
        "`system()`, `popen()`, `wordexp()`, in the program or the arguments of `exec*()` and "
        "`posix_spawn*()`, or in what is written to a shell that `popen(\"sh\", \"w\")` runs.\n\n"
        "A shell gives meaning to characters such as `;`, `|`, `$`, backquotes and newlines, "
        "inside "
        "quotes too, so whoever supplies the text runs commands with the rights of the program "
        "(CWE-78). An argument that begins with `-` is taken for an option by most programs "
        "(CWE-88).\n\n"
        "A program may run another that its own arguments or its user's environment name as a "
        "whole, such as `$EDITOR`. That is reported in programs that handle user IDs, which may "
        "have more rights than their user; elsewhere only in the profile `strict`.\n\n"
        "**Mend it** by running the program without a shell (`execv()`, `posix_spawn()`) with a "
        "fixed path and an argument vector, with `\"--\"` before values from outside; or accept "
        "only values from a fixed list.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
