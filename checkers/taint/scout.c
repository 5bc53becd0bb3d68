#include "scout.h"

#include "asked.h"
#include "entries.h"
#include "format.h"
#include "functions.h"
#include "given.h"
#include "output.h"
#include "request.h"
#include "rights.h"
#include "sql.h"

#include <stdlib.h>
#include <string.h>

/* Numbers need more than a source and a sink: something that makes numbers of untrusted data, or
 * brings it in as bytes; and arithmetic, subscripts, sizes, which are everywhere. */
enum { SOURCE = 1, SINK = 2, NUMBER = 4, OPERATION = 8, ASKED = 16, ALL = 31, OUTPUT = 32 };

/* A function with a body. C gives each name one function in a file, so the name is the key. */
struct node {
    const char *name; /* owned */
    unsigned reaches;
    bool calls_pointers;
    uint32_t *mentions; /* indices of nodes */
    size_t mention_count, mention_room;
};

static struct node *nodes;
static size_t node_count, node_room;

static void forget(void)
{
    for (size_t i = 0; i < node_count; i++) {
        free((char *)nodes[i].name);
        free(nodes[i].mentions);
    }
    node_count = 0;
}

static bool add_node(void *data, const csa_decl *function)
{
    (void)data;
    const char *name = csa_decl_name(function);
    if (!name)
        return true;
    if (node_count == node_room) {
        node_room = node_room ? node_room * 2 : 256;
        nodes = taint_given(realloc(nodes, node_room * sizeof *nodes));
    }
    nodes[node_count++] = (struct node){.name = taint_copy(name)};
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct node *)a)->name, ((const struct node *)b)->name);
}

static struct node *find(const char *name)
{
    struct node key = {.name = name};
    return name ? bsearch(&key, nodes, node_count, sizeof *nodes, by_name) : NULL;
}

/* What the user's profile shows: a csa_level, and kinds of sinks, as bits, that it never does. */
static int shown;
static uint32_t ignored;

static bool brings_data(const struct model_function *function)
{
    for (size_t i = 0; i < function->effect_count; i++) {
        const struct model_effect *effect = &function->effects[i];
        if (effect->kind == MODEL_SOURCE_EFFECT)
            return true;
        if (effect->kind == MODEL_SCAN_EFFECT &&
            (effect->channel >= 0 || effect->source != MODEL_SOURCE_NONE))
            return true;
    }
    return false;
}

/* What is found in a text is so and so far from its beginning. */
static bool finds_places(const struct model_effect *effect)
{
    return effect->kind == MODEL_GUARD_EFFECT &&
           (effect->test == MODEL_TEST_LACKS || effect->test == MODEL_TEST_LACKS_LAST ||
            effect->test == MODEL_TEST_LACKS_ANY);
}

static bool brings_numbers(const struct model_function *function)
{
    for (size_t i = 0; i < function->effect_count; i++) {
        const struct model_effect *effect = &function->effects[i];
        if (effect->kind == MODEL_SCAN_EFFECT ||
            (effect->kind == MODEL_FLOW_EFFECT && effect->as == MODEL_AS_NUMBER) ||
            model_measures(effect) || (effect->kind == MODEL_PRINT_EFFECT && effect->counts) ||
            finds_places(effect) ||
            (effect->kind == MODEL_SOURCE_EFFECT &&
             (effect->to.root != MODEL_RETURN || effect->to.depth == 0)))
            return true;
    }
    return false;
}

static bool add_mention(void *data, const csa_decl *function)
{
    struct node *node = data;
    const struct taint_model *model = taint_model_of(function);
    if (model && brings_data(model->function))
        node->reaches |= SOURCE;
    if (model && brings_numbers(model->function))
        node->reaches |= NUMBER;
    struct node *other = find(csa_decl_name(function));
    if (!other)
        return true;
    if (node->mention_count == node->mention_room) {
        node->mention_room = node->mention_room ? node->mention_room * 2 : 8;
        node->mentions =
            taint_given(realloc(node->mentions, node->mention_room * sizeof *node->mentions));
    }
    node->mentions[node->mention_count++] = (uint32_t)(other - nodes);
    return true;
}

