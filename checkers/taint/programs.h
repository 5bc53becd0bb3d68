/* programs.h - what programs make of the text that they read on standard input, by the command that
 * starts them. Plain C.
 */
#ifndef TINCT_PROGRAMS_H
#define TINCT_PROGRAMS_H

#include "model.h"

#include <stdbool.h>
#include <stddef.h>

/* A byte of a command that stands for text which is not known. */
enum { PROGRAMS_UNKNOWN = '\1' };

/* True for the path of a shell of POSIX and its kin, which takes a command as text behind -c. */
bool program_is_shell(const char *path);

/* What text on standard input is for the program that the shell command starts: MODEL_SINK_SHELL,
 * MODEL_SINK_CODE or MODEL_SINK_SQL; MODEL_SINK_COUNT where it is data. */
enum model_sink program_reads(const char *command);

#endif
