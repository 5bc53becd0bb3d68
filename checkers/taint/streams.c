#include "streams.h"

#include "programs.h"

#include <string.h>

/* By the symbol of the handle: the command's content, and a bit for what is appended to. */
static struct csa_map streams = {.key = CSA_KEY_SYMBOL};

bool taint_streams_any(const csa_state *st)
{
    return !csa_map_is_empty(st, &streams);
}

const csa_state *taint_write_stream(csa_context *cx, const csa_state *st, csa_val handle,
                                    struct taint_stream stream)
{
    const csa_symbol *symbol = csa_val_symbol(handle);
    if (!symbol)
        return st;
    uint64_t n = (uint64_t)stream.command << 1 | stream.appends;
    return n ? csa_set_symbol(cx, st, &streams, symbol, n)
             : csa_unset_symbol(cx, st, &streams, symbol);
}

struct taint_stream taint_read_stream(const csa_state *st, csa_val handle)
{
    uint64_t n;
    if (!csa_get_symbol(st, &streams, csa_val_symbol(handle), &n))
        return (struct taint_stream){0};
    return (struct taint_stream){.appends = n & 1, .command = (taint_content)(n >> 1)};
}

enum model_sink taint_stream_feeds(struct taint_stream stream)
{
    char command[256];
    size_t count, length = 0;
    const struct taint_part *parts = taint_content_get(stream.command, &count);
    for (size_t i = 0; i < count; i++) {
        bool is_literal = parts[i].kind == TAINT_LITERAL;
        size_t more = is_literal ? parts[i].length : 1;
        if (length + more >= sizeof command)
            return MODEL_SINK_COUNT;
        if (is_literal)
            memcpy(command + length, parts[i].bytes, more);
        else
            command[length] = PROGRAMS_UNKNOWN;
        length += more;
    }
    command[length] = '\0';
    return program_reads(command);
}
