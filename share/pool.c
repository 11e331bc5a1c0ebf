/* pool.c: threads that wait for work, and mdp_executor on top of them.
 *
 *     pool: mutex, ring --> job --> job --> job --> the first again
 *                          ^
 *                          the next free thread goes here, and the ring turns
 *
 * A call of run is a job. It stands in the ring as long as it may have tasks that nobody has begun. Whoever works on
 * it, the thread that called and any threads of the pool, takes its next index from a counter until there is none left.
 * The calling thread then takes the job out of the ring, so that nobody comes any more, and waits for the helpers that
 * are still at their last task.
 *
 * What two threads can reach, and what protects it:
 *     the ring, ending, a job's helpers and linked    the mutex
 *     a job's next                                    atomic: each value is given out once
 *     what tasks read and write                       the mutex, which a helper takes between the beginning of run and
 *                                                     its first task, and between its last task and the end of run
 *
 * No deadlock, however calls are nested: a thread waits only in run, for helpers of its own job. Such a helper is at a
 * task of that job, and if it waits, then for a job that was begun inside of this task, so later. Waiting leads from
 * older jobs to younger ones, so never in a circle. For this a waiting thread must not take up other work meanwhile.
 *
 * Must not know what the work is. */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "mdparse.h"
#include "processors.h"

struct job {
    struct job *before; /* the ring */
    struct job *after;
    void (*task)(void *argument, size_t index);
    void *argument;
    size_t count;
    atomic_size_t next;       /* the first index that nobody has taken; at or above count where all are */
    size_t helpers;           /* threads of the pool that work on it */
    bool linked;              /* it is in the ring */
    pthread_cond_t abandoned; /* for the calling thread: helpers has become 0 */
};

struct mdp_pool {
    pthread_mutex_t mutex;
    pthread_cond_t stirred; /* for the threads of the pool: a job has come, or the end */
    struct job *jobs;       /* the one in the ring whose turn it is, or NULL */
    bool ending;
    size_t started; /* threads */
    pthread_t threads[];
};

/* ------------------------------------------------------------------------------------ the ring; the mutex is held */

/* At the end: behind all whose turn comes before. */
static void link_job(struct mdp_pool *pool, struct job *job)
{
    if (pool->jobs) {
        job->after = pool->jobs;
        job->before = pool->jobs->before;
        job->before->after = job;
        job->after->before = job;
    } else {
        job->before = job->after = pool->jobs = job;
    }
    job->linked = true;
}

static void unlink_job(struct mdp_pool *pool, struct job *job)
{
    if (!job->linked)
        return;
    job->linked = false;
    job->before->after = job->after;
    job->after->before = job->before;
    if (pool->jobs == job)
        pool->jobs = job->after == job ? NULL : job->after;
}

/* -------------------------------------------------------------------------------------------------------- working */

/* Does tasks until none is left that nobody has begun. Relaxed, because the counter carries no data: that goes by the
 * mutex. */
static void take_part(struct job *job)
{
    size_t index;
    while ((index = atomic_fetch_add_explicit(&job->next, 1, memory_order_relaxed)) < job->count)
        job->task(job->argument, index);
}

/* What a thread of the pool does all its life. */
static void *serve(void *context)
{
    struct mdp_pool *pool = context;
    pthread_mutex_lock(&pool->mutex);
    while (!pool->ending) {
        struct job *job = pool->jobs;
        if (!job) {
            pthread_cond_wait(&pool->stirred, &pool->mutex);
            continue;
        }
        pool->jobs = job->after;
        job->helpers++;
        pthread_mutex_unlock(&pool->mutex);
        take_part(job);
        pthread_mutex_lock(&pool->mutex);
        unlink_job(pool, job); /* else idle threads would come back to it until its last task is done */
        /* While the mutex is held: as soon as it is not, the job can be gone. */
        if (--job->helpers == 0)
            pthread_cond_signal(&job->abandoned);
    }
    pthread_mutex_unlock(&pool->mutex);
    return NULL;
}

