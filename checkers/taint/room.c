#include "room.h"

#include <stdio.h>

/* Bytes of memory that the program allocated, by the pointer to it. */
static struct csa_map allocated = {.key = CSA_KEY_SYMBOL};
/* Offset of the first NUL that was stored in an object. */
static struct csa_map text_ends = {.key = CSA_KEY_REGION};

/* The object whose bytes a pointer to `region` may go through. A row of an array of arrays is one; an
 * element of an array of numbers or structs is not. */
static const csa_region *object_of(const csa_region *region)
{
    while (csa_region_kind_of(region) == CSA_REGION_ELEMENT &&
           csa_type_kind_of(csa_region_type(region)) != CSA_TYPE_ARRAY)
        region = csa_region_super(region);
    return region;
}

/* Arrays of one or no element at the end of a struct stand for as many as were allocated. */
static bool is_open_ended(const csa_region *object)
{
    const csa_type *type = csa_region_type(object);
    return csa_region_kind_of(object) == CSA_REGION_FIELD &&
           csa_type_kind_of(type) == CSA_TYPE_ARRAY &&
           csa_type_size(type) <= csa_type_size(csa_type_pointee(type));
}

/* An allocation whose size is not constant. */
enum { COMPUTED = 0 };

static enum taint_room_kind extent_of(const csa_state *st, const csa_region *object, int64_t *bytes)
{
    uint64_t n;
    if (csa_region_kind_of(object) == CSA_REGION_SYMBOLIC &&
        csa_get_symbol(st, &allocated, csa_region_symbol(object), &n)) {
        *bytes = (int64_t)n;
        return n == COMPUTED ? TAINT_ROOM_COMPUTED : TAINT_ROOM_KNOWN;
    }
    csa_val extent = csa_region_extent(st, object);
    if (csa_val_number(extent, bytes))
        return *bytes > 0 && !is_open_ended(object) ? TAINT_ROOM_KNOWN : TAINT_ROOM_UNKNOWN;
    const csa_symbol *symbol = csa_val_symbol(extent);
    return symbol && csa_symbol_kind_of(symbol) != CSA_SYMBOL_EXTENT ? TAINT_ROOM_COMPUTED
                                                                     : TAINT_ROOM_UNKNOWN;
}

/* The last array of a struct that lies in memory of more bytes than the struct has: it goes on to
 * the end of that memory. `struct { FILE *in; char line[4]; } *state = malloc(sizeof *state + n)` */
static bool goes_on(const csa_region *object)
{
    int64_t at, start;
    const csa_region *whole = csa_region_super(object);
    int64_t size = (int64_t)csa_type_size(csa_region_type(object));
    int64_t end = (int64_t)csa_type_size(csa_region_type(whole));
    int64_t padding = end % 8 == 0 ? 8 : end % 4 == 0 ? 4 : 2; /* there is less of it */
    return csa_region_kind_of(object) == CSA_REGION_FIELD &&
           csa_type_kind_of(csa_region_type(object)) == CSA_TYPE_ARRAY &&
           csa_region_offset(object, &at) == CSA_YES &&
           csa_region_offset(whole, &start) == CSA_YES && start + end - (at + size) < padding;
}

static enum taint_room_kind room_of(const csa_state *st, const csa_region *object, int64_t *bytes)
{
    int64_t at, start, outer;
    enum taint_room_kind kind = extent_of(st, object, bytes);
    if (kind != TAINT_ROOM_KNOWN || !goes_on(object))
        return kind;
    const csa_region *whole = csa_region_super(object);
    const csa_region *memory = csa_region_base(object);
    enum taint_room_kind base = extent_of(st, memory, &outer);
    bool is_elsewhere = base == TAINT_ROOM_UNKNOWN &&
                        csa_region_kind_of(memory) == CSA_REGION_VARIABLE; /* extern char all[]; */
    if (base == TAINT_ROOM_COMPUTED || is_elsewhere)
        return base;
    if (base == TAINT_ROOM_KNOWN && csa_region_offset(object, &at) == CSA_YES &&
        csa_region_offset(whole, &start) == CSA_YES &&
        outer > start + (int64_t)csa_type_size(csa_region_type(whole)))
        *bytes = outer - at;
    return kind;
}

enum taint_room_kind taint_room(csa_context *cx, const csa_state *st, csa_val pointer,
                                struct taint_room *room)
{
    (void)cx;
    int64_t at, start;
    const csa_region *region = csa_val_region(pointer);
    room->object = object_of(region);
    enum taint_room_kind kind =
        room->object ? room_of(st, room->object, &room->extent) : TAINT_ROOM_UNKNOWN;
    if (kind != TAINT_ROOM_KNOWN)
        return kind;
    room->exact = csa_region_offset(region, &at) == CSA_YES &&
                  csa_region_offset(room->object, &start) == CSA_YES;
    if (room->exact && (at < start || at - start > room->extent))
        return TAINT_ROOM_UNKNOWN;
    room->bytes = room->exact ? room->extent - (at - start) : room->extent;
    return TAINT_ROOM_KNOWN;
}

const char *taint_room_text(const struct taint_room *room, char *out, size_t size)
{
    const char *name = csa_region_name(room->object);
    const char *quote = name ? "'" : "";
    const char *plural = room->bytes == 1 ? "" : "s";
    name = name ? name : "memory";
    if (room->bytes == room->extent)
        snprintf(out, size, "%s%s%s of %lld byte%s", quote, name, quote, (long long)room->bytes,
                 plural);
    else
        snprintf(out, size, "the last %lld byte%s of %s%s%s", (long long)room->bytes, plural, quote,
                 name, quote);
    return out;
}

const csa_state *taint_allocate(csa_context *cx, const csa_state *st, const csa_call *call,
                                const struct taint_model *model)
{
    int64_t bytes = 1, n;
    const csa_symbol *symbol = csa_val_symbol(csa_call_result(call));
    for (unsigned i = 0; i < 2 && model->function->allocates[i] >= 0; i++) {
        unsigned at = taint_argument(model, model->function->allocates[i]);
        if (!csa_val_number(csa_call_arg(call, at), &n) || n < 0 || n >= INT32_MAX)
            n = COMPUTED;
        bytes *= n;
    }
    return symbol ? csa_set_symbol(cx, st, &allocated, symbol, (uint64_t)bytes) : st;
}

bool taint_text_end(const csa_state *st, const csa_region *object, int64_t *end)
{
    uint64_t n;
    if (!csa_get_region(st, &text_ends, object, &n))
        return false;
    *end = (int64_t)n;
    return true;
}

const csa_state *taint_text_ends(csa_context *cx, const csa_state *st, const csa_region *element)
{
    int64_t at, start;
    uint64_t old;
    const csa_region *object = object_of(element);
    if (!object || csa_region_offset(element, &at) != CSA_YES ||
        csa_region_offset(object, &start) != CSA_YES || at <= start || at - start >= INT32_MAX)
        return st;
    uint64_t end = (uint64_t)(at - start);
    if (csa_get_region(st, &text_ends, object, &old) && old <= end)
        return st;
    return csa_set_region(cx, st, &text_ends, object, end);
}

const csa_state *taint_text_written(csa_context *cx, const csa_state *st, const csa_region *region)
{
    uint64_t n;
    const csa_region *object = object_of(region);
    return object && csa_get_region(st, &text_ends, object, &n)
               ? csa_unset_region(cx, st, &text_ends, object)
               : st;
}
