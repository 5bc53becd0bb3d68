/* options.h - what becomes of each compiler option when Clang only parses and analyses.
 *
 * Databases can be hostile, so this is a list of what is let through, not of what is kept out: an
 * option that is not known here is dropped with a remark. */
#ifndef TINCT_OPTIONS_H
#define TINCT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum option_fate {
    OPTION_KEEP,     /* goes to Clang as it is */
    OPTION_ASK,      /* the same, and it decides what the original compiler predefines */
    OPTION_ASK_ONLY, /* only the original compiler understands it */
    OPTION_DROP,     /* means nothing to an analysis: warnings, debugging, linking, outputs */
    OPTION_REFUSE,   /* would write files, run things or is not known: dropped with a remark */
    OPTION_SPLIT,    /* -Wp,A,B and -Xpreprocessor A: A and B are options of their own */
    OPTION_LANGUAGE, /* -x */
    OPTION_INCLUDE,  /* -include: a precompiled form of the header must not be taken */
    OPTION_STOP      /* no compile happens: -E, -M */
};

enum option_value {
    OPTION_ALONE,    /* the name is the whole option */
    OPTION_JOINED,   /* the name is a prefix; what follows it is the value */
    OPTION_SEPARATE, /* the next argument is the value */
    OPTION_EITHER    /* joined, or separate where nothing is joined */
};

struct option {
    const char *name;
    enum option_value value;
    enum option_fate fate;
};

/* The option that `argument`, which starts with '-', is; never NULL. */
const struct option *option_find(const char *argument);
/* Whether the option's value is in the argument after `argument`. */
bool option_takes_next(const struct option *option, const char *argument);

#endif
