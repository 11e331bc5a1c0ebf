/* report.h: writes results: a table for people, JSON for machines, a bar plot for the README. */
#ifndef BENCH_REPORT_H
#define BENCH_REPORT_H

#include "measure.h"

#include <stdio.h>

struct bench_report {
    const struct bench_plan *plan;
    enum bench_syntax syntax;
    const struct bench_result *results;
    size_t count;
};

void bench_report_table(FILE *file, const struct bench_report *report);
void bench_report_json(FILE *file, const struct bench_report *report);
void bench_report_svg(FILE *file, const struct bench_report *report);

/* 10^6 bytes of source a second. */
double bench_speed(const struct bench_set *set, double nanoseconds);

/* The compiler of this program and of the library beside it: "gcc 12.2.0". */
const char *bench_compiler(void);

/* The processor's name as the system gives it, or "unknown processor"; name has room for size bytes. */
void bench_processor(char *name, size_t size);

/* Writes a string in quotation marks, escaped. */
void bench_json_string(FILE *file, const char *string);

#endif
