/* event.h - what happened to untrusted data at one point of the path, as a note tells it. */
#ifndef TINCT_EVENT_H
#define TINCT_EVENT_H

#include "content.h"

/* Forgets the events of the analysis before. */
void taint_events_reset(void);

/* What happened to untrusted data at one point: a few steps that one note tells. */
void taint_event_begin(void);
void taint_event_add(csa_context *cx, taint_step step);
/* The note of the event since taint_event_begin(); NULL if nothing happened. Lives until the next
 * call of this function. */
const struct csa_note *taint_event_end(void);

#endif
