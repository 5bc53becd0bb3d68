/* tinct.CopyLength: no more bytes are written or read than the memory has, if outsiders say how many. */
#include "taint/extent.h"
#include "taint/functions.h"
#include "taint/lengths.h"
#include "taint/number.h"
#include "taint/taint.h"

#include <stdio.h>

static const char remedy_above[] =
    "Compare the length with the size of the memory, as in 'if (n > sizeof buffer) return', before "
    "it is used";
static const char remedy_below[] =
    "Check both ends, as in 'if (n < 0 || n > (int)sizeof buffer) return', or give the length an "
    "unsigned type before it is compared";
static const char remedy_offset[] =
    "Check that the offset and the length together are within the memory: 'if (at > sizeof buffer "
    "|| n > sizeof buffer - at) return'";
static const char remedy_constant[] = "Pass the size of the memory: 'sizeof buffer'";

/* One memory that a call goes through, and how far. */
struct access {
    const struct taint_sink *sink;
    bool writes;
    struct taint_room room;
    taint_number unit; /* bytes that the length counts in */
};

/* Bytes that the length is multiplied with; false if that is not known. */
static bool unit_of(const struct taint_sink *sink, const struct taint_model *model,
                    unsigned argument, taint_number *unit)
{
    int64_t n = 1;
    int times = sink->effect->times;
    if (times >= 0 && !csa_val_number(csa_call_arg(sink->call, taint_argument(model, times)), &n))
        return false;
    *unit = (taint_number)n * taint_unit(sink->call, argument);
    return *unit > 0;
}

/* The number as it was before it became a size_t. */
static bool range_before(csa_context *cx, csa_val value, struct taint_interval *range)
{
    const csa_symbol *symbol = taint_bare(csa_val_symbol(value));
    return symbol && taint_range(cx, csa_current(cx), csa_val_of_symbol(cx, symbol), range);
}

static const char *verb_of(const struct access *access)
{
    return access->writes ? "writes to" : "reads from";
}

static struct taint_finding finding_of(const struct access *access, const struct taint_part *hole,
                                       const char *remedy)
{
    return (struct taint_finding){.hole = hole,
                                  .cwe = access->writes ? 787 : 125,
                                  .remedy = remedy,
                                  .once = true};
}

/* The C library says how long an address is that a name server gave. */
static csa_level level_of(const struct taint_part *hole)
{
    return taint_source_of(hole) == MODEL_SOURCE_DNS ? CSA_LEVEL_STRICT : CSA_LEVEL_DEFAULT;
}

/* An untrusted number says how many. */
static bool check_number(csa_context *cx, const struct access *access)
{
    struct taint_number_use use;
    struct taint_interval before;
    if (!taint_number_of_sink(cx, access->sink, &use))
        return false;
    char memory[200], text[200];
    const struct taint_interval *range = &use.bounds.range;
    taint_number most = (taint_number)access->room.bytes / access->unit;
    struct taint_finding finding = {.hole = use.hole,
                                    .cwe = access->writes ? 787 : 125,
                                    .remedy = remedy_above,
                                    .once = true,
                                    .level = level_of(use.hole)};
    if (!taint_may_exceed(&use.bounds, most))
        return false;
    bool is_below = range->negative && range_before(cx, access->sink->value, &before) &&
                    (before.high <= most || (before.above && before.unknown_above));
    if (is_below) {
        finding.cwe = 195;
        finding.remedy = remedy_below;
        snprintf(text, sizeof text, "is checked from above only, may be negative, hence huge,");
    } else if (range->above) {
        snprintf(text, sizeof text, "may be as large as %.0Lf", range->high);
    } else {
        snprintf(text, sizeof text, "is not checked against that size");
    }
    taint_report(cx, access->sink, &finding, "The length '%s' that '%s' %s %s %s and comes from %s",
                 use.name, access->sink->function, verb_of(access),
                 taint_room_text(&access->room, memory, sizeof memory), text,
                 taint_origin(cx, use.hole->step));
    return true;
}

/* Where in the memory the access begins, where that is for outsiders to say. */
struct offset {
    struct taint_sink sink;
    const struct taint_part *hole;
    taint_number high; /* in bytes */
    bool may_be_low, may_be_high, is_limited;
};

