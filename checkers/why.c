/* tinct.Why: says of one line what becomes of the data that arrives there; for `tinct why`. */
#include "taint/asked.h"
#include "taint/checks.h"
#include "taint/effects.h"
#include "taint/lengths.h"
#include "taint/number.h"
#include "taint/output.h"
#include "taint/room.h"
#include "taint/scout.h"
#include "taint/words.h"

#include <string.h>

static const char remedy_source[] =
    "If it brings untrusted data, say so: TINCT_SOURCE(kind) at its declaration, or a model in "
    ".tinct.yaml";
static const char remedy_budget[] = "Give it more with --max-nodes=N; 0 is no limit";

/* ---- The line --------------------------------------------------------------------------------- */

enum { SITES = 32, OPEN = 32 };

/* A call on the line. */
static struct site {
    const csa_expr *call;
    bool is_sink;
    bool is_seen; /* a path came to it */
} sites[SITES];
static size_t site_count;

/* Untrusted data that nothing on its path keeps from harm. */
static struct open {
    const csa_expr *call;
    unsigned argument;
    char message[WORDS];
} opens[OPEN];
static size_t open_count;

static const csa_decl *asked; /* the function that holds the line; or NULL */
static bool is_entered;       /* a path came into it */
static bool has_operation;    /* the line computes with something */
static bool is_computed;      /* a path came to that */
static bool is_answered;      /* by something on a path */
static const char *top;       /* the function that the analysis started with */

static bool writes_string(const struct model_effect *effect)
{
    switch (effect->kind) {
    case MODEL_SOURCE_EFFECT:
    case MODEL_FLOW_EFFECT:
        return effect->string && effect->to.root == MODEL_ARGUMENT;
    case MODEL_PRINT_EFFECT:
        return effect->to.root == MODEL_ARGUMENT;
    default:
        return effect->kind == MODEL_SCAN_EFFECT;
    }
}

/* Any way in which the function may harm by what it is handed. */
static bool is_sink(const csa_decl *function)
{
    int size, count;
    const struct taint_model *model = taint_model_of(function);
    for (size_t i = 0; model && i < model->function->effect_count; i++) {
        const struct model_effect *effect = &model->function->effects[i];
        if (effect->kind == MODEL_SINK_EFFECT || effect->kind == MODEL_OUTPUT_EFFECT ||
            writes_string(effect))
            return true;
    }
    return taint_format_parameter(function) >= 0 ||
           csa_function_alloc_size(function, &size, &count);
}

static bool add_call(void *data, const csa_expr *call)
{
    (void)data;
    if (taint_asked_at(call) && site_count < SITES)
        sites[site_count++] = (struct site){call, is_sink(csa_expr_decl(call)), false};
    return true;
}

static bool divides(const csa_expr *expr)
{
    const char *op = csa_expr_operator(expr);
    return csa_expr_kind_of(expr) == CSA_EXPR_BINARY && op && strchr("/%", op[0]) != NULL;
}

static bool calculates(const csa_expr *expr)
{
    static const char *const operators[] = {"+",  "-",  "*",  "<<",  "/",  "%",
                                            "+=", "-=", "*=", "<<=", "/=", "%="};
    const char *op = csa_expr_operator(expr);
    for (size_t i = 0; op && i < sizeof operators / sizeof *operators; i++) {
        if (strcmp(op, operators[i]) == 0)
            return csa_expr_kind_of(expr) == CSA_EXPR_BINARY;
    }
    return false;
}

static bool find_operation(void *data, const csa_expr *expr)
{
    (void)data;
    bool is_index = csa_expr_kind_of(expr) == CSA_EXPR_SUBSCRIPT &&
                    !csa_expr_number(csa_expr_child(expr, 1), NULL);
    has_operation = has_operation || ((is_index || calculates(expr)) && taint_asked_at(expr));
    return !has_operation;
}

static bool find_function(void *data, const csa_decl *function)
{
    (void)data;
    if (!taint_asked_in(function))
        return true;
    asked = function;
    csa_function_calls(function, add_call, NULL);
    csa_function_operations(function, find_operation, NULL);
    return true;
}

