/* given.h - memory that is there, or the analysis ends and the compile goes on. */
#ifndef TINCT_GIVEN_H
#define TINCT_GIVEN_H

#include <stddef.h>
#include <stdint.h>

/* What malloc() and its kin gave; aborts where that is NULL. */
void *taint_given(void *memory);
/* A copy of the text, which the caller frees. */
char *taint_copy(const char *text);
/* Makes room for one more fact behind `count` others, numbered from 1. */
void *taint_room_for(void *table, uint32_t count, uint32_t *room, size_t size);

#endif
