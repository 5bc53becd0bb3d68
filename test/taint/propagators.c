// What carries untrusted text from one place to another, each beside a use that carries none.
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --ignore CopyLength --ignore ArrayIndex --checker CommandInjection
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --ignore CopyLength --ignore ArrayIndex --checker CommandInjection --modes compile-O2,analyze-default -- -DINPUT_STDIN
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --ignore CopyLength --ignore ArrayIndex --checker SqlInjection --modes compile-O0 -- -DSINK_SQL
// RUN: %expect %s --ignore StringLength --ignore LoopIndex --ignore CopyLength --ignore ArrayIndex --checker FormatString --modes compile-O0 -- -DSINK_FORMAT -Wno-format-security
#define _GNU_SOURCE
#include "Inputs/flow.h"

#include <ctype.h>
#include <libgen.h>
#include <stdarg.h>
#include <strings.h>
#include <wchar.h>

// Begins a test: returns unless there is input.
#define BEGIN                                                                                      \
    char line[LINE], out[4 * LINE];                                                                \
    char *text = INPUT(line);                                                                      \
    if (!text)                                                                                     \
    return

// ---- Copies -------------------------------------------------------------------------------------

void copy_strcpy(void)
{
    BEGIN;
    strcpy(out, text);
    SINK(out); // expect: FLOW
}

void copy_strcpy_safe(void)
{
    BEGIN;
    strcpy(out, text);
    strcpy(out, "fixed");
    SINK(out);
}

void copy_stpcpy(void)
{
    BEGIN;
    stpcpy(out, text);
    SINK(out); // expect: FLOW
}

void copy_stpcpy_safe(void)
{
    BEGIN;
    stpcpy(stpcpy(out, "show "), "fixed");
    SINK(out);
}

void copy_strncpy(void)
{
    BEGIN;
    strncpy(out, text, sizeof out - 1);
    out[sizeof out - 1] = '\0';
    SINK(out); // expect: FLOW
}

void copy_strncpy_safe(void)
{
    BEGIN;
    strncpy(out, text, sizeof out - 1);
    strncpy(out, "fixed", sizeof out - 1);
    SINK(out);
}

void copy_strcat(void)
{
    BEGIN;
    strcpy(out, "show ");
    strcat(out, text);
    SINK(out); // expect: FLOW
}

void copy_strcat_safe(void)
{
    BEGIN;
    strcpy(out, "show ");
    strcat(out, "fixed");
    SINK(out);
}

void copy_strcat_in_front(void)
{
    BEGIN;
    strcpy(out, text);
    strcat(out, " | more");
    SINK(out); // expect: FLOW
}

void copy_strncat(void)
{
    BEGIN;
    strcpy(out, "show ");
    strncat(out, text, sizeof out - 6);
    SINK(out); // expect: FLOW
}

void copy_memcpy(size_t n)
{
    BEGIN;
    if (n >= sizeof out)
        return;
    memcpy(out, text, n);
    out[n] = '\0';
    SINK(out); // expect: FLOW
}

void copy_memcpy_safe(void)
{
    BEGIN;
    memcpy(out, "fixed", 6);
    SINK(out);
}

void copy_memcpy_behind(void)
{
    BEGIN;
    size_t n = strlen(text);
    memcpy(out, "show ", 5);
    memcpy(out + 5, text, n + 1);
    SINK(out); // expect: FLOW
}

void copy_memmove(void)
{
    BEGIN;
    memmove(text, text + 1, strlen(text));
    SINK(text); // expect: FLOW
}

void copy_mempcpy(void)
{
    BEGIN;
    *(char *)mempcpy(out, text, strlen(text)) = '\0';
    SINK(out); // expect: FLOW
}

void copy_memset(void)
{
    BEGIN;
    strcpy(out, text);
    memset(out, 0, sizeof out);
    SINK(out);
}

void copy_bcopy(void)
{
    BEGIN;
    bcopy(text, out, strlen(text) + 1);
    SINK(out); // expect: FLOW
}

void copy_bzero(void)
{
    BEGIN;
    strcpy(out, text);
    bzero(out, sizeof out);
    SINK(out);
}

void copy_result(void)
{
    BEGIN;
    SINK(strcpy(out, text)); // expect: FLOW
}

// ---- Formatted text -----------------------------------------------------------------------------

void print_sprintf(void)
{
    BEGIN;
    sprintf(out, "show %s", text);
    SINK(out); // expect: FLOW
}

void print_sprintf_safe(void)
{
    BEGIN;
    sprintf(out, "show %s", "fixed");
    SINK(out);
}

void print_snprintf(void)
{
    BEGIN;
    snprintf(out, sizeof out, "%d: %s", 1, text);
    SINK(out); // expect: FLOW
}

void print_snprintf_other(void)
{
    BEGIN;
    char other[LINE];
    snprintf(other, sizeof other, "%s", text);
    snprintf(out, sizeof out, "%d: %s", 1, "fixed");
    SINK(out);
}

