/* command.h - a compile command of a database, taken apart. */
#ifndef TINCT_COMMAND_H
#define TINCT_COMMAND_H

#include "compdb.h"

struct command {
    char *compiler;       /* as named, behind launchers such as ccache */
    char *input;          /* the source file, as the command spells it */
    char *language;       /* as -x names it: "c", "cpp-output", "c++"; "" for an unknown suffix */
    bool language_given;  /* by -x */
    bool compiles;        /* false: it only preprocesses */
    struct list flags;    /* what Clang may see, in order, without the input */
    struct list question; /* the flags that decide what the compiler answers, names absolute */
    struct list dropped;  /* flags left out that might have mattered */
};

/* Takes `entry` apart. Returns 0, or -1 with *trouble, which the caller frees: a response file that
 * cannot be read, no compiler, or an input that the command does not name. */
int command_read(const struct entry *entry, struct command *command, char **trouble);
void command_free(struct command *command);

/* Whether the analysis understands the language: C, preprocessed or not. */
bool command_is_c(const struct command *command);
/* A language's name for people ("C++"). */
const char *language_name(const char *language);

/* Index of the compiler's name in a command line, behind launchers and their options. */
size_t command_compiler_index(const struct list *arguments);

#endif
