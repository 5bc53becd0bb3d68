#include "response.h"

#include "files.h"
#include "memory.h"
#include "paths.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 32 };

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

/* `open` lists the files that are being read, outermost first. */
static int expand(const struct list *arguments, const char *directory, struct list *open,
                  struct list *out, char **trouble);

static int expand_file(const char *name, const char *directory, struct list *open, struct list *out,
                       char **trouble)
{
    char *path = path_resolve(directory, name);
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
        list_add(open, path);
        result = expand(&words, directory, open, out, trouble);
        free(open->items[--open->count]);
        open->items[open->count] = NULL;
    }
    list_free(&words);
    text_free(&content);
    free(path);
    return result;
}

static int expand(const struct list *arguments, const char *directory, struct list *open,
                  struct list *out, char **trouble)
{
    for (size_t i = 0; i < arguments->count; i++) {
        const char *argument = arguments->items[i];
        if (argument[0] != '@' || !argument[1])
            list_add(out, argument);
        else if (expand_file(argument + 1, directory, open, out, trouble) != 0)
            return -1;
    }
    return 0;
}

int response_expand(const struct list *arguments, const char *directory, struct list *out,
                    char **trouble)
{
    struct list open = {0};
    int result = expand(arguments, directory, &open, out, trouble);
    list_free(&open);
    return result;
}
