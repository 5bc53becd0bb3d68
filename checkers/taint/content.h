/* content.h - what is known of a piece of data: its literal parts, and the holes that an outsider
 * fills.
 *
 * Two kinds of facts, both interned for one analysis so that a number stands for each:
 *  - a *step* is one event in the life of untrusted data (it entered by `recv`, `snprintf` put it
 *    into `cmd`), and names the step before it: a flow is explained by walking back;
 *  - a *content* is a sequence of parts: literal bytes, holes filled by untrusted data with the step
 *    that brought it here, and unknown but trusted parts.
 * A tainted number is a content with one hole. Content 0 means that nothing is known, and nothing
 * untrusted is in it. Equal facts get equal numbers, whatever path finds them.
 */
#ifndef TINCT_CONTENT_H
#define TINCT_CONTENT_H

#include "csa.h"
#include "model.h"

typedef uint32_t taint_step;    /* 0: none */
typedef uint32_t taint_content; /* 0: nothing known */

enum taint_step_kind {
    TAINT_STEP_SOURCE, /* data entered the program */
    TAINT_STEP_CALL,   /* a modelled function carried it */
    TAINT_STEP_STORE   /* an assignment carried it into an array */
};

struct taint_step_fact {
    enum taint_step_kind kind;
    enum model_source source; /* of the flow's first step */
    taint_step from;          /* 0 for a source */
    const csa_expr *at;       /* the call, the assignment; NULL for a parameter of main */
    const csa_expr *carrier;  /* the argument that brought it; NULL if none did */
    const char *function;     /* called function's name, or NULL; lives as long as its model */
    uint64_t text;            /* number of the memory that it was read from; 0 if not known */
    const char *into;         /* variable that now holds it, or NULL; interned */
    bool number;              /* it became a number here */
    bool whole;               /* a whole text was copied, and nothing but it */
    /* A source that lies before the analysis: how a person would name it, and the function that
     * handed the data over. Interned; else NULL. */
    const char *origin, *caller;
};

enum taint_part_kind { TAINT_LITERAL, TAINT_HOLE, TAINT_UNKNOWN };

struct taint_part {
    enum taint_part_kind kind;
    const char *bytes; /* literal: interned, `length` bytes, no NUL behind them */
    uint32_t length;
    taint_step step;  /* hole */
    uint32_t cleared; /* hole: sink kinds it was sanitized for, as bits of enum model_sink */
    bool number;      /* hole: only a number's digits */
    uint32_t most;    /* hole: bytes that fit in it at most; or one of the two below */
};

enum { TAINT_ANY_LENGTH = 0 };                        /* as many bytes as the outsider likes */
static const uint32_t TAINT_SOME_LENGTH = UINT32_MAX; /* bounded, nobody knows by what */

/* More parts than this are folded into their last one; a hole is never lost to a literal. */
enum { TAINT_PARTS = 24 };

/* Forgets all facts: for begin_analysis. */
void taint_facts_reset(void);

taint_step taint_step_new(const struct taint_step_fact *fact);
/* The fact behind a step; lives until the reset. NULL for 0. */
const struct taint_step_fact *taint_step_get(taint_step step);
/* The first step of the flow that `step` belongs to. */
taint_step taint_step_first(taint_step step);
/* "argv", "getenv(\"HOME\")": the source as the program has it; "" if it has no text. */
const char *taint_source_text(csa_context *cx, const struct taint_step_fact *source);

/* The bytes, kept once until the reset, with a NUL behind them. NULL gives NULL. */
const char *taint_intern(const char *bytes, size_t length);

taint_content taint_content_new(const struct taint_part *parts, size_t count);
/* Its parts; *count 0 and NULL for content 0. They live until the reset. */
const struct taint_part *taint_content_get(taint_content content, size_t *count);

taint_content taint_content_hole(taint_step step, bool number);
taint_content taint_content_literal(const char *bytes, size_t length);
/* One behind the other; an unknown content counts as an unknown part. */
taint_content taint_content_concat(taint_content front, taint_content back);
/* One or the other, as far as that can be said: both behind each other, but not longer. */
taint_content taint_content_either(taint_content a, taint_content b);
/* The first `length` bytes of it, as far as literals tell where that is; holes stay holes. */
taint_content taint_content_prefix(taint_content content, size_t length);
/* The same content, of which it became known that it has no more than `most` bytes
 * (TAINT_SOME_LENGTH: that there is some bound). */
taint_content taint_content_bound(taint_content content, uint32_t most);
/* The bytes that an outsider can make it have: unknown parts and holes bounded by nobody knows what
 * count nothing. TAINT_NO_BOUND: any number. */
uint64_t taint_content_reach(taint_content content);
#define TAINT_NO_BOUND UINT64_MAX
/* Each hole moved on by a step: `fact.from` is filled in for each. `clears` and `number` add up. */
taint_content taint_content_carry(taint_content content, const struct taint_step_fact *fact,
                                  uint32_t clears);
/* Each hole is safe for these kinds of sinks, as bits, as well. */
taint_content taint_content_clear(taint_content content, uint32_t clears);
/* Its first hole; NULL if it has none. */
const struct taint_part *taint_content_first_hole(taint_content content);
bool taint_content_has_hole(taint_content content);
/* True for a hole that the sink must not see. Numbers are harmless to all text sinks. */
bool taint_part_is_danger(const struct taint_part *part, enum model_sink sink);
/* True and the text if it is literal throughout. */
bool taint_content_text(taint_content content, const char **bytes, size_t *length);

#endif
