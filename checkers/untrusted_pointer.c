/* tinct.UntrustedPointer: a number from outside must not be used as an address. */
#include "taint/number.h"
#include "taint/state.h"

/* Pointers that the program made of untrusted numbers. Programs pass numbers in pointers without
 * ever following them. */
static struct csa_map made_pointers = {.key = CSA_KEY_SYMBOL};

static const char remedy[] = "Take an index into a table instead, and check it";

static void report(csa_context *cx, const csa_expr *expr, taint_content content, const char *does)
{
    struct taint_sink sink = {.kind = MODEL_SINK_POINTER, .expr = expr, .content = content};
    const struct taint_part *hole = taint_danger(cx, &sink);
    if (!hole)
        return;
    struct taint_finding finding = {.hole = hole, .cwe = 822, .remedy = remedy, .once = true};
    taint_report(cx, &sink, &finding, "The address that '%s' %s comes from %s",
                 csa_expr_text(cx, expr), does, taint_origin(cx, hole->step));
}

/* The expression says which function a call calls. */
static bool is_called(csa_context *cx, const csa_expr *expr)
{
    const csa_expr *own = csa_expr_strip(expr), *up = csa_expr_parent(cx, expr), *argument;
    if (csa_expr_kind_of(up) != CSA_EXPR_CALL)
        return false;
    for (unsigned i = 0; (argument = csa_expr_child(up, i)) != NULL; i++) {
        const csa_expr *from;
        while ((from = csa_expr_converted(argument = csa_expr_strip(argument))) != NULL &&
               argument != own)
            argument = from;
        if (argument == own)
            return false;
    }
    return true;
}

static void operation(csa_context *cx, const csa_expr *expr, const csa_state *before, csa_val value)
{
    static const char tag;
    (void)value;
    const csa_expr *from = csa_expr_converted(expr);
    struct taint_bounds bounds;
    if (!from || csa_type_kind_of(csa_expr_type(expr)) != CSA_TYPE_POINTER ||
        !taint_bounds(cx, before, csa_expr_value(cx, before, from), &bounds) ||
        !taint_is_unlimited_above(&bounds))
        return;
    if (is_called(cx, expr)) {
        report(cx, from, bounds.content, "calls");
        return;
    }
    csa_val pointer = csa_conjure(cx, expr, csa_expr_type(expr), &tag);
    const csa_symbol *symbol = csa_val_symbol(pointer);
    if (!symbol)
        return;
    const csa_state *st = csa_bind_expr(cx, csa_current(cx), expr, pointer);
    st = csa_set_symbol(cx, st, &made_pointers, symbol, 1);
    csa_transition(cx, taint_write_symbol(cx, st, symbol, 0, bounds.content), NULL);
}

/* What comes from a database, a name server or a folder are no bytes as the outsider sent them, but
 * objects that a library has made of them: those have pointers of its own, to more of the data. */
static bool are_objects(const struct taint_part *hole)
{
    enum model_source source = taint_source_of(hole);
    return source == MODEL_SOURCE_DB || source == MODEL_SOURCE_DNS ||
           source == MODEL_SOURCE_FSNAME || source == MODEL_SOURCE_USER;
}

/* A pointer that stands in memory which bytes from outside were read into. */
static bool is_brought(const csa_state *st, const csa_symbol *symbol)
{
    if (csa_symbol_kind_of(symbol) != CSA_SYMBOL_DERIVED ||
        csa_type_kind_of(csa_symbol_type(symbol)) != CSA_TYPE_POINTER)
        return false;
    const struct taint_part *hole = taint_content_first_hole(taint_read_symbol(st, symbol, 0));
    return hole && !are_objects(hole);
}

static void access(csa_context *cx, csa_val location, bool is_load)
{
    (void)is_load;
    uint64_t made;
    const csa_state *st = csa_current(cx);
    const csa_symbol *symbol = csa_region_symbol(csa_region_base(csa_val_region(location)));
    if (symbol && (csa_get_symbol(st, &made_pointers, symbol, &made) || is_brought(st, symbol)))
        report(cx, csa_current_expr(cx), taint_read_symbol(st, symbol, 0), "uses");
}

static void load(csa_context *cx, const csa_expr *expr, csa_val location, csa_val value)
{
    (void)location;
    const csa_symbol *symbol = csa_val_symbol(value);
    const csa_state *st = csa_current(cx);
    if (symbol && is_called(cx, expr) && is_brought(st, symbol))
        report(cx, expr, taint_read_symbol(st, symbol, 0), "calls");
}

static const int cwe[] = {822, 843, 0};

const struct csa_checker csa_checker_untrusted_pointer = {
    CSA_CHECKER,
    .name = "tinct.UntrustedPointer",
    .summary = "Addresses that are made of untrusted numbers",
    .help = "Reports memory that is used through a pointer which the program has made of a number "
            "from outside, or has read from there as it is; and calls of such functions: whoever "
            "supplies it reads and writes the process's memory, or runs its code as they like "
            "(CWE-822).\n\n"
            "**Mend it** by exchanging an index into a table, and checking it.",
    .cwe = cwe,
    TAINT_NEEDS,
    .operation = operation,
    .access = access,
    .load = load,
};