static void unit(csa_unit *u)
{
    site_count = open_count = 0;
    asked = NULL;
    is_entered = has_operation = is_computed = is_answered = false;
    if (taint_asked())
        csa_unit_functions(u, find_function, NULL);
}

static struct site *site_of(const csa_expr *call)
{
    for (size_t i = 0; i < site_count; i++) {
        if (sites[i].call == call)
            return &sites[i];
    }
    return NULL;
}

/* ---- Answers on a path ------------------------------------------------------------------------ */

/* "Argument 1 of 'system' (shell): " */
static void say_place(const struct taint_sink *sink, char *out)
{
    const char *function = sink->function ? sink->function : "this call";
    const char *kind = model_sink_name(sink->kind);
    const char *text = csa_expr_text(NULL, sink->expr);
    if (!sink->call)
        words_add(out, "'%s' (%s): ", text ? text : "A number", kind);
    else if (csa_val_is_undefined(sink->value))
        words_add(out, "What '%s' writes (%s): ", function, kind);
    else
        words_add(out, "Argument %u of '%s' (%s): ", sink->argument + 1, function, kind);
}

static void answer(csa_context *cx, const csa_expr *range, const char *message, const char *remedy)
{
    struct csa_finding finding = {.message = message, .remedy = remedy, .level = CSA_LEVEL_AUDIT};
    csa_report *report = csa_report_new(cx, &finding, false);
    is_answered = true;
    if (!report)
        return;
    csa_report_range(report, range);
    csa_report_emit(cx, report);
}

static void answer_flow(csa_context *cx, const struct taint_sink *sink,
                        const struct taint_part *hole, const char *message)
{
    struct taint_finding finding = {.hole = hole, .level = CSA_LEVEL_AUDIT};
    is_answered = true;
    taint_report(cx, sink, &finding, "%s", message);
}

static void answer_origin(csa_context *cx, const csa_state *st, const struct taint_sink *sink,
                          csa_val value, int depth)
{
    char message[WORDS] = "";
    say_place(sink, message);
    bool may_be = words_add_origin(st, value, depth, top, message);
    answer(cx, sink->expr, message, may_be ? remedy_source : NULL);
}

/* ---- Text ------------------------------------------------------------------------------------- */

/* The step at which a function made the data safe for this kind of sink; NULL if none is known. */
static const struct taint_step_fact *sanitizer(taint_step step, enum model_sink kind)
{
    const struct taint_step_fact *fact;
    for (; (fact = taint_step_get(step)) != NULL; step = fact->from) {
        const struct taint_model *model = taint_model_of(csa_expr_decl(fact->at));
        for (size_t i = 0; model && i < model->function->effect_count; i++) {
            if (model->function->effects[i].clears >> kind & 1)
                return fact;
        }
    }
    return NULL;
}

static void say_sanitized(taint_step step, enum model_sink kind, const char *origin, char *out)
{
    const struct taint_step_fact *fact = sanitizer(step, kind);
    struct csa_location at;
    words_add(out, "data from %s, which was made safe for that ", origin);
    if (fact && csa_expr_location(NULL, fact->at, &at))
        words_add(out, "by '%s' in line %u", fact->function, at.line);
    else
        words_add(out, "on its way");
}

static void say_checked(csa_context *cx, const struct taint_sink *sink, taint_step step,
                        const char *origin, char *out)
{
    char known[WORDS];
    uint64_t text = taint_sink_text(cx, sink);
    struct checked checked = taint_checks_of(csa_current(cx), text, step);
    checked_say(&checked, known, sizeof known);
    words_add(out, "data from %s, of which the path has checked that it %s", origin, known);
}

static bool is_guarded(csa_context *cx, const struct taint_sink *sink, size_t index)
{
    uint64_t text = taint_sink_text(cx, sink);
    return taint_is_guarded(csa_current(cx), text, sink->content, index, sink->kind, 0);
}

/* What nothing on its path keeps from harm is the checker's to report, or to leave out. */
static void remember_open(const struct taint_sink *sink, const char *message)
{
    const csa_expr *call = csa_call_expr(sink->call);
    for (size_t i = 0; i < open_count; i++) {
        if (opens[i].call == call && strcmp(opens[i].message, message) == 0)
            return;
    }
    if (open_count == OPEN)
        return;
    struct open *open = &opens[open_count++];
    *open = (struct open){.call = call, .argument = sink->argument};
    words_add(open->message, "%s", message);
}

