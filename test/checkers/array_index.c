// tinct.ArrayIndex: indices that an outsider chooses, beside those that stay inside.
// RUN: %expect %s
#include <arpa/inet.h>
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { COUNT = 10 };

struct entry {
    char name[8];
    int values[COUNT];
};

static int table[COUNT];
static struct entry entries[4];

static int number(void)
{
    char line[32];
    return fgets(line, sizeof line, stdin) ? atoi(line) : 0;
}

static uint32_t number_of_message(void)
{
    uint32_t n;
    return recv(3, &n, sizeof n, 0) == sizeof n ? ntohl(n) : 0;
}

// ---- Reading and writing --------------------------------------------------------------------------

void write_unchecked(void)
{
    int n = number();
    table[n] = 1; // expect: ArrayIndex
}

void read_unchecked(void)
{
    int n = number();
    printf("%d\n", table[n]); // expect: ArrayIndex
}

void read_scanned(void)
{
    int n = -1;
    fscanf(stdin, "%d", &n);
    printf("%d\n", table[n]); // expect: ArrayIndex
}

void write_local(void)
{
    int buffer[COUNT] = {0};
    int n = number();
    buffer[n] = 1; // expect: ArrayIndex
    printf("%d\n", buffer[0]);
}

void write_text(void)
{
    char line[100];
    int n = number();
    line[n] = '\0'; // expect: ArrayIndex
    puts(line);
}

void read_by_pointer(void)
{
    int n = number();
    printf("%d\n", *(table + n)); // expect: ArrayIndex
}

void read_field(void)
{
    int n = number();
    printf("%s %d\n", entries[1].name, entries[1].values[n]); // expect: ArrayIndex
}

void read_struct(void)
{
    unsigned n = number_of_message();
    printf("%d\n", entries[n].values[1]); // expect: ArrayIndex
}

void read_text_of_struct(void)
{
    unsigned n = number_of_message();
    if (n >= sizeof entries / sizeof *entries)
        return;
    printf("%d\n", entries[n].values[1]);
}

void write_heap(void)
{
    int n = number();
    int *buffer = calloc(COUNT, sizeof *buffer);
    if (!buffer)
        return;
    buffer[n] = 1; // expect: ArrayIndex
    free(buffer);
}

void write_heap_checked(void)
{
    int n = number();
    int *buffer = calloc(COUNT, sizeof *buffer);
    if (!buffer)
        return;
    if (n >= 0 && n < COUNT)
        buffer[n] = 1;
    free(buffer);
}

void call_unchecked(void (*const handlers[COUNT])(void))
{
    unsigned n = number_of_message();
    handlers[n](); // expect: ArrayIndex
}

// ---- Checks ------------------------------------------------------------------------------------------

void checked(void)
{
    int n = number();
    if (n >= 0 && n < COUNT)
        table[n] = 1;
}

void checked_above_only(void)
{
    int n = number();
    if (n < COUNT)
        table[n] = 1; // expect: ArrayIndex
}

void checked_below_only(void)
{
    int n = number();
    if (n >= 0)
        table[n] = 1; // expect: ArrayIndex
}

void checked_off_by_one(void)
{
    int n = number();
    if (n >= 0 && n <= COUNT)
        table[n] = 1; // expect: ArrayIndex
}

void checked_size_in_bytes(void)
{
    unsigned n = number_of_message();
    if (n < sizeof table)
        table[n] = 1; // expect: ArrayIndex
}

void checked_elements(void)
{
    unsigned n = number_of_message();
    if (n < sizeof table / sizeof *table)
        table[n] = 1;
}

void checked_unsigned(void)
{
    int n = number();
    if ((unsigned)n < COUNT)
        table[n] = 1;
}

void checked_as_size(void)
{
    int n = number();
    if (n >= sizeof table / sizeof *table)
        return;
    table[n] = 1;
}

