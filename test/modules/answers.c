/* answers.c - test.Answers: the analysed program asks by calling a function of a name below, and
 * the answer goes to standard error behind the line that asked. */
#include "csa.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *text(const char *words)
{
    return words ? words : "nothing";
}

static void say_number(const char *before, csa_val val)
{
    int64_t n;
    if (csa_val_number(val, &n))
        fprintf(stderr, "%s %" PRId64, before, n);
    else
        fprintf(stderr, "%s %s", before, csa_val_is_unknown(val) ? "unknown" : "symbolic");
}

/* The symbol's number, counted in the order in which a run asks for it. */
static void say_symbol(csa_context *cx, const csa_symbol *symbol)
{
    static const char *const kinds[] = {"other", "initial", "fresh",  "part",
                                        "cast",  "unary",   "binary", "extent"};
    if (!symbol)
        return;
    csa_symbol_kind kind = csa_symbol_kind_of(symbol);
    fprintf(stderr, " %s", kinds[kind]);
    if (kind == CSA_SYMBOL_CONJURED)
        fprintf(stderr, " %" PRIu64, csa_symbol_number(cx, symbol));
    if (csa_symbol_region(symbol))
        fprintf(stderr, " at %s", text(csa_region_name(csa_symbol_region(symbol))));
    if (kind == CSA_SYMBOL_DERIVED) {
        fprintf(stderr, " of");
        say_symbol(cx, csa_symbol_operand(symbol, 0));
    }
    int64_t n;
    if (csa_symbol_operand_number(symbol, 1, &n))
        fprintf(stderr, " %s %" PRId64, csa_symbol_operator(symbol), n);
}

static void say_value(csa_context *cx, csa_val val)
{
    const csa_region *region = csa_val_region(val);
    const csa_region *copied = csa_val_copied_from(cx, val, NULL);
    if (csa_val_is_undefined(val))
        fprintf(stderr, " undefined");
    else if (copied)
        fprintf(stderr, " copy of %s", text(csa_region_name(copied)));
    else if (region)
        fprintf(stderr, " address of %s", text(csa_region_name(region)));
    else if (csa_val_symbol(val))
        say_symbol(cx, csa_val_symbol(val));
    else
        say_number("", val);
}

/* A place: its offset, or why there is none, and the size of the object it is the start of. */
static void say_place(const csa_state *st, const csa_region *region)
{
    int64_t offset = 0;
    csa_answer known = csa_region_offset(region, &offset);
    fprintf(stderr, " %s in %s", text(csa_region_name(region)),
            text(csa_region_name(csa_region_base(region))));
    if (known == CSA_YES)
        fprintf(stderr, " + %" PRId64, offset);
    else
        fprintf(stderr, known == CSA_MAYBE ? " + symbol" : " + unknown");
    say_number(", bytes", csa_region_extent(st, csa_region_strip(region)));
    fprintf(stderr, ", %s", text(csa_type_text(csa_region_type(region))));
    if (csa_region_is_global(region))
        fprintf(stderr, ", global");
}

static const csa_state *fill(csa_context *cx, const csa_state *st, const csa_call *call)
{
    static const char tag;
    const csa_symbol *content;
    const csa_region *region = csa_val_region(csa_call_arg(call, 0));
    st = csa_havoc(cx, st, region, csa_call_expr(call), &tag, &content);
    say_symbol(cx, content);
    bool same = csa_val_symbol(csa_load_default(st, region)) == content;
    fprintf(stderr, same ? ", found again" : ", lost");
    return st;
}

static void say_range(csa_context *cx, const csa_state *st, csa_val val)
{
    int64_t low, high;
    if (csa_range(cx, st, val, &low, &high))
        fprintf(stderr, " %" PRId64 " to %" PRId64, low, high);
    else
        fprintf(stderr, " no range");
}

static void say_compare(csa_context *cx, const csa_state *st, csa_val left, csa_val right)
{
    static const char *const operators[] = {"==", "!=", "<", "<=", ">", ">="};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        bool can = csa_assume_compare(cx, st, left, operators[i], right, true) != NULL;
        bool can_not = csa_assume_compare(cx, st, left, operators[i], right, false) != NULL;
        fprintf(stderr, " %s %s", operators[i], !can ? "no" : can_not ? "maybe" : "yes");
    }
}

