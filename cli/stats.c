/* stats.c: says what files measured. A megabyte is 10^6 bytes. */
#include "stats.h"

#include "message.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

uint64_t cli_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
}

struct cli_stats cli_stats_of(const mdp_document *document, uint64_t nanoseconds)
{
    mdp_document_stats measured = mdp_document_measure(document);
    return (struct cli_stats){1, measured.text_size, measured.nodes, measured.memory, nanoseconds};
}

void cli_stats_add(struct cli_stats *sum, const struct cli_stats *one)
{
    sum->files += one->files;
    sum->text_size += one->text_size;
    sum->nodes += one->nodes;
    sum->memory += one->memory;
    sum->nanoseconds += one->nanoseconds;
}

/* 0 where there is nothing to divide by: an empty file, a clock that did not tick. */
static double ratio(uint64_t a, uint64_t b)
{
    return b ? (double)a / (double)b : 0;
}

/* MB/s are bytes in 1000 nanoseconds. */
static void print_measures(const struct cli_stats *stats)
{
    fprintf(stderr,
            "%" PRIu64 " bytes, %" PRIu64 " nodes, %" PRIu64
            " document bytes (%.2f for each byte of text, beside its copy), "
            "parsed in %.3f ms, %.1f MB/s",
            stats->text_size, stats->nodes, stats->memory, ratio(stats->memory - stats->text_size, stats->text_size),
            (double)stats->nanoseconds / 1e6, 1000 * ratio(stats->text_size, stats->nanoseconds));
}

void cli_stats_print(const char *name, const struct cli_stats *stats)
{
    cli_message_name(name);
    fputs(": ", stderr);
    print_measures(stats);
    putc('\n', stderr);
}

void cli_stats_print_total(const struct cli_stats *sum, uint64_t elapsed)
{
    fprintf(stderr, "total of %zu files: ", sum->files);
    print_measures(sum);
    fprintf(stderr, "; with reading and writing %.3f ms, %.1f MB/s\n", (double)elapsed / 1e6,
            1000 * ratio(sum->text_size, elapsed));
}
