#include "cache.h"

#include "files.h"
#include "json.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct cache {
    char *path;
    cJSON *old; /* from the file, not used yet */
    cJSON *used;
};

struct cache *cache_open(const char *path)
{
    struct cache *cache = allocate(1, sizeof *cache);
    char *trouble = NULL;
    cache->path = copy_text(path);
    cache->old = json_read(path, &trouble);
    free(trouble);
    if (!cJSON_IsObject(cache->old)) {
        cJSON_Delete(cache->old);
        cache->old = cJSON_CreateObject();
    }
    cache->used = cJSON_CreateObject();
    return cache;
}

const cJSON *cache_get(struct cache *cache, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(cache->used, key);
    if (value)
        return value;
    cJSON *old = cJSON_DetachItemFromObjectCaseSensitive(cache->old, key);
    return old ? cache_put(cache, key, old) : NULL;
}

const cJSON *cache_put(struct cache *cache, const char *key, cJSON *value)
{
    cJSON_AddItemToObject(cache->used, key, value);
    return value;
}

void cache_close(struct cache *cache)
{
    if (!cache)
        return;
    char *text = cJSON_PrintUnformatted(cache->used);
    if (text)
        (void)write_file_if_changed(cache->path, text, strlen(text));
    free(text);
    cJSON_Delete(cache->old);
    cJSON_Delete(cache->used);
    free(cache->path);
    free(cache);
}

char *cache_program(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return copy_text(path);
    return format_text("%s|%lld.%ld|%lld", path, (long long)status.st_mtim.tv_sec,
                       (long)status.st_mtim.tv_nsec, (long long)status.st_size);
}
