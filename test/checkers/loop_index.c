// tinct.LoopIndex: loops that end where outsiders say, beside those that end in time.
// RUN: %expect %s
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- A number says how often --------------------------------------------------------------------------

void count(void)
{
    unsigned char n, v[16];
    if (read(0, &n, 1) != 1)
        return;
    for (unsigned i = 0; i < n; i++)
        v[i] = 0; // expect: LoopIndex
    write(1, v, sizeof v);
}

void count_checked(void)
{
    unsigned char n, v[16];
    if (read(0, &n, 1) != 1 || n > sizeof v)
        return;
    for (unsigned i = 0; i < n; i++)
        v[i] = 0;
    write(1, v, sizeof v);
}

void count_off_by_one(void)
{
    unsigned char n, v[16];
    if (read(0, &n, 1) != 1 || n > sizeof v)
        return;
    for (unsigned i = 0; i <= n; i++)
        v[i] = 0; // expect: LoopIndex
    write(1, v, sizeof v);
}

void count_fits_type(void)
{
    unsigned char n, v[256];
    if (read(0, &n, 1) != 1)
        return;
    for (unsigned i = 0; i < n; i++)
        v[i] = 0;
    write(1, v, sizeof v);
}

void count_both(void)
{
    unsigned char n, v[16];
    if (read(0, &n, 1) != 1)
        return;
    for (unsigned i = 0; i < n && i < sizeof v; i++)
        v[i] = 0;
    write(1, v, sizeof v);
}

void count_both_too_far(void)
{
    unsigned char n, v[16];
    if (read(0, &n, 1) != 1)
        return;
    for (unsigned i = 0; i < n && i < 2 * sizeof v; i++)
        v[i] = 0; // expect: LoopIndex
    write(1, v, sizeof v);
}

void count_break(void)
{
    unsigned char n, v[16];
    if (read(0, &n, 1) != 1)
        return;
    for (unsigned i = 0; i < n; i++) {
        if (i == sizeof v)
            break;
        v[i] = 0;
    }
    write(1, v, sizeof v);
}

void count_by_result(void)
{
    unsigned char b[16];
    long n = read(0, b, sizeof b);
    int sum = 0;
    for (long i = 0; i < n; i++)
        sum += b[i];
    printf("%d\n", sum);
}

void count_own(int n)
{
    unsigned char b[16], v[8];
    if (read(0, b, sizeof b) <= 0)
        return;
    for (int i = 0; i < n; i++)
        v[i] = b[i]; /* whoever calls this knows how many */
    write(1, v, sizeof v);
}

void sum_of_message(void)
{
    unsigned char b[16];
    int sum = 0;
    if (read(0, b, sizeof b) != sizeof b)
        return;
    for (int i = 0; i < b[0]; i++)
        sum += b[i]; // expect: LoopIndex
    printf("%d\n", sum);
}

void sum_of_message_checked(void)
{
    unsigned char b[16];
    int sum = 0;
    if (read(0, b, sizeof b) != sizeof b || b[0] > sizeof b)
        return;
    for (int i = 0; i < b[0]; i++)
        sum += b[i];
    printf("%d\n", sum);
}

void count_down(void)
{
    unsigned char b[256], key[32], *to = key, *from = b + 1;
    if (read(0, b, sizeof b) != sizeof b)
        return;
    unsigned left = b[0];
    while (left--)
        *to++ = *from++; // expect: LoopIndex
    write(1, key, sizeof key);
}

void count_down_checked(void)
{
    unsigned char b[256], key[32], *to = key, *from = b + 1;
    if (read(0, b, sizeof b) != sizeof b)
        return;
    unsigned left = b[0];
    if (left > sizeof key)
        return;
    while (left--)
        *to++ = *from++;
    write(1, key, sizeof key);
}

void count_down_two(void)
{
    unsigned char b[256], key[32], *to = key, *from = b + 1;
    unsigned room = sizeof key;
    if (read(0, b, sizeof b) != sizeof b)
        return;
    unsigned left = b[0];
    while (left--) {
        if (!room--)
            break;
        *to++ = *from++;
    }
    write(1, key, sizeof key);
}

void count_down_computed(void)
{
    unsigned char b[256], key[32], *to = key, *from = b + 1;
    int room = sizeof key;
    if (read(0, b, sizeof b) != sizeof b)
        return;
    unsigned left = b[0];
    while (left--) {
        room = room - 1;
        if (room < 0)
            break;
        *to++ = *from++;
    }
    write(1, key, sizeof key);
}

