// Compile commands taken apart: what Clang may see of them, and what never.
// RUN: %unit/command_test
#include "check.h"
#include "command.h"
#include "compiler.h"
#include "culprit.h"
#include "memory.h"
#include "response.h"

#include <stdlib.h>

/* The command `line`, run in /p for a.c. */
static int read_line(const char *line, struct command *command)
{
    struct entry entry = {.directory = copy_text("/p"), .file = copy_text("a.c")};
    response_split(line, &entry.arguments);
    char *trouble = NULL;
    int result = command_read(&entry, command, &trouble);
    free(trouble);
    free(entry.directory);
    free(entry.file);
    list_free(&entry.arguments);
    return result;
}

static void list_is(const struct list *list, const char *must)
{
    char *is = list_join(list, " ");
    CHECK_TEXT(is, must);
    free(is);
}

static void keeps(const char *flags, const char *must)
{
    struct command command;
    char *line = format_text("gcc %s -c a.c", flags);
    CHECK(read_line(line, &command) == 0);
    list_is(&command.flags, must);
    CHECK_TEXT(command.input, "a.c");
    CHECK(command_is_c(&command) && command.compiles);
    command_free(&command);
    free(line);
}

static void refuses(const char *flags, const char *must)
{
    struct command command;
    char *line = format_text("gcc %s -c a.c", flags);
    CHECK(read_line(line, &command) == 0);
    list_is(&command.flags, "");
    list_is(&command.dropped, must);
    command_free(&command);
    free(line);
}

static void test_flags(void)
{
    keeps("-I inc -Iinc -isystem s -DX=1 -D Y -UZ -include h.h",
          "-I inc -Iinc -isystem s -DX=1 -D Y -UZ -include h.h");
    keeps("-std=c99 -O2 -m32 -fshort-enums -pthread", "-std=c99 -O2 -m32 -fshort-enums -pthread");
    keeps("-Wall -Wextra -Werror -Werror=foo -w -g3 -ggdb -pipe -Wno-foo", "-Wno-foo");
    keeps("-o a.o -MD -MF a.d -MT a.o -MMD -MP -save-temps=obj -MJ x", "");
    keeps("-Wl,-z,now -Wa,-a=x -L/lib -lm -lfoo -T x.ld -static -shared -Xlinker -z", "");
    keeps("-fprofile-generate=/x -flto=4 -ftime-trace -fdump-tree-all -fstack-usage", "");
    keeps("-Wp,-D_FORTIFY_SOURCE=2,-MD,x.d -Xpreprocessor -DQ", "-D_FORTIFY_SOURCE=2 -DQ");
    keeps("-B/x --param a=b --param=c=d -fdiagnostics-color -mllvm -x", "");
}

static void test_hostile(void)
{
    refuses("-fplugin=evil.so -fplugin-arg-x-y", "-fplugin=evil.so -fplugin-arg-x-y");
    refuses("-Xclang -load -Xclang evil.so", "-Xclang -load -Xclang evil.so");
    refuses("-wrapper evil,x", "-wrapper evil,x");
    refuses("-I- -include-pch x", "-I- -include-pch x");
    refuses("-specs=/tmp/evil.specs", "-specs=/tmp/evil.specs");
    refuses("--specs evil", "--specs evil");
    refuses("-fmodules-cache-path=/x -fpass-plugin=e.so",
            "-fmodules-cache-path=/x -fpass-plugin=e.so");
    refuses("--config evil.cfg -load e.so --no-such-flag",
            "--config evil.cfg -load e.so --no-such-flag");
}

static void test_inputs(void)
{
    struct command command;
    CHECK(read_line("ccache gcc -O2 -c ./a.c b.c -o x", &command) == 0);
    CHECK_TEXT(command.compiler, "gcc");
    CHECK_TEXT(command.input, "./a.c");
    list_is(&command.flags, "-O2");
    command_free(&command);
    CHECK(read_line("/usr/bin/distcc x/arm-none-eabi-gcc --sysroot=sys -c /p/a.c", &command) == 0);
    CHECK_TEXT(command.compiler, "x/arm-none-eabi-gcc");
    list_is(&command.question, "--sysroot=/p/sys");
    command_free(&command);
    CHECK(read_line("sh ./libtool --tag=CC --mode=compile gcc -c a.c", &command) == 0);
    CHECK_TEXT(command.compiler, "gcc");
    command_free(&command);
    CHECK(read_line("gcc -x c++ a.c", &command) == 0);
    CHECK(!command_is_c(&command));
    command_free(&command);
    CHECK(read_line("gcc a.c -x c++ b.cc", &command) == 0);
    CHECK(command_is_c(&command) && !command.language_given);
    command_free(&command);
    CHECK(read_line("g++ a.c", &command) == 0);
    CHECK_TEXT(language_name(command.language), "C++");
    command_free(&command);
    CHECK(read_line("gcc -E a.c", &command) == 0);
    CHECK(!command.compiles);
    command_free(&command);
    CHECK(read_line("gcc -c -- a.c", &command) == 0);
    CHECK_TEXT(command.input, "a.c");
    command_free(&command);
    CHECK(read_line("gcc -c other.c", &command) == -1);
    CHECK(read_line("ccache", &command) == -1);
}

static void test_names(void)
{
    CHECK(compiler_name_is_known("gcc") && compiler_name_is_known("cc"));
    CHECK(compiler_name_is_known("gcc-12") && compiler_name_is_known("clang-14.0"));
    CHECK(compiler_name_is_known("aarch64-linux-gnu-gcc-12"));
    CHECK(compiler_name_is_known("arm-none-eabi-gcc") && compiler_name_is_known("tcc"));
    CHECK(!compiler_name_is_known("rm") && !compiler_name_is_known("xgcc"));
    CHECK(!compiler_name_is_known("gcc.sh") && !compiler_name_is_known("g++"));
    CHECK(!compiler_name_is_known("") && !compiler_name_is_known("-12"));
    char *target = compiler_target_of_name("/x/arm-none-eabi-gcc-12");
    CHECK_TEXT(target, "arm-none-eabi");
    free(target);
    CHECK(!compiler_target_of_name("gcc") && !compiler_target_of_name("afl-gcc"));
}

/* What is left of `flags` after the compiler said `error`. */
static void leaves(const char *error, const char *flags, const char *must)
{
    struct list list = {0}, out = {0};
    response_split(flags, &list);
    bool learnt = culprits_take_out(error, &list, &out);
    list_is(&list, must);
    CHECK(learnt == (out.count > 0));
    list_free(&list);
    list_free(&out);
}

static void test_culprits(void)
{
    leaves("clang: error: unknown argument: '-fx'; did you mean '-fy'?\n", "-fx -fy -fx", "-fy");
    leaves("error: invalid value 'gnu23' in '-std=gnu23'\n", "-std=gnu23 -O2", "-O2");
    leaves("gcc: error: unrecognized command-line option '-fx'\n", "-O2 -fx", "-O2");
    leaves("cc1: error: unknown value 'a99' for '-mtune'\n", "-mtune=a99 -O2", "-O2");
    leaves("clang: error: unsupported option '-mthumb' for target 'x86'\n", "-mthumb", "");
    leaves("clang: warning: argument unused: '-O2'\n", "-O2", "-O2");
    leaves("clang: error: something else\n", "-O2", "-O2");
    leaves("clang: error: '", "-O2", "-O2");
    leaves("", "-O2", "-O2");
}

int main(void)
{
    test_flags();
    test_hostile();
    test_inputs();
    test_names();
    test_culprits();
    return check_result();
}
