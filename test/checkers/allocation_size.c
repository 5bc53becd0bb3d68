// tinct.AllocationSize: sizes that an outsider chooses, beside those that something limits.
// RUN: %expect %s
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

static void *sink;

static int number(void)
{
    char line[32];
    return fgets(line, sizeof line, stdin) ? atoi(line) : 0;
}

static uint32_t number_of_message(int connection)
{
    uint32_t n;
    return recv(connection, &n, sizeof n, 0) == sizeof n ? ntohl(n) : 0;
}

// ---- No limit -----------------------------------------------------------------------------------

void unlimited(void)
{
    int n = number();
    if (n < 0)
        return;
    sink = malloc((size_t)n); // expect: AllocationSize
}

void unlimited_negative(void)
{
    int n = number();
    sink = malloc(n); // expect: AllocationSize
}

void unlimited_scanned(void)
{
    size_t n;
    if (fscanf(stdin, "%zu", &n) != 1)
        return;
    sink = malloc(n); // expect: AllocationSize
}

void unlimited_argument(int argc, char **argv)
{
    char *text = getenv("SIZE");
    if (text)
        sink = malloc(strtoul(text, NULL, 10)); // expect: AllocationSize
}

void unlimited_calloc(void)
{
    uint32_t n = number_of_message(3);
    sink = calloc(n, 16); // expect: AllocationSize
}

void unlimited_realloc(void)
{
    uint32_t n = number_of_message(3);
    void *more = realloc(sink, n); // expect: AllocationSize
    if (more)
        sink = more;
}

void unlimited_reallocarray(void)
{
    uint32_t n = number_of_message(3);
    sink = reallocarray(NULL, n, 8); // expect: AllocationSize
}

void unlimited_stack(void)
{
    uint32_t n = number_of_message(3);
    char *text = __builtin_alloca(n); // expect: AllocationSize
    text[0] = '\0';
    puts(text);
}

void unlimited_array(void)
{
    uint32_t n = number_of_message(3);
    char text[n]; // expect: AllocationSize
    text[0] = '\0';
    puts(text);
}

void unlimited_mapping(void)
{
    uint32_t n = number_of_message(3);
    sink = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); // expect: AllocationSize
}

void *allocate(size_t count, size_t size) __attribute__((alloc_size(1, 2)));

void unlimited_attribute(void)
{
    uint32_t n = number_of_message(3);
    sink = allocate(n, 2); // expect: AllocationSize
}

void *fetch(size_t size);

void no_allocation(void)
{
    uint32_t n = number_of_message(3);
    sink = fetch(n);
}

static void *own_allocate(size_t size)
{
    void *memory = malloc(size); // expect: AllocationSize
    if (!memory)
        exit(1);
    return memory;
}

void unlimited_wrapper(void)
{
    sink = own_allocate(number_of_message(3));
}

// ---- A limit -------------------------------------------------------------------------------------

void limited(void)
{
    int n = number();
    if (n < 0 || n > 4096)
        return;
    sink = malloc(n);
}

void limited_above_only(void)
{
    int n = number();
    if (n > 4096)
        return;
    sink = malloc(n); // expect: AllocationSize
}

void limited_the_other_way(void)
{
    uint32_t n = number_of_message(3);
    if (n < 4096)
        return;
    sink = malloc(n); // expect: AllocationSize
}

void limited_another(void)
{
    uint32_t n = number_of_message(3), m = number_of_message(3);
    if (m > 4096)
        return;
    sink = malloc(n); // expect: AllocationSize
}

void limited_too_late(void)
{
    uint32_t n = number_of_message(3);
    sink = malloc(n); // expect: AllocationSize
    if (n > 4096)
        return;
    sink = malloc(n);
}

void limited_unsigned(void)
{
    unsigned n = (unsigned)number();
    if (n > 4096)
        return;
    sink = malloc(n);
}

void limited_as_size(void)
{
    int n = number();
    if ((size_t)n > 4096)
        return;
    sink = malloc(n);
}

void limited_by_size_of(void)
{
    char room[512];
    int n = number();
    if (n > sizeof room)
        return;
    sink = malloc(n);
}

