// A constant number of bytes of memory whose size outsiders choose. Clang's own checkers assume that the
// call they are handed to fits, before anybody can ask.
// RUN: %expect %s --modes compile-O0,compile-O2,analyze-core,scan
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void header_of_message(void)
{
    uint32_t n, words[2];
    if (read(0, &n, sizeof n) != sizeof n || n > 1 << 20)
        return;
    uint8_t *message = malloc(n + 1);
    if (message && read(0, message, n) == n) {
        memcpy(words, message, sizeof words); // expect: CopyLength
        printf("%u\n", words[1]);
    }
    free(message);
}

void header_of_message_checked(void)
{
    uint32_t n, words[2];
    if (read(0, &n, sizeof n) != sizeof n || n > 1 << 20)
        return;
    uint8_t *message = malloc(n + 1);
    if (message && read(0, message, n) == n && n >= sizeof words) {
        memcpy(words, message, sizeof words);
        printf("%u\n", words[1]);
    }
    free(message);
}

void header_of_message_checked_before(void)
{
    uint32_t n, words[2];
    if (read(0, &n, sizeof n) != sizeof n || n > 1 << 20 || n < 8)
        return;
    uint8_t *message = malloc(n);
    if (message && read(0, message, n) == n) {
        memcpy(words, message, sizeof words);
        printf("%u\n", words[1]);
    }
    free(message);
}