/* An untrusted number; or the length of an untrusted text. */
static bool read_offset(csa_context *cx, csa_val index, taint_number most, struct offset *out)
{
    struct taint_number_use use;
    uint64_t length;
    if (taint_number_at(cx, csa_current(cx), MODEL_SINK_LENGTH, out->sink.expr, index, &use)) {
        out->sink.content = use.sink.content;
        out->hole = use.hole;
        out->high = use.bounds.range.high;
        out->is_limited = use.bounds.range.above;
        out->may_be_low = taint_may_be_negative(&use.bounds);
        out->may_be_high = taint_may_exceed(&use.bounds, most);
        return true;
    }
    if (!taint_length_of_text(cx, csa_current(cx), index, &out->sink.content, &length))
        return false;
    out->hole = taint_danger(cx, &out->sink);
    out->high = (taint_number)length;
    out->is_limited = length != TAINT_NO_BOUND;
    out->may_be_high = out->high > most;
    return out->hole != NULL;
}

static bool check_offset(csa_context *cx, const struct access *access, csa_val pointer,
                         const csa_expr *expr)
{
    int64_t n;
    char memory[200], text[100];
    taint_number size = 1, most = (taint_number)access->room.extent;
    struct offset offset = {.sink = *access->sink};
    offset.sink.expr = expr;
    if (csa_val_number(access->sink->value, &n))
        most -= (taint_number)n * access->unit;
    const csa_region *region = csa_val_region(pointer);
    for (; csa_region_kind_of(region) == CSA_REGION_ELEMENT; region = csa_region_super(region)) {
        size = (taint_number)csa_type_size(csa_region_type(region));
        if (size > 0 && read_offset(cx, csa_region_index(region), most / size, &offset))
            break;
    }
    if (!offset.hole || (!offset.may_be_low && !offset.may_be_high))
        return false;
    struct taint_finding finding = finding_of(access, offset.hole, remedy_offset);
    if (!offset.may_be_low && offset.is_limited)
        snprintf(text, sizeof text, "may be as large as %.0Lf", offset.high * size);
    else
        snprintf(text, sizeof text, "%s", offset.may_be_low ? "may be negative" : "is not limited");
    taint_report(cx, &offset.sink, &finding, "'%s' %s %s, at an offset that %s and comes from %s",
                 access->sink->function, verb_of(access),
                 taint_room_text(&access->room, memory, sizeof memory), text,
                 taint_origin(cx, offset.hole->step));
    return true;
}

/* Where the access ends, as a sum of what the program computes, in bytes from the beginning of the
 * object. */
static bool end_of(csa_context *cx, const struct access *access, csa_val pointer,
                   struct taint_sum *end)
{
    struct taint_sum part;
    const csa_state *st = csa_current(cx);
    const csa_region *region = csa_val_region(pointer);
    *end = (struct taint_sum){0};
    if (!taint_sum(cx, st, access->sink->value, &part) ||
        !taint_sum_add(end, &part, (int64_t)access->unit))
        return false;
    for (; region != access->room.object; region = csa_region_super(region)) {
        if (csa_region_kind_of(region) != CSA_REGION_ELEMENT ||
            !taint_sum(cx, st, csa_region_index(region), &part) ||
            !taint_sum_add(end, &part, (int64_t)csa_type_size(csa_region_type(region))))
            return false;
    }
    return true;
}

/* Neither the offset nor the length is too large, but what they come to together is. */
static bool check_end(csa_context *cx, const struct access *access, csa_val pointer)
{
    struct taint_sum end;
    struct taint_number_use use;
    char memory[200];
    if (!taint_number_of_sink(cx, access->sink, &use) || !end_of(cx, access, pointer, &end))
        return false;
    struct taint_interval range = taint_range_of_sum(cx, csa_current(cx), &end);
    if (!range.above || range.unknown_above || range.high <= (taint_number)access->room.extent)
        return false;
    struct taint_finding finding = finding_of(access, use.hole, remedy_offset);
    taint_report(cx, access->sink, &finding,
                 "'%s' %s %s, at an offset and with a length '%s' that may be as large as %.0Lf "
                 "together and come from %s",
                 access->sink->function, verb_of(access),
                 taint_room_text(&access->room, memory, sizeof memory), use.name, range.high,
                 taint_origin(cx, use.hole->step));
    return true;
}

