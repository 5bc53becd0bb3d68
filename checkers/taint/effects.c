#include "effects.h"

#include "event.h"
#include "format.h"
#include "guards.h"
#include "lengths.h"
#include "variadic.h"

#include <string.h>

/* ---- Places ----------------------------------------------------------------------------------- */

bool taint_place_value(const csa_call *call, const struct taint_model *model,
                       const struct model_place *place, unsigned i, csa_val *value,
                       const csa_expr **expr, unsigned *argument)
{
    if (place->root == MODEL_VA_LIST || place->root == MODEL_STATIC)
        return false; /* not shown by the call */
    if (place->root != MODEL_VARIADIC && i > 0)
        return false;
    if (place->root == MODEL_RETURN) {
        *value = csa_call_result(call);
        *expr = csa_call_expr(call);
        *argument = 0;
        return true;
    }
    unsigned at = taint_argument(model, place->index) + i;
    if (at >= csa_call_arg_count(call))
        return false;
    *value = csa_call_arg(call, at);
    *expr = csa_call_arg_expr(call, at);
    *argument = at;
    return true;
}

bool taint_excluded(const csa_call *call, const struct taint_model *model,
                    const struct model_when *when)
{
    int64_t n;
    if (when->op == MODEL_WHEN_ALWAYS ||
        !csa_val_number(csa_call_arg(call, taint_argument(model, when->argument)), &n))
        return false;
    switch (when->op) {
    case MODEL_WHEN_EQUALS:
        return n != when->value;
    case MODEL_WHEN_HAS_BITS:
        return (n & when->value) != when->value;
    default:
        return (n & when->value) != 0;
    }
}

unsigned taint_unit(const csa_call *call, unsigned argument)
{
    const csa_decl *function = csa_call_function(call);
    const csa_type *type = argument < csa_function_parameter_count(function)
                               ? csa_decl_type(csa_function_parameter(function, argument))
                               : csa_expr_type(csa_expr_strip(csa_call_arg_expr(call, argument)));
    const csa_type *pointee = csa_type_pointee(type);
    uint64_t size = csa_type_size(pointee);
    return csa_type_kind_of(pointee) == CSA_TYPE_INTEGER && size > 1 ? (unsigned)size : 1;
}

/* ---- One call --------------------------------------------------------------------------------- */

/* The argument that brings untrusted data. */
struct carrier {
    const csa_expr *expr; /* NULL: none */
    csa_val value;
    uint64_t text; /* as taint_text() */
};

/* What the effects of one model write, collected before any of it is written: several effects may
 * meet at one place, and all read the state before the call. */
enum { WRITES = 16 };
struct write {
    struct model_place place;
    unsigned i;
    taint_content content;
    bool append;
    const struct model_effect *effect;
    struct carrier carrier;
    unsigned qualities; /* of the text that arrives; bits of model_quality */
};

struct apply {
    csa_context *cx;
    const csa_state *before, *st;
    const csa_call *call;
    const struct taint_model *model;
    struct write writes[WRITES];
    size_t write_count;
};

/* As taint_place_value(), and the arguments in a va_list. */
static bool place_value(struct apply *a, const struct model_place *place, unsigned i,
                        csa_val *value, const csa_expr **expr, unsigned *argument)
{
    if (place->root != MODEL_VA_LIST)
        return taint_place_value(a->call, a->model, place, i, value, expr, argument);
    *argument = taint_argument(a->model, place->index);
    return taint_variadic_get(a->before, csa_call_arg(a->call, *argument), i, value, expr);
}

/* What a person calls the memory that `value` points to; NULL if it has no name. */
static const char *name_of(csa_val value, const csa_expr *expr)
{
    const csa_region *region = taint_buffer(csa_val_region(value));
    const char *name = csa_region_name(region);
    if (!name && csa_expr_kind_of(csa_expr_strip(expr)) == CSA_EXPR_NAME)
        name = csa_decl_name(csa_expr_decl(csa_expr_strip(expr)));
    return name ? taint_intern(name, strlen(name)) : NULL;
}

