// tinct.CopyLength: lengths from outside, with and without what keeps them inside the memory.
// RUN: %expect %s
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wchar.h>

#define MIN(a, b) ((a) < (b) ? (a) : (b))

static int read_number(void)
{
    char line[32];
    return fgets(line, sizeof line, stdin) ? atoi(line) : 0;
}

// ---- What is written ----------------------------------------------------------------------------

void copy(const char *from)
{
    char to[64];
    int n = read_number();
    memcpy(to, from, n); // expect: CopyLength
}

void copy_checked(const char *from)
{
    char to[64];
    int n = read_number();
    if (n < 0 || n > (int)sizeof to)
        return;
    memcpy(to, from, n);
}

void copy_by_one(const char *from)
{
    char to[64];
    int n = read_number();
    if (n < 0 || n > (int)sizeof to + 1)
        return;
    memcpy(to, from, n); // expect: CopyLength
}

// A negative number is less than 64, and a huge size.
void copy_negative(const char *from)
{
    char to[64];
    int n = read_number();
    if (n > (int)sizeof to)
        return;
    memcpy(to, from, n); // expect: CopyLength
}

void copy_unsigned(const char *from)
{
    char to[64];
    unsigned n = read_number();
    if (n > sizeof to)
        return;
    memcpy(to, from, n);
}

void copy_wrong_variable(const char *from)
{
    char to[64];
    int n = read_number(), m = read_number();
    if (m < 0 || m > (int)sizeof to)
        return;
    memcpy(to, from, n); // expect: CopyLength
}

void copy_checked_after(const char *from)
{
    char to[64];
    unsigned n = read_number();
    memcpy(to, from, n); // expect: CopyLength
    if (n > sizeof to)
        abort();
}

void copy_clamped(const char *from)
{
    char to[64];
    size_t n = read_number();
    if (n > sizeof to)
        n = sizeof to;
    memcpy(to, from, n);
}

void copy_least(const char *from)
{
    char to[64];
    size_t n = read_number();
    memcpy(to, from, MIN(n, sizeof to));
}

// The lesser of a negative number and 64 is negative.
void copy_least_signed(const char *from)
{
    char to[64];
    int n = read_number();
    memcpy(to, from, MIN(n, (int)sizeof to)); // expect: CopyLength
}

void copy_masked(const char *from)
{
    char to[64];
    int n = read_number();
    memcpy(to, from, n & 63);
}

void copy_byte(const char *from)
{
    char to[255];
    unsigned char n = (unsigned char)read_number();
    memcpy(to, from, n);
}

void copy_byte_too_large(const char *from)
{
    char to[254];
    unsigned char n = (unsigned char)read_number();
    memcpy(to, from, n); // expect: CopyLength
}

void copy_behind(const char *from)
{
    char to[64];
    unsigned n = read_number();
    if (n <= sizeof to)
        memcpy(to + 8, from, n); // expect: CopyLength
}

void copy_behind_checked(const char *from)
{
    char to[64];
    unsigned n = read_number();
    if (n <= sizeof to - 8)
        memcpy(to + 8, from, n);
}

void copy_constant(const char *from)
{
    char to[64];
    if (read_number())
        memcpy(to, from, sizeof to);
}

void copy_allocated(const char *from)
{
    unsigned n = read_number();
    if (n > 1000)
        return;
    char *to = malloc(n);
    if (to)
        memcpy(to, from, n);
    free(to);
}

void copy_heap(const char *from)
{
    char *to = malloc(64);
    unsigned n = read_number();
    if (to)
        memcpy(to, from, n); // expect: CopyLength
    free(to);
}

void copy_heap_checked(const char *from)
{
    char *to = calloc(4, 16);
    unsigned n = read_number();
    if (to && n <= 64)
        memcpy(to, from, n);
    free(to);
}

void move(const char *from)
{
    char to[64];
    unsigned n = read_number();
    memmove(to, from, n); // expect: CopyLength
}

void copy_and_end(const char *from)
{
    char to[64];
    unsigned n = read_number();
    mempcpy(to, from, n); // expect: CopyLength
}

void copy_backwards(const char *from)
{
    char to[64];
    unsigned n = read_number();
    bcopy(from, to, n); // expect: CopyLength
}

void copy_wide(const wchar_t *from)
{
    wchar_t to[64];
    unsigned n = read_number();
    if (n <= sizeof to)
        wmemcpy(to, from, n); // expect: CopyLength
}

