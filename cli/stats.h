/* stats.h: the lines of --stats. */
#ifndef CLI_STATS_H
#define CLI_STATS_H

#include <mdparse.h>

/* Nanoseconds of a clock that nobody sets. */
uint64_t cli_clock(void);

/* What one file, or all of them, measured. */
struct cli_stats {
    size_t files;
    uint64_t text_size;
    uint64_t nodes;
    uint64_t memory;      /* of the documents, copies of the texts included */
    uint64_t nanoseconds; /* spent parsing; of several threads, the sum */
};

struct cli_stats cli_stats_of(const mdp_document *document, uint64_t nanoseconds);
void cli_stats_add(struct cli_stats *sum, const struct cli_stats *one);

/* One line about a file. */
void cli_stats_print(const char *name, const struct cli_stats *stats);

/* One line about all. `elapsed`: nanoseconds from the first file to the last, reading and writing included. */
void cli_stats_print_total(const struct cli_stats *sum, uint64_t elapsed);

#endif
