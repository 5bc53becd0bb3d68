#include "state.h"

#include "entries.h"
#include "interval.h"

#include <stdlib.h>
#include <string.h>

/* Labels of one symbol: a list that is interned from its tail, so that equal lists have equal
 * numbers and a state map can hold them. */
struct label {
    const csa_region *within; /* NULL: the whole symbol */
    int depth;
    taint_content content;
    uint32_t next; /* number of the rest of the list, 0 at the end */
};

static struct csa_map symbol_labels = {.key = CSA_KEY_SYMBOL};
static struct csa_map element_contents = {.key = CSA_KEY_REGION};
static struct csa_map handle_kinds = {.key = CSA_KEY_SYMBOL};
static struct csa_map static_contents = {.key = CSA_KEY_NUMBER};
static struct csa_map reported_flows = {.key = CSA_KEY_NUMBER};

static struct label *labels; /* from 1 */
static uint32_t label_count, label_room;

/* How deep symbols and regions that derive from each other are followed. Chains in real programs
 * are linked lists walked a few nodes far. */
enum { CHAIN = 24 };

void taint_state_reset(void)
{
    label_count = 0;
}

bool taint_state_is_clean(const csa_state *st)
{
    return csa_map_is_empty(st, &symbol_labels) && csa_map_is_empty(st, &element_contents);
}

static uint32_t label_new(struct label label)
{
    for (uint32_t n = label_count; n > 0; n--) {
        const struct label *old = &labels[n];
        if (old->within == label.within && old->depth == label.depth &&
            old->content == label.content && old->next == label.next)
            return n;
    }
    if (label_count + 2 > label_room) {
        label_room = label_room ? label_room * 2 : 64;
        labels = realloc(labels, label_room * sizeof *labels);
        if (!labels)
            abort(); /* the analysis ends, the compile goes on */
    }
    labels[++label_count] = label;
    return label_count;
}

static uint32_t labels_of(const csa_state *st, const csa_symbol *symbol)
{
    uint64_t n;
    return csa_get_symbol(st, &symbol_labels, symbol, &n) ? (uint32_t)n : 0;
}

/* The list without the label of this region and depth, in the same order. */
static uint32_t labels_without(uint32_t list, const csa_region *within, int depth)
{
    if (!list)
        return 0;
    struct label label = labels[list];
    uint32_t rest = labels_without(label.next, within, depth);
    if (label.within == within && label.depth == depth)
        return rest;
    label.next = rest;
    return label_new(label);
}

static const csa_state *set_label(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                  const csa_region *within, int depth, taint_content content)
{
    uint32_t old = labels_of(st, symbol);
    uint32_t list = labels_without(old, within, depth);
    if (content)
        list = label_new((struct label){within, depth, content, list});
    if (list == old)
        return st;
    return list ? csa_set_symbol(cx, st, &symbol_labels, symbol, list)
                : csa_unset_symbol(cx, st, &symbol_labels, symbol);
}

const csa_symbol *taint_bare(const csa_symbol *symbol)
{
    while (csa_symbol_kind_of(symbol) == CSA_SYMBOL_CAST)
        symbol = csa_symbol_operand(symbol, 0);
    return symbol;
}

bool taint_is_operation(const csa_symbol *symbol, const char *op)
{
    return taint_operator_is(csa_symbol_operator(symbol), op);
}

const csa_symbol *taint_beside(const csa_symbol *symbol, int64_t *more)
{
    int64_t n;
    *more = 0;
    symbol = taint_bare(symbol);
    while (csa_symbol_kind_of(symbol) == CSA_SYMBOL_BINARY &&
           csa_symbol_operand_number(symbol, 1, &n) && n > -INT32_MAX && n < INT32_MAX &&
           (taint_is_operation(symbol, "+") || taint_is_operation(symbol, "-"))) {
        *more += taint_is_operation(symbol, "+") ? n : -n;
        symbol = taint_bare(csa_symbol_operand(symbol, 0));
    }
    return symbol;
}

/* ---- Reading ---------------------------------------------------------------------------------- */

/* The label that speaks of `part` of the symbol (NULL: of all of it) at `depth`. Bytes that are
 * untrusted make pointers made of them untrusted, hence deeper places too. */
static taint_content own_label(const csa_state *st, const csa_symbol *symbol,
                               const csa_region *part, int depth)
{
    for (uint32_t n = labels_of(st, symbol); n; n = labels[n].next) {
        const struct label *label = &labels[n];
        if (depth < label->depth)
            continue;
        if (!label->within || (part && csa_region_contains(label->within, part)))
            return label->content;
    }
    return 0;
}

