/* pool.c: the header's promises on executors and pools. Its worth is under ThreadSanitizer (./dev tsan) and Helgrind:
 * tasks write plain memory, which the caller reads when run returns. */
#define _GNU_SOURCE /* sched_setaffinity */
#include "check.h"
#include "crowd.h"
#include "faults.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <time.h>

static const unsigned sizes[] = {1, 2, 3, 4, 8, 16};

static mdp_pool *make_pool(struct check *check, unsigned threads)
{
    mdp_pool *pool = NULL;
    CHECK(check, mdp_pool_create(threads, &pool) == MDP_OK);
    return pool;
}

static void run(mdp_pool *pool, size_t count, void (*task)(void *argument, size_t index), void *argument)
{
    mdp_executor executor = mdp_pool_executor(pool);
    executor.run(executor.context, count, task, argument);
}

static void no_pool(struct check *check)
{
    mdp_executor executor = mdp_pool_executor(NULL);
    CHECK(check, executor.run == NULL && executor.context == NULL && executor.width == 0);
    CHECK(check, mdp_pool_create(2, NULL) == MDP_ERR_ARGUMENT);
    mdp_pool_destroy(NULL);
}

/* -------------------------------------------------------------------------------------------- each task, and once */

static void mark(void *argument, size_t index)
{
    ((unsigned char *)argument)[index]++;
}

static void each_index_once(struct check *check)
{
    static const size_t counts[] = {0, 1, 2, 3, 7, 8, 9, 17, 100, 3000};
    static unsigned char marks[3000 + 1];
    for (size_t i = 0; i < CHECK_COUNT(sizes); i++) {
        mdp_pool *pool = make_pool(check, sizes[i]);
        CHECK_SIZE(check, mdp_pool_executor(pool).width, sizes[i]);
        for (size_t j = 0; j < CHECK_COUNT(counts); j++) {
            size_t wrong = 0;
            memset(marks, 0, sizeof marks);
            run(pool, counts[j], mark, marks);
            for (size_t k = 0; k < sizeof marks; k++)
                wrong += marks[k] != (k < counts[j]);
            CHECK_SIZE(check, wrong, 0);
        }
        mdp_pool_destroy(pool);
    }
}

/* Returns only when as many tasks are in it as the barrier waits for. */
static void meet(void *argument, size_t index)
{
    (void)index;
    pthread_barrier_wait(argument);
}

/* So many tasks do run at once as the pool has threads, the calling one included: otherwise this never ends. */
static void all_threads_work(struct check *check)
{
    for (size_t i = 0; i < CHECK_COUNT(sizes); i++) {
        pthread_barrier_t barrier;
        mdp_pool *pool = make_pool(check, sizes[i]);
        if (pool == NULL || !CHECK(check, pthread_barrier_init(&barrier, NULL, sizes[i]) == 0))
            return;
        for (size_t round = 0; round < 50; round++)
            run(pool, sizes[i], meet, &barrier);
        mdp_pool_destroy(pool);
        pthread_barrier_destroy(&barrier);
    }
}

static void is_caller(void *argument, size_t index)
{
    pthread_t *threads = argument;
    threads[index] = pthread_self();
}

static void one_thread_is_the_caller(struct check *check)
{
    pthread_t threads[20];
    faults_arm(&faults_thread, 0, false);
    mdp_pool *pool = make_pool(check, 1);
    run(pool, CHECK_COUNT(threads), is_caller, threads);
    for (size_t i = 0; i < CHECK_COUNT(threads); i++)
        CHECK(check, pthread_equal(threads[i], pthread_self()));
    mdp_pool_destroy(pool);
    CHECK_SIZE(check, atomic_load(&faults_thread.calls), 0);
}

/* --------------------------------------------------------------------------------------------------- many callers */

struct sum {
    mdp_pool *pool;
    size_t depth;
    size_t parts[6];
};

