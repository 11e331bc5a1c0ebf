/* threads.c: the command `mdbench threads`: how the library gets faster with threads, and what being ready for them
 * costs where there is one. Start at bench_threads; what is measured is in scaling.h and readiness.h. */
#include "command.h"
#include "readiness.h"
#include "report.h"
#include "scaling.h"
#include "sets.h"

#include <getopt.h>
#include <stdlib.h>

static const char usage[] =
    "usage: mdbench threads [OPTIONS] [FILE|DIRECTORY]...\n"
    "Measures this library and its peers on 1, 2, 4 ... threads: on many documents, which are the files and the\n"
    "Markdown files of the directories, and on one document, which is all of them joined. Without an argument, on\n"
    "documents that it generates. Beside them, as a control, work that touches no memory: what the processors give.\n"
    "  --threads N   up to so many threads (as many as there are processors)\n"
    "  --seconds S   for about so long, but each measurement 5 times at least (20)\n"
    "  --json        write JSON in place of the tables\n"
    "  --svg FILE    write a plot, too\n"
    "  -h, --help\n";

#define ONE_SIZE ((size_t)4 << 20)

/* So many that waking the threads is little beside them. */
#define MANY_COUNT 2048

struct texts {
    struct bench_set many;
    struct bench_set one;
};

/* ----------------------------------------------------------------------------------------------------------- texts */

/* Moves all texts of `from` to `to`. */
static bool move_texts(struct bench_set *to, struct bench_set *from)
{
    bool good = true;
    size_t count = from->count;
    from->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (good)
            good = bench_set_add(to, from->texts[i].data, from->texts[i].size);
        else
            free(from->texts[i].data);
    }
    bench_set_free(from);
    return good || bench_fail("out of memory", "");
}

static bool read_texts(struct texts *texts, int count, char **paths)
{
    for (int i = 0; i < count; i++) {
        struct bench_set set = {.count = 0};
        if (!bench_set_read(&set, paths[i], false) || !move_texts(&texts->many, &set))
            return false;
    }
    size_t size = 0;
    char *joined = bench_set_join(&texts->many, &size);
    return (joined != NULL && bench_set_add(&texts->one, joined, size)) || bench_fail("out of memory", "");
}

static bool generate_texts(struct texts *texts)
{
    return (bench_set_generate_small(&texts->many, MANY_COUNT) &&
            bench_set_generate(&texts->one, BENCH_SECTION_MIXED, ONE_SIZE, 0)) ||
           bench_fail("out of memory", "");
}

/* ---------------------------------------------------------------------------------------------------------- tables */

static void write_speed(FILE *file, const struct bench_job *job, const struct bench_step *at)
{
    fprintf(file, "%-40s %8.3f", job->name, at->median / 1e6);
    if (job->set == NULL)
        fprintf(file, "  %19s", "no source");
    else
        fprintf(file, "  %5.0f (%4.0f - %4.0f)", bench_speed(job->set, at->median), bench_speed(job->set, at->upper),
                bench_speed(job->set, at->lower));
}

static void write_one_thread(FILE *file, const struct bench_scaling *scaling)
{
    fprintf(file, "\n%-40s %8s  %19s %8s %6s %7s\n", "ON 1 THREAD", "ms", "MB/s (quartiles)", "KB", "tasks", "serial");
    for (size_t i = 0; i < scaling->job_count; i++) {
        const struct bench_job *job = &scaling->jobs[i];
        write_speed(file, job, &job->steps[0]);
        if (job->set == NULL)
            fprintf(file, " %8s %6zu", "-", scaling->tasks);
        else
            fprintf(file, " %8.0f %6zu", (double)job->set->bytes / 1e3, job->set->count);
        if (job->serial == 0)
            fprintf(file, " %7s\n", "-");
        else
            fprintf(file, " %6.1f%%\n", 100 * job->serial);
    }
}

