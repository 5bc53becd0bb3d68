/* tinct.CodeInjection: untrusted text must not be run by an interpreter inside the program. */
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

static const int cwe[] = {94, 95, 0};

const struct csa_checker csa_checker_code_injection = {
    CSA_CHECKER,
    .name = "tinct.CodeInjection",
    .summary = "Untrusted text that an interpreter inside the program runs",
    .help =
        "Reports text from outside that arrives in code for an interpreter in the program: "
        "`luaL_dostring()`, `PyRun_SimpleString()`, `Tcl_Eval()`, `eval_pv()`, "
        "`rb_eval_string()`, `JS_Eval()`, `duk_eval_string()` and their kin; or in what is "
        "written to an interpreter that `popen(\"python3\", \"w\")` runs.\n\n"
        "Whoever supplies the text runs code with the rights of the program (CWE-94). Quotes "
        "around a value do not help, since the text can close them (CWE-95). That the person who "
        "starts the program hands over a whole script, as `lua -e` does, is shown in the profile "
        "`strict` only.\n\n"
        "**Mend it** by keeping the code constant and handing the value over as data: "
        "`lua_pushstring()`, `PyObject_CallFunction()`, `Tcl_EvalObjv()`.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