/* Shares a job with the pool; false where the system has nothing for the calling thread to wait with. */
static bool run_shared(struct mdp_pool *pool, struct job *job)
{
    if (pthread_cond_init(&job->abandoned, NULL) != 0)
        return false;
    pthread_mutex_lock(&pool->mutex);
    link_job(pool, job);
    for (size_t i = 0; i < pool->started && i < job->count - 1; i++)
        pthread_cond_signal(&pool->stirred);
    pthread_mutex_unlock(&pool->mutex);
    take_part(job);
    pthread_mutex_lock(&pool->mutex);
    unlink_job(pool, job);
    while (job->helpers)
        pthread_cond_wait(&job->abandoned, &pool->mutex);
    pthread_mutex_unlock(&pool->mutex);
    pthread_cond_destroy(&job->abandoned);
    return true;
}

static void run(void *context, size_t count, void (*task)(void *argument, size_t index), void *argument)
{
    struct mdp_pool *pool = context;
    struct job job = {.task = task, .argument = argument, .count = count};
    atomic_init(&job.next, 0);
    bool alone = pool->started == 0 || count < 2;
    if (alone || !run_shared(pool, &job))
        take_part(&job);
}

mdp_executor mdp_pool_executor(mdp_pool *pool)
{
    if (!pool)
        return (mdp_executor){NULL, NULL, 0};
    return (mdp_executor){run, pool, pool->started + 1};
}

/* ---------------------------------------------------------------------------------------------- beginning and end */

/* A pool without threads yet, but with room for so many; NULL where there is no memory. */
static struct mdp_pool *make_pool(size_t threads)
{
    if (threads > (SIZE_MAX - sizeof(struct mdp_pool)) / sizeof(pthread_t))
        return NULL;
    struct mdp_pool *pool = malloc(sizeof *pool + threads * sizeof(pthread_t));
    if (!pool)
        return NULL;
    pool->jobs = NULL;
    pool->ending = false;
    pool->started = 0;
    bool has_mutex = pthread_mutex_init(&pool->mutex, NULL) == 0;
    if (has_mutex && pthread_cond_init(&pool->stirred, NULL) == 0)
        return pool;
    if (has_mutex)
        pthread_mutex_destroy(&pool->mutex);
    free(pool);
    return NULL;
}

/* The signals that a thread of a pool leaves to others: all but those that a fault of its own raises. A fault whose
 * signal is blocked ends the process, whatever handler it has. */
static sigset_t foreign_signals(void)
{
    static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS};
    sigset_t signals;
    sigfillset(&signals);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
        sigdelset(&signals, faults[i]);
    return signals;
}

/* Starts so many threads, or as many as the system does. They inherit the mask of signals that the calling thread has
 * meanwhile. The system gives a signal to any thread that does not block it, and handlers are the caller's code, which
 * counts on its own threads. */
static void start_threads(struct mdp_pool *pool, size_t wanted)
{
    sigset_t foreign = foreign_signals(), before;
    pthread_sigmask(SIG_BLOCK, &foreign, &before);
    /* The threads of the pool do not read `started`, which is still written while they begin. */
    while (pool->started < wanted && pthread_create(&pool->threads[pool->started], NULL, serve, pool) == 0)
        pool->started++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

mdp_status mdp_pool_create(unsigned threads, mdp_pool **created)
{
    if (!created)
        return MDP_ERR_ARGUMENT;
    *created = NULL;
    size_t wanted = (threads ? threads : processors_usable()) - 1;
    struct mdp_pool *pool = make_pool(wanted);
    if (!pool)
        return MDP_ERR_NOMEM;
    start_threads(pool, wanted);
    if (pool->started < wanted) {
        mdp_pool_destroy(pool);
        return MDP_ERR_THREAD;
    }
    *created = pool;
    return MDP_OK;
}

void mdp_pool_destroy(mdp_pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->mutex);
    pool->ending = true;
    pthread_cond_broadcast(&pool->stirred);
    pthread_mutex_unlock(&pool->mutex);
    for (size_t i = 0; i < pool->started; i++)
        pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->stirred);
    pthread_mutex_destroy(&pool->mutex);
    free(pool);
}
