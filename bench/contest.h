/* contest.h: runs a pattern on several threads for a while, and counts what came of it. */
#ifndef BENCH_CONTEST_H
#define BENCH_CONTEST_H

#include "pattern.h"

enum bench_work {
    BENCH_WALK,   /* each thread reads every node of a document, while one more thread publishes new versions */
    BENCH_GLANCE, /* the same with a small document, of which three nodes are read */
    BENCH_UPDATE, /* each thread makes new versions of the small document, one after the other */
    BENCH_WORK_COUNT
};

struct bench_contest {
    const struct bench_pattern *pattern;
    const struct bench_versions *versions;
    enum bench_work work;
    unsigned threads;
    double rate; /* new versions a second, where the threads read; 0: none */
    double seconds;
};

struct bench_outcomes {
    double seconds;
    size_t reads;
    size_t updates;
    size_t torn; /* reads */
    size_t lost; /* updates, of which the last version shows nothing */
};

/* False, with a line on standard error, where a thread could not be started or memory ran out. */
bool bench_contest_run(const struct bench_contest *contest, struct bench_outcomes *outcomes);

/* What happens without synchronisation, step by step, so that it happens each time: two threads update, each having
 * read before the other writes; and one reads while another is between its two writes. */
bool bench_contest_step(struct bench_outcomes *outcomes);

/* How often a second `threads` threads together add to atomic counters: of their own, on one cache line; of their own,
 * on a cache line each; or to one that they share. */
enum bench_counters { BENCH_COUNTERS_PACKED, BENCH_COUNTERS_APART, BENCH_COUNTERS_SHARED, BENCH_COUNTERS_COUNT };
bool bench_contest_count(enum bench_counters how, unsigned threads, double seconds, double *a_second);

#endif
