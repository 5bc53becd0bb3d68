/* model_effect.c - the keys of effects: source, flow, print, scan, sink, handle and output. */
#include "model_internal.h"

#include <string.h>

/* ---- The keys of effects ---- */

struct draft_effect {
    const struct model_function *function;
    struct model_effect effect;
    const struct model_node *from, *source; /* the keys that were there; source: kind or channel */
};

static bool read_from(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    draft->from = node;
    return model_read_place(reader, node, "from", draft->function, &draft->effect.from);
}

static bool read_to(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_place(reader, node, "to", draft->function, &draft->effect.to);
}

static bool read_at(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_place(reader, node, "at", draft->function, &draft->effect.to);
}

static bool read_arguments(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    struct model_place *place = &draft->effect.arguments;
    if (!model_read_place(reader, node, "arguments", draft->function, place))
        return false;
    if ((place->root == MODEL_VARIADIC || place->root == MODEL_VA_LIST) && !place->depth)
        return true;
    char quoted[MODEL_QUOTED];
    return model_complain(reader, node, "%s is not where formatted values are; write vN or vaN",
                          model_quote(quoted, node->text));
}

static bool read_limit(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_argument(reader, node, "limit", draft->function, &draft->effect.limit);
}

static bool read_times(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_argument(reader, node, "times", draft->function, &draft->effect.times);
}

static bool read_most(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    int64_t most = 0;
    if (!model_read_number(reader, node, "most", 1, INT32_MAX, &most))
        return false;
    draft->effect.most = (uint32_t)most;
    return true;
}

static bool read_string(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_flag(reader, node, "string", &draft->effect.string);
}

static bool read_writes(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_place(reader, node, "writes", draft->function, &draft->effect.writes);
}

static bool read_reads(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_place(reader, node, "reads", draft->function, &draft->effect.reads);
}

static bool read_format(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_argument(reader, node, "format", draft->function, &draft->effect.format);
}

static bool read_channel(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    draft->source = node;
    return model_read_argument(reader, node, "channel", draft->function, &draft->effect.channel);
}

static bool read_source_kind(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    draft->source = node;
    return model_read_source_kind(reader, node, &draft->effect.source);
}

static bool read_sink_kind(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_sink_kind(reader, node, &draft->effect.sink);
}

static bool read_profile(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const char *const words[] = {"default", "strict", "audit"}; /* by csa_level */
    struct draft_effect *draft = into;
    size_t which = 0;
    if (!model_read_word(reader, node, "profile", words, 3, &which))
        return false;
    draft->effect.level = (int)which;
    return true;
}

static bool add_cleared(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    enum model_sink kind;
    if (!model_read_sink_kind(reader, node, &kind))
        return false;
    draft->effect.clears |= model_sink_cleared(kind);
    return true;
}

static bool read_clears(struct model_reader *reader, const struct model_node *node, void *into)
{
    return model_read_list(reader, node, "clears", add_cleared, into);
}

static bool add_quality(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const char *const words[] = {"canonical", "bare", "decoded",
                                        "copy"}; /* by the bits of model_quality */
    size_t which = 0;
    if (!model_read_word(reader, node, "'gives'", words, 4, &which))
        return false;
    ((struct draft_effect *)into)->effect.qualities |= 1u << which;
    return true;
}

static bool read_gives(struct model_reader *reader, const struct model_node *node, void *into)
{
    return model_read_list(reader, node, "gives", add_quality, into);
}

static bool read_as(struct model_reader *reader, const struct model_node *node, void *into)
{
    /* By enum model_as. */
    static const char *const words[] = {"is", "number", "text", "length", "span"};
    struct draft_effect *draft = into;
    size_t which = 0;
    if (!model_read_word(reader, node, "'as'", words, 5, &which))
        return false;
    draft->effect.as = (enum model_as)which;
    return true;
}

static bool read_append(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_flag(reader, node, "append", &draft->effect.append);
}

static bool read_counts(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_flag(reader, node, "counts", &draft->effect.counts);
}

