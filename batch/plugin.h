/* plugin.h - where Tinct's plugins are, and which Clang runs them. */
#ifndef TINCT_PLUGIN_H
#define TINCT_PLUGIN_H

/* The plugin for Clang `major`, or the one that serves every Clang for 0. The caller frees it; NULL
 * with *trouble when it was not built or not installed. */
char *plugin_path(unsigned major, char **trouble);

struct clang {
    char *program; /* absolute */
    char *version; /* "22.1.8" */
    unsigned major;
    char *plugin; /* for this major */
};

/* Picks the Clang to analyse with: `program` if it is not NULL, else the Clang of `major` if it is
 * not 0, else the newest that has a plugin and is installed. Returns 0, or -1 with *trouble. */
int clang_choose(const char *program, unsigned major, struct clang *clang, char **trouble);
void clang_free(struct clang *clang);

/* The absolute name of the running tool; the caller frees it. */
char *own_program(void);

#endif
