#include "asked.h"

#include <stdlib.h>
#include <string.h>

enum { NAME = 4096 };
static char file[NAME];
static unsigned line; /* 0: nothing is asked */

/* The last name that the compiler had for a file, which is asked for again and again. */
static const char *known;
static bool known_answer;

/* What checkers have reported on the line. */
enum { TOLD = 64 };
static struct told {
    const csa_expr *call;
    unsigned argument;
} told[TOLD];
static size_t told_count;

void taint_asked_load(csa_unit *unit)
{
    const char *question = csa_unit_option(unit, TAINT_WHY, TAINT_WHY_LINE);
    const char *colon = strrchr(question, ':');
    size_t length = colon ? (size_t)(colon - question) : 0;
    line = 0;
    told_count = 0;
    known = NULL;
    if (!length || length >= sizeof file)
        return;
    memcpy(file, question, length);
    file[length] = '\0';
    line = (unsigned)strtoul(colon + 1, NULL, 10);
}

bool taint_asked(void)
{
    return line != 0;
}

static bool is_file(const char *name)
{
    if (name != known) {
        known = name;
        known_answer = csa_is_same_file(name, file);
    }
    return known_answer;
}

bool taint_asked_in(const csa_decl *function)
{
    struct csa_location first;
    unsigned last;
    return line && csa_function_lines(function, &first, &last) && first.line <= line &&
           line <= last && is_file(first.file);
}

bool taint_asked_at(const csa_expr *expr)
{
    struct csa_location first;
    return line && csa_expr_location(NULL, expr, &first) && first.line <= line &&
           line <= csa_expr_last_line(expr) && is_file(first.file);
}

bool taint_asked_told(const csa_expr *call, unsigned argument)
{
    for (size_t i = 0; i < told_count; i++) {
        if (told[i].call == call && told[i].argument == argument)
            return true;
    }
    return false;
}

void taint_asked_tell(const csa_expr *call, unsigned argument)
{
    if (call && told_count < TOLD && taint_asked_at(call) && !taint_asked_told(call, argument))
        told[told_count++] = (struct told){call, argument};
}
