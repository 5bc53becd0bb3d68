// tinct.IntegerOverflow in the profile `strict`: what unsigned arithmetic and conversions lose.
// RUN: %expect %s --profile strict
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static void *sink;

static int number(void)
{
    char line[32];
    return fgets(line, sizeof line, stdin) ? atoi(line) : 0;
}

void unsigned_sum(void)
{
    unsigned n;
    if (scanf("%u", &n) == 1)
        printf("%u\n", n + 1); // expect: IntegerOverflow
}

void unsigned_checked(void)
{
    unsigned n;
    if (scanf("%u", &n) == 1 && n < 1000)
        printf("%u\n", n * 12);
}

void message_product(void)
{
    uint32_t n;
    if (recv(3, &n, sizeof n, 0) != sizeof n)
        return;
    n = ntohl(n) * 3; // expect: IntegerOverflow
    printf("%u\n", (unsigned)n);
}

// One flaw, one report.
void allocated_product(void)
{
    int n = number();
    if (n < 0)
        return;
    sink = malloc(n * 12); // expect: IntegerOverflow
}

void smaller_type(void)
{
    int n = number();
    short port = (short)n; // expect: IntegerOverflow
    printf("%d\n", port / 2);
}

void smaller_type_checked(void)
{
    int n = number();
    if (n < 0 || n > 0x7fff)
        return;
    short port = (short)n;
    printf("%d\n", port);
}

void smaller_type_character(void)
{
    int c = getchar();
    char text[2] = {(char)c, '\0'};
    puts(text);
}

void smaller_type_byte(void)
{
    uint32_t n;
    unsigned char bytes[4];
    if (recv(3, &n, sizeof n, 0) != sizeof n)
        return;
    bytes[0] = (unsigned char)(n >> 24);
    printf("%d\n", bytes[0]);
}

// ---- Numbers that were checked against each other --------------------------------------------------------

void take(int descriptor)
{
    uint8_t in[40], *at = in;
    ssize_t got = recv(descriptor, in, sizeof in, 0);
    if (got <= 0)
        return;
    size_t left = (size_t)got;
    while (left >= 2) {
        uint8_t n = at[1];
        if (n < 2 || n > left)
            return;
        at += n;
        left -= n;
    }
}

void take_unchecked(int descriptor)
{
    uint8_t in[40], *at = in;
    ssize_t got = recv(descriptor, in, sizeof in, 0);
    if (got <= 0)
        return;
    size_t left = (size_t)got;
    while (left >= 2) {
        uint8_t n = at[1];
        if (n < 2)
            return;
        at += n;
        left -= n; // strict: IntegerOverflow
    }
}

// ---- Digits of which there are few --------------------------------------------------------------

// As percent encoding has them.
char decode(int peer)
{
    char text[4], digits[3];
    if (recv(peer, text, 3, 0) != 3)
        return 0;
    digits[0] = text[1];
    digits[1] = text[2];
    digits[2] = '\0';
    return (char)strtoul(digits, NULL, 16);
}

char decode_three(int peer)
{
    char text[5], digits[4];
    if (recv(peer, text, 4, 0) != 4)
        return 0;
    digits[0] = text[1];
    digits[1] = text[2];
    digits[2] = text[3];
    digits[3] = '\0';
    return (char)strtoul(digits, NULL, 16); // expect: IntegerOverflow
}

unsigned char decode_scanned(void)
{
    unsigned byte;
    return scanf("%2x", &byte) == 1 ? (unsigned char)byte : 0;
}

unsigned char decode_scanned_three(void)
{
    unsigned byte;
    return scanf("%3x", &byte) == 1 ? (unsigned char)byte : 0; // expect: IntegerOverflow
}

// ---- What wraps around where nobody looks at it any more ---------------------------------------------

unsigned count_down(int descriptor)
{
    unsigned char length;
    unsigned sum = 0;
    if (recv(descriptor, &length, 1, 0) != 1)
        return 0;
    unsigned n = length;
    while (n--)
        sum ^= 3;
    return sum;
}

unsigned count_down_first(int descriptor)
{
    unsigned char length;
    unsigned sum = 0;
    if (recv(descriptor, &length, 1, 0) != 1)
        return 0;
    unsigned n = length;
    while (--n) // strict: IntegerOverflow
        sum ^= 3;
    return sum;
}
