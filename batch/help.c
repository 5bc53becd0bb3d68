#include "help.h"

#include <string.h>

static const struct {
    const char *command, *text;
} helps[] = {
    {"",
     "Tinct finds where untrusted data reaches commands, SQL and format strings in C.\n"
     "\n"
     "  tinct scan [-p BUILDDIR] [FILE...]   analyse the files of compile_commands.json\n"
     "  tinct why [-p BUILDDIR] FILE:LINE    say why nothing is reported on a line\n"
     "  tinct diff OLD.sarif NEW.sarif       compare two scans\n"
     "  tinct models [--check FILE...]       list the built-in models, or check your own\n"
     "  tinct --plugin [MAJOR]               print the plugin's path, for clang -fplugin=\n"
     "  tinct --version\n"
     "  tinct help [COMMAND]\n"},
    {"scan",
     "tinct scan [-p BUILDDIR] [OPTION...] [FILE...]\n"
     "\n"
     "Analyses every C file of BUILDDIR/compile_commands.json (default: ., then build), or those\n"
     "that a FILE names: a file, a directory, or a pattern such as 'src/*.c'. Findings go to\n"
     "standard output, everything else to standard error. What did not change since the last scan\n"
     "is not analysed again, and an interrupted scan is continued.\n"
     "\n"
     "  -p BUILDDIR              directory of compile_commands.json, or that file\n"
     "  --sarif FILE             write SARIF 2.1.0 as well\n"
     "  --models FILE            add models of your own; may be repeated\n"
     "  --llvm MAJOR             analyse with clang-MAJOR (default: the newest with a plugin)\n"
     "  --clang CLANG            analyse with this Clang\n"
     "  -j N                     files at a time\n"
     "  --allow-failed N%        up to N percent of the files may fail without exit status 2\n"
     "  --allow-compiler NAME    a compiler of the database that may be asked for its include\n"
     "                           path although it is not called like one; may be repeated\n"
     "  --root DIR               names in reports count from here (default: the top of the\n"
     "                           version control, else the directory that holds build and files)\n"
     "  --state DIR              keep the scan's state here (default: BUILDDIR/.tinct)\n"
     "  --enable CHECKER,...     run only these checkers\n"
     "  --disable CHECKER,...    do not run these\n"
     "  --profile NAME           quiet, default, strict or audit: how sure a finding must be\n"
     "  --config CHECKER:KEY=VALUE, --load FILE.so, --max-nodes N, --time-limit SECONDS,\n"
     "  --memory-limit MIB       as the plugin takes them\n"
     "  --system-headers         report findings in system headers too\n"
     "  --color WHEN             always, never or auto\n"
     "\n"
     "Exit status: 0 clean, 1 findings, 2 something could not be analysed.\n"},
    {"why",
     "tinct why [-p BUILDDIR] [OPTION...] FILE:LINE [SOURCE]\n"
     "\n"
     "Says what becomes of the data that arrives on a line where \"tinct scan\" reports nothing:\n"
     "that nobody calls its source untrusted, that a check, a sanitizer or a conversion makes it\n"
     "harmless, that no path comes there, or that the analysis ended at its budget. FILE is one of\n"
     "BUILDDIR/compile_commands.json; for a line of a header, SOURCE is a file that includes it.\n"
     "The options are those of \"tinct scan\"; give the same ones.\n"
     "\n"
     "Exit status: 0 it is said, 2 it cannot be told.\n"},
    {"diff",
     "tinct diff OLD.sarif NEW.sarif\n"
     "\n"
     "Lists findings that are new, gone and unchanged between two files of tinct scan --sarif.\n"
     "A finding stays the same when its lines move.\n"
     "\n"
     "Exit status: 0 nothing new, 1 something new, 2 a file cannot be read.\n"},
    {"models",
     "tinct models\n"
     "tinct models --check FILE...\n"
     "\n"
     "Lists the functions that Tinct has built-in models of, or checks model files of your own.\n"
     "\n"
     "Exit status of a check: 0 all are sound, 2 one is not.\n"},
};

int help_print(FILE *out, const char *command)
{
    for (size_t i = 0; i < sizeof helps / sizeof *helps; i++)
        if (strcmp(helps[i].command, command ? command : "") == 0) {
            fputs(helps[i].text, out);
            return 0;
        }
    return -1;
}
