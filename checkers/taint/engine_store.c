/* Writes: what arrays hold besides, and the variables that receive data. */
#include "engine.h"
#include "event.h"
#include "guards.h"
#include "lengths.h"
#include "places.h"
#include "trail.h"
#include "writing.h"

#include <string.h>

/* A character that was calculated is none that was checked before: `hex(s[1]) * 16 + hex(s[2])`. */
static bool is_decoded(const csa_symbol *character, taint_content content)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 0; i < count; i++) {
        const struct taint_step_fact *fact = taint_step_get(parts[i].step);
        if (parts[i].kind == TAINT_HOLE && fact->number)
            return true;
    }
    return csa_symbol_kind_of(taint_bare(character)) == CSA_SYMBOL_BINARY;
}

/* As a character the number is text again: none of its digits arrive. One that is calculated, as
 * `'0' + n % 10` is, is a digit more often than not. */
static taint_content as_character(const csa_symbol *character, taint_content content)
{
    if (csa_symbol_kind_of(taint_bare(character)) == CSA_SYMBOL_BINARY)
        return content;
    const struct taint_part *hole = taint_content_first_hole(content);
    return hole ? taint_content_hole(hole->step, false) : content;
}

static const csa_state *store_element(csa_context *cx, const csa_state *st,
                                      const csa_region *element, csa_val value,
                                      taint_content content)
{
    const csa_region *array = taint_buffer(element);
    const char *name = csa_region_name(array);
    const csa_symbol *character = csa_val_symbol(value);
    bool decoded = is_decoded(character, content);
    uint64_t text = taint_text(cx, csa_val_of_region(cx, array));
    struct taint_step_fact fact = {
        .kind = TAINT_STEP_STORE,
        .at = csa_current_expr(cx),
        .text = taint_text(cx, csa_val_of_region(cx, csa_symbol_region(character))),
        .into = name ? taint_intern(name, strlen(name)) : NULL,
    };
    content = taint_content_carry(content, &fact, taint_guards_character(cx, st, character));
    if (decoded && csa_type_is_char(csa_region_type(element)))
        content = as_character(character, content);
    const csa_state *after = taint_add_element(cx, st, array, content);
    if (csa_type_is_char(csa_region_type(element)))
        after = taint_write_character(cx, after, element, character, content);
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 0; after != st && i < count; i++) {
        if (parts[i].kind != TAINT_HOLE)
            continue;
        taint_event_add(cx, parts[i].step);
        if (decoded)
            after =
                taint_guards_renew(cx, after, text, parts[i].step, MODEL_QUALITY_DECODED, false);
    }
    return after;
}

/* A store at an index that is not known makes the analyzer forget all the array held. */
static bool forgets(const csa_region *element)
{
    int64_t index;
    return csa_region_kind_of(element) == CSA_REGION_ELEMENT &&
           !csa_val_number(csa_region_index(element), &index);
}

/* What a pointer points to is its first element. */
static bool is_first(const csa_region *element)
{
    int64_t index;
    return csa_region_kind_of(element) == CSA_REGION_SYMBOLIC ||
           (csa_val_number(csa_region_index(element), &index) && index == 0);
}

/* `buf[0] = '\0'` makes a string empty, whatever stood there. */
static bool empties(const csa_region *element, csa_val value)
{
    int64_t n;
    return csa_val_number(value, &n) && n == 0 && csa_type_is_char(csa_region_type(element)) &&
           is_first(element);
}

/* What the array holds besides, where the store is about to forget it. */
static const csa_state *keep_rest(csa_context *cx, const csa_state *st, const csa_region *element,
                                  const csa_region *array)
{
    taint_content content = forgets(element) ? taint_read_region(cx, st, array) : 0;
    return taint_content_has_hole(content) ? taint_write_elements(cx, st, array, content) : st;
}

/* A character of the program's own. */
static const csa_state *store_own(csa_context *cx, const csa_state *st, const csa_region *element,
                                  csa_val value)
{
    int64_t n;
    if (!csa_type_is_char(csa_region_type(element)))
        return st;
    if (!csa_val_number(value, &n))
        return taint_write_character(cx, st, element, NULL, 0);
    char byte = (char)n;
    return n ? taint_write_character(cx, st, element, NULL, taint_content_literal(&byte, 1))
             : taint_write_end(cx, st, element);
}

static void bind_element(csa_context *cx, const csa_region *element, csa_val value)
{
    const csa_state *now = csa_current(cx), *st = now;
    const csa_region *array = taint_buffer(element);
    if (array == element && csa_region_kind_of(element) == CSA_REGION_ELEMENT)
        return; /* an object, not a number */
    taint_event_begin();
    int64_t n;
    if (csa_val_number(value, &n) && n == 0)
        st = taint_text_ends(cx, st, element);
    taint_content content = taint_read_symbol(st, csa_val_symbol(value), 0);
    if (taint_content_has_hole(content))
        st = store_element(cx, keep_rest(cx, st, element, array), element, value, content);
    else if (empties(element, value) && taint_read_region(cx, st, array))
        st = taint_write_elements(cx, st, array, taint_content_literal("", 0));
    else if (forgets(element) && (content = taint_read_region(cx, st, array)) != 0)
        st = taint_write_elements(cx, st, array, content);
    if (!taint_content_has_hole(taint_read_symbol(st, csa_val_symbol(value), 0)))
        st = store_own(cx, st, element, value);
    st = taint_guards_bind(cx, st, element, value);
    if (st != now)
        csa_transition(cx, st, taint_event_end());
}

/* The right-hand side of the assignment or the initializer that is being evaluated. */
static const csa_expr *assigned(csa_context *cx)
{
    const csa_expr *at = csa_current_expr(cx);
    return csa_expr_kind_of(at) == CSA_EXPR_BINARY ? csa_expr_child(at, 1) : at;
}

void taint_bind(csa_context *cx, csa_val location, csa_val value)
{
    const csa_state *st = csa_current(cx);
    const csa_region *region = csa_val_region(location);
    if (taint_state_is_clean(st))
        return;
    if (taint_is_element(region) && !csa_val_region(value)) {
        bind_element(cx, region, value);
        return;
    }
    taint_content content = taint_reached(cx, st, value);
    if (csa_type_kind_of(csa_region_type(region)) == CSA_TYPE_FLOATING &&
        taint_read_elements(st, region)) {
        csa_transition(cx, taint_write_elements(cx, st, region, 0), NULL);
        return;
    }
    if (!content)
        return;
    if (csa_val_region(value))
        st = taint_place_add(cx, st, region);
    struct taint_names names = taint_names_in(cx, assigned(cx), false);
    taint_trail_begin();
    taint_trail_add(cx, region, content, &names);
    csa_transition(cx, st, taint_trail_end());
}
