#include "event.h"

#include "trail.h"

#include <stdlib.h>

enum { EVENT_STEPS = 6 };
struct event {
    unsigned count;
    taint_step steps[EVENT_STEPS];
    struct taint_names names[EVENT_STEPS]; /* variables that brought the data of each step */
};

static struct event *events; /* from 0; kept for the notes until the next analysis */
static size_t event_count, event_room;
static struct event open_event;

void taint_events_reset(void)
{
    event_count = 0;
}

void taint_event_begin(void)
{
    open_event.count = 0;
}

void taint_event_add(csa_context *cx, taint_step step)
{
    for (unsigned i = 0; i < open_event.count; i++) {
        if (open_event.steps[i] == step)
            return;
    }
    if (open_event.count == EVENT_STEPS)
        return;
    open_event.steps[open_event.count] = step;
    open_event.names[open_event.count++] = taint_names_in(cx, taint_step_get(step)->carrier, false);
}

static const char *into(const struct taint_step_fact *fact)
{
    return fact->into ? fact->into : "memory";
}

static void write_source(csa_text *out, const struct taint_step_fact *fact)
{
    const char *phrase = model_source_phrase(fact->source);
    if (fact->caller)
        csa_text_add(out, "'%s' holds untrusted data that '%s' hands over: %s ('%s')", into(fact),
                     fact->caller, phrase, fact->origin);
    else if (!fact->function)
        csa_text_add(out, "'%s' holds untrusted data: %s", into(fact), phrase);
    else if (fact->into)
        csa_text_add(out, "'%s' puts untrusted data into '%s': %s", fact->function, fact->into,
                     phrase);
    else
        csa_text_add(out, "'%s' returns untrusted data: %s", fact->function, phrase);
}

static void write_step(csa_text *out, const struct taint_step_fact *fact)
{
    switch (fact->kind) {
    case TAINT_STEP_SOURCE:
        write_source(out, fact);
        break;
    case TAINT_STEP_CALL:
        if (fact->number)
            csa_text_add(out, "'%s' turns the untrusted data into a number", fact->function);
        else if (fact->into)
            csa_text_add(out, "'%s' carries the untrusted data into '%s'", fact->function,
                         fact->into);
        else
            csa_text_add(out, "'%s' carries the untrusted data into its result", fact->function);
        break;
    case TAINT_STEP_STORE:
        csa_text_add(out, "The untrusted data is stored in '%s'", into(fact));
        break;
    }
}

static bool write_event(csa_report *report, uint64_t number, csa_text *out)
{
    if (number >= event_count)
        return false;
    const struct event *event = &events[number];
    for (unsigned i = 0; i < event->count; i++) {
        const struct taint_step_fact *fact = taint_step_get(event->steps[i]);
        if (!fact || !csa_report_is_marked(report, event->steps[i]))
            continue;
        write_step(out, fact);
        taint_trail_mark(report, &event->names[i]);
        return true;
    }
    return false;
}

const struct csa_note *taint_event_end(void)
{
    static struct csa_note note = {.text = write_event};
    if (open_event.count == 0)
        return NULL;
    if (event_count == event_room) {
        event_room = event_room ? event_room * 2 : 64;
        events = realloc(events, event_room * sizeof *events);
        if (!events)
            abort(); /* the analysis ends, the compile goes on */
    }
    events[event_count] = open_event;
    note.number = event_count++;
    return &note;
}
