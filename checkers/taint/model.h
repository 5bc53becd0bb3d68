/* model.h - what library functions do to data, read from YAML.
 *
 * A model says which of its function's places are sources, sinks, propagators and sanitizers.
 * Models are data: the files under checkers/models/ are built in, users add their own in the same
 * language (checkers/models/README.md describes it). This header is plain C and knows nothing of
 * Clang, so that the tool can check a model file without a compiler.
 *
 * A `struct model_set` owns everything it hands out; all pointers live until model_set_free().
 */
#ifndef TINCT_MODEL_H
#define TINCT_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Where untrusted data comes from. The order is that of model_source_name(). */
enum model_source {
    MODEL_SOURCE_NONE, /* no kind given: for a handle, its kind is unknown */
    MODEL_SOURCE_ARGV,
    MODEL_SOURCE_ENV,
    MODEL_SOURCE_STDIN,
    MODEL_SOURCE_FILE,
    MODEL_SOURCE_FSNAME,
    MODEL_SOURCE_NETWORK,
    MODEL_SOURCE_DNS,
    MODEL_SOURCE_IPC,
    MODEL_SOURCE_HTTP,
    MODEL_SOURCE_DB,
    MODEL_SOURCE_USER,
    MODEL_SOURCE_ARCHIVE,
    MODEL_SOURCE_DIRECTORY,
    MODEL_SOURCE_INPUT, /* a stream or descriptor of which nothing more is known */
    MODEL_SOURCE_COUNT
};

/* Where untrusted data must not arrive. Used as bits: 1u << kind. */
enum model_sink {
    MODEL_SINK_SHELL,       /* text that a shell interprets */
    MODEL_SINK_PROGRAM,     /* the path of a program that is run */
    MODEL_SINK_ARGUMENT,    /* an argument vector or list of a program that is run */
    MODEL_SINK_SQL,         /* text that an SQL engine parses */
    MODEL_SINK_FORMAT,      /* a format string */
    MODEL_SINK_PATH,        /* the name of a file that is opened, made, removed, ... */
    MODEL_SINK_LIBRARY,     /* the name of code that is loaded into the program */
    MODEL_SINK_ENVIRONMENT, /* an environment that programs run in, or a search path */
    MODEL_SINK_SETTING,     /* a setting of the system: host name, clock, configuration */
    MODEL_SINK_LOG,         /* a line of a log */
    MODEL_SINK_HEADER,      /* a line of a protocol: HTTP headers, SMTP, FTP commands */
    MODEL_SINK_HTML,        /* a page that a browser shows */
    MODEL_SINK_HTML_DOUBLE, /* a value in it, between double quotes */
    MODEL_SINK_HTML_SINGLE, /* the same between apostrophes */
    MODEL_SINK_LDAP,        /* a filter or a name that a directory service parses */
    MODEL_SINK_URL,         /* where a request goes: URL, host */
    MODEL_SINK_XML,         /* a document that an XML parser reads with entities on */
    MODEL_SINK_XPATH,       /* an XPath or XQuery expression */
    MODEL_SINK_CODE,        /* source text for an interpreter inside the program */
    MODEL_SINK_REGEX,       /* a regular expression */
    MODEL_SINK_SIZE,        /* bytes or elements that are allocated */
    MODEL_SINK_LENGTH,      /* bytes that are copied, read or written */
    MODEL_SINK_INDEX,       /* an index or an offset of a pointer */
    MODEL_SINK_DIVISOR,     /* what is divided by */
    MODEL_SINK_COUNTER,     /* how often or how long something is done: loops, sleep */
    MODEL_SINK_POINTER,     /* an address that is used */
    MODEL_SINK_ARITHMETIC,  /* arithmetic whose result must not wrap */
    MODEL_SINK_IDENTITY,    /* the user, group or rights that a process takes */
    MODEL_SINK_COUNT
};
_Static_assert(MODEL_SINK_COUNT <= 32, "sets of kinds are bits of a uint32_t");

