/* csa.h - the Clang Static Analyzer for checkers written in C.
 *
 * A checker is one `struct csa_checker`: its name, its documentation and the events it wants. The
 * header reads from first need to last: the descriptor, the context and its state, values, calls,
 * state maps, notes and reports; then regions, constraints, expressions, declarations; last what is
 * still experimental.
 *
 * Rules that hold everywhere:
 *  - Lifetime: every handle is borrowed until the callback that received it returns. What must last
 *    along a path is stored as a number in a state map; bigger facts are kept by the checker and
 *    their number is stored. Symbols and regions alone may be kept longer: they live until the next
 *    `begin_analysis`, so that a note can still be written from them.
 *  - Absence is an answer: any handle may be NULL; every function takes NULL and then answers
 *    "nothing known" (NULL, false, 0 or an unknown value, as its return type has it).
 *  - Strings are UTF-8, end with NUL, and follow the lifetime rule unless said otherwise. What a
 *    checker hands in is copied.
 *  - Arguments count from 0, lines and columns from 1, sizes and offsets are bytes.
 *  - A checker runs in one thread. It must not call exit, fork, or write to standard streams.
 *  - Where two functions differ only in the object asked, the name says the object first:
 *    `csa_region_type`, `csa_symbol_type`.
 *
 * The same compiled checker serves every Clang from 14 to 22: nothing here depends on the version.
 * This header compiles alone as C11 and as C++17.
 */
#ifndef CSA_H
#define CSA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CSA_PRINTF(at, first) __attribute__((__format__(__printf__, at, first)))
#define CSA_EXPORT __attribute__((__visibility__("default")))
#else
#define CSA_PRINTF(at, first)
#define CSA_EXPORT
#endif

/* The newest API this header describes, and the oldest a plugin built with it still accepts. The
 * number grows when something is added; what exists keeps its meaning and layout. */
#define CSA_API 1
#define CSA_API_OLDEST 1

/* ---- Handles ---------------------------------------------------------------------------------- */

typedef struct csa_context csa_context; /* one event at one point of one path */
typedef struct csa_state csa_state;     /* program state: what is known at a point of a path */
typedef struct csa_symbol csa_symbol;   /* a value that is not known, only named */
typedef struct csa_region csa_region;   /* a piece of memory */
typedef struct csa_call csa_call;       /* a call that is being evaluated */
typedef struct csa_expr csa_expr;       /* an expression or statement of the program */
typedef struct csa_decl csa_decl;       /* a declaration: function, variable, field, parameter */
typedef struct csa_type csa_type;       /* a type with its qualifiers */
typedef struct csa_report csa_report;   /* a finding while it is made and while notes are written */
typedef struct csa_unit csa_unit;       /* the translation unit */
typedef struct csa_text csa_text;       /* text that a checker writes into */

/* A value: a number, an address, a symbol, an aggregate, or unknown. Opaque; compare with
 * csa_val_same. All bits zero is the undefined value (of an uninitialised variable). */
typedef struct csa_val {
    const void *data;
    uintptr_t kind;
} csa_val;

/* An answer that may be unknown. */
typedef enum csa_answer { CSA_NO, CSA_YES, CSA_MAYBE } csa_answer;

/* ---- The checker ------------------------------------------------------------------------------ */

typedef enum csa_option_kind { CSA_OPTION_STRING, CSA_OPTION_NUMBER, CSA_OPTION_FLAG } csa_option_kind;

/* An option of a checker: `-analyzer-config tinct.Name:Key=value` under the analyzer. An array of
 * them ends with a NULL key. `fallback` is its text when it is not given ("", "20", "false"). */
struct csa_option {
    const char *key;
    csa_option_kind kind;
    const char *fallback;
    const char *help; /* one sentence */
};

/* From which profile on a finding is shown. The user chooses the profile (`tinct:Profile`):
 * quiet < default < strict < audit. */
typedef enum csa_level {
    CSA_LEVEL_QUIET = -1, /* hardly ever wrong: shown always */
    CSA_LEVEL_DEFAULT = 0,
    CSA_LEVEL_STRICT = 1, /* worth a look where correctness matters much */
    CSA_LEVEL_AUDIT = 2   /* places to review, not flaws */
} csa_level;

/* What a checker is. NULL callbacks are never subscribed and cost nothing. */
struct csa_checker {
    size_t size; /* sizeof(struct csa_checker); CSA_CHECKER sets it */
    unsigned api; /* CSA_API; CSA_CHECKER sets it */

    const char *name;    /* "tinct.CommandInjection": package, dot, CamelCase name */
    const char *summary; /* one sentence, for lists of checkers */
    const char *help;    /* Markdown: what it finds, why it matters, how to mend it */
    const int *cwe;      /* CWE numbers it may report, most usual first, ends with 0; or NULL */
    const char *const *needs; /* names of checkers that must be on too, ends with NULL; or NULL */
    const struct csa_option *options; /* or NULL */
    bool hidden; /* only models, or answers questions; is not listed, and off unless it is named */
    csa_level level; /* of its findings, unless they say more */

