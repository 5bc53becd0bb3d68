/* tinct.FormatString: untrusted text must not be a format. */
#include "taint/taint.h"

static void check_format(csa_context *cx, const struct taint_sink *sink, void *data)
{
    (void)data;
    const struct taint_part *hole = taint_danger(cx, sink);
    if (!hole)
        return;
    struct taint_finding finding = {
        .hole = hole,
        .cwe = 134,
        .remedy = "Write the text with a constant format, \"%s\"",
        /* What the program's own wrapper does with it is the same flaw. */
        .once = csa_function_has_body(csa_call_function(sink->call)),
    };
    taint_report(cx, sink, &finding, "The format of '%s' comes from %s",
                 sink->function ? sink->function : "this call", taint_origin(cx, hole->step));
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_visit_sinks(cx, call, MODEL_SINK_FORMAT, check_format, NULL);
}

static const int cwe[] = {134, 0};

const struct csa_checker csa_checker_format_string = {
    CSA_CHECKER,
    .name = "tinct.FormatString",
    .summary = "Untrusted text that is used as a format",
    .help =
        "Reports text from outside that arrives in the format of a function of the `printf`, "
        "`scanf`, `syslog` or `err` kind, of a function with a `format` attribute, or of the "
        "program's own functions that hand a format on.\n\n"
        "Directives in such a text read memory that the caller never passed (`%s`, `%x`) and, by "
        "`%n`, write it (CWE-134).\n\n"
        "**Mend it** with a constant format: `printf(\"%s\", text)`, or `fputs(text, stdout)`.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
