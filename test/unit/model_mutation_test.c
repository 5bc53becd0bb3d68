// Damaged copies of the built-in models: each is read or refused with a message, never more.
// RUN: %unit/model_mutation_test 300
// A long run, for a build with sanitizers: model_mutation_test 20000.
#include "check.h"
#include "model.h"

#include <stdint.h>
#include <stdlib.h>

static uint64_t state = 1;

/* The same numbers in every run. */
static size_t below(size_t bound)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(state >> 33) % bound;
}

/* Changes one thing in `text`, which has room for 16 bytes more. Returns the new length. */
static size_t damage(char *text, size_t length)
{
    static const char *const pieces[] = {"'",  "\"", "*",   "&a ", "{",    "}",  "[",    "]",
                                         ": ", ", ", "- ",  "\n",  "\0",   "#",  "!x ",  "\t",
                                         "|",  "?",  "***", "v9",  "va99", "-1", "\xC3", "99999"};
    size_t at = below(length);
    switch (below(5)) {
    case 0:
        text[at] = (char)below(256);
        return length;
    case 1: { /* remove */
        size_t count = 1 + below(below(8) ? 8 : 400);
        count = count < length - at ? count : length - at - 1;
        memmove(text + at, text + at + count, length - at - count);
        return length - count;
    }
    case 2: { /* copy from elsewhere */
        size_t from = below(length), count = 1 + below(40);
        count = count < length - at ? count : length - at;
        count = count < length - from ? count : length - from;
        memmove(text + at, text + from, count);
        return length;
    }
    default: { /* insert */
        const char *piece = pieces[below(sizeof pieces / sizeof *pieces)];
        size_t count = *piece ? strlen(piece) : 1;
        memmove(text + at + count, text + at, length - at);
        memcpy(text + at, piece, count);
        return length + count;
    }
    }
}

static size_t refused;

static void try_text(const char *name, const char *text, size_t length)
{
    struct model_set *set = model_set_new();
    struct model_error error = {0};
    int result = model_set_read_text(set, name, text, length, &error);
    CHECK(result == 0 ? !error.text : error.text && strstr(error.text, "; "));
    CHECK(result == 0 || model_count(set) == 0);
    for (size_t i = 0; i < model_count(set); i++)
        CHECK(model_find(set, model_at(set, i)->name) == model_at(set, i));
    refused += result != 0;
    model_error_clear(&error);
    model_set_free(set);
}

/* Some of a file's lines after its head, damaged a few times. */
static void one_round(const struct model_text *file)
{
    static const char head[] = "library: x\nkeeps: true\nfunctions:\n";
    char text[sizeof head + 4096 + 16 * 4];
    size_t start = below(file->length), length = 1 + below(4000);
    while (start > 0 && file->text[start - 1] != '\n')
        start--;
    length = length < file->length - start ? length : file->length - start;
    memcpy(text, head, sizeof head - 1);
    memcpy(text + sizeof head - 1, file->text + start, length);
    length += sizeof head - 1;
    for (size_t i = below(4); i < 4; i++)
        length = damage(text, length);
    try_text(file->name, text, length);
}

int main(int count, char **arguments)
{
    size_t files = 0, rounds = count > 1 ? strtoul(arguments[1], NULL, 10) : 300;
    while (model_builtin[files].name)
        files++;
    for (size_t i = 0; i < rounds && files; i++)
        one_round(&model_builtin[below(files)]);
    CHECK(files && refused > rounds / 4 && refused < rounds);
    return check_result();
}
