// The last array of a struct that fills the memory it was allocated in.
// RUN: %expect %s
// The engine of 14 knows of no size of what malloc() gave while unix.Malloc is off.
// UNSUPPORTED: clang-14
#include <stdio.h>
#include <stdlib.h>

struct state {
    FILE *in;
    char line[4]; /* as long as the memory is */
};

int allocated_exactly(FILE *in)
{
    struct state *state = malloc(sizeof *state);
    if (!state)
        return 0;
    // expect: StringLength
    int more = fgets(state->line, 1000, in) != NULL;
    free(state);
    return more;
}
