/* readiness.c: see readiness.h. */
#include "readiness.h"

#include "command.h"
#include "statistics.h"
#include "turns.h"

#include <mdparse.h>
#include <stdatomic.h>
#include <stdlib.h>

#define RUNS_MAX   200
#define CACHE_SIZE ((size_t)1 << 26)
#define HIT_SIZE   1024 /* the text whose size is nearest is asked of the cache */

/* What the passes work on. */
struct subject {
    const struct bench_set *many;
    struct bench_text text;
    mdp_pool *pool;
    const mdp_document *document;
    mdp_slot *slot;
    mdp_cache *cache;
};

/* ------------------------------------------------------------------------------------------------------------ time */

static bool parse(struct bench_text text, mdp_executor executor)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = executor;
    const mdp_document *document = NULL;
    if (mdp_parse(text.data, text.size, &options, &document) != MDP_OK)
        return bench_fail("a parse failed", "");
    mdp_document_release(document);
    return true;
}

static bool parse_all(const struct bench_set *set, mdp_executor executor)
{
    for (size_t i = 0; i < set->count; i++) {
        if (!parse(set->texts[i], executor))
            return false;
    }
    return true;
}

static bool pass_plain(void *context)
{
    const struct subject *subject = context;
    return parse_all(subject->many, mdp_pool_executor(NULL));
}

static bool pass_executor(void *context)
{
    const struct subject *subject = context;
    return parse_all(subject->many, mdp_pool_executor(subject->pool));
}

static bool pass_retain(void *context)
{
    const struct subject *subject = context;
    mdp_document_release(mdp_document_retain(subject->document));
    return true;
}

static bool pass_load(void *context)
{
    const struct subject *subject = context;
    mdp_document_release(mdp_slot_load(subject->slot));
    return true;
}

static bool pass_hit(void *context)
{
    const struct subject *subject = context;
    const mdp_document *document = NULL;
    mdp_status status = mdp_cache_parse(subject->cache, subject->text.data, subject->text.size, NULL, &document);
    mdp_document_release(document);
    return status == MDP_OK || bench_fail("the cache failed", "");
}

static bool pass_hit_parse(void *context)
{
    const struct subject *subject = context;
    return parse(subject->text, mdp_pool_executor(NULL));
}

static const struct {
    const char *name;
    bool (*pass)(void *context);
} costs[BENCH_COST_COUNT] = {
    [BENCH_PARSE_PLAIN] = {"mdp_parse of each document, without an executor", pass_plain},
    [BENCH_PARSE_EXECUTOR] = {"the same with an executor of one thread", pass_executor},
    [BENCH_RETAIN] = {"mdp_document_retain and mdp_document_release", pass_retain},
    [BENCH_LOAD] = {"mdp_slot_load and mdp_document_release", pass_load},
    [BENCH_HIT] = {"mdp_cache_parse that hits, and mdp_document_release", pass_hit},
    [BENCH_HIT_PARSE] = {"mdp_parse of the same text, and mdp_document_release", pass_hit_parse},
};

const char *bench_cost_name(enum bench_cost cost)
{
    return costs[cost].name;
}

static bool time_costs(struct subject *subject, double seconds, struct bench_readiness *readiness)
{
    static double times[BENCH_COST_COUNT][RUNS_MAX];
    struct bench_turn turns[BENCH_COST_COUNT];
    double ratios[RUNS_MAX];
    for (size_t i = 0; i < BENCH_COST_COUNT; i++)
        turns[i] = (struct bench_turn){.pass = costs[i].pass, .context = subject, .times = times[i]};
    size_t runs = bench_take_turns(turns, BENCH_COST_COUNT, RUNS_MAX, seconds);
    if (runs == 0)
        return false;
    for (size_t run = 0; run < runs; run++)
        ratios[run] = times[BENCH_PARSE_EXECUTOR][run] / times[BENCH_PARSE_PLAIN][run];
    bench_sort(ratios, runs);
    readiness->ratio = bench_quantile(ratios, runs, 0.5);
    for (size_t i = 0; i < BENCH_COST_COUNT; i++) {
        bench_sort(times[i], runs);
        readiness->nanoseconds[i] = bench_quantile(times[i], runs, 0.5);
    }
    return true;
}

/* ---------------------------------------------------------------------------------------------------------- memory */