    /* A function is about to be analysed from its start, called by nobody. Everything a checker
     * remembered about symbols and regions of the function before is void now. */
    void (*begin_analysis)(csa_context *cx);
    /* A function's body is entered, at the start or by a call that is inlined. */
    void (*begin_function)(csa_context *cx);
    /* A function's body is left; `value` is what it returns (unknown for void). */
    void (*end_function)(csa_context *cx, csa_val value);
    /* A call is about to happen; its arguments are evaluated. */
    void (*pre_call)(csa_context *cx, const csa_call *call);
    /* A call has happened; csa_call_result() is known. */
    void (*post_call)(csa_context *cx, const csa_call *call);
    /* Evaluate the call instead of the analyzer. Return false to leave it alone. After true, each
     * csa_transition is one outcome; states that are NULL (infeasible) are dropped; with no
     * transition the path ends. Among checkers that evaluate the same call, the first by name wins
     * silently. Leave calls alone whose function is not surely the one meant. */
    bool (*eval_call)(csa_context *cx, const csa_call *call);
    /* `value` is about to be stored at `location`. */
    void (*bind)(csa_context *cx, csa_val location, csa_val value);
    /* `value` was read from `location` by `expr`, or `expr` is a va_arg that takes the next argument
     * from the list at `location`. csa_bind_expr may replace it. */
    void (*load)(csa_context *cx, const csa_expr *expr, csa_val location, csa_val value);
    /* `expr` converts the pointer `from` to another type, and the analyzer does not know the result:
     * so it is with places in a buffer that it cannot tell and that programs read as structs.
     * csa_bind_expr may give it a value. */
    void (*cast)(csa_context *cx, const csa_expr *expr, csa_val from);
    /* `expr` subscripts an array, or follows a pointer: memory at `location` is about to be used. */
    void (*access)(csa_context *cx, csa_val location, bool is_load);
    /* `expr` was evaluated to `value`: an operator on numbers or pointers, a comparison of them, or
     * a conversion between types of numbers or from a number to a pointer. `before` is the state in
     * which its operands have their values and nothing is concluded from the operation yet.
     * csa_bind_expr may replace the value, but not what an assignment has stored. */
    void (*operation)(csa_context *cx, const csa_expr *expr, const csa_state *before, csa_val value);
    /* `variable` is about to be declared, an array of `length` elements that the program computes;
     * once a dimension. */
    void (*array)(csa_context *cx, const csa_decl *variable, const csa_expr *length, csa_val value);
    /* The path is about to split on `condition`. */
    void (*branch)(csa_context *cx, const csa_expr *condition);
    /* The path goes on assuming that `condition`, a symbol most often, is not zero (`truth`) or is
     * zero; `state` knows it already. Returns the new state; NULL says that it cannot be. Assuming
     * something in this callback makes no event of its own. */
    const csa_state *(*assume)(csa_context *cx, const csa_state *state, csa_val condition,
                               bool truth);
    /* `symbol` can no longer be reached; state maps have already dropped it. */
    void (*dead_symbol)(csa_context *cx, const csa_symbol *symbol);
    /* `pointer` becomes known to code that is not analysed. Returns the new state. */
    const csa_state *(*escape)(csa_context *cx, const csa_state *state, const csa_symbol *pointer,
                               const csa_call *call);
    /* All paths of the function are done. No transitions any more. */
    void (*end_analysis)(csa_context *cx);
    /* The file is parsed; nothing has been analysed yet. */
    void (*unit)(csa_unit *unit);
    /* True if a path in this state is on to something: where the function's budget is used up, it goes
     * on while the others end. */
    bool (*worth)(const csa_state *state);
    /* The file is analysed. */
    void (*unit_end)(csa_unit *unit);
    /* While the notes of a report are written, from its end backwards: a step of its path led from
     * `before` to `after`. Writes one sentence and returns true, or returns false for none. For what
     * is learnt in `assume`, which makes no transition that could carry a note. */
    bool (*learnt)(csa_report *report, const csa_state *before, const csa_state *after,
                   csa_text *out);
};

/* Starts a descriptor: `const struct csa_checker csa_checker_foo = {CSA_CHECKER, .name = ...};` */
#define CSA_CHECKER .size = sizeof(struct csa_checker), .api = CSA_API

/* What a shared object of third-party checkers exports, as `csa_module csa_module_info(void)`. A
 * plugin opens the objects that `-fplugin-arg-tinct-load=` or TINCT_LOAD name, separated by colons.
 * A module whose `api` lies outside CSA_API_OLDEST..CSA_API of the plugin is refused with both
 * numbers. */
struct csa_module {
    size_t size; /* sizeof(struct csa_module) */
    unsigned api;
    const struct csa_checker *const *checkers; /* ends with NULL */
};
CSA_EXPORT const struct csa_module *csa_module_info(void);

/* ---- Context and transitions ------------------------------------------------------------------ */

/* The state at this point. Never NULL inside a path-sensitive callback. */
CSA_EXPORT const csa_state *csa_current(csa_context *cx);

/* The name of the checker whose callback runs. */
CSA_EXPORT const char *csa_self(const csa_context *cx);

/* A note that is written when a report whose path holds the transition is built. `text` writes one
 * sentence without full stop and returns true, or returns false for none. `number` is given back
 * as it was. Called after the analysis of the function, possibly never or more than once; symbols
 * and regions it finds through `number` are still valid. */
typedef bool csa_note_text(csa_report *report, uint64_t number, csa_text *out);
struct csa_note {
    csa_note_text *text;
    uint64_t number;
    bool prunable; /* may be left out when the function it stands in is uninteresting otherwise */
};

/* The path goes on with `state`; `note` may be NULL. Several calls split the path: each continues
 * from where the callback began. NULL states (infeasible) are dropped. */
CSA_EXPORT void csa_transition(csa_context *cx, const csa_state *state, const struct csa_note *note);
/* The path ends here, silently. */
CSA_EXPORT void csa_end_path(csa_context *cx);

