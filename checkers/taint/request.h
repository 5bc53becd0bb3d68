/* request.h - CGI: the variables of the environment that hold a request (RFC 3875, section 4.1), and
 * its body on standard input (section 4.2).
 */
#ifndef TINCT_REQUEST_H
#define TINCT_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

/* True if a server puts text of the request into the variable. */
bool request_is_variable(const char *name, size_t length);

/* The file reads this variable. */
void request_note(const char *name, size_t length);
void request_reset(void);
/* True if the file reads a variable that speaks of the body: standard input holds it. Known after the
 * scout. */
bool request_has_body(void);

#endif
