#include "checks.h"

#include "given.h"
#include "state.h"

#include <string.h>

/* Text and step -> number of a struct checked. */
static struct csa_map step_checks = {.key = CSA_KEY_NUMBER};

/* What a report is about: the data that a step brought into a text, and what it must not hold. */
struct concern {
    uint64_t text;
    taint_step step;
    enum model_sink sink;
    charset harm; /* to it */
};

static bool is_same_concern(const void *a, const void *b)
{
    const struct concern *left = a, *right = b;
    return left->text == right->text && left->step == right->step && left->sink == right->sink &&
           left->harm == right->harm;
}

static bool same_checked(const void *a, const void *b)
{
    const struct checked *left = a, *right = b;
    return left->absent == right->absent && left->absent_first == right->absent_first &&
           left->cleared == right->cleared && left->flags == right->flags &&
           left->host == right->host;
}

static struct taint_table checked_table = {sizeof(struct checked), same_checked, NULL, 0, 0};
static struct taint_table concern_table = {sizeof(struct concern), is_same_concern, NULL, 0, 0};

void taint_checks_reset(void)
{
    checked_table.count = concern_table.count = 0;
}

static uint64_t check_key(uint64_t text, taint_step step)
{
    return text << 32 | step;
}

struct checked taint_own_checks(const csa_state *st, uint64_t text, taint_step step)
{
    uint64_t n;
    return csa_get_number(st, &step_checks, check_key(text, step), &n)
               ? *(const struct checked *)taint_table_get(&checked_table, n)
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
    return csa_set_number(cx, st, &step_checks, check_key(text, step),
                          taint_table_number(&checked_table, &now));
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

const csa_state *taint_learn_character(csa_context *cx, const csa_state *st, uint64_t text,
                                       taint_step step, charset absent, bool has_more)
{
    struct checked now = taint_own_checks(st, text, step);
    charset old = now.absent;
    now.absent = has_more ? old & absent : absent;
    return now.absent == old ? st
                             : csa_set_number(cx, st, &step_checks, check_key(text, step),
                                              taint_table_number(&checked_table, &now));
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

/* ---- Notes ------------------------------------------------------------------------------------ */

/* Marks of a report are numbers: these stand apart from those of steps and of trail.c. */
static uint64_t concern_mark(uint32_t concern)
{
    return UINT64_C(1) << 62 | concern;
}

void taint_checks_mark(csa_report *report, uint64_t text, taint_step step, enum model_sink sink,
                       char quote)
{
    const char *harmful = checked_harmful(sink, quote);
    charset harm = charset_some(harmful, strlen(harmful));
    struct concern concern = {text, step, sink, harm};
    uint32_t n = taint_table_number(&concern_table, &concern);
    csa_report_mark(report, concern_mark(n));
}

static const struct concern *concern_of(const csa_report *report)
{
    for (uint32_t n = 1; n <= concern_table.count; n++) {
        if (csa_report_is_marked(report, concern_mark(n)))
            return taint_table_get(&concern_table, n);
    }
    return NULL;
}

/* From here backwards, what was checked is said of other data than what arrives in the end: it was
 * decoded, or read anew. */
static const uint64_t other_data = UINT64_C(1) << 61;

static bool knows_something(struct checked checked)
{
    return checked.absent || checked.absent_first || checked.cleared || checked.flags;
}

/* A folder that the path begins with is left by "..". */
static bool may_climb(struct checked known, enum model_sink sink)
{
    return sink == MODEL_SINK_PATH && (known.flags & CHECKED_PREFIX) &&
           !(known.flags & CHECKED_NO_DOTS) && !(known.absent & charset_of('.'));
}

/* What gets through all the same. */
static void add_rest(csa_text *out, struct checked known, const struct concern *concern)
{
    char text[512] = "\"..\"";
    if (!may_climb(known, concern->sink))
        charset_say(concern->harm & ~known.absent, text, sizeof text);
    if (*text && !(known.flags & CHECKED_CONSTANT))
        csa_text_add(out, ", but %s may still be in it", text);
}

bool taint_checks_learnt(csa_report *report, const csa_state *before, const csa_state *after,
                         csa_text *out)
{
    if (csa_map_is_same(before, after, &step_checks))
        return false;
    const struct concern *concern = concern_of(report);
    if (!concern)
        return false;
    char text[512];
    struct checked old = taint_checks_of(before, concern->text, concern->step);
    struct checked known = taint_checks_of(after, concern->text, concern->step);
    struct checked news = checked_news(old, known);
    news.flags &= ~(unsigned)(CHECKED_APART | CHECKED_CANONICAL); /* no check has found that */
    checked_say(&news, text, sizeof text);
    bool is_other = csa_report_is_marked(report, other_data);
    if (knows_something(checked_news(known, old)))
        csa_report_mark(report, other_data);
    if (!*text)
        return false;
    csa_text_add(out, "Checked: from here on the untrusted data %s", text);
    if (is_other)
        csa_text_add(out, ", but what arrives was decoded or read later");
    else
        add_rest(out, known, concern);
    return true;
}