/* Name as written in YAML ("argv", "shell"); never NULL. */
const char *model_source_name(enum model_source kind);
const char *model_sink_name(enum model_sink kind);
/* What a function that makes text safe for the kind makes it safe for, as bits: for pages, values in
 * quotes included. */
uint32_t model_sink_cleared(enum model_sink kind);
/* True where a number is as bad as text. */
bool model_sink_takes_number(enum model_sink kind);
/* The same for people ("a command-line argument"); never NULL. */
const char *model_source_phrase(enum model_source kind);

enum model_root {
    MODEL_ARGUMENT, /* argument `index`, from 0 */
    MODEL_RETURN,   /* the result; index is 0 */
    MODEL_VARIADIC, /* every variadic argument from `index` on */
    MODEL_VA_LIST,  /* the arguments in the va_list that is argument `index` */
    MODEL_STATIC    /* memory of the function's own that outlives the call: strtok's text */
};

/* A place in a call: `*0` is {MODEL_ARGUMENT, 0, 1}, `return` is {MODEL_RETURN, 0, 0}. */
struct model_place {
    enum model_root root;
    int index;
    int depth; /* how often the pointer is followed: 0 value, 1 what it points to, 2, 3 */
};

enum model_effect_kind {
    MODEL_SOURCE_EFFECT, /* `to` receives untrusted data of kind `source` */
    MODEL_FLOW_EFFECT,   /* data of `from` arrives at `to` */
    MODEL_PRINT_EFFECT,  /* `to` receives text formatted from the format at argument `format` */
    MODEL_SCAN_EFFECT,   /* the text at `from` is parsed into what `arguments` point to, by the
                             format at `format`; from.index is -1 where input is parsed instead of
                             text in memory: of kind `source`, or of the handle `channel` */
    MODEL_SINK_EFFECT,   /* `at` (in `to`) must not be untrusted for kind `sink` */
    MODEL_GUARD_EFFECT,  /* the result says something of the text at `from`: see model_test */
    MODEL_HANDLE_EFFECT, /* the handle at `to` is a channel of kind `source`, or of the kind of the
                             handle in argument `channel` (dup, fdopen) */
    MODEL_OUTPUT_EFFECT  /* the text at `from`, or formatted from `format` and `arguments`, is
                             written to the handle `channel`, or to readers of kind `source` */
};

/* How text changes on a flow. */
enum model_as {
    MODEL_AS_IS,     /* text stays text, numbers stay numbers */
    MODEL_AS_NUMBER, /* only a number comes out: it cannot carry text */
    MODEL_AS_TEXT,   /* numbers are not involved: bytes as text */
    MODEL_AS_LENGTH, /* how long the text is: a number that is no data, but tells about the text */
    MODEL_AS_SPAN    /* how long a part of the text is, which tells nothing about the rest */
};

/* What the result of a guard tells of the text (for MODEL_TEST_CLASS: the character) at `from`. */
enum model_test {
    MODEL_TEST_EQUAL,  /* 0: it is the text at `to` */
    MODEL_TEST_PREFIX, /* 0: it begins with the first `limit` bytes of the text at `to` */
    MODEL_TEST_MATCH,  /* 0: the expression that was compiled into `to` matches */
    MODEL_TEST_LACKS,  /* null: the text, or the character, at `to` does not occur in it; not null:
                          this is where it occurs first */
    MODEL_TEST_LACKS_LAST, /* the same; not null: this is where it occurs last */
    MODEL_TEST_LACKS_ANY,  /* null: none of the characters of the text at `to` occurs in it */
    MODEL_TEST_SPAN,       /* how many characters in front are all in the text at `to` */
    MODEL_TEST_SPAN_NOT,   /* how many in front are not in it */
    MODEL_TEST_LENGTH,     /* how many characters it has */
    MODEL_TEST_CLASS,      /* not 0: the character is one of `set` */
    MODEL_TEST_ZERO,       /* 0: it is safe for the kinds of `clears` */
    MODEL_TEST_NONZERO     /* not 0: the same */
};

