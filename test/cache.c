/* cache.c: the header's promises on caches. Its worth is under ThreadSanitizer (./dev tsan).
 *
 * The program is linked with --wrap=XXH3_128bits_withSeed, so that texts can have the hashes that a case is about:
 * equal ones, which nobody can find otherwise, and ones that differ only where it hurts. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "check.h"
#include "counting.h"
#include "crowd.h"
#include "digest.h"
#include "faults.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <xxhash.h>

/* --------------------------------------------------------------------------------------------------------- hashes */

enum hashing {
    HASH_REAL,
    HASH_EQUAL,     /* of all texts */
    HASH_ONE_SHARD, /* only in bits that choose no shard: the whole cache is one list of what was asked for when */
    HASH_FEW,       /* some 60 different ones */
    HASH_ONE_BIT    /* each has one bit, another one: the deepest tree that there is */
};

static _Atomic(enum hashing) hashing = HASH_REAL;

XXH128_hash_t __real_XXH3_128bits_withSeed(const void *data, size_t size, XXH64_hash_t seed);
XXH128_hash_t __wrap_XXH3_128bits_withSeed(const void *data, size_t size, XXH64_hash_t seed);

XXH128_hash_t __wrap_XXH3_128bits_withSeed(const void *data, size_t size, XXH64_hash_t seed)
{
    XXH128_hash_t hash = __real_XXH3_128bits_withSeed(data, size, seed);
    unsigned bit = (unsigned)(hash.high64 % 128);
    switch (atomic_load(&hashing)) {
    case HASH_REAL:
        return hash;
    case HASH_EQUAL:
        return (XXH128_hash_t){42, 42};
    case HASH_ONE_SHARD:
        return (XXH128_hash_t){hash.low64 & ~UINT64_C(0xFF), hash.high64};
    case HASH_FEW:
        return (XXH128_hash_t){hash.low64 & 0x3F, 7};
    case HASH_ONE_BIT:
        return (XXH128_hash_t){bit < 64 ? UINT64_C(1) << bit : 0, bit < 64 ? 0 : UINT64_C(1) << (bit - 64)};
    }
    return hash;
}

/* ---------------------------------------------------------------------------------------------------------- texts */

#define TEXTS 200

struct text {
    char data[400];
    size_t size;
    uint64_t digest; /* of its document */
    size_t memory;   /* bytes of its document */
};

static void fill_texts(struct check *check, struct text *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct text *text = &texts[i];
        int size = snprintf(text->data, sizeof text->data, "# Text %zu\n\n\"*%0*zu*\" -- [a]\n\n[a]: /%zu\n", i,
                            (int)(1 + i % 10 * 30), i, i);
        const mdp_document *document = NULL;
        text->size = (size_t)size;
        CHECK(check, mdp_parse(text->data, text->size, NULL, &document) == MDP_OK);
        text->digest = digest_document(document);
        text->memory = mdp_document_measure(document).memory;
        mdp_document_release(document);
    }
}

/* Asks for a text; whether what came is its document. Compared with the pointer, where one is given. */
static bool ask(mdp_cache *cache, const struct text *text, const mdp_document *wanted)
{
    const mdp_document *document = NULL;
    bool good = mdp_cache_parse(cache, text->data, text->size, NULL, &document) == MDP_OK &&
                digest_document(document) == text->digest && (!wanted || document == wanted);
    mdp_document_release(document);
    return good;
}

/* Whether asking for a text finds it. */
static bool is_kept(mdp_cache *cache, const struct text *text)
{
    uint64_t hits = mdp_cache_counters(cache).hits;
    ask(cache, text, NULL);
    return mdp_cache_counters(cache).hits == hits + 1;
}

static mdp_cache *make_cache(struct check *check, size_t bytes)
{
    mdp_cache *cache = NULL;
    CHECK(check, mdp_cache_create(bytes, &cache) == MDP_OK);
    return cache;
}

#define LARGE ((size_t)1 << 30)

