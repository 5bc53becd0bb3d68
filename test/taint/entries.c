// Code without main: functions that somebody else calls, callbacks, and fields that hold input.
// RUN: %expect %s --models %S/Inputs/entries.yaml
#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- Entry points -------------------------------------------------------------------------------

struct handler {
    const char *name;
    int (*check)(void *context, const char *body);
    int (*serve)(void *context, const char *body);
};

static int serve(void *context, const char *body)
{
    (void)context;
    return system(body); // expect: CommandInjection
}

static int check(void *context, const char *body)
{
    (void)context;
    return system(body);
}

const struct handler handler = {"echo", check, serve};

static int serve_assigned(void *context, const char *body)
{
    (void)context;
    return system(body); // expect: CommandInjection
}

void assign(struct handler *to)
{
    to->check = check;
    to->serve = serve_assigned;
}

int api_run(const char *text)
{
    return system(text); // expect: CommandInjection
}

int internal_run(const char *text)
{
    return system(text);
}

// ---- Fields -------------------------------------------------------------------------------------

struct request {
    int method;
    const char *query, *mount;
};

int answer(const struct request *request)
{
    char command[200];
    snprintf(command, sizeof command, "find %s", request->query);
    return system(command); // expect: CommandInjection
}

int answer_safe(const struct request *request)
{
    char command[200];
    snprintf(command, sizeof command, "find %s", request->mount);
    return system(command);
}

int answer_fixed(struct request *request)
{
    request->query = "fixed";
    return system(request->query);
}

struct packet {
    unsigned char length;
    char text[100];
};

int receive(struct packet *packet)
{
    return system(packet->text); // expect: CommandInjection
}

int receive_fixed(struct packet *packet)
{
    strcpy(packet->text, "fixed");
    return system(packet->text);
}

int list(const struct dirent *entry)
{
    return system(entry->d_name); // expect: CommandInjection
}

// ---- Callbacks ----------------------------------------------------------------------------------

void for_each_header(void *request, void (*act)(const char *text, void *extra), void *extra);

static void header(const char *text, void *extra)
{
    system(text); // expect: CommandInjection
    system(extra);
}

void headers(void *request)
{
    static char fixed[] = "fixed";
    for_each_header(request, header, fixed);
}

static void header_extra(const char *text, void *extra)
{
    (void)text;
    system(extra); // expect: CommandInjection
}

void headers_extra(void *request)
{
    for_each_header(request, header_extra, getenv("EXTRA"));
}

static void *worker(void *argument)
{
    system(argument); // expect: CommandInjection
    return NULL;
}

static void *worker_safe(void *argument)
{
    system(argument);
    return NULL;
}

void threads(void)
{
    static char fixed[] = "fixed";
    pthread_t one, other;
    if (pthread_create(&one, NULL, worker, getenv("JOB")) ||
        pthread_create(&other, NULL, worker_safe, fixed))
        exit(1);
}

static int fill(void *argument)
{
    char **to = argument;
    *to = getenv("JOB");
    return 0;
}

// What is called back may write to what it is handed.
int filled(char **all, size_t n);
int after_sort(void)
{
    char *text = getenv("JOB");
    fill(&text);
    if (!text)
        return 0;
    return system(text); // expect: CommandInjection
}
