/* pattern_locks.c: one document behind a lock: a mutex or a read-write lock that is held for the whole of a read, as it
 * must be where a document can be changed in place; and copy-on-write, where the lock is held only to take a reference.
 */
#define _POSIX_C_SOURCE 200809L
#include "pattern.h"

#include <stdlib.h>

struct locked {
    pthread_mutex_t mutex; /* of the one pattern */
    pthread_rwlock_t lock; /* of the other */
    const mdp_document *document;
};

static void *create(struct bench_hand *hand)
{
    struct locked *locked = malloc(sizeof *locked);
    const mdp_document *document = bench_hand_parse(hand, 0);
    if (locked == NULL || document == NULL) {
        mdp_document_release(document);
        free(locked);
        return NULL;
    }
    locked->document = document;
    pthread_mutex_init(&locked->mutex, NULL);
    pthread_rwlock_init(&locked->lock, NULL);
    return locked;
}

static uint64_t current(void *state)
{
    const struct locked *locked = state;
    return bench_version_glance(locked->document);
}

static void destroy(void *state)
{
    struct locked *locked = state;
    pthread_rwlock_destroy(&locked->lock);
    pthread_mutex_destroy(&locked->mutex);
    mdp_document_release(locked->document);
    free(locked);
}

/* The lock is held for writing. */
static bool replace(struct locked *locked, struct bench_hand *hand)
{
    const mdp_document *next = bench_hand_parse_next(hand, locked->document);
    if (next == NULL)
        return false;
    mdp_document_release(locked->document);
    locked->document = next;
    return true;
}

/* ----------------------------------------------------------------------------------------------------------- mutex */

static enum bench_outcome read_mutex(void *state, struct bench_hand *hand)
{
    struct locked *locked = state;
    pthread_mutex_lock(&locked->mutex);
    enum bench_outcome outcome = bench_hand_look(hand, locked->document);
    pthread_mutex_unlock(&locked->mutex);
    return outcome;
}

static bool update_mutex(void *state, struct bench_hand *hand)
{
    struct locked *locked = state;
    pthread_mutex_lock(&locked->mutex);
    bool good = replace(locked, hand);
    pthread_mutex_unlock(&locked->mutex);
    return good;
}

const struct bench_pattern bench_pattern_mutex = {
    "simple lock", "a mutex around each read", create, read_mutex, update_mutex, current, destroy};

/* ------------------------------------------------------------------------------------------------- read-write lock */

static enum bench_outcome read_rwlock(void *state, struct bench_hand *hand)
{
    struct locked *locked = state;
    pthread_rwlock_rdlock(&locked->lock);
    enum bench_outcome outcome = bench_hand_look(hand, locked->document);
    pthread_rwlock_unlock(&locked->lock);
    return outcome;
}

static bool update_rwlock(void *state, struct bench_hand *hand)
{
    struct locked *locked = state;
    pthread_rwlock_wrlock(&locked->lock);
    bool good = replace(locked, hand);
    pthread_rwlock_unlock(&locked->lock);
    return good;
}

const struct bench_pattern bench_pattern_rwlock = {
    "read-write lock", "readers beside readers", create, read_rwlock, update_rwlock, current, destroy};

/* --------------------------------------------------------------------------------------------------- copy-on-write */

static const mdp_document *take_reference(struct locked *locked)
{
    pthread_mutex_lock(&locked->mutex);
    const mdp_document *document = mdp_document_retain(locked->document);
    pthread_mutex_unlock(&locked->mutex);
    return document;
}

static enum bench_outcome read_copy(void *state, struct bench_hand *hand)
{
    const mdp_document *document = take_reference(state);
    enum bench_outcome outcome = bench_hand_look(hand, document);
    mdp_document_release(document);
    return outcome;
}

/* The copy is made without the lock; if another came in between, it is made again. */
static bool update_copy(void *state, struct bench_hand *hand)
{
    struct locked *locked = state;
    for (bool replaced = false; !replaced;) {
        const mdp_document *before = take_reference(locked);
        const mdp_document *next = bench_hand_parse_next(hand, before);
        if (next == NULL) {
            mdp_document_release(before);
            return false;
        }
        pthread_mutex_lock(&locked->mutex);
        replaced = locked->document == before;
        if (replaced)
            locked->document = next;
        pthread_mutex_unlock(&locked->mutex);
        mdp_document_release(replaced ? before : next); /* the lock's reference, or the copy's */
        mdp_document_release(before);
    }
    return true;
}

const struct bench_pattern bench_pattern_copy = {
    "copy-on-write", "a mutex around the reference", create, read_copy, update_copy, current, destroy};
