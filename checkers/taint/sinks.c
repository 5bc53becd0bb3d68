#include "taint.h"

#include "asked.h"
#include "effects.h"
#include "guards.h"
#include "markup.h"
#include "streams.h"
#include "trail.h"
#include "variadic.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct visit {
    csa_context *cx;
    const csa_call *call;
    enum model_sink kind;
    const struct model_effect *effect; /* that is visited */
    csa_level level;                   /* of the effect that is visited */
    bool is_fed;                       /* only what programs read that take it as such */
    taint_sink_visit *visit;
    void *data;
};

static void visit_value(struct visit *v, unsigned argument, const csa_expr *expr, csa_val value,
                        int depth)
{
    const struct taint_model *model = taint_model_of(csa_call_function(v->call));
    struct taint_sink sink = {
        .kind = v->kind,
        .call = v->call,
        .function = model ? model->function->name : csa_call_name(v->call),
        .argument = argument,
        .expr = expr,
        .value = value,
        .depth = depth,
        .content = taint_read(v->cx, csa_current(v->cx), value, depth),
        .effect = v->effect,
        .level = v->level,
    };
    v->visit(v->cx, &sink, v->data);
}

/* A vector: each element up to the null pointer; of arguments, but for the first, which is the name
 * that the program is told it has. */
static void visit_vector(struct visit *v, unsigned argument, const csa_expr *expr, csa_val vector)
{
    enum { ELEMENTS = 64 };
    const csa_state *st = csa_current(v->cx);
    const csa_region *first = csa_val_region(vector);
    const csa_type *element = csa_type_pointee(csa_expr_type(expr));
    if (csa_type_kind_of(element) != CSA_TYPE_POINTER)
        return;
    for (int64_t i = v->kind == MODEL_SINK_ARGUMENT; i < ELEMENTS; i++) {
        csa_val val = csa_load(st, csa_region_element(v->cx, first, element, i), element);
        if (csa_val_is_unknown(val) || csa_val_is_undefined(val) || csa_is_zero(st, val) == CSA_YES)
            return;
        visit_value(v, argument, expr, val, 1);
        if (csa_symbol_kind_of(csa_val_symbol(val)) == CSA_SYMBOL_INITIAL)
            return; /* one element of a vector that came from outside speaks for all */
    }
}

/* The arguments in a va_list stand in another call: the list is what this one shows. */
static void visit_list(struct visit *v, unsigned argument, int depth)
{
    csa_val value;
    const csa_expr *expr;
    csa_val list = csa_call_arg(v->call, argument);
    for (unsigned i = 0; taint_variadic_get(csa_current(v->cx), list, i, &value, &expr); i++)
        visit_value(v, argument, csa_call_arg_expr(v->call, argument), value, depth);
}

static void visit_effect(struct visit *v, const struct taint_model *model,
                         const struct model_effect *effect)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    if (effect->to.root == MODEL_VA_LIST)
        visit_list(v, taint_argument(model, effect->to.index), effect->to.depth);
    for (unsigned i = 0;
         taint_place_value(v->call, model, &effect->to, i, &value, &expr, &argument); i++) {
        if (effect->to.depth == 2)
            visit_vector(v, argument, expr, value);
        else
            visit_value(v, argument, expr, value, effect->to.depth);
    }
}

/* An allocator that no model describes, by its attribute. One that is followed shows its own. */
static void visit_alloc_size(struct visit *v, const csa_decl *function)
{
    int arguments[2];
    if (csa_function_has_body(function) ||
        !csa_function_alloc_size(function, &arguments[0], &arguments[1]))
        return;
    for (unsigned i = 0; i < 2; i++) {
        if (arguments[i] >= 0)
            visit_value(v, (unsigned)arguments[i],
                        csa_call_arg_expr(v->call, (unsigned)arguments[i]),
                        csa_call_arg(v->call, (unsigned)arguments[i]), 0);
    }
}

