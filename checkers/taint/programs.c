#include "programs.h"

#include <string.h>

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool program_is_shell(const char *path)
{
    static const char *const shells[] = {"sh",   "bash", "dash", "ash",  "ksh",
                                         "mksh", "zsh",  "csh",  "tcsh", "fish"};
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (strcmp(base_of(path), shells[i]) == 0)
            return true;
    }
    return false;
}

/* ---- Words of a command ------------------------------------------------------------------------- */

enum { LONGEST_COMMAND = 256, WORDS = 24 };

struct words {
    char text[LONGEST_COMMAND];
    const char *word[WORDS];
    size_t count;
};

/* "2>", "2>/dev/null", ">>log": how many words it takes, or 0. */
static size_t redirection(const char *word)
{
    const char *sign = word + strspn(word, "0123456789&");
    if (*sign != '>')
        return 0;
    return sign[strspn(sign, ">&|")] ? 1 : 2;
}

/* What runs another program that its other words name, or changes nothing that matters here. */
static bool is_prefix(const char *word)
{
    static const char *const prefixes[] = {"exec", "env", "sudo", "nohup", "nice", "command"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (strcmp(word, prefixes[i]) == 0)
            return true;
    }
    return strchr(word, '=') && word[0] != '-';
}

/* The words of the first command, from its program's name on; none where it reads something else, or
 * others come behind it that nobody looks at here. */
static void split(struct words *words, const char *command)
{
    words->count = 0;
    size_t length = strlen(command);
    if (length >= sizeof words->text || strpbrk(command, "<;`$("))
        return;
    memcpy(words->text, command, length + 1);
    words->text[strcspn(words->text, "|\n")] = '\0';
    size_t skip = 0;
    for (char *at = words->text; *at && words->count < WORDS;) {
        at += strspn(at, " \t");
        char *word = at;
        at += strcspn(at, " \t");
        if (*at)
            *at++ = '\0';
        size_t taken = skip ? skip : redirection(word);
        skip = taken ? taken - 1 : 0;
        if (*word && !taken && !(words->count == 0 && is_prefix(base_of(word))))
            words->word[words->count++] = word;
    }
}

/* ---- Programs ----------------------------------------------------------------------------------- */

enum { ANY = WORDS };

/* They read text from standard input with so many operands at most, unless an option says otherwise:
 * short options of a letter each, or whole ones. */
static const struct program {
    const char *name; /* versions may stand behind it: "python3.11" */
    enum model_sink kind;
    size_t operands;
    const char *letters, *option;
} programs[] = {
    {"python", MODEL_SINK_CODE, 0, "cm", ""},
    {"perl", MODEL_SINK_CODE, 0, "eEnp", ""},
    {"ruby", MODEL_SINK_CODE, 0, "enp", ""},
    {"node", MODEL_SINK_CODE, 0, "ep", "--eval"},
    {"lua", MODEL_SINK_CODE, 0, "el", ""},
    {"php", MODEL_SINK_CODE, 0, "rf", "--run"},
    {"tclsh", MODEL_SINK_CODE, 0, "", ""},
    {"gnuplot", MODEL_SINK_CODE, 0, "e", ""},
    {"octave", MODEL_SINK_CODE, 0, "", "--eval"},
    {"sqlite3", MODEL_SINK_SQL, 1, "", ""},
    {"psql", MODEL_SINK_SQL, ANY, "cfl", "--command"},
    {"mysql", MODEL_SINK_SQL, ANY, "e", "--execute"},
    {"mariadb", MODEL_SINK_SQL, ANY, "e", "--execute"},
    {"sqlplus", MODEL_SINK_SQL, ANY, "", ""},
    {"ssh", MODEL_SINK_SHELL, 1, "fNs", ""},
    {"su", MODEL_SINK_SHELL, ANY, "c", "--command"},
    {"at", MODEL_SINK_SHELL, ANY, "flrc", ""},
    {"batch", MODEL_SINK_SHELL, ANY, "f", ""},
};
static const struct program shell = {"sh", MODEL_SINK_SHELL, 0, "c", ""};

static const struct program *program_of(const char *path)
{
    const char *name = base_of(path);
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        size_t length = strlen(programs[i].name);
        if (strncmp(name, programs[i].name, length) == 0 &&
            name[length + strspn(name + length, "0123456789.")] == '\0')
            return &programs[i];
    }
    return program_is_shell(path) ? &shell : NULL;
}

/* "-c", "-ec"; where options have values, as in "-psecret", the first letter alone tells. */
static bool gives_text(const struct program *program, const char *word)
{
    if (*program->option && strncmp(word, program->option, strlen(program->option)) == 0)
        return true;
    if (word[0] != '-' || word[1] == '-' || word[1] == '\0')
        return false;
    return program->operands == 0 ? strpbrk(word, program->letters) != NULL
                                  : strchr(program->letters, word[1]) != NULL;
}

enum model_sink program_reads(const char *command)
{
    struct words words;
    split(&words, command);
    const struct program *program = words.count ? program_of(words.word[0]) : NULL;
    if (!program)
        return MODEL_SINK_COUNT;
    size_t operands = 0;
    bool says_so = false; /* sh -s, perl - */
    for (size_t i = 1; i < words.count; i++) {
        const char *word = words.word[i];
        if (gives_text(program, word))
            return MODEL_SINK_COUNT;
        operands += word[0] != '-';
        bool is_input = strcmp(word, "-") == 0 || (program == &shell && strchr(word, 's'));
        says_so = says_so || (operands == 0 && is_input);
    }
    return says_so || operands <= program->operands ? program->kind : MODEL_SINK_COUNT;
}
