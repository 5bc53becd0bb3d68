/* tinct.RequestForgery: untrusted text must not choose where the program sends a request. */
#include "taint/taint.h"
#include "taint/url.h"

#include <string.h>

/* True if the program's own text has named the host before the hole begins: "https://host/". */
static bool has_host(taint_content content, const struct taint_part *hole)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    if (!count || &parts[0] == hole)
        return false;
    if (parts[0].kind != TAINT_LITERAL)
        return true; /* a base of the program's own */
    return url_front_of(parts[0].bytes, parts[0].length) == URL_FRONT_PLACE;
}

/* They take the name of a host; that programs look up what they are told is their trade. */
static bool is_lookup(const char *function)
{
    static const char *const names[] = {"getaddrinfo", "gethostbyname", "gethostbyname2",
                                        "gethostbyname_r", "getaddrinfo_a"};
    for (size_t i = 0; function && i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], function) == 0)
            return true;
    }
    return false;
}

static bool judge(csa_context *cx, const struct taint_sink *sink, struct taint_finding *finding)
{
    enum model_source source = taint_source_of(finding->hole);
    if (has_host(sink->content, finding->hole) || taint_is_host_ended(cx, sink, finding->hole))
        return false;
    if (is_lookup(sink->function)) {
        if (source == MODEL_SOURCE_DNS)
            return false; /* the name of a peer, looked up to see whether it leads back */
        finding->level = source == MODEL_SOURCE_HTTP ? CSA_LEVEL_DEFAULT : CSA_LEVEL_STRICT;
    } else if (taint_is_local(finding->hole)) {
        finding->level = CSA_LEVEL_STRICT;
    }
    return true;
}

static const struct taint_complaint complaint = {
    .kind = MODEL_SINK_URL,
    .cwe = 918,
    .says = "sends a request to a place that is named by",
    .remedy =
        "Choose the host from a fixed list, and let the text fill the path or the query only, "
        "encoded",
    .judge = judge,
};

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_check_kind(cx, call, &complaint);
}

static const int cwe[] = {918, 0};

const struct csa_checker csa_checker_request_forgery = {
    CSA_CHECKER,
    .name = "tinct.RequestForgery",
    .summary = "Untrusted text that chooses where a request goes",
    .help =
        "Reports text from a request, a network or a database that names the scheme or the host "
        "of a URL (`curl_easy_setopt(CURLOPT_URL)`), or the host of a connection. Behind a host "
        "that the program names itself, as in `https://host/%s`, it is not reported. A host from "
        "the command line, the environment or a file is shown in the profile `strict` only. A "
        "comparison of the beginning counts where it covers the host and what ends it: "
        "`https://host/`, since `https://host` goes on with `.example` or `@example` as well.\n\n"
        "Whoever supplies the text reaches, with the program's address and rights, what they "
        "cannot reach themselves: services inside the network, the cloud's metadata, `file://` "
        "(CWE-918).\n\n"
        "**Mend it** with a fixed list of hosts, `CURLOPT_PROTOCOLS_STR`, and values that fill "
        "the path or the query only, encoded by `curl_easy_escape()`.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