/* The length of a text says how many. */
static bool check_measured(csa_context *cx, const struct access *access)
{
    struct taint_sink text = *access->sink;
    uint64_t most;
    char memory[200], length[80];
    if (!taint_length_of_text(cx, csa_current(cx), text.value, &text.content, &most))
        return false;
    const struct taint_part *hole = taint_danger(cx, &text);
    if (!hole || (most != TAINT_NO_BOUND &&
                  (taint_number)most * access->unit <= (taint_number)access->room.bytes))
        return false;
    if (most == TAINT_NO_BOUND)
        snprintf(length, sizeof length, "unlimited length");
    else
        snprintf(length, sizeof length, "up to %llu characters", (unsigned long long)most);
    struct taint_finding finding = finding_of(access, hole, remedy_above);
    taint_report(cx, &text, &finding,
                 "The length '%s' that '%s' %s %s is that of a text of %s, which comes from %s",
                 csa_expr_text(cx, text.expr), text.function, verb_of(access),
                 taint_room_text(&access->room, memory, sizeof memory), length,
                 taint_origin(cx, hole->step));
    return true;
}

/* Neither the length of one text, which is how far the access begins, nor that of another, which is
 * how far it goes, is too much, but both together are. */
static bool check_lengths(csa_context *cx, const struct access *access, csa_val pointer)
{
    struct taint_sink text = *access->sink;
    const csa_state *st = csa_current(cx);
    uint64_t most, start;
    taint_content front;
    char memory[200];
    if (!taint_length_of_text(cx, st, text.value, &text.content, &most) ||
        !taint_offset_by_text(cx, st, pointer, access->room.object, &front, &start) ||
        most == TAINT_NO_BOUND || start == TAINT_NO_BOUND || !most || !start)
        return false;
    taint_number end = (taint_number)start + (taint_number)most * access->unit;
    const struct taint_part *hole = taint_danger(cx, &text);
    if (!hole || end <= (taint_number)access->room.extent ||
        taint_lengths_are_tied(st, text.value, csa_region_index(csa_val_region(pointer))))
        return false;
    struct taint_finding finding = finding_of(access, hole, remedy_offset);
    taint_report(
        cx, &text, &finding,
        "'%s' %s %s, at an offset and with a length '%s' that are those of texts, may be as "
        "large as %.0Lf together and come from %s",
        text.function, verb_of(access), taint_room_text(&access->room, memory, sizeof memory),
        csa_expr_text(cx, text.expr), end, taint_origin(cx, hole->step));
    return true;
}

/* A constant says how many, and what is copied comes from outside. */
static bool check_constant(csa_context *cx, const struct access *access)
{
    struct taint_sink data = *access->sink;
    int64_t n;
    char memory[200];
    if (!access->writes || !csa_val_number(data.value, &n) || n < 0 ||
        (taint_number)n * access->unit <= (taint_number)access->room.bytes)
        return false;
    data.content = taint_arriving(cx, data.call, taint_model_of(csa_call_function(data.call)),
                                  &data.effect->writes);
    const struct taint_part *hole = taint_danger(cx, &data);
    if (!hole)
        return false;
    struct taint_finding finding = finding_of(access, hole, remedy_constant);
    taint_report(cx, &data, &finding, "'%s' %s %s up to %.0Lf bytes, which come from %s",
                 data.function, verb_of(access),
                 taint_room_text(&access->room, memory, sizeof memory),
                 (taint_number)n * access->unit, taint_origin(cx, hole->step));
    return true;
}

/* The memory was allocated in a size that the program has computed. */
static bool check_computed(csa_context *cx, const struct access *access, csa_val pointer)
{
    struct taint_shortage shortage;
    struct taint_sink sink = *access->sink;
    if (!taint_extent_is_short(cx, csa_current(cx), pointer, sink.value, access->unit, 0,
                               &shortage))
        return false;
    sink.content = shortage.content;
    const struct taint_part *hole = taint_danger(cx, &sink);
    if (!hole)
        return false;
    struct taint_finding finding = finding_of(access, hole, remedy_above);
    taint_report(
        cx, &sink, &finding,
        "The length '%s' that '%s' %s memory of '%s' bytes may be more than that, and comes "
        "from %s",
        csa_expr_text(cx, sink.expr), sink.function, verb_of(access),
        csa_expr_text(cx, shortage.size), taint_origin(cx, hole->step));
    return true;
}

