// Data that the program has checked, and checks that do not suffice.
// RUN: %expect %s
// RUN: %expect --profile strict %s --modes compile-O0,scan
#include <ctype.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- Equality with the program's own texts

void equal_to_constant(void)
{
    char *text = getenv("PAGER");
    if (text && strcmp(text, "less") == 0)
        system(text);
}

void constant_is_equal(void)
{
    char *text = getenv("PAGER");
    if (text && !strcmp("less", text))
        system(text);
}

void not_equal_to_constant(void)
{
    char *text = getenv("PAGER");
    if (text && strcmp(text, "less") != 0)
        system(text); // expect: CommandInjection
}

void equal_in_front(void)
{
    char *text = getenv("PAGER");
    if (text && strncmp(text, "less", 4) == 0)
        system(text); // expect: CommandInjection
}

void equal_to_its_end(void)
{
    char *text = getenv("PAGER");
    if (text && strncmp(text, "less", 5) == 0)
        system(text);
}

void other_text_is_equal(void)
{
    char *text = getenv("PAGER"), *other = getenv("EDITOR");
    if (text && other && strcmp(other, "vi") == 0)
        system(text); // expect: CommandInjection
}

void equal_to_another_untrusted_text(void)
{
    char *text = getenv("PAGER"), *other = getenv("EDITOR");
    if (text && other && strcmp(other, text) == 0)
        system(text); // expect: CommandInjection
}

void one_of_a_list(void)
{
    static const char *const pagers[] = {"less", "more", "most"};
    char *text = getenv("PAGER");
    for (size_t i = 0; text && i < sizeof pagers / sizeof *pagers; i++) {
        if (strcmp(text, pagers[i]) == 0)
            system(text);
    }
}

void one_of_a_list_or_not(void)
{
    static const char *const pagers[] = {"less", "more"};
    char *text = getenv("PAGER");
    int known = 0;
    for (size_t i = 0; text && i < sizeof pagers / sizeof *pagers; i++)
        known = known || strcmp(text, pagers[i]) == 0;
    if (text && known)
        system(text);
    if (text && !known)
        system(text); // expect: CommandInjection
}

void one_of_a_list_taken(void)
{
    static const char *const pagers[] = {"less", "more", "most"};
    char *text = getenv("PAGER");
    for (size_t i = 0; text && i < sizeof pagers / sizeof *pagers; i++) {
        if (strcmp(text, pagers[i]) == 0)
            system(pagers[i]);
    }
}

// ---- Each character tested

void every_character_tested(void)
{
    char *text = getenv("PAGER");
    if (!text)
        return;
    for (const char *at = text; *at; at++) {
        if (!isalnum((unsigned char)*at))
            return;
    }
    system(text);
}

void every_character_tested_by_index(void)
{
    char command[64], line[32];
    if (!fgets(line, sizeof line, stdin))
        return;
    line[strcspn(line, "\n")] = '\0';
    for (int i = 0; line[i] != '\0'; i++) {
        if (!(line[i] >= 'a' && line[i] <= 'z') && line[i] != '_')
            return;
    }
    snprintf(command, sizeof command, "finger %s", line);
    system(command);
}

void first_character_not_tested(void)
{
    char *text = getenv("PAGER");
    if (!text)
        return;
    for (const char *at = text + 1; *at; at++) {
        if (!isalnum((unsigned char)*at))
            return;
    }
    system(text); // expect: CommandInjection
}

void characters_tested_and_nothing_done(void)
{
    char *text = getenv("PAGER");
    int odd = 0;
    if (!text)
        return;
    for (const char *at = text; *at; at++) {
        if (!isalnum((unsigned char)*at))
            odd++;
    }
    system(text); // expect: CommandInjection
    printf("%d\n", odd);
}

void characters_tested_up_to_length(void)
{
    char *text = getenv("PAGER");
    if (!text)
        return;
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++) {
        if (!isdigit((unsigned char)text[i]))
            return;
    }
    system(text);
}

void last_character_not_tested(void)
{
    char *text = getenv("PAGER");
    if (!text)
        return;
    size_t length = strlen(text);
    for (size_t i = 0; i + 1 < length; i++) {
        if (!isdigit((unsigned char)text[i]))
            return;
    }
    system(text); // expect: CommandInjection
}

static int is_word(const char *text)
{
    for (; *text; text++) {
        if (!isalnum((unsigned char)*text) && *text != '-')
            return 0;
    }
    return 1;
}

void validator(void)
{
    char *text = getenv("PAGER");
    if (text && is_word(text))
        system(text);
}

void validator_is_ignored(void)
{
    char *text = getenv("PAGER");
    if (text) {
        is_word(text);
        system(text); // expect: CommandInjection
    }
}

void validator_said_no(void)
{
    char *text = getenv("PAGER");
    if (text && !is_word(text))
        system(text); // expect: CommandInjection
}

void validated_too_late(void)
{
    char *text = getenv("PAGER");
    if (!text)
        return;
    system(text); // expect: CommandInjection
    if (!is_word(text))
        abort();
}

