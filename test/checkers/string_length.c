// tinct.StringLength: text that is longer than its destination, and text that cannot be.
// RUN: %expect %s
#define _GNU_SOURCE
#include <dirent.h>
#include <limits.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wchar.h>

char *gets(char *line);
char *getwd(char *path);

// ---- Text without bound -------------------------------------------------------------------------

int main(int argc, char **argv)
{
    char name[64];
    if (argc < 2)
        return 1;
    strcpy(name, argv[1]); // expect: StringLength
    puts(name);
    return 0;
}

void copy(void)
{
    char name[64], *text = getenv("NAME");
    if (text)
        strcpy(name, text); // expect: StringLength
}

void copy_literal(void)
{
    char name[64], *text = getenv("NAME");
    if (text)
        strcpy(name, "anonymous");
}

void copy_to_end(void)
{
    char name[64], *text = getenv("NAME");
    if (text)
        stpcpy(name, text); // expect: StringLength
}

void copy_wide(const wchar_t *unused)
{
    wchar_t line[100], name[64];
    if (!fgetws(line, 100, stdin))
        return;
    wcscpy(name, line); // expect: StringLength
}

void copy_wide_safe(void)
{
    wchar_t line[100], name[100];
    if (!fgetws(line, 100, stdin))
        return;
    wcscpy(name, line);
}

void append(void)
{
    char path[64] = "/tmp/", *text = getenv("NAME");
    if (text)
        strcat(path, text); // expect: StringLength
}

void print(void)
{
    char path[64], *text = getenv("NAME");
    if (text)
        sprintf(path, "/tmp/%s", text); // expect: StringLength
}

void print_bounded(void)
{
    char path[64], *text = getenv("NAME");
    if (text)
        snprintf(path, sizeof path, "/tmp/%s", text);
}

void print_precision(void)
{
    char path[64], *text = getenv("NAME");
    if (text)
        sprintf(path, "/tmp/%.58s", text);
}

void print_precision_too_large(void)
{
    char path[64], *text = getenv("NAME");
    if (text)
        sprintf(path, "/tmp/%.60s", text); // expect: StringLength
}

void print_precision_argument(void)
{
    char path[64], *text = getenv("NAME");
    if (text)
        sprintf(path, "/tmp/%.*s", 58, text);
}

void heap(void)
{
    char *copy = malloc(64), *text = getenv("NAME");
    if (copy && text)
        strcpy(copy, text); // expect: StringLength
    free(copy);
}

void heap_of_its_length(void)
{
    char *text = getenv("NAME");
    char *copy = text ? malloc(strlen(text) + 1) : NULL;
    if (!copy)
        return;
    strcpy(copy, text);
    free(copy);
}

struct record {
    int kind;
    char name[32];
    char rest[];
};

void field(struct record *record)
{
    char *text = getenv("NAME");
    if (text)
        strcpy(record->name, text); // expect: StringLength
}

// As many bytes as were allocated.
void open_ended(struct record *record)
{
    char *text = getenv("NAME");
    if (text)
        strcpy(record->rest, text);
}

struct old_record {
    int kind;
    char name[1];
};

void open_ended_of_one(size_t size)
{
    char *text = getenv("NAME");
    struct old_record *record = malloc(size);
    if (text && record)
        strcpy(record->name, text);
    free(record);
}

void inside(void)
{
    char path[64], *text = getenv("NAME");
    if (!text)
        return;
    memcpy(path, "/tmp/", 5);
    strcpy(path + 5, text); // expect: StringLength
}

void behind_what_was_printed(void)
{
    char path[64], *text = getenv("NAME");
    if (!text)
        return;
    int length = sprintf(path, "/tmp/");
    sprintf(path + length, "%s", text); // expect: StringLength
}

static char global[64];

void to_global(void)
{
    char *text = getenv("NAME");
    if (text)
        strcpy(global, text); // expect: StringLength
}

static void copy_name(char *to, const char *from)
{
    strcpy(to, from); // expect: StringLength
}

