/* scan.h - `tinct scan`: every file of a compilation database. */
#ifndef TINCT_SCAN_H
#define TINCT_SCAN_H

#include "report.h"
#include "text.h"

/* Zero is the default of each; texts are borrowed. */
struct scan_options {
    const char *build;    /* -p: directory of the database; NULL: looked for */
    const char *sarif;    /* file to write, or NULL */
    const char *clang;    /* program, or NULL */
    const char *root;     /* or NULL: see root.h */
    const char *state;    /* directory, or NULL: see state.h */
    unsigned llvm;        /* major, or 0 */
    unsigned jobs;        /* or 0 */
    double allow_failed;  /* percent */
    struct list models;   /* files */
    struct list patterns; /* of files to scan; none: all */
    struct list allowed;  /* compilers that may be run */
    struct list plugin;   /* arguments for the plugin, "max-nodes=1000" */
    struct list words;    /* as given, those that decide what is found */
    enum color color;
    bool system_headers;
};

/* Reads the command line behind `command`, which takes these options. Returns 0, or -1 with
 * *trouble. */
int scan_options_read(const char *command, char **words, struct scan_options *options,
                      char **trouble);
void scan_options_free(struct scan_options *options);

/* Scans and reports. Returns the exit status: 0 clean, 1 findings, 2 something could not be
 * analysed. */
int scan(const struct scan_options *options);

#endif