void copy_wide_checked(const wchar_t *from)
{
    wchar_t to[64];
    unsigned n = read_number();
    if (n <= sizeof to / sizeof *to)
        wmemcpy(to, from, n);
}

void set(void)
{
    char to[64];
    unsigned n = read_number();
    memset(to, 0, n); // expect: CopyLength
}

void set_checked(void)
{
    char to[64];
    unsigned n = read_number();
    memset(to, 0, n < sizeof to ? n : sizeof to);
}

void text(const char *from)
{
    char to[64];
    unsigned n = read_number();
    strncpy(to, from, n); // expect: CopyLength
}

// The bound is that of the source, which is no bound.
void text_of_its_length(void)
{
    char to[64], *from = getenv("NAME");
    if (from)
        strncpy(to, from, strlen(from)); // expect: CopyLength
}

void text_checked(void)
{
    char to[64], *from = getenv("NAME");
    if (from && strlen(from) < sizeof to)
        strncpy(to, from, strlen(from) + 1);
}

void text_with_nul(void)
{
    char to[64], *from = getenv("NAME");
    if (from)
        memcpy(to, from, strlen(from) + 1); // expect: CopyLength
}

void text_with_nul_by_one(void)
{
    char to[64], *from = getenv("NAME");
    if (from && strlen(from) <= sizeof to)
        memcpy(to, from, strlen(from) + 1); // expect: CopyLength
}

void text_bounded(void)
{
    char to[64], line[64];
    if (fgets(line, sizeof line, stdin))
        memcpy(to, line, strlen(line) + 1);
}

void text_allocated(void)
{
    char *from = getenv("NAME");
    size_t n = from ? strlen(from) : 0;
    char *to = malloc(n + 1);
    if (from && to)
        memcpy(to, from, n + 1);
    free(to);
}

// ---- Where it begins ----------------------------------------------------------------------------

void offset(const char *from)
{
    char to[64];
    unsigned at = read_number();
    memcpy(to + at, from, 4); // expect: CopyLength
}

void offset_checked(const char *from)
{
    char to[64];
    unsigned at = read_number();
    if (at <= sizeof to - 4)
        memcpy(to + at, from, 4);
}

// The four bytes are not counted.
void offset_by_the_length(const char *from)
{
    char to[64];
    unsigned at = read_number();
    if (at < sizeof to)
        memcpy(&to[at], from, 4); // expect: CopyLength
}

void offset_negative(const char *from)
{
    char to[64];
    int at = read_number();
    if (at <= 60)
        memcpy(to + at, from, 4); // expect: CopyLength
}

void offset_and_length_checked(const char *from)
{
    char to[64];
    unsigned at = read_number(), n = read_number();
    if (at <= sizeof to && n <= sizeof to - at)
        memcpy(to + at, from, n);
}

void offset_and_length_together(const char *from)
{
    char to[64];
    size_t at = read_number(), n = read_number();
    if (at > 1000 || n > 1000 || at + n > sizeof to)
        return;
    memcpy(to + at, from, n);
}

// How much arrived is for the sender to say.
void offset_of_what_came(int socket)
{
    char line[256];
    ssize_t at = recv(socket, line, sizeof line - 1, 0);
    if (at > 0)
        recv(socket, line + at, sizeof line - 1, 0); // expect: CopyLength
}

void offset_of_what_came_left(int socket)
{
    char line[256];
    ssize_t at = recv(socket, line, sizeof line - 1, 0);
    if (at > 0)
        recv(socket, line + at, sizeof line - 1 - at, 0);
}

void offset_of_text(int socket)
{
    char line[256] = "";
    if (recv(socket, line, sizeof line - 1, 0) <= 0)
        return;
    int at = (int)strlen(line);
    recv(socket, line + at, sizeof line - 1, 0); // expect: CopyLength
}

void offset_of_text_left(int socket)
{
    char line[256] = "";
    if (recv(socket, line, sizeof line - 1, 0) <= 0)
        return;
    int at = (int)strlen(line);
    recv(socket, line + at, sizeof line - at - 1, 0);
}

void offset_in_loop(int descriptor)
{
    char line[256];
    size_t at = 0;
    while (at < sizeof line) {
        ssize_t n = read(descriptor, line + at, sizeof line - at);
        if (n <= 0)
            return;
        at += n;
    }
    write(1, line, at);
}

void what_came(int descriptor)
{
    char line[256], small[100];
    ssize_t n = read(descriptor, line, sizeof line);
    if (n <= 0)
        return;
    write(1, line, n);
    memcpy(small, line, n); // expect: CopyLength
}

