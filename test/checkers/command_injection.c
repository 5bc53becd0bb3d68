// tinct.CommandInjection: each sink with what must not arrive there, and with what may.
// RUN: %expect %s
// RUN: %expect %s --profile strict
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wordexp.h>

extern char **environ;

// ---- A shell ------------------------------------------------------------------------------------

void shell_system(void)
{
    char *text = getenv("FILE");
    if (text)
        system(text); // expect: CommandInjection
}

void shell_system_safe(void)
{
    char *text = getenv("FILE");
    if (text)
        system("ls");
}

void shell_system_without(void)
{
    system(NULL);
}

void shell_built(void)
{
    char command[200];
    char *text = getenv("FILE");
    if (!text)
        return;
    snprintf(command, sizeof command, "ls -l %s", text);
    system(command); // expect: CommandInjection
}

// Single quotes end at the first single quote in the text.
void shell_quoted(void)
{
    char command[200];
    char *text = getenv("FILE");
    if (!text)
        return;
    snprintf(command, sizeof command, "ls -l '%s'", text);
    system(command); // expect: CommandInjection
}

void shell_number(void)
{
    char command[200];
    char *text = getenv("PID");
    if (!text)
        return;
    snprintf(command, sizeof command, "ps -p %ld", strtol(text, NULL, 10));
    system(command);
}

void shell_popen(void)
{
    char command[200], *text = getenv("FILE");
    if (!text)
        return;
    snprintf(command, sizeof command, "sort %s", text);
    FILE *pipe = popen(command, "r"); // expect: CommandInjection
    if (pipe)
        pclose(pipe);
}

void shell_popen_safe(void)
{
    char *text = getenv("FILE");
    FILE *pipe = popen("sort", "w");
    if (!pipe)
        return;
    if (text)
        fputs(text, pipe);
    pclose(pipe);
}

void shell_popen_mode(void)
{
    char *mode = getenv("MODE");
    FILE *pipe = mode ? popen("sort", mode) : NULL;
    if (pipe)
        pclose(pipe);
}

void shell_wordexp(void)
{
    wordexp_t words;
    char *text = getenv("FILES");
    if (text && wordexp(text, &words, 0) == 0) // expect: CommandInjection
        wordfree(&words);
}

void shell_wordexp_safe(void)
{
    wordexp_t words;
    char *text = getenv("FILES");
    if (text && wordexp(text, &words, WRDE_NOCMD) == 0)
        wordfree(&words);
}

void shell_wordexp_undef(void)
{
    wordexp_t words;
    char *text = getenv("FILES");
    if (text && wordexp(text, &words, WRDE_UNDEF | WRDE_SHOWERR) == 0) // expect: CommandInjection
        wordfree(&words);
}

// ---- A shell behind exec ------------------------------------------------------------------------

void exec_shell(void)
{
    char *text = getenv("COMMAND");
    if (text)
        execl("/bin/sh", "sh", "-c", text, (char *)NULL); // expect: CommandInjection
}

void exec_shell_built(void)
{
    char command[200], *text = getenv("FILE");
    if (!text)
        return;
    snprintf(command, sizeof command, "ls %s", text);
    execl("/bin/bash", "bash", "-c", command, (char *)NULL); // expect: CommandInjection
}

// The values of $0 and $1, which the command decides what to do with.
void exec_shell_values(void)
{
    char *text = getenv("FILE");
    if (text)
        execl("/bin/sh", "sh", "-c", "ls -- \"$1\"", "ls", text, (char *)NULL);
}

void exec_shell_vector(void)
{
    char *arguments[] = {"sh", "-c", getenv("COMMAND"), NULL};
    if (arguments[2])
        execv("/bin/sh", arguments); // expect: CommandInjection
}

void exec_shell_vector_safe(void)
{
    char *arguments[] = {"sh", "-c", "ls -- \"$1\"", "ls", getenv("FILE"), NULL};
    if (arguments[4])
        execv("/bin/sh", arguments);
}

void exec_path_of_shell(void)
{
    char *text = getenv("COMMAND");
    if (text)
        execlp("sh", "sh", "-c", text, (char *)NULL); // expect: CommandInjection
}

// ---- A program ----------------------------------------------------------------------------------