/* The statement or expression at this point; NULL at the start of a function. */
CSA_EXPORT const csa_expr *csa_current_expr(csa_context *cx);
/* The function whose body this point lies in. */
CSA_EXPORT const csa_decl *csa_current_function(csa_context *cx);
/* True if nobody called that function: it is where the analysis started. */
CSA_EXPORT bool csa_in_top_function(csa_context *cx);
/* In `branch`: the branch decides whether a loop goes on. */
CSA_EXPORT bool csa_branch_is_loop(csa_context *cx);
/* How often this point's block was entered on this path, from 1. */
CSA_EXPORT unsigned csa_block_count(csa_context *cx);

/* Options of the running checker (`checker` NULL) or of the package ("tinct"). The string lives as
 * long as the program. Undeclared options answer "", 0, false. */
CSA_EXPORT const char *csa_option_string(csa_context *cx, const char *checker, const char *key);
CSA_EXPORT long csa_option_number(csa_context *cx, const char *checker, const char *key);
CSA_EXPORT bool csa_option_flag(csa_context *cx, const char *checker, const char *key);

/* ---- Values ----------------------------------------------------------------------------------- */

CSA_EXPORT csa_val csa_val_unknown(void);
CSA_EXPORT csa_val csa_val_undefined(void);
/* The null pointer of the current target. */
CSA_EXPORT csa_val csa_val_null(csa_context *cx);
/* `n` as an `int` or, wider, as `type` (NULL: int). */
CSA_EXPORT csa_val csa_val_integer(csa_context *cx, int64_t n, const csa_type *type);
CSA_EXPORT csa_val csa_val_of_symbol(csa_context *cx, const csa_symbol *symbol);
CSA_EXPORT csa_val csa_val_of_region(csa_context *cx, const csa_region *region);

CSA_EXPORT bool csa_val_is_unknown(csa_val val);
CSA_EXPORT bool csa_val_is_undefined(csa_val val);
CSA_EXPORT bool csa_val_same(csa_val a, csa_val b);
/* True and *n set if the value is this one number; pointers that are constants included. */
CSA_EXPORT bool csa_val_number(csa_val val, int64_t *n);
/* The symbol that the value is, a pointer to symbolic memory included; else NULL. */
CSA_EXPORT const csa_symbol *csa_val_symbol(csa_val val);
/* The memory that the value points to; NULL if it is not an address. */
CSA_EXPORT const csa_region *csa_val_region(csa_val val);
/* For an aggregate that was copied as a whole (a struct or an array): the memory it was copied
 * from, and the state of that memory then; else NULL. Loads from *then read the old content. */
CSA_EXPORT const csa_region *csa_val_copied_from(csa_context *cx, csa_val val,
                                                 const csa_state **then);

/* The value converted to another type of numbers, as C has it. The analyzer takes most conversions
 * for none: this one makes a CSA_SYMBOL_CAST, whose type bounds it. Unknown if it cannot be told. */
CSA_EXPORT csa_val csa_val_convert(csa_context *cx, csa_val val, const csa_type *type);

/* A fresh symbol of `type` for what `expr` computes at this point. `tag` tells several symbols of
 * one expression and type apart: any address of the checker. */
CSA_EXPORT csa_val csa_conjure(csa_context *cx, const csa_expr *expr, const csa_type *type,
                               const void *tag);

/* ---- Calls ------------------------------------------------------------------------------------ */

/* Name of the function called, as declared; NULL if it is not known. */
CSA_EXPORT const char *csa_call_name(const csa_call *call);
/* Its declaration (the definition if the file has one), or NULL. */
CSA_EXPORT const csa_decl *csa_call_function(const csa_call *call);
/* The call expression. */
CSA_EXPORT const csa_expr *csa_call_expr(const csa_call *call);
CSA_EXPORT unsigned csa_call_arg_count(const csa_call *call);
/* The i-th argument's value and expression; unknown and NULL past the end. */
CSA_EXPORT csa_val csa_call_arg(const csa_call *call, unsigned i);
CSA_EXPORT const csa_expr *csa_call_arg_expr(const csa_call *call, unsigned i);
/* The result, in post_call. */
CSA_EXPORT csa_val csa_call_result(const csa_call *call);
/* In post_call: the body was followed, so its effects are known. False if the call was evaluated
 * without its body: what it was handed may have changed. */
CSA_EXPORT bool csa_call_was_followed(csa_context *cx, const csa_call *call);
/* In pre_call: the analyzer could follow a body of this function. */
CSA_EXPORT bool csa_call_has_body(const csa_call *call);
/* In post_call: the state before the call was evaluated. */
CSA_EXPORT const csa_state *csa_call_state_before(csa_context *cx, const csa_call *call);
/* True if the call expression itself is written in a system header. */
CSA_EXPORT bool csa_call_in_system_header(const csa_call *call);
/* The state with `val` as the result of the call: for eval_call. */
CSA_EXPORT const csa_state *csa_call_bind_result(csa_context *cx, const csa_state *state,
                                                 const csa_call *call, csa_val val);
/* The state in which the call has done anything to what it was handed and to globals, as the
 * analyzer assumes of functions without a body; the result is not bound. For eval_call. */
CSA_EXPORT const csa_state *csa_call_havoc(csa_context *cx, const csa_state *state,
                                           const csa_call *call);
/* For eval_call: follows the body of `function`, which is the one called or one that it calls in
 * turn (a callback), from `state` on with `values` in its first `count` parameters; nothing is known
 * of one that is unknown. It comes back behind the call, with post_call. For what the analyzer does
 * not follow by itself: functions with variable arguments, callbacks of libraries. False, and nothing
 * happens, where there is no body, it is too large, or the path is in it already. */
