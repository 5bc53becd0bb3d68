#include "handed.h"

#include "event.h"
#include "given.h"
#include "guards.h"
#include "state.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct handed {
    char *function; /* C gives each name one function in a file */
    unsigned parameter;
    int depth;
    enum model_source source;
    bool number;
    uint32_t cleared;
    bool has_range;
    int64_t lowest, highest; /* of a number, if known */
    char *origin, *caller;
};

static struct handed *facts;
static size_t fact_count, fact_room;

void taint_handed_reset(void)
{
    for (size_t i = 0; i < fact_count; i++) {
        free(facts[i].function);
        free(facts[i].origin);
        free(facts[i].caller);
    }
    fact_count = 0;
}

static struct handed *find(const char *function, unsigned parameter, int depth)
{
    for (size_t i = 0; i < fact_count; i++) {
        struct handed *fact = &facts[i];
        if (fact->parameter == parameter && fact->depth == depth &&
            strcmp(fact->function, function) == 0)
            return fact;
    }
    return NULL;
}

static struct handed *add(struct handed fact)
{
    if (fact_count == fact_room) {
        fact_room = fact_room ? fact_room * 2 : 16;
        facts = taint_given(realloc(facts, fact_room * sizeof *facts));
    }
    facts[fact_count] = fact;
    return &facts[fact_count++];
}

/* The least checked of two calls counts. */
static void merge(struct handed *old, const struct handed *new)
{
    old->cleared &= new->cleared;
    old->number = old->number && new->number;
    old->has_range = old->has_range && new->has_range;
    if (new->lowest < old->lowest)
        old->lowest = new->lowest;
    if (new->highest > old->highest)
        old->highest = new->highest;
}

/* The kinds of sinks that checks of the path keep this part from harming, as bits. */
static uint32_t guarded_in(const csa_state *st, uint64_t text, taint_content content, size_t part)
{
    uint32_t kinds = 0;
    for (unsigned kind = 0; kind < MODEL_SINK_COUNT; kind++) {
        if (taint_is_guarded(st, text, content, part, (enum model_sink)kind, 0))
            kinds |= 1u << kind;
    }
    return kinds;
}

/* A struct is checked member by member: the least checked of those that hold the data counts. */
static uint32_t guarded(csa_context *cx, const csa_state *st, csa_val value, taint_content content,
                        size_t part)
{
    size_t count;
    const struct taint_part handed = taint_content_get(content, &count)[part];
    const csa_region *whole = csa_val_region(value), *member;
    uint32_t kinds = UINT32_MAX;
    bool is_in_member = false;
    for (unsigned i = 0; (member = csa_region_member(cx, whole, i)) != NULL; i++) {
        taint_content its = taint_read_region(cx, st, member);
        const struct taint_part *parts = taint_content_get(its, &count);
        for (size_t j = 0; j < count; j++) {
            if (parts[j].kind != TAINT_HOLE || parts[j].number != handed.number ||
                taint_step_first(parts[j].step) != taint_step_first(handed.step))
                continue;
            is_in_member = true;
            kinds &= guarded_in(st, csa_region_number(cx, taint_buffer(member)), its, j);
        }
    }
    return is_in_member ? kinds : guarded_in(st, taint_text(cx, value), content, part);
}

static void note_content(csa_context *cx, const csa_state *before, struct handed fact,
                         csa_val value, taint_content content)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind != TAINT_HOLE)
            continue;
        const struct taint_step_fact *source = taint_step_get(taint_step_first(parts[i].step));
        fact.source = source->source;
        fact.number = parts[i].number;
        fact.cleared = parts[i].cleared | guarded(cx, before, value, content, i);
        fact.has_range =
            fact.depth == 0 && csa_range(cx, before, value, &fact.lowest, &fact.highest);
        struct handed *old = find(fact.function, fact.parameter, fact.depth);
        if (old) {
            merge(old, &fact);
            return;
        }
        fact.function = taint_copy(fact.function);
        fact.origin = taint_copy(taint_source_text(cx, source));
        fact.caller = taint_copy(fact.caller);
        add(fact);
        return;
    }
}

void taint_handed_note(csa_context *cx, const csa_state *before, const csa_call *call)
{
    const csa_decl *function = csa_call_function(call);
    const char *name = csa_decl_name(function);
    const char *caller = csa_decl_name(csa_current_function(cx));
    if (!name || !caller || !csa_call_has_body(call) || csa_decl_in_system_header(function) ||
        taint_state_is_clean(before))
        return;
    for (unsigned i = 0; i < csa_function_parameter_count(function); i++) {
        csa_val value = csa_call_arg(call, i);
        for (int depth = 0; depth <= 2; depth++) {
            taint_content content = taint_read(cx, before, value, depth);
            struct handed fact = {.function = (char *)name,
                                  .parameter = i,
                                  .depth = depth,
                                  .caller = (char *)caller};
            if (!taint_content_has_hole(content))
                continue;
            note_content(cx, before, fact, value, content);
            break;
        }
    }
}

bool taint_handed_any(const csa_decl *function)
{
    const char *name = csa_decl_name(function);
    for (size_t i = 0; name && i < fact_count; i++) {
        if (strcmp(facts[i].function, name) == 0)
            return true;
    }
    return false;
}

static const csa_state *assume_range(csa_context *cx, const csa_state *st, csa_val value,
                                     const struct handed *fact)
{
    const csa_type *type = csa_symbol_type(csa_val_symbol(value));
    const csa_state *in =
        csa_assume_compare(cx, st, value, ">=", csa_val_integer(cx, fact->lowest, type), true);
    in =
        in ? csa_assume_compare(cx, in, value, "<=", csa_val_integer(cx, fact->highest, type), true)
           : NULL;
    return in ? in : st;
}

static const csa_state *begin_parameter(csa_context *cx, const csa_state *st,
                                        const struct handed *fact)
{
    const csa_decl *function = csa_current_function(cx);
    const char *name = csa_decl_name(csa_function_parameter(function, fact->parameter));
    csa_val value = csa_parameter_value(cx, st, fact->parameter);
    const csa_symbol *symbol = csa_val_symbol(value);
    if (!symbol || !name)
        return st;
    struct taint_step_fact step = {
        .kind = TAINT_STEP_SOURCE,
        .source = fact->source,
        .into = taint_intern(name, strlen(name)),
        .origin = taint_intern(fact->origin, strlen(fact->origin)),
        .caller = taint_intern(fact->caller, strlen(fact->caller)),
        .number = fact->number,
    };
    taint_step source = taint_step_new(&step);
    taint_event_add(cx, source);
    struct taint_part hole = {.kind = TAINT_HOLE,
                              .step = source,
                              .cleared = fact->cleared,
                              .number = fact->number};
    if (fact->has_range)
        st = assume_range(cx, st, value, fact);
    return taint_write_symbol(cx, st, symbol, fact->depth, taint_content_new(&hole, 1));
}

const csa_state *taint_handed_begin(csa_context *cx, const csa_state *st)
{
    const char *name = csa_decl_name(csa_current_function(cx));
    for (size_t i = 0; name && i < fact_count; i++) {
        if (strcmp(facts[i].function, name) == 0)
            st = begin_parameter(cx, st, &facts[i]);
    }
    return st;
}
