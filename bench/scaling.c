/* scaling.c: see scaling.h.
 *
 * Each number of threads has a pool of its own, which sleeps while others have their turn; jobs and numbers of threads
 * all take turns with each other, and a speed-up is formed within a run, before the median is taken. */
#include "scaling.h"

#include "command.h"
#include "statistics.h"
#include "turns.h"

#include <mdparse.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define RUNS_MAX  200
#define TURNS_MAX ((size_t)BENCH_JOBS_MAX * BENCH_STEPS_MAX)

/* One job on one number of threads. */
struct shift {
    const struct bench_job *job;
    mdp_executor executor;
    mdp_input *inputs; /* of the batch */
    const mdp_document **documents;
    atomic_bool failed;
};

/* ------------------------------------------------------------------------------------------------------------ jobs */

static bool succeeded(struct shift *shift)
{
    return !atomic_load(&shift->failed) || bench_fail("failed: ", shift->job->name);
}

static void parse_own(void *argument, size_t index)
{
    struct shift *shift = argument;
    if (!shift->job->engine->parse(shift->job->set->texts[index]))
        atomic_store(&shift->failed, true);
}

static bool pass_own(void *context)
{
    struct shift *shift = context;
    shift->executor.run(shift->executor.context, shift->job->set->count, parse_own, shift);
    return succeeded(shift);
}

static void release(void *argument, size_t index)
{
    struct shift *shift = argument;
    mdp_document_release(shift->documents[index]);
}

static bool pass_batch(void *context)
{
    struct shift *shift = context;
    size_t count = shift->job->set->count;
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = shift->executor;
    if (mdp_parse_batch(shift->inputs, count, &options, shift->documents) != MDP_OK)
        atomic_store(&shift->failed, true);
    shift->executor.run(shift->executor.context, count, release, shift);
    return succeeded(shift);
}

static bool pass_one(void *context)
{
    struct shift *shift = context;
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = shift->executor;
    const mdp_document *document = NULL;
    const struct bench_text *text = &shift->job->set->texts[0];
    if (mdp_parse(text->data, text->size, &options, &document) != MDP_OK)
        atomic_store(&shift->failed, true);
    mdp_document_release(document);
    return succeeded(shift);
}

static void list_jobs(struct bench_scaling *scaling, const struct bench_set *many, const struct bench_set *one)
{
    scaling->jobs[0] = (struct bench_job){.name = "many documents, one mdp_parse_batch", .set = many};
    scaling->jobs[1] = (struct bench_job){.name = "one document, one mdp_parse", .set = one};
    scaling->job_count = 2;
    for (size_t i = 0; i < bench_engine_count(); i++) {
        struct bench_job *job = &scaling->jobs[scaling->job_count++];
        *job = (struct bench_job){.set = many, .engine = bench_engine(i)};
        snprintf(job->name, sizeof job->name, "many documents, each by itself: %s", job->engine->name);
    }
}

static struct bench_turn turn_of(struct bench_scaling *scaling, size_t job, struct shift *shift, double *times)
{
    bool (*const pass[])(void *) = {pass_batch, pass_one, pass_own};
    shift->job = &scaling->jobs[job];
    return (struct bench_turn){
        .pass = pass[job < 2 ? job : 2], .context = shift, .times = times, .works = times + TURNS_MAX * RUNS_MAX};
}

/* ------------------------------------------------------------------------------------------------------ statistics */

/* The median of a[run] / b[run]. */
static double median_ratio(const double *a, const double *b, size_t runs)
{
    double ratios[RUNS_MAX];
    for (size_t run = 0; run < runs; run++)
        ratios[run] = a[run] / b[run];
    bench_sort(ratios, runs);
    return bench_quantile(ratios, runs, 0.5);
}

/* Of the turns of a job, one for each number of threads; sorts their times, the first last, as all others are compared
 * with it. */
