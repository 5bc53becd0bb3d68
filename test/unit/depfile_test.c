// Clang's dependency files, and texts that other people wrote.
// RUN: %unit/depfile_test
#include "adapt.h"
#include "check.h"
#include "depfile.h"
#include "utf8.h"

#include <stdlib.h>

static void parses(const char *text, const char *must)
{
    struct list files = {0};
    depfile_parse(text, &files);
    char *is = list_join(&files, "|");
    CHECK_TEXT(is, must);
    free(is);
    list_free(&files);
}

static void text_is(char *text, const char *must)
{
    CHECK_TEXT(text, must);
    free(text);
}

static void test_utf8(void)
{
    text_is(utf8_repair("a\xff"
                        "b"),
            "a\xef\xbf\xbd"
            "b");
    text_is(utf8_repair("\xc3\xa4\n"), "\xc3\xa4\n");
    text_is(utf8_repair("\xe2\x82"), "\xef\xbf\xbd\xef\xbf\xbd");
    text_is(utf8_repair("\xc0\x80"), "\xef\xbf\xbd\xef\xbf\xbd");
    text_is(utf8_harmless("a\033[31m\tb"), "a\xef\xbf\xbd[31m\tb");
    text_is(utf8_harmless("\xc2\x9b"
                          "x"),
            "\xef\xbf\xbd"
            "x");
    CHECK(utf8_column("a\xc3\xa4"
                      "b",
                      4, 4) == 3);
    CHECK(utf8_column("ab", 2, 1) == 1);
    CHECK(utf8_column("ab", 2, 5) == 5);
    CHECK(utf8_column("\xff\xff", 2, 3) == 3);
}

int main(void)
{
    parses("a.o: a.c b.h\n", "a.c|b.h");
    parses("a.o: a.c \\\n  b\\ c.h \\\n d.h\n", "a.c|b c.h|d.h");
    parses("a.o: x\\#y.h $$z.h\n", "x#y.h|$z.h");
    parses("a.o: a\\b.h\n", "a\\b.h");
    parses("a.o: a.c\n\nb.h:\n", "a.c");
    parses("a.o: a.c \\\r\n b.h\r\n", "a.c|b.h");
    parses("a.o:", "");
    parses("", "");
    test_utf8();
    text_is(adapt_target("x86_64-linux-gnu", "x86_64-pc-linux-gnu"), NULL);
    text_is(adapt_target("aarch64-linux-gnu", "x86_64-pc-linux-gnu"), "--target=aarch64-linux-gnu");
    text_is(adapt_target("", "x86_64-pc-linux-gnu"), NULL);
    return check_result();
}
