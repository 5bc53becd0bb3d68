// A finding tells which checks of its data stand on the path, and what gets through each of them.
// RUN: %expect %s --print --modes compile-O0 -- -Wno-unused-result | FileCheck %s
// RUN: %expect %s --print --modes scan -- -Wno-unused-result | FileCheck %s
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void incomplete(void)
{
    char line[100];
    if (fgets(line, sizeof line, stdin) && !strchr(line, ';') && !strpbrk(line, "|&"))
        system(line);
}
// CHECK:      checked_notes.c:{{[0-9:]+}} warning: 'system' lets a shell run
// CHECK:      note: Checked: from here on the untrusted data lacks ';', but '$', '&', '`' and '|' may still be in it
// CHECK:      note: Checked: from here on the untrusted data lacks '&' and '|', but '$' and '`' may still be in it

/* Inside of double quotes other characters matter. */
void quoted(void)
{
    char line[100], command[200];
    if (!fgets(line, sizeof line, stdin) || strpbrk(line, ";\""))
        return;
    snprintf(command, sizeof command, "echo \"%s\"", line);
    system(command);
}
// CHECK:      checked_notes.c:{{[0-9:]+}} warning: 'system' lets a shell run
// CHECK:      note: Checked: from here on the untrusted data lacks '"' and ';', but '$' and '`' may still be in it

/* What is checked of one text says nothing of another. */
void another(void)
{
    char first[100], second[100];
    if (fgets(first, sizeof first, stdin) && fgets(second, sizeof second, stdin) &&
        !strpbrk(first, ";|&$`"))
        system(second);
}
// CHECK:      checked_notes.c:{{[0-9:]+}} warning: 'system' lets a shell run
// CHECK-NOT:  Checked:
/* The folder that a path begins with is not left by a link, but by "..". */
int remove_it(void)
{
    char path[100];
    if (!fgets(path, sizeof path, stdin) || strncmp(path, "/tmp/", 5) != 0)
        return -1;
    return unlink(path);
}
// CHECK:      checked_notes.c:{{[0-9:]+}} warning: 'unlink'
// CHECK:      note: Checked: from here on the untrusted data begins with a text of the program's own, but ".." may still be in it
