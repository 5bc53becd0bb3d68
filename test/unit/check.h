/* check.h - the little that a unit test needs. A test is a program: it says what was wrong and
 * where, goes on, and returns check_result() from main. */
#ifndef TINCT_CHECK_H
#define TINCT_CHECK_H

#include <stdio.h>
#include <string.h>

static int check_failures;

#define CHECK(condition)                                                                           \
    ((condition) ? (void)0                                                                         \
                 : (check_failures++,                                                              \
                    (void)fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition)))

/* Compares two strings, of which each may be NULL. */
#define CHECK_TEXT(is, must) check_text(__FILE__, __LINE__, (is), (must))

static inline void check_text(const char *file, int line, const char *is, const char *must)
{
    if (is == must || (is && must && strcmp(is, must) == 0))
        return;
    check_failures++;
    fprintf(stderr, "%s:%d: is \"%s\", must be \"%s\"\n", file, line, is ? is : "(null)",
            must ? must : "(null)");
}

static inline int check_result(void)
{
    return check_failures ? 1 : 0;
}

#endif
