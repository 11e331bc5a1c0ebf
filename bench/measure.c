/* measure.c: the engines take turns (turns.h), and what came out is summed up.
 *
 * Medians and quartiles are reported, and ratios are formed within each run before their median is taken.
 *
 * Nothing measured can be optimised away: all work is done behind calls into libraries, through pointers. */
#include "measure.h"

#include "statistics.h"
#include "turns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct runner {
    const struct bench_engine *engine;
    enum bench_task task;
    const struct bench_set *set;
    struct bench_output output;
};

/* The set once. */
static bool pass(void *context)
{
    struct runner *runner = context;
    const struct bench_engine *engine = runner->engine;
    for (size_t i = 0; i < runner->set->count; i++) {
        runner->output.size = 0;
        bool good = runner->task == BENCH_PARSE ? engine->parse(runner->set->texts[i])
                                                : engine->html(runner->set->texts[i], &runner->output);
        if (!good) {
            fprintf(stderr, "mdbench: %s failed on text %zu of %s\n", engine->name, i + 1, runner->set->name);
            return false;
        }
    }
    return true;
}

/* -------------------------------------------------------------------------------------------------- statistics */

/* Sorts times; ratios is room for as many values. ours may be times itself, and NULL where we were not measured. */
static struct bench_timing summarise(double *times, const double *ours, double *ratios, unsigned runs)
{
    for (unsigned i = 0; i < runs; i++)
        ratios[i] = ours == NULL ? 0 : times[i] / ours[i];
    bench_sort(ratios, runs);
    bench_sort(times, runs);
    return (struct bench_timing){.runs = runs,
                                 .median = bench_quantile(times, runs, 0.5),
                                 .lower = bench_quantile(times, runs, 0.25),
                                 .upper = bench_quantile(times, runs, 0.75),
                                 .ratio = bench_quantile(ratios, runs, 0.5)};
}

/* ------------------------------------------------------------------------------------------------------ timing */

/* From the last to the first, because ours, the first, must not be sorted before the others are compared with it. */
static void summarise_all(struct bench_turn *turns, const size_t *engines, size_t count, double *ratios, unsigned runs,
                          struct bench_timing *timing)
{
    bool with_ours = engines[0] == 0;
    for (size_t i = count; i-- > 0;) {
        timing[engines[i]] = summarise(turns[i].times, with_ours ? turns[0].times : NULL, ratios, runs);
    }
}

static bool time_task(const struct bench_plan *plan, enum bench_task task, const struct bench_set *set,
                      struct bench_timing *timing)
{
    struct runner runners[BENCH_ENGINE_MAX];
    struct bench_turn turns[BENCH_ENGINE_MAX];
    size_t engines[BENCH_ENGINE_MAX], count = 0;
    unsigned capacity = plan->runs < BENCH_RUNS_MIN ? BENCH_RUNS_MIN : plan->runs;
    double *times = malloc((BENCH_ENGINE_MAX + 1) * (size_t)capacity * sizeof *times);
    if (times == NULL)
        return false;
    for (size_t i = 0; i < bench_engine_count(); i++) {
        if (!plan->engine[i])
            continue;
        runners[count] = (struct runner){.engine = bench_engine(i), .task = task, .set = set};
        turns[count] = (struct bench_turn){.pass = pass, .context = &runners[count], .times = times + count * capacity};
        engines[count++] = i;
    }
    size_t runs = count > 0 ? bench_take_turns(turns, count, plan->runs, plan->seconds) : 0;
    if (runs > 0)
        summarise_all(turns, engines, count, times + (size_t)BENCH_ENGINE_MAX * capacity, (unsigned)runs, timing);
    for (size_t i = 0; i < count; i++)
        free(runners[i].output.data);
    free(times);
    return runs > 0;
}

/* ----------------------------------------------------------------------------------------- what came, and memory */

/* A speed counts only if the work was done: the HTML of each text is compared with ours. */
static bool compare_html(const struct bench_plan *plan, const struct bench_set *set, struct bench_result *result)
{
    struct bench_output ours = {.size = 0}, theirs = {.size = 0};
    bool good = true;
    for (size_t i = 0; good && i < set->count; i++) {
        ours.size = 0;
        good = bench_engine(0)->html(set->texts[i], &ours);
        for (size_t e = 0; good && e < bench_engine_count(); e++) {
            if (!plan->engine[e])
                continue;
            theirs.size = 0;
            good = bench_engine(e)->html(set->texts[i], &theirs);
            result->html_bytes[e] += theirs.size;
            result->html_same[e] +=
                ours.size == theirs.size && (ours.size == 0 || memcmp(ours.data, theirs.data, ours.size) == 0);
        }
    }
    free(ours.data);
    free(theirs.data);
    return good;
}

static bool count_memory(const struct bench_engine *engine, const struct bench_set *set, struct bench_memory *sum)
{
    for (size_t i = 0; i < set->count; i++) {
        if (!engine->memory(set->texts[i], sum)) {
            fprintf(stderr, "mdbench: %s: the memory of text %zu of %s does not add up\n", engine->name, i + 1,
                    set->name);
            return false;
        }
    }
    return true;
}

bool bench_measure(const struct bench_plan *plan, const struct bench_set *set, struct bench_result *result)
{
    *result = (struct bench_result){.set = set};
    bool good = true;
    for (int task = 0; good && task < BENCH_TASK_COUNT; task++) {
        if (plan->task[task])
            good = time_task(plan, (enum bench_task)task, set, result->timing[task]);
    }
    if (good && plan->task[BENCH_HTML])
        good = compare_html(plan, set, result);
    for (size_t i = 0; good && plan->memory && i < bench_engine_count(); i++) {
        if (plan->engine[i] && bench_engine(i)->memory != NULL)
            good = count_memory(bench_engine(i), set, &result->memory[i]);
    }
    return good;
}