void print_snprintf_length(void)
{
    BEGIN;
    snprintf(out, sizeof out, "show %zu", strlen(text));
    SINK(out);
}

void print_snprintf_pointer(void)
{
    BEGIN;
    snprintf(out, sizeof out, "show %p", (void *)text);
    SINK(out);
}

void print_snprintf_number(void)
{
    BEGIN;
    snprintf(out, sizeof out, "show %d", atoi(text));
    SINK(out);
}

void print_snprintf_character(void)
{
    BEGIN;
    snprintf(out, sizeof out, "show %c", text[0]);
    SINK(out); // expect: FLOW
}

void print_snprintf_as_number(void)
{
    BEGIN;
    snprintf(out, sizeof out, "show %d", text[0]);
    SINK(out);
}

void print_snprintf_cut(void)
{
    BEGIN;
    snprintf(out, sizeof out, "show %.*s", 8, text);
    SINK(out); // expect: FLOW
}

void print_snprintf_no_room(void)
{
    BEGIN;
    snprintf(out, 6, "fixed%s", text);
    SINK(out);
}

void print_snprintf_position(void)
{
    BEGIN;
    snprintf(out, sizeof out, "%2$s %1$s", "fixed", text);
    SINK(out); // expect: FLOW
}

void print_asprintf(void)
{
    BEGIN;
    (void)out;
    char *made;
    if (asprintf(&made, "show %s", text) < 0)
        return;
    SINK(made); // expect: FLOW
    free(made);
}

void print_asprintf_safe(void)
{
    BEGIN;
    (void)out;
    char *made;
    if (asprintf(&made, "show %s", "fixed") < 0)
        return;
    SINK(made);
    free(made);
}

static void print_list(char *out, size_t size, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(out, size, format, list);
    va_end(list);
}

void print_vsnprintf(void)
{
    BEGIN;
    print_list(out, sizeof out, "show %s", text);
    SINK(out); // expect: FLOW
}

// What the format does is known in there as well.
void print_vsnprintf_number(void)
{
    BEGIN;
    print_list(out, sizeof out, "show %d", text[0]);
    SINK(out);
}

void print_appended(void)
{
    BEGIN;
    int n = snprintf(out, sizeof out, "show ");
    snprintf(out + n, sizeof out - n, "%s", text);
    SINK(out); // expect: FLOW
}

void print_appended_safe(void)
{
    BEGIN;
    int n = snprintf(out, sizeof out, "show ");
    snprintf(out + n, sizeof out - n, "%s", "fixed");
    SINK(out);
}

void print_kept_in_front(void)
{
    BEGIN;
    int n = snprintf(out, sizeof out, "%s", text);
    snprintf(out + n, sizeof out - n, "%s", "fixed");
    SINK(out); // expect: FLOW
}

// ---- New strings --------------------------------------------------------------------------------

void new_strdup(void)
{
    BEGIN;
    (void)out;
    char *copy = strdup(text);
    if (copy)
        SINK(copy); // expect: FLOW
    free(copy);
}

void new_strdup_safe(void)
{
    BEGIN;
    (void)out;
    char *copy = strdup("fixed");
    if (copy)
        SINK(copy);
    free(copy);
}

void new_strndup(void)
{
    BEGIN;
    (void)out;
    char *copy = strndup(text, 10);
    if (copy)
        SINK(copy); // expect: FLOW
    free(copy);
}

void new_malloc(void)
{
    BEGIN;
    (void)out;
    char *copy = malloc(strlen(text) + 1);
    if (copy) {
        strcpy(copy, text);
        SINK(copy); // expect: FLOW
    }
    free(copy);
}

void new_malloc_safe(void)
{
    BEGIN;
    (void)out;
    char *copy = malloc(strlen(text) + 6);
    if (copy) {
        strcpy(copy, "fixed");
        SINK(copy);
    }
    free(copy);
}

void new_realloc(void)
{
    BEGIN;
    (void)out;
    char *copy = strdup(text);
    char *more = copy ? realloc(copy, LINE + 10) : NULL;
    if (!more)
        return;
    strcat(more, " fixed");
    SINK(more); // expect: FLOW
    free(more);
}

// ---- Parts of text ------------------------------------------------------------------------------

void part_strchr(void)
{
    BEGIN;
    (void)out;
    char *value = strchr(text, '=');
    if (value)
        SINK(value + 1); // expect: FLOW
}

void part_strchr_safe(void)
{
    BEGIN;
    (void)out;
    const char *value = strchr("name=fixed", '=');
    if (value && text)
        SINK(value + 1);
}

void part_strchr_cut(void)
{
    BEGIN;
    (void)out;
    char *value = strchr(text, '=');
    if (!value)
        return;
    *value++ = '\0';
    SINK(text);  // expect: FLOW
    SINK(value); // expect: FLOW
}

