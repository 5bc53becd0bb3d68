/* tinct.SqlInjection: untrusted text must not become part of an SQL statement's grammar. */
#include "taint/sql.h"
#include "taint/taint.h"

#include <string.h>

static const char remedy_execute[] =
    "Prepare the statement with placeholders and bind the value: sqlite3_bind_text(), "
    "mysql_stmt_bind_param(), PQexecParams()";

static void check_statement(csa_context *cx, const struct taint_sink *sink, void *data)
{
    (void)data;
    const struct taint_part *hole = taint_danger(cx, sink);
    if (hole)
        taint_report(cx, sink,
                     &(struct taint_finding){.hole = hole, .cwe = 89, .remedy = remedy_execute},
                     "'%s' parses SQL that holds text from %s", sink->function,
                     taint_origin(cx, hole->step));
}

/* popen("sqlite3 data.db", "w") */
static void check_fed(csa_context *cx, const struct taint_sink *sink, void *data)
{
    (void)data;
    const struct taint_part *hole = taint_danger(cx, sink);
    if (hole)
        taint_report(cx, sink,
                     &(struct taint_finding){.hole = hole, .cwe = 89, .remedy = remedy_execute},
                     "'%s' hands a database's program SQL that holds text from %s", sink->function,
                     taint_origin(cx, hole->step));
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_visit_sinks(cx, call, MODEL_SINK_SQL, check_statement, NULL);
    taint_visit_fed(cx, call, MODEL_SINK_SQL, check_fed, NULL);
}

/* True if what stands before the first hole is the beginning of a statement. */
static bool is_statement(taint_content content)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind == TAINT_LITERAL && sql_has_grammar(parts[i].bytes, parts[i].length))
            return true;
    }
    return false;
}

/* A statement that was built with untrusted text and is handed to a function of which nothing is
 * known: the program's own query function in another file, a database library without a model. */
static void post_call(csa_context *cx, const csa_call *call)
{
    if (csa_call_was_followed(cx, call) || taint_is_modelled(call) || !csa_call_name(call))
        return;
    const csa_decl *function = csa_call_function(call);
    const csa_state *before = csa_call_state_before(cx, call);
    const char *kind;
    int format, first;
    if (csa_function_format(function, &kind, &format, &first))
        return; /* a logger prints it */
    for (unsigned i = 0; i < csa_function_parameter_count(function); i++) {
        if (csa_type_kind_of(csa_decl_type(csa_function_parameter(function, i))) !=
            CSA_TYPE_POINTER)
            continue;
        struct taint_sink sink = {
            .kind = MODEL_SINK_SQL,
            .call = call,
            .function = csa_call_name(call),
            .argument = i,
            .expr = csa_call_arg_expr(call, i),
            .value = csa_call_arg(call, i),
            .depth = 1,
            .content = taint_read_before(cx, before, csa_call_arg(call, i)),
        };
        if (!is_statement(sink.content))
            continue;
        const struct taint_part *hole = taint_danger(cx, &sink);
        struct taint_finding finding = {.hole = hole,
                                        .cwe = 89,
                                        .remedy = remedy_execute,
                                        .once = true};
        if (hole) {
            taint_report(cx, &sink, &finding, "'%s' is handed SQL that was built with text from %s",
                         sink.function, taint_origin(cx, hole->step));
            return;
        }
    }
}

static const int cwe[] = {89, 0};

const struct csa_checker csa_checker_sql_injection = {
    CSA_CHECKER,
    .name = "tinct.SqlInjection",
    .summary = "Untrusted text that becomes part of an SQL statement",
    .help =
        "Reports text from outside that arrives in an SQL statement: in a call that parses it "
        "(`sqlite3_exec()`, `mysql_query()`, `PQexec()`, ...), in what is written to `sqlite3`, "
        "`psql` or `mysql` behind a pipe of `popen()`, or in text that begins like a statement and "
        "is "
        "handed to a function of the program that is not visible.\n\n"
        "Whoever supplies the text can end the value it was meant for and go on with SQL of their "
        "own: read other tables, change or delete data (CWE-89). Quotes around the value do not "
        "help, since the text can close them.\n\n"
        "**Mend it** with placeholders and bound values. Where a statement must be built, the "
        "libraries' own functions escape: `sqlite3_mprintf(\"%q\")` and `%Q`, "
        "`mysql_real_escape_string()` inside quotes, `PQescapeLiteral()`.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
    .post_call = post_call,
};