void checked_another(void)
{
    unsigned n = number_of_message(), m = number_of_message();
    if (m < COUNT)
        table[n] = 1; // expect: ArrayIndex
}

void checked_too_late(void)
{
    unsigned n = number_of_message();
    int value = table[n]; // expect: ArrayIndex
    if (n >= COUNT)
        return;
    printf("%d\n", value);
}

void checked_offset(void)
{
    int n = number();
    if (n < 0 || n + 1 >= COUNT)
        return;
    table[n] = 1;
    table[n + 1] = 1;
}

void checked_without_offset(void)
{
    int n = number();
    if (n < 0 || n >= COUNT)
        return;
    table[n + 1] = 1; // expect: ArrayIndex
}

void checked_before_difference(void)
{
    int n = number();
    if (n < 0 || n >= COUNT)
        return;
    table[n - 1] = 1; // expect: ArrayIndex
}

void checked_difference(void)
{
    int n = number();
    if (n < 1 || n > COUNT)
        return;
    table[n - 1] = 1;
}

void checked_by_value(int count)
{
    int n = number();
    if (n < 0 || n >= count)
        return;
    table[n] = 1;
}

void checked_by_untrusted(void)
{
    unsigned n = number_of_message(), count = number_of_message();
    if (n >= count)
        return;
    table[n] = count; // expect: ArrayIndex
}

void checked_by_checked(void)
{
    unsigned n = number_of_message(), count = number_of_message();
    if (count > COUNT || n >= count)
        return;
    table[n] = count;
}

void checked_in_loop(void)
{
    for (int i = 0; i < 3; i++) {
        int n = number();
        if (n < 0 || n >= COUNT)
            continue;
        table[n] = i;
    }
}

static int is_inside(int n)
{
    return n >= 0 && n < COUNT;
}

void checked_by_function(void)
{
    int n = number();
    if (is_inside(n))
        table[n] = 1;
}

// ---- What bounds of itself ------------------------------------------------------------------------

void bound_by_mask(void)
{
    int n = number();
    entries[n & 3].values[0] = 1;
}

void bound_by_mask_too_wide(void)
{
    int n = number();
    table[n & 15] = 1; // expect: ArrayIndex
}

void bound_by_remainder(void)
{
    unsigned n = number_of_message();
    table[n % COUNT] = 1;
}

void bound_by_signed_remainder(void)
{
    int n = number();
    table[n % COUNT] = 1; // expect: ArrayIndex
}

void bound_by_type(void)
{
    static int counts[256];
    char line[100];
    if (!fgets(line, sizeof line, stdin))
        return;
    counts[(unsigned char)line[0]]++;
}

void bound_by_type_too_wide(void)
{
    char line[100];
    if (!fgets(line, sizeof line, stdin))
        return;
    table[(unsigned char)line[0]]++; // expect: ArrayIndex
}

void bound_by_signed_type(void)
{
    static int counts[256];
    char line[100];
    if (!fgets(line, sizeof line, stdin))
        return;
    counts[(signed char)line[0]]++; // expect: ArrayIndex
}

void bound_by_shift(void)
{
    unsigned n = number_of_message();
    entries[n >> 30].values[0] = 1;
}

void bound_digit(void)
{
    char line[100];
    if (!fgets(line, sizeof line, stdin))
        return;
    if (line[0] >= '0' && line[0] <= '9')
        table[line[0] - '0']++;
}

void bound_clamped(void)
{
    int n = number();
    if (n < 0)
        n = 0;
    if (n > COUNT - 1)
        n = COUNT - 1;
    table[n] = 1;
}

// ---- Memory of unknown size ---------------------------------------------------------------------------

void unknown_unchecked(int *values)
{
    int n = number();
    values[n] = 1; // expect: ArrayIndex
}

void unknown_checked(int *values, int count)
{
    int n = number();
    if (n >= 0 && n < count)
        values[n] = 1;
}

void unknown_limited(int *values)
{
    int n = number();
    if (n >= 0 && n < 100)
        values[n] = 1;
}

