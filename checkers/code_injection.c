/* tinct.CodeInjection: untrusted text must not be run by an interpreter inside the program. */
#include "taint/state.h"
#include "taint/taint.h"

/* Code that is all the user's, from an option, a script or the terminal, is what an interpreter is
 * there for; in the middle of the program's own code it is not. */
static bool judge(csa_context *cx, const struct taint_sink *sink, struct taint_finding *finding)
{
    (void)cx;
    if (taint_is_local(finding->hole) && taint_is_whole(sink->content))
        finding->level = CSA_LEVEL_STRICT;
    return true;
}

static const struct taint_complaint complaint = {
    .kind = MODEL_SINK_CODE,
    .cwe = 94,
    .says = "runs code that holds text from",
    .remedy = "Keep the code constant and hand the value over as data: an argument of a function "
              "or a variable of the interpreter",
    .judge = judge,
};

/* An interpreter of its own, behind a pipe. */
static const struct taint_complaint fed = {
    .kind = MODEL_SINK_CODE,
    .cwe = 94,
    .says = "hands an interpreter code that holds text from",
    .remedy = "Keep the code constant and hand the value over as an argument of the program or in "
              "its input",
    .judge = judge,
};

static void pre_call(csa_context *cx, const csa_call *call)
{
    taint_check_kind(cx, call, &complaint);
    taint_check_fed(cx, call, &fed);
}

/* ---- Machine code ------------------------------------------------------------------------------- */

/* True if the bytes came as they are. What a compiler in the program puts together of them, byte by byte
 * or beside instructions of its own, is another matter. */
static bool is_raw(taint_content content, const struct taint_part *hole)
{
    const struct taint_step_fact *fact = taint_step_get(hole->step);
    return taint_is_whole(content) && !hole->number && fact && fact->kind != TAINT_STEP_STORE;
}

/* `((int (*)(void))memory)()`: a pointer that was just read is what is called, if it stands where the
 * function of a call does. Plugins and the like are files of the program's own. */
static void load(csa_context *cx, const csa_expr *expr, csa_val location, csa_val value)
{
    (void)location;
    const csa_expr *parent = csa_expr_parent(cx, expr);
    if (csa_expr_kind_of(parent) != CSA_EXPR_CALL || csa_expr_decl(parent) ||
        csa_region_kind_of(csa_val_region(value)) == CSA_REGION_FUNCTION)
        return;
    for (unsigned i = 0; csa_expr_child(parent, i); i++) {
        if (csa_expr_strip(csa_expr_child(parent, i)) == csa_expr_strip(expr))
            return;
    }
    const csa_state *st = csa_current(cx);
    if (taint_content_has_hole(taint_read_symbol(st, csa_val_symbol(value), 0)))
        return; /* the address itself came from outside: tinct.UntrustedPointer */
    struct taint_sink sink = {
        .kind = MODEL_SINK_CODE,
        .expr = expr,
        .value = value,
        .depth = 1,
        .content = taint_read_before(cx, st, value),
    };
    const struct taint_part *hole = taint_danger(cx, &sink);
    if (!hole || !is_raw(sink.content, hole))
        return;
    bool is_file = taint_source_of(hole) == MODEL_SOURCE_FILE;
    struct taint_finding finding = {
        .hole = hole,
        .cwe = 94,
        .remedy = "Run only code that the program has made or that a signature vouches for",
        .once = true,
        .level = is_file ? CSA_LEVEL_STRICT : CSA_LEVEL_DEFAULT,
    };
    taint_report(cx, &sink, &finding, "The machine code that '%s' points to comes from %s",
                 csa_expr_text(cx, expr), taint_origin(cx, hole->step));
}

static const int cwe[] = {94, 95, 0};

const struct csa_checker csa_checker_code_injection = {
    CSA_CHECKER,
    .name = "tinct.CodeInjection",
    .summary = "Untrusted text that an interpreter inside the program runs",
    .help =
        "Reports text from outside that arrives in code for an interpreter in the program: "
        "`luaL_dostring()`, `PyRun_SimpleString()`, `Tcl_Eval()`, `eval_pv()`, "
        "`rb_eval_string()`, `JS_Eval()`, `duk_eval_string()` and their kin; or in what is "
        "written to an interpreter that `popen(\"python3\", \"w\")` runs. Memory that was filled "
        "from outside and is called is "
        "code too.\n\n"
        "Whoever supplies the text runs code with the rights of the program (CWE-94). Quotes "
        "around a value do not help, since the text can close them (CWE-95). That the person who "
        "starts the program hands over a whole script, as `lua -e` does, is shown in the profile "
        "`strict` only.\n\n"
        "**Mend it** by keeping the code constant and handing the value over as data: "
        "`lua_pushstring()`, `PyObject_CallFunction()`, `Tcl_EvalObjv()`.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
    .load = load,
};
