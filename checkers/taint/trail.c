#include "trail.h"

#include <stdlib.h>
#include <string.h>

struct turn {
    uint64_t region;
    const char *name;
    taint_content content;
    struct taint_names names;
};

static struct turn *turns; /* from 0 */
static size_t turn_count, turn_room;

void taint_trail_reset(void)
{
    turn_count = 0;
}

struct taint_names taint_names_in(csa_context *cx, const csa_expr *expr, bool in_caller)
{
    struct taint_names names = {.count = 0};
    names.count = csa_named_variables(cx, expr, in_caller, names.numbers, TAINT_NAMES);
    return names;
}

/* Marks of a report are numbers; those of regions stand apart from those of steps. */
static uint64_t region_mark(uint64_t region)
{
    return region | UINT64_C(1) << 63;
}

void taint_trail_mark(csa_report *report, const struct taint_names *names)
{
    for (unsigned i = 0; i < names->count; i++)
        csa_report_mark(report, region_mark(names->numbers[i]));
}

/* True if the content holds a step of the flow that the report is about. */
static bool carries_flow(const csa_report *report, taint_content content)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind == TAINT_HOLE && csa_report_is_marked(report, parts[i].step))
            return true;
    }
    return false;
}

static bool matters(const csa_report *report, const struct turn *turn)
{
    return csa_report_is_marked(report, region_mark(turn->region)) &&
           carries_flow(report, turn->content);
}

/* A note's number holds the turns that it tells: the first one, and how many. */
enum { COUNT_BITS = 8 };

static bool write_turns(csa_report *report, uint64_t number, csa_text *out)
{
    size_t first = (size_t)(number >> COUNT_BITS);
    size_t end = first + (size_t)(number & ((1u << COUNT_BITS) - 1));
    unsigned told = 0;
    for (size_t i = first; i < end && i < turn_count; i++) {
        if (!matters(report, &turns[i]))
            continue;
        taint_trail_mark(report, &turns[i].names);
        csa_text_add(out, "%s'%s'", told++ ? ", " : "", turns[i].name);
    }
    if (told)
        csa_text_add(out,
                     told == 1 ? " now holds the untrusted data" : " now hold the untrusted data");
    return told > 0;
}

static size_t first_turn;

void taint_trail_begin(void)
{
    first_turn = turn_count;
}

void taint_trail_add(csa_context *cx, const csa_region *region, taint_content content,
                     const struct taint_names *names)
{
    const char *name = csa_region_name(region);
    if (!name || turn_count - first_turn >= (1u << COUNT_BITS) - 1)
        return;
    if (turn_count == turn_room) {
        turn_room = turn_room ? turn_room * 2 : 64;
        turns = realloc(turns, turn_room * sizeof *turns);
        if (!turns)
            abort(); /* the analysis ends, the compile goes on */
    }
    turns[turn_count++] = (struct turn){
        .region = csa_region_number(cx, csa_region_base(region)),
        .name = taint_intern(name, strlen(name)),
        .content = content,
        .names = *names,
    };
}

const struct csa_note *taint_trail_end(void)
{
    static struct csa_note note = {.text = write_turns};
    note.number = (uint64_t)first_turn << COUNT_BITS | (turn_count - first_turn);
    return turn_count > first_turn ? &note : NULL;
}
