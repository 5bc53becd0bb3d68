// tinct.ReachableAssertion: assertions that an outsider decides about, in the profile `audit`.
// RUN: %expect %s --profile audit
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static int number(void)
{
    char line[32];
    return fgets(line, sizeof line, stdin) ? atoi(line) : 0;
}

void asserted(void)
{
    int n = number();
    assert(n > 0); // expect: ReachableAssertion
    printf("%d\n", n / 2);
}

void asserted_checked(void)
{
    int n = number();
    if (n <= 0)
        return;
    assert(n > 0);
    printf("%d\n", n / 2);
}

void asserted_other(int argument)
{
    int n = number();
    assert(argument > 0);
    printf("%d\n", n / 2);
}
