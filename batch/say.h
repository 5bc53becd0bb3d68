/* say.h - what the tool says about its own work, on standard error.
 *
 * Findings go to standard output and nothing else does. A message is one sentence without a full
 * stop: the fact, then the remedy. */
#ifndef TINCT_SAY_H
#define TINCT_SAY_H

void say_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void say_remark(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Without a word in front, for summaries and progress. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Prints "error: TEXT", where TEXT starts with the place: "file:line:column: what; what to do". */
void say_error_at(const char *text);

#endif