void what_came_or_failed(int descriptor, char *to)
{
    char line[256];
    ssize_t n = read(descriptor, line, sizeof line);
    memcpy(to, line, n); // expect: CopyLength
}

// ---- What is read into --------------------------------------------------------------------------

struct header {
    uint32_t kind;
    uint32_t length;
};

void packet(int descriptor)
{
    char body[512];
    uint32_t length;
    if (recv(descriptor, &length, sizeof length, 0) != sizeof length)
        return;
    length = ntohl(length);
    recv(descriptor, body, length, 0); // expect: CopyLength
}

void packet_checked(int descriptor)
{
    char body[512];
    uint32_t length;
    if (recv(descriptor, &length, sizeof length, 0) != sizeof length)
        return;
    length = ntohl(length);
    if (length > sizeof body)
        return;
    recv(descriptor, body, length, 0);
}

void packet_of_struct(int descriptor)
{
    char body[512];
    struct header header;
    if (read(descriptor, &header, sizeof header) != sizeof header)
        return;
    read(descriptor, body, header.length); // expect: CopyLength
}

void packet_of_struct_checked(int descriptor)
{
    char body[512];
    struct header header;
    if (read(descriptor, &header, sizeof header) != sizeof header)
        return;
    if (header.length <= sizeof body)
        read(descriptor, body, header.length);
}

// What arrives is skipped a piece at a time.
void skip(int descriptor)
{
    char piece[513];
    long left = read_number();
    if (left != 0)
        read(descriptor, piece, MIN(left, 512)); // expect: CopyLength
}

void skip_checked(int descriptor)
{
    char piece[513];
    long left = read_number();
    while (left > 0) {
        ssize_t got = read(descriptor, piece, MIN(left, 512));
        if (got <= 0)
            return;
        left -= got;
    }
}

void constant(int descriptor)
{
    char body[64];
    recv(descriptor, body, 128, 0); // expect: CopyLength
}

void constant_fits(int descriptor)
{
    char body[128];
    recv(descriptor, body, 128, 0);
}

// ---- What is read from --------------------------------------------------------------------------

struct message {
    uint16_t length;
    char body[256];
};

void answer(int descriptor, char *out)
{
    struct message message;
    if (read(descriptor, &message, sizeof message) <= 0)
        return;
    memcpy(out, message.body, message.length); // expect: CopyLength
}

void answer_checked(int descriptor, char *out)
{
    struct message message;
    if (read(descriptor, &message, sizeof message) <= 0)
        return;
    if (message.length <= sizeof message.body)
        memcpy(out, message.body, message.length);
}

void echo(int descriptor)
{
    struct message message;
    if (read(descriptor, &message, sizeof message) <= 0)
        return;
    write(descriptor, message.body, message.length); // expect: CopyLength
}

void echo_checked(int descriptor)
{
    struct message message;
    if (read(descriptor, &message, sizeof message) <= 0)
        return;
    write(descriptor, message.body, MIN(message.length, sizeof message.body));
}

void compare(int descriptor)
{
    char secret[32] = "";
    struct header header;
    if (read(descriptor, &header, sizeof header) != sizeof header)
        return;
    if (memcmp(secret, &header, header.length) == 0) // expect: CopyLength
        puts("same");
}

// ---- Memory of which nothing is known -----------------------------------------------------------

void unknown(char *to, const char *from)
{
    unsigned n = read_number();
    memcpy(to, from, n);
}

void unknown_checked(char *to, size_t size, const char *from)
{
    unsigned n = read_number();
    if (n <= size)
        memcpy(to, from, n);
}

// ---- A function that checks, in the condition of a loop ---------------------------------------------

struct note {
    uint32_t length, kind;
};

static int check_note(const struct note *note)
{
    if (note->length > 256 || note->kind > 9)
        return -1;
    return 0;
}

static int check_kind(const struct note *note)
{
    return note->kind > 9 ? -1 : 0;
}

void note_checked(int descriptor)
{
    char body[256];
    struct note note;
    do {
        if (recv(descriptor, &note, sizeof note, 0) != sizeof note)
            return;
    } while (check_note(&note) != 0);
    recv(descriptor, body, note.length, 0);
}

void note_of_a_kind(int descriptor)
{
    char body[256];
    struct note note;
    do {
        if (recv(descriptor, &note, sizeof note, 0) != sizeof note)
            return;
    } while (check_kind(&note) != 0);
    recv(descriptor, body, note.length, 0); // expect: CopyLength
}

