/* threads.c: the header's THREADS paragraph. Its worth is under ThreadSanitizer (./dev tsan); in a plain build it still
 * compares what each thread read with what one thread alone read.
 *
 * More threads than most machines have cores, started at a barrier, that yield at odd moments: that shows what an
 * even pace hides. */
#define _POSIX_C_SOURCE 200809L
#include "counting.h"
#include "digest.h"
#include "samples.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#define THREADS 8
#define ROUNDS  300

/* What the threads of one case share; only the document's own counter may be written by more than one. */
struct shared {
    pthread_barrier_t start;
    const mdp_document *document;
    uint64_t digest;
    const struct samples *samples;
    const uint64_t *digests; /* of the samples */
};

struct worker {
    pthread_t thread;
    struct shared *shared;
    size_t number;
    size_t wrong; /* rounds that read something else; read by main after the join */
};

/* Starts THREADS workers at once, waits for all, and returns how many rounds were wrong. */
static size_t run_workers(struct check *check, struct shared *shared, void *(*work)(void *))
{
    struct worker workers[THREADS];
    size_t wrong = 0;
    if (!CHECK(check, pthread_barrier_init(&shared->start, NULL, THREADS) == 0))
        return 0;
    for (size_t i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){.shared = shared, .number = i};
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0) {
            perror("pthread_create"); /* those that wait at the barrier cannot go on either */
            _Exit(1);
        }
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        wrong += workers[i].wrong;
    }
    pthread_barrier_destroy(&shared->start);
    return wrong;
}

static void pace(size_t round, size_t number)
{
    if ((round * 7 + number) % 5 == 0)
        sched_yield();
}

static const mdp_document *parse_readme(struct check *check, struct counting *counting)
{
    static const char text[] = "# a *b*\n\n> - c [d] &amp; `e`\n>   f\\\n>   g\n\n[d]: <h> 'i'\n\n```j\nk\n```\n<l>\n";
    mdp_options options = MDP_OPTIONS_INIT;
    options.allocator = counting_allocator(counting);
    const mdp_document *document = NULL;
    CHECK(check, mdp_parse(text, sizeof text - 1, &options, &document) == MDP_OK);
    return document;
}

static void *read_and_count(void *argument)
{
    struct worker *worker = argument;
    struct shared *shared = worker->shared;
    pthread_barrier_wait(&shared->start);
    for (size_t round = 0; round < ROUNDS; round++) {
        const mdp_document *document = mdp_document_retain(shared->document);
        pace(round, worker->number);
        worker->wrong += digest_document(document) != shared->digest;
        mdp_document_position(document, round);
        mdp_document_node_at(document, round);
        mdp_document_definition(document, "D", 1);
        mdp_document_release(document);
    }
    return NULL;
}

/* One document is read by all, while each takes and drops references. */
static void readers(struct check *check)
{
    struct counting counting = {0};
    struct shared shared = {.document = parse_readme(check, &counting)};
    if (shared.document == NULL)
        return;
    shared.digest = digest_document(shared.document);
    size_t blocks = atomic_load(&counting.live);
    CHECK_SIZE(check, run_workers(check, &shared, read_and_count), 0);
    CHECK_SIZE(check, atomic_load(&counting.live), blocks);
    mdp_document_release(shared.document);
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
}

static void *read_and_drop(void *argument)
{
    struct worker *worker = argument;
    pthread_barrier_wait(&worker->shared->start);
    pace(worker->number, worker->number);
    worker->wrong += digest_document(worker->shared->document) != worker->shared->digest;
    mdp_document_release(worker->shared->document);
    return NULL;
}

/* Each thread holds one reference and main none: whoever is last frees, after all others have read. */
static void last_reader_frees(struct check *check)
{
    for (size_t round = 0; round < ROUNDS && check->complaints == 0; round++) {
        struct counting counting = {0};
        struct shared shared = {.document = parse_readme(check, &counting)};
        if (shared.document == NULL)
            return;
        shared.digest = digest_document(shared.document);
        for (size_t i = 1; i < THREADS; i++)
            mdp_document_retain(shared.document);
        CHECK_SIZE(check, run_workers(check, &shared, read_and_drop), 0);
        CHECK_SIZE(check, atomic_load(&counting.live), 0);
        CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
    }
}

static void *parse_all(void *argument)
{
    struct worker *worker = argument;
    const struct samples *samples = worker->shared->samples;
    pthread_barrier_wait(&worker->shared->start);
    for (size_t i = 0; i < samples->count; i++) {
        size_t which = (i + worker->number * 3) % samples->count; /* near each other, and seldom the same */
        const mdp_document *document = NULL;
        mdp_status status = mdp_parse(samples->items[which].text, samples->items[which].size, NULL, &document);
        worker->wrong += status != MDP_OK || digest_document(document) != worker->shared->digests[which];
        mdp_document_release(document);
        pace(i, worker->number);
    }
    return NULL;
}

/* All samples are parsed by all threads at once, each for itself. */
static void parsers(struct check *check, const struct samples *samples)
{
    uint64_t *digests = calloc(samples->count, sizeof *digests);
    if (!CHECK(check, digests != NULL))
        return;
    for (size_t i = 0; i < samples->count; i++) {
        const mdp_document *document = sample_parse(check, &samples->items[i]);
        digests[i] = digest_document(document);
        mdp_document_release(document);
    }
    struct shared shared = {.samples = samples, .digests = digests};
    CHECK_SIZE(check, run_workers(check, &shared, parse_all), 0);
    free(digests);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"readers", readers}, {"last_reader_frees", last_reader_frees}};
    struct check check;
    check_start(&check, argc, argv);
    check_cases(&check, cases, CHECK_COUNT(cases));
    if (check_begin(&check, "parsers", NULL, 0)) {
        struct samples samples = samples_load(argc, argv);
        parsers(&check, &samples);
        samples_free(&samples);
        check_end(&check);
    }
    return check_finish(&check);
}
