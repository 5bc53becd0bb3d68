#include "moving.h"

#include "functions.h"
#include "given.h"
#include "interval.h"

#include <stdlib.h>
#include <string.h>

/* ---- Visiting the parts of a statement ------------------------------------------------------------ */

typedef void part_visit(void *data, const csa_expr *part);

struct parts {
    const csa_expr **open;
    size_t count, room;
};

static void push(struct parts *parts, const csa_expr *part)
{
    if (parts->count == parts->room) {
        parts->room = parts->room ? parts->room * 2 : 64;
        parts->open = taint_given(realloc(parts->open, parts->room * sizeof *parts->open));
    }
    parts->open[parts->count++] = part;
}

/* A `for` has five parts, some of which may be missing. */
static void push_children(struct parts *parts, const csa_expr *of, unsigned first)
{
    enum { OPTIONAL = 5 };
    const csa_expr *child;
    for (unsigned i = first; (child = csa_expr_child(of, i)) != NULL || i < OPTIONAL; i++) {
        if (child)
            push(parts, csa_expr_strip(child));
    }
}

/* All parts but what the compiler computes; not what a `for` does before its first round. */
static void visit_parts(const struct taint_moving *moving, part_visit *visit, void *data)
{
    struct parts parts = {0};
    push_children(&parts, moving->loop, moving->is_for ? 1 : 0);
    while (parts.count > 0) {
        const csa_expr *part = parts.open[--parts.count];
        if (csa_expr_number(part, NULL))
            continue;
        visit(data, part);
        push_children(&parts, part, 0);
    }
    free(parts.open);
}

/* ---- The loops of this analysis ------------------------------------------------------------------- */

static struct taint_moving *known[256];
static unsigned known_count;

struct look {
    csa_context *cx;
    struct taint_moving *moving;
};

void taint_moving_reset(void)
{
    while (known_count > 0)
        free(known[--known_count]);
}

const struct taint_moving *taint_moving_known(const csa_expr *statement)
{
    for (unsigned i = 0; i < known_count; i++) {
        if (known[i]->loop == statement)
            return known[i];
    }
    return NULL;
}

bool taint_expr_is(const csa_expr *expr, const char *op)
{
    return taint_operator_is(csa_expr_operator(expr), op);
}

static bool steps(const csa_expr *expr)
{
    return taint_expr_is(expr, "++") || taint_expr_is(expr, "--");
}

const csa_decl *taint_stepped(const csa_expr *expr)
{
    expr = csa_expr_strip(expr);
    if (csa_expr_kind_of(expr) == CSA_EXPR_UNARY && steps(expr))
        expr = csa_expr_child(expr, 0);
    csa_expr_kind kind = csa_expr_kind_of(expr);
    return kind == CSA_EXPR_NAME || kind == CSA_EXPR_MEMBER ? csa_expr_decl(expr) : NULL;
}

static struct taint_mover *mover_of(struct taint_moving *moving, const csa_decl *decl)
{
    for (unsigned i = 0; decl && i < moving->mover_count; i++) {
        if (moving->movers[i].decl == decl)
            return &moving->movers[i];
    }
    return NULL;
}

const struct taint_mover *taint_mover_in(const struct taint_moving *moving, const csa_expr *expr)
{
    return mover_of((struct taint_moving *)moving, taint_stepped(expr));
}

/* ---- What moves ----------------------------------------------------------------------------------- */

static void add_step(struct taint_moving *moving, const csa_expr *of, bool up, int64_t by)
{
    const csa_decl *decl = taint_stepped(of);
    struct taint_mover *mover = mover_of(moving, decl);
    if (!decl)
        return;
    if (!mover) {
        if (moving->mover_count == TAINT_MOVERS) {
            moving->is_too_much = true;
            return;
        }
        mover = &moving->movers[moving->mover_count++];
        *mover = (struct taint_mover){.decl = decl, .least = by, .most = by};
    }
    mover->goes_up = mover->goes_up || up;
    mover->goes_down = mover->goes_down || !up;
    mover->least = by < mover->least ? by : mover->least;
    mover->most = by == 0 || mover->most == 0 ? 0 : by > mover->most ? by : mover->most;
}

/* True if `part`, or what it is computed of, names the variable. */
static bool is_computed_of(const csa_expr *part, const csa_decl *decl)
{
    struct parts parts = {0};
    bool found = false;
    push(&parts, csa_expr_strip(part));
    while (parts.count > 0 && !found) {
        const csa_expr *at = parts.open[--parts.count];
        found = csa_expr_decl(at) == decl;
        push_children(&parts, at, 0);
    }
    free(parts.open);
    return found;
}

static bool is_comparison(const csa_expr *expr)
{
    return taint_expr_is(expr, "<") || taint_expr_is(expr, "<=") || taint_expr_is(expr, ">") ||
           taint_expr_is(expr, ">=") || taint_expr_is(expr, "==") || taint_expr_is(expr, "!=");
}

