/* arguments.h - the tool's own command line. */
#ifndef TINCT_ARGUMENTS_H
#define TINCT_ARGUMENTS_H

#include <stdbool.h>

/* A walk over the words of a command line. */
struct arguments {
    char **next;     /* ends with NULL */
    bool only_words; /* behind "--" */
    char *trouble;   /* what was wrong; the caller frees it */
};

/* Whether the next word is the option `name` ("-p" or "--sarif"); if so it is taken, and *value is
 * what follows: "--sarif X", "--sarif=X", "-p X" or "-pX". Pass NULL for an option without value.
 * A missing value is trouble. */
bool arguments_option(struct arguments *arguments, const char *name, const char **value);
/* Takes the next word if it is no option; NULL if there is none. */
const char *arguments_word(struct arguments *arguments);
/* Whether there is more and nothing was wrong. */
bool arguments_more(struct arguments *arguments);
/* The next word is an option that `command` does not have: trouble. */
void arguments_unknown(struct arguments *arguments, const char *command);
/* A whole number from `least` on, or trouble. */
unsigned arguments_number(struct arguments *arguments, const char *name, const char *value,
                          unsigned least);

#endif
