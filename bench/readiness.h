/* readiness.h: what it costs to be ready for threads, on one of them, and in memory. */
#ifndef BENCH_READINESS_H
#define BENCH_READINESS_H

#include "text.h"
#include "threading.h"

enum bench_cost {
    BENCH_PARSE_PLAIN,    /* each document by mdp_parse */
    BENCH_PARSE_EXECUTOR, /* the same, with the executor of a pool of one thread */
    BENCH_RETAIN,         /* mdp_document_retain and _release */
    BENCH_LOAD,           /* mdp_slot_load and mdp_document_release */
    BENCH_HIT,            /* mdp_cache_parse of a text that is in the cache, and mdp_document_release */
    BENCH_HIT_PARSE,      /* mdp_parse of that text, and mdp_document_release */
    BENCH_COST_COUNT
};

const char *bench_cost_name(enum bench_cost cost);

/* Bytes, counted at the allocator. */
struct bench_footprint {
    size_t text;                    /* of source */
    size_t document;                /* of its document */
    size_t scratch;                 /* at the peak of the parse, on one thread, besides the document */
    size_t shared;                  /* that a second reference, a slot and a load from it took of the allocator */
    size_t spread[BENCH_STEPS_MAX]; /* scratch of mdp_parse on 1, 2, 4 ... threads */
};

struct bench_readiness {
    double nanoseconds[BENCH_COST_COUNT]; /* median, each time it is done once; a parse is that of all texts */
    double ratio;                         /* of the parse with an executor to that without, within each run */
    size_t hit_size;                      /* of the text that is in the cache */
    struct bench_footprint footprint;     /* of the one document */
};

/* For about so many seconds. False, with a line on standard error, where something failed. */
bool bench_readiness_measure(const struct bench_threading *threading, const struct bench_set *many,
                             const struct bench_set *one, double seconds, struct bench_readiness *readiness);

#endif
