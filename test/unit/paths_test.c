// File names: normal forms, relative names, symbolic links, URIs.
// RUN: rm -rf %t && mkdir -p %t/real/deep && ln -s real/deep %t/link && touch %t/real/x.c
// RUN: %unit/paths_test %t
#include "check.h"
#include "memory.h"
#include "paths.h"
#include "root.h"
#include "units.h"
#include "uri.h"

#include <stdlib.h>

static void is(char *path, const char *must)
{
    CHECK_TEXT(path, must);
    free(path);
}

static void test_normal(void)
{
    is(path_normalise("/a//b/./c/../d/"), "/a/b/d");
    is(path_normalise("/.."), "/");
    is(path_normalise("/../a"), "/a");
    is(path_normalise("/"), "/");
    is(path_normalise("a/.."), ".");
    is(path_normalise("../a/../../b"), "../../b");
    is(path_normalise("./a"), "a");
    is(path_normalise("a/../../b"), "../b");
    is(path_normalise(""), ".");
    is(path_normalise("/a/..b/...c"), "/a/..b/...c");
}

static void test_relative(void)
{
    is(path_relative("/p", "/p/src/a.c"), "src/a.c");
    is(path_relative("/p", "/p"), ".");
    is(path_relative("/p", "/pq/a.c"), "/pq/a.c");
    is(path_relative("/", "/a.c"), "a.c");
    CHECK(path_is_under("/p/a", "/p"));
    CHECK(path_is_under("/p/a", "/p/"));
    CHECK(!path_is_under("/pa", "/p"));
    is(path_common("/p/src/a", "/p/src/b"), "/p/src");
    is(path_common("/p/src", "/p/src/b"), "/p/src");
    is(path_common("/p/sr", "/p/src"), "/p");
    is(path_common("/a", "/b"), "/");
    is(path_directory("/a"), "/");
    is(path_directory("/a/b"), "/a");
    is(path_directory("a"), ".");
    CHECK_TEXT(path_base("/a/b.c"), "b.c");
    CHECK_TEXT(path_base("b.c"), "b.c");
}

static void test_links(const char *directory)
{
    /* link is real/deep: its parent is real, not the directory the link stands in. */
    char *real = realpath(directory, NULL);
    char *name = path_resolve(real, "link/../x.c");
    char *must = format_text("%s/real/x.c", real);
    CHECK_TEXT(name, must);
    free(name);
    free(must);
    /* Where it is the same file, the letters decide: no other name comes in. */
    name = path_resolve(real, "real/deep/../x.c");
    must = format_text("%s/real/x.c", real);
    CHECK_TEXT(name, must);
    free(name);
    free(must);
    /* A root given through a link. */
    char *root = format_text("%s/link", real);
    must = format_text("%s/real/deep", real);
    is(root_relative(root, must, "y.c"), "y.c");
    free(root);
    free(must);
    free(real);
}

static void test_patterns(void)
{
    CHECK(pattern_fits("a.c", "/p/src/a.c", "/p", "/p/src"));
    CHECK(pattern_fits("src/a.c", "/p/src/a.c", "/p", "/q"));
    CHECK(pattern_fits("src", "/p/src/a.c", "/p", "/p"));
    CHECK(pattern_fits("src/*.c", "/p/src/a.c", "/p", "/q"));
    CHECK(pattern_fits("*/a.c", "/p/src/a.c", "/p", "/q"));
    CHECK(pattern_fits("/p/src/a.c", "/p/src/a.c", "/p", "/q"));
    CHECK(!pattern_fits("a.c", "/p/src/a.c", "/p", "/p"));
    CHECK(!pattern_fits("sr", "/p/src/a.c", "/p", "/p"));
}

static void test_uris(void)
{
    is(uri_of_path("src/a b#.c"), "src/a%20b%23.c");
    is(uri_of_path("/a/ä.c"), "file:///a/%C3%A4.c");
    is(uri_of_path("a%20.c"), "a%2520.c");
    is(uri_to_path("src/a%20b%23.c"), "src/a b#.c");
    is(uri_to_path("file:///a/%c3%a4.c"), "/a/ä.c");
    is(uri_to_path("file://host/a"), "/a");
    is(uri_to_path("a%2"), "a%2");
    is(uri_to_path("100%"), "100%");
}

int main(int argc, char **argv)
{
    (void)argc;
    test_normal();
    test_relative();
    test_links(argv[1]);
    test_patterns();
    test_uris();
    return check_result();
}