/* Strings that are written without a bound may be longer than what they are written to. */
static bool writes_string(const struct model_effect *effect)
{
    switch (effect->kind) {
    case MODEL_SOURCE_EFFECT:
        return effect->string && effect->limit < 0;
    case MODEL_FLOW_EFFECT:
        return effect->string;
    case MODEL_PRINT_EFFECT:
        return effect->limit < 0 && effect->to.root == MODEL_ARGUMENT && effect->to.depth == 1;
    case MODEL_SCAN_EFFECT:
        return true;
    default:
        return false;
    }
}

/* What is pointed to may be text, whatever else the kind takes. */
static bool is_text_sink(const struct model_effect *effect)
{
    return effect->kind == MODEL_SINK_EFFECT &&
           (!model_sink_takes_number(effect->sink) || effect->to.depth > 0);
}

static bool is_sink_model(const struct taint_model *model)
{
    for (size_t i = 0; i < model->function->effect_count; i++) {
        const struct model_effect *effect = &model->function->effects[i];
        if (is_text_sink(effect) || writes_string(effect))
            return true;
    }
    return false;
}

static bool is_literal(const csa_expr *call, unsigned argument)
{
    return csa_expr_kind_of(csa_expr_strip(csa_expr_child(call, argument))) == CSA_EXPR_STRING;
}

/* The format at `argument` is no literal, or has a directive that lets text or a number through. */
static bool lets_through(const csa_expr *call, unsigned argument, bool scan)
{
    const char *format;
    size_t length;
    struct format_walk walk;
    struct format_piece piece;
    if (!csa_expr_string(csa_expr_strip(csa_expr_child(call, argument)), &format, &length))
        return true;
    format_begin(&walk, format, length, scan, MODEL_DIALECT_C);
    while (format_next(&walk, &piece)) {
        if (piece.argument >= 0 && !strchr("cCn", piece.conversion) && !piece.allocates &&
            (piece.text || !scan))
            return true;
    }
    return false;
}

/* `buffer + at`, `&buffer[at]`: where it points to may depend on the input. */
static bool is_offset(const csa_expr *pointer)
{
    pointer = csa_expr_strip(pointer);
    if (csa_expr_kind_of(pointer) == CSA_EXPR_UNARY)
        pointer = csa_expr_strip(csa_expr_child(pointer, 0));
    csa_expr_kind kind = csa_expr_kind_of(pointer);
    return (kind == CSA_EXPR_BINARY || kind == CSA_EXPR_SUBSCRIPT) &&
           !csa_expr_number(csa_expr_child(pointer, 0), NULL) &&
           !csa_expr_number(csa_expr_child(pointer, 1), NULL);
}

static bool is_offset_place(const csa_expr *call, const struct taint_model *model,
                            const struct model_place *place)
{
    return place->index >= 0 &&
           is_offset(csa_expr_child(call, taint_argument(model, place->index)));
}

/* The memory at `argument` is an array that `bytes` of them do not fit in. */
static bool is_smaller(const csa_expr *call, unsigned argument, int64_t bytes)
{
    const csa_type *type = csa_expr_type(csa_expr_strip(csa_expr_child(call, argument)));
    return csa_type_kind_of(type) == CSA_TYPE_ARRAY && bytes > 0 &&
           csa_type_size(type) < (uint64_t)bytes;
}

/* The constant length of a call, in bytes as far as the call says what it counts in. */
static bool constant_length(const csa_expr *call, const struct taint_model *model,
                            const struct model_effect *effect, int64_t *bytes)
{
    int64_t times = 1;
    if (!csa_expr_number(csa_expr_child(call, taint_argument(model, effect->to.index)), bytes) ||
        (effect->times >= 0 &&
         !csa_expr_number(csa_expr_child(call, taint_argument(model, effect->times)), &times)) ||
        *bytes < 0 || *bytes > INT32_MAX || times < 0 || times > INT32_MAX)
        return false;
    *bytes *= times;
    return true;
}

