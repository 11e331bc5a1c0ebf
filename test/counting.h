/* counting.h: an allocator that counts what it hands out, knows the size of each block, and fails on demand.
 *
 * Blocks are filled with a pattern when they are handed out and when they come back, so that reading memory before it
 * is written, or after it is freed, does not go unseen in a build without sanitizers. Safe on any number of threads. */
#ifndef COUNTING_H
#define COUNTING_H

#include <mdparse.h>

#include <stdatomic.h>

struct counting {
    atomic_size_t calls;      /* of allocate, those that failed included */
    atomic_size_t live;       /* blocks that were not released yet */
    atomic_size_t live_bytes; /* and the sum of their sizes */
    atomic_size_t bytes;      /* the sum of the sizes of all blocks that were handed out */
    atomic_size_t wrong;      /* releases with another size, of a released block, or of no block of ours */
    size_t fail_at;           /* the call that fails, counted from 1; 0 for none */
    bool fail_on;             /* every later call fails too */
};

mdp_allocator counting_allocator(struct counting *counting);

#endif