static const char *destination(struct apply *a, const struct model_place *place, unsigned i)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    if (place->root == MODEL_RETURN || !place_value(a, place, i, &value, &expr, &argument))
        return NULL;
    if (place->depth < 2)
        return name_of(value, expr);
    const csa_expr *bare = csa_expr_strip(expr);
    const char *operator= csa_expr_operator(bare);
    if (csa_expr_kind_of(bare) == CSA_EXPR_UNARY && operator&& strcmp(operator, "&") == 0)
        bare = csa_expr_strip(csa_expr_child(bare, 0));
    const char *name = csa_expr_text(a->cx, bare);
    return name ? taint_intern(name, strlen(name)) : NULL;
}

static void add_write(struct apply *a, const struct write *write)
{
    taint_content content = write->content;
    for (size_t w = 0; w < a->write_count; w++) {
        struct write *old = &a->writes[w];
        if (old->i != write->i || memcmp(&old->place, &write->place, sizeof old->place) != 0)
            continue;
        if (!taint_content_has_hole(old->content))
            old->content = content ? content : old->content;
        else if (taint_content_has_hole(content))
            old->content = taint_content_either(old->content, content);
        return;
    }
    if (a->write_count < WRITES)
        a->writes[a->write_count++] = *write;
}

static struct taint_step_fact step_here(struct apply *a, enum taint_step_kind kind)
{
    return (struct taint_step_fact){
        .kind = kind,
        .at = csa_call_expr(a->call),
        .function = a->model->function->name,
    };
}

/* The steps of a content's holes belong to the note of this call; those that it made are new. */
static void tell(struct apply *a, const struct write *write)
{
    csa_val value = csa_call_result(a->call);
    const csa_expr *expr;
    unsigned argument;
    if (write->place.root != MODEL_STATIC && write->place.root != MODEL_RETURN)
        taint_place_value(a->call, a->model, &write->place, write->i, &value, &expr, &argument);
    uint64_t text = write->place.depth == 1 ? taint_text(a->cx, value) : 0;
    size_t count;
    const struct taint_part *parts = taint_content_get(write->content, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind != TAINT_HOLE)
            continue;
        taint_event_add(a->cx, parts[i].step);
        const struct taint_step_fact *fact = taint_step_get(parts[i].step);
        if (fact->at == csa_call_expr(a->call))
            a->st = taint_guards_renew(a->cx, a->st, text, parts[i].step, write->qualities,
                                       fact->from && write->place.root == MODEL_RETURN);
    }
}

static void carried_by(struct taint_step_fact *fact, const struct carrier *carrier)
{
    fact->carrier = carrier->expr;
    fact->text = carrier->text;
}

/* The content of all that a place stands for, and the argument that brought its untrusted part. */
static taint_content read_place(struct apply *a, const struct model_place *place,
                                struct carrier *carrier)
{
    if (place->root == MODEL_STATIC)
        return taint_read_static(a->before, a->model->function->name);
    taint_content all = 0;
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    for (unsigned i = 0; place_value(a, place, i, &value, &expr, &argument); i++) {
        unsigned unit = place->root == MODEL_VA_LIST ? 1 : taint_unit(a->call, argument);
        taint_content one = place->depth == 1 ? taint_read_text(a->cx, a->before, value, unit)
                                              : taint_read(a->cx, a->before, value, place->depth);
        if (!one || (all && !taint_content_has_hole(one)))
            continue;
        if (!taint_content_has_hole(all)) {
            all = one;
            *carrier =
                (struct carrier){expr, value, place->depth == 1 ? taint_text(a->cx, value) : 0};
        } else {
            all = taint_content_either(all, one);
        }
    }
    return all;
}

