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
    "documents that it generates.\n"
    "  --threads N   up to so many threads (as many as there are processors)\n"
    "  --seconds S   for about so long, but each measurement 5 times at least (20)\n"
    "  --json        write JSON in place of the tables\n"
    "  --svg FILE    write a plot, too\n"
    "  -h, --help\n";

#define ONE_SIZE ((size_t)4 << 20)

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
    return (bench_set_generate_small(&texts->many) &&
            bench_set_generate(&texts->one, BENCH_SECTION_MIXED, ONE_SIZE, 0)) ||
           bench_fail("out of memory", "");
}

/* ---------------------------------------------------------------------------------------------------------- tables */

static void write_scaling(FILE *file, const struct bench_threading *threading, const struct bench_scaling *scaling)
{
    fprintf(file, "\n%-44s %8s %6s", "MB/s (quartiles), speed-up, efficiency, work", "KB", "texts");
    for (size_t step = 0; step < threading->step_count; step++)
        fprintf(file, "  %27u %s", threading->steps[step], step == 0 ? "thread " : "threads");
    fprintf(file, "  serial\n");
    for (size_t i = 0; i < scaling->job_count; i++) {
        const struct bench_job *job = &scaling->jobs[i];
        fprintf(file, "%-44s %8.0f %6zu", job->name, (double)job->set->bytes / 1e3, job->set->count);
        for (size_t step = 0; step < threading->step_count; step++) {
            const struct bench_step *at = &job->steps[step];
            fprintf(file, "  %6.0f (%4.0f - %4.0f) %5.2f %3.0f%% %5.2f", bench_speed(job->set, at->median),
                    bench_speed(job->set, at->upper), bench_speed(job->set, at->lower), at->speed_up,
                    100 * at->speed_up / threading->steps[step], at->work);
        }
        fprintf(file, job->serial != 0 ? "  %5.1f%%\n" : "       -\n", 100 * job->serial);
    }
    fprintf(file,
            "Medians of %zu runs, in turns. work: how many times the processor time of one thread. serial: the part of "
            "the\n"
            "work that did not get faster (Amdahl's law), on the most threads that have a processor each.\n",
            scaling->runs);
}

static void write_readiness(FILE *file, const struct bench_threading *threading,
                            const struct bench_readiness *readiness, size_t documents)
{
    fprintf(file, "\nON ONE THREAD%54s\n", "ns");
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

static void write_json(FILE *file, const struct bench_threading *threading, const struct bench_scaling *scaling,
                       const struct bench_readiness *readiness)
{
    fprintf(file, ",\n \"runs\": %zu, \"jobs\": [", scaling->runs);
    for (size_t i = 0; i < scaling->job_count; i++) {
        const struct bench_job *job = &scaling->jobs[i];
        fprintf(file, "%s\n  {\"name\": ", i > 0 ? "," : "");
        bench_json_string(file, job->name);
        fprintf(file, ", \"texts\": %zu, \"bytes\": %zu, \"serial\": %.4f, \"steps\": [", job->set->count,
                job->set->bytes, job->serial);
        for (size_t step = 0; step < threading->step_count; step++) {
            const struct bench_step *at = &job->steps[step];
            fprintf(file,
                    "%s\n    {\"threads\": %u, \"ns\": %.0f, \"ns_lower\": %.0f, \"ns_upper\": %.0f, \"speed_up\": "
                    "%.4f, \"efficiency\": %.4f, \"work\": %.4f}",
                    step > 0 ? "," : "", threading->steps[step], at->median, at->lower, at->upper, at->speed_up,
                    at->speed_up / threading->steps[step], at->work);
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

static bool plot(const struct bench_threading *threading, const struct bench_scaling *scaling)
{
    static double speeds[BENCH_JOBS_MAX][BENCH_STEPS_MAX], ups[BENCH_JOBS_MAX + 1][BENCH_STEPS_MAX];
    struct bench_line speed_lines[BENCH_JOBS_MAX], up_lines[BENCH_JOBS_MAX + 1];
    for (size_t i = 0; i < scaling->job_count; i++) {
        const struct bench_job *job = &scaling->jobs[i];
        for (size_t step = 0; step < threading->step_count; step++) {
            speeds[i][step] = bench_speed(job->set, job->steps[step].median);
            ups[i][step] = job->steps[step].speed_up;
        }
        speed_lines[i] = (struct bench_line){job->name, speeds[i]};
        up_lines[i] = (struct bench_line){job->name, ups[i]};
    }
    for (size_t step = 0; step < threading->step_count; step++)
        ups[scaling->job_count][step] = threading->steps[step];
    up_lines[scaling->job_count] = (struct bench_line){"as many times as threads", ups[scaling->job_count]};
    const struct bench_panel panels[] = {{"Speed, MB/s of source", speed_lines, scaling->job_count},
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