/* A constant length goes beyond the memory that is written, where that is a smaller array. */
static bool is_surpassing(const csa_expr *call, const struct taint_model *model,
                          const struct model_effect *effect)
{
    int64_t bytes;
    return effect->kind == MODEL_SINK_EFFECT && effect->sink == MODEL_SINK_LENGTH &&
           effect->to.root == MODEL_ARGUMENT && effect->writes.index >= 0 &&
           constant_length(call, model, effect, &bytes) &&
           is_smaller(call, taint_argument(model, effect->writes.index), bytes);
}

/* A constant length may go beyond the memory where an offset from outside is added. */
static bool is_displaced(const csa_expr *call, const struct taint_model *model,
                         const struct model_effect *effect)
{
    return effect->sink == MODEL_SINK_LENGTH && (is_offset_place(call, model, &effect->writes) ||
                                                 is_offset_place(call, model, &effect->reads));
}

/* A string is written that a constant limits too late. */
static bool is_limited_late(const csa_expr *call, const struct taint_model *model,
                            const struct model_effect *effect)
{
    int64_t n;
    bool is_string = effect->kind == MODEL_PRINT_EFFECT || effect->string;
    return is_string && effect->limit >= 0 && effect->to.root == MODEL_ARGUMENT &&
           effect->to.depth == 1 &&
           csa_expr_number(csa_expr_child(call, taint_argument(model, effect->limit)), &n) &&
           is_smaller(call, taint_argument(model, effect->to.index), n);
}

/* What is written may be longer than the memory, whether numbers from outside have a part in it or
 * not. */
static bool is_overflow_sink(const csa_expr *call, const struct taint_model *model,
                             const struct model_effect *effect)
{
    if (is_limited_late(call, model, effect) || is_surpassing(call, model, effect))
        return true;
    if (!writes_string(effect))
        return false;
    if (effect->kind == MODEL_PRINT_EFFECT || effect->kind == MODEL_SCAN_EFFECT)
        return lets_through(call, taint_argument(model, effect->format),
                            effect->kind == MODEL_SCAN_EFFECT);
    return effect->kind != MODEL_FLOW_EFFECT || effect->from.root != MODEL_ARGUMENT ||
           !is_literal(call, taint_argument(model, effect->from.index));
}

/* Where rights were raised, whatever is run gets an environment from outside. */
static bool runs_program(const struct model_effect *effect)
{
    return effect->sink == MODEL_SINK_SHELL || effect->sink == MODEL_SINK_PROGRAM;
}

static bool is_constant(const csa_expr *call, unsigned argument)
{
    return csa_expr_number(csa_expr_child(call, argument), NULL);
}

/* A call with a number that decides and is not constant. */
static bool takes_number(const csa_expr *call, const csa_decl *function)
{
    int size, count;
    const struct taint_model *model = taint_model_of(function);
    for (size_t i = 0; model && i < model->function->effect_count; i++) {
        const struct model_effect *effect = &model->function->effects[i];
        if (effect->kind == MODEL_SINK_EFFECT && model_sink_takes_number(effect->sink) &&
            (effect->to.root != MODEL_ARGUMENT || is_displaced(call, model, effect) ||
             !is_constant(call, taint_argument(model, effect->to.index))))
            return true;
    }
    return csa_function_alloc_size(function, &size, &count);
}

/* A call is a sink if what decides is not written down as a literal. */
static bool is_sink(const csa_expr *call, const csa_decl *function)
{
    const struct taint_model *model = taint_model_of(function);
    for (size_t i = 0; model && i < model->function->effect_count; i++) {
        const struct model_effect *effect = &model->function->effects[i];
        if (is_overflow_sink(call, model, effect))
            return true;
        if (is_text_sink(effect) && effect->level <= shown && !(ignored >> effect->sink & 1) &&
            (effect->to.root != MODEL_ARGUMENT || effect->to.depth != 1 ||
             !is_literal(call, taint_argument(model, effect->to.index)) ||
             (taint_rights_matter() && runs_program(effect))))
            return true;
    }
    int format = taint_format_parameter(function);
    return format >= 0 && !is_literal(call, (unsigned)format);
}

