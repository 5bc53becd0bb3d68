/* state.h - the directory in which a scan keeps what the next one can use.
 *
 * DIR/build.ninja and Ninja's logs, DIR/units/NAME.{unit,json,d}, DIR/answers.json (of compilers),
 * DIR/coverage.json. Everything in it can be deleted at any time but during a scan. */
#ifndef TINCT_STATE_H
#define TINCT_STATE_H

struct state {
    char *directory; /* absolute */
    int lock;        /* descriptor that holds the lock */
};

/* Makes and locks the state directory: `given` if it is not NULL, else BUILD/.tinct, else, where
 * that cannot be written, one under the user's cache directory. In it, `part` is the directory of a
 * command that leaves the scan's state alone; NULL: the scan itself. Returns 0, or -1 with
 * *trouble. */
int state_open(const char *given, const char *build, const char *part, struct state *state,
               char **trouble);
void state_close(struct state *state);
/* DIR/NAME; the caller frees it. */
char *state_file(const struct state *state, const char *name);

#endif
