// Model files on disk: includes, what cannot be read, and what means harm.
// RUN: rm -rf %t && mkdir -p %t/sub && %unit/model_file_test %t
#include "check.h"
#include "model.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void save(const char *path, const char *text, size_t length)
{
    FILE *file = fopen(path, "wb");
    CHECK(file && fwrite(text, 1, length, file) == length);
    CHECK(file && fclose(file) == 0);
}

static void put(const char *path, const char *text)
{
    save(path, text, strlen(text));
}

/* Reading the file fails with `must`, written as "file:line:column: text"; a test that cannot know
 * the end of the text gives its beginning. */
static void fails(struct model_set *set, const char *path, const char *must)
{
    size_t count = model_count(set);
    struct model_error error = {0};
    CHECK(model_set_read(set, path, &error) == -1);
    CHECK(model_count(set) == count);
    char is[4000];
    snprintf(is, sizeof is, "%s:%u:%u: %s", error.file ? error.file : "", error.line, error.column,
             error.text ? error.text : "");
    if (strlen(is) > strlen(must))
        is[strlen(must)] = '\0';
    CHECK_TEXT(is, must);
    model_error_clear(&error);
}

static void reads(struct model_set *set, const char *path)
{
    struct model_error error = {0};
    CHECK(model_set_read(set, path, &error) == 0);
    CHECK_TEXT(error.text, NULL);
    model_error_clear(&error);
}

static void test_include(void)
{
    struct model_set *set = model_set_new();
    put("a.yaml", "functions: [{name: [f, g], args: 1, known: true}]\n"
                  "include: [sub/b.yaml, ./sub/b.yaml]\n"
                  "library: alpha\n");
    put("sub/b.yaml", "include: c.yaml\nfunctions: [{name: [f, h], args: 2, known: true}]\n");
    put("sub/c.yaml", "functions: [{name: [f, h, i], args: 3, known: true}]\n");
    reads(set, "a.yaml");
    /* What includes wins over what is included. */
    CHECK(model_count(set) == 4);
    CHECK(model_find(set, "f")->args == 1 && model_find(set, "g")->args == 1);
    CHECK(model_find(set, "h")->args == 2 && model_find(set, "i")->args == 3);
    CHECK_TEXT(model_find(set, "f")->library, "alpha");
    CHECK_TEXT(model_find(set, "h")->library, "b");
    /* A file read later wins over one read before. */
    reads(set, "sub/c.yaml");
    CHECK(model_count(set) == 4 && model_find(set, "f")->args == 3);

    put("broken.yaml", "include: [sub/c.yaml, sub/bad.yaml]\n");
    put("sub/bad.yaml", "functions:\n  - {name: new, args: 1}\n");
    fails(set, "broken.yaml",
          "sub/bad.yaml:2:5: 'new' has no effect; add one, or 'known: true' where data is safe "
          "with it");
    CHECK(!model_find(set, "new"));
    model_set_free(set);
}

static void test_cycle(void)
{
    struct model_set *set = model_set_new();
    put("x.yaml", "functions: []\ninclude:\n  - sub/y.yaml\n");
    put("sub/y.yaml", "include: [z.yaml]\n");
    put("sub/z.yaml", "include: [ '../x.yaml' ]\n");
    fails(set, "x.yaml",
          "sub/z.yaml:1:12: include cycle: 'sub/../x.yaml' is included by 'sub/z.yaml' is included "
          "by 'sub/y.yaml' is included by 'x.yaml'; remove one of these includes");
    put("self.yaml", "include: self.yaml\n");
    fails(set, "self.yaml",
          "self.yaml:1:10: include cycle: 'self.yaml' is included by 'self.yaml'; remove one of "
          "these includes");
    CHECK(symlink("self.yaml", "other.yaml") == 0);
    put("self.yaml", "include: other.yaml\n");
    fails(set, "self.yaml", "self.yaml:1:10: include cycle: 'other.yaml' is included by");
    model_set_free(set);
}

