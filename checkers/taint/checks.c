#include "checks.h"

#include "given.h"
#include "state.h"

/* Text and step -> number of a struct checked. */
static struct csa_map step_checks = {.key = CSA_KEY_NUMBER};

static struct checked *checked_table; /* from 1 */
static uint32_t checked_count, checked_room;

void taint_checks_reset(void)
{
    checked_count = 0;
}

static bool same_checked(const struct checked *a, const struct checked *b)
{
    return a->absent == b->absent && a->absent_first == b->absent_first &&
           a->cleared == b->cleared && a->flags == b->flags && a->host == b->host;
}

static uint32_t checked_number(const struct checked *fact)
{
    for (uint32_t n = checked_count; n > 0; n--) {
        if (same_checked(&checked_table[n], fact))
            return n;
    }
    checked_table =
        taint_room_for(checked_table, checked_count, &checked_room, sizeof *checked_table);
    checked_table[++checked_count] = *fact;
    return checked_count;
}

static uint64_t check_key(uint64_t text, taint_step step)
{
    return text << 32 | step;
}

struct checked taint_own_checks(const csa_state *st, uint64_t text, taint_step step)
{
    uint64_t n;
    return csa_get_number(st, &step_checks, check_key(text, step), &n) ? checked_table[n]
                                                                       : (struct checked){0};
}

struct checked taint_checks_of(const csa_state *st, uint64_t text, taint_step step)
{
    enum { STEPS = 64 };
    struct checked all = {0};
    const struct taint_step_fact *fact;
    for (int i = 0; i < STEPS && (fact = taint_step_get(step)) != NULL; i++) {
        struct checked own = taint_own_checks(st, text, step);
        all = checked_both(all, own);
        if (own.flags & CHECKED_APART)
            break;
        text = fact->text;
        step = fact->from;
    }
    return all;
}

static const csa_state *learn_step(csa_context *cx, const csa_state *st, uint64_t text,
                                   taint_step step, const struct checked *fact)
{
    struct checked old = taint_own_checks(st, text, step);
    struct checked now = checked_both(old, *fact);
    if (same_checked(&old, &now))
        return st;
    return csa_set_number(cx, st, &step_checks, check_key(text, step), checked_number(&now));
}

/* What is found out about a whole copy is true of the text that it is a copy of. */
static const csa_state *learn_copied(csa_context *cx, const csa_state *st, uint64_t text,
                                     taint_step step, const struct checked *fact)
{
    enum { COPIES = 8 };
    const struct taint_step_fact *made;
    for (int i = 0; i < COPIES && (made = taint_step_get(step)) != NULL; i++) {
        st = learn_step(cx, st, text, step, fact);
        if (!made->whole || !made->text)
            break;
        text = made->text;
        step = made->from;
    }
    return st;
}

const csa_state *taint_learn_check(csa_context *cx, const csa_state *st, const csa_region *text,
                                   taint_content content, struct checked fact)
{
    uint64_t number = taint_text(cx, csa_val_of_region(cx, text));
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    for (size_t i = 0; i < count; i++) {
        /* What realpath() made is one path: a folder that it begins with holds all of it. */
        struct checked its = fact;
        if (i > 0) {
            its.absent_first = 0;
            its.host = 0;
            its.flags &= ~(unsigned)(CHECKED_PLACE | CHECKED_PORT);
            if (!(taint_checks_of(st, number, parts[i].step).flags & CHECKED_CANONICAL))
                its.flags &= ~(unsigned)CHECKED_PREFIX;
        }
        if (parts[i].kind == TAINT_HOLE)
            st = count == 1 ? learn_copied(cx, st, number, parts[i].step, &its)
                            : learn_step(cx, st, number, parts[i].step, &its);
    }
    return st;
}

const csa_state *taint_guards_renew(csa_context *cx, const csa_state *st, uint64_t text,
                                    taint_step step, unsigned qualities, bool is_piece)
{
    st = csa_unset_number(cx, st, &step_checks, check_key(text, step));
    struct checked fact = {0};
    if (qualities & MODEL_QUALITY_DECODED) {
        fact.flags = CHECKED_APART;
    } else {
        /* What is known now stays true of the copy when the text is filled anew. */
        const struct taint_step_fact *made = taint_step_get(step);
        fact = taint_checks_of(st, made->text, made->from);
        fact.flags &= ~(unsigned)CHECKED_APART;
        /* The text may be cut in front of the piece before it is checked. */
        if (is_piece)
            fact.flags |= CHECKED_APART;
    }
    if (qualities & MODEL_QUALITY_CANONICAL)
        fact.flags |= CHECKED_CANONICAL;
    if (qualities & MODEL_QUALITY_BARE)
        fact.absent |= charset_of('/');
    return learn_step(cx, st, text, step, &fact);
}

bool taint_is_guarded(const csa_state *st, uint64_t text, taint_content content, size_t index,
                      enum model_sink sink, charset also)
{
    size_t count;
    const struct taint_part *parts = taint_content_get(content, &count);
    if (index >= count || csa_map_is_empty(st, &step_checks))
        return false;
    struct checked checked = taint_checks_of(st, text, parts[index].step);
    if (checked.absent)
        checked.absent |= also;
    return checked_suffices(&checked, content, index, sink);
}
