// tinct.LoopBound: loops and waits that an outsider decides about, in the profile `audit`.
// RUN: %expect %s --profile audit
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static int number(void)
{
    char line[32];
    return fgets(line, sizeof line, stdin) ? atoi(line) : 0;
}

void loop_for(void)
{
    int n = number();
    for (int i = 0; i < n; i++) // expect: LoopBound
        puts("hello");
}

void loop_while(void)
{
    int n = number(), i = 0;
    while (i < n) { // expect: LoopBound
        puts("hello");
        i++;
    }
}

void loop_limited(void)
{
    int n = number();
    if (n > 100)
        return;
    for (int i = 0; i < n; i++)
        puts("hello");
}

void loop_limited_by_type(void)
{
    uint16_t n;
    if (recv(3, &n, sizeof n, 0) != sizeof n)
        return;
    n = ntohs(n);
    for (int i = 0; i < n; i++)
        puts("hello");
}

void loop_constant(void)
{
    int n = number();
    for (int i = 0; i < 3; i++)
        printf("%d\n", n);
}

void branch_only(void)
{
    int n = number();
    if (n > 100)
        puts("many");
}

void wait_long(void)
{
    int n = number();
    sleep((unsigned)n); // expect: LoopBound
}

void wait_limited(void)
{
    int n = number();
    if (n > 0 && n < 10)
        sleep((unsigned)n);
}