/* ----------------------------------------------------------------------------------------------------- one thread */

static void parses_once(struct check *check)
{
    static struct text texts[TEXTS];
    size_t blocks = atomic_load(&faults_malloc.live), memory = 0;
    fill_texts(check, texts, TEXTS);
    mdp_cache *cache = make_cache(check, LARGE);
    for (size_t i = 0; i < TEXTS; i++) {
        char copy[sizeof texts[i].data]; /* the cache must not count on the address of a text */
        memcpy(copy, texts[i].data, texts[i].size);
        const mdp_document *first = NULL;
        CHECK(check, mdp_cache_parse(cache, copy, texts[i].size, NULL, &first) == MDP_OK);
        memset(copy, 'X', sizeof copy);
        CHECK(check, ask(cache, &texts[i], first));
        mdp_document_release(first);
        memory += texts[i].memory;
    }
    for (size_t i = 0; i < TEXTS; i++)
        CHECK(check, ask(cache, &texts[i], NULL));
    mdp_cache_counts counts = mdp_cache_counters(cache);
    CHECK_SIZE(check, counts.hits, 2 * TEXTS);
    CHECK_SIZE(check, counts.misses, TEXTS);
    CHECK_SIZE(check, counts.waits, 0);
    CHECK_SIZE(check, counts.evictions, 0);
    CHECK_SIZE(check, counts.documents, TEXTS);
    CHECK(check, counts.bytes > memory);
    mdp_cache_destroy(cache);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
}

static void empty_text(struct check *check)
{
    mdp_cache *cache = make_cache(check, LARGE);
    const mdp_document *first = NULL, *second = NULL;
    CHECK(check, mdp_cache_parse(cache, NULL, 0, NULL, &first) == MDP_OK);
    CHECK(check, mdp_cache_parse(cache, "", 0, NULL, &second) == MDP_OK);
    CHECK(check, first != NULL && first == second);
    mdp_document_release(first);
    mdp_document_release(second);
    mdp_cache_destroy(cache);
}

/* A text of many pieces is compared piece by piece; one that differs in its last byte is another. */
static void large_text(struct check *check)
{
    enum { SIZE = 300000 };
    char *text = malloc(SIZE);
    if (!CHECK(check, text != NULL))
        return;
    for (size_t i = 0; i < SIZE; i++)
        text[i] = "a\n\n- b\n- c\n\n"[i % 12];
    mdp_cache *cache = make_cache(check, LARGE);
    const mdp_document *first = NULL, *second = NULL, *other = NULL;
    CHECK(check, mdp_cache_parse(cache, text, SIZE, NULL, &first) == MDP_OK);
    CHECK(check, mdp_document_measure(first).chunks > 1);
    CHECK(check, mdp_cache_parse(cache, text, SIZE, NULL, &second) == MDP_OK);
    CHECK(check, first == second);
    atomic_store(&hashing, HASH_EQUAL); /* also for those whose hash does not tell */
    mdp_cache *blind = make_cache(check, LARGE);
    mdp_document_release(second);
    CHECK(check, mdp_cache_parse(blind, text, SIZE, NULL, &second) == MDP_OK);
    text[SIZE - 1] ^= 1;
    CHECK(check, mdp_cache_parse(blind, text, SIZE, NULL, &other) == MDP_OK);
    CHECK(check, digest_document(other) != digest_document(second));
    atomic_store(&hashing, HASH_REAL);
    CHECK_SIZE(check, mdp_cache_counters(blind).hits, 0);
    CHECK_SIZE(check, mdp_cache_counters(blind).misses, 2);
    mdp_document_release(first);
    mdp_document_release(second);
    mdp_document_release(other);
    mdp_cache_destroy(cache);
    mdp_cache_destroy(blind);
    free(text);
}