/* CGI passes the request in the environment (RFC 3875, section 4.1). */
static bool is_request_variable(const char *name, size_t length)
{
    static const char *const names[] = {
        "QUERY_STRING", "PATH_INFO",   "PATH_TRANSLATED", "CONTENT_LENGTH", "CONTENT_TYPE",
        "REMOTE_USER",  "REMOTE_HOST", "REMOTE_IDENT",    "REQUEST_URI",    "REQUEST_METHOD",
    };
    if (length > 5 && memcmp(name, "HTTP_", 5) == 0)
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0)
            return true;
    }
    return false;
}

static enum model_source source_kind(struct apply *a, const struct model_effect *effect)
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
        is_request_variable(name, length))
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

/* The bytes that argument `limit` of an effect leaves room for: TAINT_ANY_LENGTH if it has none,
 * TAINT_SOME_LENGTH if nobody knows. */
static uint32_t limit_of(struct apply *a, const struct model_effect *effect, unsigned unit)
{
    if (effect->limit < 0)
        return TAINT_ANY_LENGTH;
    uint64_t most = taint_most(a->cx, a->before,
                               csa_call_arg(a->call, taint_argument(a->model, effect->limit)));
    if (effect->times >= 0)
        most *= taint_most(a->cx, a->before,
                           csa_call_arg(a->call, taint_argument(a->model, effect->times)));
    most *= unit;
    return most < TAINT_SOME_LENGTH ? (uint32_t)most : TAINT_SOME_LENGTH;
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

static void apply_source(struct apply *a, const struct model_effect *effect)
{
    if (is_closed(a, effect) || !bound_count(a, effect))
        return;
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    for (unsigned i = 0; place_value(a, &effect->to, i, &value, &expr, &argument); i++) {
        struct taint_step_fact fact = step_here(a, TAINT_STEP_SOURCE);
        fact.source = source_kind(a, effect);
        fact.into = destination(a, &effect->to, i);
        taint_step step = taint_step_new(&fact);
        a->st = taint_lengths_forget(a->cx, a->st, step);
        unsigned unit = taint_unit(a->call, argument);
        taint_content content = taint_content_hole(step, false);
        if (effect->to.depth > 0)
            content = bound_source(content, effect, limit_of(a, effect, unit), unit);
        content = taint_content_clear(content, effect->clears);
        add_write(
            a, &(struct write){.place = effect->to, .i = i, .content = content, .effect = effect});
    }
}

/* The number in argument `limit`; -1 if it is not constant. */
static int64_t constant_limit(struct apply *a, int limit)
{
    int64_t n;
    if (limit < 0 || !csa_val_number(csa_call_arg(a->call, taint_argument(a->model, limit)), &n) ||
        n < 0)
        return -1;
    return n;
}

/* A null pointer where data is read from: the function goes on with what it has. */
static bool is_null(struct apply *a, const struct model_place *place)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    return place->root == MODEL_ARGUMENT && place->depth > 0 &&
           place_value(a, place, 0, &value, &expr, &argument) &&
           csa_is_zero(a->before, value) == CSA_YES;
}

/* The struct of `size` bytes that a place is; NULL if it is anything else. */
static const csa_region *object_at(struct apply *a, const struct model_place *place, int64_t size)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    if (place->root == MODEL_RETURN || place->depth != 1 ||
        !place_value(a, place, 0, &value, &expr, &argument))
        return NULL;
    const csa_type *type = csa_type_pointee(csa_expr_type(csa_expr_strip(expr)));
    const csa_region *region = csa_val_region(value);
    if (!region || csa_type_kind_of(type) != CSA_TYPE_RECORD ||
        csa_type_size(type) != (uint64_t)size)
        return NULL;
    bool is_typed = csa_region_kind_of(region) != CSA_REGION_SYMBOLIC;
    return is_typed ? region : csa_region_element(a->cx, region, type, 0);
}

/* `memcpy(&copy, &object, sizeof copy)` is an assignment: fields stay apart. */
static bool assign_object(struct apply *a, const struct model_effect *effect)
{
    int64_t size = constant_limit(a, effect->limit);
    if (size <= 0 || effect->append)
        return false;
    const csa_region *from = object_at(a, &effect->from, size);
    const csa_region *to = object_at(a, &effect->to, size);
    if (from && to)
        a->st = csa_store(a->cx, a->st, to, csa_load(a->before, from, NULL));
    return from && to;
}

