/* scaling.h: times the same work on 1, 2, 4 ... threads. */
#ifndef BENCH_SCALING_H
#define BENCH_SCALING_H

#include "engine.h"
#include "text.h"
#include "threading.h"

/* What is done on n threads:
 *     the control: arithmetic in registers (control.h), which takes about as long as the next on one thread
 *     many documents by one call of mdp_parse_batch; they are released by one thread, which is not timed
 *     many documents, each by a call of its own, and released: ours and each peer
 *     one document by one call of mdp_parse, whose executor has n threads, and released
 *     the same with an mdp_recycler, in which all memory of the pass before is kept */
#define BENCH_JOBS_MAX (4 + BENCH_ENGINE_MAX)

/* In a quiet run the control is about as many times as fast as there are threads. Much less says that threads were kept
 * waiting, and much more that the one thread was, with which they are compared. */
#define BENCH_QUIET          0.025 /* how far off at most, as a part of the number of threads */
#define BENCH_QUIET_RUNS_MIN 10    /* fewer say nothing of a median */

/* Of one job on one number of threads. */
struct bench_step {
    double median; /* of the time of the job, in nanoseconds */
    double lower;  /* quartiles */
    double upper;
    double speed_up; /* the median, over the runs, of the time on one thread divided by this time in the same run */
    double work;     /* the same of processor time, the other way round: how many times the work of one thread it was */
    double of_control; /* the median of the speed-up divided by the control's in the same run */
    double quiet;      /* the median speed-up in quiet runs; 0 where there are fewer than BENCH_QUIET_RUNS_MIN */
};

struct bench_job {
    char name[64];
    const struct bench_set *set;       /* NULL for the control, which has no source */
    const struct bench_engine *engine; /* of those who parse each document by a call of its own */
    struct bench_step steps[BENCH_STEPS_MAX];
    double serial; /* the part of the work that did not get faster with threads, where there are more than one */
};

struct bench_scaling {
    struct bench_job jobs[BENCH_JOBS_MAX]; /* the first is the control */
    size_t job_count;
    size_t tasks; /* of the control */
    size_t runs;
    size_t quiet_runs[BENCH_STEPS_MAX]; /* by number of threads; with one thread every run is quiet */
};

/* Measures all jobs in turns, for about so many seconds together. False, with a line on standard error, where one
 * failed. */
bool bench_scaling_measure(const struct bench_threading *threading, const struct bench_set *many,
                           const struct bench_set *one, double seconds, struct bench_scaling *scaling);

#endif
