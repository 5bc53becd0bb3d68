#include "scan.h"

#include "arguments.h"
#include "memory.h"
#include "paths.h"

#include <stdlib.h>
#include <string.h>

static void add_absolute(struct list *list, const char *front, const char *name)
{
    char *here = current_directory();
    char *path = path_resolve(here, name);
    list_take(list, format_text("%s%s", front, path));
    free(path);
    free(here);
}

static void read_color(struct arguments *arguments, const char *value, enum color *color)
{
    if (strcmp(value, "always") == 0)
        *color = COLOR_ALWAYS;
    else if (strcmp(value, "never") == 0)
        *color = COLOR_NEVER;
    else if (strcmp(value, "auto") == 0)
        *color = COLOR_AUTO;
    else if (!arguments->trouble)
        arguments->trouble =
            format_text("Option --color takes always, never or auto, not \"%s\"", value);
}

static void read_percent(struct arguments *arguments, const char *value, double *percent)
{
    char *end;
    double number = strtod(value, &end);
    if (*end == '%')
        end++;
    if (!arguments->trouble && (end == value || *end || !(number >= 0 && number <= 100)))
        arguments->trouble =
            format_text("Option --allow-failed takes 0%% to 100%%, not \"%s\"", value);
    *percent = number;
}

/* Options whose value goes to the plugin as it is. */
static bool read_plugin_option(struct arguments *arguments, struct scan_options *options)
{
    static const char *const names[] = {"--enable",  "--disable",    "--config",      "--max-nodes",
                                        "--profile", "--time-limit", "--memory-limit"};
    const char *value;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (arguments_option(arguments, names[i], &value)) {
            list_take(&options->plugin, format_text("%s=%s", names[i] + 2, value));
            return true;
        }
    if (!arguments_option(arguments, "--load", &value))
        return false;
    add_absolute(&options->plugin, "load=", value);
    return true;
}

static bool read_text_option(struct arguments *arguments, struct scan_options *options)
{
    return arguments_option(arguments, "-p", &options->build) ||
           arguments_option(arguments, "--sarif", &options->sarif) ||
           arguments_option(arguments, "--clang", &options->clang) ||
           arguments_option(arguments, "--root", &options->root) ||
           arguments_option(arguments, "--state", &options->state);
}

static bool read_option(struct arguments *arguments, struct scan_options *options)
{
    const char *value = "";
    if (arguments_option(arguments, "-j", &value))
        options->jobs = arguments_number(arguments, "-j", value, 1);
    else if (arguments_option(arguments, "--llvm", &value))
        options->llvm = arguments_number(arguments, "--llvm", value, 1);
    else if (arguments_option(arguments, "--allow-failed", &value))
        read_percent(arguments, value, &options->allow_failed);
    else if (arguments_option(arguments, "--allow-compiler", &value))
        list_add(&options->allowed, value);
    else if (arguments_option(arguments, "--models", &value))
        add_absolute(&options->models, "", value);
    else if (arguments_option(arguments, "--color", &value))
        read_color(arguments, value, &options->color);
    else if (arguments_option(arguments, "--system-headers", NULL))
        options->system_headers = true;
    else
        return false;
    return true;
}

/* The words of one option, unless it only says how to run and where to write. */
static void keep_words(struct scan_options *options, char **first, char **end)
{
    static const char *const others[] = {"--sarif", "--root",         "--state",
                                         "--color", "--allow-failed", "-j"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (starts_with(*first, others[i]))
            return;
    for (; first < end; first++)
        list_add(&options->words, *first);
}

int scan_options_read(const char *command, char **words, struct scan_options *options,
                      char **trouble)
{
    struct arguments arguments = {.next = words};
    while (arguments_more(&arguments)) {
        char **first = arguments.next;
        if (read_text_option(&arguments, options) || read_option(&arguments, options) ||
            read_plugin_option(&arguments, options)) {
            keep_words(options, first, arguments.next);
            continue;
        }
        const char *word = arguments_word(&arguments);
        if (word)
            list_add(&options->patterns, word);
        else
            arguments_unknown(&arguments, command);
    }
    if (!arguments.trouble && options->clang && options->llvm)
        arguments.trouble = copy_text("Options --clang and --llvm both pick a Clang; give one");
    *trouble = arguments.trouble;
    return arguments.trouble ? -1 : 0;
}

void scan_options_free(struct scan_options *options)
{
    list_free(&options->models);
    list_free(&options->patterns);
    list_free(&options->allowed);
    list_free(&options->plugin);
    list_free(&options->words);
}
