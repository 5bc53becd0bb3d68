/* tinct.h - says in the program itself what Tinct cannot know of its functions.
 *
 *     char *request_field(struct request *r, const char *name) TINCT_SOURCE(http);
 *     char *quoted(const char *text) TINCT_SANITIZER(shell);
 *     void run_remote(struct host *h, const char *command TINCT_SINK(shell));
 *     struct message { int kind; char *text TINCT_SOURCE(network); };
 *     int handle(const char *body TINCT_SOURCE(network)) { ... }
 *
 * The kinds are those of the model language (checkers/models/README.md). Under compilers other than
 * Clang this is nothing. It stands behind a declarator: of a function, a parameter or a field.
 */
#ifndef TINCT_H
#define TINCT_H

#if defined(__clang__)
#define TINCT_ANNOTATE(text) __attribute__((__annotate__(text)))
#else
#define TINCT_ANNOTATE(text)
#endif

/* Untrusted data of this kind: what the function returns, what the field holds, what the parameter
 * receives, or, if the function has no body here, what it fills through the parameter. Of a pointer
 * it is what it points to. */
#define TINCT_SOURCE(kind) TINCT_ANNOTATE("tinct.source=" #kind)
/* Untrusted data must not arrive in this parameter, or in what it points to. */
#define TINCT_SINK(kind) TINCT_ANNOTATE("tinct.sink=" #kind)
/* What the function returns is made of its arguments and safe for this kind of sink. */
#define TINCT_SANITIZER(kind) TINCT_ANNOTATE("tinct.sanitizer=" #kind)
/* What the function returns is made of its arguments. For functions without a body in sight. */
#define TINCT_PROPAGATOR TINCT_ANNOTATE("tinct.propagator")

#endif
