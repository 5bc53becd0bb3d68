/* tinct.StringLength: a string from outside must fit in the memory that it is written to. */
#include "taint/extent.h"
#include "taint/functions.h"
#include "taint/lengths.h"
#include "taint/taint.h"

#include <stdio.h>

/* How to mend it depends on what wrote the string. */
static const char *remedy_of(const struct taint_string *string)
{
    const struct model_effect *effect = string->effect;
    if (effect->kind == MODEL_SCAN_EFFECT)
        return "Give the directive a width that leaves room for the NUL, as in \"%63s\" for 64 "
               "bytes";
    if (effect->kind == MODEL_SOURCE_EFFECT && effect->limit < 0)
        return "Read with fgets(), which takes the size of the buffer";
    if (effect->limit >= 0)
        return "Pass the room that is left in the destination: its size less what stands there "
               "already and the NUL";
    if (effect->kind == MODEL_PRINT_EFFECT)
        return "Use snprintf() with the size of the destination, and look at its result";
    return "Use snprintf() with the size of the destination, or check strlen() against that size "
           "before";
}

/* Text that was cut out of other text is shorter than that, nobody knows by how much. */
static bool is_part(taint_step step)
{
    const struct taint_step_fact *fact;
    for (; (fact = taint_step_get(step)) != NULL; step = fact->from) {
        if (fact->kind == TAINT_STEP_CALL && !fact->into && !fact->number)
            return true;
    }
    return false;
}

static void report(csa_context *cx, const struct taint_sink *sink,
                   const struct taint_string *string, const struct taint_part *hole,
                   const struct taint_room *room, uint64_t reach)
{
    enum { MARGIN = 16 };
    char length[80], memory[200];
    if (reach == TAINT_NO_BOUND)
        snprintf(length, sizeof length, "text of unlimited length");
    else
        snprintf(length, sizeof length, "up to %llu bytes of text and a NUL",
                 (unsigned long long)reach);
    bool is_vague =
        reach != TAINT_NO_BOUND && is_part(hole->step) && reach < (uint64_t)room->bytes + MARGIN;
    taint_report(cx, sink,
                 &(struct taint_finding){
                     .hole = hole,
                     .cwe = reach == TAINT_NO_BOUND ? 120 : 787,
                     .remedy = remedy_of(string),
                     .once = true,
                     .level = is_vague ? CSA_LEVEL_STRICT : CSA_LEVEL_DEFAULT,
                 },
                 "'%s' writes %s from %s into %s", sink->function, length,
                 taint_origin(cx, hole->step), taint_room_text(room, memory, sizeof memory));
}

/* The memory was allocated by lengths of texts. */
static void check_computed(csa_context *cx, const struct taint_sink *sink,
                           const struct taint_string *string, const struct taint_part *hole)
{
    const csa_expr *size;
    if (!taint_extent_is_short_of(cx, csa_current(cx), string, &size))
        return;
    taint_report(
        cx, sink,
        &(struct taint_finding){
            .hole = hole,
            .cwe = 122,
            .remedy = "Allocate as many bytes as are written: all of the texts, what stands "
                      "between them, and a NUL",
            .once = true,
        },
        "'%s' writes more than '%s' bytes, which were allocated: text from %s, what is put "
        "to it, and a NUL",
        sink->function, csa_expr_text(cx, size), taint_origin(cx, hole->step));
}

/* The hole that is to blame: one without bound, if there is one. */
static const struct taint_part *widest(csa_context *cx, const struct taint_sink *sink)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(sink->content, &count);
    const struct taint_part *first = taint_danger(cx, sink);
    for (size_t i = 0; first && i < count; i++) {
        if (taint_part_is_danger(&parts[i], sink->kind) && parts[i].most == TAINT_ANY_LENGTH &&
            !taint_is_reported(csa_current(cx), parts[i].step, sink->kind))
            return &parts[i];
    }
    return first;
}

/* The string begins behind the end: `at += snprintf(buffer + at, sizeof buffer - at, ...)`. */
static bool check_start(csa_context *cx, const struct taint_sink *sink,
                        const struct taint_string *string, const struct taint_room *room)
{
    uint64_t start;
    char memory[200], far[80];
    struct taint_sink front = *sink;
    struct taint_room whole = *room;
    if (room->exact ||
        !taint_offset_by_text(cx, csa_current(cx), string->to, room->object, &front.content,
                              &start) ||
        (start != TAINT_NO_BOUND && start <= (uint64_t)room->extent))
        return false;
    const struct taint_part *hole = taint_danger(cx, &front);
    if (!hole)
        return false;
    whole.bytes = whole.extent;
    front.expr = string->expr;
    if (start == TAINT_NO_BOUND)
        snprintf(far, sizeof far, "is not limited");
    else
        snprintf(far, sizeof far, "may be as large as %llu", (unsigned long long)start);
    taint_report(cx, &front,
                 &(struct taint_finding){
                     .hole = hole,
                     .cwe = 787,
                     .remedy = "Stop where the text did not fit: 'if (n < 0 || (size_t)n >= sizeof "
                               "buffer - at) break', before 'at' moves on",
                     .once = true},
                 "'%s' writes to %s at an offset that %s: it is the length of a text, which comes "
                 "from %s",
                 sink->function, taint_room_text(&whole, memory, sizeof memory), far,
                 taint_origin(cx, hole->step));
    return true;
}

