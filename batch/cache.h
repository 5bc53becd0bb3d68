/* cache.h - answers that are kept from one scan to the next, in one JSON file. */
#ifndef TINCT_CACHE_H
#define TINCT_CACHE_H

#include <cjson/cJSON.h>

struct cache;

/* Opens the cache kept in `path`; a missing or damaged file is an empty cache. */
struct cache *cache_open(const char *path);
/* What was put under `key`, or NULL; lives as long as the cache. */
const cJSON *cache_get(struct cache *cache, const char *key);
/* Keeps `value`, which then belongs to the cache, and returns it. */
const cJSON *cache_put(struct cache *cache, const char *key, cJSON *value);
/* Writes the answers that were used since cache_open() and frees the cache; NULL may be passed. A
 * cache that cannot be written is lost, which costs only time. */
void cache_close(struct cache *cache);

/* A key part that changes when the program at `path` does: its name, time and size. The caller
 * frees it. */
char *cache_program(const char *path);

#endif
