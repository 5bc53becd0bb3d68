// A working directory's name that the library allocates. Not with Clang's own checkers: 19's
// unix.StdCLibraryFunctions takes it that the result equals the argument, and so is null.
// RUN: %expect %s --checker CommandInjection --modes compile-O0,compile-O2,analyze-core,scan
#include <stdlib.h>
#include <unistd.h>

void name_getcwd_result(void)
{
    char *folder = getcwd(NULL, 0);
    if (folder)
        system(folder); // expect: CommandInjection
    free(folder);
}
