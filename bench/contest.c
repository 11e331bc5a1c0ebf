/* contest.c: see contest.h.
 *
 * The threads wait at a gate until all of them are there, and work until they are told to stop. What each counts stands
 * on its own stack until then: a counter on a cache line that others write to would be what is measured (see
 * bench_contest_count). */
#define _POSIX_C_SOURCE 200809L
#include "contest.h"

#include "command.h"
#include "statistics.h"
#include "threading.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---------------------------------------------------------------------------------------------------------- crowds */

/* Threads that begin together and end together. */
struct crowd {
    pthread_mutex_t mutex;
    pthread_cond_t opened;
    bool open; /* the gate; under the mutex */
    atomic_bool stop;
    void (*work)(struct crowd *crowd, void *member);
};

struct member {
    pthread_t thread;
    struct crowd *crowd;
    void *own;
};

/* What a member asks after each thing that it has done, which on a busy machine may come to be its first only when time
 * is up. */
static bool goes_on(struct crowd *crowd)
{
    return !atomic_load_explicit(&crowd->stop, memory_order_relaxed);
}

static void *begin(void *argument)
{
    struct member *member = argument;
    struct crowd *crowd = member->crowd;
    pthread_mutex_lock(&crowd->mutex);
    while (!crowd->open)
        pthread_cond_wait(&crowd->opened, &crowd->mutex);
    pthread_mutex_unlock(&crowd->mutex);
    crowd->work(crowd, member->own);
    return NULL;
}

static void sleep_for(double seconds)
{
    struct timespec left = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        continue;
}

static void open_gate(struct crowd *crowd)
{
    pthread_mutex_lock(&crowd->mutex);
    crowd->open = true;
    pthread_cond_broadcast(&crowd->opened);
    pthread_mutex_unlock(&crowd->mutex);
}

/* Has each of the `count` items of `size` bytes at `items` worked on by a thread of its own; *seconds says how long it
 * is to be, and then how long it was. */
static bool run_crowd(void (*work)(struct crowd *crowd, void *own), void *items, size_t size, size_t count,
                      double *seconds)
{
    struct crowd crowd = {.mutex = PTHREAD_MUTEX_INITIALIZER, .opened = PTHREAD_COND_INITIALIZER, .work = work};
    struct member *members = calloc(count, sizeof *members);
    size_t started = 0;
    while (members != NULL && started < count) {
        members[started] = (struct member){.crowd = &crowd, .own = (char *)items + started * size};
        if (pthread_create(&members[started].thread, NULL, begin, &members[started]) != 0)
            break;
        started++;
    }
    if (started < count)
        atomic_store(&crowd.stop, true);
    double begun = bench_now();
    open_gate(&crowd);
    if (started == count)
        sleep_for(*seconds);
    atomic_store(&crowd.stop, true);
    for (size_t i = 0; i < started; i++)
        pthread_join(members[i].thread, NULL);
    *seconds = (bench_now() - begun) / 1e9;
    free(members);
    return started == count || bench_fail("cannot start so many threads", "");
}

/* -------------------------------------------------------------------------------------------------------- contests */

struct contestant {
    struct bench_hand hand;
    const struct bench_pattern *pattern;
    void *state;
    double rate; /* of updates, a second; 0: as many as it can */
    bool updates;
    bool failed;
    struct bench_outcomes outcomes;
};

static void read_on(struct crowd *crowd, struct contestant *contestant)
{
    size_t reads = 0, torn = 0;
    enum bench_outcome outcome;
    do {
        outcome = contestant->pattern->read(contestant->state, &contestant->hand);
        torn += outcome == BENCH_TORN;
        reads++;
    } while (outcome != BENCH_FAILED && goes_on(crowd));
    contestant->failed = outcome == BENCH_FAILED;
    contestant->outcomes.reads = reads;
    contestant->outcomes.torn = torn;
}

static void update_on(struct crowd *crowd, struct contestant *contestant)
{
    size_t updates = 0;
    bool good = true;
    double begun = bench_now();
    do {
        /* By the clock, not by pauses: who was late catches up. */
        double early = contestant->rate > 0 ? begun + (double)(updates + 1) * 1e9 / contestant->rate - bench_now() : 0;
        if (early > 0) {
            sleep_for(early < 1e7 ? early / 1e9 : 1e-2);
        } else {
            good = contestant->pattern->update(contestant->state, &contestant->hand);
            updates++;
        }
    } while (good && goes_on(crowd));
    contestant->failed = !good;
    contestant->outcomes.updates = updates;
}

static void contend(struct crowd *crowd, void *own)
{
    struct contestant *contestant = own;
    if (contestant->updates)
        update_on(crowd, contestant);
    else
        read_on(crowd, contestant);
}

static bool make_contestants(const struct bench_contest *contest, struct contestant *contestants, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        bool updates = contest->work == BENCH_UPDATE || i == contest->threads;
        contestants[i] = (struct contestant){
            .pattern = contest->pattern, .updates = updates, .rate = i == contest->threads ? contest->rate : 0};
        good = bench_hand_make(&contestants[i].hand, contest->versions, contest->work == BENCH_WALK) && good;
    }
    return good;
}

static bool sum_up(const struct contestant *contestants, size_t count, struct bench_outcomes *outcomes)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        outcomes->reads += contestants[i].outcomes.reads;
        outcomes->updates += contestants[i].outcomes.updates;
        outcomes->torn += contestants[i].outcomes.torn;
        good = good && !contestants[i].failed;
    }
    return good;
}

