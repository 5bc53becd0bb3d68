#include "command.h"

#include "memory.h"
#include "options.h"
#include "paths.h"
#include "response.h"

#include <stdlib.h>
#include <string.h>

static const char *const launchers[] = {"ccache", "sccache", "distcc", "icecc", "buildcache",
                                        "gomacc", "env",     "nice",   "time",  "libtool"};

static bool is_launcher(const char *word, const char *next)
{
    const char *base = path_base(word);
    /* "/bin/sh ./libtool --mode=compile gcc" */
    if (strcmp(base, "sh") == 0 || strcmp(base, "bash") == 0)
        return next && strcmp(path_base(next), "libtool") == 0;
    for (size_t i = 0; i < sizeof launchers / sizeof *launchers; i++)
        if (strcmp(base, launchers[i]) == 0)
            return true;
    return false;
}

size_t command_compiler_index(const struct list *arguments)
{
    size_t at = 0;
    while (at < arguments->count && is_launcher(arguments->items[at], arguments->items[at + 1])) {
        at++;
        /* "ccache KEY=VALUE gcc", "libtool --tag=CC --mode=compile gcc", "env A=b gcc" */
        while (at < arguments->count &&
               (arguments->items[at][0] == '-' || strchr(arguments->items[at], '=')))
            at++;
    }
    return at;
}

/* By the suffix of a source file. */
static const struct {
    const char *suffix, *language;
} suffixes[] = {
    {".c", "c"},
    {".i", "cpp-output"},
    {".cc", "c++"},
    {".cp", "c++"},
    {".cxx", "c++"},
    {".cpp", "c++"},
    {".CPP", "c++"},
    {".c++", "c++"},
    {".C", "c++"},
    {".ii", "c++"},
    {".cppm", "c++"},
    {".m", "objective-c"},
    {".mi", "objective-c"},
    {".mm", "objective-c++"},
    {".M", "objective-c++"},
    {".s", "assembler"},
    {".S", "assembler-with-cpp"},
    {".sx", "assembler-with-cpp"},
    {".asm", "assembler"},
    {".f", "fortran"},
    {".f90", "fortran"},
    {".F", "fortran"},
    {".F90", "fortran"},
    {".cu", "cuda"},
    {".cl", "opencl"},
    {".h", "c-header"},
    {".d", "d"},
    {".go", "go"},
    {".adb", "ada"},
    {".rs", "rust"},
};

static const struct {
    const char *language, *name;
} names[] = {
    {"c++", "C++"},
    {"c++-cpp-output", "C++"},
    {"objective-c", "Objective-C"},
    {"objective-c++", "Objective-C++"},
    {"assembler", "assembly"},
    {"assembler-with-cpp", "assembly"},
    {"fortran", "Fortran"},
    {"cuda", "CUDA"},
    {"opencl", "OpenCL"},
    {"c-header", "C header"},
    {"c++-header", "C++ header"},
    {"d", "D"},
    {"go", "Go"},
    {"ada", "Ada"},
    {"rust", "Rust"},
    {"", "unknown suffix"},
};

const char *language_name(const char *language)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].language, language) == 0)
            return names[i].name;
    return language;
}

static const char *language_of(const char *file, const char *compiler)
{
    const char *dot = strrchr(path_base(file), '.');
    const char *language = "";
    for (size_t i = 0; dot && i < sizeof suffixes / sizeof *suffixes; i++)
        if (strcmp(suffixes[i].suffix, dot) == 0)
            language = suffixes[i].language;
    /* g++ and clang++ compile .c files as C++. */
    const char *base = path_base(compiler);
    if (strcmp(language, "c") == 0 && (strstr(base, "++") != NULL))
        return "c++";
    return language;
}

bool command_is_c(const struct command *command)
{
    return strcmp(command->language, "c") == 0 || strcmp(command->language, "cpp-output") == 0;
}

/* The walk over one command line. */
struct walk {
    const struct entry *entry;
    struct command *command;
    char *file;     /* the entry's file, absolute */
    char *language; /* given for the input, or NULL */
};

static void take(struct walk *walk, const struct list *arguments, size_t from);

static void split(struct walk *walk, const char *joined)
{
    struct list parts = {0};
    for (const char *at = joined; *at;) {
        size_t length = strcspn(at, ",");
        list_take(&parts, copy_bytes(at, length));
        at += length;
        at += *at == ',';
    }
    take(walk, &parts, 0);
    list_free(&parts);
}

static void set_language(struct walk *walk, const char *language)
{
    free(walk->command->language);
    walk->command->language_given = strcmp(language, "none") != 0;
    walk->command->language = walk->command->language_given ? copy_text(language) : NULL;
}

