#include "source.h"

#include "files.h"
#include "memory.h"
#include "paths.h"

#include <stdlib.h>
#include <string.h>

struct source {
    char *file;
    struct text text;
    size_t *starts; /* of lines, and behind the last one */
    size_t lines;
};

struct sources {
    char *root;
    struct source *items;
    size_t count;
    size_t last; /* findings are sorted, so the next question is mostly for the same file */
};

struct sources *sources_new(const char *root)
{
    struct sources *sources = allocate(1, sizeof *sources);
    sources->root = copy_text(root);
    return sources;
}

void sources_free(struct sources *sources)
{
    for (size_t i = 0; i < sources->count; i++) {
        free(sources->items[i].file);
        text_free(&sources->items[i].text);
        free(sources->items[i].starts);
    }
    free(sources->items);
    free(sources->root);
    free(sources);
}

static void index_lines(struct source *source)
{
    source->starts = grow_by_one(NULL, 0, sizeof *source->starts);
    source->starts[0] = 0;
    for (size_t i = 0; i < source->text.length; i++) {
        bool ends = source->text.data[i] == '\n';
        if (!ends && i + 1 < source->text.length)
            continue;
        source->lines++;
        source->starts = grow_by_one(source->starts, source->lines, sizeof *source->starts);
        source->starts[source->lines] = i + 1;
    }
}

static struct source *load(struct sources *sources, const char *file)
{
    sources->items = grow_by_one(sources->items, sources->count, sizeof *sources->items);
    struct source *source = &sources->items[sources->count++];
    *source = (struct source){.file = copy_text(file)};
    char *path = path_join(sources->root, file);
    (void)read_file(path, &source->text);
    free(path);
    index_lines(source);
    return source;
}

static struct source *find(struct sources *sources, const char *file)
{
    if (sources->last < sources->count && strcmp(sources->items[sources->last].file, file) == 0)
        return &sources->items[sources->last];
    for (size_t i = 0; i < sources->count; i++)
        if (strcmp(sources->items[i].file, file) == 0) {
            sources->last = i;
            return &sources->items[i];
        }
    return load(sources, file);
}

const char *source_line(struct sources *sources, const char *file, unsigned line, size_t *length)
{
    const struct source *source = find(sources, file);
    if (line == 0 || line > source->lines)
        return NULL;
    const char *start = source->text.data + source->starts[line - 1];
    size_t end = source->starts[line] - source->starts[line - 1];
    while (end && (start[end - 1] == '\n' || start[end - 1] == '\r'))
        end--;
    *length = end;
    return start;
}
