#include "checked.h"

#include "url.h"

#include <stdio.h>
#include <string.h>

struct checked checked_both(struct checked a, struct checked b)
{
    return (struct checked){
        .absent = a.absent | b.absent,
        .absent_first = a.absent_first | b.absent_first,
        .cleared = a.cleared | b.cleared,
        .flags = a.flags | b.flags,
        .host = a.host > b.host ? a.host : b.host,
    };
}

struct checked checked_begins(const char *bytes, size_t length)
{
    struct checked fact = {.flags = CHECKED_PREFIX};
    if (!bytes) {
        fact.flags |= CHECKED_PLACE;
        return fact;
    }
    fact.absent_first = ~charset_of((unsigned char)bytes[0]);
    switch (url_front_of(bytes, length)) {
    case URL_FRONT_PLACE:
        fact.flags |= CHECKED_PLACE;
        break;
    case URL_FRONT_PORT:
        fact.flags |= CHECKED_PORT;
        fact.host = length;
        break;
    case URL_FRONT_HOST:
        fact.host = length;
        break;
    case URL_FRONT_OPEN:
        break;
    }
    return fact;
}

static bool lacks(const struct checked *checked, const char *bytes)
{
    charset set = charset_some(bytes, strlen(bytes));
    return (checked->absent & set) == set;
}

static bool lacks_first(const struct checked *checked, char byte)
{
    charset set = charset_of((unsigned char)byte);
    return ((checked->absent | checked->absent_first) & set) == set;
}

/* The quote that is open in front of part `index`, or NUL. Backslashes escape where the language has
 * them. */
static char open_quote(taint_content content, size_t index, bool escapes)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    char quote = '\0';
    for (size_t i = 0; i < index && i < count; i++) {
        if (parts[i].kind != TAINT_LITERAL)
            continue;
        for (uint32_t at = 0; at < parts[i].length; at++) {
            char c = parts[i].bytes[at];
            if (escapes && c == '\\' && quote != '\'')
                at++;
            else if (quote)
                quote = c == quote ? '\0' : quote;
            else if (c == '\'' || c == '"')
                quote = c;
        }
    }
    return quote;
}

char checked_quote(taint_content content, size_t index, enum model_sink sink)
{
    return open_quote(content, index, sink == MODEL_SINK_SHELL);
}

/* POSIX.1-2017, XCU 2.2: what ends a quotation, and outside of one a command or begins another. */
static const char *harmful_in_shell(char quote)
{
    return quote == '\'' ? "'" : quote == '"' ? "\"$`" : ";|&$`";
}

/* Inside quotes only the quote ends the value; outside, a value is one word or number. */
static const char *harmful_in_value(char quote)
{
    return quote == '\'' ? "'" : quote == '"' ? "\"" : quote == '`' ? "`" : "'\";(";
}

const char *checked_harmful(enum model_sink sink, char quote)
{
    switch (sink) {
    case MODEL_SINK_SHELL:
        return harmful_in_shell(quote);
    case MODEL_SINK_SQL:
    case MODEL_SINK_XPATH:
    case MODEL_SINK_CODE:
        return harmful_in_value(quote);
    case MODEL_SINK_FORMAT:
        return "%";
    case MODEL_SINK_PATH:
    case MODEL_SINK_PROGRAM:
    case MODEL_SINK_LIBRARY:
    case MODEL_SINK_ENVIRONMENT:
        return "/";
    case MODEL_SINK_SETTING:
        return " =;/\n";
    case MODEL_SINK_LOG:
    case MODEL_SINK_HEADER:
        return "\n";
    case MODEL_SINK_HTML:
        return "<";
    case MODEL_SINK_HTML_DOUBLE:
        return "\"";
    case MODEL_SINK_HTML_SINGLE:
        return "'";
    case MODEL_SINK_LDAP:
        return "()*";
    case MODEL_SINK_URL:
        return ":/@";
    case MODEL_SINK_REGEX:
        return "*+({";
    default:
        return "";
    }
}

/* One word or number, or what stands in quotes. */
static bool is_value(const struct checked *checked, const char *harmful)
{
    return lacks(checked, harmful) &&
           (strlen(harmful) == 1 || lacks(checked, " ") || lacks(checked, "=-"));
}

