// Memory that held untrusted text and holds other text now, and memory that only seems to.
// RUN: %expect %s --ignore StringLength
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void printed_over(void)
{
    char command[200], *text = getenv("FILE");
    if (!text)
        return;
    snprintf(command, sizeof command, "ls %s", text);
    puts(command);
    snprintf(command, sizeof command, "ls -l");
    system(command);
}

void printed_over_itself(void)
{
    char command[200], other[220], *text = getenv("FILE");
    if (!text)
        return;
    snprintf(command, sizeof command, "ls %s", text);
    snprintf(other, sizeof other, "exec %s", command);
    snprintf(command, sizeof command, "%s", other);
    system(command); // expect: CommandInjection
}

void emptied_and_appended(void)
{
    char command[200], *text = getenv("FILE");
    if (!text)
        return;
    strcpy(command, text);
    command[0] = '\0';
    strcat(command, "ls");
    system(command);
}

void emptied_pointer_and_appended(char *command)
{
    char *text = getenv("FILE");
    if (!text)
        return;
    strcpy(command, text);
    *command = '\0';
    strcat(command, "ls");
    system(command);
}

void emptied_and_filled(void)
{
    char command[200], *text = getenv("FILE");
    if (!text)
        return;
    strcpy(command, "ls ");
    command[0] = '\0';
    strcat(command, text);
    system(command); // expect: CommandInjection
}

void overwritten_in_front(void)
{
    char command[200], *text = getenv("FILE");
    if (!text || strlen(text) < 10 || strlen(text) > 100)
        return;
    strcpy(command, text);
    memcpy(command, "ls ", 3);
    // known-miss: CommandInjection -- what memcpy() leaves behind its end is forgotten
    system(command);
}

void overwritten_behind(void)
{
    char command[200] = "ls ", *text = getenv("FILE");
    if (!text)
        return;
    strcpy(command + 3, text);
    strcpy(command + 3, "-l");
    system(command);
}

void other_buffer(void)
{
    char one[200], other[200], *text = getenv("FILE");
    if (!text)
        return;
    strcpy(one, "ls");
    strcpy(other, text);
    system(one);
    system(other); // expect: CommandInjection
}

void swapped(void)
{
    char *one = getenv("FILE"), *other = "ls", *swap;
    swap = one;
    one = other;
    other = swap;
    system(one);
    if (other)
        system(other); // expect: CommandInjection
}

void struct_overwritten(void)
{
    struct pair {
        char *name;
        char *value;
    } pair = {"one", "other"}, fixed = {"ls", "ls -l"};
    pair.name = getenv("FILE");
    pair = fixed;
    system(pair.name);
}

void struct_cleared(void)
{
    struct pair {
        char name[100];
        char value[100];
    } pair;
    char *text = getenv("FILE");
    if (!text || strlen(text) > 99)
        return;
    strcpy(pair.name, text);
    memset(&pair, 0, sizeof pair);
    strcat(pair.name, "ls");
    system(pair.name);
}

void struct_copied_by_memcpy(void)
{
    struct pair {
        char name[100];
        char value[100];
    } pair, copy;
    char *text = getenv("FILE");
    if (!text || strlen(text) > 99)
        return;
    strcpy(pair.name, text);
    strcpy(pair.value, "ls");
    memcpy(&copy, &pair, sizeof copy);
    system(copy.name); // expect: CommandInjection
    system(copy.value);
}

struct record {
    char *name;
    char value[100];
    char note[100];
};

void struct_copied_to_pointer(struct record *to)
{
    struct record record = {"ls", "ls", "ls"};
    char *text = getenv("FILE");
    if (!text || strlen(text) > 99)
        return;
    strcpy(record.value, text);
    memcpy(to, &record, sizeof *to);
    // expect: CommandInjection
    // expect-clang-14: none -- an array in a struct that was copied behind a pointer is not found
    // expect-clang-15: none -- as with 14
    system(to->value);
    system(to->name);
    system(to->note);
}

void struct_copied_from_pointer(struct record *from)
{
    struct record record;
    from->name = getenv("FILE");
    strcpy(from->note, "ls");
    memcpy(&record, from, sizeof record);
    if (record.name)
        system(record.name); // expect: CommandInjection
    system(record.note);
}

void struct_copied_to_heap(void)
{
    struct record record = {"ls", "ls", "ls"}, *copy = malloc(sizeof *copy);
    record.name = getenv("FILE");
    if (copy && record.name) {
        memcpy(copy, &record, sizeof *copy);
        system(copy->name); // expect: CommandInjection
        system(copy->value);
    }
    free(copy);
}

void struct_copied_over(struct record *record)
{
    const struct record fixed = {"ls", "ls", "ls"};
    record->name = getenv("FILE");
    memcpy(record, &fixed, sizeof *record);
    system(record->name);
}

void read_over(int fd)
{
    char line[100];
    strcpy(line, "ls");
    system(line);
    ssize_t n = read(fd, line, sizeof line - 1);
    if (n > 0) {
        line[n] = '\0';
        system(line); // expect: CommandInjection
    }
}

void last_of_several(int n)
{
    const char *text = "ls";
    for (int i = 0; i < n; i++)
        text = i % 2 ? getenv("FILE") : "ls -l";
    if (text)
        system(text); // expect: CommandInjection
}

static char *buffered(const char *text)
{
    static char buffer[100];
    snprintf(buffer, sizeof buffer, "ls %s", text);
    return buffer;
}

void static_buffer(void)
{
    char *text = getenv("FILE");
    if (text)
        system(buffered(text)); // expect: CommandInjection
}

void static_buffer_overwritten(void)
{
    char *text = getenv("FILE");
    if (!text)
        return;
    char *command = buffered(text);
    buffered("file");
    system(command);
}

void freed(void)
{
    char *text = getenv("FILE");
    char *copy = text ? strdup(text) : NULL;
    free(copy);
    copy = malloc(100);
    if (copy) {
        strcpy(copy, "ls");
        system(copy);
    }
    free(copy);
}

void fallback(void)
{
    const char *pager = getenv("PAGER");
    if (!pager || !*pager)
        pager = "less";
    system(pager); // expect: CommandInjection
}

void fallback_only(void)
{
    const char *pager = getenv("PAGER");
    if (pager && *pager)
        pager = "less";
    else
        pager = "more";
    system(pager);
}

// The empty string is no command.
void only_empty(void)
{
    const char *pager = getenv("PAGER");
    if (pager && !*pager)
        system(pager);
}
