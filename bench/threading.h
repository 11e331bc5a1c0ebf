/* threading.h: what the commands `threads` and `patterns` have in common: their options, for how many threads they
 * measure, and how their figures are written. */
#ifndef BENCH_THREADING_H
#define BENCH_THREADING_H

#include "lines.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define BENCH_STEPS_MAX   12 /* 1, 2, 4 ... 1024, and one that is no power of two */
#define BENCH_THREADS_MAX 1024

struct bench_threading {
    unsigned steps[BENCH_STEPS_MAX]; /* numbers of threads: 1, 2, 4 ... and the most */
    size_t step_count;
    double seconds; /* for everything together, about */
    double rate;    /* new versions a second, for `patterns` */
    bool json;
    const char *svg; /* where to write a plot; NULL for none */
};

/* Reads the options of a command; `optind` is then the first path. `seconds` and `rate` keep what the caller set as
 * default. False on wrong usage, which it has said on standard error. Writes `usage` and exits where help was asked. */
bool bench_threading_read(struct bench_threading *threading, const char *usage, int count, char **values);

/* How many processors the process may use: 1 at least. */
unsigned bench_processors(void);

/* "mdbench 0.1.0 threads, gcc 12.2.0, NAME, 2 processors", and for JSON the members that say the same. */
void bench_threading_head(FILE *file, const struct bench_threading *threading, const char *command);

/* Writes the plot to threading->svg, if that was asked for. False, with a line on standard error, where it failed. */
bool bench_threading_plot(const struct bench_threading *threading, const struct bench_panel *panels, size_t count);

#endif