void limited_by_exit(void)
{
    uint32_t n = number_of_message(3);
    if (n > 4096)
        exit(1);
    sink = malloc(n);
}

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

void limited_by_own_exit(void)
{
    uint32_t n = number_of_message(3);
    if (n > 4096)
        fail("too big");
    sink = malloc(n);
}

void limited_in_loop(void)
{
    for (int i = 0; i < 3; i++) {
        uint32_t n = number_of_message(i);
        if (n > 4096)
            continue;
        sink = malloc(n);
    }
}

void limited_clamped(void)
{
    uint32_t n = number_of_message(3);
    if (n > 4096)
        n = 4096;
    sink = malloc(n);
}

#define MIN(a, b) ((a) < (b) ? (a) : (b))

void limited_minimum(void)
{
    uint32_t n = number_of_message(3);
    sink = malloc(MIN(n, 4096));
}

void limited_minimum_unknown(size_t room)
{
    uint32_t n = number_of_message(3);
    sink = malloc(MIN(n, room));
}

void limited_mask(void)
{
    uint32_t n = number_of_message(3);
    sink = malloc(n & 0xfff);
}

void limited_remainder(void)
{
    uint32_t n = number_of_message(3);
    sink = malloc(n % 1000 + 1);
}

void limited_type(void)
{
    uint16_t n;
    if (recv(3, &n, sizeof n, 0) != sizeof n)
        return;
    sink = malloc(ntohs(n) + 1);
}

void limited_converted(void)
{
    unsigned char n = (unsigned char)number();
    sink = malloc(n * sizeof(int));
}

void limited_by_value(size_t room)
{
    uint32_t n = number_of_message(3);
    if (n > room)
        return;
    sink = malloc(n);
}

void limited_by_signed_value(int room)
{
    int n = number();
    if (n < 0 || n > room)
        return;
    sink = malloc(n);
}

void limited_by_value_above_only(int room)
{
    int n = number();
    if (n > room)
        return;
    sink = malloc(n); // expect: AllocationSize
}

void limited_by_value_wrongly(size_t room)
{
    uint32_t n = number_of_message(3);
    if (n < room)
        return;
    sink = malloc(n); // expect: AllocationSize
}

void limited_by_untrusted(void)
{
    uint32_t n = number_of_message(3), room = number_of_message(3);
    if (n > room)
        return;
    sink = malloc(n); // expect: AllocationSize
    printf("%u\n", (unsigned)room);
}

// What limited the limit, if anything, is forgotten with it.
void limited_by_forgotten(void)
{
    uint32_t n = number_of_message(3), room = number_of_message(3);
    if (n > room)
        return;
    sink = malloc(n); // known-miss: AllocationSize -- nobody knows whether the limit was checked
}

void limited_by_distance(const char *at, const char *end)
{
    int n = number();
    if (n < 0 || end - at < n)
        return;
    sink = malloc(n);
}

struct buffer {
    size_t used, size;
};

void limited_by_rest(struct buffer *buffer)
{
    uint32_t n = number_of_message(3);
    if (n > buffer->size - buffer->used)
        return;
    sink = malloc(n);
}

void limited_by_sum(struct buffer *buffer)
{
    uint32_t n = number_of_message(3);
    if (buffer->used + n > buffer->size)
        return;
    sink = malloc(n);
}

void limited_by_threshold(void)
{
    uint32_t n = number_of_message(3);
    if (n > 64 * 1024 * 1024)
        return;
    sink = malloc(n);
}

void limited_constant(void)
{
    if (number() == 3)
        sink = malloc(100);
}

void limited_equal(void)
{
    int n = number();
    if (n == 64)
        sink = malloc(n);
}

void limited_switch(void)
{
    int n = number();
    switch (n) {
    case 16:
    case 32:
        sink = malloc(n);
        break;
    default:
        break;
    }
}

// Text is as long as it is.
void limited_by_text(void)
{
    char *text = getenv("NAME");
    if (!text)
        return;
    size_t length = strlen(text);
    sink = malloc(length + 1);
}

// ---- Arithmetic ------------------------------------------------------------------------------------

