/* tinct.UntrustedIdentity: untrusted data must not decide whose rights a process or a file has. */
#include "taint/taint.h"

#include <string.h>

/* chmod() and its kin give rights to others, chown() gives a file away; the rest takes an identity. */
static bool judge(csa_context *cx, const struct taint_sink *sink, struct taint_finding *finding)
{
    (void)cx;
    if (sink->function && (strstr(sink->function, "chmod") || strstr(sink->function, "umask")))
        finding->cwe = 732;
    else if (sink->function && strstr(sink->function, "chown"))
        finding->cwe = 282;
    return true;
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    static const struct taint_complaint complaint = {
        .kind = MODEL_SINK_IDENTITY,
        .cwe = 269,
        .says = "sets an owner, a group or rights to what comes from",
        .remedy = "Take them from the account of the user who was authenticated, or test them "
                  "against a fixed list",
        .judge = judge,
    };
    taint_check_kind(cx, call, &complaint);
}

static const int cwe[] = {269, 250, 282, 732, 0};

/* strict: programs that set owners and rights for others, as chmod(1), tar or login do, take them
 * from outside on purpose. */
const struct csa_checker csa_checker_untrusted_identity = {
    CSA_CHECKER,
    .name = "tinct.UntrustedIdentity",
    .summary = "Untrusted data that decides whose rights a process or a file has",
    .help =
        "Reports data from outside that arrives in the user or group a process takes on "
        "(`setuid()`, `setgid()`, `setgroups()`, ...: CWE-269, CWE-250), in the owner of a file "
        "(`chown()`: CWE-282) or in its permissions (`chmod()`, `umask()`: CWE-732).\n\n"
        "Whoever supplies the number can become another user, root with 0, or open a file to "
        "everybody.\n\n"
        "**Mend it** by taking identities from the account of an authenticated user, and "
        "permissions from a fixed list.",
    .cwe = cwe,
    .level = CSA_LEVEL_STRICT,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
