/* cache.c: documents by their text: each text is parsed once.
 *
 *     cache: bytes
 *       +-- shard: mutex, index -- entry    in flight: a thread is parsing the text, and others may wait for it
 *       +-- shard               +- entry    kept: in a list too, by when it was last asked for
 *       +-- shard ...           +- entry
 *                                  entry    gone: no longer in the index, but who waited for it still holds it
 *
 * The hash of the text and the options' key chooses the shard. A call, with the shard's mutex held:
 *     1. looks the hash up
 *     2. finds a document: takes a reference, and compares the text outside of the lock
 *     3. finds a flight: waits until it has landed, and takes its document; where there is none, begins again
 *     4. finds nothing: puts an entry in flight there, parses outside of the lock, then lands it
 * Looking up and putting the entry there are one step under one lock, so there is never more than one flight for a
 * text. No call holds a lock while it parses, compares, or frees a document; none takes a second lock, but for the
 * counters, which take all of them in order.
 *
 * Texts with equal hashes and unequal bytes can be made: XXH3 is no cryptographic hash. The first one has the entry;
 * the others are parsed at each call, as if there were no cache.
 *
 * The budget. cache->bytes counts what is kept and, before they land, the documents that are to be kept: who wants to
 * keep one first adds its bytes, then evicts until the sum is within the budget; where it gets there, the document
 * lands as kept. So what is kept never exceeds the budget: let an approval be a moment at which a thread finds the sum
 * within it. The sum holds all that is kept or approved, so at an approval these are within the budget, and only
 * approvals add to them. (Two large documents that come at the same time can keep each other out.) Each shard keeps its
 * entries in the order in which they were asked for; evictions go around the shards, and take the oldest of each. That
 * is close to the order of all, because hashes spread evenly, and it needs no lock of all.
 *
 * What two threads can reach, and what protects it: everything in a shard and its entries, the shard's mutex (but what
 * does not change after the entry was made: hash and key); cache->bytes, atomic.
 *
 * Must not know how a text is parsed, nor how a document is stored. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "cache_index.h"
#include "mdparse.h"
#include "options.h"

enum {
    SHARD_BITS = 4,
    SHARDS = 1 << SHARD_BITS,
    CACHE_LINE = 64 /* bytes, of most processors */
};

struct entry {
    struct cache_link link; /* first, so that a link is an entry */
    struct options_key key; /* of the options that it is parsed with */
    struct entry *newer;    /* kept: asked for later */
    struct entry *older;
    const mdp_document *document; /* one reference; NULL while in flight, and for a parse that failed */
    size_t bytes;                 /* kept: what it counts in the budget */
    size_t references;            /* one of the index, and one of each call that waits */
    bool in_flight;
};

struct shard {
    pthread_mutex_t mutex;
    pthread_cond_t landed; /* some flight of the shard has */
    struct cache_link *index;
    struct entry *newest; /* of the kept ones */
    struct entry *oldest;
    mdp_cache_counts counts;
    char apart[CACHE_LINE]; /* from the next one, whose mutex others are at */
};

struct mdp_cache {
    size_t budget;
    atomic_size_t bytes;
    struct shard shards[SHARDS];
};

/* One call's question. */
struct question {
    const char *text;
    size_t size;
    const mdp_options *options;
    struct options_key key;
    struct cache_hash hash;
};

/* ------------------------------------------------------------------------------------- entries; the mutex is held */

static void link_newest(struct shard *shard, struct entry *entry)
{
    entry->newer = NULL;
    entry->older = shard->newest;
    *(shard->newest ? &shard->newest->newer : &shard->oldest) = entry;
    shard->newest = entry;
}

static void unlink_kept(struct shard *shard, struct entry *entry)
{
    *(entry->newer ? &entry->newer->older : &shard->newest) = entry->older;
    *(entry->older ? &entry->older->newer : &shard->oldest) = entry->newer;
}

static struct cache_link **place_of(struct shard *shard, struct cache_hash hash)
{
    return cache_index_place(&shard->index, hash, SHARD_BITS);
}

/* An entry in flight at its place, or NULL where there is no memory. */
static struct entry *begin_flight(struct cache_link **place, const struct question *question)
{
    struct entry *entry = malloc(sizeof *entry);
    if (!entry)
        return NULL;
    *entry = (struct entry){.link.hash = question->hash, .key = question->key, .references = 1, .in_flight = true};
    *place = &entry->link;
    return entry;
}

/* Drops a reference. Returns the entry if it was the last, to be freed by free_entry without the lock. */
static struct entry *drop(struct entry *entry)
{
    return --entry->references == 0 ? entry : NULL;
}

static struct entry *drop_from_index(struct shard *shard, struct entry *entry)
{
    cache_index_remove(place_of(shard, entry->link.hash));
    return drop(entry);
}

/* NULL is allowed. */
static void free_entry(struct entry *entry)
{
    if (!entry)
        return;
    mdp_document_release(entry->document);
    free(entry);
}

/* --------------------------------------------------------------------------------------------------------- budget */