/* Counts for several threads. */
struct meter {
    atomic_size_t live;
    atomic_size_t peak;
};

static void *meter_allocate(void *context, size_t size)
{
    struct meter *meter = context;
    size_t live = atomic_fetch_add(&meter->live, size) + size, peak = atomic_load(&meter->peak);
    while (peak < live && !atomic_compare_exchange_weak(&meter->peak, &peak, live))
        continue;
    return malloc(size);
}

static void meter_release(void *context, void *memory, size_t size)
{
    struct meter *meter = context;
    atomic_fetch_sub(&meter->live, size);
    free(memory);
}

/* Parses with a counting allocator; what the document and the parse took goes to *document and *scratch. */
static const mdp_document *parse_metered(struct meter *meter, struct bench_text text, mdp_pool *pool, size_t *scratch)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.allocator = (mdp_allocator){meter_allocate, meter_release, meter};
    options.executor = mdp_pool_executor(pool);
    const mdp_document *document = NULL;
    mdp_parse(text.data, text.size, &options, &document);
    *scratch = atomic_load(&meter->peak) - atomic_load(&meter->live);
    return document;
}

static bool measure_sharing(struct bench_text text, struct bench_footprint *footprint)
{
    struct meter meter = {0};
    const mdp_document *document = parse_metered(&meter, text, NULL, &footprint->scratch);
    if (document == NULL)
        return bench_fail("a parse failed", "");
    footprint->text = text.size;
    footprint->document = atomic_load(&meter.live);
    mdp_slot *slot = NULL;
    bool good = mdp_slot_create(document, &slot) == MDP_OK || bench_fail("out of memory", "");
    const mdp_document *loaded = good ? mdp_slot_load(slot) : NULL;
    mdp_document_retain(document);
    footprint->shared = atomic_load(&meter.live) - footprint->document;
    mdp_document_release(document);
    mdp_document_release(loaded);
    mdp_slot_destroy(slot);
    mdp_document_release(document);
    return good;
}

static bool measure_spread(const struct bench_threading *threading, struct bench_text text,
                           struct bench_footprint *footprint)
{
    bool good = true;
    for (size_t step = 0; good && step < threading->step_count; step++) {
        struct meter meter = {0};
        mdp_pool *pool = NULL;
        mdp_status status = mdp_pool_create(threading->steps[step], &pool);
        const mdp_document *document =
            status == MDP_OK ? parse_metered(&meter, text, pool, &footprint->spread[step]) : NULL;
        good = document != NULL || bench_fail("a parse failed", "");
        mdp_document_release(document);
        mdp_pool_destroy(pool);
    }
    return good;
}

/* ------------------------------------------------------------------------------------------------------- measuring */

static struct bench_text text_near(const struct bench_set *set, size_t size)
{
    struct bench_text nearest = set->texts[0];
    for (size_t i = 1; i < set->count; i++) {
        size_t other = set->texts[i].size;
        size_t distance = nearest.size > size ? nearest.size - size : size - nearest.size;
        if ((other > size ? other - size : size - other) < distance)
            nearest = set->texts[i];
    }
    return nearest;
}

static bool make_subject(struct subject *subject)
{
    if (mdp_pool_create(1, &subject->pool) != MDP_OK || mdp_cache_create(CACHE_SIZE, &subject->cache) != MDP_OK)
        return bench_fail("out of memory", "");
    return mdp_cache_parse(subject->cache, subject->text.data, subject->text.size, NULL, &subject->document) ==
               MDP_OK &&
           mdp_slot_create(subject->document, &subject->slot) == MDP_OK;
}

bool bench_readiness_measure(const struct bench_threading *threading, const struct bench_set *many,
                             const struct bench_set *one, double seconds, struct bench_readiness *readiness)
{
    *readiness = (struct bench_readiness){.ratio = 0};
    struct subject subject = {.many = many, .text = text_near(many, HIT_SIZE)};
    readiness->hit_size = subject.text.size;
    bool good = make_subject(&subject) && time_costs(&subject, seconds, readiness) &&
                measure_sharing(one->texts[0], &readiness->footprint) &&
                measure_spread(threading, one->texts[0], &readiness->footprint);
    mdp_slot_destroy(subject.slot);
    mdp_document_release(subject.document);
    mdp_cache_destroy(subject.cache);
    mdp_pool_destroy(subject.pool);
    return good;
}
