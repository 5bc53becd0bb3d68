/* tinct.LdapInjection: untrusted text must not become part of an LDAP filter or name. */
#include "taint/taint.h"

/* A filter that is all the user's, as ldapsearch takes it, is theirs to write. A name that the
 * directory gave is handed back to it as it came. */
static bool judge(csa_context *cx, const struct taint_sink *sink, struct taint_finding *finding)
{
    (void)cx;
    bool is_stored = taint_source_of(finding->hole) == MODEL_SOURCE_DIRECTORY;
    bool is_whole = taint_is_whole(sink->content);
    if (is_stored || (is_whole && taint_is_operators(finding->hole)))
        finding->level = CSA_LEVEL_STRICT;
    return !(is_stored && is_whole);
}

static const struct taint_complaint complaint = {
    .kind = MODEL_SINK_LDAP,
    .cwe = 90,
    .says = "parses an LDAP filter or name that holds text from",
    .remedy = "Escape the value for a filter with ldap_bv2escaped_filter_value(), for a name by "
              "RFC 4514, or accept letters and digits only",
    .judge = judge,
};

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_check_kind(cx, call, &complaint);
}

static const int cwe[] = {90, 0};

const struct csa_checker csa_checker_ldap_injection = {
    CSA_CHECKER,
    .name = "tinct.LdapInjection",
    .summary = "Untrusted text that becomes part of an LDAP filter or name",
    .help =
        "Reports text from outside that arrives in the filter or the base of `ldap_search_ext_s()` "
        "and its kin, or in the name that a client binds, adds, changes or deletes.\n\n"
        "`*`, `(`, `)` and `\\` have a meaning in a filter, so `*)(uid=*` in place of a user's "
        "name finds everyone, or someone else (CWE-90). In a name, `,` and `=` begin another "
        "part.\n\n"
        "**Mend it** with `ldap_bv2escaped_filter_value()`, or by the rules of RFC 4515 (filters) "
        "and RFC 4514 (names); or accept letters and digits only.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