/* The pointer through which `region` is reached, or NULL for named memory. */
static const csa_symbol *pointer_to(const csa_region *region)
{
    return csa_region_symbol(csa_region_base(region));
}

static taint_content read_symbol(const csa_state *st, const csa_symbol *symbol, int depth, int left)
{
    if (!symbol || left == 0)
        return 0;
    taint_content content = own_label(st, symbol, NULL, depth);
    if (content)
        return content;
    switch (csa_symbol_kind_of(symbol)) {
    case CSA_SYMBOL_DERIVED: {
        const csa_region *region = csa_symbol_region(symbol);
        const csa_symbol *whole = csa_symbol_operand(symbol, 0);
        content = own_label(st, whole, region, depth);
        if (!content && csa_symbol_kind_of(whole) == CSA_SYMBOL_DERIVED)
            content = read_symbol(st, whole, depth, left - 1);
        return content;
    }
    case CSA_SYMBOL_INITIAL:
        return read_symbol(st, pointer_to(csa_symbol_region(symbol)), depth + 1, left - 1);
    case CSA_SYMBOL_CAST:
    case CSA_SYMBOL_UNARY:
        return read_symbol(st, csa_symbol_operand(symbol, 0), depth, left - 1);
    case CSA_SYMBOL_BINARY:
        content = read_symbol(st, csa_symbol_operand(symbol, 0), depth, left - 1);
        return content ? content : read_symbol(st, csa_symbol_operand(symbol, 1), depth, left - 1);
    default:
        return 0;
    }
}

taint_content taint_read_symbol(const csa_state *st, const csa_symbol *symbol, int depth)
{
    return read_symbol(st, symbol, depth, CHAIN);
}

const csa_region *taint_buffer(const csa_region *region)
{
    while (csa_region_kind_of(region) == CSA_REGION_ELEMENT) {
        int64_t index;
        bool first = csa_val_number(csa_region_index(region), &index) && index == 0;
        csa_type_kind kind = csa_type_kind_of(csa_region_type(region));
        if (kind == CSA_TYPE_ARRAY ||
            (!first && (kind == CSA_TYPE_RECORD || kind == CSA_TYPE_POINTER)))
            break; /* an element of an array of objects is an object */
        region = csa_region_super(region);
    }
    return region;
}

bool taint_is_element(const csa_region *region)
{
    csa_region_kind kind = csa_region_kind_of(region);
    return kind == CSA_REGION_ELEMENT ||
           (kind == CSA_REGION_SYMBOLIC && csa_type_is_char(csa_region_type(region)));
}

uint64_t taint_text(csa_context *cx, csa_val pointer)
{
    const csa_region *region = csa_val_region(pointer);
    return region ? csa_region_number(cx, taint_buffer(region)) : 0;
}

/* True if `region` starts behind the first byte of its buffer. */
static bool starts_inside(const csa_region *region)
{
    for (; csa_region_kind_of(region) == CSA_REGION_ELEMENT; region = csa_region_super(region)) {
        int64_t index;
        if (!csa_val_number(csa_region_index(region), &index) || index != 0)
            return true;
    }
    return false;
}

static taint_content read_literal(const csa_region *string, const csa_region *region)
{
    const char *bytes;
    size_t length;
    unsigned width;
    if (!csa_region_string(string, &bytes, &length, &width) || width != 1)
        return 0;
    int64_t offset = 0;
    if (csa_region_offset(region, &offset) != CSA_YES || offset < 0 || (size_t)offset > length)
        return 0;
    bytes += offset;
    length -= (size_t)offset;
    const char *end = memchr(bytes, '\0', length);
    return taint_content_literal(bytes, end ? (size_t)(end - bytes) : length);
}

/* Memory that holds one value. What a `char *` points to is taken for a string, and what a `char **`
 * points to for an array. */
static bool is_scalar(const csa_region *region)
{
    csa_type_kind kind = csa_type_kind_of(csa_region_type(region));
    if (csa_region_kind_of(region) == CSA_REGION_SYMBOLIC &&
        (kind == CSA_TYPE_POINTER || csa_type_is_char(csa_region_type(region))))
        return false;
    return kind == CSA_TYPE_INTEGER || kind == CSA_TYPE_POINTER || kind == CSA_TYPE_FLOATING;
}

