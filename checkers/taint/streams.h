/* streams.h - what is known of a stream or a descriptor beside the kind of data it gives: what it was
 * opened for.
 */
#ifndef TINCT_STREAMS_H
#define TINCT_STREAMS_H

#include "content.h"

struct taint_stream {
    bool appends;          /* what is written is added to a file: the lines of a log */
    taint_content command; /* that the shell runs to read what is written; 0: none */
};

/* False if no stream of the path is known by more than its kind. */
bool taint_streams_any(const csa_state *st);
const csa_state *taint_write_stream(csa_context *cx, const csa_state *st, csa_val handle,
                                    struct taint_stream stream);
struct taint_stream taint_read_stream(const csa_state *st, csa_val handle);

/* What text that is written to the stream is for who reads it, as program_reads() says. */
enum model_sink taint_stream_feeds(struct taint_stream stream);

#endif
