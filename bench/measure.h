/* measure.h: times the engines on a set of texts, and counts their memory. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "engine.h"
#include "text.h"

#include <stdbool.h>

enum bench_task {
    BENCH_PARSE, /* source to what the engine parses to, which is let go again */
    BENCH_HTML,  /* source to HTML in a buffer */
    BENCH_TASK_COUNT
};

/* What to measure, and how long. */
struct bench_plan {
    unsigned runs;  /* at most so many runs for each task */
    double seconds; /* and at most about so long for each task of each set, but never fewer than 5 runs */
    bool task[BENCH_TASK_COUNT];
    bool memory;
    bool engine[BENCH_ENGINE_MAX];
};

/* One run's time is that of parsing the whole set once, in nanoseconds. */
struct bench_timing {
    unsigned runs; /* 0 where it was not measured */
    double median;
    double lower; /* quartiles */
    double upper;
    double ratio; /* the median, over the runs, of this engine's time divided by ours in the same run;
                     0 where we were not measured */
};

struct bench_result {
    const struct bench_set *set;
    struct bench_timing timing[BENCH_TASK_COUNT][BENCH_ENGINE_MAX];
    size_t html_bytes[BENCH_ENGINE_MAX];
    size_t html_same[BENCH_ENGINE_MAX];           /* texts of which the engine's HTML is, byte for byte, ours */
    struct bench_memory memory[BENCH_ENGINE_MAX]; /* all 0 where it was not measured */
};

/* Fills in *result; false, with a line on standard error, where an engine failed or memory ran out. */
bool bench_measure(const struct bench_plan *plan, const struct bench_set *set, struct bench_result *result);

#endif