static void explain_hole(csa_context *cx, const struct taint_sink *sink, size_t index)
{
    char message[WORDS] = "";
    size_t count;
    const struct taint_part *hole = &taint_content_get(sink->content, &count)[index];
    const char *origin = taint_origin(cx, hole->step);
    say_place(sink, message);
    if (hole->cleared >> sink->kind & 1) {
        say_sanitized(hole->step, sink->kind, origin, message);
    } else if (!taint_part_is_danger(hole, sink->kind)) {
        words_add(message, "data from %s, of which only the digits of a number arrive", origin);
    } else if (is_guarded(cx, sink, index)) {
        say_checked(cx, sink, hole->step, origin, message);
    } else if (taint_is_reported(csa_current(cx), hole->step, sink->kind)) {
        if (taint_asked_told(csa_call_expr(sink->call), sink->argument))
            return; /* right here */
        words_add(message, "data from %s, which was reported before on its path", origin);
    } else {
        words_add(message, "data from %s arrives unchecked, but its checker leaves it out", origin);
        remember_open(sink, message);
        return;
    }
    answer_flow(cx, sink, hole, message);
}

/* There is nothing untrusted in it. */
static void explain_own(csa_context *cx, const struct taint_sink *sink)
{
    char message[WORDS] = "";
    const char *bytes;
    size_t length, count;
    taint_content_get(sink->content, &count);
    if (!count) {
        answer_origin(cx, csa_current(cx), sink, sink->value, sink->depth);
        return;
    }
    say_place(sink, message);
    words_add(message, "the program's own text");
    if (taint_content_text(sink->content, &bytes, &length)) {
        words_add(message, " ");
        words_add_text(message, bytes, length);
    } else {
        words_add(message, ", with values in it that nobody calls untrusted");
    }
    answer(cx, sink->expr, message, NULL);
}

static void explain_holes(csa_context *cx, const struct taint_sink *sink, void *data)
{
    (void)data;
    size_t count;
    const struct taint_part *parts = taint_content_get(sink->content, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind == TAINT_HOLE)
            explain_hole(cx, sink, i);
    }
}

/* ---- Numbers ---------------------------------------------------------------------------------- */

/* False if the number is not untrusted. */
static bool explain_untrusted_number(csa_context *cx, const csa_state *st, struct taint_sink sink)
{
    char message[WORDS] = "";
    struct taint_bounds bounds;
    if (taint_asked_told(csa_call_expr(sink.call), sink.argument))
        return true;
    if (!taint_bounds(cx, st, sink.value, &bounds))
        return false;
    sink.content = bounds.content;
    const struct taint_part *hole = taint_content_first_hole(sink.content);
    if (!hole)
        return false;
    const char *origin = taint_origin(cx, hole->step);
    say_place(&sink, message);
    if (hole->cleared >> sink.kind & 1) {
        say_sanitized(hole->step, sink.kind, origin, message);
    } else {
        words_add(message, "a number from %s, which on this path ", origin);
        words_add_range(&bounds, message);
    }
    answer_flow(cx, &sink, hole, message);
    return true;
}

static void explain_sink(csa_context *cx, const struct taint_sink *sink, void *data)
{
    if (sink->depth == 0) {
        if (!explain_untrusted_number(cx, csa_current(cx), *sink))
            answer_origin(cx, csa_current(cx), sink, sink->value, 0);
    } else if (taint_content_has_hole(sink->content)) {
        explain_holes(cx, sink, data);
    } else {
        explain_own(cx, sink);
    }
}

/* A number that is no argument. */
static void explain_operand(csa_context *cx, const csa_state *st, enum model_sink kind,
                            const csa_expr *expr, csa_val value, bool always)
{
    struct taint_sink sink = {.kind = kind, .expr = expr, .value = value};
    is_computed = true;
    if (!explain_untrusted_number(cx, st, sink) && always)
        answer_origin(cx, st, &sink, value, 0);
}

