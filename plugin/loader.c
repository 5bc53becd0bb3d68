/* loader.c - tinct.so: opens the tinct-NN.so of the Clang that loads it.
 *
 * A plugin built for another LLVM major fails in dlopen with an undefined C++ symbol, which kills
 * the compile. This library is plain C and loads everywhere; with no plugin for the running Clang
 * it says so and lets the compile pass, or stops it if `-fplugin-arg-tinct-require` was given.
 */
#define _GNU_SOURCE /* dl_iterate_phdr, dladdr */
#include <ctype.h>
#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXPORT __attribute__((__visibility__("default")))
#define MAX_COMMAND_LINE (16u << 20)

typedef void register_checkers(void *registry);

/* What the analyzer looks up in a library given by -load. Empty until the plugin is open: Clang
 * then says that the library does not fit, which is so. */
EXPORT char clang_analyzerAPIVersionString[128];
EXPORT void clang_registerCheckers(void *registry);

static register_checkers *forward;

EXPORT void clang_registerCheckers(void *registry)
{
    if (forward)
        forward(registry);
}

/* ---- Which Clang is this? --------------------------------------------------------------------- */

/* The number after `prefix` in `name`, or 0. */
static int number_after(const char *name, const char *prefix)
{
    const char *at = strstr(name, prefix);
    return at && isdigit((unsigned char)at[strlen(prefix)]) ? atoi(at + strlen(prefix)) : 0;
}

static int find_clang_library(struct dl_phdr_info *info, size_t size, void *major)
{
    (void)size;
    *(int *)major = number_after(info->dlpi_name, "/libclang-cpp.so.");
    return *(int *)major != 0;
}

static int find_llvm_library(struct dl_phdr_info *info, size_t size, void *major)
{
    (void)size;
    int n = number_after(info->dlpi_name, "/libLLVM-");
    *(int *)major = n ? n : number_after(info->dlpi_name, "/libLLVM.so.");
    return *(int *)major != 0;
}

/* The major of the running Clang, or 0. A Clang that is linked statically shows it only in the
 * name of its file (clang-19) or of its prefix (/usr/lib/llvm-19). */
static int running_major(void)
{
    int major = 0;
    if (dl_iterate_phdr(find_clang_library, &major) || dl_iterate_phdr(find_llvm_library, &major))
        return major;
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n <= 0)
        return 0;
    program[n] = '\0';
    major = number_after(program, "/clang-");
    return major ? major : number_after(program, "/llvm-");
}

/* ---- Was -fplugin-arg-tinct-require given? ---------------------------------------------------- */

/* Clang keeps the arguments of a plugin that did not register to itself, so they are read from the
 * command line: the driver's, whose own process compiles where it can, or that of `clang -cc1`. */

struct words {
    const char *at, *end;
    char word[256]; /* longer words are cut: none that matters is */
};

/* The next word of a command line, which NUL separates, or of a response file, in which blanks
 * separate and quotes hold together. */
static bool next_word(struct words *words, bool response_file)
{
    const char *at = words->at;
    while (response_file && at < words->end && isspace((unsigned char)*at))
        at++;
    if (at >= words->end)
        return false;
    size_t n = 0;
    char quote = '\0';
    for (; at < words->end && *at != '\0'; at++) {
        char c = *at;
        if (response_file) {
            if (!quote && isspace((unsigned char)c))
                break;
            if (quote ? c == quote : c == '"' || c == '\'') {
                quote = quote ? '\0' : c;
                continue;
            }
            if (c == '\\' && at + 1 < words->end)
                c = *++at;
        }
        if (n + 1 < sizeof words->word)
            words->word[n++] = c;
    }
    words->word[n] = '\0';
    words->at = at + 1;
    return true;
}

/* The whole file in memory that the caller frees, or NULL. Files under /proc have no size. */
static char *read_file(const char *name, size_t *size)
{
    FILE *file = fopen(name, "re");
    if (!file)
        return NULL;
    size_t room = 1u << 16;
    char *text = malloc(room);
    for (*size = 0; text;) {
        *size += fread(text + *size, 1, room - *size, file);
        if (*size < room || room >= MAX_COMMAND_LINE)
            break;
        char *more = realloc(text, room *= 2);
        if (!more)
            free(text);
        text = more;
    }
    fclose(file);
    return text;
}

static bool asks_to_require(const char *name, int depth)
{
    size_t size;
    char *text = read_file(name, &size);
    if (!text)
        return false;
    struct words words = {.at = text, .end = text + size};
    bool after_plugin_arg = false, found = false;
    while (!found && next_word(&words, depth > 0)) {
        if (strcmp(words.word, "-Xclang") == 0)
            continue;
        if (words.word[0] == '@' && depth < 8)
            found = asks_to_require(words.word + 1, depth + 1);
        else
            found = strcmp(words.word, "-fplugin-arg-tinct-require") == 0 ||
                    (after_plugin_arg && strcmp(words.word, "require") == 0);
        after_plugin_arg = strcmp(words.word, "-plugin-arg-tinct") == 0;
    }
    free(text);
    return found;
}

/* ---- Loading ---------------------------------------------------------------------------------- */

static void give_up(const char *what, const char *remedy)
{
    bool require = asks_to_require("/proc/self/cmdline", 0);
    fprintf(stderr, "tinct: %s: %s, no analysis; %s\n", require ? "error" : "remark", what, remedy);
    if (require)
        exit(EXIT_FAILURE);
}

/* Puts dir/tinct-NN.so into `out`, where `self` is dir/tinct.so. False if it does not fit. */
static bool name_beside(char *out, size_t size, const char *self, int major)
{
    const char *slash = strrchr(self, '/');
    int dir = slash ? (int)(slash - self) : 1;
    int n = snprintf(out, size, "%.*s/tinct-%d.so", dir, slash ? self : ".", major);
    return n > 0 && (size_t)n < size;
}

/* Beside the name that Clang was given; if that is a link, beside what it points to. */
static bool find_plugin(char *out, size_t size, const char *self, int major)
{
    if (!name_beside(out, size, self, major))
        return false;
    if (access(out, R_OK) == 0)
        return true;
    char *real = realpath(self, NULL);
    bool found = real && name_beside(out, size, real, major) && access(out, R_OK) == 0;
    free(real);
    return found;
}

__attribute__((__constructor__)) static void load_plugin(void)
{
    int major = running_major();
    if (!major) {
        give_up("the version of this Clang is not known", "load tinct-NN.so itself");
        return;
    }
    Dl_info self;
    char path[PATH_MAX], what[64];
    if (!dladdr(clang_analyzerAPIVersionString, &self) || !self.dli_fname ||
        !find_plugin(path, sizeof path, self.dli_fname, major)) {
        snprintf(what, sizeof what, "there is no tinct-%d.so for this Clang", major);
        give_up(what, "build Tinct for it or use another Clang");
        return;
    }
    /* Global: checkers in other libraries call the plugin's csa_ functions. */
    void *plugin = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
    if (!plugin) {
        give_up(dlerror(), "build Tinct again for this Clang");
        return;
    }
    *(void **)&forward = dlsym(plugin, "clang_registerCheckers");
    const char *version = dlsym(plugin, "clang_analyzerAPIVersionString");
    if (version)
        snprintf(clang_analyzerAPIVersionString, sizeof clang_analyzerAPIVersionString, "%s",
                 version);
}
