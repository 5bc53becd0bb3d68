// The arguments and the environment that main() is given.
// RUN: %expect %s --checker CommandInjection
// RUN: %expect %s --checker SqlInjection -- -DSINK_SQL
// RUN: %expect %s --checker FormatString -- -DSINK_FORMAT -Wno-format-security
#include "Inputs/flow.h"

#include <unistd.h>

static void use(const char *word)
{
    SINK(word); // expect: FLOW
}

static void use_all(char **words)
{
    for (; *words; words++)
        SINK(*words); // expect: FLOW
}

static const char *file;

static int parse(int count, char **words)
{
    int c;
    while ((c = getopt(count, words, "f:")) != -1) {
        if (c == 'f')
            file = optarg;
    }
    return optind;
}

int main(int argc, char *argv[], char *envp[])
{
    char command[LINE];
    if (argc < 2)
        return 1;
    SINK(argv[1]);     // expect: FLOW
    SINK(argv[0]);     // expect: FLOW
    SINK(argv[1] + 2); // expect: FLOW
    SINK("fixed");

    for (int i = 1; i < argc; i++)
        SINK(argv[i]); // expect: FLOW

    if (envp[0])
        SINK(envp[0]); // expect: FLOW

    snprintf(command, sizeof command, "show %s", argv[1]);
    SINK(command); // expect: FLOW
    snprintf(command, sizeof command, "show %d", atoi(argv[1]));
    SINK(command);
    snprintf(command, sizeof command, "show %d", argc);
    SINK(command);

    use(argv[1]);
    use_all(argv);

    int first = parse(argc, argv);
    if (file)
        SINK(file); // expect: FLOW
    if (first < argc)
        SINK(argv[first]); // expect: FLOW

    argv[1] = "fixed";
    SINK(argv[1]);
    return 0;
}
