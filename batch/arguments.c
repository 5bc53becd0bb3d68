#include "arguments.h"

#include "memory.h"
#include "text.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

bool arguments_more(struct arguments *arguments)
{
    if (arguments->trouble || !*arguments->next)
        return false;
    if (!arguments->only_words && strcmp(*arguments->next, "--") == 0) {
        arguments->only_words = true;
        arguments->next++;
    }
    return *arguments->next != NULL;
}

bool arguments_option(struct arguments *arguments, const char *name, const char **value)
{
    const char *word = arguments->trouble || arguments->only_words ? NULL : *arguments->next;
    if (!word || !starts_with(word, name))
        return false;
    const char *rest = word + strlen(name);
    bool is_long = name[1] == '-';
    if (*rest && !(value && (is_long ? *rest == '=' : true)))
        return false;
    arguments->next++;
    if (!value)
        return true;
    if (*rest)
        *value = is_long ? rest + 1 : rest;
    else
        *value = *arguments->next ? *arguments->next++ : "";
    if (!**value)
        arguments->trouble =
            format_text("Option %s needs a value; write it behind the option", name);
    return true;
}

const char *arguments_word(struct arguments *arguments)
{
    const char *word = *arguments->next;
    if (!word || (!arguments->only_words && word[0] == '-' && word[1]))
        return NULL;
    arguments->next++;
    return word;
}

void arguments_unknown(struct arguments *arguments, const char *command)
{
    if (!arguments->trouble)
        arguments->trouble = format_text("Unknown option %s; \"tinct help%s%s\" lists those there "
                                         "are",
                                         *arguments->next, *command ? " " : "", command);
}

unsigned arguments_number(struct arguments *arguments, const char *name, const char *value,
                          unsigned least)
{
    char *end;
    errno = 0;
    long number = strtol(value, &end, 10);
    if (!arguments->trouble &&
        (errno || end == value || *end || number < (long)least || number > INT_MAX))
        arguments->trouble = format_text("Option %s takes a whole number from %u on, not \"%s\"",
                                         name, least, value);
    return number > 0 && number <= INT_MAX ? (unsigned)number : 0;
}
