/* annotations.h - what the program says of its own functions by checkers/tinct.h. */
#ifndef TINCT_ANNOTATIONS_H
#define TINCT_ANNOTATIONS_H

#include "csa.h"
#include "model.h"

enum { ANNOTATED_EFFECTS = 12 };

/* The model that the annotations of `function` amount to; false if it has none. */
bool taint_annotated(const csa_decl *function, struct model_function *model,
                     struct model_effect effects[ANNOTATED_EFFECTS]);
/* The kind of source that a field or a parameter is annotated with, or MODEL_SOURCE_NONE. */
enum model_source taint_annotated_source(const csa_decl *decl);

#endif
