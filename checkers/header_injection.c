/* tinct.HeaderInjection: untrusted text must not begin lines of a protocol of its own. */
#include "taint/output.h"
#include "taint/taint.h"

#include <string.h>

static const char remedy[] =
    "Refuse or remove carriage return and newline before the text becomes part of a line";

/* How the line begins that the hole stands in. */
static enum output_line line_of(taint_content content, const struct taint_part *hole)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    enum output_line line = OUTPUT_LINE_OTHER;
    bool is_start = true;
    for (size_t i = 0; i < count && &parts[i] != hole; i++) {
        if (parts[i].kind != TAINT_LITERAL) {
            is_start = false;
            continue;
        }
        const char *bytes = parts[i].bytes;
        if (is_start || memchr(bytes, '\n', parts[i].length))
            line = output_line_of(bytes, parts[i].length);
        is_start = parts[i].length && bytes[parts[i].length - 1] == '\n';
        if (is_start)
            line = OUTPUT_LINE_OTHER;
    }
    return line;
}

/* "Error: %s" is prose as well as a field: what stands before it tells. */
static bool has_header_before(taint_content content, const struct taint_part *hole)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    unsigned says = 0;
    for (size_t i = 0; i < count && &parts[i] != hole; i++) {
        if (parts[i].kind == TAINT_LITERAL)
            says |= output_literal(parts[i].bytes, parts[i].length);
    }
    return says & OUTPUT_HEADER;
}

/* Standard output of a CGI program, or a library's reply: what browsers obey counts. */
static bool judge_page(enum output_line line, const struct taint_part *hole, csa_level *level)
{
    if (line != OUTPUT_LINE_RESPONSE || taint_source_of(hole) == MODEL_SOURCE_ARGV)
        return false;
    bool is_request = taint_source_of(hole) == MODEL_SOURCE_HTTP ||
                      (!taint_is_operators(hole) && (output_of_unit() & OUTPUT_PAGE));
    *level = is_request ? CSA_LEVEL_DEFAULT : CSA_LEVEL_STRICT;
    return true;
}

/* A peer at the other end of a socket, or a mailer behind a pipe. What the user's own files tell a
 * client to send is theirs to say. */
static bool judge_peer(const struct taint_part *hole, csa_level *level)
{
    *level = taint_is_local(hole) ? CSA_LEVEL_STRICT : CSA_LEVEL_DEFAULT;
    return true;
}

static bool judge_output(csa_context *cx, const struct taint_sink *sink,
                         struct taint_finding *finding)
{
    (void)cx;
    enum output_line line = line_of(sink->content, finding->hole);
    if (line == OUTPUT_LINE_OTHER ||
        (line == OUTPUT_LINE_FIELD && !has_header_before(sink->content, finding->hole)))
        return false;
    switch (sink->reader) {
    case MODEL_SOURCE_NETWORK:
        return judge_peer(finding->hole, &finding->level);
    case MODEL_SOURCE_IPC:
        return line == OUTPUT_LINE_MAIL && judge_peer(finding->hole, &finding->level);
    case MODEL_SOURCE_FILE:
        return false;
    case MODEL_SOURCE_NONE:
        if (line == OUTPUT_LINE_COMMAND)
            return judge_peer(finding->hole, &finding->level);
        break;
    default:
        break;
    }
    return judge_page(line, finding->hole, &finding->level);
}

static const struct taint_complaint output = {
    .kind = MODEL_SINK_HEADER,
    .cwe = 113,
    .says = "writes a header or command line with text from",
    .remedy = remedy,
    .judge = judge_output,
};

/* Functions that take a header as such. */
static bool judge_header(csa_context *cx, const struct taint_sink *sink,
                         struct taint_finding *finding)
{
    (void)cx;
    (void)sink;
    return judge_peer(finding->hole, &finding->level);
}

static const struct taint_complaint header = {
    .kind = MODEL_SINK_HEADER,
    .cwe = 113,
    .says = "makes a header with text from",
    .remedy = remedy,
    .judge = judge_header,
};

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_check_kind(cx, call, &header);
    if (output_of_unit() & (OUTPUT_HEADER | OUTPUT_MAIL))
        taint_check_output(cx, call, &output);
}

static const int cwe[] = {113, 93, 0};

const struct csa_checker csa_checker_header_injection = {
    CSA_CHECKER,
    .name = "tinct.HeaderInjection",
    .summary = "Untrusted text that can add lines to a header or commands to a protocol",
    .help =
        "Reports text from outside that stands in a line which another program obeys: a header of "
        "a CGI program's answer (`Location: %s`, `Set-Cookie: %s`), a header or command sent to a "
        "socket (`RCPT TO:<%s>`, `GET %s`), a header of a mail piped into a mailer, a header "
        "handed to libcurl.\n\n"
        "A newline in the text ends the line, and what follows is a header, a page or a command "
        "of the attacker's (CWE-113, CWE-93). Lines read by `fgets()` and words read by `%s` hold "
        "no newline, and are not reported.\n\n"
        "**Mend it** by refusing `\\r` and `\\n` in the text, `strpbrk(text, \"\\r\\n\")`, or by "
        "encoding it (`curl_easy_escape()`).",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
