#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void become(const struct process *process, int output, int errors, int failure)
{
    int null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    dup2(output >= 0 ? output : null, 1);
    dup2(errors >= 0 ? errors : null, 2);
    setenv("LC_ALL", "C", 1);
    signal(SIGPIPE, SIG_DFL);
    if (!process->directory || chdir(process->directory) == 0)
        execvp(process->argv[0], process->argv);
    int why = errno;
    if (write(failure, &why, sizeof why) < 0)
        _exit(126);
    _exit(127);
}

static long milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads both pipes until both are closed or time is up; false when it is up. */
static bool drain(int fds[2], struct text *texts[2], unsigned timeout)
{
    long end = timeout ? milliseconds() + (long)timeout * 1000 : 0;
    struct pollfd polls[2] = {{.fd = fds[0], .events = POLLIN}, {.fd = fds[1], .events = POLLIN}};
    while (polls[0].fd >= 0 || polls[1].fd >= 0) {
        long left = timeout ? end - milliseconds() : -1;
        if (timeout && left <= 0)
            return false;
        if (poll(polls, 2, (int)left) < 0 && errno != EINTR)
            return true;
        for (int i = 0; i < 2; i++) {
            if (polls[i].fd < 0 || !polls[i].revents)
                continue;
            char buffer[16384];
            ssize_t got = read(polls[i].fd, buffer, sizeof buffer);
            if (got > 0)
                text_add_bytes(texts[i], buffer, (size_t)got);
            else if (got == 0 || errno != EINTR)
                polls[i].fd = -1;
        }
    }
    return true;
}

static void close_pair(int pair[2])
{
    for (int i = 0; i < 2; i++)
        if (pair[i] >= 0)
            close(pair[i]);
}

static int open_pipe(int pair[2])
{
    if (pipe(pair) != 0) {
        pair[0] = pair[1] = -1;
        return -1;
    }
    fcntl(pair[0], F_SETFD, FD_CLOEXEC);
    fcntl(pair[1], F_SETFD, FD_CLOEXEC);
    return 0;
}

static int wait_for(pid_t child)
{
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

int process_run(const struct process *process)
{
    int output[2] = {-1, -1}, errors[2] = {-1, -1}, failure[2] = {-1, -1};
    int result = -1, why = 0;
    if (open_pipe(failure) != 0 || (process->output && open_pipe(output) != 0) ||
        (process->errors && open_pipe(errors) != 0))
        goto done;
    pid_t child = fork();
    if (child < 0)
        goto done;
    if (child == 0)
        become(process, output[1], errors[1], failure[1]);
    for (int *pair = output; pair; pair = pair == output ? errors : pair == errors ? failure : NULL)
        if (pair[1] >= 0) {
            close(pair[1]);
            pair[1] = -1;
        }
    if (!drain((int[]){output[0], errors[0]}, (struct text *[]){process->output, process->errors},
               process->timeout))
        kill(child, SIGKILL);
    result = wait_for(child);
    if (read(failure[0], &why, sizeof why) == (ssize_t)sizeof why)
        result = -1;
done:
    if (!why)
        why = errno;
    close_pair(output);
    close_pair(errors);
    close_pair(failure);
    errno = why;
    return result;
}
