/* patterns.c: the command `mdbench patterns`: what it costs to share a document that changes, by each of the known
 * ways. Start at bench_patterns; what is measured is in contest.h, and the ways are in pattern.h. */
#include "command.h"
#include "contest.h"
#include "report.h"
#include "sets.h"
#include "statistics.h"
#include "threading.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: mdbench patterns [OPTIONS] [FILE]\n"
    "Measures ways to share the current version of a document between 1, 2, 4 ... readers and a writer. The document\n"
    "is FILE or, without one, a text of 16 KB that it generates.\n"
    "  --threads N   up to so many readers (as many as there are processors)\n"
    "  --rate N      new versions a second (1000)\n"
    "  --seconds S   for about so long (20)\n"
    "  --json        write JSON in place of the tables\n"
    "  --svg FILE    write a plot, too\n"
    "  -h, --help\n";

#define ROUNDS        5 /* each contest is run so often, in turns, and the median counts */
#define DOCUMENT_SIZE ((size_t)16 << 10)
#define LOCK          1 /* the pattern that the others are compared with, in the list of pattern.c */

static const char small_body[] = "# The current version\n\nIts *number* stands above and below.\n";

/* What came of the rounds of one contest. */
struct entry {
    double reads[ROUNDS]; /* a second */
    double updates[ROUNDS];
    size_t torn; /* in all rounds */
    size_t lost;
};

struct results {
    struct entry entries[BENCH_WORK_COUNT][BENCH_PATTERN_COUNT][BENCH_STEPS_MAX];
    double counters[BENCH_COUNTERS_COUNT][BENCH_STEPS_MAX][ROUNDS]; /* added, a second */
    struct bench_outcomes stepped;
    struct bench_versions document;
    struct bench_versions small;
};

static const struct {
    const char *name;
    const char *title;
} works[BENCH_WORK_COUNT] = {
    [BENCH_WALK] = {"walk", "WALK: readers go over every node"},
    [BENCH_GLANCE] = {"glance", "GLANCE: readers look at three nodes of a small document"},
    [BENCH_UPDATE] = {"update", "UPDATE: all threads publish new versions of the small document"},
};

static const char *const counter_names[BENCH_COUNTERS_COUNT] = {
    "of their own, on one cache line", "of their own, a cache line each", "one that they share"};

/* What a contest is measured by. */
static double score(const struct entry *entry, enum bench_work work)
{
    return bench_quantile(work == BENCH_UPDATE ? entry->updates : entry->reads, ROUNDS, 0.5);
}

/* ------------------------------------------------------------------------------------------------------- measuring */

static bool run_entry(const struct bench_contest *contest, size_t round, struct entry *entry)
{
    struct bench_outcomes outcomes;
    if (!bench_contest_run(contest, &outcomes))
        return false;
    entry->reads[round] = (double)outcomes.reads / outcomes.seconds;
    entry->updates[round] = (double)outcomes.updates / outcomes.seconds;
    entry->torn += outcomes.torn;
    entry->lost += outcomes.lost;
    return true;
}

static bool run_round(const struct bench_threading *threading, size_t round, double seconds, struct results *results)
{
    bool good = true;
    for (size_t i = 0; good && i < (size_t)BENCH_WORK_COUNT * BENCH_PATTERN_COUNT * threading->step_count; i++) {
        size_t step = i % threading->step_count;
        size_t pattern = (i / threading->step_count + round) % BENCH_PATTERN_COUNT;
        enum bench_work work = (enum bench_work)(i / threading->step_count / BENCH_PATTERN_COUNT);
        const struct bench_contest contest = {
            .pattern = bench_pattern(pattern),
            .versions = work == BENCH_WALK ? &results->document : &results->small,
            .work = work,
            .threads = threading->steps[step],
            .rate = threading->rate,
            .seconds = seconds,
        };
        good = run_entry(&contest, round, &results->entries[work][pattern][step]);
    }
    for (size_t i = 0; good && i < BENCH_COUNTERS_COUNT * threading->step_count; i++) {
        size_t step = i % threading->step_count, how = i / threading->step_count;
        good = bench_contest_count((enum bench_counters)how, threading->steps[step], seconds,
                                   &results->counters[how][step][round]);
    }
    return good;
}

static void sort_rounds(const struct bench_threading *threading, struct results *results)
{
    for (size_t step = 0; step < threading->step_count; step++) {
        for (size_t i = 0; i < (size_t)BENCH_WORK_COUNT * BENCH_PATTERN_COUNT; i++) {
            struct entry *entry = &results->entries[i / BENCH_PATTERN_COUNT][i % BENCH_PATTERN_COUNT][step];
            bench_sort(entry->reads, ROUNDS);
            bench_sort(entry->updates, ROUNDS);
        }
        for (size_t how = 0; how < BENCH_COUNTERS_COUNT; how++)
            bench_sort(results->counters[how][step], ROUNDS);
    }
}

