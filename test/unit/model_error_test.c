// What is wrong with a model file, said with its place and what to do.
// RUN: %unit/model_error_test
#include "check.h"
#include "model.h"

#include <stdlib.h>

/* Reading `text` fails with `must`, written as "line:column: text". */
#define SINKS                                                                                      \
    "shell, program, argument, sql, format, path, library, environment, setting, log, header, "    \
    "html, html-double, html-single, ldap, url, xml, xpath, code, regex, size, length, index, divisor, counter, pointer, "   \
    "arithmetic, identity"

static void fails(const char *text, const char *must)
{
    struct model_set *set = model_set_new();
    struct model_error error = {0};
    CHECK(model_set_read_text(set, "m.yaml", text, strlen(text), &error) == -1);
    CHECK(model_count(set) == 0);
    char is[2000];
    snprintf(is, sizeof is, "%u:%u: %s", error.line, error.column, error.text ? error.text : "");
    CHECK_TEXT(error.file, "m.yaml");
    CHECK_TEXT(is, must);
    model_error_clear(&error);
    CHECK(!error.text && !error.file);
    model_set_free(set);
}

/* The same for a function of two arguments and one more key, which starts in column 22. */
static void key_fails(const char *key, const char *must)
{
    char text[1000];
    snprintf(text, sizeof text, "functions:\n- {name: f, args: 2, %s}\n", key);
    fails(text, must);
}

static void test_file(void)
{
    fails("", "0:0: the file is empty; start it with 'functions:'");
    fails("# only a comment\n", "0:0: the file is empty; start it with 'functions:'");
    fails("---\n", "2:1: 'file' is empty; it must be a mapping");
    fails("[]", "1:1: 'file' is a list; it must be a mapping");
    fails("text", "1:1: 'file' is a text; it must be a mapping");
    fails("function: []", "1:1: unknown key 'function' in file; did you mean 'functions'?");
    fails("x: []", "1:1: unknown key 'x' in file; write one of library, keeps, include, "
                   "functions, globals, fields, entries");
    fails("? [a]\n: b\n", "1:3: 'key' is a list; it must be a word");
    fails("functions:\n", "1:11: 'functions' is empty; it must be a mapping or a list of mappings");
    fails("functions: x\n",
          "1:12: 'functions' is a text; it must be a mapping or a list of mappings");
    fails("library: [a]", "1:10: 'library' is a list; it must be a text");
    fails("keeps: maybe", "1:8: 'keeps' is a text; it must be true or false");
    fails("functions: []\nlibrary: x\nfunctions: []\n",
          "3:1: 'functions' is given twice, first in line 1; keep one");
    fails("include: [x.yaml]", "1:10: a built-in text cannot include files; remove 'include'");
    fails("functions: []\n---\nfunctions: []\n",
          "2:1: a second YAML document; a model file holds one");
}

static void test_syntax(void)
{
    fails("functions: [",
          "2:1: YAML syntax: did not find expected node content while parsing a flow node that "
          "starts in line 2; mend the YAML");
    fails("functions:\n  - {name: f\n",
          "3:1: YAML syntax: did not find expected ',' or '}' while parsing a flow mapping that "
          "starts in line 2; mend the YAML");
    fails("functions:\n\t- x\n", "2:1: YAML syntax: found character that cannot start any token "
                                 "while scanning for the next token that starts in line 2; mend "
                                 "the YAML");
    fails("a: \"x\n", "2:1: YAML syntax: found unexpected end of stream while scanning a quoted "
                      "scalar that starts in line 1; mend the YAML");
    key_fails("source: {to: *0, kind: env}",
              "2:35: a star outside quotes is a YAML alias; put the place in quotes, as in '*0'");
    key_fails("source: {to: **0, kind: env}",
              "2:36: a star outside quotes is a YAML alias; put the place in quotes, as in '*0'");
    key_fails("known: !!bool true", "2:29: a YAML tag has no meaning here; remove it");
    key_fails("source: !x {}", "2:30: a YAML tag has no meaning here; remove it");
    fails("library: \"a\\0b\"", "1:10: a NUL character in a text; remove it");
    fails("a: \x01", "1:4: control characters are not allowed; save the file as plain UTF-8 text");
    fails("a: b\n\xC3\xA9\xFF", "2:2: invalid leading UTF-8 octet; save the file as plain UTF-8 "
                                "text");
    fails("functions: [[[[[[[[[[x]]]]]]]]]]",
          "1:19: nested deeper than a model can be; see the language's description");
}

