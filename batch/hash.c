#include "hash.h"

#include <stdio.h>

/* Two FNV-1a sums with different starts, mixed at the end: stable over platforms and versions,
 * which is all that a fingerprint needs. */
struct hash hash_start(void)
{
    return (struct hash){.a = 0xcbf29ce484222325u, .b = 0x9e3779b97f4a7c15u};
}

static void add_byte(struct hash *hash, unsigned char byte)
{
    hash->a = (hash->a ^ byte) * 0x100000001b3u;
    hash->b = (hash->b ^ (byte + 0x5bu)) * 0x10000000233u;
}

void hash_add(struct hash *hash, const char *text)
{
    for (const char *at = text ? text : ""; *at; at++)
        add_byte(hash, (unsigned char)*at);
    add_byte(hash, 0);
}

static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

void hash_text(const struct hash *hash, char digits[33])
{
    snprintf(digits, 33, "%016llx%016llx", (unsigned long long)mix(hash->a),
             (unsigned long long)mix(hash->b ^ (hash->a << 1)));
}
