// A pointer that a field, an element or a global holds, and calls that are handed what is around it.
// RUN: %expect %s
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct record {
    char *name;
    const char *fixed;
    char note[100];
};

void write_text(char *text);
void write_record(struct record *record);
void write_pointer(char **pointer);
void log_it(const char *format, ...);

static char *global, *global_words[4];
static struct record global_record;

void sibling_written(struct record *record)
{
    record->name = getenv("NAME");
    record->fixed = "ls";
    strcpy(record->note, "note");
    if (record->name)
        system(record->name); // expect: CommandInjection
    system(record->fixed);
    system(record->note);
}

void sibling_written_on_stack(void)
{
    struct record record = {NULL, "ls", ""};
    record.name = getenv("NAME");
    snprintf(record.note, sizeof record.note, "note");
    if (record.name)
        system(record.name); // expect: CommandInjection
    system(record.fixed);
    system(record.note);
}

void sibling_written_on_heap(void)
{
    struct record *record = malloc(sizeof *record);
    if (!record)
        return;
    record->name = getenv("NAME");
    record->fixed = "ls";
    strcpy(record->note, "note");
    if (record->name)
        system(record->name); // expect: CommandInjection
    system(record->fixed);
    system(record->note);
    free(record);
}

void sibling_read(struct record *record)
{
    record->name = getenv("NAME");
    printf("%s", record->note);
    if (record->name)
        system(record->name); // expect: CommandInjection
}

void replaced_after_call(struct record *record)
{
    record->name = getenv("NAME");
    strcpy(record->note, "note");
    record->name = "ls";
    write_text(record->note);
    system(record->name);
}

void sibling_written_by_unknown(struct record *record)
{
    record->name = getenv("NAME");
    write_text(record->note);
    if (record->name)
        system(record->name); // expect: CommandInjection
}

void written_by_unknown(struct record *record)
{
    record->name = getenv("NAME");
    write_record(record);
    if (record->name)
        system(record->name); // expect: CommandInjection
}

// Who asks for the address of a pointer sets the pointer.
void pointer_set_by_unknown(struct record *record)
{
    record->name = getenv("NAME");
    write_pointer(&record->name);
    if (record->name)
        system(record->name);
}

void pointer_set_by_asprintf(struct record *record)
{
    char *text = getenv("NAME");
    record->name = text;
    if (!text || asprintf(&record->name, "ls") < 0)
        return;
    system(record->name);
    system(text); // expect: CommandInjection
}

void element_of_vector(void)
{
    char *words[4] = {"ls", "ls", NULL, NULL};
    extern void write_words(char **words);
    words[1] = getenv("NAME");
    write_words(words);
    if (words[1])
        system(words[1]); // expect: CommandInjection
}

void global_kept(void)
{
    global = getenv("NAME");
    log_it("started");
    if (global)
        system(global); // expect: CommandInjection
}

void global_replaced(void)
{
    global = getenv("NAME");
    log_it("started");
    global = "ls";
    log_it("going on");
    system(global);
}

void global_in_struct(void)
{
    global_record.name = getenv("NAME");
    global_record.fixed = "ls";
    log_it("started");
    if (global_record.name)
        system(global_record.name); // expect: CommandInjection
}

void global_in_vector(void)
{
    global_words[1] = getenv("NAME");
    global_words[2] = "ls";
    puts("started");
    log_it("started");
    if (global_words[1])
        system(global_words[1]); // expect: CommandInjection
}

void local_written_by_unknown(void)
{
    char *name = getenv("NAME");
    write_pointer(&name);
    if (name)
        system(name);
}
