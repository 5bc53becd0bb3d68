/* model_internal.h - what the model reader's files share; nobody else includes it.
 *
 * model.c        the set, its names and look-up
 * model_node.c   YAML text to a tree of nodes, with every limit against hostile text
 * model_value.c  nodes to texts, numbers, words and mappings
 * model_yaml.c   the keys of a file, of functions and globals
 * model_place.c  arguments and places
 * model_effect.c the keys of effects: source, flow, print, scan, sink, handle
 * model_entry.c  parameters: callbacks, fields, entry points
 * model_file.c   files, includes and error texts
 */
#ifndef TINCT_MODEL_INTERNAL_H
#define TINCT_MODEL_INTERNAL_H

#include "model.h"

/* ---- Memory: taken piece by piece, given back all at once ---- */

struct model_chunk;
struct model_arena {
    struct model_chunk *chunks;
};
/* Returns zeroed memory, or NULL when memory is out. */
void *model_take(struct model_arena *arena, size_t size);
/* A copy with a NUL behind it, or NULL. */
char *model_take_text(struct model_arena *arena, const char *text, size_t length);
void model_arena_join(struct model_arena *into, struct model_arena *from);
void model_arena_free(struct model_arena *arena);

/* ---- What a file and its includes add, collected before any of it counts ---- */

struct model_entry {
    const char *name;
    const void *what; /* struct model_function, model_global, model_field, model_entry_point */
    size_t order;     /* later entries of a name win */
    unsigned line, column;
};
struct model_list {
    struct model_entry *entries;
    size_t count, room;
};
struct model_batch {
    struct model_arena arena;
    struct model_list functions, globals, fields, entries;
};
/* Returns false when memory is out. */
bool model_list_add(struct model_list *list, struct model_entry entry);
void model_list_free(struct model_list *list);
/* Sorts by name; of equal names, in the order they were added. */
void model_list_sort(struct model_entry *entries, size_t count);
/* Moves the batch into the set, replacing equal names. Returns false when memory is out; the set is
 * unchanged then. The batch must be freed in any case. */
bool model_set_add(struct model_set *set, struct model_batch *batch);
void model_batch_free(struct model_batch *batch);

/* ---- Errors ---- */

#if defined(__GNUC__)
#define MODEL_PRINTF(at, first) __attribute__((__format__(__printf__, at, first)))
#else
#define MODEL_PRINTF(at, first)
#endif
/* Fills *error; returns false, so that a reader can return it. */
MODEL_PRINTF(5, 6)
bool model_fail(struct model_error *error, const char *file, unsigned line, unsigned column,
                const char *format, ...);
bool model_fail_memory(struct model_error *error, const char *file);
/* `text` in quotes, on one line, shortened, in `buffer`. */
enum { MODEL_QUOTED = 80 };
const char *model_quote(char buffer[MODEL_QUOTED], const char *text);

/* ---- The tree of a YAML text ---- */

enum model_node_kind { MODEL_SCALAR, MODEL_SEQUENCE, MODEL_MAPPING };
struct model_node {
    enum model_node_kind kind;
    unsigned line, column;
    bool quoted;              /* scalar: written in quotes or as a block */
    const char *text;         /* scalar: without NULs */
    struct model_node *child; /* sequence: its items; mapping: key, value, key, value... */
    struct model_node *next;
};
enum {
    MODEL_MAX_BYTES = 16 * 1024 * 1024, /* of a file and what it includes */
    MODEL_MAX_NODES = 1000 * 1000,      /* values in a file */
    MODEL_MAX_NESTING = 8,              /* the language needs 6 */
    MODEL_MAX_INCLUDES = 16,            /* how deep files include files */
    MODEL_MAX_ARGUMENTS = 127,          /* what a C compiler must bear */
    MODEL_MAX_DEPTH = 3
};
/* Returns the tree, in `arena`, or NULL with *error filled. */
const struct model_node *model_node_read(struct model_arena *arena, const char *file,
                                         const char *text, size_t length,
                                         struct model_error *error);

/* ---- Reading the language ---- */

