#include "charset.h"

#include <stdio.h>
#include <string.h>

/* Members beside the 32 of punctuation. */
enum { SPACE = 32, TAB, NEWLINE, RETURN, CONTROL, DIGIT, LOWER, UPPER, HIGH, NUL, MEMBERS };

static const char punctuation[] = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
_Static_assert(sizeof punctuation == 33 && MEMBERS <= 64, "members are bits");

static int member(unsigned char byte)
{
    if (byte >= 'a' && byte <= 'z')
        return LOWER;
    if (byte >= 'A' && byte <= 'Z')
        return UPPER;
    if (byte >= '0' && byte <= '9')
        return DIGIT;
    switch (byte) {
    case '\0':
        return NUL;
    case ' ':
        return SPACE;
    case '\t':
        return TAB;
    case '\n':
        return NEWLINE;
    case '\r':
        return RETURN;
    default:
        break;
    }
    const char *at = byte < 128 ? strchr(punctuation, byte) : NULL;
    if (at)
        return (int)(at - punctuation);
    return byte < 128 ? CONTROL : HIGH;
}

charset charset_of(unsigned char byte)
{
    return UINT64_C(1) << member(byte);
}

charset charset_some(const char *bytes, size_t length)
{
    charset set = 0;
    for (size_t i = 0; i < length; i++)
        set |= charset_of((unsigned char)bytes[i]);
    return set;
}

charset charset_whole(const char *bytes, size_t length)
{
    charset missing = 0;
    for (unsigned byte = 0; byte < 256; byte++) {
        if (!length || !memchr(bytes, (int)byte, length))
            missing |= charset_of((unsigned char)byte);
    }
    return ~missing;
}

charset charset_where(bool (*holds)(void *data, unsigned char byte), void *data)
{
    charset set = 0;
    for (unsigned byte = 0; byte < 256; byte++) {
        if (holds(data, (unsigned char)byte))
            set |= charset_of((unsigned char)byte);
    }
    return set;
}

/* ---- Regular expressions (POSIX.1-2017, 9.4, and the escapes of PCRE) ---- */

struct regex {
    const char *at, *end;
    charset set;
    bool understood;
};

static const struct {
    const char *name;
    const char *bytes;
} classes[] = {
    {"alpha", "a-zA-Z"},     {"digit", "0-9"}, {"alnum", "a-zA-Z0-9"}, {"upper", "A-Z"},
    {"xdigit", "0-9a-fA-F"}, {"lower", "a-z"}, {"blank", " \t"},       {"word", "a-zA-Z0-9_"},
};

static void add_range(bool *in, unsigned char from, unsigned char to)
{
    for (unsigned byte = from; byte <= to; byte++)
        in[byte] = true;
}

static void add_spelled(bool *in, const char *ranges)
{
    for (; *ranges; ranges++) {
        if (ranges[1] == '-' && ranges[2]) {
            add_range(in, (unsigned char)ranges[0], (unsigned char)ranges[2]);
            ranges += 2;
        } else {
            in[(unsigned char)*ranges] = true;
        }
    }
}

/* [:alnum:], behind its first bracket. */
static void read_class(struct regex *re, bool *in)
{
    const char *close = re->at;
    while (close + 1 < re->end && !(close[0] == ':' && close[1] == ']'))
        close++;
    size_t length = (size_t)(close - re->at - 1);
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (strlen(classes[i].name) == length && !memcmp(classes[i].name, re->at + 1, length)) {
            add_spelled(in, classes[i].bytes);
            re->at = close + 2;
            return;
        }
    }
    re->understood = false;
}

/* \d, \w, \s and escaped punctuation, behind the backslash. */
static void read_escape(struct regex *re, bool *in)
{
    if (re->at == re->end) {
        re->understood = false;
        return;
    }
    char c = *re->at++;
    if (c == 'd')
        add_spelled(in, "0-9");
    else if (c == 'w')
        add_spelled(in, "a-zA-Z0-9_");
    else if (c == 's')
        add_spelled(in, " \t\n\r\f\v");
    else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        re->understood = false;
    else
        in[(unsigned char)c] = true;
}

