/* turns.h: times several pieces of work against each other, fairly on a noisy machine.
 *
 * They take turns, run by run, in one process, so that a slow moment meets all of them. Who begins moves on with each
 * run, and every other run goes backwards, so that nobody always finds the caches as the same other one left them.
 * Each is warmed up first, and a run repeats short work until it is long against the clock. */
#ifndef BENCH_TURNS_H
#define BENCH_TURNS_H

#include <stdbool.h>
#include <stddef.h>

#define BENCH_RUNS_MIN 5

struct bench_turn {
    bool (*pass)(void *context); /* the work once; false, with a line on standard error, where it failed */
    void (*tidy)(void *context); /* after each pass, and not timed; or NULL */
    void *context;
    double *times;  /* one for each run, of one pass, in nanoseconds */
    double *works;  /* the same, of processor time, all threads together; NULL where nobody asks */
    double repeats; /* passes within a run */
};

/* At most `runs` runs, and at most for about so many seconds, but never fewer than BENCH_RUNS_MIN; times has room for
 * as many as both say. Returns how many there were; 0 where a pass failed. */
size_t bench_take_turns(struct bench_turn *turns, size_t count, size_t runs, double seconds);

#endif