/* What is true of the text that a flow leaves, as bits. */
enum model_quality {
    MODEL_QUALITY_CANONICAL = 1, /* an absolute path without links and ".." */
    MODEL_QUALITY_BARE = 2,      /* no '/' in it */
    MODEL_QUALITY_DECODED = 4,   /* other characters than before: earlier checks say nothing */
    MODEL_QUALITY_COPY = 8       /* all of the text it came from, and nothing else */
};

/* Whether and how a print effect's directives sanitize. */
enum model_dialect {
    MODEL_DIALECT_C,     /* printf(3) */
    MODEL_DIALECT_SQLITE /* sqlite3_mprintf: %q %Q %w escape for SQL */
};

/* A condition on a constant argument; `op` MODEL_WHEN_ALWAYS means none. An effect whose condition
 * cannot be decided, because the argument is not constant, holds. */
enum model_when_op {
    MODEL_WHEN_ALWAYS,
    MODEL_WHEN_EQUALS,
    MODEL_WHEN_HAS_BITS,
    MODEL_WHEN_LACKS_BITS
};
struct model_when {
    enum model_when_op op;
    int argument;
    int64_t value;
};

struct model_effect {
    enum model_effect_kind kind;
    struct model_place from;  /* flow, scan, guard, output */
    struct model_place to;    /* source, flow, print, handle; the place of a sink; what a guard
                                 compares with, index -1 for none */
    enum model_source source; /* source, scan, handle, output: with a channel, what is assumed
                                 where the handle's kind is not known; MODEL_SOURCE_NONE: not
                                 given */
    int channel; /* source, scan, handle, output: argument whose handle decides the kind, or -1 */
    enum model_sink sink;
    int level; /* sink: from which profile on findings are shown, as csa_level; 0 is the default */
    uint32_t clears;      /* flow, guard, source: sink kinds it makes safe for, as bits */
    unsigned qualities;   /* flow: bits of model_quality */
    enum model_test test; /* guard */
    const char *set;      /* guard: characters, each spelled out; or NULL */
    enum model_as as;     /* flow */
    bool append;  /* flow, print: what was at `to` stays in front (strcat); handle: what is written
                    is added to a file */
    int limit;    /* source, flow, print, guard, output: argument that bounds the bytes, or -1 */
    int times;    /* source, sink: argument that the limit or the length is multiplied by, or that
                    counts what is scattered; or -1 */
    bool string;  /* source, flow: a string comes, and a NUL behind it; the limit of a source counts
                      the NUL */
    bool scatter; /* source: it arrives in the memory that the struct iovec at `to` point to */
    uint32_t most;             /* source, flow: bytes at most, whatever the arguments say; 0: any */
    struct model_place writes; /* sink of kind length: memory that so many bytes are written to */
    struct model_place reads;  /* or read from; index -1 for none */
    int format;                /* print, scan, output: argument that is the format, or -1 */
    struct model_place arguments; /* print, scan, output: values, MODEL_VARIADIC or MODEL_VA_LIST */
    enum model_dialect dialect;   /* print */
    int mode;    /* handle: argument that says what it is opened for, as of fopen(), or -1 */
    int command; /* handle: argument that is run by a shell and reads what is written, or -1 */
    bool counts; /* print: the result is how many bytes the whole text has */
    struct model_when when;
};

/* The result is the length of a text, or of a part of it. */
bool model_measures(const struct model_effect *effect);

/* What a parameter receives of which no call in sight tells: untrusted data, or what stands at a
 * place of the call that hands the function on. */