static void flags_tell_apart(struct check *check)
{
    static const enum hashing each[] = {HASH_REAL, HASH_EQUAL};
    for (size_t i = 0; i < CHECK_COUNT(each); i++) {
        atomic_store(&hashing, each[i]);
        mdp_cache *cache = make_cache(check, LARGE);
        const mdp_document *plain = NULL, *smart = NULL, *again = NULL;
        mdp_options options = MDP_OPTIONS_INIT;
        options.flags = MDP_PARSE_SMART;
        CHECK(check, mdp_cache_parse(cache, "\"a\"", 3, NULL, &plain) == MDP_OK);
        CHECK(check, mdp_cache_parse(cache, "\"a\"", 3, &options, &smart) == MDP_OK);
        CHECK(check, mdp_cache_parse(cache, "\"a\"", 3, NULL, &again) == MDP_OK);
        CHECK(check, digest_document(plain) != digest_document(smart));
        CHECK(check, plain == again);
        mdp_document_release(plain);
        mdp_document_release(smart);
        mdp_document_release(again);
        mdp_cache_destroy(cache);
    }
    atomic_store(&hashing, HASH_REAL);
}

/* What an edit of a document may come to is what its caller's limits said, whoever parsed the text before. */
static mdp_status append_much(const mdp_document *document)
{
    const mdp_document *longer = NULL;
    mdp_status status = mdp_document_append(document, " and twenty bytes more", 22, &longer);
    mdp_document_release(longer);
    return status;
}

static void limits_tell_apart(struct check *check)
{
    static const enum hashing each[] = {HASH_REAL, HASH_EQUAL};
    static const mdp_limits limits[] = {{.text_size = 0},   {.text_size = 16}, {.nesting = 1},
                                        {.parentheses = 1}, {.label_size = 1}, {.text_size = 16, .label_size = 1}};
    const mdp_limits defaults = {MDP_TEXT_SIZE_MAX, MDP_NESTING_DEFAULT, 32, 999};
    for (size_t i = 0; i < CHECK_COUNT(each); i++) {
        atomic_store(&hashing, each[i]);
        mdp_cache *cache = make_cache(check, LARGE);
        const mdp_document *documents[CHECK_COUNT(limits)] = {NULL}, *again = NULL;
        mdp_options options = MDP_OPTIONS_INIT;
        for (size_t k = 0; k < CHECK_COUNT(limits); k++) {
            options.limits = limits[k];
            CHECK(check, mdp_cache_parse(cache, "hello", 5, &options, &documents[k]) == MDP_OK);
            CHECK(check, append_much(documents[k]) == (limits[k].text_size ? MDP_ERR_LIMIT : MDP_OK));
            for (size_t other = 0; other < k; other++)
                CHECK(check, documents[k] != documents[other]);
        }
        options.limits = defaults; /* what 0 stands for is no other limit */
        CHECK(check, mdp_cache_parse(cache, "hello", 5, &options, &again) == MDP_OK);
        CHECK(check, again == documents[0]);
        CHECK_SIZE(check, mdp_cache_counters(cache).hits, 1);
        for (size_t k = 0; k < CHECK_COUNT(limits); k++)
            mdp_document_release(documents[k]);
        mdp_document_release(again);
        mdp_cache_destroy(cache);
    }
    atomic_store(&hashing, HASH_REAL);
}

/* Texts with one hash: each gets its own document, and one of them is kept. */
static void equal_hashes(struct check *check)
{
    static struct text texts[TEXTS];
    fill_texts(check, texts, TEXTS);
    atomic_store(&hashing, HASH_EQUAL);
    mdp_cache *cache = make_cache(check, LARGE);
    for (size_t round = 0; round < 2; round++)
        for (size_t i = 0; i < TEXTS; i++)
            CHECK(check, ask(cache, &texts[i], NULL));
    mdp_cache_counts counts = mdp_cache_counters(cache);
    CHECK_SIZE(check, counts.documents, 1);
    CHECK_SIZE(check, counts.hits, 1);
    CHECK_SIZE(check, counts.misses, 2 * TEXTS - 1);
    mdp_cache_destroy(cache);
    atomic_store(&hashing, HASH_REAL);
}

