// Good model files: what each key becomes, which model wins, and the built-in set.
// RUN: %unit/model_test
#include "callee.h"
#include "check.h"
#include "model.h"

static struct model_set *read(const char *text)
{
    struct model_set *set = model_set_new();
    struct model_error error = {0};
    CHECK(set && model_set_read_text(set, "test.yaml", text, strlen(text), &error) == 0);
    CHECK_TEXT(error.text, NULL);
    model_error_clear(&error);
    return set;
}

static bool is_place(struct model_place place, enum model_root root, int index, int depth)
{
    return place.root == root && place.index == index && place.depth == depth;
}

static void test_function(void)
{
    struct model_set *set = read("library: mylib\n"
                                 "functions:\n"
                                 "  - {name: [one, two], args: 3, variadic: true, returns: 1,\n"
                                 "     evaluate: true, keeps: true, known: true}\n"
                                 "  - {name: three, args: 0, known: true}\n");
    const struct model_function *one = model_find(set, "one"), *three = model_find(set, "three");
    CHECK(one && model_find(set, "two") && model_find(set, "two") != one && three);
    if (one && three) {
        CHECK_TEXT(one->name, "one");
        CHECK_TEXT(one->library, "mylib");
        CHECK(one->args == 3 && one->variadic && one->evaluate && one->keeps && one->known);
        CHECK(one->returns == 1 && one->effect_count == 0);
        CHECK(!three->variadic && !three->evaluate && !three->keeps && three->returns == -1);
    }
    CHECK(!model_find(set, "on") && !model_find(set, "onee") && !model_find(set, ""));
    CHECK(!model_find(set, NULL) && !model_find(NULL, "one"));
    model_set_free(set);
}