static char *ask(void)
{
    static char line[100];
    return fgets(line, sizeof line, stdin);
}

void program_execl(void)
{
    char *text = ask();
    if (text)
        execl(text, "editor", (char *)NULL); // expect: CommandInjection
}

void program_execlp(void)
{
    char *text = ask();
    if (text)
        execlp(text, text, "file", (char *)NULL); // expect: CommandInjection
}

void program_execlp_safe(void)
{
    char *text = ask();
    if (text)
        execlp("vi", text, "file", (char *)NULL);
}

void program_execle(void)
{
    char *text = ask();
    if (text)
        execle(text, "editor", (char *)NULL, environ); // expect: CommandInjection
}

void program_execv(void)
{
    char *text = ask();
    char *arguments[] = {"editor", NULL};
    if (text)
        execv(text, arguments); // expect: CommandInjection
}

void program_execv_chosen(void)
{
    char *text = ask();
    char *arguments[] = {"editor", NULL};
    const char *program = text && strcmp(text, "emacs") == 0 ? "/usr/bin/emacs" : "/usr/bin/vi";
    execv(program, arguments);
}

void program_execvp(void)
{
    char *arguments[] = {ask(), NULL};
    if (arguments[0])
        execvp(arguments[0], arguments); // expect: CommandInjection
}

void program_execve(void)
{
    char *text = ask();
    char *arguments[] = {"editor", NULL};
    if (text)
        execve(text, arguments, environ); // expect: CommandInjection
}

void program_execve_environment(void)
{
    char *arguments[] = {"vi", NULL};
    char *variables[] = {getenv("TERM"), NULL};
    execve("/usr/bin/vi", arguments, variables);
}

void program_built(void)
{
    char path[200], *text = ask();
    char *arguments[] = {"tool", NULL};
    if (!text)
        return;
    snprintf(path, sizeof path, "/usr/lib/tools/%s", text);
    execv(path, arguments); // expect: CommandInjection
}

void program_spawn(void)
{
    pid_t child;
    char *text = ask();
    char *arguments[] = {"editor", NULL};
    if (text)
        posix_spawn(&child, text, NULL, NULL, arguments, environ); // expect: CommandInjection
}

void program_spawn_safe(void)
{
    pid_t child;
    char *arguments[] = {"vi", NULL};
    posix_spawn(&child, "/usr/bin/vi", NULL, NULL, arguments, environ);
}

void program_spawnp(void)
{
    pid_t child;
    char *text = ask();
    char *arguments[] = {"editor", NULL};
    if (text)
        posix_spawnp(&child, text, NULL, NULL, arguments, environ); // expect: CommandInjection
}

// What the user may run anyway.
void program_users(void)
{
    char *text = getenv("EDITOR");
    if (text)
        execlp(text, text, "file", (char *)NULL); // strict: CommandInjection -- the user's own
}

void program_users_built(void)
{
    char path[200], *text = getenv("TOOL");
    char *arguments[] = {"tool", NULL};
    if (!text)
        return;
    snprintf(path, sizeof path, "/usr/lib/tools/%s", text);
    execv(path, arguments); // expect: CommandInjection
}

// ---- An option of a program ---------------------------------------------------------------------

void option_execl(void)
{
    char *text = getenv("FILE");
    if (text)
        execl("/bin/tar", "tar", "cf", "all.tar", text, (char *)NULL); // expect: CommandInjection
}

void option_execl_ended(void)
{
    char *text = getenv("FILE");
    if (text)
        execl("/bin/tar", "tar", "cf", "all.tar", "--", text, (char *)NULL);
}

void option_execl_prefixed(void)
{
    char path[200], *text = getenv("FILE");
    if (!text)
        return;
    snprintf(path, sizeof path, "./%s", text);
    execl("/bin/tar", "tar", "cf", "all.tar", path, (char *)NULL);
}

void option_execvp(void)
{
    char *arguments[] = {"tar", "cf", "all.tar", NULL, NULL};
    arguments[3] = getenv("FILE");
    if (arguments[3])
        execvp("tar", arguments); // expect: CommandInjection
}

