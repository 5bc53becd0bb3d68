/* trouble.c - test.Trouble: does what the analysed program asks for by calling trouble_NAME(), or
 * test.Trouble:Always=trouble_NAME in every function. */
#include "csa.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile int always = 1;

static void crash(void)
{
    *(volatile int *)NULL = 0;
}

static int overflow(int depth)
{
    volatile char room[4096];
    room[0] = (char)depth;
    return always ? overflow(depth + 1) + room[0] : 0;
}

static void recurse(void)
{
    overflow(0);
}

static void exhaust(void)
{
    for (;;) {
        char *memory = malloc(1u << 20);
        memset(memory, 1, 1u << 20);
    }
}

static void leave(void)
{
    exit(3);
}

static void leave_quickly(void)
{
    quick_exit(3);
}

static void terminate(void)
{
    raise(SIGTERM);
    kill(getpid(), SIGTERM);
}

static void interrupt(void)
{
    kill(getpid(), SIGINT);
}

static void hang(void)
{
    while (always) {
    }
}

static void doze(void)
{
    for (;;)
        pause();
}

static void babble(void)
{
    puts("babble");
    fputs("babble\n", stderr);
    fflush(NULL);
}

static const struct {
    const char *name;
    void (*make)(void);
} troubles[] = {
    {"trouble_crash", crash},         {"trouble_abort", abort},
    {"trouble_recurse", recurse},     {"trouble_exhaust", exhaust},
    {"trouble_exit", leave},          {"trouble_quick_exit", leave_quickly},
    {"trouble_terminate", terminate}, {"trouble_interrupt", interrupt},
    {"trouble_hang", hang},           {"trouble_doze", doze},
    {"trouble_babble", babble},
};

static bool note(csa_report *report, uint64_t number, csa_text *out)
{
    (void)report;
    csa_text_add(out, "Step %d", (int)number);
    return true;
}

static void report(csa_context *cx, const char *message)
{
    struct csa_finding finding = {.message = message, .remedy = "Do not call it", .cwe = 1};
    csa_report *made = csa_report_new(cx, &finding, false);
    if (made)
        csa_report_emit(cx, made);
}

static void make_trouble(const char *name)
{
    for (size_t i = 0; i < sizeof troubles / sizeof troubles[0]; i++)
        if (strcmp(name, troubles[i].name) == 0)
            troubles[i].make();
}

static void begin_analysis(csa_context *cx)
{
    make_trouble(csa_option_string(cx, NULL, "Always"));
}

/* trouble_step() leaves a note, trouble_found() is a finding, trouble_large() a very long one. */
static void pre_call(csa_context *cx, const csa_call *call)
{
    const char *name = csa_call_name(call);
    if (!name)
        return;
    make_trouble(name);
    if (strcmp(name, "trouble_step") == 0)
        csa_transition(cx, csa_current(cx), &(struct csa_note){.text = note, .number = 1});
    if (strcmp(name, "trouble_found") == 0)
        report(cx, "Trouble was found");
    if (strcmp(name, "trouble_large") == 0) {
        static char text[1 << 20];
        memset(text, 'x', sizeof text - 1);
        report(cx, text);
    }
}

static const struct csa_option options[] = {
    {"Always", CSA_OPTION_STRING, "", "Name of the trouble to make in every function"},
    {0},
};

static const struct csa_checker trouble = {
    CSA_CHECKER,
    .name = "test.Trouble",
    .summary = "Troubles that the program asks for",
    .help = "Only for tests.",
    .options = options,
    .begin_analysis = begin_analysis,
    .pre_call = pre_call,
};

const struct csa_module *csa_module_info(void)
{
    static const struct csa_checker *const checkers[] = {&trouble, NULL};
    static const struct csa_module module = {sizeof module, CSA_API, checkers};
    return &module;
}
