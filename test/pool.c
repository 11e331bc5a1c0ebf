/* pool.c: the header's promises on executors and pools. Its worth is under ThreadSanitizer (./dev tsan) and Helgrind:
 * tasks write plain memory, which the caller reads when run returns. */
#define _GNU_SOURCE /* sched_setaffinity */
#include "check.h"
#include "crowd.h"
#include "faults.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

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
    size_t locks = atomic_load(&faults_lock.live);
    faults_arm(faults, k, false);
    mdp_status status = mdp_pool_create(8, &pool);
    bool failed = faults_disarm(faults);
    if (failed)
        CHECK(check, status == wanted && pool == NULL);
    else if (CHECK(check, status == MDP_OK))
        mdp_pool_destroy(pool);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
    CHECK_SIZE(check, atomic_load(&faults_thread.live), threads);
    CHECK_SIZE(check, atomic_load(&faults_lock.live), locks);
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

/* No mutex or no condition: no pool. No condition for a call: it does all of its tasks by itself. */
static void lock_fails(struct check *check)
{
    size_t k = 1;
    while (create_failing(check, &faults_lock, k, MDP_ERR_NOMEM))
        k++;
    CHECK_SIZE(check, k, 3);
    unsigned char marks[20] = {0};
    mdp_pool *pool = make_pool(check, 4);
    faults_arm(&faults_lock, 1, false);
    run(pool, sizeof marks, mark, marks);
    CHECK(check, faults_disarm(&faults_lock));
    for (size_t i = 0; i < sizeof marks; i++)
        CHECK_SIZE(check, marks[i], 1);
    mdp_pool_destroy(pool);
}

/* The linker puts this in the place of the function, as faults.h describes it. */
int __real_sched_getaffinity(pid_t process, size_t size, cpu_set_t *allowed);
int __wrap_sched_getaffinity(pid_t process, size_t size, cpu_set_t *allowed);

static atomic_bool has_too_many_processors;

int __wrap_sched_getaffinity(pid_t process, size_t size, cpu_set_t *allowed)
{
    if (!atomic_load(&has_too_many_processors))
        return __real_sched_getaffinity(process, size, allowed);
    errno = EINVAL; /* the set has no room for them */
    return -1;
}

static void one_for_each_processor(struct check *check)
{
    cpu_set_t allowed, one;
    if (!CHECK(check, sched_getaffinity(0, sizeof allowed, &allowed) == 0))
        return;
    mdp_pool *pool = make_pool(check, 0);
    CHECK_SIZE(check, mdp_pool_executor(pool).width, (size_t)CPU_COUNT(&allowed));
    mdp_pool_destroy(pool);
    atomic_store(&has_too_many_processors, true);
    pool = make_pool(check, 0);
    atomic_store(&has_too_many_processors, false);
    CHECK_SIZE(check, mdp_pool_executor(pool).width, (size_t)sysconf(_SC_NPROCESSORS_ONLN));
    mdp_pool_destroy(pool);
    CPU_ZERO(&one);
    CPU_SET((size_t)sched_getcpu(), &one);
    CHECK(check, sched_setaffinity(0, sizeof one, &one) == 0);
    pool = make_pool(check, 0);
    CHECK_SIZE(check, mdp_pool_executor(pool).width, 1);
    mdp_pool_destroy(pool);
    CHECK(check, sched_setaffinity(0, sizeof allowed, &allowed) == 0);
}

/* -------------------------------------------------------------------------------------------------------- signals */

static atomic_int handled, handled_apart; /* signals, and those of them on another thread than this one: */
static pthread_t receiver;

static void on_signal(int number)
{
    (void)number;
    atomic_fetch_add(&handled, 1);
    atomic_fetch_add(&handled_apart, !pthread_equal(pthread_self(), receiver));
}

/* A signal to the process that the only thread beside the pool's has blocked waits for that one. If a thread of the
 * pool were to take it, it would do so before its next task. */
static void signals_go_to_others(struct check *check)
{
    enum { THREADS = 4 };
    struct sigaction action = {.sa_handler = on_signal}, before;
    pthread_barrier_t barrier;
    sigset_t one;
    pthread_barrier_init(&barrier, NULL, THREADS);
    sigemptyset(&one);
    sigaddset(&one, SIGUSR1);
    receiver = pthread_self();
    atomic_store(&handled, 0);
    atomic_store(&handled_apart, 0);
    CHECK(check, sigaction(SIGUSR1, &action, &before) == 0);
    mdp_pool *pool = make_pool(check, THREADS);
    for (int round = 1; round <= 20; round++) {
        CHECK(check, pthread_sigmask(SIG_BLOCK, &one, NULL) == 0);
        CHECK(check, kill(getpid(), SIGUSR1) == 0);
        run(pool, THREADS, meet, &barrier);
        CHECK_SIZE(check, (size_t)atomic_load(&handled), (size_t)round - 1);
        CHECK(check, pthread_sigmask(SIG_UNBLOCK, &one, NULL) == 0); /* here one that waits is handled */
        CHECK_SIZE(check, (size_t)atomic_load(&handled), (size_t)round);
    }
    mdp_pool_destroy(pool);
    pthread_barrier_destroy(&barrier);
    CHECK_SIZE(check, (size_t)atomic_load(&handled_apart), 0);
    CHECK(check, sigaction(SIGUSR1, &before, NULL) == 0);
}

/* A thread that faults takes the signal for it, else the process would end before its handler is asked. */
static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS};

