/* tinct.CrossSiteScripting: untrusted text must not become part of a page that a browser runs. */
#include "taint/output.h"
#include "taint/taint.h"

static const char remedy[] = "Write '<', '>', '&', '\"' and ''' of the text as &lt; &gt; &amp; "
                             "&quot; &#39;, or encode it for where it stands";

/* What the literals of one text say up to the hole. */
static unsigned says_before(taint_content content, const struct taint_part *hole)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    unsigned says = 0;
    for (size_t i = 0; i < count && &parts[i] != hole; i++) {
        if (parts[i].kind == TAINT_LITERAL)
            says |= output_literal(parts[i].bytes, parts[i].length);
    }
    return says;
}

/* True if the hole stands in a line of the header: what it can do there is another flaw. */
static bool is_in_header(taint_content content, const struct taint_part *hole)
{
    const char *bytes;
    size_t length;
    if (!taint_text_before(content, hole, &bytes, &length))
        return false;
    enum output_line line = output_line_of(bytes, length);
    return line == OUTPUT_LINE_RESPONSE || line == OUTPUT_LINE_COMMAND;
}

/* A request, and the page that answers it. What was stored before, in files and databases, is a
 * page's content only in a program that says it writes pages: others turn files into HTML too. */
static bool judge_page(unsigned here, const struct taint_part *hole, csa_level *level)
{
    unsigned unit = output_of_unit();
    bool in_page = here & (OUTPUT_PAGE | OUTPUT_MARKUP);
    bool is_certain;
    switch (taint_source_of(hole)) {
    case MODEL_SOURCE_ARGV:
        return false;
    case MODEL_SOURCE_HTTP:
        is_certain = in_page || (unit & (OUTPUT_PAGE | OUTPUT_MARKUP));
        break;
    case MODEL_SOURCE_FILE:
    case MODEL_SOURCE_INPUT:
        /* Headers, footers and styles are files of the program's own. */
        is_certain = false;
        if (!in_page && !(unit & OUTPUT_PAGE))
            return false;
        break;
    case MODEL_SOURCE_DB:
        is_certain = unit & OUTPUT_PAGE;
        if (!in_page && !is_certain)
            return false;
        break;
    default:
        is_certain = in_page && (unit & OUTPUT_PAGE);
        if (!in_page && !(unit & OUTPUT_PAGE))
            return false;
        break;
    }
    *level = is_certain ? CSA_LEVEL_DEFAULT : CSA_LEVEL_STRICT;
    return true;
}

static bool judge_output(csa_context *cx, const struct taint_sink *sink,
                         struct taint_finding *finding)
{
    (void)cx;
    unsigned here = says_before(sink->content, finding->hole);
    if (is_in_header(sink->content, finding->hole))
        return false;
    switch (sink->reader) {
    case MODEL_SOURCE_FILE:
    case MODEL_SOURCE_IPC:
        return false;
    case MODEL_SOURCE_NETWORK:
        /* A server of its own: what it received comes back in a page. */
        finding->level = taint_is_operators(finding->hole) ? CSA_LEVEL_STRICT : CSA_LEVEL_DEFAULT;
        return here & (OUTPUT_PAGE | OUTPUT_MARKUP);
    default:
        return judge_page(here, finding->hole, &finding->level);
    }
}

static const struct taint_complaint output = {
    .kind = MODEL_SINK_HTML,
    .cwe = 79,
    .says = "writes into an HTML page text from",
    .remedy = remedy,
    .judge = judge_output,
};

/* A response of a library, whose type another call sets. */
static bool judge_response(csa_context *cx, const struct taint_sink *sink,
                           struct taint_finding *finding)
{
    (void)cx;
    unsigned says = says_before(sink->content, finding->hole) | output_of_unit();
    if (!(says & (OUTPUT_PAGE | OUTPUT_MARKUP)) || taint_is_operators(finding->hole))
        finding->level = CSA_LEVEL_STRICT;
    return true;
}

static const struct taint_complaint response = {
    .kind = MODEL_SINK_HTML,
    .cwe = 79,
    .says = "answers with a page that holds text from",
    .remedy = remedy,
    .judge = judge_response,
};

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_check_kind(cx, call, &response);
    if (output_of_unit() & (OUTPUT_PAGE | OUTPUT_MARKUP))
        taint_check_output(cx, call, &output);
}

static const int cwe[] = {79, 0};

const struct csa_checker csa_checker_cross_site_scripting = {
    CSA_CHECKER,
    .name = "tinct.CrossSiteScripting",
    .summary = "Untrusted text that becomes part of a page",
    .help =
        "Reports text from outside that a program writes into HTML: a CGI program that prints "
        "what the request said, a server that sends it back, a page made of what a database or a "
        "file holds. Literal text decides whether it is a page: `Content-Type: text/html`, tags "
        "in front of the value.\n\n"
        "Script in the text runs in the browser of whoever opens the page, with their session "
        "(CWE-79).\n\n"
        "**Mend it** by escaping for the place where the text stands: `&lt;` and its kin in text "
        "and quoted attributes (`g_markup_escape_text()`, `evhttp_htmlescape()`, "
        "`xmlEncodeSpecialChars()`), percent encoding in URLs; never in a script.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