CSA_EXPORT bool csa_call_follow(csa_context *cx, const csa_state *state, const csa_call *call,
                                const csa_decl *function, const csa_val *values, unsigned count);

/* ---- State maps ------------------------------------------------------------------------------- */

typedef enum csa_key { CSA_KEY_SYMBOL, CSA_KEY_REGION, CSA_KEY_NUMBER } csa_key;

/* A map from symbols, regions or numbers to numbers that is part of the program state. Declare it
 * `static struct csa_map name = {CSA_KEY_SYMBOL}`; its address is its identity. Entries of dead
 * symbols and regions go by themselves. Two states that differ in a map are two states: store
 * numbers that are equal for equal facts. */
struct csa_map {
    csa_key key;
    void *reserved; /* the shim's */
};

/* True and *n set if the key has an entry. */
CSA_EXPORT bool csa_get_symbol(const csa_state *st, struct csa_map *map, const csa_symbol *key,
                               uint64_t *n);
CSA_EXPORT bool csa_get_region(const csa_state *st, struct csa_map *map, const csa_region *key,
                               uint64_t *n);
CSA_EXPORT bool csa_get_number(const csa_state *st, struct csa_map *map, uint64_t key, uint64_t *n);
/* The state with the entry set; `st` itself is not changed. */
CSA_EXPORT const csa_state *csa_set_symbol(csa_context *cx, const csa_state *st,
                                           struct csa_map *map, const csa_symbol *key, uint64_t n);
CSA_EXPORT const csa_state *csa_set_region(csa_context *cx, const csa_state *st,
                                           struct csa_map *map, const csa_region *key, uint64_t n);
CSA_EXPORT const csa_state *csa_set_number(csa_context *cx, const csa_state *st,
                                           struct csa_map *map, uint64_t key, uint64_t n);
/* The state without the entry. */
CSA_EXPORT const csa_state *csa_unset_symbol(csa_context *cx, const csa_state *st,
                                             struct csa_map *map, const csa_symbol *key);
CSA_EXPORT const csa_state *csa_unset_region(csa_context *cx, const csa_state *st,
                                             struct csa_map *map, const csa_region *key);
CSA_EXPORT const csa_state *csa_unset_number(csa_context *cx, const csa_state *st,
                                             struct csa_map *map, uint64_t key);
CSA_EXPORT bool csa_map_is_empty(const csa_state *st, struct csa_map *map);
/* True if nothing was written to the map between the two states; quick. */
CSA_EXPORT bool csa_map_is_same(const csa_state *a, const csa_state *b, struct csa_map *map);

/* Walks a map in the order in which its keys were first used in this analysis, never by address.
 * One of symbol, region and key is set, as the map has it. Return false to stop. */
struct csa_entry {
    const csa_symbol *symbol;
    const csa_region *region;
    uint64_t key;
    uint64_t value;
};
typedef bool csa_entry_visit(void *data, const struct csa_entry *entry);
CSA_EXPORT void csa_map_visit(const csa_state *st, struct csa_map *map, csa_entry_visit *visit,
                              void *data);

/* ---- Reports and notes ------------------------------------------------------------------------ */

struct csa_finding {
    const char *message;  /* one sentence, capital, no full stop */
    const char *remedy;   /* how to mend it, a sentence; or NULL */
    int cwe;              /* 0: the first of the checker's */
    const csa_expr *at;   /* where it stands; NULL: the current expression */
    uint64_t key;         /* findings with equal place, message and key are one; the shortest path
                             is shown */
    const csa_state *after; /* the path goes on in this state; NULL: in the current one */
    csa_level level; /* the checker's counts where it is higher */
};

/* Starts a report on a path that ends here if `fatal`, and goes on otherwise. NULL if this point
 * was reached before with the same state, or the user's profile does not show the finding; then
 * there is nothing to do. Belongs to the shim. */
CSA_EXPORT csa_report *csa_report_new(csa_context *cx, const struct csa_finding *finding, bool fatal);
/* Tells notes what the report is about: csa_report_is_marked answers them. */
CSA_EXPORT void csa_report_mark(csa_report *report, uint64_t number);
CSA_EXPORT bool csa_report_is_marked(const csa_report *report, uint64_t number);
/* Explains in the path where the value of `expr` comes from. In a note: as of that note's place. */
CSA_EXPORT void csa_report_track(csa_report *report, const csa_expr *expr);
/* Marks a symbol or region as what the report is about, for the analyzer's own notes. */
CSA_EXPORT void csa_report_symbol(csa_report *report, const csa_symbol *symbol);
CSA_EXPORT void csa_report_region(csa_report *report, const csa_region *region);
/* Paints the source range of `expr` in the report's last line. */
CSA_EXPORT void csa_report_range(csa_report *report, const csa_expr *expr);
/* Hands it in. The handle is void afterwards. */
CSA_EXPORT void csa_report_emit(csa_context *cx, csa_report *report);

/* Writes into a note's text. */
CSA_EXPORT void csa_text_add(csa_text *out, const char *format, ...) CSA_PRINTF(2, 3);

/* ---- Memory: regions and loads ---------------------------------------------------------------- */

