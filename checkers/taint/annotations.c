#include "annotations.h"

#include <string.h>

/* What follows `key` in the annotation, or NULL. */
static const char *value_of(const char *annotation, const char *key)
{
    size_t length = strlen(key);
    return strncmp(annotation, key, length) == 0 ? annotation + length : NULL;
}

static enum model_source source_named(const char *name)
{
    for (int i = 1; name && i < MODEL_SOURCE_COUNT; i++) {
        if (strcmp(name, model_source_name((enum model_source)i)) == 0)
            return (enum model_source)i;
    }
    return MODEL_SOURCE_NONE;
}

static bool sink_named(const char *name, enum model_sink *kind)
{
    for (int i = 0; name && i < MODEL_SINK_COUNT; i++) {
        *kind = (enum model_sink)i;
        if (strcmp(name, model_sink_name(*kind)) == 0)
            return true;
    }
    return false;
}

enum model_source taint_annotated_source(const csa_decl *decl)
{
    const char *annotation;
    for (unsigned i = 0; (annotation = csa_decl_annotation(decl, i)) != NULL; i++) {
        enum model_source kind = source_named(value_of(annotation, "tinct.source="));
        if (kind != MODEL_SOURCE_NONE)
            return kind;
    }
    return MODEL_SOURCE_NONE;
}

static int depth_of(const csa_type *type)
{
    csa_type_kind kind = csa_type_kind_of(type);
    return kind == CSA_TYPE_POINTER || kind == CSA_TYPE_ARRAY;
}

static void add(struct model_function *model, struct model_effect *effects,
                struct model_effect effect)
{
    effect.channel = effect.limit = -1;
    if (model->effect_count < ANNOTATED_EFFECTS)
        effects[model->effect_count++] = effect;
}

/* The result is made of all arguments. */
static void add_flows(const csa_decl *function, struct model_function *model,
                      struct model_effect *effects, uint32_t clears)
{
    struct model_place to = {MODEL_RETURN, 0, depth_of(csa_function_result(function))};
    for (unsigned i = 0; i < csa_function_parameter_count(function); i++) {
        const csa_type *type = csa_decl_type(csa_function_parameter(function, i));
        struct model_place from = {MODEL_ARGUMENT, (int)i, depth_of(type)};
        add(model, effects,
            (struct model_effect){
                .kind = MODEL_FLOW_EFFECT, .from = from, .to = to, .clears = clears});
    }
}

static void read_function(const csa_decl *function, struct model_function *model,
                          struct model_effect *effects)
{
    const char *annotation;
    uint32_t clears = 0;
    bool flows = false;
    for (unsigned i = 0; (annotation = csa_decl_annotation(function, i)) != NULL; i++) {
        enum model_sink kind;
        bool sanitizes = sink_named(value_of(annotation, "tinct.sanitizer="), &kind);
        if (sanitizes)
            clears |= model_sink_cleared(kind);
        flows = flows || sanitizes || strcmp(annotation, "tinct.propagator") == 0;
    }
    if (flows)
        add_flows(function, model, effects, clears);
    enum model_source source = taint_annotated_source(function);
    struct model_place to = {MODEL_RETURN, 0, depth_of(csa_function_result(function))};
    if (source != MODEL_SOURCE_NONE)
        add(model, effects,
            (struct model_effect){.kind = MODEL_SOURCE_EFFECT, .to = to, .source = source});
}

static void read_parameter(const csa_decl *function, unsigned i, struct model_function *model,
                           struct model_effect *effects)
{
    const csa_decl *parameter = csa_function_parameter(function, i);
    struct model_place at = {MODEL_ARGUMENT, (int)i, depth_of(csa_decl_type(parameter))};
    enum model_source source = taint_annotated_source(parameter);
    if (source != MODEL_SOURCE_NONE && at.depth && !csa_function_has_body(function))
        add(model, effects,
            (struct model_effect){.kind = MODEL_SOURCE_EFFECT, .to = at, .source = source});
    const char *annotation;
    enum model_sink kind;
    for (unsigned n = 0; (annotation = csa_decl_annotation(parameter, n)) != NULL; n++) {
        if (sink_named(value_of(annotation, "tinct.sink="), &kind))
            add(model, effects,
                (struct model_effect){.kind = MODEL_SINK_EFFECT, .to = at, .sink = kind});
    }
}

bool taint_annotated(const csa_decl *function, struct model_function *model,
                     struct model_effect effects[ANNOTATED_EFFECTS])
{
    *model = (struct model_function){
        .name = csa_decl_name(function),
        .library = "annotations",
        .args = (int)csa_function_parameter_count(function),
        .variadic = csa_function_is_variadic(function),
        .returns = -1,
        .inside = -1,
        .effects = effects,
    };
    read_function(function, model, effects);
    for (unsigned i = 0; i < csa_function_parameter_count(function); i++)
        read_parameter(function, i, model, effects);
    return model->effect_count != 0;
}
