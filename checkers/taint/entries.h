/* entries.h - functions that somebody out of sight calls with untrusted data: entry points, callbacks
 * of libraries.
 */
#ifndef TINCT_ENTRIES_H
#define TINCT_ENTRIES_H

#include "content.h"
#include "csa.h"
#include "functions.h"

/* Finds the file's entry points; after taint_models_load(). */
void taint_entries_find(csa_unit *unit);

/* What the parameters of an entry point receive, or NULL: *count of them. */
const struct model_parameter *taint_entry_parameters(const csa_decl *function, size_t *count);

/* In eval_call: follows the callback that the call hands over, if untrusted data gets to it by the
 * call's other arguments. */
bool taint_callback_follow(csa_context *cx, const csa_call *call, const struct taint_model *model);

/* True and *model filled if a model or an annotation says that a field holds untrusted data. */
bool taint_field_source(const csa_decl *field, struct model_field *model);
/* What an array holds that is such a field; 0 for any other. */
taint_content taint_field_content(const csa_decl *field);

#endif