/* ---- Strings ---------------------------------------------------------------------------------- */

static void explain_string(csa_context *cx, const struct taint_string *string, void *data)
{
    char message[WORDS] = "", memory[WORDS];
    const csa_call *call = data;
    struct taint_sink sink = {
        .kind = MODEL_SINK_LENGTH,
        .call = call,
        .function = csa_call_name(call),
        .argument = string->argument,
        .expr = string->carrier ? string->carrier : string->expr,
        .value = string->to,
        .depth = 1,
        .content = string->content,
    };
    struct taint_room room;
    const struct taint_part *hole = taint_content_first_hole(string->content);
    if (!hole)
        return;
    const csa_state *st = csa_current(cx);
    bool has_room = taint_room(cx, st, string->to, &room) == TAINT_ROOM_KNOWN;
    uint64_t reach = taint_reach(cx, st, string->content, string->carrier, string->from);
    if (has_room && (reach == TAINT_NO_BOUND || reach + string->unit > (uint64_t)room.bytes))
        return; /* that is the checker's to report */
    say_place(&sink, message);
    words_add(message, "text from %s is written to ", taint_origin(cx, hole->step));
    if (has_room)
        words_add(message, "%s, and has %llu bytes and a NUL at most",
                  taint_room_text(&room, memory, sizeof memory), (unsigned long long)reach);
    else
        words_add(message, "memory whose size is not known");
    answer_flow(cx, &sink, hole, message);
}

/* ---- Events ----------------------------------------------------------------------------------- */

static void pre_call(csa_context *cx, const csa_call *call)
{
    struct site *site = site_of(csa_call_expr(call));
    if (!site)
        return;
    site->is_seen = true;
    for (unsigned kind = 0; kind < MODEL_SINK_COUNT; kind++)
        taint_visit_sinks(cx, call, (enum model_sink)kind, explain_sink, NULL);
    const struct taint_model *model = taint_model_of(csa_call_function(call));
    if (model)
        taint_visit_strings(cx, call, model, explain_string, (void *)call);
    if (output_of_unit() & (OUTPUT_PAGE | OUTPUT_MARKUP))
        taint_visit_output(cx, call, MODEL_SINK_HTML, explain_holes, NULL);
    if (output_of_unit() & (OUTPUT_HEADER | OUTPUT_MAIL))
        taint_visit_output(cx, call, MODEL_SINK_HEADER, explain_holes, NULL);
}

static void access(csa_context *cx, csa_val location, bool is_load)
{
    (void)is_load;
    enum { LEVELS = 8 };
    const csa_expr *expr = csa_current_expr(cx);
    const csa_region *region = csa_val_region(location);
    if (!has_operation || !taint_asked_at(expr))
        return;
    for (int left = LEVELS; region && left > 0; region = csa_region_super(region), left--) {
        csa_val index = csa_region_index(region);
        if (csa_region_kind_of(region) == CSA_REGION_ELEMENT && csa_val_symbol(index))
            explain_operand(cx, csa_current(cx), MODEL_SINK_INDEX, expr, index, true);
    }
}

static void operation(csa_context *cx, const csa_expr *expr, const csa_state *before, csa_val value)
{
    (void)value;
    if (!has_operation || !calculates(expr) || !taint_asked_at(expr))
        return;
    bool is_division = divides(expr);
    for (unsigned i = is_division; i < 2; i++) {
        const csa_expr *operand = csa_expr_child(expr, i);
        explain_operand(cx, before, is_division ? MODEL_SINK_DIVISOR : MODEL_SINK_ARITHMETIC,
                        operand, csa_expr_value(cx, before, operand), is_division);
    }
}

static void begin_analysis(csa_context *cx)
{
    top = csa_decl_name(csa_current_function(cx));
    if (!taint_asked())
        csa_skip_function(cx);
}

static void begin_function(csa_context *cx)
{
    is_entered = is_entered || taint_asked_in(csa_current_function(cx));
}

/* ---- Answers without a path ------------------------------------------------------------------- */

