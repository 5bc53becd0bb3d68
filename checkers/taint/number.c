#include "number.h"

#include <string.h>

bool taint_number_of_sink(csa_context *cx, const struct taint_sink *sink,
                          struct taint_number_use *out)
{
    if (!taint_bounds(cx, csa_current(cx), sink->value, &out->bounds))
        return false;
    out->sink = *sink;
    out->sink.content = out->bounds.content;
    out->hole = taint_danger(cx, &out->sink);
    if (!out->hole)
        return false;
    const char *text = csa_expr_text(cx, sink->expr);
    out->name = text ? text : "it";
    return true;
}

bool taint_number_at(csa_context *cx, const csa_state *st, enum model_sink kind,
                     const csa_expr *expr, csa_val value, struct taint_number_use *out)
{
    if (!taint_bounds(cx, st, value, &out->bounds))
        return false;
    out->sink = (struct taint_sink){.kind = kind,
                                    .expr = expr,
                                    .value = value,
                                    .content = out->bounds.content};
    out->hole = taint_danger(cx, &out->sink);
    if (!out->hole)
        return false;
    const char *text = csa_expr_text(cx, expr);
    out->name = text ? text : "it";
    return true;
}
