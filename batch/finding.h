/* finding.h - one finding, and many of them merged from all units. */
#ifndef TINCT_FINDING_H
#define TINCT_FINDING_H

#include <stdbool.h>
#include <stddef.h>

/* File names are relative to the root where they lie under it, else absolute. Lines and columns
 * count from 1, columns in bytes; end_column is the column behind the last byte. */
struct step {
    char *file;
    unsigned line, column;
    unsigned depth; /* of calls, below the outermost function of the path */
    char *message;
};

struct finding {
    char *checker;
    char *profile; /* from which on it is shown */
    char *unit;    /* the file that was compiled when it was found */
    unsigned cwe;
    char *message;
    char *remedy; /* or "" */
    char *file;
    unsigned line, column, end_line, end_column;
    char *function; /* or "" */
    struct step *steps;
    size_t step_count;
    char *again;           /* the command that finds it again, filled by again.h; or NULL */
    char fingerprint[33]; /* filled by fingerprint.h */
};

/* Zero-initialise it; owns its findings. */
struct findings {
    struct finding *items;
    size_t count;
};

/* Adds a finding, whose texts then belong to `findings`. */
void findings_add(struct findings *findings, const struct finding *finding);
/* Sorts by file, line, column, checker and message, and keeps one of those that agree in all of
 * these: the one with the shortest path. The result does not depend on the order of adding. */
void findings_merge(struct findings *findings);
void findings_free(struct findings *findings);

#endif
