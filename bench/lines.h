/* lines.h: plots that show how something grows with the number of threads, as SVG. */
#ifndef BENCH_LINES_H
#define BENCH_LINES_H

#include <stddef.h>
#include <stdio.h>

struct bench_line {
    const char *name;
    const double *values; /* one for each number of threads; 0 where there is none */
};

struct bench_panel {
    const char *title;
    const struct bench_line *lines;
    size_t count;
};

/* A panel below the other, on the same numbers of threads, which are given in ascending order. Both axes are
 * logarithmic: what doubles goes up by the same step everywhere. */
void bench_lines_svg(FILE *file, const unsigned *threads, size_t steps, const struct bench_panel *panels, size_t count);

#endif