static bool writes_output(const csa_decl *function)
{
    const struct taint_model *model = taint_model_of(function);
    for (size_t i = 0; model && i < model->function->effect_count; i++) {
        if (model->function->effects[i].kind == MODEL_OUTPUT_EFFECT)
            return true;
    }
    return false;
}

/* A literal with SQL grammar: a statement may be built here. */
static bool add_literal(void *data, const csa_expr *literal)
{
    struct node *node = data;
    const char *text;
    size_t length;
    if (!csa_expr_string(literal, &text, &length))
        return true;
    output_note(text, length);
    if (!(node->reaches & SINK) && sql_has_grammar(text, length))
        node->reaches |= SINK;
    return true;
}

/* `getenv("CONTENT_LENGTH")` */
static void note_variable(const csa_expr *call, const csa_decl *function)
{
    const char *name;
    size_t length;
    const struct taint_model *model = taint_model_of(function);
    for (size_t i = 0; model && i < model->function->effect_count; i++) {
        const struct model_effect *effect = &model->function->effects[i];
        if (effect->kind == MODEL_SOURCE_EFFECT && effect->source == MODEL_SOURCE_ENV &&
            csa_expr_string(csa_expr_strip(csa_expr_child(call, 0)), &name, &length))
            request_note(name, length);
    }
}

/* A file that asks for memory to run (PROT_EXEC) may call what it puts there, through a pointer. */
static bool makes_code;

static void note_code(const csa_expr *call, const csa_decl *function)
{
    enum { RUN = 4 };
    int64_t protection;
    const struct taint_model *model = taint_model_of(function);
    if (model && (strcmp(model->function->name, "mmap") == 0 ||
                  strcmp(model->function->name, "mprotect") == 0))
        makes_code = makes_code || !csa_expr_number(csa_expr_child(call, 2), &protection) ||
                     (protection & RUN);
}

/* What is written matters where a call opens a log, or a pipe to a program that obeys it. */
static bool opens_stream;

/* The first letter of the mode that a handle is opened in: 'a' for a flag that says so; or NUL. */
static char mode_of(const csa_expr *call, const struct taint_model *model,
                    const struct model_effect *effect)
{
    int64_t flags;
    const char *mode;
    size_t length;
    if (effect->append && effect->when.op == MODEL_WHEN_HAS_BITS &&
        csa_expr_number(csa_expr_child(call, taint_argument(model, effect->when.argument)),
                        &flags) &&
        (flags & effect->when.value) == effect->when.value)
        return 'a';
    if (effect->mode < 0 ||
        !csa_expr_string(csa_expr_strip(csa_expr_child(call, taint_argument(model, effect->mode))),
                         &mode, &length))
        return '\0';
    return length ? mode[0] : '\0';
}

static void note_stream(const csa_expr *call, const csa_decl *function)
{
    const struct taint_model *model = taint_model_of(function);
    for (size_t i = 0; model && i < model->function->effect_count; i++) {
        const struct model_effect *effect = &model->function->effects[i];
        if (effect->kind != MODEL_HANDLE_EFFECT)
            continue;
        char mode = mode_of(call, model, effect);
        opens_stream = opens_stream || (mode == 'a' && shown >= CSA_LEVEL_STRICT) ||
                       (mode == 'w' && effect->command >= 0);
    }
}

static bool add_call(void *data, const csa_expr *call)
{
    struct node *node = data;
    const csa_decl *function = csa_expr_decl(call);
    note_variable(call, function);
    note_stream(call, function);
    note_code(call, function);
    if (!function) {
        node->calls_pointers = true;
        node->reaches |= OPERATION; /* the pointer may come from outside */
    } else if (is_sink(call, function)) {
        node->reaches |= SINK;
    } else if (takes_number(call, function)) {
        node->reaches |= OPERATION;
    }
    if (writes_output(function))
        node->reaches |= OUTPUT;
    return true;
}