/* The symbol that fills `buffer` where nothing else was written, or NULL. */
static const csa_symbol *filling(const csa_state *st, const csa_region *buffer)
{
    csa_val val = is_scalar(buffer) ? csa_load(st, buffer, NULL) : csa_load_default(st, buffer);
    const csa_symbol *symbol = csa_val_region(val) ? NULL : csa_val_symbol(val);
    bool is_own = csa_symbol_kind_of(symbol) == CSA_SYMBOL_INITIAL &&
                  taint_buffer(csa_symbol_region(symbol)) == buffer;
    return is_own ? NULL : symbol;
}

/* The content of memory that was copied as a whole from elsewhere: `char buf[] = "ls "`. */
static taint_content read_copied(csa_context *cx, const csa_state *st, const csa_region *buffer)
{
    const csa_state *then;
    const csa_region *from = csa_val_copied_from(cx, csa_load_default(st, buffer), &then);
    const char *bytes;
    size_t length;
    unsigned width;
    if (!from || !csa_region_string(from, &bytes, &length, &width))
        return 0;
    return read_literal(from, from);
}

static bool covers(const csa_region *a, const csa_region *b)
{
    return csa_region_contains(a, b) || csa_region_contains(b, a);
}

/* The label of a symbol that fills a buffer: for all of it, or for a region that meets it. */
static taint_content filling_label(const csa_state *st, const csa_symbol *symbol,
                                   const csa_region *buffer)
{
    for (uint32_t n = labels_of(st, symbol); n; n = labels[n].next) {
        if (labels[n].depth == 0 && (!labels[n].within || covers(labels[n].within, buffer)))
            return labels[n].content;
    }
    return 0;
}

static bool is_empty(taint_content content)
{
    const char *bytes;
    size_t length;
    return taint_content_text(content, &bytes, &length) && length == 0;
}

taint_content taint_read_elements(const csa_state *st, const csa_region *array)
{
    uint64_t n;
    return csa_get_region(st, &element_contents, taint_buffer(array), &n) ? (taint_content)n : 0;
}

/* What `region` itself is known to hold. */
static taint_content read_own(csa_context *cx, const csa_state *st, const csa_region *region)
{
    const csa_region *buffer = taint_buffer(region);
    if (!buffer)
        return 0;
    if (csa_region_kind_of(buffer) == CSA_REGION_STRING)
        return read_literal(buffer, region);

    taint_content content = taint_read_elements(st, buffer);
    if (is_empty(content) && starts_inside(region))
        content = 0; /* `*p++ = '\0'` ends what stands in front, not what comes behind */
    if (!content)
        content = filling_label(st, filling(st, buffer), buffer);
    if (!content) {
        csa_val first =
            csa_load(st, csa_region_element(cx, buffer, csa_type_char(cx), 0), csa_type_char(cx));
        if (!csa_val_region(first))
            content = taint_read_symbol(st, csa_val_symbol(first), 0);
    }
    if (!content && csa_region_kind_of(buffer) == CSA_REGION_SYMBOLIC && !filling(st, buffer))
        content = taint_read_symbol(st, csa_region_symbol(buffer), 1);
    if (!content)
        content = read_copied(cx, st, buffer);
    if (!content && csa_region_kind_of(buffer) == CSA_REGION_FIELD)
        content = taint_field_content(csa_region_variable(buffer));
    /* From the middle on, what stood in front is gone, and with it the certainty of literals. */
    if (content && starts_inside(region) && !taint_content_has_hole(content))
        content = 0;
    return content;
}

taint_content taint_read_region(csa_context *cx, const csa_state *st, const csa_region *region)
{
    taint_content content = read_own(cx, st, region);
    if (taint_content_has_hole(content))
        return content;
    /* Bytes that were read into one member of a union are those of the others. */
    const csa_region *whole = csa_region_union(region), *member;
    for (unsigned i = 0; (member = csa_region_member(cx, whole, i)) != NULL; i++) {
        taint_content other = csa_region_contains(member, region) ? 0 : read_own(cx, st, member);
        if (taint_content_has_hole(other))
            return other;
    }
    return content;
}

/* Through the pointer at `array`, or the untrusted one of the first elements of an array of
 * pointers, up to a null pointer. */
static taint_content read_vector(csa_context *cx, const csa_state *st, const csa_region *array,
                                 int depth)
{
    enum { ELEMENTS = 64 };
    if (csa_type_kind_of(csa_region_type(array)) == CSA_TYPE_POINTER) {
        taint_content content = taint_read(cx, st, csa_load(st, array, NULL), depth - 1);
        if (content || csa_region_kind_of(array) != CSA_REGION_ELEMENT)
            return content; /* the address of one pointer */
    }
    const csa_region *buffer =
        csa_region_kind_of(array) == CSA_REGION_ELEMENT ? csa_region_super(array) : array;
    const csa_type *element = csa_type_pointee(csa_region_type(buffer));
    if (csa_type_kind_of(element) != CSA_TYPE_POINTER)
        return 0;
    for (int64_t i = 0; i < ELEMENTS; i++) {
        csa_val val = csa_load(st, csa_region_element(cx, buffer, element, i), element);
        if (csa_val_is_unknown(val) || csa_val_is_undefined(val) || csa_is_zero(st, val) == CSA_YES)
            break;
        taint_content content = taint_read(cx, st, val, depth - 1);
        if (taint_content_has_hole(content))
            return content;
    }
    return 0;
}

