#include "content.h"

#include "given.h"

#include <stdlib.h>
#include <string.h>

/* Facts of one analysis. Blocks are kept over resets, so that a file with thousands of functions
 * does not allocate for each. */
struct table {
    uint32_t *slots; /* number of the fact, 0 free; a power of two of them */
    uint32_t slot_count;
    uint32_t count; /* facts; numbers run from 1 to count */
    uint32_t room;
};

struct bytes {
    char *text;
    size_t length;
};

struct content {
    struct taint_part *parts;
    size_t count;
    uint32_t most; /* bytes of all parts together; TAINT_ANY_LENGTH where they alone decide */
};

static struct table step_table, bytes_table, content_table;
static struct taint_step_fact *steps;
static struct bytes *strings;
static struct content *contents;

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash ^= value + UINT64_C(0x9e3779b97f4a7c15) + (hash << 6) + (hash >> 2);
    return hash * UINT64_C(0xff51afd7ed558ccd);
}

static uint64_t mix_pointer(uint64_t hash, const void *pointer)
{
    return mix(hash, (uint64_t)(uintptr_t)pointer);
}

/* Makes room for one more fact of `size` bytes in *facts, and for its slot. `hash_of` re-hashes. */
static void table_grow(struct table *table, void **facts, size_t size,
                       uint64_t (*hash_of)(uint32_t number))
{
    if (table->count + 2 > table->room) {
        table->room = table->room ? table->room * 2 : 64;
        *facts = taint_given(realloc(*facts, table->room * size));
    }
    if ((table->count + 1) * 2 <= table->slot_count)
        return;
    table->slot_count = table->slot_count ? table->slot_count * 2 : 128;
    free(table->slots);
    table->slots = taint_given(calloc(table->slot_count, sizeof *table->slots));
    for (uint32_t n = 1; n <= table->count; n++) {
        uint32_t at = (uint32_t)hash_of(n) & (table->slot_count - 1);
        while (table->slots[at])
            at = (at + 1) & (table->slot_count - 1);
        table->slots[at] = n;
    }
}

/* The number of the fact that `same` accepts, or a new one, which the caller then fills. */
static uint32_t table_find(struct table *table, uint64_t hash,
                           bool (*same)(uint32_t number, const void *key), const void *key,
                           bool *fresh)
{
    uint32_t at = (uint32_t)hash & (table->slot_count - 1);
    for (; table->slots[at]; at = (at + 1) & (table->slot_count - 1)) {
        if (same(table->slots[at], key)) {
            *fresh = false;
            return table->slots[at];
        }
    }
    *fresh = true;
    table->slots[at] = ++table->count;
    return table->count;
}

static void table_clear(struct table *table)
{
    if (table->count)
        memset(table->slots, 0, table->slot_count * sizeof *table->slots);
    table->count = 0;
}

void taint_facts_reset(void)
{
    for (uint32_t n = 1; n <= bytes_table.count; n++)
        free(strings[n].text);
    for (uint32_t n = 1; n <= content_table.count; n++)
        free(contents[n].parts);
    table_clear(&step_table);
    table_clear(&bytes_table);
    table_clear(&content_table);
}

/* ---- bytes ---- */

static uint64_t hash_text(const char *text, size_t length)
{
    uint64_t hash = length;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
    return mix(hash, length);
}

static uint64_t hash_bytes(uint32_t n)
{
    return hash_text(strings[n].text, strings[n].length);
}

static bool same_bytes(uint32_t n, const void *key)
{
    const struct bytes *other = key;
    return strings[n].length == other->length &&
           (!other->length || memcmp(strings[n].text, other->text, other->length) == 0);
}

const char *taint_intern(const char *bytes, size_t length)
{
    if (!bytes)
        return NULL;
    table_grow(&bytes_table, (void **)&strings, sizeof *strings, hash_bytes);
    struct bytes key = {(char *)bytes, length};
    bool fresh;
    uint32_t n = table_find(&bytes_table, hash_text(bytes, length), same_bytes, &key, &fresh);
    if (fresh) {
        strings[n].text = taint_given(malloc(length + 1));
        memcpy(strings[n].text, bytes, length);
        strings[n].text[length] = '\0';
        strings[n].length = length;
    }
    return strings[n].text;
}

/* ---- steps ---- */

static uint64_t hash_step_fact(const struct taint_step_fact *fact)
{
    uint64_t hash = mix(fact->kind, fact->from);
    hash = mix(hash, (uint64_t)fact->source << 2 | (uint64_t)fact->whole << 1 | fact->number);
    hash = mix_pointer(hash, fact->at);
    hash = mix_pointer(hash, fact->carrier);
    hash = mix(hash, fact->text);
    return mix_pointer(hash, fact->into);
}

