/* hash.h - a 128-bit digest of texts, for names of state files and fingerprints, not for secrets. */
#ifndef TINCT_HASH_H
#define TINCT_HASH_H

#include <stddef.h>
#include <stdint.h>

struct hash {
    uint64_t a, b;
};
struct hash hash_start(void);
/* Adds the text's bytes and its end, so that ("ab", "c") and ("a", "bc") differ. NULL is "". */
void hash_add(struct hash *hash, const char *text);
/* 32 hexadecimal digits and a NUL. */
void hash_text(const struct hash *hash, char digits[33]);

#endif