void unknown_byte(const int *values)
{
    unsigned char n;
    if (recv(3, &n, 1, 0) == 1)
        printf("%d\n", values[n]);
}

struct message {
    uint32_t length;
    char text[1];
};

void flexible(struct message *message)
{
    unsigned n = number_of_message();
    if (n < message->length)
        message->text[n] = '\0';
}

// ---- Rows, members of elements, and structs at an offset -------------------------------------------------

static char grid[8][8];

void grid_outer(void)
{
    unsigned char at[2];
    if (recv(3, at, sizeof at, 0) != sizeof at || at[0] > 8 || at[1] >= 8)
        return;
    // expect-clang-14: none -- an element of a row that is not known has no place
    // expect-clang-15: none -- as with 14
    // expect-clang-16: none -- as with 14
    // expect-clang-19: none -- as with 14
    grid[at[0]][at[1]] = 1; // expect: ArrayIndex
}

void grid_column(void)
{
    unsigned char row;
    if (recv(3, &row, 1, 0) != 1 || row > 8)
        return;
    grid[row][1] = 1; // expect: ArrayIndex
}

void grid_both(void)
{
    unsigned char at[2];
    if (recv(3, at, sizeof at, 0) != sizeof at || at[0] >= 8 || at[1] >= 8)
        return;
    grid[at[0]][at[1]] = 1;
}

void grid_row(void)
{
    unsigned char n;
    if (recv(3, &n, 1, 0) != 1)
        return;
    strcpy(grid[n], "abc"); // expect: ArrayIndex
}

void grid_row_checked(void)
{
    unsigned char n;
    if (recv(3, &n, 1, 0) != 1 || n >= 8)
        return;
    strcpy(grid[n], "abc");
}

void element_member(void)
{
    int n = number();
    if (n < 0 || n > 4)
        return;
    strcpy(entries[n].name, "abc"); // expect: ArrayIndex
}

void element_member_checked(void)
{
    int n = number();
    if (n < 0 || n >= 4)
        return;
    strcpy(entries[n].name, "abc");
}

void element_end(void)
{
    int n = number();
    if (n < 0 || n > COUNT)
        return;
    memset(table, 0, (size_t)((char *)&table[n] - (char *)table)); /* the end has an address */
}

static uint8_t image[4096];

struct section {
    uint32_t offset, name;
};

void section_at(void)
{
    if (fread(image, 1, sizeof image, stdin) != sizeof image)
        return;
    const struct section *first = (const void *)image;
    const struct section *next = (const void *)(image + first->offset);
    printf("%u\n", next->name); // expect: ArrayIndex
}

void section_at_checked(void)
{
    if (fread(image, 1, sizeof image, stdin) != sizeof image)
        return;
    const struct section *first = (const void *)image;
    if (first->offset > sizeof image - sizeof *first)
        return;
    const struct section *next = (const void *)(image + first->offset);
    printf("%u\n", next->name);
}

void section_at_checked_later(void)
{
    if (fread(image, 1, sizeof image, stdin) != sizeof image)
        return;
    const struct section *first = (const void *)image;
    const struct section *next = (const void *)(image + first->offset);
    if (first->offset > sizeof image - sizeof *first)
        return;
    printf("%u\n", next->name);
}

void wide_at(void)
{
    if (fread(image, 1, sizeof image, stdin) != sizeof image)
        return;
    uint32_t at = *(uint32_t *)image;
    if (at < sizeof image)
        printf("%u\n", *(uint32_t *)(image + at)); // expect: ArrayIndex
}

void wide_at_checked(void)
{
    if (fread(image, 1, sizeof image, stdin) != sizeof image)
        return;
    uint32_t at = *(uint32_t *)image;
    if (at <= sizeof image - sizeof at)
        printf("%u\n", *(uint32_t *)(image + at));
}

// ---- Places in a text -----------------------------------------------------------------------------------

