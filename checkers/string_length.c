/* tinct.StringLength: a string from outside must fit in the memory that it is written to. */
#include "taint/extent.h"
#include "taint/functions.h"
#include "taint/lengths.h"
#include "taint/taint.h"

#include <stdio.h>
#include <string.h>

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
    if (kind != TAINT_ROOM_KNOWN)
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

static const int cwe[] = {120, 787, 121, 122, 242, 0};

const struct csa_checker csa_checker_string_length = {
    CSA_CHECKER,
    .name = "tinct.StringLength",
    .summary = "Strings from outside that are longer than the memory they are written to",
    .help =
        "Reports text from outside (arguments, environment, files, network) that `strcpy()`, "
        "`strcat()`, `sprintf()`, `scanf(\"%s\")`, `gets()` and their relatives write into memory "
        "of a known size, or of one made of the lengths of texts (`malloc(strlen(s))`), where "
        "nothing "
        "on the path bounds the text, or its bound is too large. "
        "Literals, `%.10s`, the size given to `fgets()` or `snprintf()`, and what the path has "
        "checked of `strlen()` are counted.\n\n"
        "What does not fit overwrites what stands behind: other variables, the address that the "
        "function returns to, the bookkeeping of the heap (CWE-120, 121, 122, 787). Whoever "
        "supplies the text can often run code of their own. `gets()` cannot be used safely "
        "(CWE-242).\n\n"
        "**Mend it** with functions that take the size of the destination: `snprintf()`, "
        "`strlcpy()`, `fgets()`, a width in `\"%63s\"`; the last argument of `strncat()` is the "
        "room that is left, less one. Or check the length before, and refuse what is too long.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
