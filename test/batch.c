/* batch.c: the header's promises on mdp_parse_batch and on executors: whatever runs the tasks, the documents are those
 * of one thread, and each text succeeds or fails by itself. */
#define _POSIX_C_SOURCE 200809L
#include "counting.h"
#include "crowd.h"
#include "digest.h"
#include "samples.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------------------------------------ executors */

/* A caller's own: one thread, the last task first. */
static void run_backwards(void *context, size_t count, void (*task)(void *argument, size_t index), void *argument)
{
    size_t *calls = context;
    ++*calls;
    while (count > 0)
        task(argument, --count);
}

struct share {
    size_t first, count, step;
    void (*task)(void *argument, size_t index);
    void *argument;
};

static void *run_share(void *context)
{
    const struct share *share = context;
    for (size_t i = share->first; i < share->count; i += share->step)
        share->task(share->argument, i);
    return NULL;
}

/* Another: threads of its own for each call, while the calling one only waits. */
static void run_apart(void *context, size_t count, void (*task)(void *argument, size_t index), void *argument)
{
    enum { THREADS = 3 };
    pthread_t threads[THREADS];
    struct share shares[THREADS];
    ++*(size_t *)context;
    for (size_t i = 0; i < THREADS; i++) {
        shares[i] = (struct share){i, count, THREADS, task, argument};
        if (pthread_create(&threads[i], NULL, run_share, &shares[i]) != 0)
            exit(1);
    }
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}

/* ---------------------------------------------------------------------------------------------------------- texts */

struct texts {
    mdp_input *inputs;
    const mdp_document **documents;
    uint64_t *digests; /* of what mdp_parse makes of each */
    size_t count;
};

static struct texts make_texts(struct check *check, const struct samples *samples)
{
    struct texts texts = {.count = samples->count};
    texts.inputs = calloc(samples->count, sizeof *texts.inputs);
    texts.documents = calloc(samples->count, sizeof(mdp_document *));
    texts.digests = calloc(samples->count, sizeof *texts.digests);
    if (!texts.inputs || !texts.documents || !texts.digests)
        exit(1);
    for (size_t i = 0; i < texts.count; i++) {
        const mdp_document *document = sample_parse(check, &samples->items[i]);
        texts.inputs[i] = (mdp_input){samples->items[i].text, samples->items[i].size, MDP_ERR_SINK}; /* to be set */
        texts.digests[i] = digest_document(document);
        mdp_document_release(document);
    }
    return texts;
}

static void free_texts(struct texts *texts)
{
    free(texts->inputs);
    free(texts->documents);
    free(texts->digests);
}

/* Releases the documents of texts that were all parsed; returns how many are not what they should be. */
static size_t take_back(struct texts *texts)
{
    size_t wrong = 0;
    for (size_t i = 0; i < texts->count; i++) {
        wrong += texts->inputs[i].status != MDP_OK || digest_document(texts->documents[i]) != texts->digests[i];
        mdp_document_release(texts->documents[i]);
        texts->documents[i] = (const mdp_document *)(const void *)texts; /* to be replaced */
        texts->inputs[i].status = MDP_ERR_SINK;
    }
    return wrong;
}

static void parse_all(struct check *check, struct texts *texts, mdp_executor executor)
{
    struct counting counting = {0};
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = executor;
    options.allocator = counting_allocator(&counting);
    CHECK(check, mdp_parse_batch(texts->inputs, texts->count, &options, texts->documents) == MDP_OK);
    CHECK_SIZE(check, take_back(texts), 0);
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
}

static void same_on_all_executors(struct check *check, struct texts *texts)
{
    size_t calls = 0;
    CHECK(check, mdp_parse_batch(texts->inputs, texts->count, NULL, texts->documents) == MDP_OK);
    CHECK_SIZE(check, take_back(texts), 0);
    parse_all(check, texts, (mdp_executor){NULL, NULL, 0});
    parse_all(check, texts, (mdp_executor){run_backwards, &calls, 1});
    CHECK(check, calls > 0);
    calls = 0;
    parse_all(check, texts, (mdp_executor){run_apart, &calls, 3});
    CHECK(check, calls > 0);
}

