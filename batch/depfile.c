#include "depfile.h"

#include "files.h"
#include "paths.h"

#include <stdlib.h>
#include <string.h>

/* Reads one name; returns where it ends. */
static const char *read_name(const char *at, struct text *name)
{
    while (*at && !strchr(" \t\r\n", *at)) {
        if (at[0] == '\\' && at[1] && strchr(" #", at[1]))
            at++;
        else if (at[0] == '$' && at[1] == '$')
            at++;
        else if (at[0] == '\\' && (at[1] == '\n' || at[1] == '\r'))
            break;
        text_add_char(name, *at++);
    }
    return at;
}

void depfile_parse(const char *text, struct list *files)
{
    bool in_target = true;
    for (const char *at = text; *at;) {
        if (starts_with(at, "\\\n") || starts_with(at, "\\\r\n")) {
            at += strcspn(at, "\n") + 1;
        } else if (*at == '\n') {
            in_target = true;
            at++;
        } else if (strchr(" \t\r", *at)) {
            at++;
        } else {
            struct text name = {0};
            at = read_name(at, &name);
            if (in_target)
                in_target = !(name.length && name.data[name.length - 1] == ':');
            else if (name.length)
                list_take(files, text_take(&name));
            else if (*at)
                at++;
            text_free(&name);
        }
    }
}

static void add_escaped(struct text *out, const char *name)
{
    for (; *name; name++) {
        if (*name == ' ' || *name == '#')
            text_add_char(out, '\\');
        if (*name == '$')
            text_add_char(out, '$');
        text_add_char(out, *name);
    }
}

int depfile_rewrite(const char *path, const char *target, const char *directory)
{
    struct text old = {0}, new = {0};
    if (read_file(path, &old) != 0)
        return -1;
    struct list files = {0};
    depfile_parse(old.data, &files);
    add_escaped(&new, target);
    text_add_char(&new, ':');
    for (size_t i = 0; i < files.count; i++) {
        char *absolute = path_resolve(directory, files.items[i]);
        text_add(&new, " \\\n  ");
        add_escaped(&new, absolute);
        free(absolute);
    }
    text_add_char(&new, '\n');
    int result = write_file(path, new.data, new.length);
    list_free(&files);
    text_free(&old);
    text_free(&new);
    return result;
}
