/* tinct.ExternalEntities: untrusted documents must not be parsed with external entities on. */
#include "taint/taint.h"

#include <string.h>

/* What the path has turned on for parsers without options of their own. */
static struct csa_map defaults = {CSA_KEY_NUMBER, NULL};
static struct csa_map handled = {CSA_KEY_SYMBOL, NULL};
enum { SUBSTITUTES = 1 };

/* libxml2's old functions go by the default, expat by the parser's handler. */
static bool is_on(csa_context *cx, const struct taint_sink *sink)
{
    uint64_t on;
    const csa_state *st = csa_current(cx);
    if (!sink->function)
        return true;
    if (strncmp(sink->function, "XML_Parse", 9) == 0)
        return csa_get_symbol(st, &handled, csa_val_symbol(csa_call_arg(sink->call, 0)), &on);
    if (strncmp(sink->function, "xmlParse", 8) == 0 || strncmp(sink->function, "xmlSAX", 6) == 0)
        return csa_get_number(st, &defaults, SUBSTITUTES, &on) && on;
    return true;
}

/* Options of libxml2 stand last; some that are not known may be the safe ones. A handler of the
 * program's own may know what it loads. */
static bool judge(csa_context *cx, const struct taint_sink *sink, struct taint_finding *finding)
{
    int64_t options;
    unsigned count = csa_call_arg_count(sink->call);
    if (!count || !is_on(cx, sink))
        return false;
    bool has_options = sink->function && strncmp(sink->function, "xmlParse", 8) != 0;
    if (has_options && (!csa_val_number(csa_call_arg(sink->call, count - 1), &options) ||
                        strncmp(sink->function, "XML_", 4) == 0))
        finding->level = CSA_LEVEL_STRICT;
    return true;
}

static const struct taint_complaint complaint = {
    .kind = MODEL_SINK_XML,
    .cwe = 611,
    .says = "loads external entities of a document from",
    .remedy = "Parse without XML_PARSE_NOENT, XML_PARSE_DTDLOAD and XML_PARSE_XINCLUDE, and with "
              "XML_PARSE_NONET",
    .once = true,
    .judge = judge,
};

static const csa_state *set_default(csa_context *cx, const csa_call *call)
{
    int64_t on;
    bool is_number = csa_val_number(csa_call_arg(call, 0), &on);
    return csa_set_number(cx, csa_current(cx), &defaults, SUBSTITUTES, is_number && on != 0);
}

static const csa_state *set_handler(csa_context *cx, const csa_call *call)
{
    const csa_state *st = csa_current(cx);
    const csa_symbol *parser = csa_val_symbol(csa_call_arg(call, 0));
    return csa_is_zero(st, csa_call_arg(call, 1)) == CSA_YES
               ? st
               : csa_set_symbol(cx, st, &handled, parser, 1);
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    const char *name = csa_call_name(call);
    if (name && strcmp(name, "xmlSubstituteEntitiesDefault") == 0)
        csa_transition(cx, set_default(cx, call), NULL);
    else if (name && strcmp(name, "XML_SetExternalEntityRefHandler") == 0)
        csa_transition(cx, set_handler(cx, call), NULL);
    else
        taint_check_kind(cx, call, &complaint);
}

static const int cwe[] = {611, 0};

const struct csa_checker csa_checker_external_entities = {
    CSA_CHECKER,
    .name = "tinct.ExternalEntities",
    .summary = "Untrusted XML that is parsed with external entities on",
    .help =
        "Reports a document from outside, or one whose name comes from outside, that libxml2 "
        "parses with `XML_PARSE_NOENT`, `XML_PARSE_DTDLOAD`, `XML_PARSE_DTDATTR`, "
        "`XML_PARSE_DTDVALID` or `XML_PARSE_XINCLUDE`, or after "
        "`xmlSubstituteEntitiesDefault(1)`; or expat with a handler for external entities.\n\n"
        "An entity names a file or a URL, and the parser puts what it finds there into the "
        "document: files of the machine and of its network come out with the answer, and "
        "entities within entities fill the memory (CWE-611). `XML_PARSE_NOENT` turns this on, "
        "whatever its name says.\n\n"
        "**Mend it** by parsing without these options, with `XML_PARSE_NONET`, or with a loader "
        "of the program's own that knows what it may read (`xmlSetExternalEntityLoader()`).",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