static bool is_literal_number(const csa_expr *expr)
{
    return csa_expr_kind_of(expr) == CSA_EXPR_NUMBER;
}

/* `*to++ = *from++`, `line[n++] = c`: data goes into memory piece by piece, until it ends. */
static bool writes_pieces(const csa_expr *expr)
{
    const char *op = csa_expr_operator(expr);
    const csa_expr *to = csa_expr_strip(csa_expr_child(expr, 0));
    if (!op || strcmp(op, "=") != 0 || csa_expr_number(csa_expr_child(expr, 1), NULL))
        return false;
    return csa_expr_kind_of(to) == CSA_EXPR_UNARY || (csa_expr_kind_of(to) == CSA_EXPR_SUBSCRIPT &&
                                                      !is_literal_number(csa_expr_child(to, 1)));
}

/* Arithmetic that numbers from outside may have a part in. */
static bool add_operation(void *data, const csa_expr *expr)
{
    struct node *node = data;
    const char *op = csa_expr_operator(expr);
    switch (csa_expr_kind_of(expr)) {
    case CSA_EXPR_SUBSCRIPT:
        if (!is_literal_number(csa_expr_child(expr, 1)))
            node->reaches |= OPERATION;
        break;
    case CSA_EXPR_BINARY:
        if (writes_pieces(expr))
            node->reaches |= NUMBER | OPERATION;
        else if (op && strchr("+-*/%<", op[0]) && strcmp(op, "<") != 0 && strcmp(op, "<=") != 0 &&
                 !(is_literal_number(csa_expr_child(expr, 0)) &&
                   is_literal_number(csa_expr_child(expr, 1))))
            node->reaches |= OPERATION;
        break;
    case CSA_EXPR_UNARY:
        if (op && (strcmp(op, "++") == 0 || strcmp(op, "--") == 0))
            node->reaches |= OPERATION;
        break;
    default:
        node->reaches |= OPERATION; /* a conversion, the length of an array */
    }
    return (node->reaches & (NUMBER | OPERATION)) != (NUMBER | OPERATION);
}

/* Whoever calls through pointers may call any sink whose address was taken. */
static bool takes_sink_address;

struct use {
    const char *name;
    bool is_called;
};

static bool is_call_of(void *data, const csa_expr *call)
{
    struct use *use = data;
    const char *name = csa_decl_name(csa_expr_decl(call));
    use->is_called = name && strcmp(name, use->name) == 0;
    return !use->is_called;
}

/* A sink that is named in a function without being called there. */
static bool add_address(void *data, const csa_decl *function)
{
    const csa_decl *in = data;
    const struct taint_model *model = taint_model_of(function);
    if (!(model && is_sink_model(model)) && taint_format_parameter(function) < 0)
        return true;
    struct use use = {csa_decl_name(function), false};
    csa_function_calls(in, is_call_of, &use);
    takes_sink_address = takes_sink_address || !use.is_called;
    return !takes_sink_address;
}

static bool add_field(void *data, const csa_decl *field)
{
    struct node *node = data;
    struct model_field model;
    if (taint_field_source(field, &model))
        node->reaches |= SOURCE;
    return (node->reaches & SOURCE) == 0;
}

static bool describe(void *data, const csa_decl *function)
{
    (void)data;
    struct node *node = find(csa_decl_name(function));
    if (!node)
        return true;
    if (csa_function_is_main(function) && csa_function_parameter_count(function) > 1)
        node->reaches |= SOURCE;
    size_t count;
    if (taint_entry_parameters(function, &count))
        node->reaches |= SOURCE;
    if (taint_asked_in(function))
        node->reaches |= ASKED;
    csa_function_fields(function, add_field, node);
    csa_function_mentions(function, add_mention, node);
    csa_function_mentions(function, add_address, (void *)function);
    csa_function_calls(function, add_call, node);
    csa_function_literals(function, add_literal, node);
    if ((node->reaches & (NUMBER | OPERATION)) != (NUMBER | OPERATION))
        csa_function_operations(function, add_operation, node);
    if (taint_mentions_source_global(function) || taint_rights_change_in(function))
        node->reaches |= SOURCE;
    return true;
}

