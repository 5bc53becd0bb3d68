#include "variadic.h"

#include "functions.h"
#include "scout.h"
#include "state.h"

#include <stdlib.h>
#include <string.h>

/* The variable arguments of one call. Interned: equal ones have equal numbers. */
enum { ARGUMENTS = 24 };
struct pack {
    unsigned count;
    csa_val values[ARGUMENTS];
    const csa_expr *exprs[ARGUMENTS];
};

static struct pack *packs; /* from 1 */
static uint64_t pack_count, pack_room;

/* By the memory of a va_list: the number of a pack, and how many of it were taken. */
static struct csa_map lists = {.key = CSA_KEY_REGION};
enum { TAKEN_BITS = 8 };

void taint_variadic_reset(void)
{
    pack_count = 0;
}

static uint64_t pack_number(const struct pack *pack)
{
    for (uint64_t n = 1; n <= pack_count; n++) {
        if (memcmp(&packs[n], pack, sizeof *pack) == 0)
            return n;
    }
    if (pack_count + 2 > pack_room) {
        pack_room = pack_room ? pack_room * 2 : 16;
        packs = realloc(packs, pack_room * sizeof *packs);
        if (!packs)
            abort(); /* the analysis ends, the compile goes on */
    }
    packs[++pack_count] = *pack;
    return pack_count;
}

/* ---- Following -------------------------------------------------------------------------------- */

static bool is_untrusted(csa_context *cx, csa_val value)
{
    for (int depth = 0; depth <= 2; depth++) {
        if (taint_content_has_hole(taint_read(cx, csa_current(cx), value, depth)))
            return true;
    }
    return false;
}

/* A logger that only reads what it is handed would be followed for nothing. */
static bool may_matter(const csa_decl *function)
{
    if (taint_scout_reaches_sink(function) ||
        csa_type_kind_of(csa_function_result(function)) == CSA_TYPE_POINTER)
        return true;
    for (unsigned i = 0; i < csa_function_parameter_count(function); i++) {
        const csa_type *type = csa_decl_type(csa_function_parameter(function, i));
        if (csa_type_kind_of(type) == CSA_TYPE_POINTER &&
            !csa_type_is_const(csa_type_pointee(type)))
            return true;
    }
    return false;
}

bool taint_variadic_follow(csa_context *cx, const csa_call *call)
{
    const csa_decl *function = csa_call_function(call);
    if (!csa_function_is_variadic(function) || !csa_function_has_body(function) ||
        csa_decl_in_system_header(function) || !may_matter(function))
        return false;
    csa_val values[ARGUMENTS];
    unsigned count = csa_function_parameter_count(function);
    bool untrusted = false;
    for (unsigned i = 0; i < csa_call_arg_count(call) && !untrusted; i++)
        untrusted = is_untrusted(cx, csa_call_arg(call, i));
    if (!untrusted || count > ARGUMENTS)
        return false;
    for (unsigned i = 0; i < count; i++)
        values[i] = csa_call_arg(call, i);
    return csa_call_follow(cx, csa_current(cx), call, function, values, count);
}

/* ---- Lists ------------------------------------------------------------------------------------ */

static const csa_region *memory_of(csa_val list)
{
    return csa_region_base(csa_val_region(list));
}

static const csa_state *start(csa_context *cx, const csa_state *st, const csa_region *list)
{
    unsigned first = csa_function_parameter_count(csa_current_function(cx));
    unsigned end = csa_caller_arg_count(cx);
    if (!list || end < first || end - first > ARGUMENTS || csa_in_top_function(cx))
        return st;
    struct pack pack;
    memset(&pack, 0, sizeof pack); /* compared with its padding */
    for (unsigned i = first; i < end; i++) {
        pack.values[pack.count] = csa_caller_arg_value(cx, st, i);
        pack.exprs[pack.count++] = csa_caller_arg(cx, i);
    }
    return csa_set_region(cx, st, &lists, list, pack_number(&pack) << TAKEN_BITS);
}

enum list_call { NO_LIST, LIST_START, LIST_COPY, LIST_END };

static enum list_call list_call_of(const csa_call *call)
{
    static const struct {
        const char *name;
        enum list_call kind;
    } calls[] = {{"__builtin_va_start", LIST_START},
                 {"__builtin_c23_va_start", LIST_START},
                 {"__builtin_va_copy", LIST_COPY},
                 {"__builtin_va_end", LIST_END}};
    const char *name = csa_call_name(call);
    for (size_t i = 0; name && i < sizeof calls / sizeof *calls; i++) {
        if (strcmp(name, calls[i].name) == 0)
            return calls[i].kind;
    }
    return NO_LIST;
}

bool taint_variadic_eval(csa_context *cx, const csa_call *call)
{
    static const char tag;
    const csa_symbol *content;
    enum list_call kind = list_call_of(call);
    const csa_region *list = memory_of(csa_call_arg(call, 0));
    if (kind == NO_LIST)
        return false;
    const csa_state *st = csa_current(cx);
    if (list && kind != LIST_END)
        st = csa_havoc(cx, st, list, csa_call_expr(call), &tag, &content);
    csa_transition(cx, st, NULL);
    return true;
}

const csa_state *taint_variadic_begin(csa_context *cx, const csa_state *st, const csa_call *call)
{
    enum list_call kind = list_call_of(call);
    if (kind == NO_LIST)
        return st;
    const csa_region *list = memory_of(csa_call_arg(call, 0));
    if (kind == LIST_START)
        return start(cx, st, list);
    uint64_t number;
    if (kind == LIST_COPY && list &&
        csa_get_region(st, &lists, memory_of(csa_call_arg(call, 1)), &number))
        return csa_set_region(cx, st, &lists, list, number);
    return st;
}

bool taint_variadic_get(const csa_state *st, csa_val list, unsigned i, csa_val *value,
                        const csa_expr **expr)
{
    uint64_t number;
    const csa_region *memory = memory_of(list);
    if (!memory || !csa_get_region(st, &lists, memory, &number))
        return false;
    const struct pack *pack = &packs[number >> TAKEN_BITS];
    uint64_t at = (number & ((1u << TAKEN_BITS) - 1)) + i;
    if (at >= pack->count)
        return false;
    *value = pack->values[at];
    *expr = pack->exprs[at];
    return true;
}

const csa_state *taint_variadic_advance(csa_context *cx, const csa_state *st, csa_val list)
{
    uint64_t number;
    const csa_region *memory = memory_of(list);
    if (!memory || !csa_get_region(st, &lists, memory, &number))
        return st;
    return csa_set_region(cx, st, &lists, memory, number + 1);
}