typedef enum csa_region_kind {
    CSA_REGION_OTHER,
    CSA_REGION_VARIABLE, /* csa_region_variable */
    CSA_REGION_FIELD,    /* csa_region_variable gives the field; super is the struct */
    CSA_REGION_ELEMENT,  /* csa_region_index; super is the array or the first element's memory */
    CSA_REGION_SYMBOLIC, /* csa_region_symbol: the pointer that points to it */
    CSA_REGION_STRING,   /* csa_region_string */
    CSA_REGION_FUNCTION, /* code */
    CSA_REGION_LITERAL   /* a compound literal */
} csa_region_kind;

CSA_EXPORT csa_region_kind csa_region_kind_of(const csa_region *region);
/* The region it is part of, one step and all steps; a whole object's base is itself. */
CSA_EXPORT const csa_region *csa_region_super(const csa_region *region);
CSA_EXPORT const csa_region *csa_region_base(const csa_region *region);
/* The region without element and cast layers that do not move it: where bytes start. */
CSA_EXPORT const csa_region *csa_region_strip(const csa_region *region);
/* True if `part` is `whole` or lies in it as the program names it (field, element). */
CSA_EXPORT bool csa_region_contains(const csa_region *whole, const csa_region *part);
/* Offset in its base in bytes. CSA_NO: not known; CSA_MAYBE: depends on a symbol. */
CSA_EXPORT csa_answer csa_region_offset(const csa_region *region, int64_t *bytes);
/* Size in bytes, as a value; unknown if it is not known. */
CSA_EXPORT csa_val csa_region_extent(const csa_state *st, const csa_region *region);
CSA_EXPORT const csa_type *csa_region_type(const csa_region *region);
CSA_EXPORT const csa_decl *csa_region_variable(const csa_region *region);
CSA_EXPORT const csa_symbol *csa_region_symbol(const csa_region *region);
CSA_EXPORT csa_val csa_region_index(const csa_region *region);
/* The bytes of a string literal, embedded NULs kept, without the one that ends it; `width` is the
 * bytes of a character. The bytes live as long as the translation unit. */
CSA_EXPORT bool csa_region_string(const csa_region *region, const char **bytes, size_t *length,
                                  unsigned *width);
/* True if the memory is a global or static variable or part of one. */
CSA_EXPORT bool csa_region_is_global(const csa_region *region);
/* Stable number within one analysis, from 1. */
CSA_EXPORT uint64_t csa_region_number(csa_context *cx, const csa_region *region);
/* What a person would call it: "buf", "req->name", "argv[1]"; NULL if it has no name. */
CSA_EXPORT const char *csa_region_name(const csa_region *region);

/* The innermost union that `region` is a part of; NULL if there is none. */
CSA_EXPORT const csa_region *csa_region_union(const csa_region *region);
/* The i-th member of a struct or union; NULL past the last one. */
CSA_EXPORT const csa_region *csa_region_member(csa_context *cx, const csa_region *region,
                                               unsigned i);
/* The i-th element of `type` counted from where `region` starts. */
CSA_EXPORT const csa_region *csa_region_element(csa_context *cx, const csa_region *region,
                                                const csa_type *type, int64_t i);
/* The same at an index that is a value; for a pointer to an unknown place in an array. */
CSA_EXPORT const csa_region *csa_region_element_at(csa_context *cx, const csa_region *region,
                                                   const csa_type *type, csa_val i);
/* The memory that a pointer symbol points to. */
CSA_EXPORT const csa_region *csa_region_of_symbol(csa_context *cx, const csa_symbol *pointer);

/* What is stored at `region` as `type` (NULL: its own type). Reading makes no event. */
CSA_EXPORT csa_val csa_load(const csa_state *st, const csa_region *region, const csa_type *type);
/* What the initializer of a global or static variable puts at `region`, which is it or a part of it,
 * where nothing changes that: it is const, or the file neither writes it nor lets others do so. A
 * pointer to a function counts as soon as the file does not write the variable. In an analysis that
 * starts in main, also what stands there until the path writes it. */
CSA_EXPORT csa_val csa_initial_value(csa_context *cx, const csa_state *st,
                                     const csa_region *region);
/* What all bytes of `region` hold that nobody wrote singly: the symbol that an unknown write left
 * there, the aggregate it was copied from, 0 where it was cleared. Unknown if there is none. */
CSA_EXPORT csa_val csa_load_default(const csa_state *st, const csa_region *region);
/* The state with `val` stored at `region`. Makes no bind event for the running checker. */
CSA_EXPORT const csa_state *csa_store(csa_context *cx, const csa_state *st,
                                      const csa_region *region, csa_val val);
/* The state in which `region`, and nothing beside it, holds unknown content: a fresh symbol, which
 * *content receives (NULL if there is none to name). `expr` and `tag` as in csa_conjure. Pointers
 * stored there are not followed, and nothing escapes. */
CSA_EXPORT const csa_state *csa_havoc(csa_context *cx, const csa_state *st,
                                      const csa_region *region, const csa_expr *expr,
                                      const void *tag, const csa_symbol **content);

/* The value of an expression in this state and function; unknown if it was not computed. */
CSA_EXPORT csa_val csa_expr_value(csa_context *cx, const csa_state *st, const csa_expr *expr);
/* The state with another value for `expr`. */
CSA_EXPORT const csa_state *csa_bind_expr(csa_context *cx, const csa_state *st,
                                          const csa_expr *expr, csa_val val);
/* Where a variable lives in the current function's frame. */
CSA_EXPORT const csa_region *csa_variable_region(csa_context *cx, const csa_decl *variable);
/* The value of the i-th parameter of the current function, as it was on entry or is now. */
CSA_EXPORT csa_val csa_parameter_value(csa_context *cx, const csa_state *st, unsigned i);

