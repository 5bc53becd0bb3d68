/* Effects that bring data in: sources, and handles that data will come through. */
#include "applied.h"
#include "lengths.h"
#include "request.h"
#include "streams.h"

#include <string.h>

enum model_source effect_source_kind(struct apply *a, const struct model_effect *effect)
{
    enum model_source kind = MODEL_SOURCE_NONE;
    if (effect->channel >= 0)
        kind = taint_read_handle(a->before,
                                 csa_call_arg(a->call, taint_argument(a->model, effect->channel)));
    if (kind == MODEL_SOURCE_NONE)
        kind = effect->source;
    if (kind == MODEL_SOURCE_NONE)
        kind = MODEL_SOURCE_INPUT;
    const char *name;
    size_t length;
    if (kind == MODEL_SOURCE_ENV &&
        taint_content_text(taint_read(a->cx, a->before, csa_call_arg(a->call, 0), 1), &name,
                           &length) &&
        request_is_variable(name, length))
        kind = MODEL_SOURCE_HTTP;
    if (kind == MODEL_SOURCE_STDIN && request_has_body())
        kind = MODEL_SOURCE_HTTP;
    return kind;
}

/* A descriptor that says that opening failed gives no data. */
static bool is_closed(struct apply *a, const struct model_effect *effect)
{
    int64_t descriptor;
    if (effect->channel < 0)
        return false;
    csa_val handle = csa_call_arg(a->call, taint_argument(a->model, effect->channel));
    return taint_read_handle(a->before, handle) == TAINT_TRUSTED ||
           (csa_val_number(handle, &descriptor) && descriptor < 0);
}

/* What is read is not more than was asked for; a string leaves room for its NUL. */
static taint_content bound_source(taint_content content, const struct model_effect *effect,
                                  uint32_t limit, unsigned unit)
{
    if (effect->most)
        content = taint_content_bound(content, effect->most);
    if (limit == TAINT_ANY_LENGTH)
        return content;
    bool has_nul = effect->string && limit != TAINT_SOME_LENGTH && limit > unit;
    return taint_content_bound(content, has_nul ? limit - unit : limit);
}

/* How many bytes came is for the other side to say, from -1 to the limit. Only a limit that is known
 * makes that a number to beware of: else it is in relation to one that nobody knows. */
static bool bound_count(struct apply *a, const struct model_effect *effect)
{
    int64_t n;
    csa_val limit, count = csa_call_result(a->call);
    if (effect->to.root != MODEL_RETURN || effect->to.depth > 0 || effect->limit < 0)
        return true;
    limit = csa_call_arg(a->call, taint_argument(a->model, effect->limit));
    const csa_type *type = csa_symbol_type(csa_val_symbol(count));
    if (!type || !csa_val_number(limit, &n) || n < 0 || n >= INT32_MAX)
        return false;
    csa_val most = csa_val_integer(a->cx, n, type), least = csa_val_integer(a->cx, -1, type);
    const csa_state *st = csa_assume_compare(a->cx, a->st, count, "<=", most, true);
    if (st && csa_type_is_signed(type))
        st = csa_assume_compare(a->cx, st, count, ">=", least, true);
    a->st = st ? st : a->st;
    return st != NULL;
}

/* ---- Vectors of memory -------------------------------------------------------------------------- */

/* The member of a struct, by the name that POSIX gives it; NULL if it has none. */
static const csa_region *member_named(struct apply *a, const csa_region *record, const char *name)
{
    const csa_region *member;
    for (unsigned i = 0; (member = csa_region_member(a->cx, record, i)) != NULL; i++) {
        const char *own = csa_decl_name(csa_region_variable(member));
        if (own && strcmp(own, name) == 0)
            return member;
    }
    return NULL;
}

static void fill(struct apply *a, const struct model_effect *effect, const csa_region *memory,
                 csa_val size)
{
    const csa_region *buffer = taint_buffer(memory);
    const char *name = csa_region_name(buffer);
    struct taint_step_fact fact = applied_step(a, TAINT_STEP_SOURCE);
    fact.source = effect_source_kind(a, effect);
    fact.into = name ? taint_intern(name, strlen(name)) : NULL;
    taint_step step = taint_step_new(&fact);
    a->st = taint_lengths_forget(a->cx, a->st, step);
    uint64_t most = taint_most(a->cx, a->before, size);
    taint_content content =
        taint_content_bound(taint_content_hole(step, false),
                            most < TAINT_SOME_LENGTH ? (uint32_t)most : TAINT_SOME_LENGTH);
    applied_write(a, &(struct write){.place = effect->to,
                                     .i = (unsigned)a->write_count,
                                     .memory = memory,
                                     .content = taint_content_clear(content, effect->clears),
                                     .effect = effect});
}

/* `struct iovec`, and what holds such: `struct msghdr`, glibc's `struct mmsghdr`. */
static void scatter(struct apply *a, const struct model_effect *effect, csa_val first,
                    const csa_type *type, csa_val count)
{
    enum { VECTORS = 8 };
    int64_t lowest, highest;
    if (!csa_val_number(count, &highest) && !csa_range(a->cx, a->before, count, &lowest, &highest))
        highest = VECTORS;
    const csa_region *memory = csa_val_region(first), *member;
    if (csa_type_kind_of(type) != CSA_TYPE_RECORD || !memory)
        return;
    for (int64_t i = 0; i < highest && i < VECTORS; i++) {
        const csa_region *record = csa_region_element(a->cx, memory, type, i);
        const csa_region *header = member_named(a, record, "msg_hdr");
        record = header ? header : record;
        if ((member = member_named(a, record, "iov_base")) != NULL) {
            const csa_region *base = csa_val_region(csa_load(a->before, member, NULL));
            if (base)
                fill(a, effect, base,
                     csa_load(a->before, member_named(a, record, "iov_len"), NULL));
        } else if ((member = member_named(a, record, "msg_iov")) != NULL) {
            scatter(a, effect, csa_load(a->before, member, NULL),
                    csa_type_pointee(csa_region_type(member)),
                    csa_load(a->before, member_named(a, record, "msg_iovlen"), NULL));
        }
    }
}

