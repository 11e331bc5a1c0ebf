/* faults.c: see faults.h. */
#include "faults.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

struct faults faults_malloc, faults_thread, faults_lock;

/* The linker's names: __wrap_x is called for x, __real_x is x. */
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void __real_free(void *memory);
void __wrap_free(void *memory);
int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument);
int __real_pthread_join(pthread_t thread, void **result);
int __wrap_pthread_join(pthread_t thread, void **result);
int __real_pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes);
int __wrap_pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes);
int __real_pthread_mutex_destroy(pthread_mutex_t *mutex);
int __wrap_pthread_mutex_destroy(pthread_mutex_t *mutex);
int __real_pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes);
int __wrap_pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes);
int __real_pthread_cond_destroy(pthread_cond_t *condition);
int __wrap_pthread_cond_destroy(pthread_cond_t *condition);

void faults_arm(struct faults *faults, size_t k, bool fail_on)
{
    atomic_store(&faults->fail_on, fail_on);
    atomic_store(&faults->calls, 0);
    atomic_store(&faults->fail_at, k);
}

bool faults_disarm(struct faults *faults)
{
    size_t fail_at = atomic_exchange(&faults->fail_at, 0);
    return fail_at != 0 && atomic_load(&faults->calls) >= fail_at;
}

static bool fails(struct faults *faults)
{
    size_t call = atomic_fetch_add(&faults->calls, 1) + 1, fail_at = atomic_load(&faults->fail_at);
    return fail_at != 0 && (call == fail_at || (call > fail_at && atomic_load(&faults->fail_on)));
}

void *__wrap_malloc(size_t size)
{
    void *memory = fails(&faults_malloc) ? NULL : __real_malloc(size);
    if (memory != NULL)
        atomic_fetch_add(&faults_malloc.live, 1);
    return memory;
}

void __wrap_free(void *memory)
{
    if (memory != NULL)
        atomic_fetch_sub(&faults_malloc.live, 1);
    __real_free(memory);
}

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument)
{
    if (fails(&faults_thread))
        return EAGAIN;
    int error = __real_pthread_create(thread, attributes, run, argument);
    if (error == 0)
        atomic_fetch_add(&faults_thread.live, 1);
    return error;
}

int __wrap_pthread_join(pthread_t thread, void **result)
{
    atomic_fetch_sub(&faults_thread.live, 1);
    return __real_pthread_join(thread, result);
}

int __wrap_pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes)
{
    if (fails(&faults_lock))
        return EAGAIN;
    atomic_fetch_add(&faults_lock.live, 1);
    return __real_pthread_mutex_init(mutex, attributes);
}

int __wrap_pthread_mutex_destroy(pthread_mutex_t *mutex)
{
    atomic_fetch_sub(&faults_lock.live, 1);
    return __real_pthread_mutex_destroy(mutex);
}

int __wrap_pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes)
{
    if (fails(&faults_lock))
        return EAGAIN;
    atomic_fetch_add(&faults_lock.live, 1);
    return __real_pthread_cond_init(condition, attributes);
}

int __wrap_pthread_cond_destroy(pthread_cond_t *condition)
{
    atomic_fetch_sub(&faults_lock.live, 1);
    return __real_pthread_cond_destroy(condition);
}