static uint64_t hash_step(uint32_t n)
{
    return hash_step_fact(&steps[n]);
}

static bool same_step(uint32_t n, const void *key)
{
    const struct taint_step_fact *a = &steps[n], *b = key;
    return a->kind == b->kind && a->source == b->source && a->from == b->from && a->at == b->at &&
           a->carrier == b->carrier && a->function == b->function && a->into == b->into &&
           a->text == b->text && a->number == b->number && a->whole == b->whole &&
           a->origin == b->origin && a->caller == b->caller;
}

taint_step taint_step_new(const struct taint_step_fact *fact)
{
    table_grow(&step_table, (void **)&steps, sizeof *steps, hash_step);
    bool fresh;
    uint32_t n = table_find(&step_table, hash_step_fact(fact), same_step, fact, &fresh);
    if (fresh)
        steps[n] = *fact;
    return n;
}

const struct taint_step_fact *taint_step_get(taint_step step)
{
    return step && step <= step_table.count ? &steps[step] : NULL;
}

taint_step taint_step_first(taint_step step)
{
    const struct taint_step_fact *fact = taint_step_get(step);
    while (fact && fact->from) {
        step = fact->from;
        fact = taint_step_get(step);
    }
    return step;
}

const char *taint_source_text(csa_context *cx, const struct taint_step_fact *source)
{
    if (source->origin)
        return source->origin;
    if (source->function && source->at)
        return csa_expr_text(cx, source->at);
    return source->into ? source->into : "";
}

/* ---- contents ---- */

static uint64_t hash_parts(const struct taint_part *parts, size_t count)
{
    uint64_t hash = count;
    for (size_t i = 0; i < count; i++) {
        hash = mix(hash, (uint64_t)parts[i].kind << 40 | parts[i].step);
        hash = mix(hash, (uint64_t)parts[i].cleared << 1 | parts[i].number);
        hash = mix(hash, parts[i].most);
        hash = mix_pointer(hash, parts[i].bytes);
    }
    return hash;
}

static uint64_t hash_content(uint32_t n)
{
    return mix(hash_parts(contents[n].parts, contents[n].count), contents[n].most);
}

static bool same_content(uint32_t n, const void *key)
{
    const struct content *a = &contents[n], *b = key;
    if (a->count != b->count || a->most != b->most)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const struct taint_part *p = &a->parts[i], *q = &b->parts[i];
        if (p->kind != q->kind || p->bytes != q->bytes || p->step != q->step ||
            p->cleared != q->cleared || p->number != q->number || p->most != q->most)
            return false;
    }
    return true;
}

/* Bounds are counted with TAINT_NO_BOUND for none, and kept as struct taint_part has them. */
static uint64_t bound_of(uint32_t most)
{
    return most == TAINT_ANY_LENGTH ? TAINT_NO_BOUND : most;
}

static uint32_t kept_bound(uint64_t bound)
{
    if (bound == TAINT_NO_BOUND)
        return TAINT_ANY_LENGTH;
    return bound == 0 ? 1 : bound < TAINT_SOME_LENGTH ? (uint32_t)bound : TAINT_SOME_LENGTH;
}

static uint64_t add_bounds(uint64_t a, uint64_t b)
{
    if (a == TAINT_NO_BOUND || b == TAINT_NO_BOUND)
        return TAINT_NO_BOUND;
    return a + b < TAINT_SOME_LENGTH ? a + b : TAINT_SOME_LENGTH;
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* The same literal bytes in one piece must have one shape, else equal contents differ. */
static bool join(struct taint_part *last, const struct taint_part *next)
{
    if (last->kind != next->kind)
        return false;
    if (last->kind == TAINT_UNKNOWN)
        return true;
    if (last->kind == TAINT_HOLE) {
        if (last->step != next->step || last->cleared != next->cleared ||
            last->number != next->number)
            return false;
        last->most = kept_bound(add_bounds(bound_of(last->most), bound_of(next->most)));
        return true;
    }
    char *both = taint_given(malloc(last->length + next->length + 1));
    memcpy(both, last->bytes, last->length);
    memcpy(both + last->length, next->bytes, next->length);
    last->length += next->length;
    last->bytes = taint_intern(both, last->length);
    free(both);
    return true;
}

/* Room for one more part is found by turning the last part that is no dangerous hole into an
 * unknown one; a content of nothing but holes keeps its first ones. */
static size_t squeeze(struct taint_part *parts, size_t count, const struct taint_part *next)
{
    if (next->kind != TAINT_HOLE)
        return count;
    for (size_t i = count; i-- > 0;) {
        if (parts[i].kind == TAINT_HOLE)
            continue;
        memmove(&parts[i], &parts[i + 1], (count - i - 1) * sizeof *parts);
        parts[count - 1] = *next;
        break;
    }
    return count;
}

/* The bound that the parts have by themselves. */
static uint64_t bound_of_parts(const struct taint_part *parts, size_t count)
{
    uint64_t bound = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t one = parts[i].kind == TAINT_LITERAL ? parts[i].length
                       : parts[i].kind == TAINT_HOLE  ? bound_of(parts[i].most)
                                                      : TAINT_SOME_LENGTH;
        bound = add_bounds(bound, one);
    }
    return bound;
}