static bool assigns(const csa_expr *expr)
{
    const char *op = csa_expr_operator(expr);
    return op && op[strlen(op) - 1] == '=' && !is_comparison(expr);
}

/* `n /= 10`, `left = left - n`. */
static void add_computed(struct taint_moving *moving, const csa_expr *assignment)
{
    const csa_decl *decl = taint_stepped(csa_expr_child(assignment, 0));
    if (!decl ||
        (taint_expr_is(assignment, "=") && !is_computed_of(csa_expr_child(assignment, 1), decl)))
        return;
    if (moving->computed_count == TAINT_MOVERS)
        moving->is_too_much = true;
    else
        moving->computed[moving->computed_count++] = decl;
}

static void find_step(void *data, const csa_expr *part)
{
    struct look *look = data;
    int64_t by;
    csa_expr_kind kind = csa_expr_kind_of(part);
    if (kind == CSA_EXPR_UNARY && steps(part))
        add_step(look->moving, csa_expr_child(part, 0), taint_expr_is(part, "++"), 1);
    else if (kind == CSA_EXPR_BINARY && (taint_expr_is(part, "+=") || taint_expr_is(part, "-=")))
        add_step(look->moving, csa_expr_child(part, 0), taint_expr_is(part, "+="),
                 csa_expr_number(csa_expr_child(part, 1), &by) && by > 0 ? by : 0);
    else if (kind == CSA_EXPR_BINARY && assigns(part))
        add_computed(look->moving, part);
}

/* ---- What stops it -------------------------------------------------------------------------------- */

static bool is_condition(const struct taint_moving *moving, const csa_expr *expr)
{
    for (unsigned i = 0; i < moving->condition_count; i++) {
        if (moving->conditions[i] == expr)
            return true;
    }
    return false;
}

static void limit(struct taint_mover *mover, const csa_expr *comparison, const csa_expr *side)
{
    int64_t n;
    bool is_left = csa_expr_strip(csa_expr_child(comparison, 0)) == side;
    if (mover->limit_count < sizeof mover->limits / sizeof *mover->limits &&
        csa_expr_number(csa_expr_child(comparison, is_left ? 1 : 0), &n))
        mover->limits[mover->limit_count++] = n;
    else
        mover->is_limited = true;
}

/* A mover is named at `name`. */
static void judge_use(struct look *look, struct taint_mover *mover, const csa_expr *name)
{
    const csa_expr *at = name, *up = csa_expr_parent(look->cx, at);
    bool is_stepped = csa_expr_kind_of(up) == CSA_EXPR_UNARY && steps(up);
    bool is_added = taint_expr_is(up, "+=") || taint_expr_is(up, "-=");
    if (is_added && csa_expr_strip(csa_expr_child(up, 0)) != name)
        return; /* what it is added to moves as well */
    if (is_stepped || is_added) {
        at = up;
        up = csa_expr_parent(look->cx, up);
    }
    if (is_condition(look->moving, at) || is_condition(look->moving, up))
        return;
    switch (csa_expr_kind_of(up)) {
    case CSA_EXPR_SUBSCRIPT:
        mover->is_limited = mover->is_limited || taint_expr_is(csa_expr_parent(look->cx, up), "&");
        return;
    case CSA_EXPR_MEMBER:
        return;
    case CSA_EXPR_UNARY:
        mover->is_limited = mover->is_limited || !taint_expr_is(up, "*");
        mover->is_reset = mover->is_reset || taint_expr_is(up, "&");
        return;
    case CSA_EXPR_BINARY:
        if (is_comparison(up))
            limit(mover, up, at);
        else if (taint_expr_is(up, "=") && csa_expr_strip(csa_expr_child(up, 0)) == name)
            mover->is_reset = true;
        else if (!taint_expr_is(up, ",") || at == name)
            mover->is_limited = true;
        return;
    default:
        if (csa_expr_type(up) || at == name)
            mover->is_limited = true;
    }
}

/* Where one that is computed of itself is tested, it may count the rounds. */
static bool tests_computed(struct look *look, const csa_expr *name)
{
    const csa_expr *up = csa_expr_parent(look->cx, name);
    bool is_tested = !csa_expr_type(up) || is_comparison(up) || taint_expr_is(up, "!") ||
                     taint_expr_is(up, "&&") || taint_expr_is(up, "||");
    for (unsigned i = 0; is_tested && i < look->moving->computed_count; i++) {
        if (look->moving->computed[i] == csa_expr_decl(name))
            return true;
    }
    return false;
}

static void find_use(void *data, const csa_expr *part)
{
    struct look *look = data;
    if (tests_computed(look, part))
        look->moving->is_too_much = true;
    csa_expr_kind kind = csa_expr_kind_of(part);
    struct taint_mover *mover = kind == CSA_EXPR_NAME || kind == CSA_EXPR_MEMBER
                                    ? mover_of(look->moving, csa_expr_decl(part))
                                    : NULL;
    if (mover)
        judge_use(look, mover, part);
    if (kind == CSA_EXPR_CALL && !taint_model_of(csa_expr_decl(part)))
        look->moving->calls_unknown = true;
}