/* The i-th argument of the call that led into the current function, as the caller wrote it; NULL in
 * a top function, and in a callback. */
CSA_EXPORT const csa_expr *csa_caller_arg(csa_context *cx, unsigned i);
/* How many there are, variable ones included, and their values. */
CSA_EXPORT unsigned csa_caller_arg_count(csa_context *cx);
CSA_EXPORT csa_val csa_caller_arg_value(csa_context *cx, const csa_state *st, unsigned i);
/* Numbers (csa_region_number) of the variables that `expr` names, in source order, each once: those
 * of the current function's frame, or of its caller's for an expression of csa_caller_arg. Returns
 * how many were written, at most `room`. */
CSA_EXPORT unsigned csa_named_variables(csa_context *cx, const csa_expr *expr, bool in_caller,
                                        uint64_t *numbers, unsigned room);

/* ---- Symbols ---------------------------------------------------------------------------------- */

typedef enum csa_symbol_kind {
    CSA_SYMBOL_OTHER,
    CSA_SYMBOL_INITIAL, /* what csa_symbol_region held when the analysis began */
    CSA_SYMBOL_CONJURED, /* an unknown result */
    CSA_SYMBOL_DERIVED, /* the part of csa_symbol_operand(0) that lies at csa_symbol_region */
    CSA_SYMBOL_CAST,    /* csa_symbol_operand(0) in another type */
    CSA_SYMBOL_UNARY,   /* an operator on operand 0 */
    CSA_SYMBOL_BINARY,  /* an operator on operands 0 and 1; NULL where one is a number */
    CSA_SYMBOL_EXTENT   /* the size of csa_symbol_region */
} csa_symbol_kind;

CSA_EXPORT csa_symbol_kind csa_symbol_kind_of(const csa_symbol *symbol);
CSA_EXPORT const csa_symbol *csa_symbol_operand(const csa_symbol *symbol, unsigned i);
CSA_EXPORT const csa_region *csa_symbol_region(const csa_symbol *symbol);
CSA_EXPORT const csa_type *csa_symbol_type(const csa_symbol *symbol);
/* The expression at which a conjured symbol came to be, a call most often; NULL for other symbols. */
CSA_EXPORT const csa_expr *csa_symbol_expr(const csa_symbol *symbol);
/* "+", "<<", "==": the operator of a unary or binary symbol; else NULL. */
CSA_EXPORT const char *csa_symbol_operator(const csa_symbol *symbol);
/* True and *n set if operand `i` is this number. */
CSA_EXPORT bool csa_symbol_operand_number(const csa_symbol *symbol, unsigned i, int64_t *n);
/* Stable number within one analysis, from 1. */
CSA_EXPORT uint64_t csa_symbol_number(csa_context *cx, const csa_symbol *symbol);

/* ---- Constraints ------------------------------------------------------------------------------ */

/* The state in which `val` is not zero (`truth`) or is zero; NULL if that cannot be. */
CSA_EXPORT const csa_state *csa_assume(const csa_state *st, csa_val val, bool truth);
/* The state in which `left op right` holds (`truth`) or not; `op` is "==", "!=", "<", "<=", ">" or
 * ">=". NULL if that cannot be. */
CSA_EXPORT const csa_state *csa_assume_compare(csa_context *cx, const csa_state *st, csa_val left,
                                               const char *op, csa_val right, bool truth);
/* Is it zero, or the null pointer? */
CSA_EXPORT csa_answer csa_is_zero(const csa_state *st, csa_val val);
/* The bounds of an integer symbol as signed (or, for an unsigned type, unsigned) numbers, both
 * inclusive; false if there are none to tell or they do not fit. */
CSA_EXPORT bool csa_range(csa_context *cx, const csa_state *st, csa_val val, int64_t *lowest,
                          int64_t *highest);
/* The same for all types of up to 64 bits: read the answers as uint64_t where the type of the value
 * is unsigned. */
CSA_EXPORT bool csa_range_bits(csa_context *cx, const csa_state *st, csa_val val, uint64_t *lowest,
                               uint64_t *highest);

/* ---- Types ------------------------------------------------------------------------------------ */

typedef enum csa_type_kind {
    CSA_TYPE_OTHER,
    CSA_TYPE_VOID,
    CSA_TYPE_INTEGER, /* with char, bool and enum */
    CSA_TYPE_FLOATING,
    CSA_TYPE_POINTER, /* csa_type_pointee */
    CSA_TYPE_ARRAY,   /* csa_type_pointee is the element */
    CSA_TYPE_RECORD,  /* struct or union */
    CSA_TYPE_FUNCTION
} csa_type_kind;

CSA_EXPORT csa_type_kind csa_type_kind_of(const csa_type *type);
CSA_EXPORT const csa_type *csa_type_pointee(const csa_type *type);
CSA_EXPORT bool csa_type_is_const(const csa_type *type);
CSA_EXPORT bool csa_type_is_signed(const csa_type *type);
/* True for char, signed char and unsigned char. */
CSA_EXPORT bool csa_type_is_char(const csa_type *type);
/* Size in bytes; 0 if it is incomplete. */
CSA_EXPORT uint64_t csa_type_size(const csa_type *type);
/* As written in messages: "const char *". */
CSA_EXPORT const char *csa_type_text(const csa_type *type);
CSA_EXPORT const csa_type *csa_type_char(csa_context *cx);
CSA_EXPORT const csa_type *csa_type_int(csa_context *cx);

/* ---- Expressions ------------------------------------------------------------------------------ */