static taint_content content_new(const struct taint_part *parts, size_t count, uint32_t most)
{
    struct taint_part kept[TAINT_PARTS];
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind == TAINT_LITERAL && parts[i].length == 0 && count > 1)
            continue;
        struct taint_part part = parts[i];
        if (part.kind == TAINT_LITERAL)
            part.bytes = taint_intern(part.bytes ? part.bytes : "", part.length);
        if (n && join(&kept[n - 1], &part))
            continue;
        if (n < TAINT_PARTS)
            kept[n++] = part;
        else
            n = squeeze(kept, n, &part);
    }
    if (n == 0) {
        kept[0] = (struct taint_part){.kind = TAINT_LITERAL, .bytes = taint_intern("", 0)};
        n = 1;
    }
    if (n == 1 && kept[0].kind == TAINT_UNKNOWN)
        return 0;

    if (n == 1 && kept[0].kind == TAINT_HOLE)
        kept[0].most = kept_bound(least(bound_of(kept[0].most), bound_of(most)));
    if (n == 1 || bound_of_parts(kept, n) <= bound_of(most))
        most = TAINT_ANY_LENGTH; /* says nothing that the parts do not say */

    table_grow(&content_table, (void **)&contents, sizeof *contents, hash_content);
    struct content key = {kept, n, most};
    bool fresh;
    uint64_t hash = mix(hash_parts(kept, n), most);
    uint32_t number = table_find(&content_table, hash, same_content, &key, &fresh);
    if (fresh) {
        contents[number].parts = taint_given(malloc(n * sizeof *kept));
        memcpy(contents[number].parts, kept, n * sizeof *kept);
        contents[number].count = n;
        contents[number].most = most;
    }
    return number;
}

taint_content taint_content_new(const struct taint_part *parts, size_t count)
{
    return content_new(parts, count, TAINT_ANY_LENGTH);
}

const struct taint_part *taint_content_get(taint_content content, size_t *count)
{
    if (!content || content > content_table.count) {
        *count = 0;
        return NULL;
    }
    *count = contents[content].count;
    return contents[content].parts;
}

taint_content taint_content_hole(taint_step step, bool number)
{
    struct taint_part part = {.kind = TAINT_HOLE, .step = step, .number = number};
    return taint_content_new(&part, 1);
}

taint_content taint_content_literal(const char *bytes, size_t length)
{
    struct taint_part part = {.kind = TAINT_LITERAL, .bytes = bytes, .length = (uint32_t)length};
    return taint_content_new(&part, 1);
}

/* Copies the parts of `content` behind `count` others; an unknown content is one unknown part. */
static size_t append_parts(struct taint_part *parts, size_t count, taint_content content)
{
    size_t more;
    const struct taint_part *from = taint_content_get(content, &more);
    if (!from) {
        parts[count] = (struct taint_part){.kind = TAINT_UNKNOWN};
        return count + 1;
    }
    memcpy(parts + count, from, more * sizeof *from);
    return count + more;
}

/* The bound of a content as a whole; TAINT_SOME_LENGTH if it is not a number. */
static uint64_t bound_of_content(taint_content content)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    return parts ? least(bound_of(contents[content].most), bound_of_parts(parts, count))
                 : TAINT_SOME_LENGTH;
}

static taint_content concat(taint_content front, taint_content back, uint32_t most)
{
    struct taint_part parts[2 * TAINT_PARTS];
    size_t count = append_parts(parts, 0, front);
    count = append_parts(parts, count, back);
    return content_new(parts, count, most);
}

taint_content taint_content_concat(taint_content front, taint_content back)
{
    uint64_t bound = add_bounds(bound_of_content(front), bound_of_content(back));
    return concat(front, back, kept_bound(bound));
}