static void same_on_pools(struct check *check, struct texts *texts)
{
    const unsigned sizes[] = {1, 2, 3, (unsigned)crowd_oversubscribed()};
    for (size_t i = 0; i < CHECK_COUNT(sizes); i++) {
        mdp_pool *pool = NULL;
        CHECK(check, mdp_pool_create(sizes[i], &pool) == MDP_OK);
        for (size_t round = 0; round < 3; round++)
            parse_all(check, texts, mdp_pool_executor(pool));
        mdp_pool_destroy(pool);
    }
}

/* --------------------------------------------------------------------------------------------------- many batches */

struct callers {
    mdp_pool *pool;
    const struct texts *texts;
    atomic_size_t wrong;
};

/* Batches of some of the texts, each with documents of its own. */
static void call(struct member *member)
{
    enum { PART = 12 };
    struct callers *callers = member->shared;
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = mdp_pool_executor(callers->pool);
    for (size_t round = 0; round < 60; round++) {
        mdp_input inputs[PART];
        const mdp_document *documents[PART];
        size_t which[PART], count = crowd_roll(member, PART + 1), wrong = 0;
        for (size_t i = 0; i < count; i++) {
            which[i] = crowd_roll(member, callers->texts->count);
            inputs[i] = callers->texts->inputs[which[i]];
        }
        wrong += mdp_parse_batch(inputs, count, &options, documents) != MDP_OK;
        for (size_t i = 0; i < count; i++) {
            wrong += digest_document(documents[i]) != callers->texts->digests[which[i]];
            mdp_document_release(documents[i]);
        }
        atomic_fetch_add(&callers->wrong, wrong);
        crowd_stumble(member);
    }
}

static void many_at_once(struct check *check, struct texts *texts)
{
    struct callers callers = {.texts = texts};
    CHECK(check, mdp_pool_create(3, &callers.pool) == MDP_OK);
    crowd_run(CROWD_SIZE, call, &callers);
    CHECK_SIZE(check, atomic_load(&callers.wrong), 0);
    mdp_pool_destroy(callers.pool);
}

/* ------------------------------------------------------------------------------------------------------- failures */

static mdp_options on_pool(mdp_pool *pool)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = mdp_pool_executor(pool);
    return options;
}

/* NULL where a text must be is one failure, SIZE_MAX another; the rest is parsed. */
static void one_failure_spoils_no_other(struct check *check)
{
    mdp_pool *pool = NULL;
    CHECK(check, mdp_pool_create(2, &pool) == MDP_OK);
    for (int with_pool = 0; with_pool < 2; with_pool++) {
        const mdp_document *stale = (const mdp_document *)(const void *)check;
        const mdp_document *documents[5] = {stale, stale, stale, stale, stale};
        mdp_input inputs[5] = {
            {.text = "a", .size = 1},        {.text = "b", .size = SIZE_MAX}, {.text = NULL, .size = 1},
            {.text = "*long*\n", .size = 7}, {.text = NULL, .size = 0},
        };
        const mdp_status wanted[5] = {MDP_OK, MDP_ERR_LIMIT, MDP_ERR_ARGUMENT, MDP_OK, MDP_OK};
        mdp_options options = on_pool(with_pool ? pool : NULL);
        CHECK(check, mdp_parse_batch(inputs, 5, &options, documents) == MDP_ERR_LIMIT); /* the first of the two */
        for (size_t i = 0; i < 5; i++) {
            CHECK(check, inputs[i].status == wanted[i]);
            CHECK(check, (documents[i] != NULL) == (wanted[i] == MDP_OK) && documents[i] != stale);
            mdp_document_release(documents[i]);
        }
    }
    mdp_pool_destroy(pool);
}

static void arguments(struct check *check)
{
    const mdp_document *document = (const mdp_document *)(const void *)check;
    mdp_input input = {.text = "a", .size = 1};
    mdp_options options = MDP_OPTIONS_INIT;
    CHECK(check, mdp_parse_batch(NULL, 0, NULL, NULL) == MDP_OK);
    CHECK(check, mdp_parse_batch(&input, 1, NULL, NULL) == MDP_ERR_ARGUMENT && input.status == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_parse_batch(NULL, 1, NULL, &document) == MDP_ERR_ARGUMENT && document == NULL);
    options.struct_size--; /* an executor behind it must not be looked at */
    CHECK(check, mdp_parse_batch(NULL, 0, &options, NULL) == MDP_ERR_ARGUMENT);
    options.executor = (mdp_executor){run_backwards, NULL, 1};
    mdp_input two[2] = {{.text = "a", .size = 1}, {.text = "b", .size = 1}};
    const mdp_document *documents[2] = {document, document};
    CHECK(check, mdp_parse_batch(two, 2, &options, documents) == MDP_ERR_ARGUMENT);
    CHECK(check, two[0].status == MDP_ERR_ARGUMENT && two[1].status == MDP_ERR_ARGUMENT);
    CHECK(check, documents[0] == NULL && documents[1] == NULL);
}