// ---- Constants in functions that have nothing else to look at -----------------------------------------

struct user {
    char name[32];
    int id;
};

void constant_of_text(struct user *user)
{
    char name[32];
    const char *text = getenv("NAME");
    if (!text)
        return;
    strncpy(name, text, 64); // expect: CopyLength
    strncpy(user->name, text, sizeof user->name);
}

// ---- How long a text was, or a part of it ------------------------------------------------------------

void written_as_it_was(int descriptor, const char *name)
{
    char line[128];
    const char *text = getenv(name);
    if (!text)
        return;
    int n = snprintf(line, sizeof line, "hello %s", text);
    write(descriptor, line, n); // expect: CopyLength
}

void written_if_it_fits(int descriptor, const char *name)
{
    char line[128];
    const char *text = getenv(name);
    if (!text)
        return;
    int n = snprintf(line, sizeof line, "hello %s", text);
    if (n < 0 || n >= (int)sizeof line)
        return;
    write(descriptor, line, n);
}

void up_to_a_colon(const char *name)
{
    char scheme[16];
    const char *text = getenv(name), *colon;
    if (!text || (colon = strchr(text, ':')) == NULL)
        return;
    strncpy(scheme, text, colon - text); // expect: CopyLength
}

void up_to_a_near_colon(const char *name)
{
    char scheme[16];
    const char *text = getenv(name), *colon;
    if (!text || (colon = strchr(text, ':')) == NULL)
        return;
    if (colon - text >= (long)sizeof scheme)
        return;
    strncpy(scheme, text, colon - text);
}

void up_to_a_colon_in_front_of_a_place(const char *name)
{
    char scheme[16];
    const char *text = getenv(name), *colon;
    if (!text || (colon = strchr(text, ':')) == NULL)
        return;
    if (colon <= text + 1 || colon >= text + sizeof scheme)
        return;
    memcpy(scheme, text, colon - text);
    scheme[colon - text] = '\0';
}

void up_to_a_colon_behind_a_place(const char *name)
{
    char scheme[16];
    const char *text = getenv(name), *colon;
    if (!text || (colon = strchr(text, ':')) == NULL)
        return;
    if (colon < text + sizeof scheme)
        return;
    memcpy(scheme, text, colon - text); // expect: CopyLength
}

void up_to_a_colon_one_too_far(const char *name)
{
    char scheme[16];
    const char *text = getenv(name), *colon;
    if (!text || (colon = strchr(text, ':')) == NULL)
        return;
    if (text + sizeof scheme < colon - 1)
        return;
    if (text + sizeof scheme + 1 >= colon)
        memcpy(scheme, text, colon - text); // expect: CopyLength
}

void up_to_a_colon_by_another_name(const char *name)
{
    char scheme[16];
    const char *text = getenv(name), *colon, *end;
    if (!text || (colon = strchr(text, ':')) == NULL || colon - text >= (long)sizeof scheme)
        return;
    end = colon;
    memcpy(scheme, text, end - text);
}

void up_to_a_colon_behind_a_label(const char *name)
{
    char scheme[32], line[256];
    const char *text = getenv(name), *colon;
    if (!text)
        return;
    snprintf(line, sizeof line, "Host: %s", text);
    if ((colon = strrchr(line, ':')) != NULL && colon < line + sizeof scheme)
        memcpy(scheme, line, colon - line);
}

void two_words(const char *name)
{
    char method[8], path[16];
    const char *text = getenv(name);
    if (!text)
        return;
    size_t n = strcspn(text, " ");
    if (n >= sizeof method)
        return;
    memcpy(method, text, n);
    text += n + 1;
    n = strcspn(text, " ");
    memcpy(path, text, n); // expect: CopyLength
}

void deleted_in_place(void)
{
    char line[64];
    if (!fgets(line, sizeof line, stdin))
        return;
    size_t n = strcspn(line, "#");
    if (line[n])
        memmove(line + n, line + n + 1, strlen(line + n + 1) + 1);
}

void up_to_a_blank(int descriptor)
{
    char line[1024], method[8];
    ssize_t n = read(descriptor, line, sizeof line);
    char *blank = n > 0 ? memchr(line, ' ', n) : NULL;
    if (blank)
        memcpy(method, line, blank - line); // expect: CopyLength
}