/* Adds 1 at the bottom of a tree of calls, each of 6 tasks. */
static void add_leaves(void *argument, size_t index)
{
    struct sum *above = argument;
    if (above->depth == 0) {
        above->parts[index] = 1;
        return;
    }
    struct sum sum = {.pool = above->pool, .depth = above->depth - 1};
    run(sum.pool, CHECK_COUNT(sum.parts), add_leaves, &sum);
    above->parts[index] = 0;
    for (size_t i = 0; i < CHECK_COUNT(sum.parts); i++)
        above->parts[index] += sum.parts[i];
}

static void nested(struct check *check)
{
    for (size_t i = 0; i < CHECK_COUNT(sizes); i++) {
        struct sum sum = {.pool = make_pool(check, sizes[i]), .depth = 3};
        for (size_t round = 0; round < 20; round++) {
            add_leaves(&sum, round % 6);
            CHECK_SIZE(check, sum.parts[round % 6], 6 * 6 * 6);
        }
        mdp_pool_destroy(sum.pool);
    }
}

struct callers {
    mdp_pool *pool;
    size_t rounds;
    atomic_size_t wrong;
};

static void call(struct member *member)
{
    struct callers *callers = member->shared;
    unsigned char marks[40];
    for (size_t round = 0; round < callers->rounds; round++) {
        size_t count = crowd_roll(member, sizeof marks), wrong = 0;
        memset(marks, 0, sizeof marks);
        crowd_stumble(member);
        run(callers->pool, count, mark, marks);
        for (size_t i = 0; i < sizeof marks; i++)
            wrong += marks[i] != (i < count);
        if (round % 16 == 0) {
            struct sum sum = {.pool = callers->pool, .depth = 1};
            add_leaves(&sum, 0);
            wrong += sum.parts[0] != 6;
        }
        atomic_fetch_add(&callers->wrong, wrong);
    }
}

static void many_callers(struct check *check)
{
    for (size_t i = 0; i < CHECK_COUNT(sizes); i++) {
        struct callers callers = {.pool = make_pool(check, sizes[i]), .rounds = 400};
        crowd_run(CROWD_SIZE, call, &callers);
        CHECK_SIZE(check, atomic_load(&callers.wrong), 0);
        mdp_pool_destroy(callers.pool);
    }
}

static void oversubscribed(struct check *check)
{
    size_t size = crowd_oversubscribed();
    struct callers callers = {.pool = make_pool(check, (unsigned)size), .rounds = 300};
    crowd_run(size, call, &callers);
    CHECK_SIZE(check, atomic_load(&callers.wrong), 0);
    mdp_pool_destroy(callers.pool);
}

/* As much of it as Helgrind, which is slow, does in a few seconds. */
static void few(struct check *check)
{
    struct callers callers = {.pool = make_pool(check, 4), .rounds = 40};
    crowd_run(4, call, &callers);
    CHECK_SIZE(check, atomic_load(&callers.wrong), 0);
    mdp_pool_destroy(callers.pool);
}

/* ---------------------------------------------------------------------------------------------- beginning and end */

static void comes_and_goes(struct check *check)
{
    unsigned char marks[8] = {0};
    size_t blocks = atomic_load(&faults_malloc.live), threads = atomic_load(&faults_thread.live);
    for (size_t round = 0; round < 1000; round++) {
        mdp_pool *pool = make_pool(check, (unsigned)(1 + round % 7));
        if (round % 3 != 0) /* now and then the end comes while threads still begin */
            run(pool, sizeof marks, mark, marks);
        mdp_pool_destroy(pool);
    }
    for (size_t i = 1; i < sizeof marks; i++)
        CHECK(check, marks[i] == marks[0]);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
    CHECK_SIZE(check, atomic_load(&faults_thread.live), threads);
}