bool bench_contest_run(const struct bench_contest *contest, struct bench_outcomes *outcomes)
{
    *outcomes = (struct bench_outcomes){.seconds = contest->seconds};
    size_t count = contest->threads + (contest->work != BENCH_UPDATE && contest->rate > 0);
    struct contestant *contestants = calloc(count, sizeof *contestants);
    if (contestants == NULL)
        return bench_fail("out of memory", "");
    bool good = make_contestants(contest, contestants, count);
    void *state = good ? contest->pattern->create(&contestants[0].hand) : NULL;
    for (size_t i = 0; i < count; i++)
        contestants[i].state = state;
    good = state != NULL && run_crowd(contend, contestants, sizeof *contestants, count, &outcomes->seconds);
    good = good && sum_up(contestants, count, outcomes);
    if (good)
        outcomes->lost = outcomes->updates - (size_t)contest->pattern->current(state);
    if (state != NULL)
        contest->pattern->destroy(state);
    for (size_t i = 0; i < count; i++)
        bench_hand_free(&contestants[i].hand);
    free(contestants);
    return good || bench_fail("failed: ", contest->pattern->name);
}

/* ---------------------------------------------------------------------------------------------------- step by step */

/* Two threads, a barrier between any two of their steps.
 *
 *     first                 second
 *     reads 0
 *                           reads 0
 *     writes 1, 1
 *                           writes 1, 1     two updates, and the record says 1
 *     begins to write 2
 *                           reads 2, 1      torn
 *     ends writing 2                                                               */
struct scene {
    pthread_barrier_t barrier;
    _Atomic uint64_t begin;
    _Atomic uint64_t end;
    bool torn;
};

static uint64_t load(_Atomic uint64_t *number)
{
    return atomic_load_explicit(number, memory_order_relaxed);
}

static void store(_Atomic uint64_t *number, uint64_t value)
{
    atomic_store_explicit(number, value, memory_order_relaxed);
}

static void *play_second(void *argument)
{
    struct scene *scene = argument;
    pthread_barrier_wait(&scene->barrier);
    uint64_t number = load(&scene->begin);
    pthread_barrier_wait(&scene->barrier);
    pthread_barrier_wait(&scene->barrier);
    store(&scene->begin, number + 1);
    store(&scene->end, number + 1);
    pthread_barrier_wait(&scene->barrier);
    pthread_barrier_wait(&scene->barrier);
    scene->torn = load(&scene->begin) != load(&scene->end);
    pthread_barrier_wait(&scene->barrier);
    return NULL;
}

static uint64_t play_first(struct scene *scene)
{
    uint64_t number = load(&scene->begin);
    pthread_barrier_wait(&scene->barrier);
    pthread_barrier_wait(&scene->barrier);
    store(&scene->begin, number + 1);
    store(&scene->end, number + 1);
    pthread_barrier_wait(&scene->barrier);
    pthread_barrier_wait(&scene->barrier);
    uint64_t after_two = load(&scene->end);
    store(&scene->begin, after_two + 1);
    pthread_barrier_wait(&scene->barrier);
    pthread_barrier_wait(&scene->barrier);
    store(&scene->end, after_two + 1);
    return after_two;
}

bool bench_contest_step(struct bench_outcomes *outcomes)
{
    struct scene scene = {.begin = 0};
    pthread_t second;
    *outcomes = (struct bench_outcomes){.reads = 1, .updates = 2};
    if (pthread_barrier_init(&scene.barrier, NULL, 2) != 0)
        return bench_fail("no barrier", "");
    bool good = pthread_create(&second, NULL, play_second, &scene) == 0 || bench_fail("cannot start a thread", "");
    if (good) {
        outcomes->lost = 2 - (size_t)play_first(&scene);
        pthread_join(second, NULL);
        outcomes->torn = scene.torn;
    }
    pthread_barrier_destroy(&scene.barrier);
    return good;
}

/* -------------------------------------------------------------------------------------------------------- counters */

#define CACHE_LINE 64 /* bytes, of most processors */

struct adder {
    _Atomic uint64_t *counter;
    char apart[CACHE_LINE]; /* the adders themselves are to be out of each other's way */
};

static void add(struct crowd *crowd, void *own)
{
    const struct adder *adder = own;
    do {
        for (int i = 0; i < 100; i++)
            atomic_fetch_add_explicit(adder->counter, 1, memory_order_relaxed);
    } while (goes_on(crowd));
}

bool bench_contest_count(enum bench_counters how, unsigned threads, double seconds, double *a_second)
{
    size_t distance = how == BENCH_COUNTERS_PACKED  ? 1
                      : how == BENCH_COUNTERS_APART ? CACHE_LINE / sizeof(uint64_t)
                                                    : 0;
    size_t size = (CACHE_LINE / sizeof(uint64_t)) * BENCH_THREADS_MAX * sizeof(uint64_t);
    _Atomic uint64_t *counters = aligned_alloc(CACHE_LINE, size);
    struct adder *adders = calloc(threads, sizeof *adders);
    bool good = counters != NULL && adders != NULL;
    for (size_t i = 0; good && i < threads; i++) {
        adders[i] = (struct adder){.counter = &counters[i * distance]};
        atomic_init(adders[i].counter, 0);
    }
    good = good ? run_crowd(add, adders, sizeof *adders, threads, &seconds) : bench_fail("out of memory", "");
    double sum = 0;
    for (size_t i = 0; good && i < (how == BENCH_COUNTERS_SHARED ? 1 : threads); i++)
        sum += (double)load(adders[i].counter);
    *a_second = sum / seconds;
    free(counters);
    free(adders);
    return good;
}