void in_callee(void)
{
    char name[64], *text = getenv("NAME");
    if (text)
        copy_name(name, text);
}

static void copy_bounded_name(char *to, size_t size, const char *from)
{
    if (strlen(from) < size)
        strcpy(to, from);
}

void in_callee_safe(void)
{
    char name[64], *text = getenv("NAME");
    if (text)
        copy_bounded_name(name, sizeof name, text);
}

void whole_line(FILE *file)
{
    char name[64], *line = NULL;
    size_t size = 0;
    if (getline(&line, &size, file) > 0)
        strcpy(name, line); // expect: StringLength
    free(line);
}

// ---- Input that is written without a bound ------------------------------------------------------

void input_gets(void)
{
    char line[64];
    gets(line); // expect: StringLength
}

void input_gets_anywhere(char *line)
{
    gets(line); // expect: StringLength
}

void input_fgets(void)
{
    char line[64];
    if (fgets(line, sizeof line, stdin))
        puts(line);
}

void input_scanf(void)
{
    char word[64];
    scanf("%s", word); // expect: StringLength
}

void input_scanf_width(void)
{
    char word[64];
    scanf("%63s", word);
}

// clang-format off
void input_fscanf_width(FILE *file)
{
    char word[64];
    fscanf(file, "%64s", word); // expect: StringLength
}
// clang-format on

void input_scanf_set(void)
{
    char word[64];
    scanf("%[^\n]", word); // expect: StringLength
}

void input_scanf_set_width(void)
{
    char word[64];
    scanf("%63[^\n]", word);
}

void input_scanf_character(void)
{
    char c;
    scanf("%c", &c);
}

void input_scanf_allocated(void)
{
    char *word = NULL;
    scanf("%ms", &word);
    free(word);
}

void input_scanf_number(void)
{
    int n;
    scanf("%d", &n);
}

void input_fscanf(FILE *file)
{
    char key[32], value[32];
    fscanf(file, "%31s %s", key, value); // expect: StringLength
}

void input_sscanf(FILE *file)
{
    char line[256], key[32];
    if (fgets(line, sizeof line, file))
        sscanf(line, "%s", key); // expect: StringLength
}

void input_sscanf_fits(FILE *file)
{
    char line[256], key[256];
    if (fgets(line, sizeof line, file))
        sscanf(line, "%s", key);
}

void input_path(void)
{
    char path[256], *text = getenv("FILE");
    if (text && realpath(text, path)) // expect: StringLength
        puts(path);
}

void input_path_safe(void)
{
    char path[PATH_MAX], *text = getenv("FILE");
    if (text && realpath(text, path))
        puts(path);
}

void input_directory(void)
{
    char path[256];
    getwd(path); // expect: StringLength
}

// ---- Text with a bound --------------------------------------------------------------------------

void line_too_long(FILE *file)
{
    char line[100], name[64];
    if (fgets(line, sizeof line, file))
        strcpy(name, line); // expect: StringLength
}

void line_fits(FILE *file)
{
    char line[100], name[100];
    if (fgets(line, sizeof line, file))
        strcpy(name, line);
}

void line_by_one(FILE *file)
{
    char line[100], name[99];
    if (fgets(line, sizeof line, file))
        strcpy(name, line); // expect: StringLength
}

void line_small_limit(FILE *file)
{
    char line[1000], name[64];
    if (fgets(line, 64, file))
        strcpy(name, line);
}

void line_with_prefix(FILE *file)
{
    char line[100], message[100];
    if (fgets(line, sizeof line, file))
        sprintf(message, "error: %s", line); // expect: StringLength
}

void line_with_prefix_fits(FILE *file)
{
    char line[100], message[107];
    if (fgets(line, sizeof line, file))
        sprintf(message, "error: %s", line);
}

void packet(int descriptor)
{
    char data[100], name[64];
    ssize_t length = recv(descriptor, data, sizeof data - 1, 0);
    if (length < 0)
        return;
    data[length] = '\0';
    strcpy(name, data); // expect: StringLength
}