/* Evicts the oldest of a shard; false where it keeps none. */
static bool evict_oldest(struct mdp_cache *cache, struct shard *shard)
{
    pthread_mutex_lock(&shard->mutex);
    struct entry *oldest = shard->oldest, *dead = NULL;
    size_t bytes = oldest ? oldest->bytes : 0;
    if (oldest) {
        unlink_kept(shard, oldest);
        shard->counts.evictions++;
        shard->counts.documents--;
        shard->counts.bytes -= bytes;
        dead = drop_from_index(shard, oldest);
    }
    pthread_mutex_unlock(&shard->mutex);
    atomic_fetch_sub(&cache->bytes, bytes); /* after they are no longer kept */
    free_entry(dead);
    return oldest;
}

/* Adds bytes to the sum and makes room for them, beginning at a shard. False, with nothing added, where there is
 * none. */
static bool reserve(struct mdp_cache *cache, size_t shard, size_t bytes)
{
    if (bytes > cache->budget)
        return false;
    atomic_fetch_add(&cache->bytes, bytes);
    for (size_t empty = 0; atomic_load(&cache->bytes) > cache->budget; shard++) {
        empty = evict_oldest(cache, &cache->shards[shard % SHARDS]) ? 0 : empty + 1;
        if (empty == SHARDS) {
            atomic_fetch_sub(&cache->bytes, bytes);
            return false;
        }
    }
    return true;
}

/* Evicts until half of what was kept is left; false where nothing was. */
static bool evict_half(struct mdp_cache *cache)
{
    bool any = false;
    size_t half = atomic_load(&cache->bytes) / 2;
    for (size_t shard = 0, empty = 0; empty < SHARDS && atomic_load(&cache->bytes) > half; shard++) {
        bool evicted = evict_oldest(cache, &cache->shards[shard % SHARDS]);
        empty = evicted ? 0 : empty + 1;
        any = any || evicted;
    }
    return any;
}

/* -------------------------------------------------------------------------------------------------------- parsing */

static struct shard *shard_of(struct mdp_cache *cache, struct cache_hash hash)
{
    return &cache->shards[hash.words[0] % SHARDS];
}

/* What is kept must not be why the system has no memory. It can be without much of it: sealed documents take two of the
 * mappings of which Linux allows a process 65,530. */
static mdp_status parse(struct mdp_cache *cache, const struct question *question, const mdp_document **document)
{
    mdp_options options = *question->options;
    options.allocator = (mdp_allocator){NULL, NULL, NULL};
    mdp_status status = mdp_parse(question->text, question->size, &options, document);
    if (status == MDP_ERR_NOMEM && evict_half(cache))
        status = mdp_parse(question->text, question->size, &options, document);
    return status;
}

/* Ends a flight: what was parsed is kept, or goes to those who wait and is forgotten. */
static void land(struct shard *shard, struct entry *entry, const mdp_document *document, size_t kept_bytes)
{
    struct entry *dead = NULL;
    mdp_document_retain(document);
    pthread_mutex_lock(&shard->mutex);
    shard->counts.misses++;
    entry->document = document;
    entry->in_flight = false;
    if (kept_bytes) {
        entry->bytes = kept_bytes;
        link_newest(shard, entry);
        shard->counts.documents++;
        shard->counts.bytes += kept_bytes;
    } else {
        dead = drop_from_index(shard, entry);
    }
    pthread_cond_broadcast(&shard->landed);
    pthread_mutex_unlock(&shard->mutex);
    free_entry(dead);
}

/* The flight of an entry. */
static mdp_status fly(struct mdp_cache *cache, struct entry *entry, const struct question *question,
                      const mdp_document **document)
{
    mdp_status status = parse(cache, question, document);
    size_t bytes = status == MDP_OK ? mdp_document_measure(*document).memory + sizeof *entry : 0;
    bool keeps = bytes && reserve(cache, question->hash.words[0] % SHARDS, bytes);
    land(shard_of(cache, question->hash), entry, *document, keeps ? bytes : 0);
    return status;
}

/* Without the cache: where it has no memory for an entry, or another text has the entry; `counted_as_hit` is whether
 * that was taken for a hit. */
static mdp_status parse_aside(struct mdp_cache *cache, const struct question *question, bool counted_as_hit,
                              const mdp_document **document)
{
    struct shard *shard = shard_of(cache, question->hash);
    pthread_mutex_lock(&shard->mutex);
    shard->counts.misses++;
    shard->counts.hits -= counted_as_hit;
    pthread_mutex_unlock(&shard->mutex);
    return parse(cache, question, document);
}

/* -------------------------------------------------------------------------------------------------------- look-up */

/* The document of an entry, retained; NULL where its flight fails. The mutex is held, and given up while it waits. */
static const mdp_document *take_document(struct shard *shard, struct entry *entry, struct entry **dead)
{
    if (!entry->in_flight) {
        unlink_kept(shard, entry);
        link_newest(shard, entry);
        shard->counts.hits++;
        return mdp_document_retain(entry->document);
    }
    shard->counts.waits++;
    entry->references++;
    while (entry->in_flight)
        pthread_cond_wait(&shard->landed, &shard->mutex);
    shard->counts.hits += entry->document != NULL;
    const mdp_document *document = mdp_document_retain(entry->document);
    *dead = drop(entry);
    return document;
}

