#include "plugin.h"

#include "memory.h"
#include "paths.h"
#include "process.h"
#include "text.h"

#include <dirent.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *own_program(void)
{
    char *program = realpath("/proc/self/exe", NULL);
    return program ? program : find_program("tinct");
}

/* lib/tinct beside bin, or lib/ARCHITECTURE/tinct where a distribution installs it. */
static char *plugin_directory(void)
{
    char *program = own_program();
    if (!program)
        return NULL;
    char *bin = path_directory(program);
    char *plain = path_resolve(bin, "../lib/tinct");
    char *pattern = path_resolve(bin, "../lib*/*/tinct");
    free(program);
    free(bin);
    glob_t found = {0};
    if (!is_directory(plain) && glob(pattern, 0, NULL, &found) == 0) {
        free(plain);
        plain = copy_text(found.gl_pathv[0]);
    }
    globfree(&found);
    free(pattern);
    return plain;
}

static char *plugin_in(const char *directory, unsigned major)
{
    return major ? format_text("%s/tinct-%u.so", directory, major)
                 : format_text("%s/tinct.so", directory);
}

static int compare_majors(const void *a, const void *b)
{
    unsigned left = *(const unsigned *)a, right = *(const unsigned *)b;
    return left < right ? 1 : left > right ? -1 : 0;
}

/* Majors that there are plugins for, newest first, ended by 0; the caller frees it. */
static unsigned *plugin_majors(const char *directory)
{
    unsigned *majors = allocate(64, sizeof *majors);
    size_t count = 0;
    DIR *entries = opendir(directory);
    for (struct dirent *entry; entries && (entry = readdir(entries)) && count < 63;) {
        unsigned major;
        int end = 0;
        if (sscanf(entry->d_name, "tinct-%u.so%n", &major, &end) == 1 && end && !entry->d_name[end])
            majors[count++] = major;
    }
    if (entries)
        closedir(entries);
    qsort(majors, count, sizeof *majors, compare_majors);
    return majors;
}

static char *majors_text(const char *directory)
{
    unsigned *majors = plugin_majors(directory);
    struct list names = {0};
    for (size_t i = 0; majors[i]; i++)
        list_take(&names, format_text("%u", majors[i]));
    char *text = names.count ? list_join(&names, ", ") : copy_text("none");
    list_free(&names);
    free(majors);
    return text;
}

char *plugin_path(unsigned major, char **trouble)
{
    char *directory = plugin_directory();
    char *path = directory ? plugin_in(directory, major) : NULL;
    if (path && !file_exists(path)) {
        char *majors = majors_text(directory);
        *trouble = major ? format_text("%s: There is no plugin for Clang %u (there are: %s); build "
                                       "Tinct with llvm-%u-dev installed",
                                       path, major, majors, major)
                         : format_text("%s: The plugin is missing; build Tinct again", path);
        free(majors);
        free(path);
        path = NULL;
    } else if (!path) {
        *trouble = copy_text("Cannot find out where this program is installed; put it in PATH");
    }
    free(directory);
    return path;
}

static char *program_of_major(unsigned major)
{
    char *name = format_text("clang-%u", major);
    char *program = find_program(name);
    free(name);
    if (program)
        return program;
    program = format_text("/usr/lib/llvm-%u/bin/clang", major);
    if (access(program, X_OK) == 0)
        return program;
    free(program);
    return NULL;
}

static int ask_version(struct clang *clang, char **trouble)
{
    struct text output = {0};
    text_add(&output, "");
    char *argv[] = {clang->program, (char[]){"--version"}, NULL};
    int status = process_run(&(struct process){.argv = argv, .output = &output, .timeout = 20});
    const char *at = status == 0 ? strstr(output.data, "clang version ") : NULL;
    if (at) {
        at += strlen("clang version ");
        clang->version = copy_bytes(at, strspn(at, "0123456789."));
        clang->major = (unsigned)strtoul(at, NULL, 10);
    } else {
        *trouble = format_text("%s: This is no Clang that runs; give one with --clang or --llvm",
                               clang->program);
    }
    text_free(&output);
    return at ? 0 : -1;
}

static char *newest_program(char **trouble)
{
    char *directory = plugin_directory();
    unsigned *majors = plugin_majors(directory ? directory : "/nonexistent");
    char *program = NULL;
    for (size_t i = 0; majors[i] && !program; i++)
        program = program_of_major(majors[i]);
    if (!program && majors[0])
        *trouble = format_text("There is a plugin for Clang %u, but no Clang of that version; "
                               "install clang-%u",
                               majors[0], majors[0]);
    else if (!program)
        *trouble = format_text("%s: There is no plugin; build Tinct again",
                               directory ? directory : "lib/tinct");
    free(majors);
    free(directory);
    return program;
}

int clang_choose(const char *program, unsigned major, struct clang *clang, char **trouble)
{
    struct clang chosen = {0};
    if (program) {
        char *here = current_directory();
        chosen.program = strchr(program, '/') ? path_resolve(here, program) : find_program(program);
        free(here);
        if (!chosen.program || access(chosen.program, X_OK) != 0)
            *trouble = format_text("%s: There is no such program; install it or give another one "
                                   "with --clang",
                                   program);
    } else if (major) {
        chosen.program = program_of_major(major);
        if (!chosen.program)
            *trouble = format_text("Clang %u is not installed; install clang-%u or give another "
                                   "--llvm",
                                   major, major);
    } else {
        chosen.program = newest_program(trouble);
    }
    if (!*trouble && ask_version(&chosen, trouble) == 0)
        chosen.plugin = plugin_path(chosen.major, trouble);
    if (chosen.plugin) {
        *clang = chosen;
        return 0;
    }
    clang_free(&chosen);
    return -1;
}

void clang_free(struct clang *clang)
{
    free(clang->program);
    free(clang->version);
    free(clang->plugin);
    *clang = (struct clang){0};
}
