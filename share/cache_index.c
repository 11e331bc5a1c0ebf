/* cache_index.c: see cache_index.h. */
#include "cache_index.h"

#include <stdbool.h>
#include <stddef.h>

static bool is_same(struct cache_hash a, struct cache_hash b)
{
    return a.words[0] == b.words[0] && a.words[1] == b.words[1];
}

/* Ends: after all bits are used up, all hashes at the place are this one. */
struct cache_link **cache_index_place(struct cache_link **root, struct cache_hash hash, unsigned skipped)
{
    struct cache_link **place = root;
    for (unsigned bit = skipped; *place && !is_same((*place)->hash, hash); bit++)
        place = &(*place)->children[hash.words[bit / 64] >> bit % 64 & 1];
    return place;
}

/* Any leaf below a place may stand at it, since its hash leads through there. */
void cache_index_remove(struct cache_link **place)
{
    struct cache_link *removed = *place, **leaf = place;
    while ((*leaf)->children[0] || (*leaf)->children[1])
        leaf = &(*leaf)->children[(*leaf)->children[0] == NULL];
    struct cache_link *heir = *leaf;
    *leaf = NULL;
    if (heir == removed)
        return;
    heir->children[0] = removed->children[0];
    heir->children[1] = removed->children[1];
    *place = heir;
}
