// Where the flows of the tests beside begin and end. SINK is the checker's: -DSINK_SQL,
// -DSINK_FORMAT, or the shell. INPUT(line) is untrusted text or NULL; `line` is a buffer of LINE
// bytes that it may use: -DINPUT_STDIN, -DINPUT_NETWORK, or the environment.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { LINE = 128 };

#if defined SINK_SQL
#if __has_include(<sqlite3.h>)
#include <sqlite3.h>
#else
typedef struct sqlite3 sqlite3;
int sqlite3_exec(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
#endif
extern sqlite3 *database;
#define SINK(text) sqlite3_exec(database, text, 0, 0, 0)
#elif defined SINK_FORMAT
#define SINK(text) printf(text)
#else
#define SINK(text) system(text)
#endif

#if defined INPUT_STDIN
#define INPUT(line) fgets(line, LINE, stdin)
#elif defined INPUT_NETWORK
#define INPUT(line) (recv(4, line, LINE - 1, 0) > 0 ? line : NULL)
#else
#define INPUT(line) ((void)line, getenv("INPUT"))
#endif