void taint_visit_sinks(csa_context *cx, const csa_call *call, enum model_sink kind,
                       taint_sink_visit *visit, void *data)
{
    if (csa_call_in_system_header(call))
        return; /* inside the library: the call that leads there is the program's */
    struct visit v = {.cx = cx, .call = call, .kind = kind, .visit = visit, .data = data};
    const csa_decl *function = csa_call_function(call);
    const struct taint_model *model = taint_model_of(function);
    bool seen = false;
    for (size_t i = 0; model && i < model->function->effect_count; i++) {
        const struct model_effect *effect = &model->function->effects[i];
        if (effect->kind != MODEL_SINK_EFFECT || effect->sink != kind)
            continue;
        seen = true;
        v.effect = effect;
        v.level = (csa_level)effect->level;
        if (!taint_excluded(call, model, &effect->when))
            visit_effect(&v, model, effect);
    }
    if (!seen && kind == MODEL_SINK_SIZE)
        visit_alloc_size(&v, function);
    if (seen || kind != MODEL_SINK_FORMAT)
        return;
    v.effect = NULL;
    int format = taint_format_parameter(function);
    /* A function that is followed shows its own sinks, unless variable arguments forbid it. */
    if (format < 0 || (unsigned)format >= csa_call_arg_count(call) ||
        (csa_function_has_body(function) && !csa_function_is_variadic(function)))
        return;
    visit_value(&v, (unsigned)format, csa_call_arg_expr(call, (unsigned)format),
                csa_call_arg(call, (unsigned)format), 1);
}

/* True if the handle is the stream or descriptor of the C library with this name and number. */
static bool is_standard(csa_val handle, const char *stream, int64_t descriptor)
{
    int64_t n;
    if (csa_val_number(handle, &n))
        return n == descriptor;
    const csa_symbol *symbol = csa_val_symbol(handle);
    const char *name = csa_decl_name(csa_region_variable(csa_symbol_region(symbol)));
    csa_symbol_kind kind = csa_symbol_kind_of(symbol); /* derived: behind a call without a body */
    return name && (kind == CSA_SYMBOL_INITIAL || kind == CSA_SYMBOL_DERIVED) &&
           strcmp(name, stream) == 0;
}

/* Who reads what is written; false for standard error, which nobody parses unless the program has
 * made it a log. */
static bool find_reader(struct visit *v, const struct taint_model *model,
                        const struct model_effect *effect, struct taint_sink *sink)
{
    sink->reader = effect->source;
    if (effect->channel < 0)
        return true;
    csa_val handle = csa_call_arg(v->call, taint_argument(model, effect->channel));
    enum model_source known = taint_read_handle(csa_current(v->cx), handle);
    if (is_standard(handle, "stdout", 1))
        known = MODEL_SOURCE_STDIN;
    if (known != MODEL_SOURCE_NONE)
        sink->reader = known;
    struct taint_stream stream = taint_read_stream(csa_current(v->cx), handle);
    sink->appends = stream.appends;
    sink->command = stream.command;
    return sink->appends || !is_standard(handle, "stderr", 2);
}

/* The argument that brought the first hole. */
static const csa_expr *carrier_of(taint_content content)
{
    const struct taint_part *hole = taint_content_first_hole(content);
    return hole ? taint_step_get(hole->step)->carrier : NULL;
}

/* The program that reads it takes it as text of the sink's kind. */
static bool is_fed(const struct taint_sink *sink)
{
    return sink->command &&
           taint_stream_feeds((struct taint_stream){.command = sink->command}) == sink->kind;
}

static void visit_output(struct visit *v, const struct taint_model *model,
                         const struct model_effect *effect)
{
    struct taint_sink sink = {
        .kind = v->kind,
        .call = v->call,
        .function = model->function->name,
        .depth = 1,
    };
    if (!find_reader(v, model, effect, &sink) || (v->is_fed && !is_fed(&sink)))
        return;
    sink.content = taint_output_text(v->cx, v->call, model, effect);
    sink.expr = carrier_of(sink.content);
    for (unsigned i = 0; sink.expr && i < csa_call_arg_count(v->call); i++) {
        if (csa_call_arg_expr(v->call, i) == sink.expr)
            sink.argument = i;
    }
    v->visit(v->cx, &sink, v->data);
}

static void visit_outputs(struct visit *v)
{
    if (csa_call_in_system_header(v->call) || taint_state_is_clean(csa_current(v->cx)))
        return;
    const struct taint_model *model = taint_model_of(csa_call_function(v->call));
    for (size_t i = 0; model && i < model->function->effect_count; i++) {
        const struct model_effect *effect = &model->function->effects[i];
        if (effect->kind == MODEL_OUTPUT_EFFECT && !taint_excluded(v->call, model, &effect->when))
            visit_output(v, model, effect);
    }
}

