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

static void *fact_at(const struct taint_table *table, uint64_t number)
{
    return (char *)table->facts + (number - 1) * table->size;
}

const void *taint_table_get(const struct taint_table *table, uint64_t number)
{
    return fact_at(table, number);
}

uint32_t taint_table_number(struct taint_table *table, const void *fact)
{
    /* What was met last is met again. */
    for (uint32_t n = table->count; n > 0; n--) {
        if (table->same(fact_at(table, n), fact))
            return n;
    }
    if (table->count == table->room) {
        table->room = table->room ? table->room * 2 : 32;
        table->facts = taint_given(realloc(table->facts, table->room * table->size));
    }
    memcpy(fact_at(table, ++table->count), fact, table->size);
    return table->count;
}
