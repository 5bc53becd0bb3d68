/* tinct.UntrustedEnvironment: untrusted text must not choose or fill the environment variables that
 * decide which code programs run. */
#include "taint/rights.h"
#include "taint/taint.h"

#include <stdio.h>
#include <string.h>

static const char remedy[] =
    "Give programs an environment that is fixed, or accept names and values from fixed lists only";

/* Variables that name code: where programs, libraries and modules are found, what shells and
 * interpreters run at their start, what is run as editor or pager. Ends of "_" are beginnings. */
static const char *const deciding[] = {
    "PATH",          "LD_",       "DYLD_",      "IFS",        "ENV",      "BASH_ENV",
    "SHELLOPTS",     "BASH_",     "PS4",        "SHELL",      "EDITOR",   "VISUAL",
    "PAGER",         "BROWSER",   "PYTHONPATH", "PYTHONHOME", "PERL5LIB", "PERL5OPT",
    "PYTHONSTARTUP", "PERLLIB",   "RUBYLIB",    "RUBYOPT",    "NODE_",    "CLASSPATH",
    "JAVA_",         "JDK_JAVA_", "LUA_",       "GCONV_PATH", "LOCPATH",  "GLIBC_TUNABLES",
    "GIT_SSH_",
};

static bool decides(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof deciding / sizeof *deciding; i++) {
        size_t n = strlen(deciding[i]);
        bool is_beginning = deciding[i][n - 1] == '_';
        if (length >= n && memcmp(deciding[i], name, n) == 0 && (is_beginning || length == n))
            return true;
    }
    return false;
}

/* What is known of the variable that the sink's text is for. */
struct variable {
    bool is_chosen;   /* the text is its name, or begins with it */
    bool is_listed;   /* its name is one of the program's own, whichever */
    const char *name; /* NULL if it is not known; `length` bytes */
    size_t length;
};

/* `NAME=VALUE`, as putenv() and vectors have it. */
static struct variable split(const struct taint_part *parts, const struct taint_part *hole)
{
    if (hole == parts)
        return (struct variable){.is_chosen = true};
    const char *equals =
        parts->kind == TAINT_LITERAL ? memchr(parts->bytes, '=', parts->length) : NULL;
    if (!equals)
        return (struct variable){.is_chosen = parts->kind == TAINT_LITERAL && hole == parts + 1};
    return (struct variable){.name = parts->bytes, .length = (size_t)(equals - parts->bytes)};
}

/* True if the path has found the name among the program's own. That it is free of some characters would
 * not do: no such check makes text an identity. */
static bool is_own_name(csa_context *cx, const struct taint_sink *sink, taint_content name)
{
    struct taint_sink named = *sink;
    named.kind = MODEL_SINK_IDENTITY;
    named.argument = 0;
    named.value = csa_call_arg(sink->call, 0);
    named.content = name;
    return !taint_danger(cx, &named);
}

static struct variable variable_of(csa_context *cx, const struct taint_sink *sink,
                                   const struct taint_part *hole)
{
    size_t count;
    if (!sink->function || !strstr(sink->function, "setenv"))
        return split(taint_content_get(sink->content, &count), hole);
    struct variable variable = {.is_chosen = sink->argument == 0};
    taint_content name = taint_read_before(cx, csa_current(cx), csa_call_arg(sink->call, 0));
    if (!taint_content_text(name, &variable.name, &variable.length))
        variable.name = NULL;
    variable.is_listed = !variable.name && !variable.is_chosen && taint_content_has_hole(name) &&
                         is_own_name(cx, sink, name);
    return variable;
}

/* `PATH=/opt/bin:$PATH`: what the variable held before, by getenv() or out of `environ`. */
static bool held_before(const struct taint_part *hole, const struct variable *variable)
{
    const struct taint_step_fact *fact = taint_step_get(hole->step);
    while (fact->from)
        fact = taint_step_get(fact->from);
    const char *name;
    size_t length;
    if (fact->source != MODEL_SOURCE_ENV)
        return false;
    return !csa_expr_string(csa_expr_strip(csa_expr_child(fact->at, 0)), &name, &length) ||
           (length == variable->length && memcmp(name, variable->name, length) == 0);
}

/* A variable that is not known to name code is often meant to hold the text: a server hands the
 * request to its CGI programs like this. Names are what env(1) takes from its user, and
 * `execve(path, argv, environ)` is what execv() does. */
static csa_level level_of(csa_context *cx, const struct taint_part *hole,
                          const struct variable *variable)
{
    csa_level level = taint_level_of(cx, hole->step);
    bool is_environment = taint_step_get(hole->step)->source == MODEL_SOURCE_ENV;
    if (variable->is_chosen)
        return is_environment && level == CSA_LEVEL_STRICT ? CSA_LEVEL_AUDIT : level;
    if (variable->is_listed)
        return CSA_LEVEL_AUDIT;
    if (!variable->name || !decides(variable->name, variable->length))
        return CSA_LEVEL_STRICT;
    return level == CSA_LEVEL_STRICT && held_before(hole, variable) ? CSA_LEVEL_AUDIT
                                                                    : CSA_LEVEL_DEFAULT;
}