static void test_function(void)
{
    fails("functions: [f]", "1:13: 'function' is a text; it must be a mapping");
    fails("functions: [{args: 1}]", "1:13: function has no 'name'; add it");
    fails("functions: [{name: f}]", "1:13: function has no 'args'; add it");
    fails("functions: [{name: , args: 1}]", "1:20: 'name' is empty; it must be a text");
    fails("functions: [{name: {}, args: 1}]", "1:20: 'name' is a mapping; it must be a text");
    fails("functions: [{name: [], args: 1, known: true}]",
          "1:20: 'name' is an empty list; name a function");
    fails("functions: [{name: [a, [b]], args: 1, known: true}]",
          "1:24: 'name' is a list; it must be a text");
    fails("functions: [{name: 'a b', args: 1}]",
          "1:20: 'a b' is no name of C; write it as in the code");
    fails("functions: [{name: 1a, args: 1}]",
          "1:20: '1a' is no name of C; write it as in the code");
    fails("functions: [{name: f, args: two}]",
          "1:29: 'args' is 'two'; it must be a number from 0 to 127");
    fails("functions: [{name: f, args: -1}]",
          "1:29: 'args' is '-1'; it must be a number from 0 to 127");
    fails("functions: [{name: f, args: 128}]",
          "1:29: 'args' is '128'; it must be a number from 0 to 127");
    fails("functions: [{name: f, args: 99999999999999999999}]",
          "1:29: 'args' is '99999999999999999999'; it must be a number from 0 to 127");
    fails("functions: [{name: f, args: []}]",
          "1:29: 'args' is a list; it must be a number from 0 to 127");
    key_fails("variadic: yes", "2:32: 'variadic' is a text; it must be true or false");
    key_fails("known: 'true'", "2:29: 'known' is a text; it must be true or false");
    key_fails("returns: 2",
              "2:31: there is no argument 2: 'f' takes 2, counted from 0; mend the number or "
              "'args'");
    key_fails("evaluate: true",
              "2:3: 'f' is evaluated but has no 'returns'; say which argument comes back");
    key_fails("keeps: true",
              "2:3: 'f' has no effect; add one, or 'known: true' where data is safe with it");
    key_fails("sorce: {}", "2:22: unknown key 'sorce' in function; did you mean 'source'?");
    key_fails("args: 3", "2:22: 'args' is given twice, first in line 2; keep one");
    fails("functions:\n- {name: [a, f], args: 1, known: true}\n- {name: f, args: 1, known: true}\n",
          "3:10: 'f' is described twice, first in line 2; keep one");
    fails("functions: {name: [f, f], args: 1, known: true}",
          "1:23: 'f' is described twice, first in line 1; keep one");
}

static void test_effects(void)
{
    key_fails("source: x", "2:30: 'source' is a text; it must be a mapping or a list of mappings");
    key_fails("source: [x]", "2:31: 'source' is a text; it must be a mapping");
    key_fails("source: {}", "2:30: source has no 'to'; add it");
    key_fails("source: {to: 0}", "2:30: source has neither 'kind' nor 'channel'; add one");
    key_fails("source: {to: 0, kind: sql}",
              "2:44: unknown kind of source 'sql'; write one of argv, env, stdin, file, fsname, "
              "network, dns, ipc, http, db, user, archive, directory, input");
    key_fails("source: {to: 0, kind: none}",
              "2:44: unknown kind of source 'none'; write one of argv, env, stdin, file, fsname, "
              "network, dns, ipc, http, db, user, archive, directory, input");
    key_fails("source: {to: 0, channel: 3}",
              "2:47: there is no argument 3: 'f' takes 2, counted from 0; mend the number or "
              "'args'");
    key_fails("source: {at: 0}", "2:31: unknown key 'at' in source; write one of to, kind, "
                                 "channel, limit, times, most, string, clears, scatter, when");
    key_fails("sink: {at: 0, kind: sql, writes: '*1'}",
              "2:28: only a sink of kind 'length' has 'writes', 'reads' and 'times'; leave them "
              "out");
    key_fails("allocates: [0, 1, 0]",
              "2:40: 'allocates' has more than two arguments; keep two");
    key_fails("sink: {at: 0}", "2:28: sink has no 'kind'; add it");
    key_fails("sink: {at: 0, kind: env}", "2:42: unknown kind of sink 'env'; write one of " SINKS);
    key_fails("flow: {from: 0}", "2:28: flow has no 'to'; add it");
    key_fails("flow: {from: 0, to: 1, as: int}",
              "2:49: unknown 'as' 'int'; write one of is, number, text, length, span");
    key_fails("flow: {from: 0, to: 1, clears: sq}",
              "2:53: unknown kind of sink 'sq'; write one of " SINKS);
    key_fails("flow: {from: 0, to: 1, append: 1}",
              "2:53: 'append' is a text; it must be true or false");
    key_fails("print: {format: 0, arguments: va1}", "2:29: print has no 'to'; add it");
    key_fails("print: {format: 0, arguments: '*1', to: return}",
              "2:52: '*1' is not where formatted values are; write vN or vaN");
    key_fails("print: {format: 0, arguments: '*va1', to: return}",
              "2:52: '*va1' is not where formatted values are; write vN or vaN");
    key_fails("print: {format: 0, arguments: va1, to: return, dialect: sql}",
              "2:78: unknown dialect 'sql'; write one of c, sqlite");
    key_fails("scan: {format: 0, arguments: va1}",
              "2:28: scan has no 'from', 'kind' or 'channel'; add 'from' for text in memory, "
              "another for input");
    key_fails("scan: {format: 0, arguments: va1, from: '*0', kind: env}",
              "2:74: scan has 'from' and also 'kind' or 'channel'; keep 'from' for text in memory, "
              "else the others");
    key_fails("handle: {to: return}", "2:30: handle has neither 'kind' nor 'channel'; add one");
    key_fails("sink: {at: 0, kind: sql, profile: quite}",
              "2:56: unknown profile 'quite'; write one of default, strict, audit");
    key_fails("sink: {at: 0, kind: sql, when: {argument: 1}}",
              "2:53: when has no test; add equals, has or lacks");
    key_fails("sink: {at: 0, kind: sql, when: {equals: 1}}",
              "2:53: when has no 'argument'; add it");
    key_fails("sink: {at: 0, kind: sql, when: {argument: 1, has: 1, lacks: 2}}",
              "2:82: a condition makes one test; keep one of equals, has and lacks");
    key_fails("sink: {at: 0, kind: sql, when: {argument: 1, has: 1x}}",
              "2:72: 'has' is '1x'; it must be a number");
    key_fails("sink: {at: 0, kind: sql, when: {argument: 1, has: 0x}}",
              "2:72: 'has' is '0x'; it must be a number");
    key_fails("sink: {at: 0, kind: sql, when: {argument: 1, has: 9223372036854775808}}",
              "2:72: 'has' is '9223372036854775808'; it must be a number");
}