typedef enum csa_expr_kind {
    CSA_EXPR_OTHER,
    CSA_EXPR_STRING,    /* a string literal */
    CSA_EXPR_NUMBER,    /* a literal number or character */
    CSA_EXPR_NAME,      /* names csa_expr_decl */
    CSA_EXPR_MEMBER,    /* child 0 . csa_expr_decl */
    CSA_EXPR_SUBSCRIPT, /* child 0 [ child 1 ] */
    CSA_EXPR_CALL,      /* calls csa_expr_decl (NULL through a pointer); children are arguments */
    CSA_EXPR_UNARY,     /* csa_expr_operator on child 0 */
    CSA_EXPR_BINARY,    /* csa_expr_operator on children 0 and 1, assignments included */
    CSA_EXPR_VA_ARG     /* va_arg(child 0, csa_expr_type) */
} csa_expr_kind;

CSA_EXPORT csa_expr_kind csa_expr_kind_of(const csa_expr *expr);
/* The expression without parentheses and implicit casts. */
CSA_EXPORT const csa_expr *csa_expr_strip(const csa_expr *expr);
CSA_EXPORT const csa_expr *csa_expr_child(const csa_expr *expr, unsigned i);
CSA_EXPORT const csa_decl *csa_expr_decl(const csa_expr *expr);
CSA_EXPORT const char *csa_expr_operator(const csa_expr *expr);
CSA_EXPORT const csa_type *csa_expr_type(const csa_expr *expr);
/* What the expression converts to its own type, if it is itself a conversion, written or implicit;
 * else NULL. */
CSA_EXPORT const csa_expr *csa_expr_converted(const csa_expr *expr);
/* What the value of `expr`, an expression of the current function, is converted to where it stands,
 * by written and implicit conversions one after the other; its own type if by none. */
CSA_EXPORT const csa_type *csa_expr_used_as(csa_context *cx, const csa_expr *expr);
/* The expression or statement of the current function that `expr` is a part of, parentheses and
 * conversions left out; NULL for its body. */
CSA_EXPORT const csa_expr *csa_expr_parent(csa_context *cx, const csa_expr *expr);
/* True if the value of `expr`, an expression of the current function, decides which way the program
 * goes, and nothing else: it is a condition, or an operand of `!`, `&&` or `||`. */
CSA_EXPORT bool csa_expr_is_condition(csa_context *cx, const csa_expr *expr);
/* True and *n set if the compiler can tell the number: literals, enumerators, `sizeof`. */
CSA_EXPORT bool csa_expr_number(const csa_expr *expr, int64_t *n);
/* True and its bytes if it is a string literal of char; as csa_region_string(). */
CSA_EXPORT bool csa_expr_string(const csa_expr *expr, const char **bytes, size_t *length);
/* As the user wrote it, on one line, at most 80 bytes; a macro's name where it comes from one. */
CSA_EXPORT const char *csa_expr_text(csa_context *cx, const csa_expr *expr);

struct csa_location {
    const char *file; /* as the compiler names it */
    unsigned line, column;
    bool in_system_header;
    bool in_macro;
};
/* `cx` may be NULL in the callbacks of a unit. */
CSA_EXPORT bool csa_expr_location(csa_context *cx, const csa_expr *expr, struct csa_location *out);
/* The line on which the expression ends; 0 if it is not known. */
CSA_EXPORT unsigned csa_expr_last_line(const csa_expr *expr);

/* ---- Declarations ----------------------------------------------------------------------------- */

CSA_EXPORT const char *csa_decl_name(const csa_decl *decl);
CSA_EXPORT const csa_type *csa_decl_type(const csa_decl *decl);
/* For a field: the name of its struct ("struct request"), or NULL. */
CSA_EXPORT const char *csa_decl_owner(const csa_decl *decl);
CSA_EXPORT bool csa_decl_in_system_header(const csa_decl *decl);
/* True for a variable that outlives the functions: a global or static one. */
CSA_EXPORT bool csa_decl_is_global(const csa_decl *decl);
/* The bits of a field that is a bit-field; 0 for everything else. */
CSA_EXPORT unsigned csa_decl_bits(const csa_decl *decl);

/* The text of the i-th __attribute__((annotate("..."))) of any declaration of `decl`; NULL past the
 * last one. Lives as long as the unit. */
CSA_EXPORT const char *csa_decl_annotation(const csa_decl *decl, unsigned i);

/* Functions. A function without prototype has as many parameters as it declares, none. */
CSA_EXPORT unsigned csa_function_parameter_count(const csa_decl *function);
CSA_EXPORT const csa_decl *csa_function_parameter(const csa_decl *function, unsigned i);
CSA_EXPORT const csa_type *csa_function_result(const csa_decl *function);
CSA_EXPORT bool csa_function_is_variadic(const csa_decl *function);
CSA_EXPORT bool csa_function_has_body(const csa_decl *function);
CSA_EXPORT bool csa_function_is_static(const csa_decl *function);
CSA_EXPORT bool csa_function_is_main(const csa_decl *function);
/* Where the definition of the function begins and the line on which it ends; false if it has none. */
CSA_EXPORT bool csa_function_lines(const csa_decl *function, struct csa_location *first,
                                   unsigned *last);
/* True if some declaration carries __attribute__((format(kind, ...))); *format is the argument that
 * is the format, *first the first one that is formatted, -1 for a va_list. `kind` is "printf",
 * "scanf", "syslog", "strftime"... and lives as long as the unit. */