static void say_expression(csa_context *cx, const csa_expr *expr)
{
    static const char *const kinds[] = {"other",     "string", "number", "name",  "member",
                                        "subscript", "call",   "unary",  "binary"};
    struct csa_location at;
    expr = csa_expr_strip(expr);
    fprintf(stderr, " %s %s %s", kinds[csa_expr_kind_of(expr)],
            text(csa_decl_name(csa_expr_decl(expr))), text(csa_expr_operator(expr)));
    for (unsigned i = 0; csa_expr_child(expr, i); i++)
        fprintf(stderr, ", %s", text(csa_expr_text(cx, csa_expr_child(expr, i))));
    if (csa_expr_location(cx, expr, &at))
        fprintf(stderr, " column %u%s", at.column, at.in_macro ? " in a macro" : "");
}

static bool eval_call(csa_context *cx, const csa_call *call)
{
    const char *name = csa_call_name(call);
    const csa_state *st = csa_current(cx);
    csa_val val = csa_call_arg(call, 0);
    const csa_region *region = csa_val_region(val);
    struct csa_location at;
    if (!name || strncmp(name, "ask_", 4) != 0 || !csa_expr_location(cx, csa_call_expr(call), &at))
        return false;
    name += 4;
    fprintf(stderr, "%u:", at.line);
    if (!strcmp(name, "fill"))
        st = fill(cx, st, call);
    else if (!strcmp(name, "value"))
        say_value(cx, val);
    else if (!strcmp(name, "filling"))
        say_value(cx, csa_load_default(st, region));
    else if (!strcmp(name, "place"))
        say_place(st, region);
    else if (!strcmp(name, "range"))
        say_range(cx, st, val);
    else if (!strcmp(name, "compare"))
        say_compare(cx, st, val, csa_call_arg(call, 1));
    else if (!strcmp(name, "text"))
        fprintf(stderr, " %s", text(csa_expr_text(cx, csa_call_arg_expr(call, 0))));
    else if (!strcmp(name, "expression"))
        say_expression(cx, csa_call_arg_expr(call, 0));
    fprintf(stderr, ".\n");
    csa_transition(cx, st, NULL);
    return true;
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    const csa_decl *function = csa_call_function(call);
    const char *name = csa_call_name(call), *kind;
    int format, first;
    if (!name || strncmp(name, "call_", 5) != 0)
        return;
    fprintf(stderr, "%s: %u of %u arguments, first %s, gives %s%s%s", name,
            csa_call_arg_count(call), csa_function_parameter_count(function),
            text(csa_decl_name(csa_function_parameter(function, 0))),
            text(csa_type_text(csa_function_result(function))),
            csa_call_has_body(call) ? ", has body" : "",
            csa_function_is_static(function) ? ", static" : "");
    if (csa_function_format(function, &kind, &format, &first))
        fprintf(stderr, ", %s %d %d", kind, format, first);
    fprintf(stderr, ".\n");
    (void)cx;
}

static void post_call(csa_context *cx, const csa_call *call)
{
    const csa_region *region = csa_val_region(csa_call_arg(call, 0));
    const char *name = csa_call_name(call);
    if (!name || strncmp(name, "call_", 5) != 0)
        return;
    fprintf(stderr, "%s: %s, argument", name,
            csa_call_was_followed(cx, call) ? "followed" : "not followed");
    say_value(cx, csa_load(csa_call_state_before(cx, call), region, NULL));
    fprintf(stderr, " before");
    csa_val now = csa_load(csa_current(cx), region, NULL);
    say_number(",", now);
    fprintf(stderr, " after, result");
    say_number("", csa_call_result(call));
    fprintf(stderr, ".\n");
}

static bool say_name(void *data, const csa_decl *function)
{
    (void)data;
    fprintf(stderr, " %s", text(csa_decl_name(function)));
    return true;
}

static bool say_function(void *data, const csa_decl *function)
{
    fprintf(stderr, "%s names", text(csa_decl_name(function)));
    csa_function_mentions(function, say_name, data);
    fprintf(stderr, "%s.\n", csa_function_mentions_global(function, "global") ? " and global" : "");
    return true;
}

static void unit(csa_unit *unit)
{
    csa_unit_functions(unit, say_function, NULL);
}

static const struct csa_checker answers = {
    CSA_CHECKER,
    .name = "test.Answers",
    .summary = "Answers what the analysed program asks",
    .eval_call = eval_call,
    .pre_call = pre_call,
    .post_call = post_call,
    .unit = unit,
};

static const struct csa_checker *const checkers[] = {&answers, NULL};
static const struct csa_module module = {sizeof module, CSA_API, checkers};

const struct csa_module *csa_module_info(void)
{
    return &module;
}