static void test_places(void)
{
    static const char grammar[] = " is no place; write stars and then an argument's number, "
                                  "return, static, vN or vaN, as in '*0'";
    static const char *const wrong[] = {"x", "*", "-1", "*result", "v", "va", "v*1", "0*", "1234"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char key[100], must[300];
        snprintf(key, sizeof key, "sink: {kind: sql, at: '%s'}", wrong[i]);
        snprintf(must, sizeof must, "2:44: '%s'%s", wrong[i], grammar);
        key_fails(key, must);
    }
    key_fails("sink: {kind: sql, at: [0]}", "2:44: 'at' is a list; it must be a text");
    key_fails("sink: {kind: sql, at: '****0'}",
              "2:44: '****0' follows more than 3 pointers; use fewer stars");
    key_fails("sink: {kind: sql, at: '*2'}",
              "2:44: there is no argument 2: 'f' takes 2, counted from 0; mend the number or "
              "'args'");
    key_fails("variadic: true, sink: {kind: sql, at: '200'}",
              "2:60: there is no argument 200; no call has more than 127");
    key_fails("sink: {kind: sql, at: '*v2'}",
              "2:44: '*v2' needs variadic arguments; say 'variadic: true' or name an argument");
    key_fails("variadic: true, sink: {kind: sql, at: '*v1'}",
              "2:60: '*v1' names a fixed argument; the variadic ones of 'f' begin at v2");
    key_fails("sink: {kind: sql, at: 'va2'}",
              "2:44: there is no argument 2: 'f' takes 2, counted from 0; mend the number or "
              "'args'");
    fails("functions: {name: f, args: 0, sink: {kind: sql, at: 0}}",
          "1:53: there is no argument 0: 'f' takes none; mend the number or 'args'");
}

static void test_globals(void)
{
    fails("globals: [{name: g}]", "1:11: global has no 'kind'; add it");
    fails("globals: [{kind: env}]", "1:11: global has no 'name'; add it");
    fails("globals: [{name: g, kind: env, depth: 4}]",
          "1:39: 'depth' is '4'; it must be a number from 0 to 3");
    fails("globals: [{name: g, kind: env}, {name: g, kind: env}]",
          "1:40: 'g' is described twice, first in line 1; keep one");
}

static void test_callers(void)
{
    key_fails("callback: {argument: 1}", "2:32: callback has no 'parameters'; add it");
    key_fails("callback: {argument: 2, parameters: []}",
              "2:43: there is no argument 2: 'f' takes 2, counted from 0; mend the number or "
              "'args'");
    key_fails("callback: {argument: 1, parameters: {number: 0}}",
              "2:58: a parameter receives either data of a kind or what a place holds; write "
              "'kind' or 'from'");
    fails("fields: [{struct: s, field: 'a.b', kind: env}]",
          "1:29: 'a.b' is no name of C; write it as in the code");
    fails("entries: [{name: f, parameters: {number: 0, from: '1'}}]",
          "1:51: nobody in sight calls an entry point; write 'kind'");
    fails("entries: [{struct: s, parameters: {number: 0, kind: env}}]",
          "1:11: an entry point is a function or what a field holds; write 'name', or 'struct' and "
          "'field'");
}

/* What a hostile file says cannot forge or flood a message. */
static void test_quoting(void)
{
    fails("\"a\\nb\\e[31m\": 1",
          "1:1: unknown key 'a?b?[31m' in file; write one of library, keeps, "
          "include, functions, globals, fields, entries");
    char text[600], must[300];
    memset(text, 'x', 500);
    strcpy(text + 500, ": 1");
    snprintf(must, sizeof must,
             "1:1: unknown key '%.71s...' in file; write one of library, keeps, "
             "include, functions, globals, fields, entries",
             text);
    fails(text, must);
}

int main(void)
{
    test_file();
    test_syntax();
    test_function();
    test_effects();
    test_places();
    test_globals();
    test_callers();
    test_quoting();
    return check_result();
}