static void test_places(void)
{
    static const struct {
        const char *text;
        struct model_place place;
    } cases[] = {
        {"0", {MODEL_ARGUMENT, 0, 0}},       {"'*0'", {MODEL_ARGUMENT, 0, 1}},
        {"\"**1\"", {MODEL_ARGUMENT, 1, 2}}, {"'***0'", {MODEL_ARGUMENT, 0, 3}},
        {"return", {MODEL_RETURN, 0, 0}},    {"'**return'", {MODEL_RETURN, 0, 2}},
        {"v2", {MODEL_VARIADIC, 2, 0}},      {"'*v3'", {MODEL_VARIADIC, 3, 1}},
        {"va1", {MODEL_VA_LIST, 1, 0}},      {"'*5'", {MODEL_ARGUMENT, 5, 1}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        snprintf(text, sizeof text,
                 "functions: {name: f, args: 2, variadic: true, source: {to: %s, kind: env}}\n",
                 cases[i].text);
        struct model_set *set = read(text);
        const struct model_function *f = model_find(set, "f");
        CHECK(f && f->effect_count == 1);
        if (f && f->effect_count == 1)
            CHECK(is_place(f->effects[0].to, cases[i].place.root, cases[i].place.index,
                           cases[i].place.depth));
        model_set_free(set);
    }
}

static void test_lengths(void)
{
    struct model_set *set =
        read("functions:\n"
             "  - name: f\n"
             "    args: 4\n"
             "    allocates: [1, 2]\n"
             "    source: {to: '*0', kind: file, limit: 1, times: 2, most: 4095, string: true}\n"
             "    flow:\n"
             "      - {from: '*1', to: return, as: length, limit: 2}\n"
             "      - {from: '*1', to: '*0', string: true, most: 0x10}\n"
             "    sink:\n"
             "      - {at: 2, kind: length, times: 1, writes: '*0', reads: '*3'}\n"
             "      - {at: 2, kind: length}\n"
             "  - {name: g, args: 1, known: true, allocates: 0}\n");
    const struct model_function *f = model_find(set, "f"), *g = model_find(set, "g");
    CHECK(f && g && f->effect_count == 5);
    if (f && g && f->effect_count == 5) {
        const struct model_effect *e = f->effects;
        CHECK(f->allocates[0] == 1 && f->allocates[1] == 2);
        CHECK(g->allocates[0] == 0 && g->allocates[1] == -1);
        CHECK(e[0].limit == 1 && e[0].times == 2 && e[0].most == 4095 && e[0].string);
        CHECK(e[1].as == MODEL_AS_LENGTH && e[1].limit == 2 && e[1].times == -1 && !e[1].string);
        CHECK(e[2].string && e[2].most == 16 && e[2].limit == -1);
        CHECK(e[3].times == 1 && is_place(e[3].writes, MODEL_ARGUMENT, 0, 1));
        CHECK(is_place(e[3].reads, MODEL_ARGUMENT, 3, 1));
        CHECK(e[4].writes.index == -1 && e[4].reads.index == -1 && e[4].times == -1);
    }
    model_set_free(set);
}

static void test_effects(void)
{
    struct model_set *set =
        read("functions:\n"
             "  - name: f\n"
             "    args: 4\n"
             "    variadic: true\n"
             "    source: {to: '*0', channel: 2, kind: file}\n"
             "    flow:\n"
             "      - {from: '*1', to: '*0', append: true, limit: 2, clears: [sql, shell]}\n"
             "      - {from: '*1', to: return, as: number, clears: format}\n"
             "    print: {format: 2, arguments: v4, to: '**0', limit: 1, dialect: sqlite}\n"
             "    scan:\n"
             "      - {format: 1, arguments: va3, from: '*0'}\n"
             "      - {format: 1, arguments: v4, channel: 0, kind: stdin}\n"
             "    sink: {at: '*0', kind: shell, profile: strict, when: {argument: 2, lacks: 0x4}}\n"
             "    handle: [{to: return, kind: network}, {to: '1', channel: 0}]\n"
             "    output:\n"
             "      - {from: '*1', kind: http}\n"
             "      - {format: 2, arguments: v4, channel: 0}\n");
    const struct model_function *f = model_find(set, "f");
    CHECK(f && f->effect_count == 11);
    if (f && f->effect_count == 11) {
        const struct model_effect *e = f->effects;
        CHECK(e[0].kind == MODEL_SOURCE_EFFECT && e[0].channel == 2);
        CHECK(e[0].source == MODEL_SOURCE_FILE && is_place(e[0].to, MODEL_ARGUMENT, 0, 1));
        CHECK(e[0].when.op == MODEL_WHEN_ALWAYS && e[0].limit == -1);
        CHECK(e[1].kind == MODEL_FLOW_EFFECT && e[1].append && e[1].limit == 2);
        CHECK(e[1].clears == (1u << MODEL_SINK_SQL | 1u << MODEL_SINK_SHELL));
        CHECK(e[1].as == MODEL_AS_IS && is_place(e[1].from, MODEL_ARGUMENT, 1, 1));
        CHECK(e[2].as == MODEL_AS_NUMBER && e[2].clears == 1u << MODEL_SINK_FORMAT);
        CHECK(e[3].kind == MODEL_PRINT_EFFECT && e[3].format == 2 && e[3].limit == 1);
        CHECK(e[3].dialect == MODEL_DIALECT_SQLITE && !e[3].append);
        CHECK(is_place(e[3].arguments, MODEL_VARIADIC, 4, 0));
        CHECK(e[4].kind == MODEL_SCAN_EFFECT && is_place(e[4].from, MODEL_ARGUMENT, 0, 1));
        CHECK(is_place(e[4].arguments, MODEL_VA_LIST, 3, 0) && e[4].channel == -1);
        CHECK(e[5].kind == MODEL_SCAN_EFFECT && e[5].from.index == -1 && e[5].channel == 0);
        CHECK(e[5].source == MODEL_SOURCE_STDIN);
        CHECK(e[6].kind == MODEL_SINK_EFFECT && e[6].sink == MODEL_SINK_SHELL);
        CHECK(e[6].level == 1 && e[0].level == 0);
        CHECK(e[6].when.op == MODEL_WHEN_LACKS_BITS && e[6].when.argument == 2);
        CHECK(e[6].when.value == 4);
        CHECK(e[7].kind == MODEL_HANDLE_EFFECT && e[7].source == MODEL_SOURCE_NETWORK);
        CHECK(e[8].channel == 0 && e[8].source == MODEL_SOURCE_NONE);
        CHECK(e[9].kind == MODEL_OUTPUT_EFFECT && e[9].source == MODEL_SOURCE_HTTP);
        CHECK(e[9].format == -1 && is_place(e[9].from, MODEL_ARGUMENT, 1, 1));
        CHECK(e[10].format == 2 && is_place(e[10].arguments, MODEL_VARIADIC, 4, 0));
    }
    model_set_free(set);
}

static void test_conditions(void)
{
    struct model_set *set =
        read("functions:\n"
             "  - name: f\n"
             "    args: 1\n"
             "    sink:\n"
             "      - {at: 0, kind: sql, when: {argument: 0, equals: -9223372036854775807}}\n"
             "      - {at: 0, kind: sql, when: {has: 0x7fffffffffffffff, argument: 0}}\n");
    const struct model_function *f = model_find(set, "f");
    CHECK(f && f->effect_count == 2);
    if (f && f->effect_count == 2) {
        CHECK(f->effects[0].when.op == MODEL_WHEN_EQUALS);
        CHECK(f->effects[0].when.value == -INT64_MAX);
        CHECK(f->effects[1].when.op == MODEL_WHEN_HAS_BITS);
        CHECK(f->effects[1].when.value == INT64_MAX);
    }
    model_set_free(set);
}

static void test_globals(void)
{
    struct model_set *set = read("globals:\n"
                                 "  - {name: b, kind: argv}\n"
                                 "  - {name: a, kind: env, depth: 2}\n");
    const struct model_global *b = model_find_global(set, "b");
    CHECK(b && b->source == MODEL_SOURCE_ARGV && b->depth == 1);
    CHECK(model_global_at(set, 1) == b && !model_global_at(set, 2));
    CHECK(!model_find_global(set, "c") && !model_find(set, "b") && model_count(set) == 0);
    model_set_free(set);
}

static void test_callers(void)
{
    struct model_set *set =
        read("functions:\n"
             "  - {name: f, args: 3, callback: {argument: 1, parameters: "
             "[{number: 0, from: '2'}, {number: 2, kind: db, depth: 2}]}}\n"
             "fields: {struct: s, field: t, kind: http}\n"
             "entries:\n"
             "  - {name: 'on_*', parameters: {number: 1, kind: ipc}}\n"
             "  - {struct: s, field: act, parameters: {number: 0, kind: env}}\n");
    const struct model_function *f = model_find(set, "f");
    const struct model_callback *callback = f ? f->callback : NULL;
    CHECK(callback && callback->argument == 1 && callback->parameter_count == 2);
    if (callback && callback->parameter_count == 2) {
        CHECK(callback->parameters[0].source == MODEL_SOURCE_NONE);
        CHECK(callback->parameters[0].from.index == 2 && callback->parameters[0].from.depth == 0);
        CHECK(callback->parameters[1].index == 2 && callback->parameters[1].depth == 2);
        CHECK(callback->parameters[1].source == MODEL_SOURCE_DB);
    }
    const struct model_field *field = model_find_field(set, "s.t");
    CHECK(field && field->source == MODEL_SOURCE_HTTP && field->depth == 1);
    CHECK(!model_find_field(set, "s.u"));
    const struct model_entry_point *entry = model_find_entry(set, "on_data", false);
    CHECK(entry && entry->parameter_count == 1 && entry->parameters[0].index == 1);
    CHECK(!model_find_entry(set, "s.act", false) && model_find_entry(set, "s.act", true));
    CHECK(!model_find_entry(set, "no_data", false) && !model_find_entry(set, "on_data", true));
    model_set_free(set);
}

/* Any way to write YAML is fine. */
static void test_yaml(void)
{
    struct model_set *set = read("\xEF\xBB\xBF# comment\n---\n"
                                 "\"functions\": [{'name': f, \"args\": 1, known: true}]\n...\n");
    CHECK(model_find(set, "f"));
    model_set_free(set);
    set = read("{globals: [], functions: []}");
    CHECK(model_count(set) == 0);
    model_set_free(set);
    set = read("functions:\r\n  - name: f\r\n    args: 1\r\n    known: true\r\n");
    CHECK(model_find(set, "f"));
    model_set_free(set);
    set = read("keeps: true\nfunctions: [{name: f, args: 1, known: true},\n"
               "            {name: g, args: 1, known: true, keeps: false}]\n");
    CHECK(model_find(set, "f") && model_find(set, "f")->keeps);
    CHECK(model_find(set, "g") && !model_find(set, "g")->keeps);
    model_set_free(set);
}

static void test_replacement(void)
{
    struct model_set *set = read("functions:\n"
                                 "  - {name: [m, f, z], args: 1, known: true}\n"
                                 "globals: [{name: g, kind: env}]\n");
    const struct model_function *old = model_find(set, "f");
    static const char text[] = "functions: {name: [f, a], args: 2, known: true}\n"
                               "globals: [{name: g, kind: file}]\n";
    struct model_error error = {0};
    CHECK(model_set_read_text(set, "later.yml", text, strlen(text), &error) == 0);
    CHECK(model_count(set) == 4);
    CHECK_TEXT(model_at(set, 0)->name, "a");
    CHECK_TEXT(model_at(set, 1)->name, "f");
    CHECK_TEXT(model_at(set, 2)->name, "m");
    CHECK_TEXT(model_at(set, 3)->name, "z");
    CHECK(!model_at(set, 4));
    CHECK(model_find(set, "f")->args == 2 && model_find(set, "m")->args == 1);
    CHECK_TEXT(model_find(set, "f")->library, "later");
    CHECK(model_find_global(set, "g")->source == MODEL_SOURCE_FILE);
    CHECK(old && old->args == 1); /* pointers last as long as the set */

    /* A broken file adds nothing, not even what stands before the error. */
    static const char broken[] = "functions: [{name: m, args: 7, known: true}, {name: n}]\n";
    CHECK(model_set_read_text(set, "broken.yaml", broken, strlen(broken), &error) == -1);
    model_error_clear(&error);
    CHECK(model_count(set) == 4 && model_find(set, "m")->args == 1);
    model_set_free(set);
}

static void test_names(void)
{
    for (int i = 0; i < MODEL_SOURCE_COUNT; i++) {
        CHECK(*model_source_name((enum model_source)i));
        CHECK(*model_source_phrase((enum model_source)i));
    }
    for (int i = 0; i < MODEL_SINK_COUNT; i++)
        CHECK(*model_sink_name((enum model_sink)i));
    CHECK_TEXT(model_source_name(MODEL_SOURCE_ARGV), "argv");
    CHECK_TEXT(model_source_phrase(MODEL_SOURCE_ARGV), "a command-line argument");
    CHECK_TEXT(model_sink_name(MODEL_SINK_SHELL), "shell");
    CHECK(model_source_name(MODEL_SOURCE_COUNT) && model_sink_name(MODEL_SINK_COUNT));
}

static void test_builtin(void)
{
    struct model_set *set = model_set_new();
    for (const struct model_text *text = model_builtin; text->name; text++) {
        struct model_error error = {0};
        CHECK(model_set_read_text(set, text->name, text->text, text->length, &error) == 0);
        CHECK_TEXT(error.text, NULL);
        model_error_clear(&error);
    }
    CHECK(model_count(set) > 900);
    const struct model_function *f = model_find(set, "sqlite3_snprintf");
    CHECK(f && f->returns == 1 && f->variadic && f->args == 3 && f->effect_count == 2);
    CHECK(model_find(set, "mysql_query") && model_find(set, "PQexec") && model_find(set, "system"));
    CHECK(model_find_global(set, "optarg") && model_find_global(set, "environ"));

    struct callee callee;
    f = callee_model(set, "__builtin___snprintf_chk", &callee);
    CHECK(f && f == model_find(set, "snprintf") && callee_argument(&callee, 2) == 4);
    f = callee_model(set, "sqlite3_column_int64", &callee);
    CHECK(f && f == model_find(set, "sqlite3_column_int64"));
    model_set_free(set);
    model_set_free(NULL);
}

int main(void)
{
    test_function();
    test_places();
    test_effects();
    test_lengths();
    test_conditions();
    test_globals();
    test_callers();
    test_yaml();
    test_replacement();
    test_names();
    test_builtin();
    return check_result();
}