void up_to_a_near_blank(int descriptor)
{
    char line[1024], method[8];
    ssize_t n = read(descriptor, line, sizeof line);
    char *blank = n > 0 ? memchr(line, ' ', n) : NULL;
    if (blank && blank - line <= (long)sizeof method)
        memcpy(method, line, blank - line);
}

void span(const char *name)
{
    char word[16];
    const char *text = getenv(name);
    if (!text)
        return;
    size_t n = strcspn(text, ":");
    memcpy(word, text, n); // expect: CopyLength
}

void span_checked(const char *name)
{
    char word[16];
    const char *text = getenv(name);
    if (!text)
        return;
    size_t n = strcspn(text, ":");
    if (n < sizeof word)
        memcpy(word, text, n);
}

void span_tells_nothing_of_the_rest(const char *name)
{
    char word[16];
    const char *text = getenv(name);
    if (!text)
        return;
    size_t n = strcspn(text, ":");
    if (n < sizeof word)
        strcpy(word, text); // expect: StringLength
}

void whole_line(void)
{
    char copy[32], *line = NULL;
    size_t room = 0;
    ssize_t n = getline(&line, &room, stdin);
    if (n > 0)
        memcpy(copy, line, n); // expect: CopyLength
    free(line);
}

void whole_line_checked(void)
{
    char copy[32], *line = NULL;
    size_t room = 0;
    ssize_t n = getline(&line, &room, stdin);
    if (n > 0 && n <= (ssize_t)sizeof copy)
        memcpy(copy, line, n);
    free(line);
}

// ---- Two lengths together ------------------------------------------------------------------------------

void one_behind_the_other(const char *name, const char *other)
{
    char both[64];
    const char *first = getenv(name), *second = getenv(other);
    if (!first || !second)
        return;
    size_t a = strlen(first), b = strlen(second);
    if (a >= sizeof both || b >= sizeof both)
        return;
    memcpy(both, first, a);
    memcpy(both + a, second, b + 1); // expect: CopyLength
}

void one_behind_the_other_short(const char *name, const char *other)
{
    char both[64];
    const char *first = getenv(name), *second = getenv(other);
    if (!first || !second)
        return;
    size_t a = strlen(first), b = strlen(second);
    if (a >= sizeof both / 2 || b >= sizeof both / 2)
        return;
    memcpy(both, first, a);
    memcpy(both + a, second, b + 1);
}

void one_behind_the_other_together(const char *name, const char *other)
{
    char both[64];
    const char *first = getenv(name), *second = getenv(other);
    if (!first || !second)
        return;
    size_t a = strlen(first), b = strlen(second);
    if (a + b >= sizeof both)
        return;
    memcpy(both, first, a);
    memcpy(both + a, second, b + 1);
}

void one_behind_the_other_in_what_is_left(const char *name, const char *other)
{
    char both[64];
    const char *first = getenv(name), *second = getenv(other);
    if (!first || !second)
        return;
    size_t a = strlen(first), b = strlen(second);
    if (a >= sizeof both || b >= sizeof both - a)
        return;
    memcpy(both, first, a);
    memcpy(both + a, second, b + 1);
}

// ---- A signed number put together from bytes is below zero where the unsigned one is huge

struct cursor {
    const unsigned char *at, *end;
};

static int next_number(struct cursor *cursor, int *number)
{
    if (cursor->end - cursor->at < 4)
        return -1;
    *number = (int)((unsigned)cursor->at[0] << 24 | (unsigned)cursor->at[1] << 16 |
                    (unsigned)cursor->at[2] << 8 | cursor->at[3]);
    cursor->at += 4;
    return 0;
}

void signed_and_limited_above(int s)
{
    unsigned char packet[512];
    char name[32];
    int length;
    ssize_t n = recv(s, packet, sizeof packet, 0);
    if (n < 0)
        return;
    struct cursor cursor = {packet, packet + n};
    if (next_number(&cursor, &length) < 0)
        return;
    if (length >= (int)sizeof name || length > cursor.end - cursor.at)
        return;
    memcpy(name, cursor.at, length); // expect: CopyLength
}

void signed_and_limited(int s)
{
    unsigned char packet[512];
    char name[32];
    int length;
    ssize_t n = recv(s, packet, sizeof packet, 0);
    if (n < 0)
        return;
    struct cursor cursor = {packet, packet + n};
    if (next_number(&cursor, &length) < 0)
        return;
    if (length < 0 || length >= (int)sizeof name || length > cursor.end - cursor.at)
        return;
    memcpy(name, cursor.at, length);
}
