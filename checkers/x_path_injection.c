/* tinct.XPathInjection: untrusted text must not become part of an XPath expression. */
#include "taint/taint.h"

/* An expression that is all the user's, as xmllint takes it, is theirs to write. */
static bool judge(csa_context *cx, const struct taint_sink *sink, struct taint_finding *finding)
{
    (void)cx;
    if (taint_is_operators(finding->hole) && taint_is_whole(sink->content))
        finding->level = CSA_LEVEL_STRICT;
    return true;
}

static const struct taint_complaint complaint = {
    .kind = MODEL_SINK_XPATH,
    .cwe = 643,
    .says = "parses an XPath expression that holds text from",
    .remedy = "Keep the expression constant and pass the value as a variable: "
              "xmlXPathRegisterVariable() and '$name'",
    .judge = judge,
};

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_check_kind(cx, call, &complaint);
}

static const int cwe[] = {643, 0};

const struct csa_checker csa_checker_x_path_injection = {
    CSA_CHECKER,
    .name = "tinct.XPathInjection",
    .summary = "Untrusted text that becomes part of an XPath expression",
    .help = "Reports text from outside that arrives in an XPath expression: `xmlXPathEval()`, "
            "`xmlXPathEvalExpression()`, `xmlXPathCompile()` and their kin.\n\n"
            "Quotes around the value do not help, since the text can close them: "
            "`' or '1'='1` makes a test for a password true, and other expressions read the rest "
            "of the document (CWE-643). XPath has no way to escape a quote.\n\n"
            "**Mend it** with a constant expression, `//user[name = $name]`, and "
            "`xmlXPathRegisterVariable()`; or accept letters and digits only.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