/* What an effect takes from a place. */
static taint_content read_limited(struct apply *a, const struct model_effect *effect,
                                  struct carrier *carrier)
{
    taint_content content = read_place(a, &effect->from, carrier);
    if (!content)
        return 0;
    bool is_text = effect->from.root == MODEL_ARGUMENT && effect->from.depth > 0;
    unsigned unit = is_text ? taint_unit(a->call, taint_argument(a->model, effect->from.index)) : 1;
    uint32_t limit = is_text ? limit_of(a, effect, unit) : TAINT_ANY_LENGTH;
    if (effect->most)
        content = taint_content_bound(content, effect->most);
    if (limit == TAINT_ANY_LENGTH)
        return content;
    return limit == TAINT_SOME_LENGTH ? taint_content_bound(content, limit)
                                      : taint_content_prefix(content, limit);
}

static void apply_flow(struct apply *a, const struct model_effect *effect)
{
    if (effect->as == MODEL_AS_LENGTH || is_null(a, &effect->from) || assign_object(a, effect))
        return;
    struct carrier carrier = {0};
    taint_content content = read_limited(a, effect, &carrier);
    bool to_value = effect->to.depth == 0;
    if (to_value && !taint_content_has_hole(content))
        content = 0;
    if (content) {
        struct taint_step_fact fact = step_here(a, TAINT_STEP_CALL);
        carried_by(&fact, &carrier);
        fact.number = effect->as == MODEL_AS_NUMBER;
        fact.into = destination(a, &effect->to, 0);
        content = taint_content_carry(content, &fact, effect->clears);
    }
    add_write(a, &(struct write){.place = effect->to,
                                 .content = content,
                                 .append = effect->append,
                                 .effect = effect,
                                 .carrier = carrier});
    if (effect->qualities && a->write_count)
        a->writes[a->write_count - 1].qualities = effect->qualities;
}

static unsigned digits_of(uint64_t n)
{
    unsigned digits = 1;
    for (; n >= 10; n /= 10)
        digits++;
    return digits;
}

/* The characters that a number is printed in; TAINT_SOME_LENGTH for those with a point. */
static uint32_t digits(struct apply *a, unsigned at, char conversion)
{
    int64_t lowest, highest;
    uint64_t size = csa_type_size(csa_expr_type(csa_call_arg_expr(a->call, at)));
    if (conversion == 'c' || conversion == 'C')
        return 1;
    if (conversion == 'x' || conversion == 'X' || conversion == 'p')
        return (uint32_t)(2 * size + 2);
    if (!strchr("diu", conversion))
        return TAINT_SOME_LENGTH;
    if (!csa_range(a->cx, a->before, csa_call_arg(a->call, at), &lowest, &highest))
        return size > 4 ? 20 : 11;
    uint64_t most = digits_of(highest < 0 ? 0 : (uint64_t)highest);
    uint64_t least = lowest < 0 ? 1 + digits_of((uint64_t) - (lowest + 1) + 1) : 0;
    return (uint32_t)(most > least ? most : least);
}

/* The most bytes that one directive of a print format lets through. */
static uint32_t directive_most(struct apply *a, const struct model_effect *effect,
                               const struct format_piece *piece, unsigned at)
{
    bool is_string = piece->text && piece->conversion != 'c' && piece->conversion != 'C';
    if (is_string && piece->precision >= 0)
        return (uint32_t)piece->precision;
    if (effect->arguments.root == MODEL_VA_LIST)
        return TAINT_ANY_LENGTH; /* the argument stands in another call */
    if (!is_string)
        return digits(a, at, piece->conversion);
    if (piece->precision == -1)
        return TAINT_ANY_LENGTH;
    unsigned precision =
        taint_argument(a->model, effect->arguments.index) + (unsigned)piece->precision_argument;
    return taint_most(a->cx, a->before, csa_call_arg(a->call, precision));
}

