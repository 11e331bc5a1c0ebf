/* compare.c: mdbench without a command: ours beside its peers, on one thread. Options, and which report goes where.
 *
 * It measures this library and, where they were found when it was built, md4c and cmark, on the files that are named or
 * on a corpus of its own. Start at bench_compare; what a set is stands in text.h, what is timed in measure.h. */
#define _POSIX_C_SOURCE 200809L
#include "command.h"
#include "measure.h"
#include "report.h"
#include "sets.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
    "usage: mdbench [compare] [OPTIONS] [FILE|DIRECTORY]...\n"
    "Measures mdparse and its peers on each FILE, on the Markdown files of each DIRECTORY one by one, or,\n"
    "without an argument, on a corpus that it generates.\n"
    "  --join              take a directory's files, joined, as one text\n"
    "  --examples FILE     measure the examples of CommonMark's spec.txt, one by one\n"
    "  --gfm               with GitHub's extensions: tables, strikethrough, task list items, addresses as links;\n"
    "                      cmark-gfm in place of cmark\n"
    "  --only NAME,...     only these: parse, html, memory; mdparse, md4c, cmark, cmark-gfm\n"
    "  --runs N            at most N runs for each task (60)\n"
    "  --seconds S         at most about S seconds for each task of each row (3)\n"
    "  --json              write JSON in place of the table\n"
    "  --svg FILE          write a bar plot, too\n"
    "  --corpus DIRECTORY  write the generated corpus to files there, and measure nothing\n"
    "  -h, --help\n"
    "Other commands: mdbench threads --help, mdbench patterns --help, mdbench edits --help\n";

struct arguments {
    struct bench_plan plan;
    struct bench_sets sets;
    const char *svg;
    const char *corpus; /* where to write the generated corpus */
    bool json;
    bool join;
    enum bench_syntax syntax;
    char *only[16]; /* what is asked for by --only, which depends on the syntax */
    size_t only_count;
};

static bool write_corpus(const struct arguments *arguments)
{
    for (size_t i = 0; i < arguments->sets.count; i++) {
        const struct bench_set *set = &arguments->sets.items[i];
        for (size_t t = 0; t < set->count; t++) {
            char path[4096];
            if (set->count == 1)
                snprintf(path, sizeof path, "%s/%s.md", arguments->corpus, set->name);
            else
                snprintf(path, sizeof path, "%s/small-%03zu.md", arguments->corpus, t + 1);
            FILE *file = fopen(path, "wb");
            if (file == NULL)
                return bench_fail("cannot write ", path);
            size_t written = fwrite(set->texts[t].data, 1, set->texts[t].size, file);
            if (fclose(file) != 0 || written != set->texts[t].size)
                return bench_fail("cannot write ", path);
        }
    }
    return true;
}

/* ----------------------------------------------------------------------------------------------------- options */

static bool select_name(struct bench_plan *only, const char *name)
{
    static const char *const tasks[BENCH_TASK_COUNT] = {"parse", "html"};
    for (int i = 0; i < BENCH_TASK_COUNT; i++) {
        if (strcmp(name, tasks[i]) == 0)
            return only->task[i] = true;
    }
    if (strcmp(name, "memory") == 0)
        return only->memory = true;
    for (size_t i = 0; i < bench_engine_count(); i++) {
        if (strcmp(name, bench_engine(i)->name) == 0)
            return only->engine[i] = true;
    }
    return bench_fail("--only: unknown, or not in this build: ", name);
}

/* Adds the names of a comma list, which is cut up, to only. */
static bool select_names(struct bench_plan *only, char *names)
{
    char *rest = NULL;
    for (char *name = strtok_r(names, ",", &rest); name != NULL; name = strtok_r(NULL, ",", &rest)) {
        if (!select_name(only, name))
            return false;
    }
    return true;
}

/* What no --only speaks of is measured: all tasks where none is named, all engines where none is named. */
static void complete_plan(struct bench_plan *plan)
{
    if (!plan->task[BENCH_PARSE] && !plan->task[BENCH_HTML] && !plan->memory)
        plan->task[BENCH_PARSE] = plan->task[BENCH_HTML] = plan->memory = true;
    bool named = false;
    for (size_t i = 0; i < bench_engine_count(); i++)
        named = named || plan->engine[i];
    for (size_t i = 0; i < bench_engine_count() && !named; i++)
        plan->engine[i] = true;
}

enum option_id { JOIN = 256, EXAMPLES, GFM, ONLY, RUNS, SECONDS, JSON, SVG, CORPUS, HELP };

