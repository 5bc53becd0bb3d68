// Response files as GCC and Clang read them, nested and broken ones too.
// RUN: rm -rf %t && mkdir %t && %unit/response_test %t
#include "check.h"
#include "files.h"
#include "memory.h"
#include "response.h"

#include <stdlib.h>

/* `text` splits into `must`, the words with '|' between them. */
static void splits(const char *text, const char *must)
{
    struct list words = {0};
    response_split(text, &words);
    char *is = list_join(&words, "|");
    CHECK_TEXT(is, must);
    free(is);
    list_free(&words);
}

static void test_split(void)
{
    splits("", "");
    splits(" \n\t ", "");
    splits("-c  a.c\n-o\ta.o\r\n", "-c|a.c|-o|a.o");
    splits("'a b' \"c d\"", "a b|c d");
    splits("-DX=\"a'b\"", "-DX=a'b");
    splits("-DX='a\"b'", "-DX=a\"b");
    splits("a\\ b", "a b");
    splits("'a\\'b'", "a'b");
    splits("\"a\\\"b\"", "a\"b");
    splits("\"a\\\\b\"", "a\\b");
    splits("\"\" x", "|x");
    splits("a'b c'd", "ab cd");
    splits("'open", "open");
    splits("end\\", "end\\");
    splits("'a\nb'", "a\nb");
}

static void put(const char *directory, const char *name, const char *text)
{
    char *path = format_text("%s/%s", directory, name);
    CHECK(write_file(path, text, strlen(text)) == 0);
    free(path);
}

/* The one argument `argument` becomes `must`, or fails with a text that holds `trouble`. */
static void expands(const char *directory, const char *argument, const char *must,
                    const char *trouble)
{
    struct list arguments = {0}, out = {0};
    char *why = NULL;
    list_add(&arguments, argument);
    int result = response_expand(&arguments, directory, &out, &why);
    char *is = list_join(&out, "|");
    CHECK((result == 0) == (trouble == NULL));
    if (must)
        CHECK_TEXT(is, must);
    if (trouble)
        CHECK(why && strstr(why, trouble));
    free(is);
    free(why);
    list_free(&arguments);
    list_free(&out);
}

int main(int argc, char **argv)
{
    (void)argc;
    test_split();
    const char *directory = argv[1];
    put(directory, "a.rsp", "-DA '-DB=x y' @b.rsp -DZ");
    put(directory, "b.rsp", "-DC\n");
    put(directory, "cycle.rsp", "-DX @half.rsp");
    put(directory, "half.rsp", "@cycle.rsp");
    struct text outer = {0}, inner = {0};
    for (int i = 0; i < 2000; i++) {
        text_add(&outer, "@inner.rsp ");
        text_add(&inner, "-DX ");
    }
    put(directory, "outer.rsp", outer.data);
    put(directory, "inner.rsp", inner.data);
    text_free(&outer);
    text_free(&inner);
    expands(directory, "-c", "-c", NULL);
    expands(directory, "@", "@", NULL);
    expands(directory, "@b.rsp", "-DC", NULL);
    expands(directory, "@a.rsp", "-DA|-DB=x y|-DC|-DZ", NULL);
    expands(directory, "@cycle.rsp", NULL, "cycle.rsp: Response file contains itself");
    expands(directory, "@none.rsp", NULL, "none.rsp: Cannot read the response file: No such file");
    expands(directory, "@outer.rsp", NULL, "inner.rsp: Response files hold more than 1048576");
    return check_result();
}
