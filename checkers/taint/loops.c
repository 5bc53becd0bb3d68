#include "loops.h"

#include "state.h"
#include "writing.h"

/* The analyzer gives up at the fifth visit of a block. So the third round stands for all that are
 * left, and the path leaves the loop behind it. */
enum { LAST_ROUND = 3 };

/* Of a pointer that moves through an array, the array is known. */
static csa_val pointer_anywhere(csa_context *cx, csa_val old, const csa_type *type, const void *tag)
{
    const csa_region *region = csa_val_region(old);
    if (csa_region_kind_of(region) != CSA_REGION_ELEMENT &&
        csa_region_kind_of(region) != CSA_REGION_SYMBOLIC)
        return csa_val_unknown();
    csa_val index = csa_conjure(cx, csa_current_expr(cx), csa_type_int(cx), tag);
    region = csa_region_element_at(cx, region, csa_type_pointee(type), index);
    return region ? csa_val_of_region(cx, region) : csa_val_unknown();
}

static const csa_state *forget_scalar(csa_context *cx, const csa_state *before, const csa_state *st,
                                      const csa_region *region)
{
    const csa_type *type = csa_region_type(region);
    csa_val old = csa_load(before, region, NULL);
    csa_val now = csa_val_unknown();
    if (csa_type_kind_of(type) == CSA_TYPE_POINTER)
        now = pointer_anywhere(cx, old, type, region);
    if (!csa_val_is_unknown(now))
        return csa_store(cx, st, region, now);
    now = csa_conjure(cx, csa_current_expr(cx), type, region);
    st = csa_store(cx, st, region, now);
    for (int depth = 0; depth <= 2; depth++) {
        taint_content content = taint_read(cx, before, old, depth);
        if (taint_content_has_hole(content))
            return taint_write_symbol(cx, st, csa_val_symbol(now), depth, content);
    }
    return st;
}

static const csa_state *forget_buffer(csa_context *cx, const csa_state *before, const csa_state *st,
                                      const csa_region *region)
{
    const csa_expr *at = csa_current_expr(cx);
    taint_content content = taint_read_region(cx, before, region);
    st = csa_havoc(cx, st, region, at, region, NULL);
    st = taint_write_piece(cx, st, region, 0);
    if (!taint_content_has_hole(content))
        return st;
    return taint_write_region(cx, st, before, region, content, at);
}

static const csa_state *forget_writes(csa_context *cx, const csa_state *before)
{
    enum { REGIONS = 32 };
    const csa_region *regions[REGIONS];
    const csa_state *st = before;
    unsigned count = csa_loop_writes(cx, before, regions, REGIONS);
    for (unsigned i = 0; i < count; i++) {
        bool is_memory = csa_region_kind_of(regions[i]) == CSA_REGION_SYMBOLIC;
        switch (csa_type_kind_of(csa_region_type(regions[i]))) {
        case CSA_TYPE_INTEGER:
        case CSA_TYPE_POINTER:
        case CSA_TYPE_FLOATING:
            st = is_memory ? forget_buffer(cx, before, st, regions[i])
                           : forget_scalar(cx, before, st, regions[i]);
            break;
        case CSA_TYPE_RECORD:
            st = csa_havoc(cx, st, regions[i], csa_current_expr(cx), regions[i], NULL);
            break;
        default:
            st = forget_buffer(cx, before, st, regions[i]);
        }
    }
    return taint_survive(cx, before, st, false);
}

/* `while (check(&header) != 0)`: a function of the program that has looked at memory says whether the
 * loop goes on. Where it says otherwise, it has found something out; to let the condition fail without
 * that would be a path on which nothing was checked. */
static bool asks_of_memory(const csa_expr *condition, int left)
{
    const csa_expr *child;
    if (!condition || !left)
        return false;
    bool is_followed = csa_expr_kind_of(condition) == CSA_EXPR_CALL &&
                       csa_function_has_body(csa_expr_decl(condition));
    for (unsigned i = 0; (child = csa_expr_child(condition, i)) != NULL; i++) {
        if ((is_followed && csa_type_kind_of(csa_expr_type(child)) == CSA_TYPE_POINTER) ||
            asks_of_memory(child, left - 1))
            return true;
    }
    return false;
}

void taint_loop(csa_context *cx)
{
    enum { DEPTH = 6 };
    const csa_state *st = csa_current(cx);
    unsigned rounds = csa_loop_rounds(cx, st);
    int64_t distance = csa_loop_distance(cx, st);
    /* Nobody knows how far it is to the end of a table, which the next round may find by itself. */
    bool is_last = distance <= 1 || distance == INT64_MAX;
    if (rounds < LAST_ROUND || (rounds == LAST_ROUND && is_last))
        return; /* where the condition is in doubt, other paths have left the loop already */
    if (asks_of_memory(csa_current_expr(cx), DEPTH))
        return;
    bool stay = rounds == LAST_ROUND;
    csa_transition(cx, csa_loop_assume(cx, st, forget_writes(cx, st), stay), NULL);
}