// ---- The text ends it -----------------------------------------------------------------------------------

void text_pointer(void)
{
    char name[16], *to = name, *from = getenv("NAME");
    if (!from)
        return;
    while (*from)
        *to++ = *from++; // expect: LoopIndex
    *to = '\0';
    puts(name);
}

void text_pointer_end(void)
{
    char name[16], *to = name, *end = name + sizeof name - 1, *from = getenv("NAME");
    if (!from)
        return;
    while (*from && to < end)
        *to++ = *from++;
    *to = '\0';
    puts(name);
}

void text_pointer_distance(void)
{
    char name[16], *to = name, *from = getenv("NAME");
    if (!from)
        return;
    while (*from) {
        if (to - name >= (long)sizeof name - 1)
            break;
        *to++ = *from++;
    }
    *to = '\0';
    puts(name);
}

void text_measured(void)
{
    char name[16], *to = name, *from = getenv("NAME");
    if (!from || strlen(from) >= sizeof name)
        return;
    while (*from)
        *to++ = *from++;
    *to = '\0';
    puts(name);
}

void text_measured_elsewhere(FILE *file)
{
    char line[128], name[16], *to = name;
    if (!fgets(line, sizeof line, file))
        return;
    char *from = strchr(line, '=');
    if (!from || strlen(from) >= sizeof name)
        return;
    while (*from)
        *to++ = *from++;
    *to = '\0';
    puts(name);
}

void text_measured_too_large(void)
{
    char name[16], *to = name, *from = getenv("NAME");
    if (!from || strlen(from) > 2 * sizeof name)
        return;
    while (*from)
        *to++ = *from++; // expect: LoopIndex
    *to = '\0';
    puts(name);
}

void text_of_buffer(FILE *file)
{
    char line[32], name[16];
    int i;
    if (!fgets(line, sizeof line, file))
        return;
    for (i = 0; line[i]; i++)
        name[i] = line[i]; // expect: LoopIndex
    name[i] = '\0';
    puts(name);
}

void text_of_small_buffer(FILE *file)
{
    char line[16], name[16];
    int i;
    if (!fgets(line, sizeof line, file))
        return;
    for (i = 0; line[i]; i++)
        name[i] = line[i];
    name[i] = '\0';
    puts(name);
}