void wraps_product(void)
{
    uint32_t n = number_of_message(3);
    sink = malloc(n * 12u); // expect: AllocationSize
}

void wraps_sum(void)
{
    uint32_t n = number_of_message(3);
    sink = malloc(n + 1); // expect: AllocationSize
}

void wraps_difference(void)
{
    uint32_t n = number_of_message(3);
    if (n > 4096)
        return;
    sink = malloc(n - 4); // expect: AllocationSize
}

void fits_difference(void)
{
    uint32_t n = number_of_message(3);
    if (n > 4096 || n < 4)
        return;
    sink = malloc(n - 4);
}

void wraps_long(void)
{
    size_t n;
    if (fscanf(stdin, "%zu", &n) != 1)
        return;
    sink = malloc(n * sizeof(long)); // expect: AllocationSize
}

void fits_product(void)
{
    uint32_t n = number_of_message(3);
    if (n > 4096)
        return;
    sink = malloc(n * sizeof(long));
}

void fits_by_division(void)
{
    uint32_t n = number_of_message(3);
    if (n > 65536 / sizeof(long))
        return;
    sink = malloc(n * sizeof(long));
}

void fits_by_product(void)
{
    uint32_t n = number_of_message(3);
    if (n * sizeof(long) > 65536)
        return;
    sink = malloc(n * sizeof(long));
}

// The product has wrapped before it is checked.
void wraps_before_check(void)
{
    uint32_t n = number_of_message(3);
    if (n * 8u > 65536)
        return;
    sink = malloc(n); // expect: AllocationSize
}

void fits_by_division_of_value(size_t size)
{
    uint32_t n = number_of_message(3);
    if (size && n > 65536 / size)
        return;
    sink = malloc(n * size);
}

void fits_by_builtin(void)
{
    size_t n = number_of_message(3), size;
    if (__builtin_mul_overflow(n, sizeof(long), &size))
        return;
    sink = malloc(size);
}

// ---- Numbers put together from bytes ----------------------------------------------------------------

static unsigned char message[64];

static uint32_t number_at(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

void bytes(void)
{
    if (recv(3, message, sizeof message, 0) != sizeof message)
        return;
    sink = malloc(number_at(message)); // expect: AllocationSize
}

void bytes_signed(void)
{
    if (recv(3, message, sizeof message, 0) != sizeof message)
        return;
    int n = message[0] << 24 | message[1] << 16 | message[2] << 8 | message[3];
    sink = malloc(n); // expect: AllocationSize
}

void bytes_added(void)
{
    if (recv(3, message, sizeof message, 0) != sizeof message)
        return;
    uint32_t n = message[0] + (message[1] << 8) + (message[2] << 16) + ((uint32_t)message[3] << 24);
    sink = malloc(n); // expect: AllocationSize
}

void bytes_of_small_number(void)
{
    if (recv(3, message, sizeof message, 0) != sizeof message)
        return;
    sink = malloc(message[0] << 8 | message[1]);
}

void bytes_checked(void)
{
    if (recv(3, message, sizeof message, 0) != sizeof message)
        return;
    uint32_t n = number_at(message);
    if (n > 4096)
        return;
    sink = malloc(n);
}

// ---- Two numbers whose product is checked by a division -------------------------------------------------

void *product(int descriptor)
{
    unsigned in[2];
    if (recv(descriptor, in, sizeof in, 0) != sizeof in)
        return NULL;
    size_t width = in[0], height = in[1];
    if (height && width > (64u << 10) / height)
        return NULL;
    return malloc(width * height);
}

void *product_of_another(int descriptor)
{
    unsigned in[3];
    if (recv(descriptor, in, sizeof in, 0) != sizeof in)
        return NULL;
    size_t width = in[0], height = in[1], depth = in[2];
    if (depth && width > (64u << 10) / depth)
        return NULL;
    return malloc(width * height); // expect: AllocationSize
}

void *product_within_the_type(int descriptor)
{
    size_t in[2];
    if (recv(descriptor, in, sizeof in, 0) != sizeof in)
        return NULL;
    size_t width = in[0], height = in[1];
    if (height && width > SIZE_MAX / height)
        return NULL;
    return malloc(width * height); // expect: AllocationSize
}
