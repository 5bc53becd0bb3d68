/* model_file.c - reads model files and what they include, all or nothing. */
#define _POSIX_C_SOURCE 200809L /* open and fstat: a named pipe must not stop a compile */

#include "model_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Errors ---- */

bool model_fail(struct model_error *error, const char *file, unsigned line, unsigned column,
                const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    *error = (struct model_error){.file = strdup(file), .line = line, .column = column};
    error->text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (error->text)
        vsnprintf(error->text, (size_t)length + 1, format, again);
    va_end(again);
    return false;
}

bool model_fail_memory(struct model_error *error, const char *file)
{
    return model_fail(error, file, 0, 0, "out of memory; use fewer models");
}

void model_error_clear(struct model_error *error)
{
    free(error->file);
    free(error->text);
    *error = (struct model_error){0};
}

const char *model_quote(char buffer[MODEL_QUOTED], const char *text)
{
    enum { SHOWN = MODEL_QUOTED - 8 }; /* room for quotes, dots and the rest of a character */
    size_t used = 0;
    buffer[used++] = '\'';
    while (*text && (used < SHOWN || ((unsigned char)*text & 0xC0) == 0x80)) {
        unsigned char byte = (unsigned char)*text++;
        buffer[used++] = byte < 0x20 || byte == 0x7F ? '?' : (char)byte;
    }
    for (const char *more = *text ? "..." : ""; *more; more++)
        buffer[used++] = *more;
    buffer[used++] = '\'';
    buffer[used] = '\0';
    return buffer;
}

/* ---- Files ---- */

struct identity {
    dev_t device;
    ino_t inode;
};

struct opened { /* a file that is being read, and the one that includes it */
    const struct opened *by;
    const char *path;
    struct identity identity;
};

struct reading {
    struct model_batch batch;
    struct model_error *error;
    const struct opened *inner; /* the file being read now */
    unsigned depth;
    size_t bytes;              /* read so far, of all files */
    struct identity *finished; /* files that were read to their end */
    size_t finished_count;
};

/* What asks for a file: an `include`, or at line 0 the caller. */
struct request {
    const char *path; /* of the file asked for */
    const char *file; /* that asks */
    unsigned line, column;
};

static bool refuse(const struct reading *reading, const struct request *request, const char *what)
{
    char quoted[MODEL_QUOTED];
    if (!request->line)
        return model_fail(reading->error, request->path, 0, 0, "%s", what);
    return model_fail(reading->error, request->file, request->line, request->column,
                      "cannot include %s: %s", model_quote(quoted, request->path), what);
}

static bool refuse_unreadable(const struct reading *reading, const struct request *request,
                              int number)
{
    char what[200];
    snprintf(what, sizeof what, "%s; check the path and its permissions", strerror(number));
    return refuse(reading, request, what);
}

static bool refuse_cycle(const struct reading *reading, const struct request *request)
{
    char chain[(MODEL_MAX_INCLUDES + 2) * (MODEL_QUOTED + 8)];
    char quoted[MODEL_QUOTED];
    size_t used = (size_t)snprintf(chain, sizeof chain, "%s", model_quote(quoted, request->path));
    /* From the inside out: a file is named before the one that includes it. */
    for (const struct opened *at = reading->inner; at && used < sizeof chain; at = at->by)
        used += (size_t)snprintf(chain + used, sizeof chain - used, " is included by %s",
                                 model_quote(quoted, at->path));
    return model_fail(reading->error, request->file, request->line, request->column,
                      "include cycle: %s; remove one of these includes", chain);
}

static bool same(struct identity a, struct identity b)
{
    return a.device == b.device && a.inode == b.inode;
}

/* Returns the file's text, which the caller frees, or NULL with the error filled. */
static char *load(struct reading *reading, const struct request *request, int descriptor,
                  size_t *length)
{
    size_t room = MODEL_MAX_BYTES - reading->bytes + 1;
    size_t size = 16 * 1024, used = 0;
    char *text = malloc(size);
    while (text) {
        ssize_t count = read(descriptor, text + used, size - used);
        if (count < 0 && errno != EINTR) {
            refuse_unreadable(reading, request, errno);
            free(text);
            return NULL;
        }
        used += count > 0 ? (size_t)count : 0;
        if (count == 0 || used >= room)
            break;
        if (used == size) {
            char *grown = realloc(text, size *= 2);
            if (!grown)
                free(text);
            text = grown;
        }
    }
    if (!text) {
        model_fail_memory(reading->error, request->path);
    } else if (used >= room) {
        refuse(reading, request, "more than 16 MiB of models; split or shorten them");
        free(text);
        text = NULL;
    }
    reading->bytes += used;
    *length = used;
    return text;
}