void taint_visit_output(csa_context *cx, const csa_call *call, enum model_sink kind,
                        taint_sink_visit *visit, void *data)
{
    struct visit v = {.cx = cx, .call = call, .kind = kind, .visit = visit, .data = data};
    visit_outputs(&v);
}

void taint_visit_fed(csa_context *cx, const csa_call *call, enum model_sink kind,
                     taint_sink_visit *visit, void *data)
{
    struct visit v = {
        .cx = cx, .call = call, .kind = kind, .visit = visit, .data = data, .is_fed = true};
    if (taint_streams_any(csa_current(cx)))
        visit_outputs(&v);
}

bool taint_is_modelled(const csa_call *call)
{
    return taint_model_of(csa_call_function(call)) != NULL;
}

taint_content taint_read_before(csa_context *cx, const csa_state *before, csa_val pointer)
{
    return taint_read(cx, before, pointer, 1);
}

uint64_t taint_sink_text(csa_context *cx, const struct taint_sink *sink)
{
    return sink->depth == 1 ? taint_text(cx, sink->value) : 0;
}

const struct taint_part *taint_danger_behind(csa_context *cx, const struct taint_sink *sink,
                                             const struct taint_part *last)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(sink->content, &count);
    uint64_t text = taint_sink_text(cx, sink);
    for (size_t i = last ? (size_t)(last - parts) + 1 : 0; i < count; i++) {
        const struct taint_part *part = &parts[i];
        enum model_sink kind =
            sink->kind == MODEL_SINK_HTML ? markup_place(sink->content, i) : sink->kind;
        if (taint_part_is_danger(part, kind) &&
            !taint_is_reported(csa_current(cx), part->step, sink->kind) &&
            !taint_is_guarded(csa_current(cx), text, sink->content, i, kind, 0))
            return part;
    }
    return NULL;
}

bool taint_is_checked_but(csa_context *cx, const struct taint_sink *sink,
                          const struct taint_part *hole, char forgotten)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(sink->content, &count);
    return taint_is_guarded(csa_current(cx), taint_sink_text(cx, sink), sink->content,
                            (size_t)(hole - parts), sink->kind,
                            charset_of((unsigned char)forgotten));
}

/* `strncmp(url, "https://host", 12) == 0 && url[12] == '/'` */
bool taint_is_host_ended(csa_context *cx, const struct taint_sink *sink,
                         const struct taint_part *hole)
{
    const csa_state *st = csa_current(cx);
    const csa_type *type = csa_type_char(cx);
    if (sink->depth != 1)
        return false;
    struct checked checked = taint_checks_of(st, taint_text(cx, sink->value), hole->step);
    if (checked.host == 0 || checked.host > INT32_MAX)
        return false;
    csa_val end =
        csa_load(st,
                 csa_region_element(cx, csa_val_region(sink->value), type, (int64_t)checked.host),
                 type);
    int64_t lowest, highest;
    return (csa_val_number(end, &lowest) ||
            (csa_range(cx, st, end, &lowest, &highest) && lowest == highest)) &&
           lowest >= 0 && lowest < 128 && strchr("/?#", (int)lowest);
}

const struct taint_part *taint_danger(csa_context *cx, const struct taint_sink *sink)
{
    return taint_danger_behind(cx, sink, NULL);
}

const char *taint_origin(csa_context *cx, taint_step step)
{
    char text[256];
    const struct taint_step_fact *fact = taint_step_get(taint_step_first(step));
    if (!fact)
        return "outside";
    const char *phrase = model_source_phrase(fact->source);
    const char *source = taint_source_text(cx, fact);
    if (*source)
        snprintf(text, sizeof text, "%s ('%s')", phrase, source);
    else
        snprintf(text, sizeof text, "%s", phrase);
    return taint_intern(text, strlen(text));
}

/* All that is in the text: the next use of it would be reported for its next part otherwise. */
static const csa_state *set_reported(csa_context *cx, const struct taint_sink *sink)
{
    const csa_state *st = csa_current(cx);
    size_t count;
    const struct taint_part *parts = taint_content_get(sink->content, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind == TAINT_HOLE)
            st = taint_set_reported(cx, st, parts[i].step, sink->kind);
    }
    return st;
}

