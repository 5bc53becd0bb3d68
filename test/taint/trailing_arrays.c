// The last array of a struct goes on where the memory does, if the memory has more bytes.
// RUN: %expect %s
#include <stdio.h>
#include <stdlib.h>

struct state {
    FILE *in;
    char line[4]; /* as long as the memory is */
};

static char common[1024];
#define SHARED (*(struct state *)common)

int shared(void)
{
    return fgets(SHARED.line, sizeof common - sizeof(struct state), SHARED.in) != NULL;
}

int shared_beyond(void)
{
    return fgets(SHARED.line, sizeof common, SHARED.in) != NULL; // expect: StringLength
}

extern char elsewhere[];
#define FAR (*(struct state *)elsewhere)

int defined_elsewhere(void)
{
    return fgets(FAR.line, 1000, FAR.in) != NULL;
}

int allocated(FILE *in)
{
    struct state *state = malloc(sizeof *state + 1000);
    if (!state)
        return 0;
    int more = fgets(state->line, 1000, in) != NULL;
    free(state);
    return more;
}

// Another field stands behind it.
struct record {
    char name[8];
    int length;
};

int not_the_last(FILE *in)
{
    struct record *record = malloc(sizeof *record + 1000);
    if (!record)
        return 0;
    int more = fgets(record->name, 100, in) != NULL; // expect: StringLength
    free(record);
    return more;
}
