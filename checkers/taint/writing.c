#include "writing.h"

#include "given.h"
#include "reading.h"
#include "state.h"

/* Number of a text's region -> number of a writing. */
static struct csa_map writings = {.key = CSA_KEY_NUMBER};

struct writing {
    int64_t next; /* index that is written next */
    taint_content content;
};

static bool is_same(const void *a, const void *b)
{
    const struct writing *left = a, *right = b;
    return left->next == right->next && left->content == right->content;
}

static struct taint_table table = {sizeof(struct writing), is_same, NULL, 0, 0};

void taint_writings_reset(void)
{
    table.count = 0;
}

static const struct writing *writing_of(csa_context *cx, const csa_state *st,
                                        const csa_region *text)
{
    uint64_t n;
    return csa_get_number(st, &writings, csa_region_number(cx, text), &n)
               ? taint_table_get(&table, n)
               : NULL;
}

static const csa_state *forget(csa_context *cx, const csa_state *st, const csa_region *text)
{
    return writing_of(cx, st, text)
               ? csa_unset_number(cx, st, &writings, csa_region_number(cx, text))
               : st;
}

static const csa_state *set_writing(csa_context *cx, const csa_state *st, const csa_region *text,
                                    int64_t next, taint_content content)
{
    uint32_t n = taint_table_number(&table, &(struct writing){next, content});
    return csa_set_number(cx, st, &writings, csa_region_number(cx, text), n);
}

/* The writing that goes on at `place`; NULL if none does. */
static const struct writing *writing_at(csa_context *cx, const csa_state *st,
                                        const csa_region *place, const csa_region *text)
{
    static struct writing begin;
    int64_t index;
    if (taint_index_in(place, text, &index) != CSA_YES)
        return NULL;
    if (index == 0) {
        begin = (struct writing){0, taint_content_literal("", 0)};
        return &begin;
    }
    const struct writing *writing = writing_of(cx, st, text);
    return writing && writing->next == index ? writing : NULL;
}

static const struct taint_part *last_part(taint_content content)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    return count ? &parts[count - 1] : NULL;
}

static bool holds(taint_content content, taint_step step)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind == TAINT_HOLE && parts[i].step == step)
            return true;
    }
    return false;
}

/* Characters of one kind, one behind the other, are one part of the text. */
static taint_content put_behind(taint_content text, taint_content character)
{
    const struct taint_part *last = last_part(text), *next = last_part(character);
    bool goes_on = last && next && last->kind == TAINT_HOLE && next->kind == TAINT_HOLE &&
                   last->step == next->step && last->cleared == next->cleared;
    return goes_on ? text : taint_content_concat(text, character);
}

/* On this path it is one character and no other. */
static bool is_literal(csa_context *cx, const csa_state *st, const csa_symbol *character,
                       char *byte)
{
    int64_t lowest, highest;
    if (!character || !csa_range(cx, st, csa_val_of_symbol(cx, character), &lowest, &highest) ||
        lowest != highest || highest <= 0 || highest > 127)
        return false;
    *byte = (char)highest;
    return true;
}

const csa_state *taint_write_character(csa_context *cx, const csa_state *st,
                                       const csa_region *element, const csa_symbol *character,
                                       taint_content content)
{
    char byte;
    const csa_region *text = taint_buffer(element);
    const struct writing *writing = writing_at(cx, st, element, text);
    if (!writing)
        return forget(cx, st, text);
    int64_t next = writing->next + 1;
    taint_content before = writing->content;
    if (is_literal(cx, st, character, &byte))
        content = taint_content_literal(&byte, 1);
    const struct taint_part *part = last_part(content);
    if (part && part->kind == TAINT_HOLE)
        st = taint_learn_character(cx, st, csa_region_number(cx, text), part->step,
                                   taint_excluded_of(cx, st, character), holds(before, part->step));
    return set_writing(cx, st, text, next, put_behind(before, content));
}

const csa_state *taint_write_end(csa_context *cx, const csa_state *st, const csa_region *element)
{
    const csa_region *text = taint_buffer(element);
    const struct writing *writing = writing_at(cx, st, element, text);
    if (!writing || writing->next == 0)
        return forget(cx, st, text);
    taint_content content = writing->content;
    return taint_write_elements(cx, forget(cx, st, text), text, content);
}

const csa_state *taint_write_piece(csa_context *cx, const csa_state *st, const csa_region *place,
                                   taint_content content)
{
    const char *bytes;
    size_t length;
    const csa_region *text = taint_buffer(place);
    const struct writing *writing =
        csa_map_is_empty(st, &writings) ? NULL : writing_at(cx, st, place, text);
    if (!writing || !taint_content_text(content, &bytes, &length))
        return forget(cx, st, text);
    return set_writing(cx, st, text, writing->next + (int64_t)length,
                       taint_content_concat(writing->content, content));
}
