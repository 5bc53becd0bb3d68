// Flows as they look in real programs: parsers, decoders, lists, tables, callbacks.
// RUN: %expect %s
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

// ---- A CGI program: decoding a query ------------------------------------------------------------

static int digit(char c)
{
    return isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10;
}

static void decode(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (*from == '%' && isxdigit((unsigned char)from[1]) && isxdigit((unsigned char)from[2])) {
            *to++ = (char)(digit(from[1]) * 16 + digit(from[2]));
            from += 2;
        } else {
            *to++ = *from == '+' ? ' ' : *from;
        }
    }
    *to = '\0';
}

static char *parameter(char *query, const char *name)
{
    size_t length = strlen(name);
    for (char *at = strtok(query, "&"); at; at = strtok(NULL, "&")) {
        if (strncmp(at, name, length) == 0 && at[length] == '=') {
            decode(at + length + 1);
            return at + length + 1;
        }
    }
    return NULL;
}

void cgi(void)
{
    char command[300], *query = getenv("QUERY_STRING");
    char *copy = query ? strdup(query) : NULL;
    char *host = copy ? parameter(copy, "host") : NULL;
    if (host) {
        snprintf(command, sizeof command, "ping -c 1 %s", host);
        system(command); // expect: CommandInjection
    }
    free(copy);
}

void cgi_safe(void)
{
    char command[300], *query = getenv("QUERY_STRING");
    char *copy = query ? strdup(query) : NULL;
    char *count = copy ? parameter(copy, "count") : NULL;
    if (count) {
        snprintf(command, sizeof command, "ping -c %d localhost", atoi(count));
        system(command);
    }
    free(copy);
}

// ---- A configuration file -----------------------------------------------------------------------

struct settings {
    char editor[64];
    char folder[64];
    int width;
};

static char *trimmed(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    char *end = text + strlen(text);
    while (end > text && isspace((unsigned char)end[-1]))
        *--end = '\0';
    return text;
}

static int read_settings(struct settings *settings, FILE *file)
{
    char line[200];
    strcpy(settings->folder, "/var/lib/notes");
    while (fgets(line, sizeof line, file)) {
        char *value = strchr(line, '=');
        if (line[0] == '#' || !value)
            continue;
        *value++ = '\0';
        if (strcmp(trimmed(line), "editor") == 0)
            snprintf(settings->editor, sizeof settings->editor, "%s", trimmed(value));
        else if (strcmp(trimmed(line), "width") == 0)
            settings->width = atoi(value);
    }
    return 0;
}

void configured(FILE *file)
{
    char command[300];
    struct settings settings = {.editor = "vi", .width = 80};
    if (read_settings(&settings, file) != 0)
        return;
    snprintf(command, sizeof command, "%s notes.txt", settings.editor);
    system(command); // expect: CommandInjection
}

void configured_safe(FILE *file)
{
    char command[300];
    struct settings settings = {.editor = "vi", .width = 80};
    if (read_settings(&settings, file) != 0)
        return;
    snprintf(command, sizeof command, "ls -w %d %s", settings.width, settings.folder);
    system(command);
}

// ---- A command line that is split ---------------------------------------------------------------

void split_and_run(void)
{
    char line[200], *words[20];
    int n = 0;
    if (!fgets(line, sizeof line, stdin))
        return;
    for (char *word = strtok(line, " \n"); word && n < 19; word = strtok(NULL, " \n"))
        words[n++] = word;
    words[n] = NULL;
    if (n > 0)
        execvp(words[0], words); // expect: CommandInjection
}

void split_and_run_safe(void)
{
    char line[200], *words[22] = {"ls", "--"};
    int n = 2;
    if (!fgets(line, sizeof line, stdin))
        return;
    for (char *word = strtok(line, " \n"); word && n < 21; word = strtok(NULL, " \n"))
        words[n++] = word;
    words[n] = NULL;
    execvp(words[0], words);
}

// ---- A list -------------------------------------------------------------------------------------

struct node {
    struct node *next;
    char *name;
    int number;
};

static struct node *push(struct node *list, const char *name)
{
    struct node *node = malloc(sizeof *node);
    if (!node)
        return list;
    node->name = strdup(name);
    node->number = list ? list->number + 1 : 0;
    node->next = list;
    return node;
}

void listed(void)
{
    struct node *list = NULL;
    char line[200];
    while (fgets(line, sizeof line, stdin))
        list = push(list, line);
    for (struct node *at = list; at; at = at->next) {
        if (at->name)
            system(at->name); // expect: CommandInjection
    }
}

void listed_safe(void)
{
    struct node *list = NULL;
    char line[200], command[200];
    while (fgets(line, sizeof line, stdin))
        list = push(list, line);
    for (struct node *at = list; at; at = at->next) {
        snprintf(command, sizeof command, "echo %d", at->number);
        system(command);
    }
}

// ---- A server -----------------------------------------------------------------------------------

struct client {
    int socket;
    char in[512];
    size_t used;
    char user[32];
};

static char *next_line(struct client *client)
{
    for (;;) {
        char *end = memchr(client->in, '\n', client->used);
        if (end) {
            *end = '\0';
            return client->in;
        }
        if (client->used == sizeof client->in)
            return NULL;
        ssize_t n =
            recv(client->socket, client->in + client->used, sizeof client->in - client->used, 0);
        if (n <= 0)
            return NULL;
        client->used += (size_t)n;
    }
}

