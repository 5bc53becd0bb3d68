/* room.h - how much memory there is behind a pointer, and where text in it was cut off. */
#ifndef TINCT_ROOM_H
#define TINCT_ROOM_H

#include "functions.h"

/* The room behind a pointer. */
struct taint_room {
    const csa_region *object; /* the array, struct or allocated memory */
    int64_t extent;           /* bytes of the object */
    int64_t bytes;            /* from where the pointer points to its end */
    bool exact;               /* false: where in the object is not known; `bytes` is all of it */
};

enum taint_room_kind {
    TAINT_ROOM_UNKNOWN,  /* nothing is known of the memory */
    TAINT_ROOM_COMPUTED, /* it was allocated, in a size that the program computed */
    TAINT_ROOM_KNOWN     /* *room is filled */
};
enum taint_room_kind taint_room(csa_context *cx, const csa_state *st, csa_val pointer,
                                struct taint_room *room);

/* "'buf' of 64 bytes", "the last 54 bytes of 'buf'", in `out` of `size` bytes, which is returned. */
const char *taint_room_text(const struct taint_room *room, char *out, size_t size);

/* In post_call: the call returned memory of a size that its arguments say. */
const csa_state *taint_allocate(csa_context *cx, const csa_state *st, const csa_call *call,
                                const struct taint_model *model);

/* A NUL was stored at `element`: text in front of it ends there. */
const csa_state *taint_text_ends(csa_context *cx, const csa_state *st, const csa_region *element);
/* The memory at `region` was written: its text may end elsewhere. */
const csa_state *taint_text_written(csa_context *cx, const csa_state *st, const csa_region *region);
/* True if text in the object ends at `*end`, counted from its start, at the latest. */
bool taint_text_end(const csa_state *st, const csa_region *object, int64_t *end);

#endif