static bool include(struct model_reader *reader, const struct model_node *node, const char *name);

/* The file's name without its folders and extension, for `library`. */
static const char *library_name(struct model_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return model_take_text(arena, name, dot && dot != name ? (size_t)(dot - name) : strlen(name));
}

static bool read_text(struct model_batch *batch, const char *file, const char *text, size_t length,
                      struct model_error *error, struct reading *reading)
{
    struct model_arena nodes = {0};
    struct model_reader reader = {.file = file,
                                  .batch = batch,
                                  .error = error,
                                  .library = library_name(&batch->arena, file),
                                  .include = reading ? include : NULL,
                                  .includer = reading};
    const struct model_node *root = model_node_read(&nodes, file, text, length, error);
    bool good = root && (reader.library || model_fail_memory(error, file)) &&
                model_read_tree(&reader, root);
    model_arena_free(&nodes);
    return good;
}

static bool finish(struct reading *reading, struct identity identity)
{
    size_t size = (reading->finished_count + 1) * sizeof identity;
    struct identity *grown = realloc(reading->finished, size);
    if (!grown)
        return model_fail_memory(reading->error, reading->inner->path);
    reading->finished = grown;
    reading->finished[reading->finished_count++] = identity;
    return true;
}

static bool read_opened(struct reading *reading, const struct request *request, int descriptor,
                        struct identity identity)
{
    for (const struct opened *at = reading->inner; at; at = at->by)
        if (same(at->identity, identity))
            return refuse_cycle(reading, request);
    for (size_t i = 0; i < reading->finished_count; i++)
        if (same(reading->finished[i], identity))
            return true;
    if (reading->depth > MODEL_MAX_INCLUDES)
        return refuse(reading, request, "includes go deeper than 16 files; include it further out");
    size_t length = 0;
    char *text = load(reading, request, descriptor, &length);
    if (!text)
        return false;
    struct opened opened = {reading->inner, request->path, identity};
    reading->inner = &opened;
    reading->depth++;
    bool good = read_text(&reading->batch, request->path, text, length, reading->error, reading) &&
                finish(reading, identity);
    reading->depth--;
    reading->inner = opened.by;
    free(text);
    return good;
}

static bool read_file(struct reading *reading, const struct request *request)
{
    int descriptor = open(request->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return refuse_unreadable(reading, request, errno);
    struct stat about;
    bool good = fstat(descriptor, &about) == 0 || refuse_unreadable(reading, request, errno);
    if (good && S_ISDIR(about.st_mode))
        good = refuse(reading, request, "it is a directory; name a file in it");
    else if (good && !S_ISREG(about.st_mode))
        good = refuse(reading, request, "it is no regular file; copy it into one");
    good = good &&
           read_opened(reading, request, descriptor, (struct identity){about.st_dev, about.st_ino});
    close(descriptor);
    return good;
}

static bool include(struct model_reader *reader, const struct model_node *node, const char *name)
{
    struct reading *reading = reader->includer;
    const char *slash = *name == '/' ? NULL : strrchr(reader->file, '/');
    size_t folder = slash ? (size_t)(slash - reader->file) + 1 : 0, length = strlen(name);
    char *path = model_take(&reading->batch.arena, folder + length + 1);
    if (!path)
        return model_fail_memory(reader->error, reader->file);
    memcpy(path, reader->file, folder);
    memcpy(path + folder, name, length + 1);
    struct request request = {path, reader->file, node->line, node->column};
    return read_file(reading, &request);
}

bool model_file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

int model_set_read(struct model_set *set, const char *path, struct model_error *error)
{
    struct reading reading = {.error = error};
    struct request request = {.path = path};
    bool good = read_file(&reading, &request) &&
                (model_set_add(set, &reading.batch) || model_fail_memory(error, path));
    free(reading.finished);
    model_batch_free(&reading.batch);
    return good ? 0 : -1;
}

int model_set_read_text(struct model_set *set, const char *name, const char *text, size_t length,
                        struct model_error *error)
{
    struct model_batch batch = {0};
    bool good = length <= MODEL_MAX_BYTES
                    ? read_text(&batch, name, text, length, error, NULL)
                    : model_fail(error, name, 0, 0,
                                 "more than 16 MiB of models; split or shorten "
                                 "them");
    good = good && (model_set_add(set, &batch) || model_fail_memory(error, name));
    model_batch_free(&batch);
    return good ? 0 : -1;
}
