// JSON is checked before libclang sees it, and every complaint has its place.
// RUN: %unit/json_test
#include "check.h"
#include "json.h"

#include <stdlib.h>

static void fails(const char *text, const char *must)
{
    char *trouble = NULL;
    cJSON *json = json_parse("f.json", text, strlen(text), &trouble);
    CHECK(!json);
    CHECK_TEXT(trouble, must);
    free(trouble);
    cJSON_Delete(json);
}

static void parses(const char *text)
{
    char *trouble = NULL;
    cJSON *json = json_parse("f.json", text, strlen(text), &trouble);
    CHECK(json);
    CHECK_TEXT(trouble, NULL);
    free(trouble);
    cJSON_Delete(json);
}

#define CUT "The file ends before its JSON does; it was cut off, make it again"
#define WRONG "This is not valid JSON; mend it or make the file again"

static void test_places(void)
{
    parses("[]");
    parses(" [ {\"a\": 1} ]\n\n");
    parses("\xef\xbb\xbf[]");
    fails("", "f.json:1:1: " CUT);
    fails("[\n  {\"file\": \"a.c\",\n", "f.json:3:1: " CUT);
    fails("[\n  {\"file\": \"a.c", "f.json:2:16: " CUT);
    fails("[1", "f.json:1:3: " CUT);
    fails("[\n1, x]", "f.json:2:4: " WRONG);
    fails("[1] x", "f.json:1:5: " WRONG);
    fails("nonsense", "f.json:1:1: " WRONG);
}

static void test_lines(void)
{
    const char *text = "[\n {\"a\": [1,\n 2]},\n\n {\"b\": \",[\\\"\"},\n3]";
    size_t length = strlen(text);
    CHECK(json_item_line(text, length, 0) == 2);
    CHECK(json_item_line(text, length, 1) == 5);
    CHECK(json_item_line(text, length, 2) == 6);
    CHECK(json_item_line(text, length, 3) == 0);
    CHECK(json_item_line("[]", 2, 0) == 0);
}

static void test_members(void)
{
    char *trouble = NULL;
    const char *text = "{\"t\": \"x\", \"n\": 7, \"m\": -1, \"h\": 1e99, \"b\": true}";
    cJSON *json = json_parse("f.json", text, strlen(text), &trouble);
    CHECK_TEXT(json_text(json, "t"), "x");
    CHECK_TEXT(json_text(json, "n"), "");
    CHECK_TEXT(json_text(NULL, "n"), "");
    CHECK(json_count(json, "n") == 7);
    CHECK(json_count(json, "m") == 0);
    CHECK(json_count(json, "h") == 0);
    CHECK(json_count(json, "t") == 0);
    CHECK(json_bool(json, "b") && !json_bool(json, "n"));
    cJSON_Delete(json);
}

int main(void)
{
    test_places();
    test_lines();
    test_members();
    return check_result();
}
