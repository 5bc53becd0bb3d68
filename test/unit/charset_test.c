// Sets of characters, and those that a regular expression lets through.
// RUN: %unit/charset_test
#include "charset.h"
#include "check.h"

static charset some(const char *bytes)
{
    return charset_some(bytes, strlen(bytes));
}

static charset whole(const char *bytes)
{
    return charset_whole(bytes, strlen(bytes));
}

static charset matched(const char *pattern)
{
    return charset_of_regex(pattern, strlen(pattern));
}

static bool is_letter(void *data, unsigned char byte)
{
    (void)data;
    return byte >= 'a' && byte <= 'z';
}

static void test_members(void)
{
    CHECK(charset_of(';') != charset_of('|'));
    CHECK(charset_of('a') == charset_of('z') && charset_of('a') != charset_of('A'));
    CHECK(charset_of('\0') != charset_of('\1') && charset_of('\n') != charset_of('\r'));
    CHECK(charset_of(200) == charset_of(255));
    CHECK(some("az;") == (charset_of('a') | charset_of(';')));
    CHECK((whole("az;") & some("az;|")) == charset_of(';'));
    CHECK((whole("abcdefghijklmnopqrstuvwxyz") & some("aA")) == charset_of('a'));
    CHECK(charset_where(is_letter, NULL) == charset_of('a'));
}

static void test_regex(void)
{
    CHECK(matched("^[a-z0-9_]+$") == some("a0_"));
    CHECK(matched("^[[:alnum:].-]{1,32}$") == some("aA0.-"));
    CHECK(matched("^(on|off)$") == some("a"));
    CHECK(matched("^\\d+\\.\\d+$") == some("0."));
    CHECK(!(matched("^[^;|&]*$") & some(";|&")));
    CHECK(matched("^[^;]*$") & some("|\n"));
    CHECK(matched("[a-z]+") == CHARSET_ALL);
    CHECK(matched("^[a-z]+") == CHARSET_ALL);
    CHECK(matched("^a.c$") == CHARSET_ALL);
    CHECK(matched("^a|b$") == CHARSET_ALL);
    CHECK(matched("^a\\$") == CHARSET_ALL);
    CHECK(matched("^[a") == CHARSET_ALL);
    CHECK(matched("^[[:nothing:]]$") == CHARSET_ALL);
    CHECK(matched("") == CHARSET_ALL);
}

static const char *said(const char *bytes)
{
    static char text[200];
    charset_say(some(bytes), text, sizeof text);
    return text;
}

static void test_words(void)
{
    char little[8];
    CHECK_TEXT(said(""), "");
    CHECK_TEXT(said(";"), "';'");
    CHECK_TEXT(said(";|"), "';' and '|'");
    CHECK_TEXT(said("'$\n"), "a newline, '$' and \"'\"");
    CHECK_TEXT(said("aA0-"), "letters, digits and '-'");
    CHECK_TEXT(said("a"), "lower-case letters");
    charset_say(some(";|&$"), little, sizeof little);
    CHECK_TEXT(little, "'$', '&");
}

int main(void)
{
    test_members();
    test_regex();
    test_words();
    return check_result();
}