void part_strrchr(void)
{
    BEGIN;
    (void)out;
    char *name = strrchr(text, '/');
    SINK(name ? name + 1 : text); // expect: FLOW
}

void part_strstr(void)
{
    BEGIN;
    (void)out;
    char *found = strstr(text, "name=");
    if (found)
        SINK(found); // expect: FLOW
}

void part_strtok(void)
{
    BEGIN;
    (void)out;
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
        SINK(word); // expect: FLOW
}

void part_strtok_safe(void)
{
    BEGIN;
    (void)out;
    char fixed[] = "one two";
    for (char *word = strtok(fixed, " "); word; word = strtok(NULL, " "))
        SINK(word);
}

void part_strtok_second(void)
{
    BEGIN;
    (void)out;
    strtok(text, " ");
    char *second = strtok(NULL, " ");
    if (second)
        SINK(second); // expect: FLOW
}

void part_strtok_r(void)
{
    BEGIN;
    (void)out;
    char *state;
    strtok_r(text, " ", &state);
    char *second = strtok_r(NULL, " ", &state);
    if (second)
        SINK(second); // expect: FLOW
}

void part_strsep(void)
{
    BEGIN;
    (void)out;
    char *rest = text, *word;
    while ((word = strsep(&rest, " ")) != NULL)
        SINK(word); // expect: FLOW
}

void part_strsep_rest(void)
{
    BEGIN;
    (void)out;
    char *rest = text;
    strsep(&rest, " ");
    if (rest)
        SINK(rest); // expect: FLOW
}

void part_strsep_safe(void)
{
    BEGIN;
    (void)out;
    char fixed[] = "one two", *rest = fixed, *word;
    while ((word = strsep(&rest, " ")) != NULL)
        SINK(word);
}

void part_strspn(void)
{
    BEGIN;
    (void)out;
    SINK(text + strspn(text, " ")); // expect: FLOW
}

void part_memchr(void)
{
    BEGIN;
    (void)out;
    char *end = memchr(text, '\n', strlen(text));
    if (end)
        *end = '\0';
    SINK(text); // expect: FLOW
}

void part_basename(void)
{
    BEGIN;
    (void)out;
    SINK(basename(text)); // expect: FLOW
}

void part_dirname(void)
{
    BEGIN;
    (void)out;
    SINK(dirname(text)); // expect: FLOW
}

void part_realpath(void)
{
    BEGIN;
    (void)out;
    char *path = realpath(text, NULL);
    if (path)
        SINK(path); // expect: FLOW
    free(path);
}

void part_realpath_into(void)
{
    BEGIN;
    char path[4096];
    (void)out;
    if (realpath(text, path))
        SINK(path); // expect: FLOW
}

void part_realpath_safe(void)
{
    BEGIN;
    (void)out;
    char *path = realpath("/fixed", NULL);
    if (path)
        SINK(path);
    free(path);
}

// ---- Characters ---------------------------------------------------------------------------------

void character_toupper(void)
{
    BEGIN;
    (void)out;
    for (char *at = text; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    SINK(text); // expect: FLOW
}

void character_toupper_copy(void)
{
    BEGIN;
    size_t i;
    for (i = 0; text[i]; i++)
        out[i] = (char)toupper((unsigned char)text[i]);
    out[i] = '\0';
    // expect: FLOW
    // expect-compile-O2: none -- the optimizer's toupper() is a macro that reads a table
    SINK(out);
}

void character_wide(void)
{
    BEGIN;
    wchar_t wide[LINE];
    if (mbstowcs(wide, text, LINE) == (size_t)-1)
        return;
    wcstombs(out, wide, sizeof out);
    SINK(out); // expect: FLOW
}

void character_wide_safe(void)
{
    BEGIN;
    wchar_t wide[LINE];
    if (mbstowcs(wide, text, LINE) == (size_t)-1)
        return;
    wcstombs(out, L"fixed", sizeof out);
    SINK(out);
}

// ---- Parsed text --------------------------------------------------------------------------------

void parse_sscanf(void)
{
    BEGIN;
    char word[LINE];
    int n;
    (void)out;
    if (sscanf(text, "%d %127s", &n, word) == 2)
        SINK(word); // expect: FLOW
}

void parse_sscanf_safe(void)
{
    BEGIN;
    char word[LINE];
    (void)out;
    if (text && sscanf("fixed words", "%127s", word) == 1)
        SINK(word);
}

void parse_sscanf_number(void)
{
    BEGIN;
    int n;
    if (sscanf(text, "%d", &n) != 1)
        return;
    snprintf(out, sizeof out, "show %d", n);
    SINK(out);
}

void parse_sscanf_other(void)
{
    BEGIN;
    char name[LINE], rest[LINE] = "fixed";
    (void)out;
    if (sscanf(text, "%127[a-z]", name) == 1)
        SINK(rest);
}