void packet_fits(int descriptor)
{
    char data[64], name[64];
    ssize_t length = recv(descriptor, data, sizeof data - 1, 0);
    if (length < 0)
        return;
    data[length] = '\0';
    strcpy(name, data);
}

void two_lines(FILE *file)
{
    char first[50], second[50], both[80];
    if (!fgets(first, sizeof first, file) || !fgets(second, sizeof second, file))
        return;
    strcpy(both, first);
    strcat(both, second); // expect: StringLength
}

void two_lines_fit(FILE *file)
{
    char first[50], second[50], both[99];
    if (!fgets(first, sizeof first, file) || !fgets(second, sizeof second, file))
        return;
    strcpy(both, first);
    strcat(both, second);
}

void truncated_by_snprintf(void)
{
    char part[32], name[64], *text = getenv("NAME");
    if (!text)
        return;
    snprintf(part, sizeof part, "%s", text);
    strcpy(name, part);
}

void truncated_too_late(void)
{
    char part[32], name[16], *text = getenv("NAME");
    if (!text)
        return;
    snprintf(part, sizeof part, "%s", text);
    strcpy(name, part); // expect: StringLength
}

// Together they are no longer than the buffer they stand in.
void both_in_one_buffer(void)
{
    char part[64], name[64], *a = getenv("A"), *b = getenv("B");
    if (!a || !b)
        return;
    snprintf(part, sizeof part, "%s/%s", a, b);
    strcpy(name, part);
}

void truncated_by_strncpy(void)
{
    char part[32], name[32], *text = getenv("NAME");
    if (!text)
        return;
    strncpy(part, text, sizeof part - 1);
    part[sizeof part - 1] = '\0';
    strcpy(name, part);
}

void truncated_by_nul(void)
{
    char line[1000], name[64];
    if (!fgets(line, sizeof line, stdin))
        return;
    line[63] = '\0';
    strcpy(name, line);
}

void truncated_by_nul_too_late(void)
{
    char line[1000], name[64];
    if (!fgets(line, sizeof line, stdin))
        return;
    line[64] = '\0';
    strcpy(name, line); // expect: StringLength
}

void file_name(DIR *directory, FILE *list)
{
    char path[300], small[100];
    struct dirent *entry = readdir(directory);
    if (!entry)
        return;
    sprintf(path, "/var/spool/%s", entry->d_name);
    sprintf(small, "/var/spool/%s", entry->d_name); // expect: StringLength
    fprintf(list, "%s %s\n", path, small);
}

void host_name(const char *address)
{
    char name[64];
    struct hostent *host = gethostbyname(address);
    if (host)
        strcpy(name, host->h_name); // expect: StringLength
}

// ---- Numbers ------------------------------------------------------------------------------------

void number_fits(void)
{
    char number[12], *text = getenv("PID");
    if (text)
        sprintf(number, "%d", atoi(text));
}

void number_too_long(void)
{
    char number[8], *text = getenv("PID");
    if (text)
        sprintf(number, "%d", atoi(text)); // expect: StringLength
}

void number_in_range(void)
{
    char number[5], *text = getenv("PID");
    int n = text ? atoi(text) : 0;
    if (n >= 0 && n < 10000)
        sprintf(number, "%d", n);
}

// ---- The length was checked ---------------------------------------------------------------------

void checked(void)
{
    char name[64], *text = getenv("NAME");
    if (!text || strlen(text) >= sizeof name)
        return;
    strcpy(name, text);
}

void checked_by_one(void)
{
    char name[64], *text = getenv("NAME");
    if (!text || strlen(text) > sizeof name)
        return;
    strcpy(name, text); // expect: StringLength
}

void checked_wrong_way(void)
{
    char name[64], *text = getenv("NAME");
    if (!text || strlen(text) < sizeof name)
        return;
    strcpy(name, text); // expect: StringLength
}

void checked_in_variable(void)
{
    char name[64], *text = getenv("NAME");
    if (!text)
        return;
    int length = (int)strlen(text);
    if (length > 63)
        return;
    strcpy(name, text);
}

