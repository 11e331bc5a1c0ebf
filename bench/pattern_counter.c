/* pattern_counter.c: patterns in which no document is shared, but the number of the current version, from which each
 * thread can make the document: none at all, thread-local documents, and the library's cache. */
#include "pattern.h"

#include <stdatomic.h>
#include <stdlib.h>

/* ---------------------------------------------------------------------------------------------- no synchronisation */

/* What a record is that is changed in place: its beginning is written, and then its end. Relaxed loads and stores are
 * what plain ones are to the processor, and, unlike those, defined. */
struct record {
    _Atomic uint64_t begin;
    _Atomic uint64_t end;
};

static void *create_record(struct bench_hand *hand)
{
    (void)hand;
    return calloc(1, sizeof(struct record));
}

/* Between the two a thread looks at a document of its own, so that the read takes as long as others do. */
static enum bench_outcome read_record(void *state, struct bench_hand *hand)
{
    struct record *record = state;
    if (!bench_hand_refresh(hand, 0))
        return BENCH_FAILED;
    uint64_t begin = atomic_load_explicit(&record->begin, memory_order_relaxed);
    enum bench_outcome outcome = bench_hand_look(hand, hand->document);
    uint64_t end = atomic_load_explicit(&record->end, memory_order_relaxed);
    return begin == end ? outcome : BENCH_TORN;
}

static bool update_record(void *state, struct bench_hand *hand)
{
    struct record *record = state;
    uint64_t number = atomic_load_explicit(&record->begin, memory_order_relaxed) + 1;
    const mdp_document *document = bench_hand_parse(hand, number);
    atomic_store_explicit(&record->begin, number, memory_order_relaxed);
    atomic_store_explicit(&record->end, number, memory_order_relaxed);
    mdp_document_release(document);
    return document != NULL;
}

static uint64_t current_record(void *state)
{
    struct record *record = state;
    return atomic_load(&record->end);
}

const struct bench_pattern bench_pattern_none = {
    "none", "relaxed loads and stores", create_record, read_record, update_record, current_record, free};

/* ---------------------------------------------------------------------------------------------------- thread-local */

static void *create_number(struct bench_hand *hand)
{
    (void)hand;
    return calloc(1, sizeof(_Atomic uint64_t));
}

static uint64_t current_number(void *state)
{
    return atomic_load((_Atomic uint64_t *)state);
}

static enum bench_outcome read_local(void *state, struct bench_hand *hand)
{
    if (!bench_hand_refresh(hand, current_number(state)))
        return BENCH_FAILED;
    return bench_hand_look(hand, hand->document);
}

static bool update_local(void *state, struct bench_hand *hand)
{
    return bench_hand_refresh(hand, atomic_fetch_add((_Atomic uint64_t *)state, 1) + 1);
}

const struct bench_pattern bench_pattern_local = {
    "thread-local", "each thread parses for itself", create_number, read_local, update_local, current_number, free};

/* ------------------------------------------------------------------------------------------- double-checked: cache */

#define CACHE_BYTES ((size_t)1 << 24)

struct cached {
    _Atomic uint64_t number;
    mdp_cache *cache;
};

static void *create_cached(struct bench_hand *hand)
{
    (void)hand;
    struct cached *cached = calloc(1, sizeof *cached);
    if (cached != NULL && mdp_cache_create(CACHE_BYTES, &cached->cache) != MDP_OK) {
        free(cached);
        return NULL;
    }
    return cached;
}

/* The cache's document of a version, retained. */
static const mdp_document *fetch(struct cached *cached, struct bench_hand *hand, uint64_t number)
{
    const mdp_document *document = NULL;
    bench_versions_number(hand->versions, hand->text, number);
    mdp_cache_parse(cached->cache, hand->text, hand->versions->size, NULL, &document);
    return document;
}

static enum bench_outcome read_cached(void *state, struct bench_hand *hand)
{
    struct cached *cached = state;
    const mdp_document *document = fetch(cached, hand, atomic_load(&cached->number));
    enum bench_outcome outcome = document != NULL ? bench_hand_look(hand, document) : BENCH_FAILED;
    mdp_document_release(document);
    return outcome;
}

static bool update_cached(void *state, struct bench_hand *hand)
{
    struct cached *cached = state;
    const mdp_document *document = fetch(cached, hand, atomic_fetch_add(&cached->number, 1) + 1);
    mdp_document_release(document);
    return document != NULL;
}

static uint64_t current_cached(void *state)
{
    struct cached *cached = state;
    return atomic_load(&cached->number);
}

static void destroy_cached(void *state)
{
    struct cached *cached = state;
    mdp_cache_destroy(cached->cache);
    free(cached);
}

const struct bench_pattern bench_pattern_cache = {
    "double-checked", "mdp_cache: look, else parse", create_cached, read_cached, update_cached, current_cached,
    destroy_cached};
