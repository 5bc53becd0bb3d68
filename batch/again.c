#include "again.h"

#include "memory.h"
#include "paths.h"

#include <stdlib.h>
#include <string.h>

/* Quotes for the shell, where that is needed. */
static void add_word(struct text *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "%+,-./:=@_";
    text_add_char(out, ' ');
    if (*word && !word[strspn(word, plain)]) {
        text_add(out, word);
        return;
    }
    text_add_char(out, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            text_add(out, "'\\'");
        text_add_char(out, *word);
    }
    text_add_char(out, '\'');
}

/* As short a name as leads to the file from here. */
static char *name_from(const char *here, const char *root, const char *unit)
{
    char *path = path_resolve(root, unit);
    char *name = path_is_under(path, here) ? path_relative(here, path) : copy_text(path);
    free(path);
    return name;
}

void again_all(struct work *work)
{
    struct findings *findings = &work->results.findings;
    const struct list *words = &work->options->words;
    char *here = current_directory();
    for (size_t i = 0; i < findings->count; i++) {
        struct text command = {0};
        char *name = name_from(here, work->root, findings->items[i].unit);
        text_add(&command, "tinct scan");
        for (size_t word = 0; word < words->count; word++)
            add_word(&command, words->items[word]);
        add_word(&command, name);
        findings->items[i].again = text_take(&command);
        free(name);
    }
    free(here);
}