static bool has_text(const mdp_document *document, const char *text, size_t size)
{
    if (mdp_document_size(document) != size)
        return false;
    for (size_t at = 0; at < size;) {
        mdp_string piece = mdp_document_piece(document, at);
        if (memcmp(piece.data, text + at, piece.size) != 0)
            return false;
        at += piece.size;
    }
    return true;
}

static mdp_status ask(struct mdp_cache *cache, const struct question *question, const mdp_document **document)
{
    struct shard *shard = shard_of(cache, question->hash);
    const mdp_document *found = NULL;
    bool is_same_key = false;
    while (!found) {
        struct entry *dead = NULL;
        pthread_mutex_lock(&shard->mutex);
        struct cache_link **place = place_of(shard, question->hash);
        struct entry *entry = (struct entry *)*place;
        if (!entry) {
            entry = begin_flight(place, question);
            pthread_mutex_unlock(&shard->mutex);
            return entry ? fly(cache, entry, question, document) : parse_aside(cache, question, false, document);
        }
        is_same_key = options_key_equal(&entry->key, &question->key);
        found = take_document(shard, entry, &dead);
        pthread_mutex_unlock(&shard->mutex);
        free_entry(dead);
    }
    if (is_same_key && has_text(found, question->text, question->size)) {
        *document = found;
        return MDP_OK;
    }
    mdp_document_release(found);
    return parse_aside(cache, question, true, document);
}

mdp_status mdp_cache_parse(mdp_cache *cache, const char *text, size_t size, const mdp_options *options,
                           const mdp_document **document)
{
    const mdp_options defaults = MDP_OPTIONS_INIT;
    if (!document)
        return MDP_ERR_ARGUMENT;
    *document = NULL;
    struct question question = {.text = size ? text : "", .size = size, .options = options ? options : &defaults};
    if (!cache || !question.text || !options_are_valid(question.options))
        return MDP_ERR_ARGUMENT;
    if (size > options_limits(question.options).text_size)
        return MDP_ERR_LIMIT;
    question.key = options_key(question.options);
    XXH128_hash_t hash = XXH3_128bits_withSeed(question.text, size, XXH3_64bits(&question.key, sizeof question.key));
    question.hash = (struct cache_hash){{hash.low64, hash.high64}};
    return ask(cache, &question, document);
}

/* ----------------------------------------------------------------------------------- beginning, end, and counters */

static bool open_shard(struct shard *shard)
{
    *shard = (struct shard){.index = NULL};
    if (pthread_mutex_init(&shard->mutex, NULL) != 0)
        return false;
    if (pthread_cond_init(&shard->landed, NULL) == 0)
        return true;
    pthread_mutex_destroy(&shard->mutex);
    return false;
}

/* No flight is left, so all entries are kept ones. */
static void close_shard(struct shard *shard)
{
    for (struct entry *entry = shard->newest; entry;) {
        struct entry *older = entry->older;
        free_entry(entry);
        entry = older;
    }
    pthread_cond_destroy(&shard->landed);
    pthread_mutex_destroy(&shard->mutex);
}

static void close_shards(struct mdp_cache *cache, size_t count)
{
    for (size_t i = 0; i < count; i++)
        close_shard(&cache->shards[i]);
    free(cache);
}

mdp_status mdp_cache_create(size_t bytes, mdp_cache **created)
{
    if (!created)
        return MDP_ERR_ARGUMENT;
    *created = NULL;
    struct mdp_cache *cache = malloc(sizeof *cache);
    if (!cache)
        return MDP_ERR_NOMEM;
    cache->budget = bytes;
    atomic_init(&cache->bytes, 0);
    for (size_t i = 0; i < SHARDS; i++) {
        if (!open_shard(&cache->shards[i])) {
            close_shards(cache, i);
            return MDP_ERR_NOMEM;
        }
    }
    *created = cache;
    return MDP_OK;
}

void mdp_cache_destroy(mdp_cache *cache)
{
    if (cache)
        close_shards(cache, SHARDS);
}

mdp_cache_counts mdp_cache_counters(mdp_cache *cache)
{
    mdp_cache_counts sum = {0, 0, 0, 0, 0, 0};
    for (size_t i = 0; i < SHARDS; i++)
        pthread_mutex_lock(&cache->shards[i].mutex);
    for (size_t i = 0; i < SHARDS; i++) {
        const mdp_cache_counts *counts = &cache->shards[i].counts;
        sum.hits += counts->hits;
        sum.misses += counts->misses;
        sum.waits += counts->waits;
        sum.evictions += counts->evictions;
        sum.documents += counts->documents;
        sum.bytes += counts->bytes;
    }
    for (size_t i = 0; i < SHARDS; i++)
        pthread_mutex_unlock(&cache->shards[i].mutex);
    return sum;
}