taint_content taint_read(csa_context *cx, const csa_state *st, csa_val val, int depth)
{
    const csa_region *region = csa_val_region(val);
    if (region && depth == 1)
        return taint_read_region(cx, st, region);
    const csa_symbol *symbol = csa_val_symbol(val);
    if (region && !symbol)
        symbol = pointer_to(region);
    if (region && depth >= 2) {
        taint_content content = read_vector(cx, st, region, depth);
        if (content)
            return content;
    }
    if (region && depth == 0)
        return 0; /* an address is not data */
    return taint_read_symbol(st, symbol, depth);
}

/* ---- Writing ---------------------------------------------------------------------------------- */

const csa_state *taint_write_symbol(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                    int depth, taint_content content)
{
    return symbol ? set_label(cx, st, symbol, NULL, depth, content) : st;
}

/* Identifies the symbols that writes conjure, apart from the analyzer's. */
static const char written_tag;

const csa_state *taint_write_region(csa_context *cx, const csa_state *st, const csa_state *before,
                                    const csa_region *region, taint_content content,
                                    const csa_expr *at)
{
    const csa_region *buffer = taint_buffer(region);
    if (!buffer)
        return st;
    if (starts_inside(region)) {
        taint_content front = taint_read_region(cx, before ? before : st, buffer);
        int64_t offset, start;
        if (csa_region_offset(region, &offset) == CSA_YES &&
            csa_region_offset(buffer, &start) == CSA_YES && offset > start)
            front = taint_content_prefix(front, (size_t)(offset - start));
        if (front || content)
            content = taint_content_concat(front, content);
    }
    st = csa_unset_region(cx, st, &element_contents, buffer);
    const csa_symbol *symbol = filling(st, buffer);
    bool is_new = content && before && symbol && symbol != filling(before, buffer);
    if (!content && !taint_read_region(cx, st, buffer))
        return st;
    if (!is_new) {
        symbol = NULL;
        st = csa_havoc(cx, st, buffer, at, &written_tag, &symbol);
    }
    /* Floating numbers have no symbols. */
    if (content && !symbol && csa_type_kind_of(csa_region_type(buffer)) == CSA_TYPE_FLOATING)
        return csa_set_region(cx, st, &element_contents, buffer, content);
    const csa_region *within = is_scalar(buffer) ? NULL : buffer;
    return content && symbol ? set_label(cx, st, symbol, within, 0, content) : st;
}

const csa_state *taint_write_elements(csa_context *cx, const csa_state *st, const csa_region *array,
                                      taint_content content)
{
    const csa_region *buffer = taint_buffer(array);
    return buffer ? csa_set_region(cx, st, &element_contents, buffer, content) : st;
}

csa_answer taint_index_in(const csa_region *region, const csa_region *buffer, int64_t *index)
{
    int64_t at, start;
    csa_answer known = csa_region_offset(region, &at);
    if (known != CSA_YES)
        return known;
    if (csa_region_offset(buffer, &start) != CSA_YES || at < start)
        return CSA_NO;
    *index = at - start;
    return CSA_YES;
}

const csa_state *taint_add_element(csa_context *cx, const csa_state *st, const csa_region *array,
                                   taint_content content)
{
    taint_content old = taint_read_region(cx, st, taint_buffer(array));
    if (!taint_content_has_hole(old))
        return taint_write_elements(cx, st, array, taint_content_concat(old, content));
    return st;
}

const csa_state *taint_settle(csa_context *cx, const csa_state *st, const csa_symbol *symbol)
{
    csa_symbol_kind kind = csa_symbol_kind_of(symbol);
    if ((kind != CSA_SYMBOL_INITIAL && kind != CSA_SYMBOL_DERIVED) || labels_of(st, symbol))
        return st;
    for (int depth = 0; depth <= 2; depth++) {
        taint_content content = taint_read_symbol(st, symbol, depth);
        if (content)
            return set_label(cx, st, symbol, NULL, depth, content);
        if (csa_type_kind_of(csa_symbol_type(symbol)) != CSA_TYPE_POINTER)
            break;
    }
    return st;
}