static void fault(void *argument, size_t index)
{
    (void)index;
    for (size_t i = 0; i < CHECK_COUNT(faults); i++)
        raise(faults[i]);
    pthread_barrier_wait(argument); /* so each thread has one task */
}

static atomic_int faults_handled;

static void on_fault(int number)
{
    (void)number;
    atomic_fetch_add(&faults_handled, 1);
}

static void faults_stay(struct check *check)
{
    enum { THREADS = 4 };
    struct sigaction action = {.sa_handler = on_fault}, before[CHECK_COUNT(faults)];
    pthread_barrier_t barrier;
    pthread_barrier_init(&barrier, NULL, THREADS);
    atomic_store(&faults_handled, 0);
    for (size_t i = 0; i < CHECK_COUNT(faults); i++)
        CHECK(check, sigaction(faults[i], &action, &before[i]) == 0);
    mdp_pool *pool = make_pool(check, THREADS);
    run(pool, THREADS, fault, &barrier);
    mdp_pool_destroy(pool);
    CHECK_SIZE(check, (size_t)atomic_load(&faults_handled), THREADS * CHECK_COUNT(faults));
    for (size_t i = 0; i < CHECK_COUNT(faults); i++)
        CHECK(check, sigaction(faults[i], &before[i], NULL) == 0);
    pthread_barrier_destroy(&barrier);
}

/* Whether two sets have the same signals. */
static bool same_signals(const sigset_t *a, const sigset_t *b)
{
    bool same = true;
    for (int number = 1; number <= SIGRTMAX; number++)
        same = same && sigismember(a, number) == sigismember(b, number);
    return same;
}

/* The caller's own mask is what it was, also where a thread cannot be started. */
static void mask_is_kept(struct check *check)
{
    sigset_t one, before, now;
    sigemptyset(&one);
    sigaddset(&one, SIGUSR2);
    pthread_sigmask(SIG_BLOCK, &one, &before);
    pthread_sigmask(SIG_BLOCK, NULL, &one);
    for (size_t k = 0; k <= 2; k++) {
        create_failing(check, &faults_thread, k, MDP_ERR_THREAD);
        pthread_sigmask(SIG_BLOCK, NULL, &now);
        CHECK(check, same_signals(&now, &one));
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
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

/* The calling thread comes first, so it is the one that gets task 0. */
static void sleep_in_first_task(void *argument, size_t index)
{
    (void)argument;
    if (index == 0)
        sleep_milliseconds(300);
}

/* Threads that look for work without sleeping would use 300 ms or more in all, also on a machine that has other things
 * to do. */
static void idle_threads_sleep(struct check *check)
{
    mdp_pool *pool = make_pool(check, 8);
    size_t before = processor_milliseconds();
    sleep_milliseconds(300);
    CHECK(check, processor_milliseconds() - before < 60);
    before = processor_milliseconds();
    run(pool, 20, sleep_in_first_task, NULL); /* nothing is left to do, though the call goes on */
    CHECK(check, processor_milliseconds() - before < 60);
    mdp_pool_destroy(pool);
}

/* ---------------------------------------------------------------------------------------------------------- turns */

/* Two threads of a pool are kept busy until two calls wait for help. One of them needs a helper to end, and the other
 * has tasks until it has ended: if both threads went there, this would never end. */
struct turns {
    mdp_pool *pool;
    pthread_barrier_t busy; /* both threads of the pool are, and their caller */
    pthread_barrier_t pair; /* the call that needs a helper has it */
    atomic_int called;
    atomic_bool ended;
};

static void keep_busy(void *argument, size_t index)
{
    struct turns *turns = argument;
    (void)index;
    pthread_barrier_wait(&turns->busy);
    while (atomic_load(&turns->called) < 2)
        sched_yield();
}

static void need_a_helper(void *argument, size_t index)
{
    struct turns *turns = argument;
    if (index == 0)
        atomic_fetch_add(&turns->called, 1);
    pthread_barrier_wait(&turns->pair);
}

static void have_much_to_do(void *argument, size_t index)
{
    struct turns *turns = argument;
    if (index == 0)
        atomic_fetch_add(&turns->called, 1);
    while (!atomic_load(&turns->ended))
        sched_yield();
}

static void take_turns(struct member *member)
{
    struct turns *turns = member->shared;
    if (member->number == 0) {
        run(turns->pool, 3, keep_busy, turns);
        return;
    }
    if (member->number == 1) {
        pthread_barrier_wait(&turns->busy);
        run(turns->pool, 100, have_much_to_do, turns);
        return;
    }
    pthread_barrier_wait(&turns->busy);
    while (atomic_load(&turns->called) < 1) /* the other call is first in the ring */
        sched_yield();
    run(turns->pool, 2, need_a_helper, turns);
    atomic_store(&turns->ended, true);
}

static void threads_take_turns(struct check *check)
{
    for (size_t round = 0; round < 100; round++) {
        struct turns turns = {.pool = make_pool(check, 3)};
        pthread_barrier_init(&turns.busy, NULL, 3 + 2);
        pthread_barrier_init(&turns.pair, NULL, 2);
        crowd_run(3, take_turns, &turns);
        pthread_barrier_destroy(&turns.busy);
        pthread_barrier_destroy(&turns.pair);
        mdp_pool_destroy(turns.pool);
    }
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
        {"lock_fails", lock_fails},
        {"one_for_each_processor", one_for_each_processor},
        {"signals_go_to_others", signals_go_to_others},
        {"faults_stay", faults_stay},
        {"mask_is_kept", mask_is_kept},
        {"idle_threads_sleep", idle_threads_sleep},
        {"threads_take_turns", threads_take_turns},
    };
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