static bool measure(const struct bench_threading *threading, struct results *results)
{
    double contests = (double)(BENCH_WORK_COUNT * BENCH_PATTERN_COUNT + BENCH_COUNTERS_COUNT);
    double seconds = threading->seconds / (contests * (double)threading->step_count * ROUNDS);
    bool good = bench_contest_step(&results->stepped);
    for (size_t round = 0; good && round < ROUNDS; round++)
        good = run_round(threading, round, seconds, results);
    sort_rounds(threading, results);
    return good;
}

/* ---------------------------------------------------------------------------------------------------------- tables */

/* The median in thousands, the range of the rounds, and how many times the lock's it is. */
static void write_score(FILE *file, const struct entry *entry, const struct entry *lock, enum bench_work work)
{
    const double *values = work == BENCH_UPDATE ? entry->updates : entry->reads;
    double median = score(entry, work), locked = score(lock, work);
    fprintf(file, median < 1e5 ? "  %8.2f" : "  %8.0f", median / 1e3);
    fprintf(file, " (%4.0f%%) %3.1f", median > 0 ? 100 * (values[ROUNDS - 1] - values[0]) / median : 0,
            locked > 0 ? median / locked : 0);
}

static void write_work(FILE *file, const struct bench_threading *threading, const struct results *results,
                       enum bench_work work)
{
    fprintf(file, "\n%-62s", works[work].title);
    for (size_t step = 0; step < threading->step_count; step++)
        fprintf(file, "  %12u %s", threading->steps[step], step == 0 ? "thread " : "threads");
    fprintf(file, "%12s %9s %9s\n", "versions/s", "lost", "torn");
    for (size_t i = 0; i < BENCH_PATTERN_COUNT; i++) {
        const struct bench_pattern *pattern = bench_pattern(i);
        const struct entry *entries = results->entries[work][i];
        size_t lost = 0, torn = 0;
        fprintf(file, "%-20s %-41s", pattern->name, pattern->how);
        for (size_t step = 0; step < threading->step_count; step++) {
            write_score(file, &entries[step], &results->entries[work][LOCK][step], work);
            lost += entries[step].lost;
            torn += entries[step].torn;
        }
        double versions = bench_quantile(entries[threading->step_count - 1].updates, ROUNDS, 0.5);
        fprintf(file, "%12.0f %9zu %9zu\n", versions, lost, torn);
    }
}

static void write_tables(FILE *file, const struct bench_threading *threading, const struct results *results)
{
    fprintf(file,
            "Thousands of reads, or updates, a second, all threads together: median of %d rounds (range, in per cent), "
            "and\n"
            "how many times what the simple lock does. A writer publishes %.0f versions a second, of %zu bytes of "
            "source, or "
            "of %zu\nof the small one; versions/s: how many came, with the most readers.\n",
            ROUNDS, threading->rate, results->document.size, results->small.size);
    for (int work = 0; work < BENCH_WORK_COUNT; work++)
        write_work(file, threading, results, (enum bench_work)work);
    fprintf(file, "\nWithout synchronisation, step by step: of %zu updates %zu lost, of %zu read %zu torn.\n",
            results->stepped.updates, results->stepped.lost, results->stepped.reads, results->stepped.torn);
    fprintf(file, "\n%-62s\n", "COUNTERS: millions of atomic additions a second");
    for (size_t how = 0; how < BENCH_COUNTERS_COUNT; how++) {
        fprintf(file, "%-62s", counter_names[how]);
        for (size_t step = 0; step < threading->step_count; step++)
            fprintf(file, "  %8.0f            ", bench_quantile(results->counters[how][step], ROUNDS, 0.5) / 1e6);
        fprintf(file, "\n");
    }
}

/* ------------------------------------------------------------------------------------------------------------ JSON */

static void write_json_entry(FILE *file, unsigned threads, const struct entry *entry)
{
    fprintf(
        file,
        "{\"threads\": %u, \"reads_per_s\": %.0f, \"reads_lowest\": %.0f, \"reads_highest\": %.0f, "
        "\"updates_per_s\": %.0f, \"updates_lowest\": %.0f, \"updates_highest\": %.0f, \"lost\": %zu, \"torn\": %zu}",
        threads, bench_quantile(entry->reads, ROUNDS, 0.5), entry->reads[0], entry->reads[ROUNDS - 1],
        bench_quantile(entry->updates, ROUNDS, 0.5), entry->updates[0], entry->updates[ROUNDS - 1], entry->lost,
        entry->torn);
}