void option_execvp_ended(void)
{
    char *arguments[] = {"tar", "cf", "all.tar", "--", NULL, NULL};
    arguments[4] = getenv("FILE");
    if (arguments[4])
        execvp("tar", arguments);
}

void option_execvp_number(void)
{
    char number[20], *text = getenv("PID");
    char *arguments[] = {"ps", "-p", number, NULL};
    if (!text)
        return;
    snprintf(number, sizeof number, "%d", atoi(text));
    execvp("ps", arguments);
}

void option_heap_vector(void)
{
    char **arguments = calloc(4, sizeof *arguments);
    if (!arguments)
        return;
    arguments[0] = "ls";
    arguments[1] = "-l";
    arguments[2] = getenv("FILE");
    if (arguments[2])
        execvp("ls", arguments); // expect: CommandInjection
}

void option_heap_vector_safe(void)
{
    char **arguments = calloc(5, sizeof *arguments);
    if (!arguments)
        return;
    arguments[0] = "ls";
    arguments[1] = "-l";
    arguments[2] = "--";
    arguments[3] = getenv("FILE");
    if (arguments[3])
        execvp("ls", arguments);
}

void option_spawn(void)
{
    pid_t child;
    char *arguments[] = {"ls", getenv("FILE"), NULL};
    if (arguments[1])
        posix_spawnp(&child, "ls", NULL, NULL, arguments, environ); // expect: CommandInjection
}

void option_spawn_ended(void)
{
    pid_t child;
    char *arguments[] = {"ls", "--", getenv("FILE"), NULL};
    if (arguments[2])
        posix_spawnp(&child, "ls", NULL, NULL, arguments, environ);
}

// ---- The program's own functions ----------------------------------------------------------------

// Not the C library's: it has a body.
static int execv_own(const char *path, char **arguments)
{
    return path && arguments;
}

void own_function(void)
{
    char *arguments[] = {getenv("FILE"), NULL};
    execv_own(arguments[0], arguments);
}

static void run(const char *program, const char *file)
{
    char command[200];
    snprintf(command, sizeof command, "%s %s", program, file);
    system(command); // expect: CommandInjection
}

void own_wrapper(void)
{
    char *text = getenv("FILE");
    if (text)
        run("ls", text);
}

static void run_safe(const char *program, const char *file)
{
    char command[200];
    (void)file;
    snprintf(command, sizeof command, "%s %s", program, "file");
    system(command);
}

void own_wrapper_safe(void)
{
    char *text = getenv("FILE");
    if (text)
        run_safe("ls", text);
}

// ---- A shell behind a pipe ------------------------------------------------------------------------

void pipe_shell(void)
{
    char *text = getenv("FILE");
    FILE *shell = text ? popen("/bin/sh", "w") : NULL;
    if (!shell)
        return;
    fprintf(shell, "ls %s\n", text); // expect: CommandInjection
    pclose(shell);
}

void pipe_shell_written(void)
{
    char *text = getenv("FILE");
    FILE *shell = text ? popen("exec bash -s >/dev/null 2>&1", "w") : NULL;
    if (!shell)
        return;
    fputs(text, shell); // expect: CommandInjection
    pclose(shell);
}

void pipe_shell_number(void)
{
    char *text = getenv("FILE");
    FILE *shell = text ? popen("/bin/sh", "w") : NULL;
    if (!shell)
        return;
    fprintf(shell, "ls %d\n", atoi(text));
    pclose(shell);
}

// Its script reads what is written.
void pipe_script(void)
{
    char *text = getenv("FILE");
    FILE *script = text ? popen("/bin/sh /usr/share/tool/count.sh", "w") : NULL;
    if (!script)
        return;
    fprintf(script, "%s\n", text);
    pclose(script);
}

void pipe_pager(void)
{
    char *text = getenv("FILE");
    FILE *pager = text ? popen("/usr/bin/less", "w") : NULL;
    if (!pager)
        return;
    fprintf(pager, "%s\n", text);
    pclose(pager);
}

// What is read is no command.
void pipe_read(void)
{
    char *text = getenv("FILE");
    FILE *shell = text ? popen("/bin/sh", "r") : NULL;
    if (!shell)
        return;
    fprintf(shell, "ls %s\n", text);
    pclose(shell);
}
