/* crowd.h: threads that start together and keep an uneven pace. */
#ifndef CROWD_H
#define CROWD_H

#include <stddef.h>
#include <stdint.h>

/* A member of a crowd. */
struct member {
    size_t number; /* from 0 */
    void *shared;  /* what crowd_run was given */
    uint64_t dice; /* the state of its random numbers: each member has a sequence of its own, each run the same */
};

/* More than most machines have processors: an even pace hides what an odd one shows. */
#define CROWD_SIZE 8

/* Eight threads for each processor. */
size_t crowd_oversubscribed(void);

/* Starts so many threads at a barrier and waits until all have returned; exits where they cannot be started. */
void crowd_run(size_t size, void (*work)(struct member *member), void *shared);

/* A random number below `limit`. */
size_t crowd_roll(struct member *member, size_t limit);

/* Now and then: gives the processor away, or works or sleeps for a moment. */
void crowd_stumble(struct member *member);

#endif