void text_squeezed(FILE *file)
{
    char line[16], *to = line;
    if (!fgets(line, sizeof line, file))
        return;
    for (char *from = line; *from; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
    puts(line);
}

void characters(void)
{
    char line[16];
    int i = 0, c;
    while ((c = getchar()) != EOF && c != '\n')
        line[i++] = (char)c; // expect: LoopIndex
    puts(line);
}

void characters_limited(void)
{
    char line[16];
    int i = 0, c;
    while ((c = getchar()) != EOF && c != '\n')
        if (i < 15)
            line[i++] = (char)c;
    line[i] = '\0';
    puts(line);
}

void characters_masked(void)
{
    char ring[16];
    unsigned i = 0;
    int c;
    while ((c = getchar()) != EOF)
        ring[i++ & 15] = (char)c;
    write(1, ring, sizeof ring);
}

static int is_full(const char *line, int used)
{
    return used >= 15 || line[0] == '.';
}

void characters_asked(void)
{
    char line[16];
    int i = 0, c;
    while ((c = getchar()) != EOF) {
        if (is_full(line, i))
            break;
        line[i++] = (char)c;
    }
    write(1, line, sizeof line);
}

void digits(void)
{
    char line[32], digit[12];
    int i = 0;
    if (!fgets(line, sizeof line, stdin))
        return;
    unsigned n = (unsigned)atoi(line);
    while (n != 0) {
        digit[i++] = (char)('0' + n % 10);
        n /= 10;
    }
    write(1, digit, sizeof digit);
}

static void decode(const char *s, char *d, size_t room)
{
    size_t n = 0;
    while (*s && n + 1 < room)
        d[n++] = *s == '+' ? ' ' : *s;
    d[n] = '\0';
}

/* The characters came from a text without limit; the text that is gone through is in the memory. */
void text_in_place(const char *name)
{
    char page[32];
    const char *text = getenv(name);
    if (!text)
        return;
    decode(text, page, sizeof page);
    for (char *p = page; *p; p++) {
        if (*p == '\n')
            *p = '_';
    }
    puts(page);
}

void text_in_place_by_index(const char *name)
{
    char page[32];
    const char *text = getenv(name);
    if (!text)
        return;
    decode(text, page, sizeof page);
    for (int i = 0; page[i]; i++) {
        if (page[i] == '\n')
            page[i] = '_';
    }
    puts(page);
}

void text_to_another_place(const char *name)
{
    char page[32];
    const char *text = getenv(name);
    char *d = page;
    if (!text)
        return;
    for (const char *p = text; *p; p++)
        *d++ = *p == '\n' ? '_' : *p; // expect: LoopIndex
    puts(page);
}

void text_by_a_variable(const char *name)
{
    char out[32];
    const char *text = getenv(name);
    if (!text || strlen(text) >= sizeof out)
        return;
    size_t i = 0;
    char c = text[0];
    while (c) {
        out[i++] = c;
        c = text[i];
    }
}

void text_that_was_allocated(int descriptor)
{
    size_t room = 16, n = 0;
    char *line = malloc(room), c;
    while (line && read(descriptor, &c, 1) == 1 && c != '\n') {
        if (n + 1 == room)
            line = realloc(line, room *= 2);
        if (line)
            line[n++] = c;
    }
    if (!line)
        return;
    line[n] = '\0';
    for (char *p = line; *p; p++) {
        if (*p == ' ')
            *p = '_';
    }
    puts(line);
    free(line);
}

/* As many as were counted before. */
char **copy_of_all(char **argv)
{
    int n = 0;
    while (argv[n])
        n++;
    char **all = calloc(n + 1, sizeof *all);
    if (!all)
        return NULL;
    for (int i = 0; argv[i]; i++)
        all[i] = argv[i];
    return all;
}

static int few_of_all(char **argv)
{
    char *few[2];
    for (int i = 0; argv[i]; i++)
        few[i] = argv[i]; // expect: LoopIndex
    return few[0] != NULL;
}

int main(int argc, char **argv)
{
    return argc > 2 ? few_of_all(argv) : copy_of_all(argv) != NULL;
}

// ---- Pieces of the text -----------------------------------------------------------------------------------

void words(void)
{
    char line[1024], *word[8];
    int n = 0;
    if (!fgets(line, sizeof line, stdin))
        return;
    for (char *at = strtok(line, " "); at; at = strtok(NULL, " "))
        word[n++] = at; // expect: LoopIndex
    if (n)
        puts(word[0]);
}

void words_limited(void)
{
    char line[1024], *word[8];
    int n = 0;
    if (!fgets(line, sizeof line, stdin))
        return;
    for (char *at = strtok(line, " "); at; at = strtok(NULL, " ")) {
        if (n == 8)
            break;
        word[n++] = at;
    }
    if (n)
        puts(word[0]);
}

void words_of_short_line(void)
{
    char line[16], *word[8];
    int n = 0;
    if (!fgets(line, sizeof line, stdin))
        return;
    for (char *at = strtok(line, " "); at; at = strtok(NULL, " "))
        word[n++] = at;
    if (n)
        puts(word[0]);
}

static int numbers[4], number_count;

void numbers_global(void)
{
    int x;
    while (scanf("%d", &x) == 1)
        numbers[number_count++] = x; // expect: LoopIndex
}

void numbers_global_limited(void)
{
    int x;
    while (scanf("%d", &x) == 1) {
        if (number_count >= 4)
            break;
        numbers[number_count++] = x;
    }
}

struct list {
    int value[8];
    unsigned count;
};

void numbers_field(struct list *list)
{
    int x;
    list->count = 0;
    while (scanf("%d", &x) == 1)
        list->value[list->count++] = x; // expect: LoopIndex
}

void numbers_field_limited(struct list *list)
{
    int x;
    list->count = 0;
    while (list->count < 8 && scanf("%d", &x) == 1)
        list->value[list->count++] = x;
}

void numbers_each_new(void)
{
    int x, v[2];
    while (scanf("%d", &x) == 1) {
        int i = 0;
        v[i++] = x;
        v[i++] = 1;
        printf("%d %d\n", v[0], v[1]);
    }
}

void numbers_taken_back(void)
{
    int x, depth = 0, stack[2] = {0};
    while (scanf("%d", &x) == 1) {
        stack[depth++] = x;
        printf("%d\n", stack[--depth]);
    }
}
