#include "state.h"

#include "files.h"
#include "hash.h"
#include "memory.h"
#include "paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *cache_directory(const char *build)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    struct hash hash = hash_start();
    char digits[33];
    hash_add(&hash, build);
    hash_text(&hash, digits);
    if (cache && cache[0] == '/')
        return format_text("%s/tinct/%.16s", cache, digits);
    if (home && home[0] == '/')
        return format_text("%s/.cache/tinct/%.16s", home, digits);
    return NULL;
}

/* Returns 0, or -1 with errno set. */
static int prepare(const char *directory)
{
    char *units = path_join(directory, "units");
    int result = make_directories(units);
    free(units);
    if (result == 0)
        result = access(directory, W_OK | X_OK);
    if (result == 0) {
        /* It stands in a build or source tree: no version control should take it in. */
        char *ignore = path_join(directory, ".gitignore");
        result = write_file_if_changed(ignore, "*\n", 2);
        free(ignore);
    }
    return result;
}

static int lock(const char *directory, char **trouble)
{
    char *path = path_join(directory, "lock");
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    free(path);
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fd >= 0 && fcntl(fd, F_SETLK, &whole) == 0)
        return fd;
    int why = errno;
    if (fd >= 0)
        close(fd);
    if (why == EACCES || why == EAGAIN)
        *trouble = format_text("%s: Another scan is using this directory; wait for it, or give "
                               "this one its own with --state",
                               directory);
    else
        *trouble = format_text("%s: Cannot lock the directory: %s; give another one with --state",
                               directory, strerror(why));
    return -1;
}

/* DIRECTORY/PART, or DIRECTORY where there is no part; frees `directory`. */
static char *part_of(char *directory, const char *part)
{
    char *path = directory && part ? path_join(directory, part) : NULL;
    if (path)
        free(directory);
    return path ? path : directory;
}

int state_open(const char *given, const char *build, const char *part, struct state *state,
               char **trouble)
{
    char *here = current_directory();
    char *directory = part_of(given ? path_resolve(here, given) : path_join(build, ".tinct"), part);
    free(here);
    int result = prepare(directory);
    int why = errno;
    char *other = result != 0 && !given ? part_of(cache_directory(build), part) : NULL;
    if (other && prepare(other) == 0) {
        free(directory);
        directory = other;
        other = NULL;
        result = 0;
    }
    free(other);
    int fd = -1;
    if (result != 0)
        *trouble = format_text("%s: Cannot write here: %s; give a directory that can be written "
                               "with --state",
                               directory, strerror(why));
    else
        fd = lock(directory, trouble);
    if (fd < 0) {
        free(directory);
        return -1;
    }
    *state = (struct state){.directory = directory, .lock = fd};
    return 0;
}

void state_close(struct state *state)
{
    if (state->directory)
        close(state->lock);
    free(state->directory);
    *state = (struct state){0};
}

char *state_file(const struct state *state, const char *name)
{
    return path_join(state->directory, name);
}
