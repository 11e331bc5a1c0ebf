/* scaling.c: see scaling.h.
 *
 * Each number of threads has a pool of its own, which sleeps while others have their turn; jobs and numbers of threads
 * all take turns with each other, and a speed-up is formed within a run, and divided by the control's there, before the
 * median is taken. */
#include "scaling.h"

#include "command.h"
#include "control.h"
#include "statistics.h"
#include "turns.h"

#include <math.h>
#include <mdparse.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define RUNS_MAX         1000
#define TURNS_MAX        ((size_t)BENCH_JOBS_MAX * BENCH_STEPS_MAX)
#define TRIAL_NS         0.5e9 /* of the batch, to size the control: slow moments at the start were over by then */
#define TASKS_PER_THREAD 16    /* of the control at least, so that no thread waits long for another's last task */

/* The jobs that are listed first; behind them each document by itself, of each engine. */
enum { CONTROL, BATCH, ONE, KEPT, OWN };

/* What shifts share, as they come one after the other. */
struct shared {
    mdp_pool *pools[BENCH_STEPS_MAX];
    mdp_recycler *recyclers[BENCH_STEPS_MAX]; /* one for each, since parses on other threads need other blocks */
    mdp_input *inputs;                        /* of the batch */
    const mdp_document **documents;
    struct bench_control control;
};

/* One job on one number of threads. */
struct shift {
    const struct bench_job *job;
    const struct shared *shared;
    mdp_executor executor;
    mdp_allocator allocator; /* of one document */
    atomic_bool failed;
};

/* ------------------------------------------------------------------------------------------------------------ jobs */

static bool succeeded(struct shift *shift)
{
    return !atomic_load(&shift->failed) || bench_fail("failed: ", shift->job->name);
}

static void run_control(void *argument, size_t index)
{
    struct shift *shift = argument;
    if (!bench_control_run(&shift->shared->control, index))
        atomic_store(&shift->failed, true);
}