void checked_after(void)
{
    char name[64], *text = getenv("NAME");
    if (!text)
        return;
    strcpy(name, text); // expect: StringLength
    if (strlen(text) >= sizeof name)
        abort();
}

void checked_other(void)
{
    char name[64], *text = getenv("NAME"), *other = getenv("OTHER");
    if (!text || !other || strlen(other) >= sizeof name)
        return;
    strcpy(name, text); // expect: StringLength
}

void checked_copy(void)
{
    char name[64], path[128], *text = getenv("NAME");
    if (!text || strlen(text) >= sizeof name)
        return;
    sprintf(path, "/tmp/%s", text);
    strcpy(name, text);
}

void checked_together(void)
{
    char path[64], *folder = getenv("FOLDER"), *name = getenv("NAME");
    if (!folder || !name || strlen(folder) + strlen(name) + 2 > sizeof path)
        return;
    sprintf(path, "%s/%s", folder, name);
}

void checked_together_by_one(void)
{
    char path[64], *folder = getenv("FOLDER"), *name = getenv("NAME");
    if (!folder || !name || strlen(folder) + strlen(name) + 1 > sizeof path)
        return;
    sprintf(path, "%s/%s", folder, name); // expect: StringLength
}

void checked_against_room(char *path)
{
    char line[64] = "name=", *text = getenv("NAME");
    size_t room = sizeof line - strlen(line) - 1;
    if (!text || strlen(text) > room)
        return;
    strcat(line, text);
    strcpy(path, line);
}

void checked_against_parameter(size_t most)
{
    char name[64], *text = getenv("NAME");
    if (most > sizeof name || !text || strlen(text) >= most)
        return;
    strcpy(name, text);
}

void checked_strnlen(void)
{
    char name[64], *text = getenv("NAME");
    if (!text || strnlen(text, sizeof name) == sizeof name)
        return;
    strcpy(name, text);
}

void checked_strnlen_wrong(void)
{
    char name[64], *text = getenv("NAME");
    if (!text || strnlen(text, sizeof name) > sizeof name)
        return;
    strcpy(name, text); // expect: StringLength
}

void checked_short(void)
{
    char name[8], *text = getenv("NAME");
    if (text && strlen(text) < 3)
        strcpy(name, text);
}

// What the loop looks at is not its length.
void looked_at_each(void)
{
    char name[64], *text = getenv("NAME");
    if (!text)
        return;
    for (size_t i = 0; i < strlen(text); i++) {
        if (text[i] == '/')
            return;
    }
    strcpy(name, text); // expect: StringLength
}

void read_again(FILE *file)
{
    char name[16], line[100];
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#' && strlen(line) < sizeof name)
            puts(line);
        else
            strcpy(name, line); // expect: StringLength
    }
}

// ---- The room that strncat is told --------------------------------------------------------------

// clang-format off
void room_whole(void)
{
    char name[32], *text = getenv("NAME");
    if (!text)
        return;
    name[0] = '\0';
    strncat(name, text, sizeof name); // expect: StringLength
}
// clang-format on

void room_less_one(void)
{
    char name[32], *text = getenv("NAME");
    if (!text)
        return;
    name[0] = '\0';
    strncat(name, text, sizeof name - 1);
}

void room_behind_text(void)
{
    char name[32] = "Mr ", *text = getenv("NAME");
    if (text)
        strncat(name, text, sizeof name - 1); // expect: StringLength
}

void room_that_is_left(void)
{
    char name[32] = "Mr ", *text = getenv("NAME");
    if (text)
        strncat(name, text, sizeof name - strlen(name) - 1);
}

// ---- Parts of text ------------------------------------------------------------------------------

void part(FILE *file)
{
    char line[512], name[64];
    if (!fgets(line, sizeof line, file))
        return;
    char *word = strtok(line, " \n");
    if (word)
        strcpy(name, word); // expect: StringLength
}

