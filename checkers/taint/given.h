/* given.h - memory that is there, or the analysis ends and the compile goes on; and tables in it. */
#ifndef TINCT_GIVEN_H
#define TINCT_GIVEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What malloc() and its kin gave; aborts where that is NULL. */
void *taint_given(void *memory);
/* A copy of the text, which the caller frees. */
char *taint_copy(const char *text);

/* Facts of one kind, each kept once and numbered from 1, so that states that know the same hold the
 * same numbers and are equal. Zero but for the first two; `count` set to 0 forgets them. */
struct taint_table {
    size_t size; /* of a fact */
    bool (*same)(const void *a, const void *b);
    void *facts;
    uint32_t count, room;
};

/* The number of the fact, which is copied if it is new. */
uint32_t taint_table_number(struct taint_table *table, const void *fact);
/* The fact of that number. Lives until the next one is new. */
const void *taint_table_get(const struct taint_table *table, uint64_t number);

#endif
