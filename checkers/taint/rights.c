#include "rights.h"

#include <string.h>

/* Whose ID a value is; what getuid() and geteuid() returned. */
enum identity { NOBODYS, USERS, PROGRAMS };
static struct csa_map identities = {CSA_KEY_SYMBOL, NULL};

/* What the path has done with the rights it started with. */
enum rights { AS_STARTED, RAISED, DROPPED };
static struct csa_map rights = {CSA_KEY_NUMBER, NULL};

static bool handles_identities;

enum { ASKS_USER = 1, ASKS_PROGRAM = 2, CHANGES = 3 };

/* Functions with the same bits all set together say that a program has two identities. */
static const struct identity_function {
    const char *name;
    unsigned says;
    int real; /* argument that becomes the real ID; -1: none */
} functions[] = {
    {"getuid", ASKS_USER, -1}, {"geteuid", ASKS_PROGRAM, -1}, {"setuid", CHANGES, 0},
    {"setreuid", CHANGES, 0},  {"setresuid", CHANGES, 0},     {"seteuid", CHANGES, -1},
    {"setfsuid", CHANGES, -1}, {"issetugid", CHANGES, -1},
};

static const struct identity_function *find(const char *name)
{
    for (size_t i = 0; name && i < sizeof functions / sizeof *functions; i++) {
        if (strcmp(functions[i].name, name) == 0)
            return &functions[i];
    }
    return NULL;
}

static bool add_mention(void *data, const csa_decl *function)
{
    unsigned *says = data;
    const struct identity_function *known = find(csa_decl_name(function));
    if (known && !csa_function_has_body(function))
        *says |= known->says;
    return *says != CHANGES;
}

static bool add_function(void *data, const csa_decl *function)
{
    csa_function_mentions(function, add_mention, data);
    return *(unsigned *)data != CHANGES;
}

void taint_rights_unit(csa_unit *unit)
{
    unsigned says = 0;
    csa_unit_functions(unit, add_function, &says);
    handles_identities = says == CHANGES;
}

bool taint_rights_matter(void)
{
    return handles_identities;
}

static bool changes_rights(void *data, const csa_decl *function)
{
    const struct identity_function *known = find(csa_decl_name(function));
    *(bool *)data = known && known->real >= 0 && !csa_function_has_body(function);
    return !*(bool *)data;
}

bool taint_rights_change_in(const csa_decl *function)
{
    bool found = false;
    if (handles_identities)
        csa_function_mentions(function, changes_rights, &found);
    return found;
}

static enum identity identity_of(const csa_state *st, csa_val val)
{
    uint64_t n;
    if (csa_is_zero(st, val) == CSA_YES)
        return PROGRAMS; /* root's */
    const csa_symbol *symbol = csa_val_symbol(val);
    return symbol && csa_get_symbol(st, &identities, symbol, &n) ? (enum identity)n : NOBODYS;
}

/* What a call makes of the rights: only who becomes the real user for good is past them. */
static enum rights rights_after(const csa_state *st, const csa_call *call,
                                const struct identity_function *function)
{
    bool sets_real = function->real >= 0;
    unsigned argument = sets_real ? (unsigned)function->real : 0;
    bool is_users = identity_of(st, csa_call_arg(call, argument)) != PROGRAMS;
    if (is_users)
        return DROPPED;
    return sets_real ? RAISED : AS_STARTED;
}

const csa_state *taint_rights_after(csa_context *cx, const csa_state *st, const csa_call *call)
{
    if (!handles_identities || csa_function_has_body(csa_call_function(call)))
        return st;
    const struct identity_function *function = find(csa_call_name(call));
    if (!function)
        return st;
    if (function->says != CHANGES)
        return csa_set_symbol(cx, st, &identities, csa_val_symbol(csa_call_result(call)),
                              function->says == ASKS_USER ? USERS : PROGRAMS);
    if (!csa_call_arg_count(call))
        return st;
    return csa_set_number(cx, st, &rights, 0, rights_after(st, call, function));
}

static enum rights rights_of(const csa_state *st)
{
    uint64_t n;
    return csa_get_number(st, &rights, 0, &n) ? (enum rights)n : AS_STARTED;
}

bool taint_is_users_own(taint_step step)
{
    const struct taint_step_fact *fact = taint_step_get(step);
    return fact && (fact->source == MODEL_SOURCE_ARGV || fact->source == MODEL_SOURCE_ENV);
}

csa_level taint_level_of(csa_context *cx, taint_step step)
{
    bool has_rights = handles_identities && rights_of(csa_current(cx)) != DROPPED;
    return taint_is_users_own(step) && !has_rights ? CSA_LEVEL_STRICT : CSA_LEVEL_DEFAULT;
}

bool taint_rights_are_raised(const csa_state *st)
{
    return rights_of(st) == RAISED;
}

static const uint64_t raised_mark = UINT64_C(1) << 62;

void taint_rights_mark(csa_report *report)
{
    csa_report_mark(report, raised_mark);
}

static bool write_raised(csa_report *report, uint64_t number, csa_text *out)
{
    (void)number;
    if (!csa_report_is_marked(report, raised_mark))
        return false;
    csa_text_add(out, "The rights that the program was given become those of its user here");
    return true;
}

const struct csa_note *taint_rights_note(const csa_state *before, const csa_state *st)
{
    static const struct csa_note note = {.text = write_raised};
    return rights_of(st) == RAISED && rights_of(before) != RAISED ? &note : NULL;
}