/* ---- Calls without a body --------------------------------------------------------------------- */

struct survivor {
    csa_context *cx;
    const csa_state *before, *after;
    bool keeps;
};

/* Two fields of one struct may survive on the same symbol. */
static bool has_label(const csa_state *st, const csa_symbol *symbol, const csa_region *within,
                      int depth)
{
    for (uint32_t n = labels_of(st, symbol); n; n = labels[n].next) {
        if (labels[n].depth == depth && (!labels[n].within || labels[n].within == within))
            return true;
    }
    return false;
}

/* The memory at `region` was filled by `symbol` (NULL: as it was at the start) and is filled by
 * another one now: that one has the same content. */
static void move_label(struct survivor *move, const csa_region *region, const csa_symbol *old,
                       int depth, taint_content content)
{
    if (filling(move->before, region) != old || !(move->keeps || taint_content_has_hole(content)))
        return;
    const csa_symbol *now = filling(move->after, region);
    /* What calls may have done to all global variables has no name in each of them. */
    if (!now && depth == 0 && csa_region_is_global(region))
        move->after = csa_havoc(move->cx, move->after, region, csa_current_expr(move->cx),
                                &written_tag, &now);
    if (now && now != old && !has_label(move->after, now, region, depth))
        move->after = set_label(move->cx, move->after, now, region, depth, content);
}

static bool survive_entry(void *data, const struct csa_entry *entry)
{
    struct survivor *move = data;
    for (uint32_t n = (uint32_t)entry->value; n; n = labels[n].next) {
        struct label label = labels[n];
        if (label.within)
            move_label(move, label.within, entry->symbol, label.depth, label.content);
        else if (label.depth > 0)
            move_label(move, csa_region_of_symbol(move->cx, entry->symbol), NULL, label.depth - 1,
                       label.content);
    }
    return true;
}

const csa_state *taint_survive(csa_context *cx, const csa_state *before, const csa_state *st,
                               bool keeps)
{
    if (csa_map_is_empty(before, &symbol_labels))
        return st;
    struct survivor move = {cx, before, st, keeps};
    csa_map_visit(before, &symbol_labels, survive_entry, &move);
    return move.after;
}

/* ---- Handles and reports ---------------------------------------------------------------------- */

const csa_state *taint_write_handle(csa_context *cx, const csa_state *st, csa_val handle,
                                    enum model_source kind)
{
    const csa_symbol *symbol = csa_val_symbol(handle);
    return symbol ? csa_set_symbol(cx, st, &handle_kinds, symbol, (uint64_t)kind) : st;
}

enum model_source taint_read_handle(const csa_state *st, csa_val handle)
{
    int64_t descriptor;
    if (csa_val_number(handle, &descriptor))
        return descriptor == 0 ? MODEL_SOURCE_STDIN : MODEL_SOURCE_NONE;
    const csa_symbol *symbol = csa_val_symbol(handle);
    uint64_t kind;
    if (csa_get_symbol(st, &handle_kinds, symbol, &kind))
        return (enum model_source)kind;
    csa_symbol_kind how = csa_symbol_kind_of(symbol);
    if (how == CSA_SYMBOL_INITIAL || how == CSA_SYMBOL_DERIVED) {
        const char *name = csa_decl_name(csa_region_variable(csa_symbol_region(symbol)));
        if (name && strcmp(name, "stdin") == 0)
            return MODEL_SOURCE_STDIN;
    }
    return MODEL_SOURCE_NONE;
}

const csa_state *taint_write_static(csa_context *cx, const csa_state *st, const char *function,
                                    taint_content content)
{
    return csa_set_number(cx, st, &static_contents, (uint64_t)(uintptr_t)function, content);
}

taint_content taint_read_static(const csa_state *st, const char *function)
{
    uint64_t content;
    uint64_t key = (uint64_t)(uintptr_t)function;
    return csa_get_number(st, &static_contents, key, &content) ? (taint_content)content : 0;
}

static uint64_t flow_key(taint_step step, enum model_sink sink)
{
    return (uint64_t)step * MODEL_SINK_COUNT + (uint64_t)sink;
}

const csa_state *taint_set_reported(csa_context *cx, const csa_state *st, taint_step step,
                                    enum model_sink sink)
{
    return csa_set_number(cx, st, &reported_flows, flow_key(step, sink), 1);
}

bool taint_is_reported(const csa_state *st, taint_step step, enum model_sink sink)
{
    uint64_t n;
    return csa_get_number(st, &reported_flows, flow_key(step, sink), &n);
}
