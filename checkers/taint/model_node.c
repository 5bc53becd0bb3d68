/* model_node.c - YAML text to a tree of nodes.
 *
 * The event interface of libyaml is used, not its documents: those resolve aliases (a small text can
 * then stand for a tree without end) and compare each anchor with every other. */
#include "model_internal.h"

#include <string.h>
#include <yaml.h>

struct build {
    struct model_arena *arena;
    const char *file;
    struct model_error *error;
    struct model_node **end[MODEL_MAX_NESTING]; /* where the next child of each open node goes */
    unsigned depth;                             /* how many nodes are open */
    size_t nodes;
    struct model_node *root;
};

static bool complain(struct build *build, yaml_mark_t mark, const char *text)
{
    return model_fail(build->error, build->file, (unsigned)mark.line + 1, (unsigned)mark.column + 1,
                      "%s", text);
}

/* Hangs a new node where the text stands; NULL when a limit or memory is reached. */
static struct model_node *add(struct build *build, enum model_node_kind kind, yaml_mark_t mark)
{
    if (++build->nodes > MODEL_MAX_NODES) {
        complain(build, mark, "more than 1000000 values; split the file");
        return NULL;
    }
    struct model_node *node = model_take(build->arena, sizeof *node);
    if (!node) {
        model_fail_memory(build->error, build->file);
        return NULL;
    }
    *node = (struct model_node){
        kind, (unsigned)mark.line + 1, (unsigned)mark.column + 1, false, NULL, NULL, NULL};
    if (build->depth) {
        *build->end[build->depth - 1] = node;
        build->end[build->depth - 1] = &node->next;
    } else {
        build->root = node;
    }
    return node;
}

static bool open_node(struct build *build, enum model_node_kind kind, const yaml_event_t *event,
                      const yaml_char_t *tag)
{
    if (tag)
        return complain(build, event->start_mark, "a YAML tag has no meaning here; remove it");
    if (build->depth == MODEL_MAX_NESTING)
        return complain(build, event->start_mark,
                        "nested deeper than a model can be; see the language's description");
    struct model_node *node = add(build, kind, event->start_mark);
    if (!node)
        return false;
    build->end[build->depth++] = &node->child;
    return true;
}

static bool add_scalar(struct build *build, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    if (event->data.scalar.tag)
        return complain(build, event->start_mark, "a YAML tag has no meaning here; remove it");
    if (memchr(text, 0, length))
        return complain(build, event->start_mark, "a NUL character in a text; remove it");
    struct model_node *node = add(build, MODEL_SCALAR, event->start_mark);
    if (!node)
        return false;
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    node->text = model_take_text(build->arena, text, length);
    return node->text || model_fail_memory(build->error, build->file);
}

static bool take_event(struct build *build, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return add_scalar(build, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_node(build, MODEL_SEQUENCE, event, event->data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
        return open_node(build, MODEL_MAPPING, event, event->data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        build->depth--;
        return true;
    case YAML_DOCUMENT_START_EVENT:
        return !build->root ||
               complain(build, event->start_mark, "a second YAML document; a model file holds one");
    case YAML_ALIAS_EVENT:
        return complain(build, event->start_mark,
                        "a star outside quotes is a YAML alias; put the place in quotes, as in "
                        "'*0'");
    default:
        return true;
    }
}

/* libyaml gives only a byte offset for bytes it cannot read. */
static yaml_mark_t mark_of_offset(const char *text, size_t length, size_t offset)
{
    yaml_mark_t mark = {0};
    for (size_t i = 0; i < offset && i < length; i++) {
        if (text[i] == '\n') {
            mark.line++;
            mark.column = 0;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            mark.column++;
        }
    }
    return mark;
}

static bool explain(struct build *build, const yaml_parser_t *parser, const char *text,
                    size_t length)
{
    const char *problem = parser->problem ? parser->problem : "the text cannot be read";
    const char *context = parser->context ? parser->context : "";
    yaml_mark_t mark = parser->problem_mark;
    if (parser->error == YAML_MEMORY_ERROR)
        return model_fail_memory(build->error, build->file);
    if (parser->error == YAML_READER_ERROR) {
        mark = mark_of_offset(text, length, parser->problem_offset);
        return model_fail(build->error, build->file, (unsigned)mark.line + 1,
                          (unsigned)mark.column + 1, "%s; save the file as plain UTF-8 text",
                          problem);
    }
    if (strstr(context, "alias"))
        return complain(build, mark,
                        "a star outside quotes is a YAML alias; put the place in quotes, as in "
                        "'*0'");
    if (*context)
        return model_fail(build->error, build->file, (unsigned)mark.line + 1,
                          (unsigned)mark.column + 1,
                          "YAML syntax: %s %s that starts in line %u; mend the YAML", problem,
                          context, (unsigned)parser->context_mark.line + 1);
    return model_fail(build->error, build->file, (unsigned)mark.line + 1, (unsigned)mark.column + 1,
                      "YAML syntax: %s; mend the YAML", problem);
}

static bool run(struct build *build, yaml_parser_t *parser, const char *text, size_t length)
{
    for (bool done = false; !done;) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event))
            return explain(build, parser, text, length);
        done = event.type == YAML_STREAM_END_EVENT;
        bool good = take_event(build, &event);
        yaml_event_delete(&event);
        if (!good)
            return false;
    }
    return true;
}

const struct model_node *model_node_read(struct model_arena *arena, const char *file,
                                         const char *text, size_t length, struct model_error *error)
{
    struct build build = {.arena = arena, .file = file, .error = error};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        model_fail_memory(error, file);
        return NULL;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    bool good = run(&build, &parser, text, length);
    yaml_parser_delete(&parser);
    if (good && !build.root)
        good = model_fail(error, file, 0, 0, "the file is empty; start it with 'functions:'");
    return good ? build.root : NULL;
}