/* Its notes tell of each step of the flow, and of what was checked of its data. */
static void mark_flow(csa_context *cx, csa_report *report, const struct taint_sink *sink,
                      const struct taint_part *hole)
{
    const struct taint_step_fact *fact;
    for (taint_step step = hole->step; (fact = taint_step_get(step)) != NULL; step = fact->from)
        csa_report_mark(report, step);
    size_t count, i = 0;
    const struct taint_part *parts = taint_content_get(sink->content, &count);
    while (i < count && &parts[i] != hole)
        i++;
    char quote = checked_quote(sink->content, i, sink->kind);
    taint_checks_mark(report, taint_sink_text(cx, sink), hole->step, sink->kind, quote);
}

void taint_report(csa_context *cx, const struct taint_sink *sink,
                  const struct taint_finding *finding, const char *format, ...)
{
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);

    taint_step source = taint_step_first(finding->hole->step);
    struct csa_finding what = {
        .message = message,
        .remedy = finding->remedy,
        .cwe = finding->cwe,
        .key = source,
        .level = finding->level > sink->level ? finding->level : sink->level,
    };
    if (finding->once)
        what.after = set_reported(cx, sink);
    csa_report *report = csa_report_new(cx, &what, false);
    if (!report)
        return;
    mark_flow(cx, report, sink, finding->hole);
    csa_report_range(report, sink->expr);
    struct taint_names names = taint_names_in(cx, sink->expr, false);
    taint_trail_mark(report, &names);
    csa_report_emit(cx, report);
    if (strcmp(csa_self(cx), TAINT_WHY) != 0)
        taint_asked_tell(csa_call_expr(sink->call), sink->argument);
}

/* False if the complaint's judge keeps the hole silent. */
static bool report_hole(csa_context *cx, const struct taint_sink *sink,
                        const struct taint_complaint *complaint, const struct taint_part *hole)
{
    struct taint_finding finding = {
        .hole = hole,
        .cwe = complaint->cwe,
        .remedy = complaint->remedy,
        .once = complaint->once,
        .level = complaint->level,
    };
    if (complaint->judge && !complaint->judge(cx, sink, &finding))
        return false;
    taint_report(cx, sink, &finding, "'%s' %s %s", sink->function ? sink->function : "This call",
                 complaint->says, taint_origin(cx, finding.hole->step));
    return true;
}

static void check_sink(csa_context *cx, const struct taint_sink *sink, void *data)
{
    const struct taint_part *hole = taint_danger(cx, sink);
    while (hole && !report_hole(cx, sink, data, hole))
        hole = taint_danger_behind(cx, sink, hole);
}

void taint_check_kind(csa_context *cx, const csa_call *call,
                      const struct taint_complaint *complaint)
{
    taint_visit_sinks(cx, call, complaint->kind, check_sink, (void *)complaint);
}

void taint_check_output(csa_context *cx, const csa_call *call,
                        const struct taint_complaint *complaint)
{
    taint_visit_output(cx, call, complaint->kind, check_sink, (void *)complaint);
}

void taint_check_fed(csa_context *cx, const csa_call *call, const struct taint_complaint *complaint)
{
    taint_visit_fed(cx, call, complaint->kind, check_sink, (void *)complaint);
}

bool taint_is_whole(taint_content content)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind != TAINT_HOLE)
            return false;
    }
    return count > 0;
}

enum model_source taint_source_of(const struct taint_part *hole)
{
    const struct taint_step_fact *fact = taint_step_get(hole->step);
    return fact ? fact->source : MODEL_SOURCE_NONE;
}

bool taint_is_operators(const struct taint_part *hole)
{
    enum model_source source = taint_source_of(hole);
    return source == MODEL_SOURCE_ARGV || source == MODEL_SOURCE_ENV ||
           source == MODEL_SOURCE_STDIN;
}

bool taint_is_local(const struct taint_part *hole)
{
    enum model_source source = taint_source_of(hole);
    return taint_is_operators(hole) || source == MODEL_SOURCE_FILE || source == MODEL_SOURCE_INPUT;
}

bool taint_text_before(taint_content content, const struct taint_part *hole, const char **bytes,
                       size_t *length)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 1; i < count; i++) {
        if (&parts[i] != hole)
            continue;
        if (parts[i - 1].kind != TAINT_LITERAL)
            return false;
        *bytes = parts[i - 1].bytes;
        *length = parts[i - 1].length;
        return true;
    }
    return false;
}
