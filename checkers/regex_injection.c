/* tinct.RegexInjection: untrusted text as a regular expression is a place to review. */
#include "taint/taint.h"

static const struct taint_complaint complaint = {
    .kind = MODEL_SINK_REGEX,
    .cwe = 1333,
    .says = "compiles a regular expression that holds text from",
    .remedy = "Escape the value (\\Q...\\E, g_regex_escape_string()), or limit its length and the "
              "matching steps",
    .level = CSA_LEVEL_AUDIT,
};

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_check_kind(cx, call, &complaint);
}

static const int cwe[] = {1333, 400, 0};

const struct csa_checker csa_checker_regex_injection = {
    CSA_CHECKER,
    .name = "tinct.RegexInjection",
    .summary = "Untrusted text in a regular expression",
    .help = "Reports text from outside that arrives in a regular expression: `regcomp()`, "
            "`pcre2_compile()`, `g_regex_new()` and their kin. Many programs let their users "
            "search, so this is a place to review, in the profile `audit`.\n\n"
            "Nested repetitions such as `(a+)+$` make a backtracking matcher run for longer than "
            "anyone waits (CWE-1333), and large counts take memory (CWE-400). Text that was meant "
            "as a word matches other words.\n\n"
            "**Mend it** by escaping the value, or with limits: `pcre2_set_match_limit()`, a "
            "bounded length, a matcher without backtracking.",
    .cwe = cwe,
    TAINT_NEEDS,
    .level = CSA_LEVEL_AUDIT,
    .pre_call = pre_call,
};
