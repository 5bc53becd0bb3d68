// tinct.Divisor: what an outsider divides by, beside what cannot be zero.
// RUN: %expect %s
// RUN: %expect --profile strict --ignore IntegerOverflow %s
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
#include <arpa/inet.h>
#include <sys/socket.h>

static int number(void)
{
    char line[32];
    return fgets(line, sizeof line, stdin) ? atoi(line) : 0;
}

void divide(void)
{
    int n = number();
    printf("%d\n", 100 / n); // expect: Divisor
}

void divide_remainder(void)
{
    int n = number();
    printf("%d\n", 100 % n); // expect: Divisor
}

void divide_assigned(void)
{
    int n = number(), all = 100;
    all /= n; // expect: Divisor
    printf("%d\n", all);
}

void divide_scanned(void)
{
    unsigned n;
    if (scanf("%u", &n) == 1)
        printf("%u\n", 100 % n); // expect: Divisor
}

void divide_environment(void)
{
    char *text = getenv("COUNT");
    if (text)
        printf("%lu\n", 100 / strtoul(text, NULL, 10)); // expect: Divisor
}

void divide_message(void)
{
    uint16_t n;
    if (recv(3, &n, sizeof n, 0) == sizeof n)
        printf("%d\n", 100 / ntohs(n)); // expect: Divisor
}

void divide_constant(void)
{
    int n = number();
    printf("%d\n", n / 10 + n % 7);
}

void divide_checked(void)
{
    int n = number();
    if (n != 0)
        printf("%d\n", 100 / n);
}

void divide_checked_early(void)
{
    int n = number();
    if (!n)
        return;
    printf("%d\n", 100 / n);
}

void divide_positive(void)
{
    int n = number();
    if (n > 0)
        printf("%d\n", 100 % n);
}

void divide_not_negative(void)
{
    int n = number();
    if (n >= 0)
        printf("%d\n", 100 / n); // expect: Divisor
}

void divide_wrong_variable(void)
{
    int n = number(), m = number();
    if (m != 0)
        printf("%d\n", 100 / n); // expect: Divisor
}

void divide_checked_late(void)
{
    int n = number();
    int share = 100 / n; // expect: Divisor
    if (n)
        printf("%d\n", share);
}

void divide_more(void)
{
    unsigned char n = (unsigned char)number();
    printf("%d\n", 100 / (n + 1));
}

void divide_chosen(void)
{
    int n = number();
    printf("%d\n", 100 / (n ? n : 1));
}

// ---- Floating numbers -------------------------------------------------------------------------------

void floating_scanned(void)
{
    float n = 0;
    if (fscanf(stdin, "%f", &n) == 1)
        printf("%d\n", (int)(100.0 / n)); // expect: Divisor
}

void floating_text(void)
{
    char line[32];
    float n = 0;
    if (fgets(line, sizeof line, stdin))
        n = (float)atof(line);
    int share = (int)(100.0 / n); // expect: Divisor
    printf("%d\n", share);
}

void floating_compared(void)
{
    char line[32];
    float n = 0;
    if (fgets(line, sizeof line, stdin))
        n = (float)atof(line);
    if (fabs(n) > 0.000001)
        printf("%d\n", (int)(100.0 / n));
}

void floating_scanned_compared(void)
{
    double n = 0;
    if (fscanf(stdin, "%lf", &n) == 1 && n != 0.0)
        printf("%d\n", (int)(100.0 / n));
}

void floating_of_integer(void)
{
    int n = number();
    printf("%f\n", 100.0 / n); // strict: Divisor
}

void floating_of_checked_integer(void)
{
    int n = number();
    if (n > 0)
        printf("%f\n", 100.0 / n);
}

void floating_constant(void)
{
    int n = number();
    printf("%f\n", n / 100.0);
}