void behind_the_place(void)
{
    char line[64];
    if (!fgets(line, sizeof line, stdin))
        return;
    size_t n = strcspn(line, "=");
    if (line[n] != '=')
        return;
    line[n] = '\0';
    if (line[n + 1] == '"')
        puts(line);
}

void place_in_a_shorter_copy(const char *name)
{
    char copy[16];
    const char *text = getenv(name);
    if (!text)
        return;
    size_t n = strcspn(text, "=");
    copy[n] = '\0'; // expect: ArrayIndex
}

void printed_behind_a_checked_text(const char *name)
{
    char out[16];
    const char *text = getenv(name);
    if (!text || strlen(text) >= 16)
        return;
    int n = snprintf(out, sizeof out, "value of it: %s", text);
    out[n] = '\0'; // expect: ArrayIndex
}

// ---- The length of a text -----------------------------------------------------------------------------

void length_at_the_end(const char *name)
{
    char copy[16];
    const char *text = getenv(name);
    if (!text)
        return;
    size_t n = strlen(text);
    if (n > sizeof copy)
        return;
    memcpy(copy, text, n);
    copy[n] = '\0'; // expect: ArrayIndex
}

void length_inside(const char *name)
{
    char copy[16];
    const char *text = getenv(name);
    if (!text)
        return;
    size_t n = strlen(text);
    if (n >= sizeof copy)
        return;
    memcpy(copy, text, n);
    copy[n] = '\0';
}

void length_unlimited(const char *name)
{
    char copy[16] = "";
    const char *text = getenv(name);
    if (!text)
        return;
    copy[strlen(text)] = '\0'; // expect: ArrayIndex
}

void length_of_itself(void)
{
    char line[64];
    if (!fgets(line, sizeof line, stdin))
        return;
    size_t n = strlen(line);
    if (n > 0 && line[n - 1] == '\n')
        line[n - 1] = '\0';
}

void length_of_what_was_cut_off(const char *name)
{
    char path[128];
    const char *text = getenv(name);
    if (!text)
        return;
    int n = snprintf(path, sizeof path, "%s", text);
    path[n] = '/'; // expect: ArrayIndex
}

void length_of_what_fits(const char *name, const char *other)
{
    char path[128];
    const char *text = getenv(name), *more = getenv(other);
    if (!text || !more)
        return;
    int n = snprintf(path, sizeof path, "%s %s", text, more);
    if (n < 0 || (size_t)n >= sizeof path)
        return;
    path[n] = '/';
}

void length_of_what_is_short(const char *name)
{
    char path[128];
    const char *text = getenv(name);
    if (!text)
        return;
    int n = snprintf(path, sizeof path, "%.100s", text);
    path[n] = '/';
}

// ---- Fields of a few bits -------------------------------------------------------------------------------

struct bits {
    unsigned char low : 4, high : 4;
    unsigned char rest[19];
};

int bits_inside(void)
{
    unsigned char packet[64];
    if (recv(3, packet, sizeof packet, 0) != sizeof packet)
        return 0;
    const struct bits *bits = (const struct bits *)packet;
    return packet[bits->low * 4];
}

int bits_outside(void)
{
    unsigned char packet[20];
    if (recv(3, packet, sizeof packet, 0) != sizeof packet)
        return 0;
    const struct bits *bits = (const struct bits *)packet;
    return packet[bits->low * 4]; // expect: ArrayIndex
}

// ---- Through another member of a union

union code {
    int day;
    int month;
    short half;
};

int union_number(void)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    union code code = {0};
    const char *text = getenv("MONTH");
    if (text)
        code.day = atoi(text);
    return days[code.month]; // expect: ArrayIndex
}

int union_number_checked(void)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    union code code = {0};
    const char *text = getenv("MONTH");
    if (text)
        code.day = atoi(text);
    if (code.month < 0 || code.month >= 12)
        return 0;
    return days[code.month];
}