taint_content taint_content_either(taint_content a, taint_content b)
{
    uint64_t x = bound_of_content(a), y = bound_of_content(b);
    return a == b ? a : concat(a, b, kept_bound(x > y ? x : y));
}

taint_content taint_content_bound(taint_content content, uint32_t most)
{
    size_t count;
    const struct taint_part *from = taint_content_get(content, &count);
    struct taint_part parts[TAINT_PARTS];
    if (!count)
        return content;
    for (size_t i = 0; i < count; i++) {
        parts[i] = from[i];
        if (from[i].kind == TAINT_HOLE)
            parts[i].most = kept_bound(least(bound_of(from[i].most), most));
    }
    return content_new(parts, count, kept_bound(least(bound_of(contents[content].most), most)));
}

uint64_t taint_content_reach(taint_content content)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    uint64_t reach = 0;
    for (size_t i = 0; i < count && reach != TAINT_NO_BOUND; i++) {
        bool is_known = parts[i].kind == TAINT_HOLE && parts[i].most != TAINT_SOME_LENGTH;
        if (parts[i].kind == TAINT_LITERAL)
            reach += parts[i].length;
        else if (is_known)
            reach = add_bounds(reach, bound_of(parts[i].most));
    }
    uint32_t most = count ? contents[content].most : TAINT_ANY_LENGTH;
    if (most == TAINT_SOME_LENGTH)
        return reach == TAINT_NO_BOUND ? 0 : reach;
    return least(reach, bound_of(most));
}

taint_content taint_content_prefix(taint_content content, size_t length)
{
    size_t count, room = length;
    const struct taint_part *from = taint_content_get(content, &count);
    struct taint_part parts[TAINT_PARTS];
    if (length >= TAINT_SOME_LENGTH)
        return content;
    for (size_t i = 0; i < count; i++) {
        parts[i] = from[i];
        if (from[i].kind != TAINT_LITERAL)
            break; /* where the cut falls is not known any more */
        if (from[i].length >= room) {
            parts[i].length = (uint32_t)room;
            return taint_content_new(parts, i + 1);
        }
        room -= from[i].length;
    }
    return taint_content_bound(content, (uint32_t)length);
}

static bool is_bounded(const struct taint_part *hole, taint_content content)
{
    return hole->most != TAINT_ANY_LENGTH || contents[content].most != TAINT_ANY_LENGTH;
}

taint_content taint_content_carry(taint_content content, const struct taint_step_fact *fact,
                                  uint32_t clears)
{
    size_t count;
    const struct taint_part *from = taint_content_get(content, &count);
    struct taint_part parts[TAINT_PARTS];
    for (size_t i = 0; i < count; i++) {
        parts[i] = from[i];
        if (from[i].kind != TAINT_HOLE)
            continue;
        struct taint_step_fact next = *fact;
        next.from = from[i].step;
        next.source = taint_step_get(from[i].step)->source;
        parts[i].step = taint_step_new(&next);
        parts[i].cleared |= clears;
        /* What escapes makes text longer; a number's digits are not those of the text. */
        if ((clears || (fact->number && !parts[i].number)) && is_bounded(&from[i], content))
            parts[i].most = TAINT_SOME_LENGTH;
        parts[i].number = parts[i].number || fact->number;
    }
    uint32_t most = clears || !count ? TAINT_ANY_LENGTH : contents[content].most;
    return count ? content_new(parts, count, most) : 0;
}

taint_content taint_content_clear(taint_content content, uint32_t clears)
{
    size_t count;
    const struct taint_part *from = taint_content_get(content, &count);
    struct taint_part parts[TAINT_PARTS];
    if (!clears || !count)
        return content;
    for (size_t i = 0; i < count; i++) {
        parts[i] = from[i];
        if (from[i].kind == TAINT_HOLE)
            parts[i].cleared |= clears;
    }
    return taint_content_new(parts, count);
}

const struct taint_part *taint_content_first_hole(taint_content content)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind == TAINT_HOLE)
            return &parts[i];
    }
    return NULL;
}

bool taint_content_has_hole(taint_content content)
{
    return taint_content_first_hole(content) != NULL;
}

bool taint_part_is_danger(const struct taint_part *part, enum model_sink sink)
{
    return part->kind == TAINT_HOLE && (!part->number || model_sink_takes_number(sink)) &&
           !(part->cleared >> sink & 1);
}

bool taint_content_text(taint_content content, const char **bytes, size_t *length)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    if (count != 1 || parts[0].kind != TAINT_LITERAL)
        return false;
    *bytes = parts[0].bytes;
    *length = parts[0].length;
    return true;
}