/* What one directive of a print format contributes. */
static taint_content print_value(struct apply *a, const struct model_effect *effect,
                                 const struct format_piece *piece, struct carrier *carrier)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    if (!place_value(a, &effect->arguments, (unsigned)piece->argument, &value, &expr, &argument))
        return 0;
    bool is_string = piece->text && piece->conversion != 'c' && piece->conversion != 'C';
    taint_content content = is_string ? taint_read_text(a->cx, a->before, value, 1)
                                      : taint_read(a->cx, a->before, value, 0);
    if (!content)
        return 0;
    if (piece->precision >= 0 && is_string)
        content = taint_content_prefix(content, (size_t)piece->precision);
    struct taint_step_fact fact = step_here(a, TAINT_STEP_CALL);
    struct carrier own = {expr, value, 0};
    own.text = is_string ? taint_text(a->cx, value) : 0;
    carried_by(&fact, &own);
    fact.number = !piece->text;
    fact.into = effect->kind == MODEL_PRINT_EFFECT ? destination(a, &effect->to, 0) : NULL;
    if (taint_content_has_hole(content) && !carrier->expr)
        *carrier = own;
    uint32_t most = directive_most(a, effect, piece, argument);
    if (most != TAINT_ANY_LENGTH && taint_content_has_hole(content))
        content = taint_content_bound(content, most);
    content = taint_content_carry(content, &fact, piece->clears);
    bool is_number = fact.number && most != TAINT_ANY_LENGTH && taint_content_has_hole(content);
    return is_number ? taint_content_bound(content, most) : content;
}

static taint_content print_content(struct apply *a, const struct model_effect *effect,
                                   const char *format, size_t length, struct carrier *carrier)
{
    struct format_walk walk;
    struct format_piece piece;
    taint_content all = taint_content_literal("", 0);
    format_begin(&walk, format, length, false, effect->dialect);
    while (format_next(&walk, &piece)) {
        all = taint_content_concat(all, taint_content_literal(piece.literal, piece.literal_length));
        if (piece.argument >= 0)
            all = taint_content_concat(all, print_value(a, effect, &piece, carrier));
        else if (piece.conversion && piece.conversion != '%' && piece.conversion != 'n')
            all = taint_content_concat(all, 0);
    }
    return all;
}

/* The format itself is not known: anything of it or of the arguments may arrive. */
static taint_content print_unknown(struct apply *a, const struct model_effect *effect,
                                   struct carrier *carrier)
{
    const struct model_place format = {MODEL_ARGUMENT, effect->format, 1};
    struct model_place values = effect->arguments;
    values.depth = 1;
    taint_content content = read_place(a, &format, carrier);
    if (!taint_content_has_hole(content))
        content = read_place(a, &values, carrier);
    if (!taint_content_has_hole(content))
        return 0;
    content = taint_content_bound(content, TAINT_SOME_LENGTH);
    struct taint_step_fact fact = step_here(a, TAINT_STEP_CALL);
    carried_by(&fact, carrier);
    fact.into = effect->kind == MODEL_PRINT_EFFECT ? destination(a, &effect->to, 0) : NULL;
    return taint_content_carry(content, &fact, 0);
}

static taint_content formatted(struct apply *a, const struct model_effect *effect,
                               struct carrier *carrier)
{
    const char *format;
    size_t length;
    csa_val value = csa_call_arg(a->call, taint_argument(a->model, effect->format));
    if (taint_content_text(taint_read(a->cx, a->before, value, 1), &format, &length))
        return print_content(a, effect, format, length, carrier);
    return print_unknown(a, effect, carrier);
}

