#include "culprit.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* Whether `flag` is `word`, or an option whose value is `word` ("-march=x" for "x"). */
static bool flag_is(const char *flag, const char *word, size_t length)
{
    size_t flag_length = strlen(flag);
    if (flag_length < length || !length)
        return false;
    if (strncmp(flag, word, length) == 0 && (flag_length == length || word[length - 1] == '='))
        return true;
    return flag_length > length && strncmp(flag + flag_length - length, word, length) == 0 &&
           flag[flag_length - length - 1] == '=';
}

static size_t find_culprit(const char *line, const struct list *flags)
{
    for (const char *at = strchr(line, '\''); at; at = strchr(at, '\'')) {
        const char *end = strchr(++at, '\'');
        if (!end)
            break;
        for (size_t i = 0; i < flags->count; i++)
            if (flags->items[i][0] == '-' && flag_is(flags->items[i], at, (size_t)(end - at)))
                return i;
        at = end + 1;
    }
    return flags->count;
}

/* A flag can stand there twice and be complained of once. */
static void take_out(struct list *flags, size_t index, struct list *out)
{
    char *culprit = copy_text(flags->items[index]);
    size_t kept = 0;
    for (size_t i = 0; i < flags->count; i++) {
        if (strcmp(flags->items[i], culprit) == 0)
            free(flags->items[i]);
        else
            flags->items[kept++] = flags->items[i];
    }
    flags->count = kept;
    flags->items[kept] = NULL;
    list_take(out, culprit);
}

bool culprits_take_out(const char *errors, struct list *flags, struct list *out)
{
    bool learnt = false;
    for (const char *at = errors; *at;) {
        size_t length = strcspn(at, "\n");
        char *line = copy_bytes(at, length);
        size_t index = strstr(line, "error: ") ? find_culprit(line, flags) : flags->count;
        if (index < flags->count) {
            take_out(flags, index, out);
            learnt = true;
        }
        free(line);
        at += length + (at[length] == '\n');
    }
    return learnt;
}