void read_again_after_validation(void)
{
    char line[32];
    if (!fgets(line, sizeof line, stdin) || !is_word(line))
        return;
    if (fgets(line, sizeof line, stdin))
        system(line); // expect: CommandInjection
}

void each_line_validated(void)
{
    char line[32];
    while (fgets(line, sizeof line, stdin)) {
        if (!is_word(line))
            continue;
        system(line);
    }
}

void only_first_line_validated(void)
{
    char line[32];
    int checked = 0;
    while (fgets(line, sizeof line, stdin)) {
        if (!checked && !is_word(line))
            continue;
        checked = 1;
        system(line); // expect: CommandInjection
    }
}

void bad_characters_replaced(void)
{
    char command[64], line[32];
    if (!fgets(line, sizeof line, stdin))
        return;
    for (char *at = line; *at; at++) {
        if (!isalnum((unsigned char)*at))
            *at = '_';
    }
    snprintf(command, sizeof command, "finger %s", line);
    system(command);
}

// ---- Sets of characters

void only_of_these_characters(void)
{
    char *text = getenv("PAGER");
    if (!text || text[strspn(text, "abcdefghijklmnopqrstuvwxyz")] != '\0')
        return;
    system(text);
}

void span_is_length(void)
{
    char *text = getenv("PAGER");
    if (!text || strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789") != strlen(text))
        return;
    system(text);
}

void span_is_not_length(void)
{
    char *text = getenv("PAGER");
    if (!text || strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789") == strlen(text))
        return;
    system(text); // expect: CommandInjection
}

void span_of_harmful_characters(void)
{
    char *text = getenv("PAGER");
    if (!text || strspn(text, "abcdefghijklmnopqrstuvwxyz ;|") != strlen(text))
        return;
    system(text); // expect: CommandInjection
}

void rejected_characters(void)
{
    char *text = getenv("PAGER");
    if (!text || strpbrk(text, ";|&$`<>\n'\"\\"))
        return;
    system(text);
}

void too_few_rejected_characters(void)
{
    char *text = getenv("PAGER");
    if (!text || strpbrk(text, ";|"))
        return;
    system(text); // expect: CommandInjection
}

void all_but_one_rejected_character(void)
{
    char *text = getenv("PAGER");
    if (!text || strpbrk(text, ";|&`<>\n'\"\\"))
        return;
    system(text); // strict: CommandInjection
}

void rejected_and_taken_all_the_same(void)
{
    char *text = getenv("PAGER");
    if (text && strpbrk(text, ";|&$`<>\n'\"\\"))
        system(text); // expect: CommandInjection
}

void rejected_one_by_one(void)
{
    char *text = getenv("PAGER");
    if (!text)
        return;
    for (const char *at = text; *at; at++) {
        if (strchr(";|&$`<>\n", *at))
            return;
    }
    system(text);
}

void span_of_others_is_length(void)
{
    char *text = getenv("PAGER");
    if (!text || strcspn(text, ";|&$`<>\n'\"\\") != strlen(text))
        return;
    system(text);
}

// ---- Inside quotes

void quote_rejected_in_quotes(void)
{
    char command[200], *text = getenv("PATTERN");
    if (!text || strchr(text, '\''))
        return;
    snprintf(command, sizeof command, "grep '%s' log", text);
    system(command);
}

void quote_rejected_outside_quotes(void)
{
    char command[200], *text = getenv("PATTERN");
    if (!text || strchr(text, '\''))
        return;
    snprintf(command, sizeof command, "grep %s log", text);
    system(command); // expect: CommandInjection
}

void wrong_quote_rejected(void)
{
    char command[200], *text = getenv("PATTERN");
    if (!text || strchr(text, '"'))
        return;
    snprintf(command, sizeof command, "grep '%s' log", text);
    system(command); // expect: CommandInjection
}

// ---- Regular expressions

void matches_whole(void)
{
    regex_t word;
    char *text = getenv("PAGER");
    if (!text || regcomp(&word, "^[a-z0-9_]+$", REG_EXTENDED | REG_NOSUB))
        return;
    if (regexec(&word, text, 0, NULL, 0) == 0)
        system(text);
    regfree(&word);
}

void matches_somewhere(void)
{
    regex_t word;
    char *text = getenv("PAGER");
    if (!text || regcomp(&word, "[a-z0-9_]+", REG_EXTENDED | REG_NOSUB))
        return;
    if (regexec(&word, text, 0, NULL, 0) == 0)
        system(text); // expect: CommandInjection
    regfree(&word);
}

// ---- Formats

void no_directives(void)
{
    char *text = getenv("TITLE");
    if (text && !strchr(text, '%'))
        printf(text);
}

void directives(void)
{
    char *text = getenv("TITLE");
    if (text && strchr(text, '%'))
        printf(text); // expect: FormatString
}

// A number has no characters that could do harm, once it is one.
void number_in_bounds(void)
{
    char command[100], *text = getenv("LINES");
    int lines = text ? atoi(text) : 24;
    if (lines < 1 || lines > 100)
        return;
    snprintf(command, sizeof command, "head -n %d", lines);
    system(command);
}