taint_content taint_output_text(csa_context *cx, const csa_call *call,
                                const struct taint_model *model, const struct model_effect *effect)
{
    const csa_state *st = csa_current(cx);
    struct apply a = {.cx = cx, .before = st, .st = st, .call = call, .model = model};
    struct carrier carrier = {0};
    if (effect->format >= 0)
        return formatted(&a, effect, &carrier);
    taint_content content = read_limited(&a, effect, &carrier);
    struct taint_step_fact fact = step_here(&a, TAINT_STEP_CALL);
    carried_by(&fact, &carrier);
    return content ? taint_content_carry(content, &fact, 0) : 0;
}

static void apply_print(struct apply *a, const struct model_effect *effect)
{
    struct carrier carrier = {0};
    taint_content content = formatted(a, effect, &carrier);
    unsigned unit = effect->to.root == MODEL_ARGUMENT
                        ? taint_unit(a->call, taint_argument(a->model, effect->to.index))
                        : 1;
    uint32_t limit = content ? limit_of(a, effect, unit) : TAINT_ANY_LENGTH;
    if (limit == TAINT_SOME_LENGTH)
        content = taint_content_bound(content, limit);
    else if (limit >= unit)
        content = taint_content_prefix(content, limit - unit);
    add_write(a, &(struct write){.place = effect->to,
                                 .content = content,
                                 .append = effect->append,
                                 .effect = effect,
                                 .carrier = carrier});
}

/* The content of what a scan effect parses: data at a place, or a source. */
static taint_content scan_content(struct apply *a, const struct model_effect *effect,
                                  const char *into, struct carrier *carrier)
{
    if (effect->channel < 0 && effect->source == MODEL_SOURCE_NONE)
        return read_place(a, &effect->from, carrier);
    struct taint_step_fact fact = step_here(a, TAINT_STEP_SOURCE);
    fact.source = source_kind(a, effect);
    fact.into = into;
    taint_step step = taint_step_new(&fact);
    a->st = taint_lengths_forget(a->cx, a->st, step);
    return taint_content_hole(step, false);
}

/* `most` bytes at most. */
static void scan_into(struct apply *a, const struct model_effect *effect,
                      const struct format_piece *piece, uint32_t most)
{
    struct model_place to = effect->arguments;
    to.depth = 1 + piece->allocates;
    unsigned i = (unsigned)piece->argument;
    const char *into = destination(a, &to, i);
    struct carrier carrier = {0};
    taint_content content = scan_content(a, effect, into, &carrier);
    if (taint_content_has_hole(content) && (!piece->text || carrier.expr)) {
        struct taint_step_fact fact = step_here(a, TAINT_STEP_CALL);
        carried_by(&fact, &carrier);
        fact.number = !piece->text;
        fact.into = into;
        content = taint_content_carry(content, &fact, 0);
    }
    if (!taint_content_has_hole(content))
        content = 0;
    else if (most != TAINT_ANY_LENGTH)
        content = taint_content_bound(content, most);
    /* What is no string has no NUL that could stand behind the end. */
    bool is_string = piece->text && piece->conversion != 'c' && piece->conversion != 'C';
    add_write(a, &(struct write){.place = to,
                                 .i = i,
                                 .content = taint_content_clear(content, piece->clears),
                                 .effect = is_string ? effect : NULL,
                                 .carrier = carrier});
}

/* The most bytes that a directive of a scan format reads. */
static uint32_t scan_most(struct apply *a, const struct model_effect *effect,
                          const struct format_piece *piece)
{
    unsigned at = taint_argument(a->model, effect->arguments.index) + (unsigned)piece->argument;
    if (!piece->text || piece->width <= 0)
        return piece->conversion == 'c' ? 1 : TAINT_ANY_LENGTH;
    return (uint32_t)piece->width * taint_unit(a->call, at);
}