static void write_step(FILE *file, const struct bench_scaling *scaling, size_t step, unsigned threads)
{
    char title[64];
    snprintf(title, sizeof title, "ON %u THREADS, %zu quiet runs", threads, scaling->quiet_runs[step]);
    fprintf(file, "\n%-40s %8s  %19s %9s %11s %11s %6s %6s\n", title, "ms", "MB/s (quartiles)", "speed-up",
            "efficiency", "of control", "quiet", "work");
    for (size_t i = 0; i < scaling->job_count; i++) {
        const struct bench_job *job = &scaling->jobs[i];
        const struct bench_step *at = &job->steps[step];
        write_speed(file, job, at);
        fprintf(file, " %9.2f %10.0f%% %10.1f%%", at->speed_up, 100 * at->speed_up / threads, 100 * at->of_control);
        if (at->quiet == 0)
            fprintf(file, " %6s", "-");
        else
            fprintf(file, " %6.2f", at->quiet);
        fprintf(file, " %6.2f\n", at->work);
    }
}

static void write_scaling(FILE *file, const struct bench_threading *threading, const struct bench_scaling *scaling)
{
    write_one_thread(file, scaling);
    for (size_t step = 1; step < threading->step_count; step++)
        write_step(file, scaling, step, threading->steps[step]);
    fprintf(
        file,
        "\nMedians of %zu runs, in turns. control: work that touches no memory, so that its speed-up is what the\n"
        "processors give. of control: the speed-up divided by the control's in the same run. quiet: the speed-up in\n"
        "those runs only in which the control's was the number of threads, within %g %%; there must be %d of them.\n"
        "work: how many times the processor time of one thread. serial: the part of the work that did not get\n"
        "faster (Amdahl's law), on the most threads that have a processor each.\n",
        scaling->runs, 100 * BENCH_QUIET, BENCH_QUIET_RUNS_MIN);
}

static void write_readiness(FILE *file, const struct bench_threading *threading,
                            const struct bench_readiness *readiness, size_t documents)
{
    fprintf(file, "\nBEING READY FOR THREADS%44s\n", "ns");
    for (int i = 0; i < BENCH_COST_COUNT; i++) {
        bool all = i == BENCH_PARSE_PLAIN || i == BENCH_PARSE_EXECUTOR;
        fprintf(file, "%-57s %9.1f", bench_cost_name((enum bench_cost)i),
                readiness->nanoseconds[i] / (all ? (double)documents : 1));
        if (i == BENCH_PARSE_EXECUTOR)
            fprintf(file, "   %.3f times that without", readiness->ratio);
        if (i == BENCH_HIT)
            fprintf(file, "   %zu bytes", readiness->hit_size);
        fprintf(file, "\n");
    }
    const struct bench_footprint *footprint = &readiness->footprint;
    double text = (double)footprint->text;
    fprintf(file, "\nMEMORY of one document, bytes for each of its %zu bytes of source\n", footprint->text);
    fprintf(file, "%-57s %9.2f\n", "the document, its copy of the text included", (double)footprint->document / text);
    fprintf(file, "%-57s %9.2f\n", "scratch at the peak of the parse", (double)footprint->scratch / text);
    for (size_t step = 1; step < threading->step_count; step++)
        fprintf(file, "  on %4u threads %50.2f\n", threading->steps[step], (double)footprint->spread[step] / text);
    fprintf(file, "%-57s %9.2f\n", "a second reference, a slot with it and a load from that",
            (double)footprint->shared / text);
}

/* ------------------------------------------------------------------------------------------------------------ JSON */

static void write_json_step(FILE *file, const struct bench_step *at, unsigned threads, size_t quiet_runs)
{
    fprintf(file, "{\"threads\": %u, \"ns\": %.0f, \"ns_lower\": %.0f, \"ns_upper\": %.0f, ", threads, at->median,
            at->lower, at->upper);
    fprintf(file, "\"speed_up\": %.4f, \"efficiency\": %.4f, \"of_control\": %.4f, \"work\": %.4f, ", at->speed_up,
            at->speed_up / threads, at->of_control, at->work);
    fprintf(file, "\"quiet_runs\": %zu", quiet_runs);
    if (at->quiet > 0)
        fprintf(file, ", \"quiet_speed_up\": %.4f", at->quiet);
    fprintf(file, "}");
}

