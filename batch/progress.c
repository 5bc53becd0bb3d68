#include "progress.h"

#include "say.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void progress_start(struct progress *progress)
{
    const char *term = getenv("TERM");
    progress->terminal = isatty(2) && term && strcmp(term, "dumb") != 0;
}

void progress_line(struct progress *progress, const char *line)
{
    unsigned done, all;
    int end = 0;
    if (progress->quiet || sscanf(line, "[%u/%u] %n", &done, &all, &end) != 2 || !end || !all)
        return;
    if (progress->terminal) {
        const char *dash = strrchr(line, '-');
        fprintf(stderr, "\r%.*s\033[K", (int)(dash ? dash - line : 0), line);
        fflush(stderr);
        progress->line_open = true;
    } else if (done * 10 / all > progress->last || done == all) {
        progress->last = done * 10 / all;
        say("%u of %u files analysed", done, all);
    }
}

void progress_end(struct progress *progress)
{
    if (progress->line_open)
        fputs("\r\033[K", stderr);
    progress->line_open = false;
}