static void answer(struct client *client)
{
    char command[600];
    char *line = next_line(client);
    if (!line)
        return;
    if (strncasecmp(line, "USER ", 5) == 0) {
        strncpy(client->user, line + 5, sizeof client->user - 1);
        client->user[sizeof client->user - 1] = '\0';
        snprintf(command, sizeof command, "id %s", client->user);
        system(command); // expect: CommandInjection
    } else if (strcasecmp(line, "UPTIME") == 0) {
        system("uptime");
    } else if (strncasecmp(line, "LOAD ", 5) == 0) {
        snprintf(command, sizeof command, "renice %ld", strtol(line + 5, NULL, 10));
        system(command);
    }
}

void serve(int listener)
{
    int peer = accept(listener, NULL, NULL);
    if (peer < 0)
        return;
    struct client client = {.socket = peer};
    answer(&client);
    close(peer);
}

// ---- A message with a length in front -----------------------------------------------------------

struct header {
    unsigned short type;
    unsigned short length;
};

static int read_all(int peer, void *buffer, size_t size)
{
    char *at = buffer;
    while (size > 0) {
        ssize_t n = read(peer, at, size);
        if (n <= 0)
            return -1;
        at += n;
        size -= (size_t)n;
    }
    return 0;
}

void message(int peer)
{
    struct header header;
    if (read_all(peer, &header, sizeof header) != 0 || header.length > 1000)
        return;
    char *body = malloc(header.length + 1u);
    if (!body)
        return;
    if (read_all(peer, body, header.length) == 0) {
        body[header.length] = '\0';
        if (header.type == 1)
            system(body); // expect: CommandInjection
        else
            printf("%s\n", body);
    }
    free(body);
}

void message_safe(int peer)
{
    char command[100];
    struct header header;
    if (read_all(peer, &header, sizeof header) != 0 || header.length > 1000)
        return;
    snprintf(command, sizeof command, "head -c %u file", header.length);
    system(command);
}

// ---- Callbacks with data of their own -----------------------------------------------------------

static void each_line(FILE *file, void (*visit)(const char *line, void *data), void *data)
{
    char line[200];
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\r\n")] = '\0';
        visit(line, data);
    }
}

static void remember(const char *line, void *data)
{
    snprintf(data, 100, "%s", line);
}

static void run_line(const char *line, void *data)
{
    char command[300];
    snprintf(command, sizeof command, "%s %s", (const char *)data, line);
    system(command); // expect: CommandInjection
}

static void count_line(const char *line, void *data)
{
    (void)line;
    ++*(int *)data;
}

void visited(FILE *file)
{
    each_line(file, run_line, "echo");
}

void visited_and_remembered(FILE *file)
{
    char last[100] = "";
    each_line(file, remember, last);
    system(last); // expect: CommandInjection
}

void visited_safe(FILE *file)
{
    char command[100];
    int lines = 0;
    each_line(file, count_line, &lines);
    snprintf(command, sizeof command, "echo %d", lines);
    system(command);
}

// ---- Text that grows ----------------------------------------------------------------------------

struct text {
    char *bytes;
    size_t length, room;
};

static int append(struct text *text, const char *more)
{
    size_t n = strlen(more);
    if (text->length + n + 1 > text->room) {
        size_t room = (text->length + n + 1) * 2;
        char *bytes = realloc(text->bytes, room);
        if (!bytes)
            return -1;
        text->bytes = bytes;
        text->room = room;
    }
    memcpy(text->bytes + text->length, more, n + 1);
    text->length += n;
    return 0;
}

void grown(void)
{
    struct text command = {NULL, 0, 0};
    char *file = getenv("FILE");
    if (file && append(&command, "rm ") == 0 && append(&command, file) == 0)
        system(command.bytes); // expect: CommandInjection
    free(command.bytes);
}

void grown_safe(void)
{
    struct text command = {NULL, 0, 0};
    if (append(&command, "rm ") == 0 && append(&command, "file") == 0)
        system(command.bytes);
    free(command.bytes);
}

static int append_format(struct text *text, const char *format, ...)
{
    char more[200];
    va_list list;
    va_start(list, format);
    vsnprintf(more, sizeof more, format, list);
    va_end(list);
    return append(text, more);
}

void grown_by_format(void)
{
    struct text command = {NULL, 0, 0};
    char *file = getenv("FILE");
    if (file && append_format(&command, "rm %s", file) == 0)
        system(command.bytes); // expect: CommandInjection
    free(command.bytes);
}

// ---- Quoting ------------------------------------------------------------------------------------

static void quote(char *to, size_t size, const char *from)
{
    size_t n = 0;
    to[n++] = '\'';
    for (; *from && n + 6 < size; from++) {
        if (*from == '\'') {
            memcpy(to + n, "'\\''", 4);
            n += 4;
        } else {
            to[n++] = *from;
        }
    }
    to[n++] = '\'';
    to[n] = '\0';
}

void quoted(void)
{
    char file[300], command[400], *text = getenv("FILE");
    if (!text)
        return;
    quote(file, sizeof file, text);
    snprintf(command, sizeof command, "ls %s", file);
    system(command); // known-false: CommandInjection -- a quoting loop is not understood
}