/* Creates a pool while the k-th call of something fails; false at the end, when there are fewer calls than k. */
static bool create_failing(struct check *check, struct faults *faults, size_t k, mdp_status wanted)
{
    mdp_pool *pool = (mdp_pool *)(void *)check; /* to be set to NULL */
    size_t blocks = atomic_load(&faults_malloc.live), threads = atomic_load(&faults_thread.live);
    faults_arm(faults, k, false);
    mdp_status status = mdp_pool_create(8, &pool);
    bool failed = faults_disarm(faults);
    if (failed)
        CHECK(check, status == wanted && pool == NULL);
    else if (CHECK(check, status == MDP_OK))
        mdp_pool_destroy(pool);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
    CHECK_SIZE(check, atomic_load(&faults_thread.live), threads);
    return failed;
}

static void thread_fails(struct check *check)
{
    size_t k = 1;
    while (create_failing(check, &faults_thread, k, MDP_ERR_THREAD))
        k++;
    CHECK_SIZE(check, k, 8); /* the calling thread is one of the 8 */
}

static void memory_fails(struct check *check)
{
    size_t k = 1;
    while (create_failing(check, &faults_malloc, k, MDP_ERR_NOMEM))
        k++;
    CHECK_SIZE(check, k, 2);
}

static void one_for_each_processor(struct check *check)
{
    cpu_set_t allowed, one;
    if (!CHECK(check, sched_getaffinity(0, sizeof allowed, &allowed) == 0))
        return;
    mdp_pool *pool = make_pool(check, 0);
    CHECK_SIZE(check, mdp_pool_executor(pool).width, (size_t)CPU_COUNT(&allowed));
    mdp_pool_destroy(pool);
    CPU_ZERO(&one);
    CPU_SET((size_t)sched_getcpu(), &one);
    CHECK(check, sched_setaffinity(0, sizeof one, &one) == 0);
    pool = make_pool(check, 0);
    CHECK_SIZE(check, mdp_pool_executor(pool).width, 1);
    mdp_pool_destroy(pool);
    CHECK(check, sched_setaffinity(0, sizeof allowed, &allowed) == 0);
}

/* ------------------------------------------------------------------------------------------------------- idleness */

static void sleep_milliseconds(long milliseconds)
{
    struct timespec time = {0, milliseconds * 1000000L};
    nanosleep(&time, NULL);
}

/* What all threads of the process have used. */
static size_t processor_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (size_t)now.tv_sec * 1000 + (size_t)now.tv_nsec / 1000000;
}

static void sleep_in_task(void *argument, size_t index)
{
    (void)argument;
    (void)index;
    sleep_milliseconds(300);
}

/* Seven threads that look for work without sleeping would use 300 ms or more, also on a machine with other things to
 * do. */
static void idle_threads_sleep(struct check *check)
{
    mdp_pool *pool = make_pool(check, 8);
    run(pool, 8, sleep_in_task, NULL); /* now all have begun */
    size_t before = processor_milliseconds();
    sleep_milliseconds(300);
    CHECK(check, processor_milliseconds() - before < 60);
    before = processor_milliseconds();
    run(pool, 2, sleep_in_task, NULL); /* the others have nothing to do, though the call goes on */
    CHECK(check, processor_milliseconds() - before < 60);
    mdp_pool_destroy(pool);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"no_pool", no_pool},
        {"each_index_once", each_index_once},
        {"all_threads_work", all_threads_work},
        {"one_thread_is_the_caller", one_thread_is_the_caller},
        {"nested", nested},
        {"many_callers", many_callers},
        {"oversubscribed", oversubscribed},
        {"few", few},
        {"comes_and_goes", comes_and_goes},
        {"thread_fails", thread_fails},
        {"memory_fails", memory_fails},
        {"one_for_each_processor", one_for_each_processor},
        {"idle_threads_sleep", idle_threads_sleep},
    };
    struct check check;
    check_start(&check, argc, argv);
    check_cases(&check, cases, CHECK_COUNT(cases));
    return check_finish(&check);
}