/* The size less what stands there already leaves no room for the NUL, which strncat() writes behind as
 * many characters as it is told: `strncat(buffer, text, sizeof buffer - strlen(buffer))`. */
static bool leaves_no_end(csa_context *cx, csa_val limit, const struct taint_string *string,
                          const struct taint_room *room)
{
    int64_t n, more;
    struct taint_measured there;
    const csa_state *st = csa_current(cx);
    const csa_symbol *symbol = taint_beside(csa_val_symbol(limit), &more);
    return taint_is_operation(symbol, "-") && csa_symbol_operand_number(symbol, 0, &n) &&
           taint_measured(st, taint_bare(csa_symbol_operand(symbol, 1)), &there) && there.region &&
           taint_buffer(there.region) == taint_buffer(csa_val_region(string->to)) &&
           n + more + 1 > room->extent / string->unit;
}

static bool check_end(csa_context *cx, const struct taint_sink *sink,
                      const struct taint_string *string, const struct taint_room *room,
                      const struct taint_part *hole)
{
    char memory[200];
    const struct model_effect *effect = string->effect;
    if (effect->kind != MODEL_FLOW_EFFECT || !effect->append || effect->limit < 0)
        return false;
    unsigned limit = taint_argument(taint_model_of(csa_call_function(sink->call)), effect->limit);
    taint_content text = taint_read_text(cx, csa_current(cx), string->from, string->unit);
    uint64_t reach = taint_reach(cx, csa_current(cx), text, string->carrier, string->from);
    if (!room->exact || room->bytes != room->extent ||
        (reach != TAINT_NO_BOUND && reach < (uint64_t)room->extent) ||
        !leaves_no_end(cx, csa_call_arg(sink->call, limit), string, room))
        return false;
    taint_report(
        cx, sink,
        &(struct taint_finding){
            .hole = hole, .cwe = 193, .remedy = remedy_of(string), .once = true},
        "'%s' writes a NUL behind the end of %s where text from %s fills it: '%s' leaves no "
        "room for it",
        sink->function, taint_room_text(room, memory, sizeof memory), taint_origin(cx, hole->step),
        csa_expr_text(cx, csa_call_arg_expr(sink->call, limit)));
    return true;
}

static void check(csa_context *cx, const struct taint_string *string, void *data)
{
    const csa_call *call = data;
    struct taint_sink sink = {
        .kind = MODEL_SINK_LENGTH,
        .call = call,
        .function = taint_model_of(csa_call_function(call))->function->name,
        .argument = string->argument,
        .expr = string->carrier ? string->carrier : string->expr,
        .value = string->to,
        .depth = 1,
        .content = string->content,
    };
    const struct taint_part *hole = widest(cx, &sink);
    struct taint_room room;
    if (!hole)
        return;
    enum taint_room_kind kind = taint_room(cx, csa_current(cx), string->to, &room);
    if (string->effect->kind == MODEL_SOURCE_EFFECT && string->effect->limit < 0 &&
        !string->effect->most) {
        taint_report(cx, &sink,
                     &(struct taint_finding){
                         .hole = hole, .cwe = 242, .remedy = remedy_of(string), .once = true},
                     "'%s' writes a line of unlimited length from %s, whatever the size of the "
                     "buffer",
                     sink.function, taint_origin(cx, hole->step));
        return;
    }
    if (kind == TAINT_ROOM_COMPUTED)
        check_computed(cx, &sink, string, hole);
    if (kind != TAINT_ROOM_KNOWN || check_start(cx, &sink, string, &room) ||
        check_end(cx, &sink, string, &room, hole))
        return;
    uint64_t reach =
        taint_reach(cx, csa_current(cx), string->content, string->carrier, string->from);
    if (reach == TAINT_NO_BOUND || reach + string->unit > (uint64_t)room.bytes)
        report(cx, &sink, string, hole, &room, reach);
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    const struct taint_model *model = taint_model_of(csa_call_function(call));
    if (model && !csa_call_in_system_header(call))
        taint_visit_strings(cx, call, model, check, (void *)call);
}

static const int cwe[] = {120, 787, 121, 122, 193, 242, 0};

const struct csa_checker csa_checker_string_length = {
    CSA_CHECKER,
    .name = "tinct.StringLength",
    .summary = "Strings from outside that are longer than the memory they are written to",
    .help =
        "Reports text from outside (arguments, environment, files, network) that `strcpy()`, "
        "`strcat()`, `sprintf()`, `scanf(\"%s\")`, `gets()` and their relatives write into memory "
        "of a known size, or of one made of the lengths of texts (`malloc(strlen(s))`), where "
        "nothing on the path bounds the text, or its bound is too large. "
        "Literals, `%.10s`, the size given to `fgets()` or `snprintf()`, and what the path has "
        "checked of `strlen()` are counted. So is where the string begins: "
        "`at += snprintf(buffer + at, ...)` counts what did not fit as well.\n\n"
        "What does not fit overwrites what stands behind: other variables, the address that the "
        "function returns to, the bookkeeping of the heap (CWE-120, 121, 122, 787). Whoever "
        "supplies the text can often run code of their own. `gets()` cannot be used safely "
        "(CWE-242).\n\n"
        "**Mend it** with functions that take the size of the destination: `snprintf()`, "
        "`strlcpy()`, `fgets()`, a width in `\"%63s\"`; the last argument of `strncat()` is the "
        "room that is left, less one for the NUL that it writes behind (CWE-193). Or check the "
        "length before, and refuse what is too long.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