static void check_environment(csa_context *cx, const struct taint_sink *sink, void *data)
{
    (void)data;
    const struct taint_part *hole = taint_danger(cx, sink);
    if (!hole)
        return;
    struct variable variable = variable_of(cx, sink, hole);
    struct taint_finding finding = {
        .hole = hole,
        .cwe = variable.name && decides(variable.name, variable.length) ? 427 : 454,
        .remedy = remedy,
        .once = true,
        .level = level_of(cx, hole, &variable),
    };
    const char *origin = taint_origin(cx, hole->step);
    if (variable.is_chosen)
        taint_report(cx, sink, &finding, "'%s' sets an environment variable that is named by %s",
                     sink->function, origin);
    else if (variable.name)
        taint_report(cx, sink, &finding,
                     "'%s' sets the environment variable '%.*s' to text from %s", sink->function,
                     (int)variable.length, variable.name, origin);
    else
        taint_report(cx, sink, &finding, "'%s' sets an environment variable to text from %s",
                     sink->function, origin);
}

/* ---- The environment that a program inherits ---- */

static struct csa_map replaced = {CSA_KEY_NUMBER, NULL}; /* key 0: it is not the user's any more */

/* `environ = fixed` */
static void bind(csa_context *cx, csa_val location, csa_val value)
{
    (void)value;
    const csa_region *region = csa_val_region(location);
    if (!taint_rights_matter() || !csa_region_is_global(region))
        return;
    const char *name = csa_decl_name(csa_region_variable(region));
    if (name && (strcmp(name, "environ") == 0 || strcmp(name, "__environ") == 0))
        csa_transition(cx, csa_set_number(cx, csa_current(cx), &replaced, 0, 1), NULL);
}

static void post_call(csa_context *cx, const csa_call *call)
{
    const char *name = csa_call_name(call);
    if (taint_rights_matter() && name && strcmp(name, "clearenv") == 0)
        csa_transition(cx, csa_set_number(cx, csa_current(cx), &replaced, 0, 1), NULL);
}

static bool inherits(const csa_call *call)
{
    static const char *const functions[] = {"execl",  "execlp", "execv", "execvp",
                                            "execvP", "system", "popen"};
    const char *name = csa_call_name(call);
    for (size_t i = 0; name && i < sizeof functions / sizeof *functions; i++) {
        if (strcmp(functions[i], name) == 0)
            return taint_is_modelled(call); /* the library's, not one of the program's own */
    }
    return false;
}

/* setuid(geteuid()) in a set-user-ID program: what is run now cannot tell that somebody with fewer
 * rights started it, and honours all of their variables (CVE-2015-3202). */
static void check_inherited(csa_context *cx, const csa_call *call)
{
    const csa_state *st = csa_current(cx);
    uint64_t n;
    if (!taint_rights_are_raised(st) || csa_get_number(st, &replaced, 0, &n) || !inherits(call))
        return;
    char message[160];
    snprintf(message, sizeof message,
             "'%s' hands the environment of the user to a program that runs with raised rights",
             csa_call_name(call));
    csa_report *report = csa_report_new(cx,
                                        &(struct csa_finding){
                                            .message = message,
                                            .remedy = "Run it with execve() or execle() and a "
                                                      "fixed environment, or call clearenv() first",
                                            .cwe = 454,
                                        },
                                        false);
    if (!report)
        return;
    taint_rights_mark(report);
    csa_report_emit(cx, report);
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    check_inherited(cx, call);
    taint_visit_sinks(cx, call, MODEL_SINK_ENVIRONMENT, check_environment, NULL);
}

static const int cwe[] = {427, 454, 15, 426, 0};

const struct csa_checker csa_checker_untrusted_environment = {
    CSA_CHECKER,
    .name = "tinct.UntrustedEnvironment",
    .summary = "Untrusted text in environment variables that decide which code is run",
    .help =
        "Reports text from outside that chooses an environment variable (`putenv()`, `setenv()`, "
        "the vector of `execve()` and `posix_spawn()`), or that becomes the value of one that "
        "decides which code is run: `PATH`, `LD_PRELOAD`, `BASH_ENV`, `PYTHONPATH`, `EDITOR`, "
        "...\n\n"
        "The program itself and those that it runs look up programs, libraries and start-up files "
        "by these variables; whoever supplies them runs code with the rights of the program "
        "(CWE-427, CWE-454).\n\n"
        "A program that makes raised rights its own (`setuid(geteuid())`) and then runs another "
        "with the environment that its user gave it is reported too.\n\n"
        "Other variables are reported in the profile `strict` (those of a list that the program "
        "itself "
        "lets others choose from in `audit`), and so are names out of the "
        "program's own arguments unless it handles user IDs, which may give it more rights than "
        "its user has.\n\n"
        "**Mend it** by giving programs a fixed environment (`execve()`), and by accepting names "
        "and values from fixed lists only.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
    .post_call = post_call,
    .bind = bind,
};
