/* model_place.c - which argument of a call is meant, and how far its pointer is followed. */
#include "model_internal.h"

#include <stdlib.h>
#include <string.h>

static bool check_argument(struct model_reader *reader, const struct model_node *node,
                           const struct model_function *function, int argument)
{
    if (argument < function->args || function->variadic)
        return true;
    if (!function->args)
        return model_complain(reader, node,
                              "there is no argument %d: '%s' takes none; "
                              "mend the number or 'args'",
                              argument, function->name);
    return model_complain(reader, node,
                          "there is no argument %d: '%s' takes %d, counted from 0; "
                          "mend the number or 'args'",
                          argument, function->name, function->args);
}

bool model_read_argument(struct model_reader *reader, const struct model_node *node,
                         const char *what, const struct model_function *function, int *argument)
{
    int64_t number = 0;
    if (!model_read_number(reader, node, what, 0, MODEL_MAX_ARGUMENTS, &number))
        return false;
    *argument = (int)number;
    return check_argument(reader, node, function, *argument);
}

/* Reads the grammar alone: `*`... then N, return, static, vN or vaN. */
static bool parse_place(const char *text, struct model_place *place)
{
    *place = (struct model_place){.root = MODEL_ARGUMENT};
    for (; *text == '*'; text++)
        place->depth++;
    if (strcmp(text, "return") == 0) {
        place->root = MODEL_RETURN;
        return true;
    }
    if (strcmp(text, "static") == 0) {
        place->root = MODEL_STATIC;
        return true;
    }
    if (text[0] == 'v' && text[1] == 'a') {
        place->root = MODEL_VA_LIST;
        text += 2;
    } else if (text[0] == 'v') {
        place->root = MODEL_VARIADIC;
        text++;
    }
    size_t digits = strspn(text, "0123456789");
    if (!digits || digits > 3 || text[digits])
        return false;
    place->index = atoi(text);
    return true;
}

bool model_read_place(struct model_reader *reader, const struct model_node *node, const char *what,
                      const struct model_function *function, struct model_place *place)
{
    const char *text = NULL;
    if (!model_read_text(reader, node, what, &text))
        return false;
    char quoted[MODEL_QUOTED];
    if (!parse_place(text, place))
        return model_complain(reader, node,
                              "%s is no place; write stars and then an argument's "
                              "number, return, static, vN or vaN, as in '*0'",
                              model_quote(quoted, text));
    if (place->depth > MODEL_MAX_DEPTH)
        return model_complain(reader, node, "%s follows more than %d pointers; use fewer stars",
                              model_quote(quoted, text), MODEL_MAX_DEPTH);
    if (place->root == MODEL_RETURN || place->root == MODEL_STATIC)
        return true;
    if (place->index > MODEL_MAX_ARGUMENTS)
        return model_complain(reader, node, "there is no argument %d; no call has more than %d",
                              place->index, MODEL_MAX_ARGUMENTS);
    if (place->root != MODEL_VARIADIC)
        return check_argument(reader, node, function, place->index);
    if (!function->variadic)
        return model_complain(reader, node,
                              "%s needs variadic arguments; say 'variadic: true' or "
                              "name an argument",
                              model_quote(quoted, text));
    if (place->index < function->args)
        return model_complain(reader, node,
                              "%s names a fixed argument; the variadic ones of '%s' "
                              "begin at v%d",
                              model_quote(quoted, text), function->name, function->args);
    return true;
}
