/* state.h - where contents sit in the program state.
 *
 * A label says: what is reached from this symbol by following `depth` pointers has this content.
 * Depth 0 is the value itself; `argv` has depth 2. A label may be bound to a region: then it speaks
 * only of the part of the symbol that lies there, because one symbol can stand for the unknown
 * content of a whole struct of which one field is untrusted.
 *
 * Buffers carry their content on the symbol that fills them, so that copies of structs, and
 * pointers into the middle, share it without anybody enumerating them. Arrays that the program
 * fills element by element have no such symbol: they stand in a map of their own, which wins.
 *
 * A place is read and written by value and depth: (pointer, 1) is the memory it points to.
 */
#ifndef TINCT_STATE_H
#define TINCT_STATE_H

#include "content.h"

/* Forgets what was interned: for begin_analysis, after taint_facts_reset(). */
void taint_state_reset(void);

/* True if the state knows of no content at all: the quick way out of every event. */
bool taint_state_is_clean(const csa_state *st);

/* The symbol below conversions. */
const csa_symbol *taint_bare(const csa_symbol *symbol);
/* True if the symbol is what an operator of that name gives: "+", "<<", ... */
bool taint_is_operation(const csa_symbol *symbol, const char *op);
/* What the symbol is more or less than by constants, `*more` together; itself if by none. */
const csa_symbol *taint_beside(const csa_symbol *symbol, int64_t *more);

/* The content of what is reached from `val` through `depth` pointers; 0 if nothing is known. */
taint_content taint_read(csa_context *cx, const csa_state *st, csa_val val, int depth);
/* The same for a symbol, and for the memory at `region`. */
taint_content taint_read_symbol(const csa_state *st, const csa_symbol *symbol, int depth);
taint_content taint_read_region(csa_context *cx, const csa_state *st, const csa_region *region);

/* The region whose bytes a pointer to `region` is about: the whole array for a pointer to an
 * element of numbers or characters. NULL for NULL. */
const csa_region *taint_buffer(const csa_region *region);

/* True for an element of an array; what a pointer to characters points to is the first of them. */
bool taint_is_element(const csa_region *region);

/* What stands for the text that `pointer` points to: the number of its buffer; 0 if it is none. */
uint64_t taint_text(csa_context *cx, csa_val pointer);

/* The state in which the memory at `region` holds exactly `content` (0: nothing untrusted). `fresh`
 * is a state before the write, or NULL: if the write has left a new symbol there, that one takes
 * the label, else the memory gets one. `at` is the expression that writes. */
const csa_state *taint_write_region(csa_context *cx, const csa_state *st, const csa_state *before,
                                    const csa_region *region, taint_content content,
                                    const csa_expr *at);
/* Labels `symbol` at `depth`; content 0 takes the label away. */
const csa_state *taint_write_symbol(csa_context *cx, const csa_state *st, const csa_symbol *symbol,
                                    int depth, taint_content content);
/* The place of a byte in the buffer that it belongs to; CSA_MAYBE if it is not known, CSA_NO if it lies
 * in front of it. */
csa_answer taint_index_in(const csa_region *region, const csa_region *buffer, int64_t *index);

/* One element of an array was assigned untrusted data: the array holds it as well from now on. */
const csa_state *taint_add_element(csa_context *cx, const csa_state *st, const csa_region *array,
                                   taint_content content);
/* The array holds `content` now, element by element; for assignments that end or empty a string. */
const csa_state *taint_write_elements(csa_context *cx, const csa_state *st, const csa_region *array,
                                      taint_content content);

/* What an array holds that was filled element by element; 0 for other memory. */
taint_content taint_read_elements(const csa_state *st, const csa_region *array);

/* Gives a symbol that was just read its own label, since the one that it derives from may die
 * first. The same state if there is nothing to do. */
const csa_state *taint_settle(csa_context *cx, const csa_state *st, const csa_symbol *symbol);

/* Content survives a call that was evaluated without its body: what the analyzer replaced by new
 * symbols between `before` and `st` keeps the content that it had. Unless the function `keeps` what
 * it is handed, only untrusted content does: literals may have been written over. */
const csa_state *taint_survive(csa_context *cx, const csa_state *before, const csa_state *st,
                               bool keeps);

/* A handle whose data nobody outside of the system writes. */
#define TAINT_TRUSTED MODEL_SOURCE_COUNT

/* Channels: the kind of source that a handle (stream, descriptor) reads from. */
const csa_state *taint_write_handle(csa_context *cx, const csa_state *st, csa_val handle,
                                    enum model_source kind);
/* MODEL_SOURCE_NONE if nothing is known. Knows `stdin` and descriptor 0. */
enum model_source taint_read_handle(const csa_state *st, csa_val handle);

/* What a modelled function keeps in memory of its own, by the function's name in the model. */
const csa_state *taint_write_static(csa_context *cx, const csa_state *st, const char *function,
                                    taint_content content);
taint_content taint_read_static(const csa_state *st, const char *function);

/* A flow from this step to this kind of sink was reported on the path already. */
const csa_state *taint_set_reported(csa_context *cx, const csa_state *st, taint_step step,
                                    enum model_sink sink);
bool taint_is_reported(const csa_state *st, taint_step step, enum model_sink sink);

#endif