/* Half an executor is none; nor is one of width 0. */
static void half_an_executor(struct check *check)
{
    const mdp_document *document = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    size_t calls = 0;
    options.executor = (mdp_executor){run_backwards, &calls, 0};
    CHECK(check, mdp_parse("a", 1, &options, &document) == MDP_ERR_ARGUMENT && document == NULL);
    options.executor = (mdp_executor){NULL, &calls, 2};
    CHECK(check, mdp_parse("a", 1, &options, &document) == MDP_ERR_ARGUMENT && document == NULL);
    options.executor = (mdp_executor){run_backwards, &calls, 2};
    CHECK(check, mdp_parse("a", 1, &options, &document) == MDP_OK);
    mdp_document_release(document);
}

/* How often a parse of the text by itself allocates. */
static size_t count_calls(struct check *check, const char *text, size_t size)
{
    struct counting counting = {0};
    mdp_options options = MDP_OPTIONS_INIT;
    options.allocator = counting_allocator(&counting);
    const mdp_document *document = NULL;
    CHECK(check, mdp_parse(text, size, &options, &document) == MDP_OK);
    mdp_document_release(document);
    return atomic_load(&counting.calls);
}

/* Each thread works on all its texts in the same memory, so each text takes one allocation less than by itself. */
static void scratch_is_kept(struct check *check)
{
    enum { COUNT = 100, SIZE = 3000, THREADS = 2 };
    static char text[SIZE];
    memset(text, 'a', SIZE);
    mdp_pool *pool = NULL;
    CHECK(check, mdp_pool_create(THREADS, &pool) == MDP_OK);
    for (int with_pool = 0; with_pool < 2; with_pool++) {
        struct counting counting = {0};
        mdp_options options = on_pool(with_pool ? pool : NULL);
        options.allocator = counting_allocator(&counting);
        mdp_input inputs[COUNT];
        const mdp_document *documents[COUNT];
        for (size_t i = 0; i < COUNT; i++)
            inputs[i] = (mdp_input){.text = text, .size = SIZE};
        CHECK(check, mdp_parse_batch(inputs, COUNT, &options, documents) == MDP_OK);
        CHECK_SIZE(check, atomic_load(&counting.live), COUNT);
        /* Scratch, and the runs. */
        size_t others = atomic_load(&counting.calls) - COUNT * (count_calls(check, text, SIZE) - 1);
        CHECK(check, with_pool ? others >= 2 && others <= 1 + THREADS : others == 1);
        for (size_t i = 0; i < COUNT; i++)
            mdp_document_release(documents[i]);
        CHECK_SIZE(check, atomic_load(&counting.live), 0);
        CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
    }
    mdp_pool_destroy(pool);
}

#define FAILING 30

/* A batch that is to fail. A text of more than 44 units is too large to be parsed on the stack. */
struct failing {
    size_t count; /* texts, FAILING at most */
    size_t units; /* of the shortest; those of a batch are not all alike */
    bool fail_on; /* no memory from then on */
};

static mdp_input repeat_unit(char *text, size_t times)
{
    static const char unit[] = "# a *b*\n\n- [c]\n\n[c]: d\n";
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * (sizeof unit - 1), unit, sizeof unit - 1);
    return (mdp_input){.text = text, .size = times * (sizeof unit - 1)};
}