static void outlives_the_cache(struct check *check)
{
    struct text text;
    fill_texts(check, &text, 1);
    mdp_cache *cache = make_cache(check, LARGE);
    const mdp_document *document = NULL;
    CHECK(check, mdp_cache_parse(cache, text.data, text.size, NULL, &document) == MDP_OK);
    mdp_cache_destroy(cache);
    CHECK(check, digest_document(document) == text.digest);
    mdp_document_release(document);
    mdp_cache_destroy(NULL);
}

/* The page cannot be read: a text that is too large must not be hashed. */
static void arguments(struct check *check)
{
    enum { PAGE = 4096 };
    char *page = mmap(NULL, PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mdp_cache *cache = make_cache(check, LARGE);
    mdp_options options = MDP_OPTIONS_INIT;
    const mdp_document *stale = (const mdp_document *)(const void *)check, *document = stale;
    CHECK(check, mdp_cache_create(LARGE, NULL) == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_cache_parse(cache, "a", 1, NULL, NULL) == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_cache_parse(NULL, "a", 1, NULL, &document) == MDP_ERR_ARGUMENT && document == NULL);
    document = stale;
    CHECK(check, mdp_cache_parse(cache, NULL, 1, NULL, &document) == MDP_ERR_ARGUMENT && document == NULL);
    document = stale;
    CHECK(check, mdp_cache_parse(cache, page, SIZE_MAX, NULL, &document) == MDP_ERR_LIMIT && document == NULL);
    document = stale;
    options.struct_size--;
    CHECK(check, mdp_cache_parse(cache, page, 1, &options, &document) == MDP_ERR_ARGUMENT && document == NULL);
    CHECK_SIZE(check, mdp_cache_counters(cache).misses, 0);
    mdp_cache_destroy(cache);
    munmap(page, PAGE);
}

static void allocator_is_not_used(struct check *check)
{
    struct counting counting = {0};
    mdp_options options = MDP_OPTIONS_INIT;
    options.allocator = counting_allocator(&counting);
    mdp_cache *cache = make_cache(check, LARGE);
    const mdp_document *document = NULL;
    CHECK(check, mdp_cache_parse(cache, "a", 1, &options, &document) == MDP_OK);
    mdp_document_release(document);
    mdp_cache_destroy(cache);
    CHECK_SIZE(check, atomic_load(&counting.calls), 0);
}

/* --------------------------------------------------------------------------------------------------------- budget */

/* What one document takes in the cache. */
static size_t bytes_of(struct check *check, const struct text *text)
{
    mdp_cache *cache = make_cache(check, LARGE);
    ask(cache, text, NULL);
    size_t bytes = mdp_cache_counters(cache).bytes;
    mdp_cache_destroy(cache);
    return bytes;
}

static void the_oldest_goes_first(struct check *check)
{
    static struct text texts[31]; /* of which every tenth is of the same size */
    fill_texts(check, texts, CHECK_COUNT(texts));
    const struct text *a = &texts[10], *b = &texts[20], *c = &texts[30];
    atomic_store(&hashing, HASH_ONE_SHARD);
    mdp_cache *cache = make_cache(check, 2 * bytes_of(check, a));
    ask(cache, a, NULL);
    ask(cache, b, NULL);
    ask(cache, a, NULL); /* now b is the oldest */
    ask(cache, c, NULL);
    CHECK_SIZE(check, mdp_cache_counters(cache).evictions, 1);
    CHECK_SIZE(check, mdp_cache_counters(cache).documents, 2);
    CHECK(check, is_kept(cache, c));
    CHECK(check, is_kept(cache, a));
    CHECK(check, !is_kept(cache, b)); /* which now drives out c */
    CHECK(check, is_kept(cache, a));
    CHECK(check, !is_kept(cache, c));
    CHECK_SIZE(check, mdp_cache_counters(cache).evictions, 3);
    mdp_cache_destroy(cache);
    atomic_store(&hashing, HASH_REAL);
}

static void larger_than_the_budget(struct check *check)
{
    struct text text;
    fill_texts(check, &text, 1);
    size_t bytes = bytes_of(check, &text);
    const size_t budgets[] = {0, 1, text.memory, bytes - 1, bytes};
    for (size_t i = 0; i < CHECK_COUNT(budgets); i++) {
        mdp_cache *cache = make_cache(check, budgets[i]);
        CHECK(check, ask(cache, &text, NULL));
        CHECK(check, ask(cache, &text, NULL));
        mdp_cache_counts counts = mdp_cache_counters(cache);
        CHECK_SIZE(check, counts.hits, budgets[i] == bytes);
        CHECK_SIZE(check, counts.documents, budgets[i] == bytes);
        CHECK_SIZE(check, counts.evictions, 0);
        mdp_cache_destroy(cache);
    }
}

/* One that needs all of the budget drives out all others, wherever they are. */
static void a_large_one_takes_all(struct check *check)
{
    static struct text texts[TEXTS];
    static char large[20000];
    fill_texts(check, texts, TEXTS);
    memset(large, '*', sizeof large);
    mdp_cache *cache = make_cache(check, LARGE);
    const mdp_document *document = NULL;
    CHECK(check, mdp_cache_parse(cache, large, sizeof large, NULL, &document) == MDP_OK);
    size_t bytes = mdp_cache_counters(cache).bytes;
    mdp_document_release(document);
    mdp_cache_destroy(cache);
    cache = make_cache(check, bytes);
    for (size_t i = 0; i < TEXTS; i++)
        ask(cache, &texts[i], NULL);
    CHECK(check, mdp_cache_counters(cache).documents > 10);
    CHECK(check, mdp_cache_parse(cache, large, sizeof large, NULL, &document) == MDP_OK);
    CHECK_SIZE(check, mdp_cache_counters(cache).documents, 1);
    CHECK_SIZE(check, mdp_cache_counters(cache).bytes, bytes);
    mdp_document_release(document);
    mdp_cache_destroy(cache);

    cache = make_cache(check, bytes - 1); /* and one that needs more drives out none */
    ask(cache, &texts[0], NULL);
    CHECK(check, mdp_cache_parse(cache, large, sizeof large, NULL, &document) == MDP_OK);
    CHECK(check, is_kept(cache, &texts[0]));
    mdp_document_release(document);
    mdp_cache_destroy(cache);
}

/* Random questions, whatever the hashes and the budget: what comes is right, and the counts agree. */
static void random_questions(struct check *check)
{
    static const enum hashing each[] = {HASH_REAL, HASH_ONE_SHARD, HASH_FEW, HASH_ONE_BIT};
    static struct text texts[TEXTS];
    struct member member = {.dice = 1};
    size_t blocks = atomic_load(&faults_malloc.live);
    fill_texts(check, texts, TEXTS);
    for (size_t i = 0; i < CHECK_COUNT(each); i++) {
        for (size_t budget = 2000; budget < 400000; budget *= 5) {
            atomic_store(&hashing, each[i]);
            mdp_cache *cache = make_cache(check, budget);
            mdp_cache_counts counts = {0};
            for (size_t round = 1; round <= 3000; round++) {
                CHECK(check, ask(cache, &texts[crowd_roll(&member, TEXTS)], NULL));
                counts = mdp_cache_counters(cache);
                CHECK(check, counts.hits + counts.misses == round);
                CHECK(check, counts.bytes <= budget && counts.documents <= counts.misses - counts.evictions);
            }
            CHECK(check, counts.hits > 0 && counts.documents > 0);
            mdp_cache_destroy(cache);
        }
    }
    atomic_store(&hashing, HASH_REAL);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
}

/* --------------------------------------------------------------------------------------------------- many threads */

struct asking {
    mdp_cache *cache;
    const struct text *texts;
    size_t rounds;
    size_t budget;
    atomic_size_t wrong;
    const char *large;
    size_t large_size;
    _Atomic(const mdp_document *) documents[64]; /* what each member got */
    atomic_size_t nomem;
};

static void ask_at_random(struct member *member)
{
    struct asking *asking = member->shared;
    for (size_t round = 0; round < asking->rounds; round++) {
        /* Half of the questions are for a few of the texts. */
        size_t which = crowd_roll(member, crowd_roll(member, 2) ? TEXTS : 5);
        size_t wrong = !ask(asking->cache, &asking->texts[which], NULL);
        if (crowd_roll(member, 16) == 0)
            wrong += mdp_cache_counters(asking->cache).bytes > asking->budget;
        atomic_fetch_add(&asking->wrong, wrong);
        crowd_stumble(member);
    }
}

static void ask_in_a_crowd(struct check *check, size_t threads, size_t rounds, enum hashing how)
{
    static struct text texts[TEXTS];
    fill_texts(check, texts, TEXTS);
    size_t blocks = atomic_load(&faults_malloc.live);
    atomic_store(&hashing, how);
    for (size_t budget = 3000; budget < 1000000; budget *= 10) {
        struct asking asking = {.cache = make_cache(check, budget), .texts = texts, .rounds = rounds, .budget = budget};
        crowd_run(threads, ask_at_random, &asking);
        mdp_cache_counts counts = mdp_cache_counters(asking.cache);
        CHECK_SIZE(check, atomic_load(&asking.wrong), 0);
        CHECK_SIZE(check, counts.hits + counts.misses, threads * rounds);
        CHECK(check, counts.hits > 0 && counts.misses > 0 && counts.bytes <= budget);
        mdp_cache_destroy(asking.cache);
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
    }
    atomic_store(&hashing, HASH_REAL);
}

static void crowd(struct check *check)
{
    ask_in_a_crowd(check, CROWD_SIZE, 1000, HASH_REAL);
    ask_in_a_crowd(check, CROWD_SIZE, 500, HASH_ONE_SHARD);
    ask_in_a_crowd(check, CROWD_SIZE, 500, HASH_FEW);
}

/* As much of it as Helgrind, which is slow, does in a few seconds. */
static void few(struct check *check)
{
    ask_in_a_crowd(check, 3, 60, HASH_REAL);
}

static void oversubscribed(struct check *check)
{
    ask_in_a_crowd(check, crowd_oversubscribed(), 300, HASH_REAL);
}

static void ask_for_the_large_one(struct member *member)
{
    struct asking *asking = member->shared;
    const mdp_document *document = NULL;
    mdp_status status = mdp_cache_parse(asking->cache, asking->large, asking->large_size, NULL, &document);
    atomic_store(&asking->documents[member->number], document);
    atomic_fetch_add(&asking->nomem, status == MDP_ERR_NOMEM);
    atomic_fetch_add(&asking->wrong, (status == MDP_OK) != (document != NULL));
}

/* All ask for a text that takes so long that they meet in the cache. How many documents they got, each counted once;
 * their references are released. */
static size_t ask_together(struct check *check, struct asking *asking)
{
    size_t different = 0;
    crowd_run(CROWD_SIZE, ask_for_the_large_one, asking);
    for (size_t i = 0; i < CROWD_SIZE; i++) {
        const mdp_document *document = atomic_load(&asking->documents[i]);
        size_t k = 0;
        while (k < i && atomic_load(&asking->documents[k]) != document)
            k++;
        different += document != NULL && k == i;
    }
    for (size_t i = 0; i < CROWD_SIZE; i++)
        mdp_document_release(atomic_load(&asking->documents[i]));
    CHECK_SIZE(check, atomic_load(&asking->wrong), 0);
    return different;
}

static char *make_large(size_t size)
{
    char *text = malloc(size);
    for (size_t i = 0; text && i < size; i++)
        text[i] = "*a* [b](c)\n\n> - d\n"[i % 19];
    return text;
}

/* Of those who ask at once one parses, the others wait, and all get the same document. Where it is not kept, who comes
 * when it has gone parses again. */
static void one_parse_in_flight(struct check *check)
{
    enum { SIZE = 200000, ROUNDS = 200 };
    char *large = make_large(SIZE);
    size_t waits = 0;
    for (size_t round = 0; large && round < ROUNDS && (waits == 0 || round < 8); round++) {
        size_t budget = round % 2 ? LARGE : 10; /* kept or not: who waited gets it */
        struct asking asking = {.cache = make_cache(check, budget), .large = large, .large_size = SIZE};
        size_t documents = ask_together(check, &asking);
        mdp_cache_counts counts = mdp_cache_counters(asking.cache);
        CHECK_SIZE(check, documents, counts.misses);
        if (budget == LARGE)
            CHECK_SIZE(check, counts.misses, 1);
        CHECK_SIZE(check, counts.hits + counts.misses, CROWD_SIZE);
        CHECK_SIZE(check, atomic_load(&asking.nomem), 0);
        waits += counts.waits;
        mdp_cache_destroy(asking.cache);
    }
    CHECK(check, waits > 0);
    free(large);
}

/* The parse that others wait for fails: who parsed is told so, the others try again, and nobody waits for ever. */
static void a_flight_fails(struct check *check)
{
    enum { SIZE = 200000, ROUNDS = 200 };
    char *large = make_large(SIZE);
    size_t blocks = atomic_load(&faults_malloc.live), waits = 0;
    for (size_t round = 0; large && round < ROUNDS && (waits == 0 || round < 8); round++) {
        bool fail_on = round % 2;
        struct asking asking = {.cache = make_cache(check, LARGE), .large = large, .large_size = SIZE};
        faults_arm(&faults_malloc, 3, fail_on); /* 1 is crowd_run's, 2 the first entry, 3 the first parse's */
        CHECK_SIZE(check, ask_together(check, &asking), !fail_on);
        CHECK(check, faults_disarm(&faults_malloc));
        mdp_cache_counts counts = mdp_cache_counters(asking.cache);
        CHECK_SIZE(check, counts.hits + counts.misses, CROWD_SIZE);
        CHECK_SIZE(check, atomic_load(&asking.nomem), fail_on ? CROWD_SIZE : 1);
        CHECK_SIZE(check, counts.documents, !fail_on);
        waits += counts.waits;
        mdp_cache_destroy(asking.cache);
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
    }
    CHECK(check, waits > 0);
    free(large);
}

/* ------------------------------------------------------------------------------------------------------- failures */

/* A question whose k-th allocation fails; false at the end, when it has fewer. */
static bool ask_failing(struct check *check, const struct text *text, size_t k, bool fail_on)
{
    size_t blocks = atomic_load(&faults_malloc.live);
    mdp_cache *cache = make_cache(check, LARGE);
    const mdp_document *document = (const mdp_document *)(const void *)check; /* to be set to NULL */
    faults_arm(&faults_malloc, k, fail_on);
    mdp_status status = mdp_cache_parse(cache, text->data, text->size, NULL, &document);
    bool failed = faults_disarm(&faults_malloc);
    CHECK(check, status == MDP_OK || (failed && status == MDP_ERR_NOMEM));
    CHECK(check, document ? digest_document(document) == text->digest : status == MDP_ERR_NOMEM);
    CHECK_SIZE(check, mdp_cache_counters(cache).documents, !failed);
    CHECK(check, ask(cache, text, NULL)); /* as if nothing had been */
    CHECK(check, is_kept(cache, text));
    mdp_document_release(document);
    mdp_cache_destroy(cache);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
    return failed;
}

static void memory_fails(struct check *check)
{
    struct text text;
    fill_texts(check, &text, 1);
    for (int fail_on = 0; fail_on < 2; fail_on++) {
        size_t k = 1;
        while (ask_failing(check, &text, k, fail_on) && check->complaints == 0)
            k++;
        CHECK(check, k > 2); /* the entry, and the document */
    }
    mdp_cache *cache = (mdp_cache *)(void *)check;
    faults_arm(&faults_malloc, 1, false);
    CHECK(check, mdp_cache_create(LARGE, &cache) == MDP_ERR_NOMEM && cache == NULL);
    CHECK(check, faults_disarm(&faults_malloc));
}

/* What is kept must not be why there is no memory: half of it goes, and the text is parsed once more. */
static void kept_memory_helps_out(struct check *check)
{
    enum { OTHERS = TEXTS - 2 };
    static struct text texts[TEXTS];
    fill_texts(check, texts, TEXTS);
    size_t blocks = atomic_load(&faults_malloc.live);
    mdp_cache *cache = make_cache(check, LARGE);
    for (size_t i = 0; i < OTHERS; i++)
        ask(cache, &texts[i], NULL);
    size_t bytes = mdp_cache_counters(cache).bytes;
    faults_arm(&faults_malloc, 2, false); /* 1 is the entry, 2 the parse's */
    CHECK(check, ask(cache, &texts[OTHERS], NULL));
    CHECK(check, faults_disarm(&faults_malloc));
    mdp_cache_counts counts = mdp_cache_counters(cache);
    CHECK_SIZE(check, counts.misses, OTHERS + 1);
    CHECK_SIZE(check, counts.documents + counts.evictions, OTHERS + 1);
    CHECK(check, counts.bytes > bytes / 3 && counts.bytes < bytes * 2 / 3);
    faults_arm(&faults_malloc, 1, true); /* for longer: nothing helps */
    CHECK(check, !ask(cache, &texts[OTHERS + 1], NULL));
    CHECK(check, faults_disarm(&faults_malloc));
    CHECK(check, ask(cache, &texts[OTHERS + 1], NULL));
    mdp_cache_destroy(cache);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
}

/* A cache has a mutex and a condition for each of its shards. */
static void lock_fails(struct check *check)
{
    size_t blocks = atomic_load(&faults_malloc.live), locks = atomic_load(&faults_lock.live), k = 0;
    mdp_status status = MDP_ERR_NOMEM;
    while (status == MDP_ERR_NOMEM && check->complaints == 0) {
        mdp_cache *cache = (mdp_cache *)(void *)check; /* to be set to NULL */
        faults_arm(&faults_lock, ++k, false);
        status = mdp_cache_create(LARGE, &cache);
        CHECK(check, faults_disarm(&faults_lock) == (status == MDP_ERR_NOMEM) && !cache == (status == MDP_ERR_NOMEM));
        mdp_cache_destroy(cache);
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
        CHECK_SIZE(check, atomic_load(&faults_lock.live), locks);
    }
    CHECK(check, status == MDP_OK && k > 2 && k % 2 == 1);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"parses_once", parses_once},
        {"empty_text", empty_text},
        {"large_text", large_text},
        {"flags_tell_apart", flags_tell_apart},
        {"limits_tell_apart", limits_tell_apart},
        {"equal_hashes", equal_hashes},
        {"outlives_the_cache", outlives_the_cache},
        {"arguments", arguments},
        {"allocator_is_not_used", allocator_is_not_used},
        {"the_oldest_goes_first", the_oldest_goes_first},
        {"larger_than_the_budget", larger_than_the_budget},
        {"a_large_one_takes_all", a_large_one_takes_all},
        {"random_questions", random_questions},
        {"crowd", crowd},
        {"few", few},
        {"oversubscribed", oversubscribed},
        {"one_parse_in_flight", one_parse_in_flight},
        {"a_flight_fails", a_flight_fails},
        {"memory_fails", memory_fails},
        {"kept_memory_helps_out", kept_memory_helps_out},
        {"lock_fails", lock_fails},
    };
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
