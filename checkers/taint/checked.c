#include "checked.h"

#include "url.h"

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

/* POSIX.1-2017, XCU 2.2: what ends a quotation, and outside of one a command or begins another. */
static bool is_shell_word(const struct checked *checked, taint_content content, size_t index)
{
    switch (open_quote(content, index, true)) {
    case '\'':
        return lacks(checked, "'");
    case '"':
        return lacks(checked, "\"$`");
    default:
        return lacks(checked, ";|&$`");
    }
}

/* Inside quotes only the quote ends the value; outside, a value is one word or number. */
static bool is_value(const struct checked *checked, taint_content content, size_t index)
{
    switch (open_quote(content, index, false)) {
    case '\'':
        return lacks(checked, "'");
    case '"':
        return lacks(checked, "\"");
    case '`':
        return lacks(checked, "`");
    default:
        return lacks(checked, "'\";(") && (lacks(checked, " ") || lacks(checked, "=-"));
    }
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
    switch (sink) {
    case MODEL_SINK_SHELL:
        return is_shell_word(checked, content, index);
    case MODEL_SINK_ARGUMENT:
        return index == 0 && lacks_first(checked, '-');
    case MODEL_SINK_CODE:
        return is_value(checked, content, index) || is_arithmetic(checked);
    case MODEL_SINK_SQL:
    case MODEL_SINK_XPATH:
        return is_value(checked, content, index);
    case MODEL_SINK_FORMAT:
        return lacks(checked, "%");
    case MODEL_SINK_PATH:
        return is_inside(checked, index);
    case MODEL_SINK_PROGRAM:
    case MODEL_SINK_LIBRARY:
        return index > 0 && is_inside(checked, index); /* a bare name is looked for everywhere */
    case MODEL_SINK_ENVIRONMENT:
        return lacks(checked, "/");
    case MODEL_SINK_SETTING:
        return lacks(checked, " =;/\n");
    case MODEL_SINK_LOG:
    case MODEL_SINK_HEADER:
        return lacks(checked, "\n") || lacks(checked, "\r");
    case MODEL_SINK_HTML:
        return lacks(checked, "<");
    case MODEL_SINK_HTML_DOUBLE:
        return lacks(checked, "\"");
    case MODEL_SINK_HTML_SINGLE:
        return lacks(checked, "'");
    case MODEL_SINK_LDAP:
        return lacks(checked, "()*");
    case MODEL_SINK_URL:
        return (checked->flags & CHECKED_PLACE) || lacks(checked, ":/@") ||
               ((checked->flags & CHECKED_PORT) && lacks(checked, "@"));
    case MODEL_SINK_REGEX:
        return lacks(checked, "*+({");
    default:
        return false;
    }
}
