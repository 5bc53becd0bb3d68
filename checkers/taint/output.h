/* output.h - what a program writes to others: pages and header lines, recognised in literal text.
 *
 * printf() is a sink only where what it writes is a page or a header. Literals tell: those in front
 * of the untrusted text, or those of the file as a whole (`Content-Type: text/html`).
 */
#ifndef TINCT_OUTPUT_H
#define TINCT_OUTPUT_H

#include "csa.h"
#include "model.h"

#include <stdbool.h>
#include <stddef.h>

/* What the literals of a file say of its output; bits. */
enum {
    OUTPUT_PAGE = 1,    /* announces a page: Content-Type: text/html */
    OUTPUT_MARKUP = 2,  /* holds HTML tags */
    OUTPUT_HEADER = 4,  /* holds the beginning of a header line or of a protocol's command */
    OUTPUT_MAIL = 8,    /* of a mail: Subject:, To: */
    OUTPUT_COMMAND = 16 /* a line that a server or a client obeys: GET /, HTTP/1.1 200 */
};

/* How the line that `text` ends in begins. */
enum output_line {
    OUTPUT_LINE_OTHER,
    OUTPUT_LINE_FIELD,    /* a field of any name: "X-Size: " */
    OUTPUT_LINE_RESPONSE, /* a field that browsers obey: "Location: ", "Set-Cookie: " */
    OUTPUT_LINE_MAIL,     /* a field of a mail */
    OUTPUT_LINE_COMMAND   /* a line that a server obeys: "RCPT TO:<", "GET /", "USER " */
};

/* Bits of what one literal says. */
unsigned output_literal(const char *text, size_t length);
/* The last line of the text, as the beginning of a line on the wire. */
enum output_line output_line_of(const char *text, size_t length);
/* True if a tag of HTML begins in the text. */
bool output_has_markup(const char *text, size_t length);

/* What the literals of the file say; known after the scout. */
unsigned output_of_unit(void);
void output_reset(void);
void output_note(const char *text, size_t length);

#endif
