/* compiler.h - which programs of a database may be run.
 *
 * A database can come from anybody and names programs. Only what is called like a C compiler is
 * run, and never out of the project itself, where a stranger could have put it. */
#ifndef TINCT_COMPILER_H
#define TINCT_COMPILER_H

#include "text.h"

struct compiler_policy {
    const struct list *allowed; /* --allow-compiler: base names or paths */
    const char *root;           /* of the project */
    const char *build;          /* the database's directory */
};

enum compiler_verdict {
    COMPILER_FOUND,
    COMPILER_MISSING, /* allowed, but not on this machine */
    COMPILER_REFUSED
};

/* Looks for the compiler that a command in `directory` calls `name`. COMPILER_FOUND: *program is
 * its absolute name. COMPILER_REFUSED: *program says why and what to do. COMPILER_MISSING: NULL.
 * The caller frees it. */
enum compiler_verdict compiler_find(const struct compiler_policy *policy, const char *directory,
                                    const char *name, char **program);
/* Whether the base name is a C compiler's: gcc, cc, clang, tcc, c89, c99, with a target in front
 * ("arm-none-eabi-gcc") and a version behind ("gcc-12"). */
bool compiler_name_is_known(const char *base);
/* The target in front of a compiler's name: "arm-none-eabi" of "arm-none-eabi-gcc-12"; NULL if
 * there is none. The caller frees it. */
char *compiler_target_of_name(const char *name);

#endif
