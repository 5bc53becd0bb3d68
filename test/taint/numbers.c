// A number that was made of untrusted text carries no text.
// RUN: %expect %s --checker CommandInjection
// RUN: %expect %s --checker SqlInjection -- -DSINK_SQL
// RUN: %expect %s --checker FormatString -- -DSINK_FORMAT -Wno-format-security
#include "Inputs/flow.h"

#include <arpa/inet.h>
#include <inttypes.h>

#define NUMBER(type, format, make)                                                                 \
    char line[LINE], out[LINE];                                                                    \
    const char *text = INPUT(line);                                                                \
    if (!text)                                                                                     \
        return;                                                                                    \
    type n = make;                                                                                 \
    snprintf(out, sizeof out, "show " format, n)

void text_as_it_is(void)
{
    NUMBER(const char *, "%s", text);
    SINK(out); // expect: FLOW
}

void number_atoi(void)
{
    NUMBER(int, "%d", atoi(text));
    SINK(out);
}

void number_strtol(void)
{
    NUMBER(long, "%ld", strtol(text, NULL, 10));
    SINK(out);
}

void number_strtoul(void)
{
    NUMBER(unsigned long, "%#lx", strtoul(text, NULL, 0));
    SINK(out);
}

void number_strtod(void)
{
    NUMBER(double, "%f", strtod(text, NULL));
    SINK(out);
}

void number_strtoimax(void)
{
    NUMBER(intmax_t, "%" PRIdMAX, strtoimax(text, NULL, 10));
    SINK(out);
}

void number_length(void)
{
    NUMBER(size_t, "%zu", strlen(text));
    SINK(out);
}

void number_address(void)
{
    struct in_addr address;
    NUMBER(const char *, "%s", inet_aton(text, &address) ? inet_ntoa(address) : "none");
    SINK(out);
}

void number_compared(void)
{
    NUMBER(int, "%d", strcmp(text, "yes") == 0);
    SINK(out);
}

void number_by_hand(void)
{
    NUMBER(int, "%d", (text[0] - '0') * 10 + text[1] - '0');
    SINK(out);
}

void number_chooses(void)
{
    static const char *const words[] = {"zero", "one", "two"};
    char line[LINE];
    const char *text = INPUT(line);
    if (!text)
        return;
    int n = atoi(text);
    if (n >= 0 && n < 3)
        SINK(words[n]);
}

void rest_of_strtol(void)
{
    char line[LINE], *rest;
    const char *text = INPUT(line);
    if (!text)
        return;
    long n = strtol(text, &rest, 10);
    if (n > 0)
        SINK(rest); // expect: FLOW
}

void digits_as_text(void)
{
    char line[LINE], out[2];
    const char *text = INPUT(line);
    if (!text)
        return;
    out[0] = (char)('0' + (unsigned)atoi(text) % 10);
    out[1] = '\0';
    SINK(out);
}

void number_as_character(void)
{
    char line[LINE], out[2];
    const char *text = INPUT(line);
    if (!text)
        return;
    out[0] = (char)atoi(text);
    out[1] = '\0';
    SINK(out); // expect: FLOW
}

void number_of_sscanf(void)
{
    char line[LINE], out[LINE], word[LINE];
    unsigned n;
    const char *text = INPUT(line);
    if (!text || sscanf(text, "%u %127s", &n, word) != 2)
        return;
    snprintf(out, sizeof out, "show %u", n);
    SINK(out);
    snprintf(out, sizeof out, "show %s", word);
    SINK(out); // expect: FLOW
}
