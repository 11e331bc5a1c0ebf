/* command.h: the commands of mdbench, and what all of them need to read their arguments.
 *
 * A command is given its own name and what follows it. Its result is the exit status: 0, 1 where measuring failed,
 * 2 on wrong usage. */
#ifndef BENCH_COMMAND_H
#define BENCH_COMMAND_H

#include <stdbool.h>

int bench_compare(int count, char **values);  /* ours and its peers on one thread */
int bench_threads(int count, char **values);  /* the same on several */
int bench_patterns(int count, char **values); /* ways to share a document that changes */
int bench_edits(int count, char **values);    /* the next version of a document, beside a parse of it */

/* Says both on standard error; returns false. */
bool bench_fail(const char *message, const char *what);

/* A number in [low, high]; otherwise says so and returns false. */
bool bench_parse_number(const char *string, double low, double high, double *number);

#endif