/* A batch whose k-th allocation fails; false at the end, when it has fewer. */
static bool parse_failing(struct check *check, mdp_pool *pool, const struct failing *failing, size_t k)
{
    static char texts[FAILING][1536];
    struct counting counting = {.fail_at = k, .fail_on = failing->fail_on};
    mdp_options options = on_pool(pool);
    options.allocator = counting_allocator(&counting);
    mdp_input inputs[FAILING];
    const mdp_document *documents[FAILING];
    mdp_status first = MDP_OK;
    size_t failures = 0;
    for (size_t i = 0; i < failing->count; i++)
        inputs[i] = repeat_unit(texts[i], failing->units + i % 2);
    mdp_status status = mdp_parse_batch(inputs, failing->count, &options, documents);
    for (size_t i = 0; i < failing->count; i++) {
        CHECK(check, inputs[i].status == (documents[i] ? MDP_OK : MDP_ERR_NOMEM));
        first = first == MDP_OK ? inputs[i].status : first;
        failures += documents[i] == NULL;
        mdp_document_release(documents[i]);
    }
    bool failed = atomic_load(&counting.calls) >= k;
    CHECK(check, status == first);
    CHECK(check, failed || failures == 0);
    CHECK(check, failing->fail_on || failures <= 1); /* none where it was the runs that got no memory */
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
    return failed;
}

static void memory_fails(struct check *check)
{
    static const struct failing kinds[] = {{FAILING, 1, false}, {FAILING, 1, true}, {2, 45, false}, {2, 45, true}};
    mdp_pool *pool = NULL;
    CHECK(check, mdp_pool_create(3, &pool) == MDP_OK);
    for (size_t i = 0; i < CHECK_COUNT(kinds); i++) {
        size_t k = 1;
        while (parse_failing(check, pool, &kinds[i], k) && check->complaints == 0)
            k++;
        CHECK(check, k > kinds[i].count);
    }
    mdp_pool_destroy(pool);
}

/* ------------------------------------------------------------------------------------------------------- balance */

/* An allocator that notes which of its calls was the first for so many bytes. */
struct noting {
    size_t large;
    size_t calls;
    size_t large_at; /* counted from 1; 0: there was none */
};

static void *note_and_allocate(void *context, size_t size)
{
    struct noting *noting = context;
    noting->calls++;
    if (size >= noting->large && noting->large_at == 0)
        noting->large_at = noting->calls;
    return malloc(size);
}

static void release_noted(void *context, void *memory, size_t size)
{
    (void)context, (void)size;
    free(memory);
}

/* The one large text comes last in the batch, and would keep one thread busy when the others are done: it is begun
 * first, right after the list of what is to be done. */
static void large_text_first(struct check *check)
{
    enum { SMALL = 1000, LARGE = 200000, COUNT = 500 };
    static char text[LARGE];
    static mdp_input inputs[COUNT];
    static const mdp_document *documents[COUNT];
    memset(text, 'a', LARGE);
    for (size_t i = 0; i < COUNT; i++)
        inputs[i] = (mdp_input){.text = text, .size = i + 1 < COUNT ? SMALL : LARGE};
    size_t calls = 0;
    struct noting noting = {.large = LARGE};
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = (mdp_executor){run_backwards, &calls, 2};
    options.allocator = (mdp_allocator){note_and_allocate, release_noted, &noting};
    CHECK(check, mdp_parse_batch(inputs, COUNT, &options, documents) == MDP_OK);
    CHECK_SIZE(check, noting.large_at, 2);
    CHECK(check, noting.calls > COUNT);
    for (size_t i = 0; i < COUNT; i++)
        mdp_document_release(documents[i]);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"one_failure_spoils_no_other", one_failure_spoils_no_other},
        {"arguments", arguments},
        {"half_an_executor", half_an_executor},
        {"memory_fails", memory_fails},
        {"scratch_is_kept", scratch_is_kept},
        {"large_text_first", large_text_first},
    };
    static const struct {
        const char *name;
        void (*run)(struct check *check, struct texts *texts);
    } on_texts[] = {
        {"same_on_all_executors", same_on_all_executors},
        {"same_on_pools", same_on_pools},
        {"many_at_once", many_at_once},
    };
    struct check check;
    check_start(&check, argc, argv);
    check_cases(&check, cases, CHECK_COUNT(cases));
    for (size_t i = 0; i < CHECK_COUNT(on_texts); i++) {
        if (check_begin(&check, on_texts[i].name, NULL, 0)) {
            struct samples samples = samples_load(argc, argv);
            struct texts texts = make_texts(&check, &samples);
            on_texts[i].run(&check, &texts);
            free_texts(&texts);
            samples_free(&samples);
            check_end(&check);
        }
    }
    return check_finish(&check);
}