static const struct option options[] = {
    {"join", no_argument, NULL, JOIN},
    {"examples", required_argument, NULL, EXAMPLES},
    {"gfm", no_argument, NULL, GFM},
    {"only", required_argument, NULL, ONLY},
    {"runs", required_argument, NULL, RUNS},
    {"seconds", required_argument, NULL, SECONDS},
    {"json", no_argument, NULL, JSON},
    {"svg", required_argument, NULL, SVG},
    {"corpus", required_argument, NULL, CORPUS},
    {"help", no_argument, NULL, HELP},
    {NULL, 0, NULL, 0},
};

static bool take_option(struct arguments *arguments, int option)
{
    double number = 0;
    struct bench_set *set = NULL;
    switch (option) {
    case JOIN:
        arguments->join = true;
        return true;
    case EXAMPLES:
        set = bench_sets_next(&arguments->sets);
        return set != NULL && bench_set_read_examples(set, optarg);
    case GFM:
        arguments->syntax = BENCH_GFM;
        return true;
    case ONLY:
        if (arguments->only_count == sizeof arguments->only / sizeof *arguments->only)
            return bench_fail("--only: too often: ", optarg);
        arguments->only[arguments->only_count++] = optarg;
        return true;
    case RUNS:
        if (!bench_parse_number(optarg, 1, 1e6, &number))
            return false;
        arguments->plan.runs = (unsigned)number;
        return true;
    case SECONDS:
        return bench_parse_number(optarg, 0, 1e6, &arguments->plan.seconds);
    case JSON:
        arguments->json = true;
        return true;
    case SVG:
        arguments->svg = optarg;
        return true;
    case CORPUS:
        arguments->corpus = optarg;
        return true;
    default:
        return false;
    }
}

/* False on misuse, which it has said on standard error. */
static bool read_options(struct arguments *arguments, int count, char **values)
{
    for (int option; (option = getopt_long(count, values, "h", options, NULL)) != -1;) {
        if (option == 'h' || option == HELP) {
            fputs(usage, stdout);
            exit(0);
        }
        if (option == '?' || !take_option(arguments, option)) {
            fputs(usage, stderr);
            return false;
        }
    }
    return true;
}

/* Chooses among the engines, which are loaded. False on misuse. */
static bool choose(struct arguments *arguments)
{
    for (size_t i = 0; i < arguments->only_count; i++) {
        if (!select_names(&arguments->plan, arguments->only[i])) {
            fputs(usage, stderr);
            return false;
        }
    }
    complete_plan(&arguments->plan);
    return true;
}

/* ------------------------------------------------------------------------------------------------- the command */

static bool measure_all(const struct arguments *arguments, struct bench_result *results)
{
    bool progress = isatty(STDERR_FILENO) == 1;
    bool good = true;
    for (size_t i = 0; good && i < arguments->sets.count; i++) {
        if (progress)
            fprintf(stderr, "\r\033[K%zu/%zu %s", i + 1, arguments->sets.count, arguments->sets.items[i].name);
        good = bench_measure(&arguments->plan, &arguments->sets.items[i], &results[i]);
    }
    if (progress)
        fputs("\r\033[K", stderr);
    return good;
}

static bool write_reports(const struct arguments *arguments, const struct bench_report *report)
{
    if (arguments->json)
        bench_report_json(stdout, report);
    else
        bench_report_table(stdout, report);
    if (arguments->svg == NULL)
        return true;
    FILE *file = fopen(arguments->svg, "w");
    if (file == NULL)
        return bench_fail("cannot write ", arguments->svg);
    bench_report_svg(file, report);
    return fclose(file) == 0 || bench_fail("cannot write ", arguments->svg);
}

/* Measures what was asked for, on what is named by values[0, count). */
static bool compare(struct arguments *arguments, struct bench_result *results, int count, char **values)
{
    struct bench_report report = {
        .plan = &arguments->plan, .syntax = arguments->syntax, .results = results, .count = 0};
    if (!bench_sets_read(&arguments->sets, count, values, arguments->join))
        return false;
    if (arguments->corpus != NULL)
        return write_corpus(arguments);
    report.count = arguments->sets.count;
    return measure_all(arguments, results) && write_reports(arguments, &report);
}

int bench_compare(int count, char **values)
{
    struct arguments *arguments = calloc(1, sizeof *arguments);
    struct bench_result *results = calloc(BENCH_SETS_MAX, sizeof *results);
    if (arguments == NULL || results == NULL) {
        free(arguments);
        free(results);
        return bench_fail("out of memory", ""), 1;
    }
    arguments->plan = (struct bench_plan){.runs = 60, .seconds = 3};
    int status = 2;
    if (read_options(arguments, count, values)) {
        bool loaded = bench_engines_load(arguments->syntax);
        if (!loaded || choose(arguments))
            status = loaded && compare(arguments, results, count - optind, values + optind) ? 0 : 1;
    }
    bench_sets_free(&arguments->sets);
    free(arguments);
    free(results);
    return status;
}
