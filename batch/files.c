#include "files.h"

#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int read_file(const char *path, struct text *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    size_t before = out->length;
    char buffer[65536];
    ssize_t got;
    while ((got = read(fd, buffer, sizeof buffer)) != 0) {
        if (got > 0) {
            text_add_bytes(out, buffer, (size_t)got);
        } else if (errno != EINTR) {
            int saved = errno;
            close(fd);
            out->length = before;
            errno = saved;
            return -1;
        }
    }
    close(fd);
    text_add_bytes(out, "", 0);
    return 0;
}

static int write_all(int fd, const char *bytes, size_t length)
{
    while (length) {
        ssize_t put = write(fd, bytes, length);
        if (put < 0 && errno != EINTR)
            return -1;
        if (put > 0) {
            bytes += put;
            length -= (size_t)put;
        }
    }
    return 0;
}

static int write_directly(const char *path, int flags, const char *bytes, size_t length)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | flags, 0666);
    if (fd < 0)
        return -1;
    int result = write_all(fd, bytes, length);
    int saved = errno;
    if (close(fd) != 0 && result == 0)
        return -1;
    errno = saved;
    return result;
}

int write_file(const char *path, const char *bytes, size_t length)
{
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
        return write_directly(path, 0, bytes, length);
    char *beside = format_text("%s.%ld.tmp", path, (long)getpid());
    int result = write_directly(beside, O_CREAT | O_TRUNC, bytes, length);
    if (result == 0)
        result = rename(beside, path);
    if (result != 0) {
        int saved = errno;
        unlink(beside);
        errno = saved;
    }
    free(beside);
    return result;
}

int write_file_if_changed(const char *path, const char *bytes, size_t length)
{
    struct text old = {0};
    bool same = read_file(path, &old) == 0 && old.length == length &&
                (length == 0 || memcmp(old.data, bytes, length) == 0);
    text_free(&old);
    return same ? 0 : write_file(path, bytes, length);
}