/* The part of the loop that the expression stands in; NULL if it stands outside. */
static const csa_expr *part_around(struct look *look, const csa_expr *expr)
{
    const csa_expr *part = csa_expr_strip(expr), *up;
    while ((up = csa_expr_parent(look->cx, part)) != NULL && up != look->moving->loop)
        part = up;
    return up ? part : NULL;
}

/* A variable that is declared in the loop starts anew in each round. One that is declared there as
 * what a mover was is as good as the mover. */
static bool find_declared(void *data, const csa_decl *variable, const csa_expr *target,
                          const csa_expr *value, bool is_return)
{
    struct look *look = data;
    struct taint_mover *declared = mover_of(look->moving, variable);
    struct taint_mover *copied = mover_of(look->moving, taint_stepped(value));
    (void)target;
    if (!variable || is_return || (!declared && !copied))
        return true;
    const csa_expr *part = part_around(look, value);
    bool is_inside = part && !(look->moving->is_for &&
                               part == csa_expr_strip(csa_expr_child(look->moving->loop, 0)));
    if (is_inside && declared)
        declared->is_reset = true;
    if (is_inside && copied)
        copied->is_limited = true;
    return true;
}

/* ---- The loop ------------------------------------------------------------------------------------- */

static void split(struct taint_moving *moving, const csa_expr *condition)
{
    const csa_expr *open[TAINT_CONDITIONS] = {csa_expr_strip(condition)};
    unsigned count = 1;
    while (count > 0) {
        const csa_expr *at = open[--count];
        bool is_and = taint_expr_is(at, "&&") && csa_expr_kind_of(at) == CSA_EXPR_BINARY;
        if (moving->condition_count == TAINT_CONDITIONS ||
            (is_and && count + 2 > TAINT_CONDITIONS)) {
            moving->is_too_much = true;
            return;
        }
        if (!is_and) {
            moving->conditions[moving->condition_count++] = at;
            continue;
        }
        open[count++] = csa_expr_strip(csa_expr_child(at, 0));
        open[count++] = csa_expr_strip(csa_expr_child(at, 1));
    }
}

static const struct taint_moving *look_at(csa_context *cx, const csa_expr *loop,
                                          const csa_expr *condition)
{
    if (known_count == sizeof known / sizeof *known)
        return NULL;
    struct taint_moving *moving = taint_given(calloc(1, sizeof *moving));
    known[known_count++] = moving;
    moving->loop = loop;
    moving->is_for = csa_expr_strip(csa_expr_child(loop, 2)) == condition;
    split(moving, condition);
    struct look look = {cx, moving};
    visit_parts(moving, find_step, &look);
    if (moving->mover_count > 0) {
        visit_parts(moving, find_use, &look);
        csa_function_moves(csa_current_function(cx), find_declared, &look);
    }
    return moving;
}

static void note_test(csa_context *cx, const csa_expr *condition)
{
    const csa_decl *decl = taint_stepped(condition);
    for (const csa_expr *up = csa_expr_parent(cx, condition); decl && up;
         up = csa_expr_parent(cx, up)) {
        struct taint_moving *around = (struct taint_moving *)taint_moving_known(up);
        struct taint_mover *mover = around ? mover_of(around, decl) : NULL;
        if (mover && !is_condition(around, condition))
            mover->is_limited = true;
    }
}

const struct taint_moving *taint_moving_of(csa_context *cx, const csa_expr *condition)
{
    const csa_expr *whole = csa_expr_strip(condition), *up = csa_expr_parent(cx, whole);
    note_test(cx, whole);
    while (csa_expr_type(up)) {
        whole = up;
        up = csa_expr_parent(cx, up);
    }
    const struct taint_moving *old = taint_moving_known(up);
    return old || !up || !csa_branch_is_loop(cx) ? old : look_at(cx, up, whole);
}

struct handing {
    csa_context *cx;
    const csa_decl *decl;
    bool found;
};

static void find_handing(void *data, const csa_expr *part)
{
    struct handing *handing = data;
    if (csa_expr_kind_of(part) != CSA_EXPR_NAME || csa_expr_decl(part) != handing->decl)
        return;
    const csa_expr *up = csa_expr_parent(handing->cx, part);
    if (csa_expr_kind_of(up) != CSA_EXPR_SUBSCRIPT && !taint_expr_is(up, "*"))
        handing->found = true;
}

bool taint_moving_hands(csa_context *cx, const struct taint_moving *moving, const csa_decl *decl)
{
    struct handing handing = {cx, decl, false};
    visit_parts(moving, find_handing, &handing);
    return handing.found;
}