static void test_unreadable(void)
{
    struct model_set *set = model_set_new();
    fails(set, "none.yaml",
          "none.yaml:0:0: No such file or directory; check the path and its permissions");
    fails(set, "", ":0:0: No such file or directory; check the path and its permissions");
    fails(set, "sub", "sub:0:0: it is a directory; name a file in it");
    CHECK(mkfifo("pipe", 0600) == 0);
    fails(set, "pipe", "pipe:0:0: it is no regular file; copy it into one");
    put("locked.yaml", "functions: []\n");
    chmod("locked.yaml", 0);
    if (geteuid() != 0)
        fails(set, "locked.yaml",
              "locked.yaml:0:0: Permission denied; check the path and its permissions");
    put("asks.yaml", "library: x\ninclude: [none.yaml]\n");
    fails(set, "asks.yaml",
          "asks.yaml:2:11: cannot include 'none.yaml': No such file or directory; check the path "
          "and its permissions");
    put("asks.yaml", "include: sub\n");
    fails(set, "asks.yaml",
          "asks.yaml:1:10: cannot include 'sub': it is a directory; name a file in it");
    put("asks.yaml", "include: ''\n");
    fails(set, "asks.yaml",
          "asks.yaml:1:10: 'include' is empty; it must be a text or a list of "
          "texts");
    put("asks.yaml", "include: {}\n");
    fails(set, "asks.yaml",
          "asks.yaml:1:10: 'include' is a mapping; it must be a text or a list of texts");
    put("empty.yaml", "");
    fails(set, "empty.yaml", "empty.yaml:0:0: the file is empty; start it with 'functions:'");
    model_set_free(set);
}

/* A chain of includes deeper than any library needs, and a tree of them that doubles at each level,
 * of which each file is read once. */
static void test_many_includes(void)
{
    struct model_set *set = model_set_new();
    char name[40], text[100];
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "deep%d.yaml", i);
        snprintf(text, sizeof text, "include: deep%d.yaml\n", i + 1);
        put(name, text);
    }
    fails(set, "deep0.yaml",
          "deep16.yaml:1:10: cannot include 'deep17.yaml': includes go deeper than 16 files; "
          "include it further out");
    for (int i = 0; i < 15; i++) {
        snprintf(name, sizeof name, "wide%d.yaml", i);
        snprintf(text, sizeof text, "include: [wide%d.yaml, wide%d.yaml, ./wide%d.yaml]\n", i + 1,
                 i + 1, i + 1);
        put(name, text);
    }
    put("wide15.yaml", "functions: [{name: f, args: 1, known: true}]\n");
    reads(set, "wide0.yaml");
    CHECK(model_count(set) == 1);
    model_set_free(set);
}

/* A text of `count` repetitions between a beginning and an end. */
static void put_long(const char *path, const char *begin, const char *repeat, size_t count,
                     const char *end)
{
    size_t step = strlen(repeat), length = strlen(begin) + count * step + strlen(end);
    char *text = malloc(length + 1), *at = text;
    CHECK(text != NULL);
    if (!text)
        return;
    at += sprintf(at, "%s", begin);
    for (size_t i = 0; i < count; i++, at += step)
        memcpy(at, repeat, step);
    strcpy(at, end);
    save(path, text, length);
    free(text);
}

static void test_hostile(void)
{
    struct model_set *set = model_set_new();
    put_long("large.yaml", "#", "x", 16u << 20, "\n");
    fails(set, "large.yaml", "large.yaml:0:0: more than 16 MiB of models; split or shorten them");
    put_long("values.yaml", "functions: [", "a,", 1000 * 1000, "]\n");
    fails(set, "values.yaml", "values.yaml:1:");
    put_long("nested.yaml", "functions: ", "[", 1 << 20, "\n");
    fails(set, "nested.yaml", "nested.yaml:1:19: nested deeper than a model can be; see");
    put_long("blocks.yaml", "functions: \n", "- ", 1 << 20, "\n");
    fails(set, "blocks.yaml", "blocks.yaml:2:15: nested deeper than a model can be; see");
    put_long("stars.yaml", "functions: {name: f, args: 1, sink: {kind: sql, at: '", "*", 1 << 20,
             "0'}}\n");
    fails(set, "stars.yaml", "stars.yaml:1:53: '*****");
    put_long("name.yaml", "functions: {args: 1, known: true, name: ", "n", 1 << 20, "}\n");
    reads(set, "name.yaml");
    put_long("anchors.yaml", "functions:\n", "- &a {name: f, args: 0}\n", 1 << 16, "");
    fails(set, "anchors.yaml", "anchors.yaml:2:");
    put("laughs.yaml", "library: &a [x, x, x]\nfunctions: [*a, *a, *a]\n");
    fails(set, "laughs.yaml", "laughs.yaml:2:13: a star outside quotes is a YAML alias");
    save("nul.yaml", "functions: []\n\0", 15);
    fails(set, "nul.yaml",
          "nul.yaml:2:1: control characters are not allowed; save the file as plain UTF-8 text");
    save("utf16.yaml", "\xFF\xFE{\0}\0", 6);
    fails(set, "utf16.yaml",
          "utf16.yaml:1:1: invalid leading UTF-8 octet; save the file as plain "
          "UTF-8 text");
    model_set_free(set);
}

int main(int count, char **arguments)
{
    if (count != 2 || chdir(arguments[1]) != 0)
        return 2;
    test_include();
    test_cycle();
    test_unreadable();
    test_many_includes();
    test_hostile();
    return check_result();
}
