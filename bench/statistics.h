/* statistics.h: the clock, and what is said of many measured values. */
#ifndef BENCH_STATISTICS_H
#define BENCH_STATISTICS_H

#include <stddef.h>

/* Nanoseconds since some moment, on a clock that nobody sets. */
double bench_now(void);

/* Nanoseconds of processor time that all threads of the process have used. On a busy machine this says more than the
 * clock of how much work something is, and nothing of how long one waits for it. */
double bench_worked(void);

void bench_sort(double *values, size_t count);

/* The value below which `part` (0 to 1) of the sorted values lie, between two of them in proportion. count > 0. */
double bench_quantile(const double *sorted, size_t count, double part);

#endif
