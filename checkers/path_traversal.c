/* tinct.PathTraversal: untrusted text must not choose which file is used.
 *
 * Where the text stands in the path decides what it can do: at the start it names any file, behind a
 * directory it leaves that directory by "..". Who supplied it decides whether that is a flaw. A tool
 * opens the file that its own command line or its user's environment names: that is its purpose, and
 * the user could open the file without it. So such text counts only
 *  - behind a fixed directory (`"/var/data/%s"`): there the program means to confine it; or
 *  - where the program may have other rights than its user (taint/rights.h);
 * elsewhere it is shown in the profile `strict`. So is text that goes on with a name that was begun
 * (`"/tmp/log-%s"`): ".." is no parent in "log-..", one needs a directory "log-x" to get anywhere.
 * Names that the file system itself listed hold no
 * separator, and every program that walks a tree uses them: `audit`.
 */
#include "taint/rights.h"
#include "taint/taint.h"

#include <string.h>

static const char remedy_any[] =
    "Choose the file from a fixed list by the input, or open it beneath a directory after "
    "rejecting names that hold '/' or are \"..\"";
static const char remedy_beneath[] =
    "Reject text that holds '/' or \"..\", or resolve the path with realpath() and compare its "
    "start with the directory before it is used";

/* What stands before the text in the path. */
enum front { NOTHING, DIRECTORY, OTHER_TEXT, BEGUN_NAME };

/* "./", "../" and "/" are directories that confine nobody. */
static bool is_confining(const struct taint_part *part)
{
    for (uint32_t i = 0; i < part->length; i++) {
        if (part->bytes[i] != '.' && part->bytes[i] != '/')
            return true;
    }
    return false;
}

static enum front front_of(const struct taint_part *parts, size_t index)
{
    if (index == 0)
        return NOTHING;
    const struct taint_part *before = &parts[index - 1];
    if (before->kind != TAINT_LITERAL)
        return OTHER_TEXT;
    if (before->length && before->bytes[before->length - 1] != '/')
        return BEGUN_NAME;
    if (index > 1)
        return OTHER_TEXT;
    return is_confining(before) ? DIRECTORY : NOTHING;
}

static enum model_source source_of(const struct taint_part *hole)
{
    return taint_step_get(hole->step)->source;
}

static csa_level level_of(csa_context *cx, const struct taint_part *hole, enum front front)
{
    if (source_of(hole) == MODEL_SOURCE_FSNAME)
        return CSA_LEVEL_AUDIT;
    if (front == BEGUN_NAME)
        return CSA_LEVEL_STRICT;
    return front == DIRECTORY ? CSA_LEVEL_DEFAULT : taint_level_of(cx, hole->step);
}

static void report(csa_context *cx, const struct taint_sink *sink, const struct taint_part *parts,
                   const struct taint_part *hole)
{
    enum front front = front_of(parts, (size_t)(hole - parts));
    struct taint_finding finding = {
        .hole = hole,
        .cwe = front == NOTHING ? 73 : 22,
        .remedy = front == NOTHING ? remedy_any : remedy_beneath,
        .once = sink->level == CSA_LEVEL_DEFAULT, /* a look does not hide what follows it */
        .level = level_of(cx, hole, front),
    };
    const char *origin = taint_origin(cx, hole->step);
    if (front == NOTHING)
        taint_report(cx, sink, &finding, "'%s' uses a file that is named by %s", sink->function,
                     origin);
    else if (front == DIRECTORY)
        taint_report(cx, sink, &finding,
                     "'%s' uses a path in '%.*s' which can be left by \"..\" in text from %s",
                     sink->function, (int)parts->length, parts->bytes, origin);
    else
        taint_report(cx, sink, &finding,
                     "'%s' uses a path that can lead elsewhere by \"..\" in text from %s",
                     sink->function, origin);
}

/* Of several dangerous texts, the first of those that count most: in `"%s/%s"` with a directory from
 * the command line and a name out of an archive it is the name. */
static void check_path(csa_context *cx, const struct taint_sink *sink, void *data)
{
    (void)data;
    size_t count;
    const struct taint_part *parts = taint_content_get(sink->content, &count);
    const struct taint_part *worst = NULL, *hole = NULL;
    csa_level level = CSA_LEVEL_AUDIT;
    while ((hole = taint_danger_behind(cx, sink, hole)) != NULL) {
        csa_level its = level_of(cx, hole, front_of(parts, (size_t)(hole - parts)));
        if (!worst || its < level) {
            worst = hole;
            level = its;
        }
    }
    if (worst)
        report(cx, sink, parts, worst);
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_visit_sinks(cx, call, MODEL_SINK_PATH, check_path, NULL);
}

static const int cwe[] = {22, 73, 0};

const struct csa_checker csa_checker_path_traversal = {
    CSA_CHECKER,
    .name = "tinct.PathTraversal",
    .summary = "Untrusted text that chooses the file that is used",
    .help =
        "Reports text from outside that arrives in the path of a file that is opened, made, "
        "renamed, removed, or changed: `fopen()`, `open()`, `unlink()`, `rename()`, `mkdir()`, "
        "`chmod()`, `symlink()`, ...\n\n"
        "At the start of a path, the text names any file that the program may use (CWE-73, "
        "CWE-36). "
        "Behind a directory it leaves it by `../` (CWE-22, CWE-23). Where others can write in a "
        "directory on the way, a symbolic link does the same (CWE-59).\n\n"
        "A program may open the file that its own arguments or its user's environment name. Text "
        "from there is reported behind a fixed directory, which the program means it to stay in, "
        "and in programs that handle user IDs, which may have more rights than their user; "
        "elsewhere only in the profile `strict`. Functions that only look (`stat()`, `access()`, "
        "`readlink()`) are in `strict` too.\n\n"
        "**Mend it** by choosing from a fixed list; or reject names that hold `/` or are `..`; or "
        "resolve the path with `realpath()` and compare its start with the directory, slash "
        "included; or open the file with `openat2()` and `RESOLVE_BENEATH`.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
