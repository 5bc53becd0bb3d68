#include "graph.h"

#include "memory.h"
#include "paths.h"
#include "process.h"
#include "progress.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;
static volatile pid_t ninja;

/* Ctrl-C reaches Ninja by itself; a signal to this program alone must be passed on. Ninja stops its
 * edges and leaves nothing half-written. */
static void on_signal(int number)
{
    interrupted = number;
    if (ninja > 0)
        kill(ninja, SIGINT);
}

static void catch_signals(bool on)
{
    struct sigaction action = {0};
    action.sa_handler = on ? on_signal : SIG_DFL;
    sigemptyset(&action.sa_mask);
    const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
}

static void become_ninja(const struct graph *graph, const char *program, const char *jobs,
                         int output)
{
    int null = open("/dev/null", O_RDONLY);
    dup2(null, 0);
    dup2(output, 1);
    dup2(output, 2);
    setenv("NINJA_STATUS", "[%f/%t] ", 1);
    signal(SIGPIPE, SIG_DFL);
    if (chdir(graph->state->directory) == 0) {
        if (*jobs)
            execl(program, program, "-k", "0", "-j", jobs, (char *)NULL);
        else
            execl(program, program, "-k", "0", (char *)NULL);
    }
    _exit(127);
}

/* Reads Ninja's lines; what starts with "ninja: " is kept, since it says why Ninja failed. */
static void follow(int fd, struct progress *progress, struct text *complaints)
{
    struct text line = {0};
    char buffer[4096];
    ssize_t got;
    while ((got = read(fd, buffer, sizeof buffer)) != 0) {
        if (got < 0 && errno != EINTR)
            break;
        for (ssize_t i = 0; i < got; i++) {
            if (buffer[i] != '\n') {
                text_add_char(&line, buffer[i]);
                continue;
            }
            text_add(&line, "");
            progress_line(progress, line.data);
            if (starts_with(line.data, "ninja: ") && !strstr(line.data, "build stopped"))
                text_format(complaints, "%s%s", complaints->length ? "; " : "", line.data + 7);
            line.length = 0;
        }
    }
    text_free(&line);
}

static char *find_ninja(void)
{
    char *program = find_program("ninja");
    return program ? program : find_program("ninja-build");
}

int graph_pending(const struct graph *graph, struct list *names)
{
    char *program = find_ninja();
    if (!program)
        return -1;
    char dry_run[] = "-n";
    char *argv[] = {program, dry_run, NULL};
    struct text output = {0};
    text_add(&output, "");
    int status = process_run(
        &(struct process){.argv = argv, .directory = graph->state->directory, .output = &output});
    for (char *at = output.data; status == 0 && *at;) {
        size_t length = strcspn(at, "\n");
        char *end = memchr(at, ']', length);
        if (*at == '[' && end && end + 2 < at + length)
            list_take(names, copy_bytes(end + 2, (size_t)(at + length - end) - 2));
        at += length + (at[length] == '\n');
    }
    text_free(&output);
    free(program);
    return status == 0 ? 0 : -1;
}

static bool has_work(const struct graph *graph)
{
    for (size_t i = 0; i < graph->count; i++)
        if (graph->units[i].wanted && graph->units[i].fate == UNIT_ANALYSE)
            return true;
    return false;
}

/* Follows Ninja to its end; returns its wait status, or -1 where it could not be started. */
static int run_ninja(const struct graph *graph, const char *program, unsigned jobs,
                     struct text *complaints)
{
    int fds[2], status = -1;
    if (pipe(fds) != 0)
        return -1;
    fcntl(fds[0], F_SETFD, FD_CLOEXEC);
    fcntl(fds[1], F_SETFD, FD_CLOEXEC);
    char *count = jobs ? format_text("%u", jobs) : copy_text("");
    struct progress progress = {.quiet = graph->quiet};
    catch_signals(true);
    pid_t child = fork();
    if (child == 0) {
        catch_signals(false);
        close(fds[0]);
        become_ninja(graph, program, count, fds[1]);
    }
    ninja = child;
    close(fds[1]);
    progress_start(&progress);
    follow(fds[0], &progress, complaints);
    progress_end(&progress);
    close(fds[0]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    ninja = 0;
    catch_signals(false);
    free(count);
    return status;
}

enum graph_end graph_run(const struct graph *graph, unsigned jobs, char **trouble)
{
    if (!has_work(graph))
        return GRAPH_DONE;
    char *program = find_ninja();
    if (!program) {
        *trouble = copy_text("Ninja is not installed; install ninja-build");
        return GRAPH_BROKEN;
    }
    struct text complaints = {0};
    text_add(&complaints, "");
    int status = run_ninja(graph, program, jobs, &complaints);
    bool sound = status >= 0 && WIFEXITED(status) && WEXITSTATUS(status) <= 1 &&
                 !strstr(complaints.data, "error: ");
    if (!interrupted && !sound)
        *trouble = format_text("Ninja failed: %s; delete %s and try again",
                               complaints.length ? complaints.data : "it did not say why",
                               graph->state->directory);
    text_free(&complaints);
    free(program);
    return interrupted ? GRAPH_INTERRUPTED : sound ? GRAPH_DONE : GRAPH_BROKEN;
}
