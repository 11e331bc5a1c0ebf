/* seal.h: memory in which a document cannot be written to (MDP_SEALED).
 *
 *     page 0                        page 1 ...
 *     +------------------+--------+----------------------------+---------+---------+-----------+
 *     | unused           | header | document, places, map      | chunk 0 | chunk 1 | unused    |
 *     +------------------+--------+----------------------------+---------+---------+-----------+
 *      can be written to: counts    cannot
 *
 * The slab is laid out as any other, only so that its header, which has the counts, ends where a page does. */
#ifndef SEAL_H
#define SEAL_H

#include <stdbool.h>

#include "layout.h"

/* Allocates slabs like that, and nothing else: its memory is the system's, in pages. */
struct mdp_allocator seal_allocator(void);

/* The bytes that a slab takes: of that allocator whole pages, two at least, of any other its size. */
size_t seal_memory(const struct slab *slab);

/* Makes all of a slab of that allocator read-only, but for its header. False where the system does not. */
bool seal_slab(struct slab *slab);

#endif
