// tinct.IntegerOverflow: arithmetic on numbers from outside, beside what fits.
// RUN: %expect %s
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static int number(void)
{
    char line[32];
    return fgets(line, sizeof line, stdin) ? atoi(line) : 0;
}

void add(void)
{
    int n = number();
    printf("%d\n", n + 1); // expect: IntegerOverflow
}

void subtract(void)
{
    int n = number();
    printf("%d\n", n - 1); // expect: IntegerOverflow
}

void multiply(void)
{
    int n = number();
    if (n > 0)
        printf("%d\n", n * 2); // expect: IntegerOverflow
}

void square(void)
{
    int n = 0;
    if (scanf("%d", &n) != 1)
        return;
    int area = n * n; // expect: IntegerOverflow
    printf("%d\n", area);
}

void increment(void)
{
    int n = number();
    n++; // expect: IntegerOverflow
    printf("%d\n", n);
}

void decrement(void)
{
    int n = number();
    --n; // expect: IntegerOverflow
    printf("%d\n", n);
}

void assign(void)
{
    int n = number();
    n += 10; // expect: IntegerOverflow
    printf("%d\n", n);
}

void wide(void)
{
    int64_t n;
    if (scanf("%ld", &n) == 1)
        printf("%ld\n", n * 2); // expect: IntegerOverflow
}

void wide_enough(void)
{
    int n = number();
    printf("%ld\n", (long)n * 2);
}

void add_checked(void)
{
    int n = number();
    if (n < INT_MAX)
        printf("%d\n", n + 1);
}

void add_checked_early(void)
{
    int n = number();
    if (n == INT_MAX)
        return;
    printf("%d\n", n + 1);
}

void add_checked_too_wide(void)
{
    int n = number();
    if (n < INT_MAX)
        printf("%d\n", n + 2); // expect: IntegerOverflow
}

void subtract_checked(void)
{
    int n = number();
    if (n > INT_MIN)
        printf("%d\n", n - 1);
}

void subtract_checked_the_other_way(void)
{
    int n = number();
    if (n < INT_MAX)
        printf("%d\n", n - 1); // expect: IntegerOverflow
}

void add_compared(void)
{
    int n = number();
    if (n + 1 < 100)
        printf("%d\n", n);
}

void multiply_checked(void)
{
    int n = number();
    if (n > 0 && n < INT_MAX / 2)
        printf("%d\n", n * 2);
}

void square_checked(void)
{
    int n = number();
    if (n > -1000 && n < 1000)
        printf("%d\n", n * n);
}

void multiply_checked_by_value(int factor)
{
    int n = number();
    if (factor <= 0 || n < 0 || n > INT_MAX / factor)
        return;
    printf("%d\n", n * factor);
}

void add_to_value(int total)
{
    int n = number();
    if (n < 0 || n > INT_MAX - total)
        return;
    printf("%d\n", n + total);
}

// A char takes part in arithmetic as an int.
void add_char(void)
{
    int c = getchar();
    unsigned char small = (unsigned char)c;
    printf("%d\n", small + 1);
}

void add_short(void)
{
    short n = 0;
    if (scanf("%hd", &n) == 1)
        printf("%d\n", n + 1);
}

void add_digit(void)
{
    int value = 0, c;
    while ((c = getchar()) >= '0' && c <= '9')
        value = value * 10 + (c - '0');
    printf("%d\n", value);
}

void hash(void)
{
    unsigned h = 5381;
    char line[32];
    if (!fgets(line, sizeof line, stdin))
        return;
    for (const char *at = line; *at; at++)
        h = h * 33 + (unsigned char)*at;
    printf("%u\n", h);
}

// Unsigned arithmetic wraps by intention too often.
void unsigned_default(void)
{
    unsigned n;
    if (scanf("%u", &n) == 1)
        printf("%u\n", n + 1);
}
