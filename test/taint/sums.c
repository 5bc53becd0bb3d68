// What is found out of several untrusted numbers together counts for all of them together.
// RUN: %expect %s
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// ---- One check of a sum ---------------------------------------------------------------------------

void sum(int descriptor)
{
    uint8_t in[512], out[128];
    if (recv(descriptor, in, sizeof in, 0) != sizeof in)
        return;
    size_t at = in[0], n = in[1];
    if (at + n + 1 > sizeof out)
        return;
    memcpy(out + at, in + 2, n);
    out[at + n] = 0;
}

void each_alone(int descriptor)
{
    uint8_t in[512], out[128];
    if (recv(descriptor, in, sizeof in, 0) != sizeof in)
        return;
    size_t at = in[0], n = in[1];
    if (at + 1 > sizeof out || n + 1 > sizeof out)
        return;
    memcpy(out + at, in + 2, n); // expect: CopyLength
}

void sum_too_large(int descriptor)
{
    uint8_t in[512], out[128];
    if (recv(descriptor, in, sizeof in, 0) != sizeof in)
        return;
    size_t at = in[0], n = in[1];
    if (at + n > sizeof out)
        return;
    memcpy(out + at, in + 2, n);
    out[at + n] = 0; // expect: ArrayIndex
}

void what_is_left(int descriptor)
{
    uint8_t in[512], out[128];
    if (recv(descriptor, in, sizeof in, 0) != sizeof in)
        return;
    size_t at = in[0], n = in[1];
    if (at > sizeof out || n > sizeof out - at)
        return;
    memcpy(out + at, in + 2, n);
}

void more_than_is_left(int descriptor)
{
    uint8_t in[512], out[128];
    if (recv(descriptor, in, sizeof in, 0) != sizeof in)
        return;
    size_t at = in[0], n = in[1];
    if (at > sizeof out || n > sizeof out - at)
        return;
    memcpy(out + at, in + 2, n + 1); // expect: CopyLength
}

void gather(int descriptor)
{
    uint8_t in[256];
    char all[128];
    size_t used = 0;
    while (recv(descriptor, in, sizeof in, 0) == sizeof in) {
        unsigned n = in[0];
        if (used + n + 1 > sizeof all)
            break;
        memcpy(all + used, in + 1, n);
        used += n;
        all[used] = 0;
    }
}

void gather_too_much(int descriptor)
{
    uint8_t in[256];
    char all[128];
    size_t used = 0;
    while (recv(descriptor, in, sizeof in, 0) == sizeof in) {
        unsigned n = in[0];
        if (n + 1 > sizeof all)
            break;
        memcpy(all + used, in + 1, n); // expect: CopyLength
        used += n;
    }
}

// ---- A check that wraps around itself ---------------------------------------------------------------

static uint8_t store[65536];

void wraps(int descriptor)
{
    uint32_t request[2];
    if (recv(descriptor, request, sizeof request, 0) != sizeof request)
        return;
    uint32_t at = request[0], n = request[1];
    if (at + n > sizeof store)
        return;
    send(descriptor, store + at, n, 0); // expect: CopyLength
}

void is_wide_enough(int descriptor)
{
    uint32_t request[2];
    if (recv(descriptor, request, sizeof request, 0) != sizeof request)
        return;
    uint64_t at = request[0], n = request[1];
    if (at + n > sizeof store)
        return;
    send(descriptor, store + at, n, 0);
}

void one_is_checked(int descriptor)
{
    uint32_t request[2];
    if (recv(descriptor, request, sizeof request, 0) != sizeof request)
        return;
    uint32_t at = request[0], n = request[1];
    if (n > sizeof store || at > sizeof store || at + n > sizeof store)
        return;
    send(descriptor, store + at, n, 0);
}

void overflows(int descriptor)
{
    int request[2];
    char out[4096];
    if (recv(descriptor, request, sizeof request, 0) != sizeof request)
        return;
    if (request[0] < 0 || request[1] < 0 || request[0] + request[1] > 4096)
        return;
    memcpy(out, store + request[0], request[1]); // expect: CopyLength
}

void does_not_overflow(int descriptor)
{
    int request[2];
    char out[4096];
    if (recv(descriptor, request, sizeof request, 0) != sizeof request)
        return;
    if (request[0] < 0 || request[1] < 0 || request[0] > 4096 || request[1] > 4096 - request[0])
        return;
    memcpy(out, store + request[0], request[1]);
}

// ---- A walk from item to item -----------------------------------------------------------------------

int walk(int descriptor)
{
    uint8_t in[2048];
    uint16_t n;
    size_t at = 0;
    ssize_t got = recv(descriptor, in, sizeof in, 0);
    if (got <= 0)
        return -1;
    size_t end = (size_t)got;
    while (at + 2 <= end) {
        memcpy(&n, in + at, 2);
        at += 2;
        if (n > end - at)
            return -1;
        at += n;
    }
    return 0;
}

int walk_unchecked(int descriptor)
{
    uint8_t in[2048];
    uint16_t n;
    size_t at = 0;
    ssize_t got = recv(descriptor, in, sizeof in, 0);
    if (got <= 0)
        return -1;
    size_t end = (size_t)got;
    while (at < end) {
        memcpy(&n, in + at, 2); // expect: CopyLength
        at += 2;
        if (n > end - at)
            return -1;
        at += n;
    }
    return 0;
}

int options(int descriptor)
{
    uint8_t in[40];
    ssize_t n = read(descriptor, in, sizeof in), i = 0;
    if (n <= 0)
        return 1;
    while (i < n) {
        if (in[i] == 0)
            return 0;
        if (n - i < 2)
            return -1;
        uint8_t length = in[i + 1];
        if (length < 2 || length > n - i)
            return -1;
        i += length;
    }
    return 0;
}

int options_to_the_last(int descriptor)
{
    uint8_t in[40];
    ssize_t n = read(descriptor, in, sizeof in), i = 0;
    if (n <= 0)
        return 1;
    while (i < n) {
        if (in[i] == 0)
            return 0;
        uint8_t length = in[i + 1]; // expect: ArrayIndex
        if (length < 2 || length > n - i)
            return -1;
        i += length;
    }
    return 0;
}

int pointers(int descriptor)
{
    uint8_t in[40];
    ssize_t n = read(descriptor, in, sizeof in);
    if (n <= 0)
        return 1;
    const uint8_t *at = in, *end = in + n;
    while (at < end) {
        if (*at == 0)
            return 0;
        if (end - at < 2)
            return -1;
        uint8_t length = at[1];
        if (length < 2 || length > end - at)
            return -1;
        at += length;
    }
    return 0;
}

int pointers_to_the_end(int descriptor)
{
    uint8_t in[40];
    ssize_t n = read(descriptor, in, sizeof in);
    if (n <= 0)
        return 1;
    const uint8_t *at = in, *end = in + n;
    while (at <= end) {
        if (*at == 0) // expect: ArrayIndex
            return 0;
        uint8_t length = at[1];
        if (length < 2 || length > end - at)
            return -1;
        at += length;
    }
    return 0;
}