static void summarise(struct bench_job *job, struct bench_turn *turns, size_t steps, size_t runs)
{
    for (size_t step = steps; step-- > 0;) {
        double *times = turns[step].times;
        job->steps[step].speed_up = median_ratio(turns[0].times, times, runs);
        job->steps[step].work = median_ratio(turns[step].works, turns[0].works, runs);
        bench_sort(times, runs);
        job->steps[step].median = bench_quantile(times, runs, 0.5);
        job->steps[step].lower = bench_quantile(times, runs, 0.25);
        job->steps[step].upper = bench_quantile(times, runs, 0.75);
    }
}

/* By Amdahl's law a job of which the part s is serial takes s + (1 - s)/n of its time on n threads; solved for s, on
 * the most threads that have a processor each. (Karp and Flatt, Measuring parallel processor performance, 1990.) */
static void find_serial_part(struct bench_job *job, const struct bench_threading *threading)
{
    unsigned processors = bench_processors();
    for (size_t step = 1; step < threading->step_count && threading->steps[step] <= processors; step++) {
        double each = 1.0 / threading->steps[step];
        job->serial = (1 / job->steps[step].speed_up - each) / (1 - each);
    }
}

/* ------------------------------------------------------------------------------------------------------- measuring */

static bool make_pools(const struct bench_threading *threading, mdp_pool **pools)
{
    for (size_t step = 0; step < threading->step_count; step++) {
        mdp_status status = mdp_pool_create(threading->steps[step], &pools[step]);
        if (status != MDP_OK)
            return bench_fail(mdp_status_message(status), "");
    }
    return true;
}

/* What all shifts of the batch share; they come one after the other. */
static bool make_batch(const struct bench_set *many, mdp_input **inputs, const mdp_document ***documents)
{
    *inputs = calloc(many->count, sizeof **inputs);
    *documents = calloc(many->count, sizeof **documents);
    if (*inputs == NULL || *documents == NULL)
        return bench_fail("out of memory", "");
    for (size_t i = 0; i < many->count; i++)
        (*inputs)[i] = (mdp_input){.text = many->texts[i].data, .size = many->texts[i].size};
    return true;
}

static bool take_shifts(const struct bench_threading *threading, mdp_pool **pools, mdp_input *inputs,
                        const mdp_document **documents, double seconds, struct bench_scaling *scaling)
{
    struct shift shifts[TURNS_MAX];
    struct bench_turn turns[TURNS_MAX];
    double *times = malloc(2 * TURNS_MAX * RUNS_MAX * sizeof *times); /* and works */
    if (times == NULL)
        return bench_fail("out of memory", "");
    size_t count = 0;
    for (size_t job = 0; job < scaling->job_count; job++) {
        for (size_t step = 0; step < threading->step_count; step++, count++) {
            shifts[count] =
                (struct shift){.executor = mdp_pool_executor(pools[step]), .inputs = inputs, .documents = documents};
            turns[count] = turn_of(scaling, job, &shifts[count], times + count * RUNS_MAX);
        }
    }
    scaling->runs = bench_take_turns(turns, count, RUNS_MAX, seconds);
    for (size_t job = 0; job < scaling->job_count && scaling->runs > 0; job++) {
        summarise(&scaling->jobs[job], &turns[job * threading->step_count], threading->step_count, scaling->runs);
        find_serial_part(&scaling->jobs[job], threading);
    }
    free(times);
    return scaling->runs > 0;
}

bool bench_scaling_measure(const struct bench_threading *threading, const struct bench_set *many,
                           const struct bench_set *one, double seconds, struct bench_scaling *scaling)
{
    mdp_pool *pools[BENCH_STEPS_MAX] = {NULL};
    mdp_input *inputs = NULL;
    const mdp_document **documents = NULL;
    *scaling = (struct bench_scaling){.runs = 0};
    list_jobs(scaling, many, one);
    bool good = make_pools(threading, pools) && make_batch(many, &inputs, &documents) &&
                take_shifts(threading, pools, inputs, documents, seconds, scaling);
    for (size_t step = 0; step < threading->step_count; step++)
        mdp_pool_destroy(pools[step]);
    free(inputs);
    free(documents);
    return good;
}