// The newline is gone.
void part_fits(FILE *file)
{
    char line[64], name[64];
    if (!fgets(line, sizeof line, file))
        return;
    char *word = strtok(line, " \n");
    if (word)
        sprintf(name, "%s;", word);
}

void part_checked(FILE *file)
{
    char line[512], name[64];
    if (!fgets(line, sizeof line, file))
        return;
    char *value = strchr(line, '=');
    if (value && strlen(value) < sizeof name)
        strcpy(name, value);
}

// ---- Copies by hand -----------------------------------------------------------------------------

void by_hand(void)
{
    char name[64], *to = name, *text = getenv("NAME");
    if (!text)
        return;
    while (*text)
        *to++ = *text++; // expect: LoopIndex
    *to = '\0';
    puts(name);
}

void by_hand_bounded(void)
{
    char name[64], *text = getenv("NAME");
    size_t i = 0;
    if (!text)
        return;
    for (; text[i] && i < sizeof name - 1; i++)
        name[i] = text[i];
    name[i] = '\0';
    puts(name);
}

// ---- Text that is put together piece by piece -----------------------------------------------------------

void join(int descriptor)
{
    char in[64], all[256] = "";
    while (read(descriptor, in, sizeof in - 1) > 0) {
        in[63] = '\0';
        if (strlen(all) + strlen(in) + 2 > sizeof all)
            break;
        strcat(all, in);
        strcat(all, " ");
    }
}

// ---- Constants in functions that have nothing else to look at -----------------------------------------

static char line_of_64[64];

void constant_too_large(void)
{
    fgets(line_of_64, 1024, stdin); // expect: StringLength
}

void constant_fits(void)
{
    fgets(line_of_64, 64, stdin);
}

void constant_print_too_large(void)
{
    char line[32];
    const char *text = getenv("NAME");
    if (text)
        snprintf(line, 256, "%s", text); // expect: StringLength
}

void constant_print_of_little(void)
{
    char line[32];
    const char *text = getenv("NAME");
    if (text)
        snprintf(line, 256, "%.20s", text); /* too large, but never used up */
}

// ---- Behind what stands there already ---------------------------------------------------------------

void printed_one_after_the_other(void)
{
    char list[128];
    int at = 0;
    for (int i = 0; i < 2; i++) {
        const char *word = getenv("WORD");
        if (word)
            at += snprintf(list + at, sizeof list - at, "%s ", word); // expect: StringLength
    }
}

void printed_while_it_fits(void)
{
    char list[128];
    size_t at = 0;
    for (int i = 0; i < 2; i++) {
        const char *word = getenv("WORD");
        if (!word)
            return;
        int n = snprintf(list + at, sizeof list - at, "%s ", word);
        if (n < 0 || (size_t)n >= sizeof list - at)
            break;
        at += (size_t)n;
    }
}

void printed_if_there_is_room(void)
{
    char list[128];
    size_t at = 0;
    for (int i = 0; i < 2; i++) {
        const char *word = getenv("WORD");
        if (!word)
            return;
        if (at >= sizeof list)
            break;
        at += (size_t)snprintf(list + at, sizeof list - at, "%s ", word);
    }
}

void appended_without_an_end(void)
{
    char line[64] = "";
    const char *first = getenv("FIRST"), *second = getenv("SECOND");
    if (!first || !second)
        return;
    strncat(line, first, sizeof line - 1);
    strncat(line, second, sizeof line - strlen(line)); // expect: StringLength
}

void appended_with_an_end(void)
{
    char line[64] = "";
    const char *first = getenv("FIRST"), *second = getenv("SECOND");
    if (!first || !second)
        return;
    strncat(line, first, sizeof line - 1);
    strncat(line, second, sizeof line - strlen(line) - 1);
}

void appended_little_without_an_end(void)
{
    char line[64] = "", word[16];
    const char *first = getenv("FIRST");
    if (!first || !fgets(word, sizeof word, stdin))
        return;
    snprintf(line, sizeof line, "%.20s", first);
    strncat(line, word, sizeof line - strlen(line)); /* never used up */
}