/* Numbers, operators and brackets around them: code without names, texts and calls. */
static bool is_arithmetic(const struct checked *checked)
{
    return lacks(checked, "azAZ_\"'`[]{}$@\\!:;") && lacks(checked, "\x80");
}

/* One name in a folder cannot leave it; a path can by ".." or by being absolute. */
static bool is_inside(const struct checked *checked, size_t index)
{
    bool climbs = !(checked->flags & CHECKED_NO_DOTS) && !lacks(checked, ".");
    if (lacks(checked, "/"))
        return true;
    if ((checked->flags & CHECKED_PREFIX) && (checked->flags & CHECKED_CANONICAL || !climbs))
        return true;
    return !climbs && (index > 0 || lacks_first(checked, '/'));
}

bool checked_suffices(const struct checked *checked, taint_content content, size_t index,
                      enum model_sink sink)
{
    if ((checked->flags & CHECKED_CONSTANT) || (checked->cleared >> sink & 1))
        return true;
    char quote = checked_quote(content, index, sink);
    const char *harmful = checked_harmful(sink, quote);
    switch (sink) {
    case MODEL_SINK_ARGUMENT:
        return index == 0 && lacks_first(checked, '-');
    case MODEL_SINK_CODE:
        return is_value(checked, harmful) || is_arithmetic(checked);
    case MODEL_SINK_SQL:
    case MODEL_SINK_XPATH:
        return is_value(checked, harmful);
    case MODEL_SINK_PATH:
        return is_inside(checked, index);
    case MODEL_SINK_PROGRAM:
    case MODEL_SINK_LIBRARY:
        return index > 0 && is_inside(checked, index); /* a bare name is looked for everywhere */
    case MODEL_SINK_LOG:
    case MODEL_SINK_HEADER:
        return lacks(checked, "\n") || lacks(checked, "\r");
    case MODEL_SINK_URL:
        return (checked->flags & CHECKED_PLACE) || lacks(checked, harmful) ||
               ((checked->flags & CHECKED_PORT) && lacks(checked, "@"));
    default:
        return *harmful && lacks(checked, harmful);
    }
}

/* ---- For people ------------------------------------------------------------------------------- */

struct checked checked_news(struct checked before, struct checked after)
{
    return (struct checked){
        .absent = after.absent & ~before.absent,
        .absent_first = after.absent_first & ~before.absent_first & ~after.absent,
        .cleared = after.cleared & ~before.cleared,
        .flags = after.flags & ~before.flags,
        .host = after.host > before.host ? after.host : 0,
    };
}

struct writer {
    char *out;
    size_t size;
};

/* Another thing that is known. */
static void add(struct writer *writer, const char *verb, const char *what)
{
    size_t at = strlen(writer->out);
    snprintf(writer->out + at, writer->size - at, "%s%s %s", at ? ", and " : "", verb, what);
}

/* Whichever is shorter: what is excluded, or what is left. */
static void add_characters(struct writer *writer, charset absent, const char *excludes,
                           const char *leaves)
{
    char text[320];
    if (!absent)
        return;
    bool is_list = (absent & charset_of('a') || absent & charset_of('0')) && absent & charset_of(1);
    charset_say(is_list ? ~absent : absent, text, sizeof text);
    add(writer, is_list ? leaves : excludes, text);
}

void checked_say(const struct checked *checked, char *out, size_t size)
{
    struct writer writer = {out, size};
    *out = '\0';
    if (checked->flags & CHECKED_CONSTANT) {
        add(&writer, "is", "one of the program's own texts");
        return;
    }
    add_characters(&writer, checked->absent, "lacks", "holds nothing but");
    if (!(checked->flags & CHECKED_PREFIX))
        add_characters(&writer, checked->absent_first, "does not begin with",
                       "begins with nothing but");
    if (checked->flags & CHECKED_NO_DOTS)
        add(&writer, "lacks", "\"..\"");
    if (checked->flags & CHECKED_PREFIX)
        add(&writer, "begins with", "a text of the program's own");
    if (checked->flags & CHECKED_CANONICAL)
        add(&writer, "is", "an absolute path without links");
    for (unsigned kind = 0; kind < MODEL_SINK_COUNT; kind++) {
        if (checked->cleared >> kind & 1)
            add(&writer, "is accepted as safe for", model_sink_name((enum model_sink)kind));
    }
}