static void scatter_source(struct apply *a, const struct model_effect *effect)
{
    csa_val value, count = csa_val_integer(a->cx, 1, NULL);
    const csa_expr *expr;
    unsigned argument;
    if (effect->times >= 0)
        count = csa_call_arg(a->call, taint_argument(a->model, effect->times));
    if (applied_value(a, &effect->to, 0, &value, &expr, &argument))
        scatter(a, effect, value, csa_type_pointee(csa_expr_type(csa_expr_strip(expr))), count);
}

void effect_source(struct apply *a, const struct model_effect *effect)
{
    if (is_closed(a, effect) || !bound_count(a, effect))
        return;
    if (effect->scatter) {
        scatter_source(a, effect);
        return;
    }
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    for (unsigned i = 0; applied_value(a, &effect->to, i, &value, &expr, &argument); i++) {
        struct taint_step_fact fact = applied_step(a, TAINT_STEP_SOURCE);
        fact.source = effect_source_kind(a, effect);
        fact.into = applied_destination(a, &effect->to, i);
        taint_step step = taint_step_new(&fact);
        a->st = taint_lengths_forget(a->cx, a->st, step);
        unsigned unit = taint_unit(a->call, argument);
        taint_content content = taint_content_hole(step, false);
        if (effect->to.depth > 0)
            content = bound_source(content, effect, applied_limit(a, effect, unit), unit);
        content = taint_content_clear(content, effect->clears);
        applied_write(
            a, &(struct write){.place = effect->to, .i = i, .content = content, .effect = effect});
    }
}

/* The kernel writes the files of /proc and /sys; what it tells of other processes is their text. */
static bool is_of_kernel(taint_content path)
{
    static const char *const folders[] = {"/proc/", "/sys/"};
    static const char *const texts[] = {"cmdline", "environ", "comm", "mounts"};
    size_t count;
    const struct taint_part *parts = taint_content_get(path, &count);
    bool is_inside = false;
    for (size_t i = 0; count && parts[0].kind == TAINT_LITERAL && i < 2; i++)
        is_inside = is_inside || strncmp(parts[0].bytes, folders[i], strlen(folders[i])) == 0;
    for (size_t i = 0; is_inside && i < count; i++) {
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            is_inside =
                is_inside && !(parts[i].kind == TAINT_LITERAL && strstr(parts[i].bytes, texts[t]));
    }
    return is_inside;
}

/* The file that the call opens. */
static taint_content path_opened(struct apply *a)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    for (size_t i = 0; i < a->model->function->effect_count; i++) {
        const struct model_effect *effect = &a->model->function->effects[i];
        if (effect->kind == MODEL_SINK_EFFECT && effect->sink == MODEL_SINK_PATH &&
            applied_value(a, &effect->to, 0, &value, &expr, &argument))
            return taint_read(a->cx, a->before, value, 1);
    }
    return 0;
}

/* The text of an argument; NULL if it is not known. */
static const char *text_of(struct apply *a, int argument)
{
    const char *text;
    size_t length;
    if (argument < 0)
        return NULL;
    csa_val value = csa_call_arg(a->call, taint_argument(a->model, argument));
    return taint_content_text(taint_read(a->cx, a->before, value, 1), &text, &length) ? text : NULL;
}

/* What the call opens the handle for. */
static struct taint_stream stream_opened(struct apply *a, const struct model_effect *effect)
{
    struct taint_stream stream = {0};
    int64_t flags;
    if (effect->channel >= 0)
        stream =
            taint_read_stream(a->before,
                              csa_call_arg(a->call, taint_argument(a->model, effect->channel)));
    const char *mode = text_of(a, effect->mode);
    if (mode && mode[0] == 'a')
        stream.appends = true;
    if (mode && mode[0] == 'w' && effect->command >= 0)
        stream.command =
            taint_read(a->cx, a->before,
                       csa_call_arg(a->call, taint_argument(a->model, effect->command)), 1);
    /* Flags that are not known are seldom these. */
    if (effect->append &&
        (effect->when.op == MODEL_WHEN_ALWAYS ||
         csa_val_number(csa_call_arg(a->call, taint_argument(a->model, effect->when.argument)),
                        &flags)))
        stream.appends = true;
    return stream;
}

void effect_handle(struct apply *a, const struct model_effect *effect)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    if (applied_value(a, &effect->to, 0, &value, &expr, &argument)) {
        if (effect->to.depth == 1)
            value = csa_load(a->st, csa_val_region(value), NULL);
        enum model_source kind = effect_source_kind(a, effect);
        if (kind == MODEL_SOURCE_FILE && is_of_kernel(path_opened(a)))
            kind = TAINT_TRUSTED;
        a->st = taint_write_handle(a->cx, a->st, value, kind);
        a->st = taint_write_stream(a->cx, a->st, value, stream_opened(a, effect));
    }
}