/* One file that is being read. */
struct model_reader {
    const char *file;
    const char *library;
    bool keeps; /* what functions are that do not say */
    struct model_batch *batch;
    struct model_error *error;
    /* Reads the file `name` that `node` asks for; NULL where `include` is not allowed. */
    bool (*include)(struct model_reader *reader, const struct model_node *node, const char *name);
    void *includer; /* of `include` */
};
bool model_read_tree(struct model_reader *reader, const struct model_node *root);

/* A key of a mapping. `read` gets the value and what the mapping describes. */
struct model_key {
    const char *name;
    bool (*read)(struct model_reader *reader, const struct model_node *value, void *into);
    enum { MODEL_OPTIONAL, MODEL_REQUIRED, MODEL_FIRST, MODEL_REQUIRED_FIRST } need;
};
/* Reads a mapping: keys that come FIRST, then the others in the order they are written. `what` names
 * it in messages ("function"). `keys` ends with a NULL name and holds fewer than 24. */
bool model_read_mapping(struct model_reader *reader, const struct model_node *node,
                        const char *what, const struct model_key *keys, void *into);
/* A mapping, or a sequence of them: `one` is called for each. */
bool model_read_each(struct model_reader *reader, const struct model_node *node, const char *what,
                     bool (*one)(struct model_reader *, const struct model_node *, void *),
                     void *into);
/* A text, or a sequence of them. */
bool model_read_list(struct model_reader *reader, const struct model_node *node, const char *what,
                     bool (*one)(struct model_reader *, const struct model_node *, void *),
                     void *into);
bool model_read_text(struct model_reader *reader, const struct model_node *node, const char *what,
                     const char **text);
bool model_read_flag(struct model_reader *reader, const struct model_node *node, const char *what,
                     bool *flag);
/* A decimal or 0x number between `lowest` and `highest`. */
bool model_read_number(struct model_reader *reader, const struct model_node *node, const char *what,
                       int64_t lowest, int64_t highest, int64_t *number);
/* One of `count` words; *index is which. */
bool model_read_word(struct model_reader *reader, const struct model_node *node, const char *what,
                     const char *const *words, size_t count, size_t *index);
/* The number of an argument that the function has. */
bool model_read_argument(struct model_reader *reader, const struct model_node *node,
                         const char *what, const struct model_function *function, int *argument);
/* A place that the function has. */
bool model_read_place(struct model_reader *reader, const struct model_node *node, const char *what,
                      const struct model_function *function, struct model_place *place);
MODEL_PRINTF(3, 4)
bool model_complain(struct model_reader *reader, const struct model_node *node, const char *format,
                    ...);

/* A function while it is read: its effects grow. */
struct model_draft {
    struct model_function function;
    struct model_effect *effects;
    size_t room;
};
bool model_add_effect(struct model_reader *reader, struct model_draft *draft,
                      const struct model_effect *effect);
/* The keys source, flow, print, scan, sink, guard, handle and output of a function. `into`
 * is a model_draft. */
bool model_read_guard(struct model_reader *reader, const struct model_node *value, void *into);
bool model_read_source(struct model_reader *reader, const struct model_node *value, void *into);
bool model_read_flow(struct model_reader *reader, const struct model_node *value, void *into);
bool model_read_print(struct model_reader *reader, const struct model_node *value, void *into);
bool model_read_scan(struct model_reader *reader, const struct model_node *value, void *into);
bool model_read_sink(struct model_reader *reader, const struct model_node *value, void *into);
bool model_read_handle(struct model_reader *reader, const struct model_node *value, void *into);
bool model_read_output(struct model_reader *reader, const struct model_node *value, void *into);
/* The key callback of a function, and the items of the keys fields and entries of a file. */
bool model_read_callback(struct model_reader *reader, const struct model_node *value, void *into);
bool model_read_field(struct model_reader *reader, const struct model_node *node, void *into);
bool model_read_entry_point(struct model_reader *reader, const struct model_node *node, void *into);
/* A name that C code can use. */
bool model_read_identifier(struct model_reader *reader, const struct model_node *node,
                           const char **name);
bool model_add_entry(struct model_reader *reader, struct model_list *list, const char *name,
                     const void *what, const struct model_node *node);
bool model_read_source_kind(struct model_reader *reader, const struct model_node *node,
                            enum model_source *kind);
bool model_read_sink_kind(struct model_reader *reader, const struct model_node *node,
                          enum model_sink *kind);

#endif
