// Records of a message are read at places that the analyzer cannot tell: behind the one before.
// RUN: %expect %s -- -Wno-format-security
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct head {
    uint16_t kind, length;
    uint32_t body[];
};

struct record {
    uint32_t tag, length;
    char value[];
};

char *input;
static char answer[4096];

void remember(const char *);

// The first record stands at a known place, the second does not.
int second_record(int fd)
{
    if (read(fd, input, 4096) < 8)
        return -1;
    struct head *head = (struct head *)input;
    struct record *record = (struct record *)head->body;
    uint32_t length = ntohl(record->length);
    record = (struct record *)(record->value + length);
    if (ntohl(record->tag) == 7)
        return printf(record->value); // expect: FormatString
    return 0;
}

int second_record_safe(int fd)
{
    if (read(fd, input, 4096) < 8)
        return -1;
    struct head *head = (struct head *)input;
    struct record *record = (struct record *)head->body;
    uint32_t length = ntohl(record->length);
    record = (struct record *)(record->value + length);
    if (ntohl(record->tag) == 7)
        return printf("%s", record->value);
    return 0;
}

// What is written at such a place is not what was read at another one.
int own_record(int fd, uint32_t at)
{
    if (read(fd, input, 4096) < 8)
        return -1;
    struct record *record = (struct record *)(answer + at);
    record->tag = htonl(7);
    return printf(record->value);
}

// The part of the message that was read last is put behind the rest, and the head is looked at when
// all of it is there.
static struct {
    char *buffer;
    unsigned offset;
} in;

static int receive(int fd)
{
    int n = read(fd, in.buffer + in.offset, 4096 - in.offset);
    if (n <= 0)
        return -1;
    in.offset += n;
    if (in.offset < sizeof(struct head))
        return -1;
    in.offset = 0;
    return 0;
}

int by_parts(int fd)
{
    struct head *head = (struct head *)in.buffer;
    if (receive(fd))
        return -1;
    remember("received");
    if (ntohs(head->kind) == 1)
        return printf((char *)head->body); // expect: FormatString
    return 0;
}

int by_parts_safe(int fd)
{
    struct head *head = (struct head *)in.buffer;
    if (receive(fd))
        return -1;
    remember("received");
    if (ntohs(head->kind) == 1)
        return printf("%.40s", (char *)head->body);
    return 0;
}
