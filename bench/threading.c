/* threading.c: see threading.h. */
#define _GNU_SOURCE /* sched_getaffinity */
#include "threading.h"

#include "command.h"
#include "report.h"

#include <getopt.h>
#include <mdparse.h>
#include <sched.h>
#include <stdlib.h>

unsigned bench_processors(void)
{
    cpu_set_t usable;
    if (sched_getaffinity(0, sizeof usable, &usable) != 0)
        return 1;
    return (unsigned)CPU_COUNT(&usable);
}

static void set_steps(struct bench_threading *threading, unsigned most)
{
    threading->step_count = 0;
    for (unsigned step = 1; step < most; step *= 2)
        threading->steps[threading->step_count++] = step;
    threading->steps[threading->step_count++] = most;
}

enum option_id { THREADS = 256, SECONDS, RATE, JSON, SVG };

static const struct option options[] = {
    {"threads", required_argument, NULL, THREADS},
    {"seconds", required_argument, NULL, SECONDS},
    {"rate", required_argument, NULL, RATE},
    {"json", no_argument, NULL, JSON},
    {"svg", required_argument, NULL, SVG},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static bool take_option(struct bench_threading *threading, int option)
{
    double number = 0;
    switch (option) {
    case THREADS:
        if (!bench_parse_number(optarg, 1, BENCH_THREADS_MAX, &number))
            return false;
        set_steps(threading, (unsigned)number);
        return true;
    case SECONDS:
        return bench_parse_number(optarg, 0, 1e6, &threading->seconds);
    case RATE:
        return bench_parse_number(optarg, 0, 1e6, &threading->rate);
    case JSON:
        return threading->json = true;
    case SVG:
        threading->svg = optarg;
        return true;
    default:
        return false;
    }
}

bool bench_threading_read(struct bench_threading *threading, const char *usage, int count, char **values)
{
    unsigned processors = bench_processors();
    set_steps(threading, processors < BENCH_THREADS_MAX ? processors : BENCH_THREADS_MAX);
    for (int option; (option = getopt_long(count, values, "h", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(usage, stdout);
            exit(0);
        }
        if (!take_option(threading, option)) {
            fputs(usage, stderr);
            return false;
        }
    }
    return true;
}

void bench_threading_head(FILE *file, const struct bench_threading *threading, const char *command)
{
    char processor[128];
    bench_processor(processor, sizeof processor);
    if (threading->json) {
        fprintf(file, "{\"command\": \"%s\", \"version\": \"%s\", \"compiler\": ", command, MDP_VERSION);
        bench_json_string(file, bench_compiler());
        fprintf(file, ", \"processor\": ");
        bench_json_string(file, processor);
        fprintf(file, ", \"processors\": %u", bench_processors());
    } else {
        fprintf(file, "mdbench %s %s, %s, %s, %u processors\n", MDP_VERSION, command, bench_compiler(), processor,
                bench_processors());
    }
}

bool bench_threading_plot(const struct bench_threading *threading, const struct bench_panel *panels, size_t count)
{
    if (threading->svg == NULL)
        return true;
    FILE *file = fopen(threading->svg, "w");
    if (file == NULL)
        return bench_fail("cannot write ", threading->svg);
    bench_lines_svg(file, threading->steps, threading->step_count, panels, count);
    return fclose(file) == 0 || bench_fail("cannot write ", threading->svg);
}