/* What a file writes matters where its literals are of a page or of headers, or where it goes does. */
static void judge_output(bool everything)
{
    for (size_t i = 0; i < node_count; i++) {
        if ((nodes[i].reaches & OUTPUT) && (everything || opens_stream || output_of_unit()))
            nodes[i].reaches |= SINK;
        nodes[i].reaches &= ALL;
    }
}

/* How deep functions call themselves matters to auditors. */
static bool calls_itself(const struct node *node)
{
    bool *seen = taint_given(calloc(node_count, sizeof *seen));
    uint32_t *open = taint_given(calloc(node_count, sizeof *open));
    uint32_t self = (uint32_t)(node - nodes);
    size_t count = 0;
    open[count++] = self;
    while (count > 0 && !seen[self]) {
        const struct node *at = &nodes[open[--count]];
        for (size_t m = 0; m < at->mention_count; m++) {
            if (!seen[at->mentions[m]]) {
                seen[at->mentions[m]] = true;
                open[count++] = at->mentions[m];
            }
        }
    }
    bool found = seen[self];
    free(seen);
    free(open);
    return found;
}

static void judge_recursion(void)
{
    for (size_t i = 0; i < node_count; i++) {
        if (calls_itself(&nodes[i]))
            nodes[i].reaches |= SINK;
    }
}

/* What is reached spreads from callees to callers until nothing changes. */
static void spread(void)
{
    for (size_t i = 0; (takes_sink_address || makes_code) && i < node_count; i++) {
        if (nodes[i].calls_pointers)
            nodes[i].reaches |= SINK;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = node_count; i-- > 0;) {
            unsigned reaches = nodes[i].reaches;
            for (size_t m = 0; m < nodes[i].mention_count && reaches != ALL; m++)
                reaches |= nodes[nodes[i].mentions[m]].reaches;
            changed = changed || reaches != nodes[i].reaches;
            nodes[i].reaches = reaches;
        }
    }
}

void taint_scout(csa_unit *unit)
{
    forget();
    output_reset();
    request_reset();
    takes_sink_address = opens_stream = makes_code = false;
    csa_unit_functions(unit, add_node, NULL);
    if (node_count)
        qsort(nodes, node_count, sizeof *nodes, by_name);
    const char *profile = csa_unit_option(unit, "tinct", "Profile");
    bool is_audit = profile && strcmp(profile, "audit") == 0;
    bool is_strict = is_audit || (profile && strcmp(profile, "strict") == 0);
    shown = is_audit ? CSA_LEVEL_AUDIT : is_strict ? CSA_LEVEL_STRICT : CSA_LEVEL_DEFAULT;
    ignored = (is_audit ? 0 : 1u << MODEL_SINK_REGEX) |
              (is_strict ? 0 : 1u << MODEL_SINK_LOG | 1u << MODEL_SINK_IDENTITY);
    csa_unit_functions(unit, describe, NULL);
    judge_output(is_audit); /* terminals matter there */
    if (is_audit)
        judge_recursion();
    spread();
}

bool taint_scout_wants(const csa_decl *function, bool handed)
{
    const struct node *node = find(csa_decl_name(function));
    return !node || (node->reaches & ASKED) ||
           ((handed || (node->reaches & SOURCE)) &&
            ((node->reaches & SINK) ||
             ((handed || (node->reaches & NUMBER)) && (node->reaches & OPERATION))));
}

bool taint_scout_reaches_sink(const csa_decl *function)
{
    const struct node *node = find(csa_decl_name(function));
    return !node || (node->reaches & SINK) != 0;
}

bool taint_scout_reaches_asked(const csa_decl *function)
{
    const struct node *node = find(csa_decl_name(function));
    return node && (node->reaches & ASKED);
}