struct model_parameter {
    int index;
    enum model_source source; /* MODEL_SOURCE_NONE: what stands at `from` */
    int depth;                /* of the source: 0 the value, 1 what it points to, ... */
    struct model_place from;
};

/* The function that is handed over in `argument` is called with these parameters. */
struct model_callback {
    int argument;
    const struct model_parameter *parameters;
    size_t parameter_count;
};

struct model_function {
    const char *name;
    const char *library; /* file's `library`, or its name */
    int args;            /* fixed parameters that a fitting declaration has */
    bool variadic;       /* a fitting declaration is variadic */
    bool evaluate;       /* Tinct evaluates the call itself: result is argument `returns` or NULL */
    bool keeps;          /* writes nothing through its arguments but what the effects say */
    bool known;          /* a model with no effects that says: handing data to it is harmless */
    int returns;         /* argument that comes back as the result, or -1 */
    int allocates[2];    /* arguments whose product is the bytes the result points to, or -1 */
    int inside;          /* argument into whose memory the result points, or -1 */
    const struct model_effect *effects;
    size_t effect_count;
    const struct model_callback *callback; /* or NULL */
};

/* A field that holds untrusted data: `dirent.d_name`. */
struct model_field {
    const char *name; /* "record.field" */
    enum model_source source;
    int depth; /* as of a parameter; an array is what it points to */
};

/* Functions that are called from outside with untrusted data: those of a name (`*` stands for any
 * text), or those stored in a field ("record.field"). */
struct model_entry_point {
    const char *name;
    bool is_field;
    const struct model_parameter *parameters;
    size_t parameter_count;
};

/* A global variable that holds untrusted data: `optarg`, `environ`. */
struct model_global {
    const char *name;
    enum model_source source;
    int depth; /* 1: what the variable points to; 2: what the pointers it points to point to */
};

/* One thing wrong with a model file. Line and column count from 1. */
struct model_error {
    char *file;
    unsigned line, column; /* 0, 0: the file as a whole; columns count characters */
    char *text;            /* "what; what to do"; with `file`, NULL if memory for it was out */
};

struct model_set;

/* Returns an empty set, or NULL when memory is out. */
struct model_set *model_set_new(void);
void model_set_free(struct model_set *set);

/* Reads one YAML file and what it includes. A function that is modelled again replaces the earlier
 * model of that name: later files win. Returns 0, or -1 with *error filled; then nothing of the
 * file was added. The caller frees *error with model_error_clear(). */
int model_set_read(struct model_set *set, const char *path, struct model_error *error);
/* The same from memory; `name` stands in messages. `include:` is an error here. */
int model_set_read_text(struct model_set *set, const char *name, const char *text, size_t length,
                        struct model_error *error);
void model_error_clear(struct model_error *error);
/* True if there is anything of this name. It is not opened, so that a pipe cannot block. */
bool model_file_exists(const char *path);

/* The models built in, each file a text. Defined by the build from checkers/models. Ends with a
 * NULL name. */
struct model_text {
    const char *name;
    const char *text;
    size_t length;
};
extern const struct model_text model_builtin[];

/* The model of `name`, or NULL. The name must be normalised: see callee.h. */
const struct model_function *model_find(const struct model_set *set, const char *name);
const struct model_global *model_find_global(const struct model_set *set, const char *name);
/* The i-th modelled global variable; NULL past the end. */
const struct model_global *model_global_at(const struct model_set *set, size_t i);
/* The field of a record, by its name as in "dirent.d_name"; or NULL. */
const struct model_field *model_find_field(const struct model_set *set, const char *name);
/* The functions stored in a field, and those whose name matches; or NULL. */
const struct model_entry_point *model_find_entry(const struct model_set *set, const char *name,
                                                 bool is_field);
size_t model_count(const struct model_set *set);
/* The i-th model in the order of their names' bytes; NULL past the end. */
const struct model_function *model_at(const struct model_set *set, size_t i);

#ifdef __cplusplus
}
#endif
#endif
