/* help.h - what the tool says about its own use. */
#ifndef TINCT_HELP_H
#define TINCT_HELP_H

#include <stdio.h>

/* Prints the help of a command, or the overview for NULL. Returns 0, or -1 for an unknown one. */
int help_print(FILE *out, const char *command);

#endif