static bool read_dialect(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const char *const words[] = {"c", "sqlite"}; /* by enum model_dialect */
    struct draft_effect *draft = into;
    size_t which = 0;
    if (!model_read_word(reader, node, "dialect", words, 2, &which))
        return false;
    draft->effect.dialect = (enum model_dialect)which;
    return true;
}

static bool read_scatter(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_flag(reader, node, "scatter", &draft->effect.scatter);
}

static bool read_mode(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_argument(reader, node, "mode", draft->function, &draft->effect.mode);
}

static bool read_command(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_effect *draft = into;
    return model_read_argument(reader, node, "command", draft->function, &draft->effect.command);
}

/* ---- Conditions ---- */

static bool read_when_argument(struct model_reader *reader, const struct model_node *node,
                               void *into)
{
    struct draft_effect *draft = into;
    return model_read_argument(reader, node, "argument", draft->function,
                               &draft->effect.when.argument);
}

static bool read_test(struct model_reader *reader, const struct model_node *node, void *into,
                      enum model_when_op op, const char *what)
{
    struct model_when *when = &((struct draft_effect *)into)->effect.when;
    if (when->op != MODEL_WHEN_ALWAYS)
        return model_complain(reader, node,
                              "a condition makes one test; keep one of equals, has "
                              "and lacks");
    when->op = op;
    return model_read_number(reader, node, what, INT64_MIN, INT64_MAX, &when->value);
}

static bool read_equals(struct model_reader *reader, const struct model_node *node, void *into)
{
    return read_test(reader, node, into, MODEL_WHEN_EQUALS, "equals");
}

static bool read_has(struct model_reader *reader, const struct model_node *node, void *into)
{
    return read_test(reader, node, into, MODEL_WHEN_HAS_BITS, "has");
}

static bool read_lacks(struct model_reader *reader, const struct model_node *node, void *into)
{
    return read_test(reader, node, into, MODEL_WHEN_LACKS_BITS, "lacks");
}

static bool read_when(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const struct model_key keys[] = {{"argument", read_when_argument, MODEL_REQUIRED},
                                            {"equals", read_equals, MODEL_OPTIONAL},
                                            {"has", read_has, MODEL_OPTIONAL},
                                            {"lacks", read_lacks, MODEL_OPTIONAL},
                                            {0}};
    if (!model_read_mapping(reader, node, "when", keys, into))
        return false;
    return ((struct draft_effect *)into)->effect.when.op != MODEL_WHEN_ALWAYS ||
           model_complain(reader, node, "when has no test; add equals, has or lacks");
}

/* ---- The effects ---- */

bool model_add_effect(struct model_reader *reader, struct model_draft *draft,
                      const struct model_effect *effect)
{
    size_t count = draft->function.effect_count;
    if (count == draft->room) {
        size_t room = draft->room ? draft->room * 2 : 4;
        struct model_effect *grown = model_take(&reader->batch->arena, room * sizeof *grown);
        if (!grown)
            return model_fail_memory(reader->error, reader->file);
        if (count)
            memcpy(grown, draft->effects, count * sizeof *grown);
        draft->effects = grown;
        draft->room = room;
    }
    draft->effects[draft->function.effect_count++] = *effect;
    draft->function.effects = draft->effects;
    return true;
}

static struct draft_effect start(const struct model_draft *draft, enum model_effect_kind kind)
{
    return (struct draft_effect){.function = &draft->function,
                                 .effect = {.kind = kind,
                                            .channel = -1,
                                            .limit = -1,
                                            .times = -1,
                                            .format = -1,
                                            .mode = -1,
                                            .command = -1,
                                            .from = {MODEL_ARGUMENT, -1, 0},
                                            .writes = {MODEL_ARGUMENT, -1, 0},
                                            .reads = {MODEL_ARGUMENT, -1, 0},
                                            .arguments = {MODEL_ARGUMENT, -1, 0}}};
}

