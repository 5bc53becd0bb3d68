#include "request.h"

#include <string.h>

/* Those that speak of a body, by its length, its type, or the method that has one. */
static const struct {
    const char *name;
    bool of_body;
} variables[] = {
    {"QUERY_STRING", false},  {"PATH_INFO", false},   {"PATH_TRANSLATED", false},
    {"REQUEST_URI", false},   {"REMOTE_USER", false}, {"REMOTE_HOST", false},
    {"REMOTE_IDENT", false},  {"CONTENT_TYPE", true}, {"CONTENT_LENGTH", true},
    {"REQUEST_METHOD", true},
};
enum { VARIABLES = sizeof variables / sizeof *variables };

static size_t find(const char *name, size_t length)
{
    size_t i = 0;
    while (i < VARIABLES &&
           (strlen(variables[i].name) != length || memcmp(variables[i].name, name, length) != 0))
        i++;
    return i;
}

bool request_is_variable(const char *name, size_t length)
{
    if (length > 5 && memcmp(name, "HTTP_", 5) == 0)
        return true;
    return find(name, length) < VARIABLES;
}

static bool has_body;

void request_note(const char *name, size_t length)
{
    size_t i = find(name, length);
    has_body = has_body || (i < VARIABLES && variables[i].of_body);
}

void request_reset(void)
{
    has_body = false;
}

bool request_has_body(void)
{
    return has_body;
}
