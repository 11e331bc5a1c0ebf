/* crowd.c: see crowd.h. */
#define _POSIX_C_SOURCE 200809L
#include "crowd.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct crowd {
    pthread_barrier_t start;
    void (*work)(struct member *member);
};

struct thread {
    pthread_t thread;
    struct crowd *crowd;
    struct member member;
};

size_t crowd_oversubscribed(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors > 8 ? 64 : processors > 1 ? 8 * (size_t)processors : 8;
}

static void *begin(void *argument)
{
    struct thread *thread = argument;
    pthread_barrier_wait(&thread->crowd->start);
    thread->crowd->work(&thread->member);
    return NULL;
}

static void give_up(const char *what)
{
    perror(what); /* those that wait at the barrier cannot go on either */
    _Exit(1);
}

void crowd_run(size_t size, void (*work)(struct member *member), void *shared)
{
    struct crowd crowd = {.work = work};
    struct thread *threads = malloc(size * sizeof *threads);
    if (threads == NULL || pthread_barrier_init(&crowd.start, NULL, (unsigned)size) != 0)
        give_up("crowd");
    for (size_t i = 0; i < size; i++) {
        threads[i] = (struct thread){.crowd = &crowd, .member = {i, shared, (i + 1) * UINT64_C(0x9E3779B97F4A7C15)}};
        if (pthread_create(&threads[i].thread, NULL, begin, &threads[i]) != 0)
            give_up("pthread_create");
    }
    for (size_t i = 0; i < size; i++)
        pthread_join(threads[i].thread, NULL);
    pthread_barrier_destroy(&crowd.start);
    free(threads);
}

size_t crowd_roll(struct member *member, size_t limit)
{
    member->dice ^= member->dice << 13; /* Marsaglia's xorshift */
    member->dice ^= member->dice >> 7;
    member->dice ^= member->dice << 17;
    return (size_t)(member->dice % limit);
}

void crowd_stumble(struct member *member)
{
    size_t roll = crowd_roll(member, 64);
    if (roll < 12) {
        sched_yield();
    } else if (roll < 16) {
        for (volatile size_t i = crowd_roll(member, 1000); i > 0; i--)
            continue;
    } else if (roll == 16) {
        struct timespec moment = {0, (long)crowd_roll(member, 100000)};
        nanosleep(&moment, NULL);
    }
}
