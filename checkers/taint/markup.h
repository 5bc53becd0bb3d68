/* markup.h - where in a page untrusted text stands, by the literal text in front of it. Plain C. */
#ifndef TINCT_MARKUP_H
#define TINCT_MARKUP_H

#include "content.h"

/* What text of kind MODEL_SINK_HTML must be safe for as part `index` of a page: MODEL_SINK_HTML in
 * text, or where a value in quotes would end: MODEL_SINK_HTML_DOUBLE or MODEL_SINK_HTML_SINGLE. */
enum model_sink markup_place(taint_content page, size_t index);

#endif
