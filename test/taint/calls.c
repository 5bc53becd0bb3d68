// Untrusted text outlives calls that are handed it, and not what overwrites it.
// RUN: %expect %s --checker CommandInjection
// RUN: %expect %s --checker CommandInjection --modes compile-O2,analyze-default -- -DINPUT_STDIN
#include "Inputs/flow.h"

#include <ctype.h>

void look_at(const char *text);
void write_to(char *text);
void log_it(const char *format, ...);
int is_good(const char *text);
extern int state;

#define BEGIN                                                                                      \
    char line[LINE];                                                                               \
    char *text = INPUT(line);                                                                      \
    if (!text)                                                                                     \
    return

void printed(void)
{
    BEGIN;
    printf("%s", text);
    SINK(text); // expect: FLOW
}

void printed_other(void)
{
    BEGIN;
    printf("%s", text);
    SINK("fixed");
}

void put(void)
{
    BEGIN;
    puts(text);
    fputs(text, stderr);
    fprintf(stderr, "%s\n", text);
    SINK(text); // expect: FLOW
}

void logged(void)
{
    BEGIN;
    log_it("%s", text);
    SINK(text); // expect: FLOW
}

void looked_at(void)
{
    BEGIN;
    look_at(text);
    SINK(text); // expect: FLOW
}

// Nobody knows what it writes: what was untrusted remains so.
void written_to(void)
{
    BEGIN;
    write_to(text);
    SINK(text); // expect: FLOW
}

void measured(void)
{
    BEGIN;
    if (strlen(text) < 100 && strchr(text, 'x'))
        SINK(text); // expect: FLOW
}

void global_changed(void)
{
    BEGIN;
    state++;
    look_at("other");
    SINK(text); // expect: FLOW
}

void buffer_printed(void)
{
    char out[LINE];
    BEGIN;
    snprintf(out, sizeof out, "show %s", text);
    printf("%s\n", out);
    log_it("%s", out);
    look_at(out);
    SINK(out); // expect: FLOW
}

void buffer_printed_safe(void)
{
    char out[LINE];
    BEGIN;
    snprintf(out, sizeof out, "show %s", "fixed");
    printf("%s\n", text);
    look_at(out);
    SINK(out);
}

void field_printed(void)
{
    struct {
        char *name, *other;
    } pair;
    BEGIN;
    pair.name = text;
    pair.other = "fixed";
    printf("%s %s", pair.name, pair.other);
    SINK(pair.name); // expect: FLOW
    SINK(pair.other);
}

void struct_handed_over(void)
{
    struct pair {
        char name[LINE], other[LINE];
    } pair;
    extern void look_at_pair(const struct pair *);
    BEGIN;
    strcpy(pair.other, "fixed");
    snprintf(pair.name, sizeof pair.name, "%s", text);
    look_at_pair(&pair);
    SINK(pair.name); // expect: FLOW
    SINK(pair.other);
}

void characters_printed(void)
{
    char out[3];
    BEGIN;
    out[0] = text[0];
    out[1] = text[1];
    out[2] = '\0';
    printf("%s\n", out);
    look_at(out);
    SINK(out); // expect: FLOW
}

void character_cut(void)
{
    BEGIN;
    text[strlen(text) - 1] = '\0';
    SINK(text); // expect: FLOW
}

void emptied(void)
{
    BEGIN;
    text[0] = '\0';
    SINK(text);
}

void kept_in_list(void)
{
    struct node {
        struct node *next;
        char *text;
    } second = {NULL, "fixed"}, first = {&second, NULL};
    BEGIN;
    second.text = text;
    for (struct node *at = &first; at; at = at->next) {
        if (at->text)
            SINK(at->text); // expect: FLOW
    }
}

void freed_and_replaced(void)
{
    BEGIN;
    char *copy = strdup(text);
    free(copy);
    copy = strdup("fixed");
    if (copy)
        SINK(copy);
    free(copy);
}

void read_twice(void)
{
    char line[LINE];
    if (!INPUT(line))
        return;
    char *text = INPUT(line);
    if (text)
        SINK(text); // expect: FLOW
}
