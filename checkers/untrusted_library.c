/* tinct.UntrustedLibrary: untrusted text must not name code that is loaded into the program.
 *
 * Whoever started the program is no exception, other than with files: few programs let a variable of
 * the environment name code on purpose, and those that do are worth a look. */
#include "taint/taint.h"

static void pre_call(csa_context *cx, const csa_call *call)
{
    static const struct taint_complaint complaint = {
        .kind = MODEL_SINK_LIBRARY,
        .cwe = 114,
        .says = "loads code that is named by",
        .remedy = "Load a library whose path is absolute and fixed, or choose it from a fixed list "
                  "by the input",
        .once = true,
    };
    taint_check_kind(cx, call, &complaint);
}

static const int cwe[] = {114, 426, 427, 0};

const struct csa_checker csa_checker_untrusted_library = {
    CSA_CHECKER,
    .name = "tinct.UntrustedLibrary",
    .summary = "Untrusted text that names code which is loaded",
    .help =
        "Reports text from outside that arrives in the name of a shared library (`dlopen()`, "
        "`dlmopen()`).\n\n"
        "A library's code runs as soon as it is loaded, with the rights of the program (CWE-114). "
        "A fixed directory in front does not help where the text can hold `../`; a name without "
        "a slash is searched for in directories that the environment can name (CWE-427).\n\n"
        "Names that are looked up in a library that was loaded (`dlsym()`) are reported in the "
        "profile `strict`.\n\n"
        "**Mend it** by choosing from a fixed list of absolute paths.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
