/* cache_index.h: finds an entry by its hash: a binary tree in which the bits of the hash say where to turn.
 *
 *     depth 0         k0          At depth d, bit d of a hash says left (0) or right (1), so all hashes below a place
 *                  0 /  \ 1       agree in the bits that lead there. There is no table to grow and nothing to balance.
 *           1      k1    k2       With n hashes it is about log n deep, and with any hashes, forged ones too, never
 *                0 /       \ 1    deeper than a hash has bits.
 *           2    k3        k4
 *
 * The links are in what is found: whoever wants to be found holds a struct cache_link. Not locked; the owner's lock is.
 *
 * Must not know what is found. */
#ifndef CACHE_INDEX_H
#define CACHE_INDEX_H

#include <stdint.h>

struct cache_hash {
    uint64_t words[2];
};

struct cache_link {
    struct cache_hash hash;
    struct cache_link *children[2];
};

/* Where the link with this hash stands, or, holding NULL, where it would: to put one there is to store it. `root` is
 * the tree. The first `skipped` bits of all hashes of the tree are equal. Cost: linear in the depth. */
struct cache_link **cache_index_place(struct cache_link **root, struct cache_hash hash, unsigned skipped);

/* Takes away the link at a place. Cost: as above. */
void cache_index_remove(struct cache_link **place);

#endif