static bool add_source(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const struct model_key keys[] = {{"to", read_to, MODEL_REQUIRED},
                                            {"kind", read_source_kind, MODEL_OPTIONAL},
                                            {"channel", read_channel, MODEL_OPTIONAL},
                                            {"limit", read_limit, MODEL_OPTIONAL},
                                            {"times", read_times, MODEL_OPTIONAL},
                                            {"most", read_most, MODEL_OPTIONAL},
                                            {"string", read_string, MODEL_OPTIONAL},
                                            {"clears", read_clears, MODEL_OPTIONAL},
                                            {"scatter", read_scatter, MODEL_OPTIONAL},
                                            {"when", read_when, MODEL_OPTIONAL},
                                            {0}};
    struct draft_effect draft = start(into, MODEL_SOURCE_EFFECT);
    if (!model_read_mapping(reader, node, "source", keys, &draft))
        return false;
    if (draft.effect.scatter &&
        (draft.effect.to.root != MODEL_ARGUMENT || draft.effect.to.depth != 1))
        return model_complain(
            reader, node, "only what an argument points to can be scattered; write '*N' in 'to'");
    if (!draft.source)
        return model_complain(reader, node, "source has neither 'kind' nor 'channel'; add one");
    return model_add_effect(reader, into, &draft.effect);
}

static bool add_flow(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const struct model_key keys[] = {{"from", read_from, MODEL_REQUIRED},
                                            {"to", read_to, MODEL_REQUIRED},
                                            {"as", read_as, MODEL_OPTIONAL},
                                            {"append", read_append, MODEL_OPTIONAL},
                                            {"limit", read_limit, MODEL_OPTIONAL},
                                            {"clears", read_clears, MODEL_OPTIONAL},
                                            {"most", read_most, MODEL_OPTIONAL},
                                            {"string", read_string, MODEL_OPTIONAL},
                                            {"when", read_when, MODEL_OPTIONAL},
                                            {"gives", read_gives, MODEL_OPTIONAL},
                                            {0}};
    struct draft_effect draft = start(into, MODEL_FLOW_EFFECT);
    return model_read_mapping(reader, node, "flow", keys, &draft) &&
           model_add_effect(reader, into, &draft.effect);
}

static bool add_print(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const struct model_key keys[] = {{"format", read_format, MODEL_REQUIRED},
                                            {"arguments", read_arguments, MODEL_REQUIRED},
                                            {"to", read_to, MODEL_REQUIRED},
                                            {"append", read_append, MODEL_OPTIONAL},
                                            {"limit", read_limit, MODEL_OPTIONAL},
                                            {"dialect", read_dialect, MODEL_OPTIONAL},
                                            {"counts", read_counts, MODEL_OPTIONAL},
                                            {"when", read_when, MODEL_OPTIONAL},
                                            {0}};
    struct draft_effect draft = start(into, MODEL_PRINT_EFFECT);
    return model_read_mapping(reader, node, "print", keys, &draft) &&
           model_add_effect(reader, into, &draft.effect);
}

static bool add_scan(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const struct model_key keys[] = {{"format", read_format, MODEL_REQUIRED},
                                            {"arguments", read_arguments, MODEL_REQUIRED},
                                            {"from", read_from, MODEL_OPTIONAL},
                                            {"kind", read_source_kind, MODEL_OPTIONAL},
                                            {"channel", read_channel, MODEL_OPTIONAL},
                                            {"when", read_when, MODEL_OPTIONAL},
                                            {0}};
    struct draft_effect draft = start(into, MODEL_SCAN_EFFECT);
    if (!model_read_mapping(reader, node, "scan", keys, &draft))
        return false;
    if (!draft.from && !draft.source)
        return model_complain(reader, node,
                              "scan has no 'from', 'kind' or 'channel'; add 'from' for "
                              "text in memory, another for input");
    if (draft.from && draft.source)
        return model_complain(reader, draft.source,
                              "scan has 'from' and also 'kind' or 'channel'; "
                              "keep 'from' for text in memory, else the "
                              "others");
    return model_add_effect(reader, into, &draft.effect);
}