static void write_json(FILE *file, const struct bench_threading *threading, const struct bench_scaling *scaling,
                       const struct bench_readiness *readiness)
{
    fprintf(file, ",\n \"runs\": %zu, \"jobs\": [", scaling->runs);
    for (size_t i = 0; i < scaling->job_count; i++) {
        const struct bench_job *job = &scaling->jobs[i];
        fprintf(file, "%s\n  {\"name\": ", i > 0 ? "," : "");
        bench_json_string(file, job->name);
        if (job->set == NULL)
            fprintf(file, ", \"control\": true, \"tasks\": %zu", scaling->tasks);
        else
            fprintf(file, ", \"control\": false, \"texts\": %zu, \"bytes\": %zu", job->set->count, job->set->bytes);
        fprintf(file, ", \"serial\": %.4f, \"steps\": [", job->serial);
        for (size_t step = 0; step < threading->step_count; step++) {
            fprintf(file, "%s\n    ", step > 0 ? "," : "");
            write_json_step(file, &job->steps[step], threading->steps[step], scaling->quiet_runs[step]);
        }
        fprintf(file, "]}");
    }
    fprintf(file, "],\n \"one_thread\": {");
    for (int i = 0; i < BENCH_COST_COUNT; i++) {
        bench_json_string(file, bench_cost_name((enum bench_cost)i));
        fprintf(file, ": %.1f, ", readiness->nanoseconds[i]);
    }
    const struct bench_footprint *footprint = &readiness->footprint;
    fprintf(file, "\"executor_to_none\": %.4f},\n \"memory\": {\"text\": %zu, \"document\": %zu, \"shared\": %zu, ",
            readiness->ratio, footprint->text, footprint->document, footprint->shared);
    fprintf(file, "\"scratch\": [");
    for (size_t step = 0; step < threading->step_count; step++)
        fprintf(file, "%s%zu", step > 0 ? ", " : "", footprint->spread[step]);
    fprintf(file, "]}}\n");
}

/* -------------------------------------------------------------------------------------------------------- the plot */

/* The control and the ideal are the last lines, so that a job has the same colour in both panels. */
static bool plot(const struct bench_threading *threading, const struct bench_scaling *scaling)
{
    static const char *const ideal = "as many times as threads";
    double speeds[BENCH_JOBS_MAX][BENCH_STEPS_MAX], ups[BENCH_JOBS_MAX + 1][BENCH_STEPS_MAX];
    struct bench_line speed_lines[BENCH_JOBS_MAX], up_lines[BENCH_JOBS_MAX + 1];
    size_t parsing = scaling->job_count - 1;
    for (size_t i = 0; i < scaling->job_count; i++) {
        const struct bench_job *job = &scaling->jobs[(i + 1) % scaling->job_count];
        for (size_t step = 0; step < threading->step_count; step++) {
            speeds[i][step] = i < parsing ? bench_speed(job->set, job->steps[step].median) : 0;
            ups[i][step] = job->steps[step].speed_up;
        }
        speed_lines[i] = (struct bench_line){job->name, speeds[i]};
        up_lines[i] = (struct bench_line){job->name, ups[i]};
    }
    for (size_t step = 0; step < threading->step_count; step++)
        ups[scaling->job_count][step] = threading->steps[step];
    up_lines[scaling->job_count] = (struct bench_line){ideal, ups[scaling->job_count]};
    const struct bench_panel panels[] = {{"Speed, MB/s of source", speed_lines, parsing},
                                         {"Speed-up", up_lines, scaling->job_count + 1}};
    return bench_threading_plot(threading, panels, 2);
}

/* ----------------------------------------------------------------------------------------------------- the command */

static bool measure(const struct bench_threading *threading, const struct texts *texts)
{
    struct bench_scaling scaling;
    struct bench_readiness readiness;
    if (!bench_engines_load(BENCH_COMMONMARK) ||
        !bench_scaling_measure(threading, &texts->many, &texts->one, threading->seconds * 0.8, &scaling) ||
        !bench_readiness_measure(threading, &texts->many, &texts->one, threading->seconds * 0.2, &readiness))
        return false;
    bench_threading_head(stdout, threading, "threads");
    if (threading->json) {
        write_json(stdout, threading, &scaling, &readiness);
    } else {
        write_scaling(stdout, threading, &scaling);
        write_readiness(stdout, threading, &readiness, texts->many.count);
    }
    return plot(threading, &scaling);
}

int bench_threads(int count, char **values)
{
    struct bench_threading threading = {.seconds = 20};
    if (!bench_threading_read(&threading, usage, count, values))
        return 2;
    struct texts texts = {.many = {.count = 0}};
    bool good = optind < count ? read_texts(&texts, count - optind, values + optind) : generate_texts(&texts);
    good = good && measure(&threading, &texts);
    bench_set_free(&texts.many);
    bench_set_free(&texts.one);
    return good ? 0 : 1;
}