static void apply_scan(struct apply *a, const struct model_effect *effect)
{
    const char *format;
    size_t length;
    struct format_piece piece = {.text = true};
    csa_val value = csa_call_arg(a->call, taint_argument(a->model, effect->format));
    if (taint_content_text(taint_read(a->cx, a->before, value, 1), &format, &length)) {
        struct format_walk walk;
        format_begin(&walk, format, length, true, MODEL_DIALECT_C);
        while (format_next(&walk, &piece)) {
            if (piece.argument >= 0 && piece.conversion != 'n')
                scan_into(a, effect, &piece, scan_most(a, effect, &piece));
        }
        return;
    }
    csa_val into;
    const csa_expr *expr;
    unsigned argument;
    for (unsigned i = 0; place_value(a, &effect->arguments, i, &into, &expr, &argument); i++) {
        piece.argument = (int)i;
        scan_into(a, effect, &piece, TAINT_SOME_LENGTH);
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
            place_value(a, &effect->to, 0, &value, &expr, &argument))
            return taint_read(a->cx, a->before, value, 1);
    }
    return 0;
}

static void apply_handle(struct apply *a, const struct model_effect *effect)
{
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    if (place_value(a, &effect->to, 0, &value, &expr, &argument)) {
        if (effect->to.depth == 1)
            value = csa_load(a->st, csa_val_region(value), NULL);
        enum model_source kind = source_kind(a, effect);
        if (kind == MODEL_SOURCE_FILE && is_of_kernel(path_opened(a)))
            kind = TAINT_TRUSTED;
        a->st = taint_write_handle(a->cx, a->st, value, kind);
    }
}

/* ---- Writing ---------------------------------------------------------------------------------- */

/* Identify the symbols conjured here, apart from the analyzer's. */
static const char result_tag, pointee_tag;

/* Content that arrives in the result: on the value, or on what the pointer points to. */
static void write_result(struct apply *a, const struct write *write)
{
    csa_val result = csa_call_result(a->call);
    const csa_symbol *symbol = csa_val_symbol(result);
    const csa_region *region = csa_val_region(result);
    if (!symbol && !region && write->content && csa_val_is_unknown(result)) {
        const csa_expr *at = csa_call_expr(a->call);
        /* The analyzer has no symbols of floating type: one of an integer stands in. */
        bool is_floating = csa_type_kind_of(csa_expr_type(at)) == CSA_TYPE_FLOATING;
        const csa_type *type = is_floating ? csa_type_int(a->cx) : csa_expr_type(at);
        result = csa_conjure(a->cx, at, type, &result_tag);
        symbol = csa_val_symbol(result);
        a->st = csa_call_bind_result(a->cx, a->st, a->call, result);
    }
    bool is_fresh = symbol && (!region || csa_val_is_unknown(csa_load_default(a->st, region)));
    if (is_fresh || write->place.depth != 1)
        a->st = taint_write_symbol(a->cx, a->st, symbol, write->place.depth, write->content);
    else
        a->st =
            taint_write_region(a->cx, a->st, NULL, region, write->content, csa_call_expr(a->call));
}

/* Content that arrives in memory that the pointer at `region` points to: `asprintf(&p, ...)`. */
static void write_pointee(struct apply *a, const csa_region *region, const struct write *write)
{
    csa_val pointer = csa_load(a->st, region, NULL);
    const csa_symbol *symbol = csa_val_symbol(pointer);
    if (!symbol && write->content) {
        const csa_expr *at = csa_call_expr(a->call);
        const csa_type *type = csa_region_type(region);
        symbol = csa_val_symbol(csa_conjure(a->cx, at, type, &pointee_tag));
        if (symbol)
            a->st = csa_store(a->cx, a->st, region, csa_val_of_symbol(a->cx, symbol));
    }
    a->st = taint_write_symbol(a->cx, a->st, symbol, write->place.depth - 1, write->content);
}