/* A name in a question must not depend on where it is asked. */
static void add_question(struct walk *walk, const struct option *option, const char *argument,
                         const char *next)
{
    struct list *question = &walk->command->question;
    bool names_directory = strstr(option->name, "sysroot") || strstr(option->name, "toolchain");
    if (names_directory && next) {
        list_add(question, argument);
        list_take(question, path_resolve(walk->entry->directory, next));
    } else if (names_directory) {
        char *path = path_resolve(walk->entry->directory, argument + strlen(option->name));
        list_take(question, format_text("%s%s", option->name, path));
        free(path);
    } else {
        list_add(question, argument);
        if (next)
            list_add(question, next);
    }
}

static void add_dropped(struct walk *walk, const char *argument, const char *next)
{
    list_take(&walk->command->dropped,
              next ? format_text("%s %s", argument, next) : copy_text(argument));
}

/* Clang's driver would take GCC's precompiled X.h.gch for -include X.h, and fail on it. */
static void add_include(struct walk *walk, const char *header)
{
    struct list *flags = &walk->command->flags;
    char *path = path_resolve(walk->entry->directory, header);
    char *precompiled = format_text("%s.gch", path);
    const char *word = file_exists(precompiled) ? "-Xclang" : NULL;
    free(precompiled);
    free(path);
    if (word)
        list_add(flags, word);
    list_add(flags, "-include");
    if (word)
        list_add(flags, word);
    list_add(flags, header);
}

static void take_option(struct walk *walk, const struct option *option, const char *argument,
                        const char *next)
{
    struct command *command = walk->command;
    const char *value = next ? next : argument + strlen(option->name);
    switch (option->fate) {
    case OPTION_ASK:
        add_question(walk, option, argument, next);
        /* fall through */
    case OPTION_KEEP:
        list_add(&command->flags, argument);
        if (next)
            list_add(&command->flags, next);
        break;
    case OPTION_ASK_ONLY:
        /* A specs file can run programs: only GCC's own, which are found by a bare name. */
        if (strchr(value, '/'))
            add_dropped(walk, argument, next);
        else
            add_question(walk, option, argument, next);
        break;
    case OPTION_SPLIT:
        split(walk, value);
        break;
    case OPTION_INCLUDE:
        add_include(walk, value);
        break;
    case OPTION_LANGUAGE:
        set_language(walk, value);
        break;
    case OPTION_STOP:
        command->compiles = false;
        break;
    case OPTION_REFUSE:
        add_dropped(walk, argument, next);
        break;
    case OPTION_DROP:
        break;
    }
}

static void take_input(struct walk *walk, const char *argument)
{
    char *path = path_resolve(walk->entry->directory, argument);
    if (strcmp(path, walk->file) == 0 && !walk->command->input) {
        walk->command->input = copy_text(argument);
        walk->language = copy_text(walk->command->language);
    }
    free(path);
}

static void take(struct walk *walk, const struct list *arguments, size_t from)
{
    bool only_inputs = false;
    for (size_t i = from; i < arguments->count; i++) {
        const char *argument = arguments->items[i];
        if (only_inputs || argument[0] != '-' || !argument[1]) {
            take_input(walk, argument);
        } else if (strcmp(argument, "--") == 0) {
            only_inputs = true;
        } else {
            const struct option *option = option_find(argument);
            const char *next = NULL;
            if (option_takes_next(option, argument)) {
                if (i + 1 >= arguments->count)
                    continue;
                next = arguments->items[++i];
            }
            take_option(walk, option, argument, next);
        }
    }
}

/* -x counts from where it stands, so the language is the one at the input. */
static void finish_language(struct walk *walk)
{
    struct command *command = walk->command;
    free(command->language);
    command->language_given = walk->language != NULL;
    if (walk->language)
        command->language = walk->language;
    else
        command->language = copy_text(language_of(command->input, command->compiler));
}

int command_read(const struct entry *entry, struct command *command, char **trouble)
{
    struct list arguments = {0};
    if (response_expand(&entry->arguments, entry->directory, &arguments, trouble) != 0) {
        list_free(&arguments);
        return -1;
    }
    struct command read = {.compiles = true};
    int result = -1;
    size_t at = command_compiler_index(&arguments);
    if (at < arguments.count) {
        read.compiler = copy_text(arguments.items[at]);
        struct walk walk = {.entry = entry,
                            .command = &read,
                            .file = path_resolve(entry->directory, entry->file)};
        take(&walk, &arguments, at + 1);
        free(walk.file);
        if (read.input) {
            finish_language(&walk);
            result = 0;
        } else {
            *trouble = format_text("The command in the database does not name the file; make the "
                                   "database again");
        }
    } else {
        *trouble = format_text("The command in the database names no compiler; make it again");
    }
    list_free(&arguments);
    if (result == 0)
        *command = read;
    else
        command_free(&read);
    return result;
}

void command_free(struct command *command)
{
    free(command->compiler);
    free(command->input);
    free(command->language);
    list_free(&command->flags);
    list_free(&command->question);
    list_free(&command->dropped);
    *command = (struct command){0};
}