/* Nothing is known of the memory, and nothing limits the number. */
static bool check_unlimited(csa_context *cx, const struct taint_sink *sink, bool writes)
{
    struct taint_number_use use;
    if (!taint_number_of_sink(cx, sink, &use) || !taint_is_unlimited_above(&use.bounds))
        return false;
    struct taint_finding finding = {.hole = use.hole,
                                    .cwe = writes ? 787 : 125,
                                    .remedy = remedy_above,
                                    .once = true,
                                    .level = CSA_LEVEL_STRICT};
    taint_report(cx, sink, &finding,
                 "Nothing limits the length '%s' that '%s' %s and that comes from %s", use.name,
                 sink->function, writes ? "writes" : "reads", taint_origin(cx, use.hole->step));
    return true;
}

/* `kind` receives what is known of the memory; nothing where the call has none. */
static bool check_memory(csa_context *cx, const struct taint_sink *sink,
                         const struct model_place *place, bool writes, enum taint_room_kind *kind)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    const struct taint_model *model = taint_model_of(csa_call_function(sink->call));
    struct access access = {.sink = sink, .writes = writes};
    *kind = TAINT_ROOM_COMPUTED;
    if (place->index < 0 ||
        !taint_place_value(sink->call, model, place, 0, &value, &expr, &argument) ||
        !unit_of(sink, model, argument, &access.unit))
        return false;
    *kind = taint_room(cx, csa_current(cx), value, &access.room);
    if (*kind == TAINT_ROOM_COMPUTED)
        return check_computed(cx, &access, value);
    if (*kind != TAINT_ROOM_KNOWN)
        return false;
    if (!access.room.exact && check_offset(cx, &access, value, expr))
        return true;
    return check_number(cx, &access) || (!access.room.exact && check_end(cx, &access, value)) ||
           check_measured(cx, &access) ||
           (!access.room.exact && check_lengths(cx, &access, value)) || check_constant(cx, &access);
}

/* A call is reported once, for the memory of which most is known. */
static void check(csa_context *cx, const struct taint_sink *sink, void *data)
{
    bool *is_reported = data;
    enum taint_room_kind to, from;
    if (!sink->effect || sink->depth > 0 || *is_reported)
        return;
    *is_reported = check_memory(cx, sink, &sink->effect->writes, true, &to) ||
                   check_memory(cx, sink, &sink->effect->reads, false, &from) ||
                   (to == TAINT_ROOM_UNKNOWN && check_unlimited(cx, sink, true)) ||
                   (from == TAINT_ROOM_UNKNOWN && check_unlimited(cx, sink, false));
}

static void pre_call(csa_context *cx, const csa_call *call)
{
    bool is_reported = false;
    taint_visit_sinks(cx, call, MODEL_SINK_LENGTH, check, &is_reported);
}

static const int cwe[] = {787, 125, 195, 120, 126, 805, 0};

const struct csa_checker csa_checker_copy_length = {
    CSA_CHECKER,
    .name = "tinct.CopyLength",
    .summary = "Untrusted lengths beyond the memory that is written or read",
    .help =
        "Reports lengths from outside that `memcpy()`, `read()`, `recv()`, `fread()`, "
        "`strncpy()`, `memset()`, `write()` and their relatives are handed, where the path does "
        "not keep them within the memory that is written or read: its size is that of a variable, "
        "a field or an allocation; of one whose size the program computes, where the size is made "
        "of the same number, was compared with it, or comes from outside as well. The length of a "
        "text counts (`strncpy(to, s, strlen(s))`), and so do what `snprintf()` returns, how far "
        "it is to what `strchr()` has found, and a constant that is larger than the memory which "
        "input is read into.\n\n"
        "Writing beyond the end lets whoever supplies the length change other variables, the "
        "address that a function returns to, or the heap (CWE-787); reading beyond it hands them "
        "what stands there, keys and passwords perhaps (CWE-125). A signed length that is checked "
        "from above only may be negative, and then is a huge number of bytes (CWE-195).\n\n"
        "**Mend it** by comparing the length with the size of the destination, and with what is "
        "left of the source, before it is used; take unsigned lengths, or check both ends.",
    .cwe = cwe,
    TAINT_NEEDS,
    .pre_call = pre_call,
};