static void read_bracket(struct regex *re, bool *in)
{
    bool inverted = re->at < re->end && *re->at == '^';
    re->at += inverted;
    for (bool first = true; re->understood; first = false) {
        if (re->at == re->end) {
            re->understood = false;
            return;
        }
        char c = *re->at++;
        if (c == ']' && !first)
            break;
        if (c == '[' && re->at < re->end && *re->at == ':')
            read_class(re, in);
        else if (c == '\\')
            read_escape(re, in), in['\\'] = true; /* a backslash is itself in POSIX */
        else if (re->at + 1 < re->end && *re->at == '-' && re->at[1] != ']')
            add_range(in, (unsigned char)c, (unsigned char)re->at[1]), re->at += 2;
        else
            in[(unsigned char)c] = true;
    }
    for (unsigned byte = 0; inverted && byte < 256; byte++)
        in[byte] = !in[byte];
}

/* One character of the expression: what it lets through is added. */
static void read_atom(struct regex *re)
{
    bool in[256] = {false};
    char c = *re->at++;
    switch (c) {
    case '[':
        read_bracket(re, in);
        break;
    case '\\':
        read_escape(re, in);
        break;
    case '{': /* a repetition */
        while (re->at < re->end && *re->at++ != '}')
            ;
        return;
    case '(':
        if (re->at < re->end && *re->at == '?')
            re->understood = false;
        return;
    case ')':
    case '*':
    case '+':
    case '?':
        return;
    case '.':
    case '^':
    case '$':
    case '|':
        re->understood = false;
        return;
    default:
        in[(unsigned char)c] = true;
        break;
    }
    for (unsigned byte = 0; byte < 256; byte++) {
        if (in[byte])
            re->set |= charset_of((unsigned char)byte);
    }
}

charset charset_of_regex(const char *pattern, size_t length)
{
    if (length < 2 || pattern[0] != '^' || pattern[length - 1] != '$' ||
        (length > 2 && pattern[length - 2] == '\\'))
        return CHARSET_ALL;
    struct regex re = {pattern + 1, pattern + length - 1, 0, true};
    while (re.understood && re.at < re.end) {
        /* An alternative inside a group is still between the anchors; at the top it is not. */
        if (*re.at == '|' && re.at[-1] != '^') {
            int depth = 0;
            for (const char *p = pattern; p < re.at; p++)
                depth += (*p == '(') - (*p == ')');
            if (depth <= 0)
                return CHARSET_ALL;
            re.at++;
            continue;
        }
        read_atom(&re);
    }
    return re.understood ? re.set : CHARSET_ALL;
}

/* ---- For people ---- */

static const char *const names[MEMBERS] = {
    [SPACE] = "a blank",
    [TAB] = "a tab",
    [NEWLINE] = "a newline",
    [RETURN] = "a carriage return",
    [CONTROL] = "control characters",
    [DIGIT] = "digits",
    [LOWER] = "lower-case letters",
    [UPPER] = "upper-case letters",
    [HIGH] = "bytes above 127",
};

static size_t count_members(charset set)
{
    size_t count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

/* One member, the comma or the "and" in front of it included. */
static int say_member(int member, const char *front, char *out, size_t size)
{
    if (member >= SPACE)
        return snprintf(out, size, "%s%s", front, names[member]);
    const char *quote = punctuation[member] == '\'' ? "\"" : "'";
    return snprintf(out, size, "%s%s%c%s", front, quote, punctuation[member], quote);
}

void charset_say(charset set, char *out, size_t size)
{
    const charset letters = UINT64_C(1) << LOWER | UINT64_C(1) << UPPER;
    set &= (UINT64_C(1) << NUL) - 1;
    bool has_letters = (set & letters) == letters;
    if (has_letters)
        set &= ~letters;
    size_t left = count_members(set), at = 0;
    if (size)
        *out = '\0';
    if (has_letters)
        at = (size_t)snprintf(out, size, "letters");
    /* Words first, then what stands in quotes. */
    for (int i = 0; i < NUL; i++) {
        int next = i < NUL - SPACE ? SPACE + i : i - (NUL - SPACE);
        if (!(set >> next & 1) || at >= size)
            continue;
        const char *front = at == 0 ? "" : left == 1 ? " and " : ", ";
        at += (size_t)say_member(next, front, out + at, size - at);
        left--;
    }
}