static void write_json(FILE *file, const struct bench_threading *threading, const struct results *results)
{
    fprintf(file, ",\n \"rounds\": %d, \"rate\": %.0f, \"document_bytes\": %zu, \"small_bytes\": %zu", ROUNDS,
            threading->rate, results->document.size, results->small.size);
    for (int work = 0; work < BENCH_WORK_COUNT; work++) {
        fprintf(file, ",\n \"%s\": [", works[work].name);
        for (size_t i = 0; i < BENCH_PATTERN_COUNT; i++) {
            fprintf(file, "%s\n  {\"pattern\": \"%s\", \"steps\": [", i > 0 ? "," : "", bench_pattern(i)->name);
            for (size_t step = 0; step < threading->step_count; step++) {
                fprintf(file, "%s\n    ", step > 0 ? "," : "");
                write_json_entry(file, threading->steps[step], &results->entries[work][i][step]);
            }
            fprintf(file, "]}");
        }
        fprintf(file, "]");
    }
    fprintf(file, ",\n \"stepped\": {\"updates\": %zu, \"lost\": %zu, \"reads\": %zu, \"torn\": %zu}",
            results->stepped.updates, results->stepped.lost, results->stepped.reads, results->stepped.torn);
    fprintf(file, ",\n \"counters\": {");
    for (size_t how = 0; how < BENCH_COUNTERS_COUNT; how++) {
        fprintf(file, "%s\"%s\": [", how > 0 ? ", " : "", counter_names[how]);
        for (size_t step = 0; step < threading->step_count; step++)
            fprintf(file, "%s%.0f", step > 0 ? ", " : "", bench_quantile(results->counters[how][step], ROUNDS, 0.5));
        fprintf(file, "]");
    }
    fprintf(file, "}}\n");
}

/* -------------------------------------------------------------------------------------------------------- the plot */

static bool plot(const struct bench_threading *threading, const struct results *results)
{
    static double scores[BENCH_WORK_COUNT][BENCH_PATTERN_COUNT][BENCH_STEPS_MAX];
    static const char *const titles[BENCH_WORK_COUNT] = {"Walks over a document, thousands a second",
                                                         "Glances at a document, thousands a second",
                                                         "Updates of a small document, thousands a second"};
    struct bench_line lines[BENCH_WORK_COUNT][BENCH_PATTERN_COUNT];
    struct bench_panel panels[BENCH_WORK_COUNT];
    for (int work = 0; work < BENCH_WORK_COUNT; work++) {
        for (size_t i = 0; i < BENCH_PATTERN_COUNT; i++) {
            for (size_t step = 0; step < threading->step_count; step++)
                scores[work][i][step] = score(&results->entries[work][i][step], (enum bench_work)work) / 1e3;
            lines[work][i] = (struct bench_line){bench_pattern(i)->name, scores[work][i]};
        }
        panels[work] = (struct bench_panel){titles[work], lines[work], BENCH_PATTERN_COUNT};
    }
    return bench_threading_plot(threading, panels, BENCH_WORK_COUNT);
}

/* ----------------------------------------------------------------------------------------------------- the command */

static bool make_versions(struct results *results, const char *path)
{
    struct bench_set set = {.count = 0};
    bool good = path != NULL ? bench_set_read(&set, path, true)
                             : bench_set_generate(&set, BENCH_SECTION_MIXED, DOCUMENT_SIZE, 0) ||
                                   bench_fail("out of memory", "");
    good = good && bench_versions_make(&results->document, set.texts[0].data, set.texts[0].size) &&
           bench_versions_make(&results->small, small_body, strlen(small_body));
    bench_set_free(&set);
    return good;
}

static bool report(const struct bench_threading *threading, const struct results *results)
{
    bench_threading_head(stdout, threading, "patterns");
    if (threading->json)
        write_json(stdout, threading, results);
    else
        write_tables(stdout, threading, results);
    return plot(threading, results);
}

int bench_patterns(int count, char **values)
{
    struct bench_threading threading = {.seconds = 20, .rate = 1000};
    if (!bench_threading_read(&threading, usage, count, values))
        return 2;
    struct results *results = calloc(1, sizeof *results);
    bool good = results != NULL || bench_fail("out of memory", "");
    good = good && make_versions(results, optind < count ? values[optind] : NULL) && measure(&threading, results) &&
           report(&threading, results);
    if (results != NULL) {
        bench_versions_free(&results->document);
        bench_versions_free(&results->small);
    }
    free(results);
    return good ? 0 : 1;
}