static bool add_sink(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const struct model_key keys[] = {
        {"at", read_at, MODEL_REQUIRED},           {"kind", read_sink_kind, MODEL_REQUIRED},
        {"profile", read_profile, MODEL_OPTIONAL}, {"writes", read_writes, MODEL_OPTIONAL},
        {"reads", read_reads, MODEL_OPTIONAL},     {"times", read_times, MODEL_OPTIONAL},
        {"when", read_when, MODEL_OPTIONAL},       {0}};
    struct draft_effect draft = start(into, MODEL_SINK_EFFECT);
    if (!model_read_mapping(reader, node, "sink", keys, &draft))
        return false;
    const struct model_effect *effect = &draft.effect;
    bool has_extent = effect->writes.index >= 0 || effect->reads.index >= 0;
    if (effect->sink != MODEL_SINK_LENGTH && (has_extent || effect->times >= 0))
        return model_complain(reader, node,
                              "only a sink of kind 'length' has 'writes', 'reads' and 'times'; "
                              "leave them out");
    return model_add_effect(reader, into, effect);
}

static bool add_handle(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const struct model_key keys[] = {
        {"to", read_to, MODEL_REQUIRED},           {"kind", read_source_kind, MODEL_OPTIONAL},
        {"channel", read_channel, MODEL_OPTIONAL}, {"mode", read_mode, MODEL_OPTIONAL},
        {"command", read_command, MODEL_OPTIONAL}, {"append", read_append, MODEL_OPTIONAL},
        {"when", read_when, MODEL_OPTIONAL},       {0}};
    struct draft_effect draft = start(into, MODEL_HANDLE_EFFECT);
    if (!model_read_mapping(reader, node, "handle", keys, &draft))
        return false;
    if (!draft.source)
        return model_complain(reader, node, "handle has neither 'kind' nor 'channel'; add one");
    return model_add_effect(reader, into, &draft.effect);
}

static bool add_output(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const struct model_key keys[] = {
        {"from", read_from, MODEL_OPTIONAL},           {"format", read_format, MODEL_OPTIONAL},
        {"arguments", read_arguments, MODEL_OPTIONAL}, {"limit", read_limit, MODEL_OPTIONAL},
        {"kind", read_source_kind, MODEL_OPTIONAL},    {"channel", read_channel, MODEL_OPTIONAL},
        {"when", read_when, MODEL_OPTIONAL},           {0}};
    struct draft_effect draft = start(into, MODEL_OUTPUT_EFFECT);
    if (!model_read_mapping(reader, node, "output", keys, &draft))
        return false;
    bool is_formatted = draft.effect.format >= 0 && draft.effect.arguments.index >= 0;
    bool has_format = draft.effect.format >= 0 || draft.effect.arguments.index >= 0;
    if (draft.from ? has_format : !is_formatted)
        return model_complain(reader, node,
                              "output needs 'from' for text, or 'format' and 'arguments' for "
                              "formatted text; keep one of these");
    if (!draft.source)
        return model_complain(reader, node, "output has neither 'kind' nor 'channel'; add one");
    return model_add_effect(reader, into, &draft.effect);
}

bool model_read_source(struct model_reader *reader, const struct model_node *value, void *into)
{
    return model_read_each(reader, value, "source", add_source, into);
}

bool model_read_flow(struct model_reader *reader, const struct model_node *value, void *into)
{
    return model_read_each(reader, value, "flow", add_flow, into);
}

bool model_read_print(struct model_reader *reader, const struct model_node *value, void *into)
{
    return model_read_each(reader, value, "print", add_print, into);
}

bool model_read_scan(struct model_reader *reader, const struct model_node *value, void *into)
{
    return model_read_each(reader, value, "scan", add_scan, into);
}

bool model_read_sink(struct model_reader *reader, const struct model_node *value, void *into)
{
    return model_read_each(reader, value, "sink", add_sink, into);
}

bool model_read_handle(struct model_reader *reader, const struct model_node *value, void *into)
{
    return model_read_each(reader, value, "handle", add_handle, into);
}

bool model_read_output(struct model_reader *reader, const struct model_node *value, void *into)
{
    return model_read_each(reader, value, "output", add_output, into);
}
