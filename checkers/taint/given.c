#include "given.h"

#include <stdlib.h>
#include <string.h>

void *taint_given(void *memory)
{
    if (!memory)
        abort(); /* the analysis ends, the compile goes on */
    return memory;
}

char *taint_copy(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(taint_given(malloc(size)), text, size);
}

void *taint_room_for(void *table, uint32_t count, uint32_t *room, size_t size)
{
    if (count + 2 <= *room)
        return table;
    *room = *room ? *room * 2 : 32;
    return taint_given(realloc(table, *room * size));
}
