/* functions.h - what is known of a function that is called: its model, its format parameter.
 *
 * A model applies to a function whose declaration fits it, and never to one that the program itself
 * defines: a project's own `system()` is not libc's. Functions that a system header defines (the
 * inline ones of _FORTIFY_SOURCE) are the library's.
 */
#ifndef TINCT_FUNCTIONS_H
#define TINCT_FUNCTIONS_H

#include "callee.h"
#include "csa.h"
#include "model.h"

struct taint_model {
    const struct model_function *function;
    bool is_annotation;   /* the program itself says so */
    struct callee callee; /* how the model's arguments are numbered in the call as written */
};

/* Reads the built-in models, the user's (option Models) and the nearest .tinct.yaml. What is wrong
 * with a file is said through csa_unit_error(); the other files count. */
void taint_models_load(csa_unit *unit);

/* False if the function has a body that shows what it does, beside a model that only adds sinks by
 * annotations. A library function that a system header defines, as _FORTIFY_SOURCE does, is not read:
 * its body would show the same effects under other names, and end in checks that say nothing of the
 * program. */
bool taint_replaces_body(const struct taint_model *model);

/* The model of a function, or NULL. It lives as long as the translation unit. */
const struct taint_model *taint_model_of(const csa_decl *function);
const struct model_global *taint_global_model(const csa_decl *variable);

/* The model of a field or an entry point by its name, or NULL. */
const struct model_field *taint_field_named(const char *name);
const struct model_entry_point *taint_entry_model(const char *name, bool is_field);

/* True if the function names a global variable that a model calls a source. */
bool taint_mentions_source_global(const csa_decl *function);

/* The parameter that a function takes as a format string, by its model, its `format` attribute, or
 * because a function with variable arguments hands it on to such a parameter; -1 if none. */
int taint_format_parameter(const csa_decl *function);

/* True for a function of the program's whose result can only be a verdict on the text it is handed:
 * it gets it by a pointer to const, returns a number, and calls nothing but tests. */
bool taint_is_predicate(const csa_decl *function);

/* The argument of the call as written that is `argument` of the model. */
unsigned taint_argument(const struct taint_model *model, int argument);

#endif
