/* model_guard.c - the key guard: what a function's result tells of the text it was handed. */
#include "model_internal.h"

#include <string.h>

struct draft_guard {
    const struct model_function *function;
    struct model_effect effect;
};

static bool read_text(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_guard *draft = into;
    return model_read_place(reader, node, "text", draft->function, &draft->effect.from);
}

static bool read_with(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_guard *draft = into;
    return model_read_place(reader, node, "with", draft->function, &draft->effect.to);
}

static bool read_limit(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_guard *draft = into;
    return model_read_argument(reader, node, "limit", draft->function, &draft->effect.limit);
}

static bool read_test(struct model_reader *reader, const struct model_node *node, void *into)
{
    /* By enum model_test. */
    static const char *const words[] = {"equal",      "prefix",    "match", "lacks",
                                        "lacks-last", "lacks-any", "span",  "span-not",
                                        "length",     "class",     "zero",  "nonzero"};
    struct draft_guard *draft = into;
    size_t which = 0;
    if (!model_read_word(reader, node, "test", words, sizeof words / sizeof *words, &which))
        return false;
    draft->effect.test = (enum model_test)which;
    return true;
}

/* "a-z0-9_" spelled out. */
static bool read_set(struct model_reader *reader, const struct model_node *node, void *into)
{
    struct draft_guard *draft = into;
    const char *ranges;
    if (!model_read_text(reader, node, "set", &ranges))
        return false;
    char spelled[256];
    size_t length = 0;
    for (unsigned byte = 1; byte < 256; byte++) {
        for (const char *at = ranges; *at; at++) {
            bool range = at[1] == '-' && at[2];
            unsigned from = (unsigned char)at[0], to = (unsigned char)at[range ? 2 : 0];
            if (byte >= from && byte <= to) {
                spelled[length++] = (char)byte;
                break;
            }
            at += range ? 2 : 0;
        }
    }
    draft->effect.set = model_take_text(&reader->batch->arena, spelled, length);
    return draft->effect.set || model_fail_memory(reader->error, reader->file);
}

static bool add_cleared(struct model_reader *reader, const struct model_node *node, void *into)
{
    enum model_sink kind;
    if (!model_read_sink_kind(reader, node, &kind))
        return false;
    ((struct draft_guard *)into)->effect.clears |= model_sink_cleared(kind);
    return true;
}

static bool read_clears(struct model_reader *reader, const struct model_node *node, void *into)
{
    return model_read_list(reader, node, "clears", add_cleared, into);
}

static bool check(struct model_reader *reader, const struct model_node *node,
                  const struct model_effect *effect)
{
    bool compares = effect->test <= MODEL_TEST_SPAN_NOT;
    if (compares && effect->to.index < 0)
        return model_complain(reader, node, "guard has no 'with'; add what it compares with");
    if (effect->test == MODEL_TEST_CLASS && !effect->set && effect->to.index < 0)
        return model_complain(reader, node,
                              "guard has no 'set'; add the characters of the class, "
                              "or 'with'");
    if (effect->test >= MODEL_TEST_ZERO && !effect->clears)
        return model_complain(reader, node, "guard has no 'clears'; add what the text is safe for");
    return true;
}

static bool add_guard(struct model_reader *reader, const struct model_node *node, void *into)
{
    static const struct model_key keys[] = {{"text", read_text, MODEL_REQUIRED},
                                            {"test", read_test, MODEL_REQUIRED},
                                            {"with", read_with, MODEL_OPTIONAL},
                                            {"limit", read_limit, MODEL_OPTIONAL},
                                            {"set", read_set, MODEL_OPTIONAL},
                                            {"clears", read_clears, MODEL_OPTIONAL},
                                            {0}};
    struct model_draft *function = into;
    struct draft_guard draft = {.function = &function->function,
                                .effect = {.kind = MODEL_GUARD_EFFECT,
                                           .channel = -1,
                                           .limit = -1,
                                           .format = -1,
                                           .to = {MODEL_ARGUMENT, -1, 0},
                                           .arguments = {MODEL_ARGUMENT, -1, 0}}};
    return model_read_mapping(reader, node, "guard", keys, &draft) &&
           check(reader, node, &draft.effect) && model_add_effect(reader, function, &draft.effect);
}

bool model_read_guard(struct model_reader *reader, const struct model_node *value, void *into)
{
    return model_read_each(reader, value, "guard", add_guard, into);
}