static bool pass_control(void *context)
{
    struct shift *shift = context;
    shift->executor.run(shift->executor.context, shift->shared->control.tasks, run_control, shift);
    return succeeded(shift);
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

static bool pass_batch(void *context)
{
    struct shift *shift = context;
    size_t count = shift->job->set->count;
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = shift->executor;
    if (mdp_parse_batch(shift->shared->inputs, count, &options, shift->shared->documents) != MDP_OK)
        atomic_store(&shift->failed, true);
    return succeeded(shift);
}

static void release_batch(void *context)
{
    struct shift *shift = context;
    for (size_t i = 0; i < shift->job->set->count; i++)
        mdp_document_release(shift->shared->documents[i]);
}

static bool pass_one(void *context)
{
    struct shift *shift = context;
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = shift->executor;
    options.allocator = shift->allocator;
    const mdp_document *document = NULL;
    const struct bench_text *text = &shift->job->set->texts[0];
    if (mdp_parse(text->data, text->size, &options, &document) != MDP_OK)
        atomic_store(&shift->failed, true);
    mdp_document_release(document);
    return succeeded(shift);
}

static void list_jobs(struct bench_scaling *scaling, const struct bench_set *many, const struct bench_set *one)
{
    scaling->jobs[CONTROL] = (struct bench_job){.name = "control: arithmetic in registers"};
    scaling->jobs[BATCH] = (struct bench_job){.name = "many documents, one mdp_parse_batch", .set = many};
    scaling->jobs[ONE] = (struct bench_job){.name = "one document, one mdp_parse", .set = one};
    scaling->jobs[KEPT] = (struct bench_job){.name = "one document, memory kept", .set = one};
    scaling->job_count = OWN;
    for (size_t i = 0; i < bench_engine_count(); i++) {
        struct bench_job *job = &scaling->jobs[scaling->job_count++];
        *job = (struct bench_job){.set = many, .engine = bench_engine(i)};
        snprintf(job->name, sizeof job->name, "many documents, each by itself: %s", job->engine->name);
    }
}

static struct shift shift_of(const struct bench_scaling *scaling, size_t job, const struct shared *shared, size_t step)
{
    return (struct shift){.job = &scaling->jobs[job],
                          .shared = shared,
                          .executor = mdp_pool_executor(shared->pools[step]),
                          .allocator = mdp_recycler_allocator(job == KEPT ? shared->recyclers[step] : NULL)};
}

static struct bench_turn turn_of(size_t job, struct shift *shift, double *times)
{
    bool (*const pass[])(void *) = {pass_control, pass_batch, pass_one, pass_one, pass_own};
    return (struct bench_turn){.pass = pass[job < OWN ? job : OWN],
                               .tidy = job == BATCH ? release_batch : NULL,
                               .context = shift,
                               .times = times,
                               .works = times + TURNS_MAX * RUNS_MAX};
}

/* ------------------------------------------------------------------------------------------------------ statistics */

/* Sorts the values. */
static double median(double *values, size_t count)
{
    bench_sort(values, count);
    return bench_quantile(values, count, 0.5);
}

/* How many times as fast as one thread a job was in a run; of its turns, one for each number of threads. */
static double speed_up(const struct bench_turn *turns, size_t step, size_t run)
{
    return turns[0].times[run] / turns[step].times[run];
}

/* Of a job's turns and those of the control. Returns how many runs were quiet. */
static size_t compare_with_control(struct bench_step *at, const struct bench_turn *turns,
                                   const struct bench_turn *control, size_t step, unsigned threads, size_t runs)
{
    double ratios[RUNS_MAX], quiet[RUNS_MAX];
    size_t quiet_runs = 0;
    for (size_t run = 0; run < runs; run++) {
        double given = speed_up(control, step, run);
        ratios[run] = speed_up(turns, step, run) / given;
        if (fabs(given / threads - 1) <= BENCH_QUIET)
            quiet[quiet_runs++] = speed_up(turns, step, run);
    }
    at->of_control = median(ratios, runs);
    at->quiet = quiet_runs >= BENCH_QUIET_RUNS_MIN ? median(quiet, quiet_runs) : 0;
    return quiet_runs;
}

static void summarise(struct bench_step *at, const struct bench_turn *turns, size_t step, size_t runs)
{
    double times[RUNS_MAX], ups[RUNS_MAX], works[RUNS_MAX];
    for (size_t run = 0; run < runs; run++) {
        times[run] = turns[step].times[run];
        ups[run] = speed_up(turns, step, run);
        works[run] = turns[step].works[run] / turns[0].works[run];
    }
    at->median = median(times, runs);
    at->lower = bench_quantile(times, runs, 0.25);
    at->upper = bench_quantile(times, runs, 0.75);
    at->speed_up = median(ups, runs);
    at->work = median(works, runs);
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

static bool make_pools(const struct bench_threading *threading, struct shared *shared)
{
    for (size_t step = 0; step < threading->step_count; step++) {
        mdp_status status = mdp_pool_create(threading->steps[step], &shared->pools[step]);
        if (status == MDP_OK)
            status = mdp_recycler_create(SIZE_MAX, &shared->recyclers[step]);
        if (status != MDP_OK)
            return bench_fail(mdp_status_message(status), "");
    }
    return true;
}

static bool make_batch(const struct bench_set *many, struct shared *shared)
{
    shared->inputs = calloc(many->count, sizeof *shared->inputs);
    shared->documents = calloc(many->count, sizeof *shared->documents);
    if (shared->inputs == NULL || shared->documents == NULL)
        return bench_fail("out of memory", "");
    for (size_t i = 0; i < many->count; i++)
        shared->inputs[i] = (mdp_input){.text = many->texts[i].data, .size = many->texts[i].size};
    return true;
}

/* As many tasks as the batch has, and as much work as its fastest pass on one thread. */
static bool make_control(const struct bench_threading *threading, struct shared *shared, struct bench_scaling *scaling)
{
    struct shift batch = shift_of(scaling, BATCH, shared, 0);
    double fastest = HUGE_VAL, end = bench_now() + TRIAL_NS;
    for (double begin = bench_now(), now = 0; now < end; begin = now) {
        if (!pass_batch(&batch))
            return false;
        fastest = fmin(fastest, bench_now() - begin);
        release_batch(&batch);
        now = bench_now();
    }
    size_t least = (size_t)TASKS_PER_THREAD * threading->steps[threading->step_count - 1];
    size_t texts = batch.job->set->count;
    scaling->tasks = texts > least ? texts : least;
    return bench_control_create(&shared->control, scaling->tasks, fastest);
}

static bool take_shifts(const struct bench_threading *threading, const struct shared *shared, double seconds,
                        struct bench_scaling *scaling)
{
    struct shift shifts[TURNS_MAX];
    struct bench_turn turns[TURNS_MAX];
    double *times = malloc(2 * TURNS_MAX * RUNS_MAX * sizeof *times); /* and works */
    if (times == NULL)
        return bench_fail("out of memory", "");
    size_t count = 0, steps = threading->step_count;
    for (size_t job = 0; job < scaling->job_count; job++) {
        for (size_t step = 0; step < steps; step++, count++) {
            shifts[count] = shift_of(scaling, job, shared, step);
            turns[count] = turn_of(job, &shifts[count], times + count * RUNS_MAX);
        }
    }
    scaling->runs = bench_take_turns(turns, count, RUNS_MAX, seconds);
    for (size_t i = 0; i < count && scaling->runs > 0; i++) {
        struct bench_job *job = &scaling->jobs[i / steps];
        size_t step = i % steps;
        const struct bench_turn *own = &turns[i - step];
        summarise(&job->steps[step], own, step, scaling->runs);
        scaling->quiet_runs[step] = compare_with_control(&job->steps[step], own, &turns[CONTROL * steps], step,
                                                         threading->steps[step], scaling->runs);
    }
    free(times);
    return scaling->runs > 0;
}

bool bench_scaling_measure(const struct bench_threading *threading, const struct bench_set *many,
                           const struct bench_set *one, double seconds, struct bench_scaling *scaling)
{
    struct shared shared = {.inputs = NULL};
    *scaling = (struct bench_scaling){.runs = 0};
    list_jobs(scaling, many, one);
    bool good = make_pools(threading, &shared) && make_batch(many, &shared) &&
                make_control(threading, &shared, scaling) && take_shifts(threading, &shared, seconds, scaling);
    for (size_t job = 0; job < scaling->job_count && good; job++)
        find_serial_part(&scaling->jobs[job], threading);
    for (size_t step = 0; step < threading->step_count; step++) {
        mdp_pool_destroy(shared.pools[step]);
        mdp_recycler_destroy(shared.recyclers[step]);
    }
    bench_control_free(&shared.control);
    free(shared.inputs);
    free(shared.documents);
    return good;
}