CSA_EXPORT bool csa_function_format(const csa_decl *function, const char **kind, int *format,
                                    int *first);
/* True if some declaration carries __attribute__((alloc_size(...))); *size is the argument that is
 * the size in bytes, *count the one it is multiplied with, or -1. */
CSA_EXPORT bool csa_function_alloc_size(const csa_decl *function, int *size, int *count);

/* ---- The translation unit --------------------------------------------------------------------- */

/* Path of the main file, as given to the compiler. */
CSA_EXPORT const char *csa_unit_file(csa_unit *unit);
CSA_EXPORT const char *csa_unit_option(csa_unit *unit, const char *checker, const char *key);
/* True if both names lead to one file; relative ones count from where the compiler runs. */
CSA_EXPORT bool csa_is_same_file(const char *a, const char *b);
/* Says something about the run, not the program: "models.yaml:3:5: ...". Shown once, as an error
 * that makes the analysis count as failed, not the compile. */
CSA_EXPORT void csa_unit_error(csa_unit *unit, const char *text);
/* A finding without a path, which stands at `finding->at` or, where that is NULL, at the name of
 * `function`. */
CSA_EXPORT void csa_unit_report(csa_unit *unit, const csa_decl *function,
                                const struct csa_finding *finding);
/* In unit_end: the analysis of the function itself was ended by its budget. */
CSA_EXPORT bool csa_unit_was_cut(csa_unit *unit, const csa_decl *function);
/* Each function with a body, in source order, and each function it names (calls or takes the
 * address of) or that the initializer of a global it names does, by canonical declaration. Return
 * false to stop. */
typedef bool csa_function_visit(void *data, const csa_decl *function);
CSA_EXPORT void csa_unit_functions(csa_unit *unit, csa_function_visit *visit, void *data);
CSA_EXPORT void csa_function_mentions(const csa_decl *function, csa_function_visit *visit,
                                      void *data);
/* Each call written in the function's body, in source order: CSA_EXPR_CALL expressions. */
typedef bool csa_expr_visit(void *data, const csa_expr *expr);
CSA_EXPORT void csa_function_calls(const csa_decl *function, csa_expr_visit *visit, void *data);
/* Each string literal written in the function's body: CSA_EXPR_STRING expressions. */
CSA_EXPORT void csa_function_literals(const csa_decl *function, csa_expr_visit *visit, void *data);
/* Each subscript, unary and binary operator written in the function's body, each conversion of a
 * number to a pointer or a smaller type, and each length of an array that the program computes. */
CSA_EXPORT void csa_function_operations(const csa_decl *function, csa_expr_visit *visit,
                                        void *data);
/* Each function whose address is put somewhere: into the field `where` of a struct, by an
 * assignment or an initializer, or into argument `argument` of a call of the function `where`. */
typedef bool csa_address_visit(void *data, const csa_decl *function, const csa_decl *where,
                               unsigned argument);
CSA_EXPORT void csa_unit_addresses(csa_unit *unit, csa_address_visit *visit, void *data);
/* Each point of the function's body where data moves, in source order: an assignment (`target` is
 * what is assigned to), the initialisation of `variable`, a return (both NULL), and every call
 * (`value` is the call, both NULL; its result may move once more). */
typedef bool csa_move_visit(void *data, const csa_decl *variable, const csa_expr *target,
                            const csa_expr *value, bool is_return);
CSA_EXPORT void csa_function_moves(const csa_decl *function, csa_move_visit *visit, void *data);
/* Each field that the function's body names, by its declaration; a field may come again. */
CSA_EXPORT void csa_function_fields(const csa_decl *function, csa_function_visit *visit,
                                    void *data);
/* True if the function names a global variable called `name`. */
CSA_EXPORT bool csa_function_mentions_global(const csa_decl *function, const char *name);

/* ---- Experimental: may change with CSA_API ---------------------------------------------------- */

/* In begin_analysis: nothing that the running checker, or one that needs it, could report can come
 * of this function. They sleep until the next one; where no other checker is awake, the paths end. */
CSA_EXPORT void csa_skip_function(csa_context *cx);

/* Loops, in `branch`. The analyzer gives a path up that has gone four times through a loop; where a
 * condition is known to hold for longer, all that comes behind the loop is lost. A checker may lead
 * the path on: from csa_loop_rounds it sees that it is time, it makes what the loop writes unknown,
 * and csa_loop_assume lets the condition hold once more, or no longer, in the new state.
 *
 * How often the path has come to the condition of a loop, if that is known to hold again and is no
 * constant expression; else 0. At 3 one more round is possible, behind which the path can leave the
 * loop, at 4 it must leave at once; in loops in loops, which share their visits, this comes sooner. */
CSA_EXPORT unsigned csa_loop_rounds(csa_context *cx, const csa_state *st);
/* How far the sides of the condition are apart, if it compares two known numbers: 1 for the last
 * round of a loop that counts by one. INT64_MAX if that is not known. */
CSA_EXPORT int64_t csa_loop_distance(csa_context *cx, const csa_state *st);
/* The variables and buffers of outside the loop that it writes: what can be told by its text. */
CSA_EXPORT unsigned csa_loop_writes(csa_context *cx, const csa_state *st,
                                    const csa_region **regions, unsigned room);
/* `st`, made from `before` by replacing what the loop writes, in which the condition holds (`stay`)
 * or not; NULL if that cannot be. */
CSA_EXPORT const csa_state *csa_loop_assume(csa_context *cx, const csa_state *before,
                                            const csa_state *st, bool stay);

#ifdef __cplusplus
}
#endif
#endif
