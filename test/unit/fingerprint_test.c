// A finding's identity: what may change in the source without changing it, and what not.
// RUN: rm -rf %t && mkdir %t && %unit/fingerprint_test %t
#include "check.h"
#include "files.h"
#include "fingerprint.h"
#include "memory.h"

#include <stdlib.h>

static void normal(const char *line, const char *must)
{
    char *text = fingerprint_text(line, strlen(line));
    CHECK_TEXT(text, must);
    free(text);
}

static void test_text(void)
{
    normal("    system( argv[1] );", "system(argv[1]);");
    normal("system(argv[1]); // why", "system(argv[1]);");
    normal("system(/* why */argv[1]);", "system(argv[1]);");
    normal("return  x;", "return x;");
    normal("return/**/x;", "return x;");
    normal("f(\"a  b\", 'c')", "f(\"a  b\",'c')");
    normal("f(\"a // b\")", "f(\"a // b\")");
    normal("f(\"a \\\" // b\")", "f(\"a \\\" // b\")");
    normal("\"open // ", "\"open // ");
    normal("a / b", "a/b");
    normal("", "");
    normal("/*", "");
}

static struct finding at(unsigned line, unsigned source, const char *message)
{
    struct finding finding = {.checker = copy_text("tinct.X"),
                              .unit = copy_text("a.c"),
                              .message = copy_text(message),
                              .remedy = copy_text(""),
                              .file = copy_text("a.c"),
                              .line = line,
                              .column = 5,
                              .function = copy_text("f"),
                              .step_count = 1};
    finding.steps = allocate(1, sizeof *finding.steps);
    finding.steps[0] =
        (struct step){.file = copy_text("a.c"), .line = source, .message = copy_text("source")};
    return finding;
}

/* Fingerprints of findings at lines `a` and `b` of a file with this text. */
static void prints(const char *directory, const char *text, unsigned a, unsigned b, unsigned source,
                   char first[33], char second[33])
{
    char *path = format_text("%s/a.c", directory);
    CHECK(write_file(path, text, strlen(text)) == 0);
    free(path);
    struct findings findings = {0};
    struct finding one = at(a, source, "one"), two = at(b, source, "two");
    findings_add(&findings, &one);
    findings_add(&findings, &two);
    findings_merge(&findings);
    CHECK(findings.count == 2);
    struct sources *sources = sources_new(directory);
    fingerprint_all(&findings, sources);
    strcpy(first, findings.items[0].fingerprint);
    strcpy(second, findings.items[1].fingerprint);
    sources_free(sources);
    findings_free(&findings);
}

static void test_identity(const char *directory)
{
    char a1[33], a2[33], b1[33], b2[33];
    prints(directory, "get(s);\nrun(s);\nrun(s);\n", 2, 3, 1, a1, a2);
    CHECK(strlen(a1) == 32);
    CHECK(strcmp(a1, a2) != 0); /* equal lines are told apart by their order */
    prints(directory, "\n\nget(s);\n\n  run( s ); // x\nrun(s);\n", 5, 6, 3, b1, b2);
    CHECK_TEXT(b1, a1);
    CHECK_TEXT(b2, a2);
    prints(directory, "get(s);\nrun(t);\nrun(s);\n", 2, 3, 1, b1, b2);
    CHECK(strcmp(b1, a1) != 0);
    CHECK_TEXT(b2, a1); /* now the only one of its kind */
    prints(directory, "get(t);\nrun(s);\nrun(s);\n", 2, 3, 1, b1, b2);
    CHECK(strcmp(b1, a1) != 0);
}

int main(int argc, char **argv)
{
    (void)argc;
    test_text();
    test_identity(argv[1]);
    return check_result();
}
