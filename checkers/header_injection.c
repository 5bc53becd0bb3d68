/* tinct.HeaderInjection: untrusted text must not begin lines of a protocol of its own. */
#include "taint/output.h"
#include "taint/taint.h"

#include <string.h>

static const char remedy[] =
    "Refuse or remove carriage return and newline before the text becomes part of a line";

/* What the line that was begun on standard output by earlier calls is, by enum output_line. */
static struct csa_map begun = {CSA_KEY_NUMBER, NULL};

static enum output_line line_begun(csa_context *cx, const struct taint_sink *sink)
{
    uint64_t line;
    bool is_begun =
        sink->reader == MODEL_SOURCE_STDIN && csa_get_number(csa_current(cx), &begun, 0, &line);
    return is_begun ? (enum output_line)line : OUTPUT_LINE_OTHER;
}

/* How the line begins that the hole stands in; without a hole, that of what follows. `line` is what
 * stood there before. */
static enum output_line line_of(taint_content content, const struct taint_part *hole,
                                enum output_line line)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    bool is_start = line == OUTPUT_LINE_OTHER;
    for (size_t i = 0; i < count && &parts[i] != hole; i++) {
        if (parts[i].kind != TAINT_LITERAL) {
            is_start = false;
            continue;
        }
        const char *bytes = parts[i].bytes;
        if (is_start || memchr(bytes, '\n', parts[i].length))
            line = output_line_of(bytes, parts[i].length);
        is_start = is_start && parts[i].length == 0;
        if (parts[i].length && bytes[parts[i].length - 1] == '\n') {
            line = OUTPUT_LINE_OTHER;
            is_start = true;
        }
    }
    return line;
}

/* What the literals before the hole say, bits of output_literal(): "Error: %s" is prose as well as a
 * field, and behind "GET / HTTP/1.1" it is what a server obeys. */
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
    enum output_line line = line_of(sink->content, finding->hole, line_begun(cx, sink));
    unsigned before = says_before(sink->content, finding->hole);
    if (line == OUTPUT_LINE_OTHER || (line == OUTPUT_LINE_FIELD && !(before & OUTPUT_HEADER)))
        return false;
    switch (sink->reader) {
    case MODEL_SOURCE_NETWORK:
        return judge_peer(finding->hole, &finding->level);
    case MODEL_SOURCE_IPC:
        return line == OUTPUT_LINE_MAIL && judge_peer(finding->hole, &finding->level);
    case MODEL_SOURCE_FILE:
        return false;
    case MODEL_SOURCE_NONE:
        if (line == OUTPUT_LINE_COMMAND || (before & OUTPUT_COMMAND))
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

/* The line goes on in the next call, but after puts(), and where nothing is known of what is written. */
static void go_on(csa_context *cx, const struct taint_sink *sink, void *data)
{
    (void)data;
    if (sink->reader != MODEL_SOURCE_STDIN)
        return;
    enum output_line before = line_begun(cx, sink), line = OUTPUT_LINE_OTHER;
    if (sink->content && strcmp(sink->function, "puts") != 0)
        line = line_of(sink->content, NULL, before);
    if (line != before)
        csa_transition(cx, csa_set_number(cx, csa_current(cx), &begun, 0, line), NULL);
}

/* putchar('\n') and its kin write what no text shows. */
static void write_character(csa_context *cx, const csa_call *call)
{
    uint64_t line;
    const csa_state *st = csa_current(cx);
    const char *name = csa_call_name(call);
    if (name &&
        (strcmp(name, "putchar") == 0 || strcmp(name, "putc") == 0 || strcmp(name, "fputc") == 0) &&
        csa_get_number(st, &begun, 0, &line))
        csa_transition(cx, csa_set_number(cx, st, &begun, 0, OUTPUT_LINE_OTHER), NULL);
}

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
    if (!(output_of_unit() & (OUTPUT_HEADER | OUTPUT_MAIL)))
        return;
    taint_check_output(cx, call, &output);
    taint_visit_output(cx, call, MODEL_SINK_HEADER, go_on, NULL);
    write_character(cx, call);
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