static void say(csa_unit *u, const csa_expr *at, const char *message, const char *remedy)
{
    struct csa_finding finding = {.message = message,
                                  .remedy = remedy,
                                  .at = at,
                                  .level = CSA_LEVEL_AUDIT};
    csa_unit_report(u, asked, &finding);
}

static const char *name_of(const csa_decl *decl)
{
    const char *name = csa_decl_name(decl);
    return name ? name : "a function that is not known";
}

static bool is_cut; /* an analysis that may come to the line ended at its budget */

static bool say_cut(void *data, const csa_decl *function)
{
    char message[WORDS] = "";
    csa_unit *u = data;
    if (!taint_scout_reaches_asked(function) || !csa_unit_was_cut(u, function))
        return true;
    words_add(message,
              "The analysis of '%s' ended at its budget of %s steps, so that not every way to this "
              "line was followed",
              name_of(function), csa_unit_option(u, "tinct", "MaxNodes"));
    say(u, NULL, message, remedy_budget);
    is_cut = true;
    return true;
}

/* `at`: what stands on the line, and its name; NULL where that is an operation. */
static void say_unseen(csa_unit *u, const csa_expr *at, const char *name)
{
    char message[WORDS] = "";
    if (!is_entered)
        words_add(message, "No path of the analysis came into '%s'", name_of(asked));
    else
        words_add(message,
                  "No path of the analysis came to %s%s%s: those through '%s' end or turn off "
                  "before it%s",
                  name ? "the call of '" : "this line", name ? name : "", name ? "'" : "",
                  name_of(asked), is_cut ? ", or at the budget" : "");
    say(u, at, message, NULL);
}

static void say_no_sink(csa_unit *u, const struct site *site)
{
    char message[WORDS] = "";
    const csa_decl *function = csa_expr_decl(site->call);
    const char *why = taint_model_of(function) ? "its model names none"
                      : csa_function_has_body(function)
                          ? "it is the program's own, and its body shows what it does"
                          : "no model describes it, and its body is not in this file";
    words_add(message, "'%s' is no sink: %s", name_of(function), why);
    say(u, site->call, message, NULL);
}

static bool has_sinks(void)
{
    for (size_t i = 0; i < site_count; i++) {
        if (sites[i].is_sink)
            return true;
    }
    return false;
}

static void say_unseen_sinks(csa_unit *u)
{
    for (size_t i = 0; i < site_count; i++) {
        if (!sites[i].is_sink || sites[i].is_seen)
            continue;
        say_unseen(u, sites[i].call, name_of(csa_expr_decl(sites[i].call)));
        is_answered = true;
    }
}

static void unit_end(csa_unit *u)
{
    if (!asked)
        return;
    is_cut = false;
    if (has_operation || has_sinks())
        csa_unit_functions(u, say_cut, u);
    for (size_t i = 0; i < open_count; i++) {
        if (!taint_asked_told(opens[i].call, opens[i].argument))
            say(u, opens[i].call, opens[i].message, NULL);
    }
    say_unseen_sinks(u);
    bool has_sink = has_sinks();
    for (size_t i = 0; i < site_count && !has_sink && !is_answered; i++)
        say_no_sink(u, &sites[i]);
    if (has_operation && !is_computed && !is_answered)
        say_unseen(u, NULL, NULL);
    else if (!is_answered && !open_count && (has_sink || !site_count))
        say(u, NULL,
            has_operation || has_sink
                ? "Nothing that is used on this line is known to be untrusted"
                : "Nothing on this line is a sink: it calls no function and computes nothing",
            NULL);
}

static const struct csa_option options[] = {
    {TAINT_WHY_LINE, CSA_OPTION_STRING, "", "FILE:LINE that is asked about"},
    {NULL, CSA_OPTION_STRING, NULL, NULL},
};

const struct csa_checker csa_checker_why = {
    CSA_CHECKER,
    .name = "tinct.Why",
    .summary = "Says what becomes of the data that arrives on one line",
    .hidden = true,
    .level = CSA_LEVEL_AUDIT,
    .options = options,
    TAINT_NEEDS,
    .unit = unit,
    .begin_analysis = begin_analysis,
    .begin_function = begin_function,
    .pre_call = pre_call,
    .access = access,
    .operation = operation,
    .unit_end = unit_end,
};
