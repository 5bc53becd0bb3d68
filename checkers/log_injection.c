/* tinct.LogInjection: untrusted text must not write lines of a log, nor command a terminal. */
#include "taint/streams.h"
#include "taint/taint.h"

/* What the person who runs the program says of themselves is theirs to say, and names of accounts
 * have no newline. Standard input may be what others wrote. */
static bool judge_log(csa_context *cx, const struct taint_sink *sink, struct taint_finding *finding)
{
    (void)cx;
    (void)sink;
    enum model_source source = taint_source_of(finding->hole);
    if (source == MODEL_SOURCE_ARGV || source == MODEL_SOURCE_ENV || source == MODEL_SOURCE_USER)
        finding->level = CSA_LEVEL_AUDIT;
    return true;
}

static const char remedy[] =
    "Replace control characters, newlines above all, before the text is logged";

static const struct taint_complaint log_line = {
    .kind = MODEL_SINK_LOG,
    .cwe = 117,
    .says = "writes to the log text from",
    .remedy = remedy,
    .level = CSA_LEVEL_STRICT,
    .judge = judge_log,
};

/* A file that lines are added to. Who adds all that came, and nothing else, keeps a copy. */
static bool judge_file(csa_context *cx, const struct taint_sink *sink,
                       struct taint_finding *finding)
{
    return sink->appends && !taint_is_whole(sink->content) && judge_log(cx, sink, finding);
}

static const struct taint_complaint log_file = {
    .kind = MODEL_SINK_LOG,
    .cwe = 117,
    .says = "adds to the log text from",
    .remedy = remedy,
    .level = CSA_LEVEL_STRICT,
    .judge = judge_file,
};

/* Terminals obey what others wrote: names of files and hosts, files, answers of servers. */
static bool judge_terminal(csa_context *cx, const struct taint_sink *sink,
                           struct taint_finding *finding)
{
    (void)cx;
    return sink->reader == MODEL_SOURCE_STDIN && !taint_is_operators(finding->hole) &&
           taint_source_of(finding->hole) != MODEL_SOURCE_HTTP;
}

static const struct taint_complaint terminal = {
    .kind = MODEL_SINK_LOG,
    .cwe = 150,
    .says = "writes to the terminal text from",
    .remedy = "Replace control characters, escape above all, where standard output is a terminal",
    .level = CSA_LEVEL_AUDIT,
    .judge = judge_terminal,
};

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_check_kind(cx, call, &log_line);
    taint_check_output(cx, call, &terminal);
    if (taint_streams_any(csa_current(cx)))
        taint_check_output(cx, call, &log_file);
}

static const int cwe[] = {117, 150, 0};

const struct csa_checker csa_checker_log_injection = {
    CSA_CHECKER,
    .name = "tinct.LogInjection",
    .summary = "Untrusted text that can write lines of a log, or command a terminal",
    .help =
        "Reports, in the profile `strict`, text from outside that can hold a newline and is "
        "logged: "
        "by `syslog()` and its kin, or as part of a line in a file that was opened to append to it "
        "(`fopen(path, \"a\")`, `O_APPEND`); in the profile `audit`, text from files and networks "
        "that is "
        "printed where a terminal may be.\n\n"
        "A newline ends the line of the log, and what follows is a line that the program never "
        "wrote (CWE-117); some log daemons escape it, files do not. An escape sequence changes "
        "what the terminal shows, or what it types (CWE-150). Lines read by `fgets()` or words "
        "read by `%s` hold no newline.\n\n"
        "**Mend it** by replacing control characters (`iscntrl()`, `vis()`) before the text is "
        "written.",
    .cwe = cwe,
    TAINT_NEEDS,
    .level = CSA_LEVEL_STRICT,
    .pre_call = pre_call,
};