static void write_content(struct apply *a, struct write *write)
{
    tell(a, write);
    if (write->place.root == MODEL_STATIC) {
        a->st = taint_write_static(a->cx, a->st, a->model->function->name, write->content);
        return;
    }
    if (write->place.root == MODEL_RETURN) {
        write_result(a, write);
        return;
    }
    csa_val value;
    const csa_expr *expr;
    unsigned argument;
    if (!place_value(a, &write->place, write->i, &value, &expr, &argument))
        return;
    const csa_region *region = csa_val_region(value);
    if (!region || write->place.depth == 0)
        return;
    if (write->place.depth == 1)
        a->st = taint_text_written(a->cx, a->st, region);
    if (write->place.depth >= 2) {
        write_pointee(a, region, write);
        return;
    }
    if (write->append) {
        region = taint_buffer(region); /* strcat(buf + 5, text) ends where strcat(buf, text) does */
        taint_content front = taint_read_text(a->cx, a->before, csa_val_of_region(a->cx, region),
                                              taint_unit(a->call, argument));
        if (front || write->content)
            write->content = taint_content_concat(front, write->content);
    }
    a->st =
        taint_write_region(a->cx, a->st, a->before, region, write->content, csa_call_expr(a->call));
}

static void collect(struct apply *a)
{
    const struct model_function *function = a->model->function;
    for (size_t i = 0; i < function->effect_count; i++) {
        const struct model_effect *effect = &function->effects[i];
        if (taint_excluded(a->call, a->model, &effect->when))
            continue;
        switch (effect->kind) {
        case MODEL_SOURCE_EFFECT:
            apply_source(a, effect);
            break;
        case MODEL_FLOW_EFFECT:
            apply_flow(a, effect);
            break;
        case MODEL_PRINT_EFFECT:
            apply_print(a, effect);
            break;
        case MODEL_SCAN_EFFECT:
            apply_scan(a, effect);
            break;
        case MODEL_HANDLE_EFFECT:
            apply_handle(a, effect);
            break;
        case MODEL_SINK_EFFECT:
        case MODEL_GUARD_EFFECT:
        case MODEL_OUTPUT_EFFECT:
            break;
        }
    }
}

const csa_state *taint_apply(csa_context *cx, const csa_state *before, const csa_state *st,
                             const csa_call *call, const struct taint_model *model)
{
    struct apply a = {.cx = cx, .before = before, .st = st, .call = call, .model = model};
    collect(&a);
    for (size_t i = 0; i < a.write_count; i++)
        write_content(&a, &a.writes[i]);
    return a.st;
}

static bool is_string(const struct model_effect *effect)
{
    return effect && (effect->kind == MODEL_PRINT_EFFECT || effect->kind == MODEL_SCAN_EFFECT ||
                      effect->string);
}

void taint_visit_strings(csa_context *cx, const csa_call *call, const struct taint_model *model,
                         taint_string_visit *visit, void *data)
{
    const csa_state *st = csa_current(cx);
    struct apply a = {.cx = cx, .before = st, .st = st, .call = call, .model = model};
    size_t i = 0;
    while (i < model->function->effect_count && !is_string(&model->function->effects[i]))
        i++;
    if (i == model->function->effect_count)
        return;
    collect(&a);
    for (i = 0; i < a.write_count; i++) {
        const struct write *write = &a.writes[i];
        struct taint_string string = {.effect = write->effect, .carrier = write->carrier.expr};
        if (!is_string(write->effect) || write->place.depth != 1 ||
            write->place.root == MODEL_RETURN ||
            !taint_place_value(call, model, &write->place, write->i, &string.to, &string.expr,
                               &string.argument))
            continue;
        string.unit = taint_unit(call, string.argument);
        string.content = write->content;
        string.from = write->carrier.value;
        if (write->append)
            string.content = taint_content_concat(taint_read_text(cx, st, string.to, string.unit),
                                                  write->content);
        visit(cx, &string, data);
    }
}

taint_content taint_arriving(csa_context *cx, const csa_call *call, const struct taint_model *model,
                             const struct model_place *place)
{
    const csa_state *st = csa_current(cx);
    struct apply a = {.cx = cx, .before = st, .st = st, .call = call, .model = model};
    collect(&a);
    for (size_t i = 0; i < a.write_count; i++) {
        if (memcmp(&a.writes[i].place, place, sizeof *place) == 0)
            return a.writes[i].content;
    }
    return 0;
}
