/* taint.h - what the taint engine tells a checker.
 *
 * The engine (tinct.Taint) follows untrusted data along each path by the models. A checker asks it,
 * when a call is about to happen, which of the call's arguments are sinks of a kind, and what is
 * known of the data that arrives there; and lets it write the report, with the flow explained.
 * A checker that uses this header names TAINT_NEEDS in its descriptor.
 */
#ifndef TINCT_TAINT_H
#define TINCT_TAINT_H

#include "content.h"

extern const char *const taint_needs[];
#define TAINT_NEEDS .needs = taint_needs

/* One argument of a call that is a sink. Borrowed for the visit. */
struct taint_sink {
    enum model_sink kind;
    const csa_call *call;
    const char *function; /* as the program calls it; NULL through an unknown pointer */
    unsigned argument;    /* as written, from 0 */
    const csa_expr *expr; /* the argument; NULL if it has none of its own */
    csa_val value;
    int depth;             /* how often `value` is followed to the data */
    taint_content content; /* of the data; 0: nothing known */
    csa_level level;       /* of what is found here, unless the checker says more */
    /* Of output: who reads it, MODEL_SOURCE_STDIN for standard output; MODEL_SOURCE_NONE if that is
     * not known, or it is no output. */
    enum model_source reader;
    bool appends;                      /* of output: to a file that was opened for adding to it */
    taint_content command;             /* of output: that the shell runs to read it; 0: none */
    const struct model_effect *effect; /* of the model; NULL if an attribute makes it a sink */
};

typedef void taint_sink_visit(csa_context *cx, const struct taint_sink *sink, void *data);

/* In pre_call: visits the call's sinks of `kind`, in the order of the arguments, whether what
 * arrives is untrusted or not; a vector element by element, an argument vector without its first.
 * Calls written in system headers have none. */
void taint_visit_sinks(csa_context *cx, const csa_call *call, enum model_sink kind,
                       taint_sink_visit *visit, void *data);

/* In pre_call: visits the text that the call writes to a stream or a descriptor, but for standard
 * error, as a sink of `kind`. `argument` and `expr` are those that bring the first untrusted part;
 * there is no `value`, since no memory holds what is formatted. */
void taint_visit_output(csa_context *cx, const csa_call *call, enum model_sink kind,
                        taint_sink_visit *visit, void *data);

/* The same, where a program reads it that popen() runs, and takes it as text of `kind`: a shell's
 * commands, an interpreter's code, SQL. */
void taint_visit_fed(csa_context *cx, const csa_call *call, enum model_sink kind,
                     taint_sink_visit *visit, void *data);

/* What stands for the text that arrives there, as taint_text(); 0 if it is none. */
uint64_t taint_sink_text(csa_context *cx, const struct taint_sink *sink);

/* The part of the sink's content that is dangerous there, and not reported on this path; or NULL. */
const struct taint_part *taint_danger(csa_context *cx, const struct taint_sink *sink);
/* The next one behind the part `last` of the same content. */
const struct taint_part *taint_danger_behind(csa_context *cx, const struct taint_sink *sink,
                                             const struct taint_part *last);

/* True if the path has checked the data for everything that harms the sink but for the character
 * `forgotten`. */
bool taint_is_checked_but(csa_context *cx, const struct taint_sink *sink,
                          const struct taint_part *hole, char forgotten);

/* True if the data is a URL that the path has found to begin with a host of the program's own, behind
 * which the host ends. */
bool taint_is_host_ended(csa_context *cx, const struct taint_sink *sink,
                         const struct taint_part *hole);

/* "a command-line argument ('argv')", "the environment ('getenv(\"HOME\")')": where a flow began.
 * Lives until the callback returns. */
const char *taint_origin(csa_context *cx, taint_step step);

struct taint_finding {
    const struct taint_part *hole; /* the flow's end */
    int cwe;
    const char *remedy;
    bool once;       /* further down the path, not for this very data again */
    csa_level level; /* from which profile on it is shown; the sink's counts where it is higher */
};

/* Reports the flow that ends in `finding->hole` at the sink, with every step explained. The message
 * is formatted as by printf. The path goes on. */
void taint_report(csa_context *cx, const struct taint_sink *sink,
                  const struct taint_finding *finding, const char *format, ...) CSA_PRINTF(4, 5);

/* What a checker says wherever untrusted data arrives at one kind of sink. */
struct taint_complaint {
    enum model_sink kind;
    int cwe;
    const char *says; /* between the function and the origin: "writes to the log text from" */
    const char *remedy;
    csa_level level;
    bool once; /* as in struct taint_finding */
    /* NULL, or looks at one finding: may change all of it but `hole`; false keeps it silent. */
    bool (*judge)(csa_context *cx, const struct taint_sink *sink, struct taint_finding *finding);
};

/* In pre_call: reports "'function' says origin" for each of the call's sinks that the complaint is
 * about, at the first part that is dangerous there. */
void taint_check_kind(csa_context *cx, const csa_call *call,
                      const struct taint_complaint *complaint);

/* The same for what the call writes, as by taint_visit_output(). */
void taint_check_output(csa_context *cx, const csa_call *call,
                        const struct taint_complaint *complaint);

/* The same for what the call writes to a program, as by taint_visit_fed(). */
void taint_check_fed(csa_context *cx, const csa_call *call,
                     const struct taint_complaint *complaint);

/* True if the data is untrusted throughout, with none of the program's own text around it. */
bool taint_is_whole(taint_content content);
/* True if the flow into the hole began with who runs the program: its arguments, its environment,
 * the terminal. */
bool taint_is_operators(const struct taint_part *hole);
/* The same, or with files and streams, which are theirs more often than not. */
bool taint_is_local(const struct taint_part *hole);
/* Where the flow into the hole began. */
enum model_source taint_source_of(const struct taint_part *hole);
/* The literal text that ends where the hole begins; false if there is none. */
bool taint_text_before(taint_content content, const struct taint_part *hole, const char **bytes,
                       size_t *length);

/* The content of the memory that `pointer` points to in a state of this path; for a post_call that
 * asks what a call was handed. */
taint_content taint_read_before(csa_context *cx, const csa_state *before, csa_val pointer);

/* True if a model speaks about this call. */
bool taint_is_modelled(const csa_call *call);

#endif
