#include "response.h"

#include "files.h"
#include "memory.h"
#include "paths.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 32, MOST = 1 << 20 };

void response_split(const char *text, struct list *arguments)
{
    const char *at = text;
    for (;;) {
        while (isspace((unsigned char)*at))
            at++;
        if (!*at)
            return;
        struct text word = {0};
        char quote = '\0';
        for (; *at && (quote || !isspace((unsigned char)*at)); at++) {
            if (*at == '\\' && at[1])
                text_add_char(&word, *++at);
            else if (quote ? *at == quote : (*at == '\'' || *at == '"'))
                quote = quote ? '\0' : *at;
            else
                text_add_char(&word, *at);
        }
        list_take(arguments, text_take(&word));
    }
}

struct expansion {
    const char *directory;
    struct list open; /* files that are being read, outermost first */
    size_t spent; /* files and words read: files that name each other can be few and mean many */
    struct list *out;
    char **trouble;
};

static int expand(struct expansion *expansion, const struct list *arguments);

static int expand_file(struct expansion *expansion, const char *name)
{
    struct list *open = &expansion->open;
    char **trouble = expansion->trouble;
    char *path = path_resolve(expansion->directory, name);
    struct text content = {0};
    struct list words = {0};
    int result = -1;
    if (list_has(open, path) || open->count >= DEEPEST) {
        *trouble =
            format_text("%s: Response file contains itself; take the inner @%s out", path, name);
    } else if (file_exists(path) && !is_regular_file(path)) {
        *trouble = format_text("%s: This is no response file; name a file that is one", path);
    } else if (read_file(path, &content) != 0) {
        *trouble = format_text("%s: Cannot read the response file: %s; build the project, so that "
                               "its build system writes it",
                               path, strerror(errno));
    } else {
        response_split(content.data, &words);
        expansion->spent += words.count + 1;
        list_add(open, path);
        if (expansion->spent <= MOST)
            result = expand(expansion, &words);
        else
            *trouble = format_text("%s: Response files hold more than %d arguments; name fewer",
                                   path, MOST);
        free(open->items[--open->count]);
        open->items[open->count] = NULL;
    }
    list_free(&words);
    text_free(&content);
    free(path);
    return result;
}

static int expand(struct expansion *expansion, const struct list *arguments)
{
    for (size_t i = 0; i < arguments->count; i++) {
        const char *argument = arguments->items[i];
        if (argument[0] != '@' || !argument[1])
            list_add(expansion->out, argument);
        else if (expand_file(expansion, argument + 1) != 0)
            return -1;
    }
    return 0;
}

int response_expand(const struct list *arguments, const char *directory, struct list *out,
                    char **trouble)
{
    struct expansion expansion = {.directory = directory, .out = out, .trouble = trouble};
    int result = expand(&expansion, arguments);
    list_free(&expansion.open);
    return result;
}
