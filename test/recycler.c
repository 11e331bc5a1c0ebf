/* recycler.c: the header's promises on recyclers, as an allocator; recycled.c has documents. Its worth is under
 * ThreadSanitizer (./dev tsan) and under AddressSanitizer (./dev asan). */
#define _POSIX_C_SOURCE 200809L
#include "check.h"
#include "crowd.h"
#include "faults.h"

#include <pthread.h>
#include <stdlib.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED
#endif

#define KIB   ((size_t)1024)
#define SMALL (64 * KIB - 1) /* the largest size that is malloc's */
#define LARGE ((size_t)1 << 30)

/* ---------------------------------------------------------------------------------------------------------- locks */

/* What happens while a mutex is held; looked at by one case, which has one thread. */
static struct {
    bool looking;
    size_t sections;
    size_t wrong; /* those in which memory was allocated or freed */
    size_t calls; /* of malloc, when the last one began */
    size_t live;
} locked;

int __real_pthread_mutex_lock(pthread_mutex_t *mutex);
int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex);
int __real_pthread_mutex_unlock(pthread_mutex_t *mutex);
int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex);

int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex)
{
    int error = __real_pthread_mutex_lock(mutex);
    if (locked.looking) {
        locked.calls = atomic_load(&faults_malloc.calls);
        locked.live = atomic_load(&faults_malloc.live);
    }
    return error;
}

int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    if (locked.looking) {
        locked.sections++;
        locked.wrong +=
            locked.calls != atomic_load(&faults_malloc.calls) || locked.live != atomic_load(&faults_malloc.live);
    }
    return __real_pthread_mutex_unlock(mutex);
}

/* ------------------------------------------------------------------------------------------------------ recyclers */

static mdp_recycler *make_recycler(struct check *check, size_t most)
{
    mdp_recycler *recycler = NULL;
    CHECK(check, mdp_recycler_create(most, &recycler) == MDP_OK);
    return recycler;
}

static void *take(mdp_recycler *recycler, size_t size)
{
    mdp_allocator allocator = mdp_recycler_allocator(recycler);
    return allocator.allocate(allocator.context, size);
}

static void give(mdp_recycler *recycler, void *memory, size_t size)
{
    mdp_allocator allocator = mdp_recycler_allocator(recycler);
    allocator.release(allocator.context, memory, size);
}

static void check_counts(struct check *check, mdp_recycler *recycler, const mdp_recycler_counts *wanted)
{
    mdp_recycler_counts counts = mdp_recycler_counters(recycler);
    CHECK_SIZE(check, counts.reuses, wanted->reuses);
    CHECK_SIZE(check, counts.misses, wanted->misses);
    CHECK_SIZE(check, counts.frees, wanted->frees);
    CHECK_SIZE(check, counts.blocks, wanted->blocks);
    CHECK_SIZE(check, counts.bytes, wanted->bytes);
}

/* --------------------------------------------------------------------------------------------------- what is kept */

static void the_newest_comes_first(struct check *check)
{
    size_t live = atomic_load(&faults_malloc.live);
    mdp_recycler *recycler = make_recycler(check, LARGE);
    void *first = take(recycler, 1000 * KIB), *second = take(recycler, 1000 * KIB - 5);
    CHECK(check, first && second && first != second);
    give(recycler, first, 1000 * KIB);
    give(recycler, second, 1000 * KIB - 5);
    check_counts(check, recycler, &(mdp_recycler_counts){0, 2, 0, 2, 2 * 1024 * KIB});
    CHECK(check, take(recycler, 1000 * KIB - 1) == second);
    CHECK(check, take(recycler, 1000 * KIB + 1) == first);
    check_counts(check, recycler, &(mdp_recycler_counts){2, 2, 0, 0, 0});
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), live + 3);
    give(recycler, first, 1000 * KIB + 1);
    give(recycler, second, 1000 * KIB - 1);
    mdp_recycler_destroy(recycler);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), live);
}

static void small_ones_are_mallocs(struct check *check)
{
    static const size_t sizes[] = {1, 7, 4096, SMALL - 1, SMALL};
    mdp_recycler *recycler = make_recycler(check, LARGE);
    size_t live = atomic_load(&faults_malloc.live);
    for (size_t i = 0; i < CHECK_COUNT(sizes); i++) {
        char *memory = take(recycler, sizes[i]);
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), live + 1);
        memset(memory, 'x', sizes[i]);
        give(recycler, memory, sizes[i]);
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), live);
    }
    check_counts(check, recycler, &(mdp_recycler_counts){0, 0, 0, 0, 0});
    give(recycler, take(recycler, SMALL + 1), SMALL + 1);
    check_counts(check, recycler, &(mdp_recycler_counts){0, 1, 0, 1, 64 * KIB});
    mdp_recycler_destroy(recycler);
}

/* What a size is rounded up to, found as slowly as it can be: 64, 72 ... 128 KiB, 144, 160 ... 256 KiB, and so on. */
static size_t rounded(size_t size)
{
    size_t bytes = 64 * KIB;
    for (size_t step = 8 * KIB, steps = 0; bytes < size; bytes += step)
        if (steps++ == 8) {
            steps = 1;
            step *= 2;
        }
    return bytes;
}

/* Every byte is there to be written, whether the block is a new one or the largest of its rounded size came first. */
static void check_size_class(struct check *check, size_t size)
{
    mdp_recycler *recycler = make_recycler(check, LARGE);
    size_t bytes = rounded(size);
    CHECK(check, bytes >= size && bytes - size < size / 8 + 1);
    char *memory = take(recycler, size);
    if (CHECK(check, memory != NULL)) {
        memset(memory, 'a', size);
        give(recycler, memory, size);
        check_counts(check, recycler, &(mdp_recycler_counts){0, 1, 0, 1, bytes});
        CHECK(check, take(recycler, bytes) == memory);
        memset(memory, 'b', bytes);
        give(recycler, memory, bytes);
        void *next = take(recycler, bytes + 1); /* is rounded to another size */
        CHECK(check, next != NULL && next != memory);
        give(recycler, next, bytes + 1);
        CHECK_SIZE(check, mdp_recycler_counters(recycler).misses, 2);
    }
    mdp_recycler_destroy(recycler);
}

static void borders_of_sizes(struct check *check)
{
    for (size_t bytes = 64 * KIB; bytes <= 4096 * KIB; bytes = rounded(bytes + 1)) {
        if (bytes > 64 * KIB)
            check_size_class(check, bytes - 1);
        check_size_class(check, bytes);
        check_size_class(check, bytes + 1);
    }
    check_size_class(check, 100 * 1024 * KIB + 12345);
}

#ifndef SANITIZED /* sanitizers end the program where more is asked for than there can be */
/* No system has these, and none is rounded up to a size that is smaller. */
static void absurd_sizes(struct check *check)
{
    mdp_recycler *recycler = make_recycler(check, LARGE);
    for (size_t distance = 0; distance < 100; distance += 3) {
        CHECK(check, take(recycler, SIZE_MAX - distance) == NULL);
        CHECK(check, take(recycler, SIZE_MAX / 2 + 1 - distance) == NULL);
        CHECK(check, take(recycler, SIZE_MAX / 2 + 1 + distance) == NULL);
    }
    mdp_recycler_destroy(recycler);
}
#endif

/* ------------------------------------------------------------------------------------------------------ the bound */

static void larger_than_the_bound(struct check *check)
{
    mdp_recycler *recycler = make_recycler(check, 128 * KIB);
    void *kept = take(recycler, 128 * KIB);
    give(recycler, kept, 128 * KIB);
    give(recycler, take(recycler, 128 * KIB + 1), 128 * KIB + 1);
    check_counts(check, recycler, &(mdp_recycler_counts){0, 2, 1, 1, 128 * KIB});
    CHECK(check, take(recycler, 128 * KIB) == kept);
    give(recycler, kept, 128 * KIB);
    mdp_recycler_destroy(recycler);
}

static void zero_keeps_nothing(struct check *check)
{
    mdp_recycler *recycler = make_recycler(check, 0);
    size_t live = atomic_load(&faults_malloc.live);
    for (size_t size = 64 * KIB; size < 1024 * KIB; size *= 2)
        give(recycler, take(recycler, size), size);
    check_counts(check, recycler, &(mdp_recycler_counts){0, 4, 4, 0, 0});
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), live);
    mdp_recycler_destroy(recycler);
}

static void trim_frees_all(struct check *check)
{
    mdp_recycler *recycler = make_recycler(check, LARGE);
    size_t live = atomic_load(&faults_malloc.live);
    void *blocks[20];
    for (size_t i = 0; i < CHECK_COUNT(blocks); i++)
        blocks[i] = take(recycler, (i + 1) * 64 * KIB);
    for (size_t i = 1; i < CHECK_COUNT(blocks); i++)
        give(recycler, blocks[i], (i + 1) * 64 * KIB);
    mdp_recycler_trim(recycler);
    check_counts(check, recycler, &(mdp_recycler_counts){0, 20, 19, 0, 0});
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), live + 1);
    mdp_recycler_trim(recycler);
    give(recycler, blocks[0], 64 * KIB);
    CHECK(check, take(recycler, 64 * KIB) == blocks[0]);
    give(recycler, blocks[0], 64 * KIB);
    mdp_recycler_destroy(recycler);
}

/* A recycler as the header has it, and nothing else: the blocks that are kept, in the order of their release. */
struct model {
    struct {
        void *memory;
        size_t bytes;
    } kept[256];
    size_t most;
    mdp_recycler_counts counts;
};

static void model_remove(struct model *model, size_t at)
{
    model->counts.bytes -= model->kept[at].bytes;
    model->counts.blocks--;
    memmove(&model->kept[at], &model->kept[at + 1], (model->counts.blocks - at) * sizeof model->kept[0]);
}

/* The block that comes; NULL for a new one. */
static void *model_take(struct model *model, size_t size)
{
    for (size_t at = model->counts.blocks; at-- > 0;) {
        if (model->kept[at].bytes == rounded(size)) {
            void *memory = model->kept[at].memory;
            model_remove(model, at);
            model->counts.reuses++;
            return memory;
        }
    }
    model->counts.misses++;
    return NULL;
}

static void model_give(struct model *model, void *memory, size_t size)
{
    size_t bytes = rounded(size);
    if (bytes > model->most) {
        model->counts.frees++;
        return;
    }
    for (; model->counts.bytes + bytes > model->most; model->counts.frees++)
        model_remove(model, 0);
    model->kept[model->counts.blocks].memory = memory;
    model->kept[model->counts.blocks++].bytes = bytes;
    model->counts.bytes += bytes;
}

static void as_the_model(struct check *check)
{
    enum { HELD = 12, ROUNDS = 3000 };
    struct member member = {.dice = 7};
    static const size_t bounds[] = {0, 100 * KIB, 512 * KIB - 1, 512 * KIB, 900 * KIB, 3000 * KIB, 8192 * KIB};
    for (size_t bound = 0; bound < CHECK_COUNT(bounds); bound++) {
        const size_t most = bounds[bound];
        struct model model = {.most = most};
        struct {
            void *memory;
            size_t size;
        } held[HELD] = {{NULL, 0}};
        size_t live = atomic_load(&faults_malloc.live), holding = 0;
        mdp_recycler *recycler = make_recycler(check, most);
        for (size_t round = 0; round < ROUNDS; round++) {
            size_t at = crowd_roll(&member, HELD);
            if (held[at].memory != NULL) {
                model_give(&model, held[at].memory, held[at].size);
                give(recycler, held[at].memory, held[at].size);
                held[at].memory = NULL;
                holding--;
            } else {
                held[at].size = SMALL + 1 + crowd_roll(&member, (size_t)1 << (6 + crowd_roll(&member, 14)));
                void *wanted = model_take(&model, held[at].size);
                held[at].memory = take(recycler, held[at].size);
                CHECK(check, wanted == NULL || held[at].memory == wanted);
                holding++;
            }
            check_counts(check, recycler, &model.counts);
            CHECK(check, model.counts.bytes <= most);
            CHECK_SIZE(check, atomic_load(&faults_malloc.live), live + 1 + holding + model.counts.blocks);
        }
        CHECK(check, model.counts.frees > 0 && (model.counts.reuses > 0 || most < 128 * KIB));
        for (size_t i = 0; i < HELD; i++)
            if (held[i].memory != NULL)
                give(recycler, held[i].memory, held[i].size);
        mdp_recycler_destroy(recycler);
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), live);
    }
}

static void arguments(struct check *check)
{
    CHECK(check, mdp_recycler_create(0, NULL) == MDP_ERR_ARGUMENT);
    mdp_allocator none = mdp_recycler_allocator(NULL);
    CHECK(check, none.allocate == NULL && none.release == NULL && none.context == NULL);
    mdp_recycler_trim(NULL);
    mdp_recycler_destroy(NULL);
}

#ifdef __SANITIZE_ADDRESS__
/* What nobody may touch, address sanitizer knows: it sees errors here as in blocks of malloc. */
static void errors_are_seen(struct check *check)
{
    mdp_recycler *recycler = make_recycler(check, LARGE);
    const size_t size = 66 * KIB, bytes = 72 * KIB;
    for (size_t round = 0; round < 3; round++) {
        char *memory = take(recycler, size);
        CHECK(check, __asan_region_is_poisoned(memory, size) == NULL);
        CHECK(check, __asan_address_is_poisoned(memory + size) && __asan_address_is_poisoned(memory + bytes - 1));
        give(recycler, memory, size);
        CHECK(check, __asan_address_is_poisoned(memory + 4 * KIB) && __asan_address_is_poisoned(memory + size - 1));
    }
    mdp_recycler_destroy(recycler);
}
#endif

/* ------------------------------------------------------------------------------------------------- want of memory */

static void nothing_to_create_with(struct check *check)
{
    struct faults *const each[] = {&faults_malloc, &faults_lock};
    for (size_t i = 0; i < CHECK_COUNT(each); i++) {
        size_t blocks = atomic_load(&faults_malloc.live), locks = atomic_load(&faults_lock.live);
        mdp_recycler *recycler = (mdp_recycler *)(void *)check; /* to be set to NULL */
        faults_arm(each[i], 1, false);
        CHECK(check, mdp_recycler_create(LARGE, &recycler) == MDP_ERR_NOMEM);
        CHECK(check, faults_disarm(each[i]) && recycler == NULL);
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), blocks);
        CHECK_SIZE(check, atomic_load(&faults_lock.live), locks);
    }
}

/* A recycler that keeps three blocks. */
static mdp_recycler *make_one_that_keeps(struct check *check)
{
    mdp_recycler *recycler = make_recycler(check, LARGE);
    void *blocks[3];
    for (size_t i = 0; i < CHECK_COUNT(blocks); i++)
        blocks[i] = take(recycler, 100 * KIB);
    for (size_t i = 0; i < CHECK_COUNT(blocks); i++)
        give(recycler, blocks[i], 100 * KIB);
    return recycler;
}

static void kept_memory_helps_out(struct check *check)
{
    static const size_t sizes[] = {1, SMALL, 64 * KIB, 9000 * KIB};
    for (size_t i = 0; i < CHECK_COUNT(sizes); i++) {
        size_t live = atomic_load(&faults_malloc.live);
        mdp_recycler *recycler = make_one_that_keeps(check);
        faults_arm(&faults_malloc, 1, false);
        void *memory = take(recycler, sizes[i]);
        CHECK_SIZE(check, atomic_load(&faults_malloc.calls), 2);
        CHECK(check, faults_disarm(&faults_malloc) && memory != NULL);
        check_counts(check, recycler, &(mdp_recycler_counts){0, 3 + (sizes[i] > SMALL), 3, 0, 0});
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), live + 2);
        give(recycler, memory, sizes[i]);

        mdp_recycler_trim(recycler); /* where nothing is kept, malloc has the last word */
        faults_arm(&faults_malloc, 1, false);
        CHECK(check, take(recycler, sizes[i]) == NULL);
        CHECK_SIZE(check, atomic_load(&faults_malloc.calls), 1);
        faults_disarm(&faults_malloc);
        mdp_recycler_destroy(recycler);

        recycler = make_one_that_keeps(check);
        faults_arm(&faults_malloc, 1, true);
        CHECK(check, take(recycler, sizes[i]) == NULL);
        CHECK_SIZE(check, atomic_load(&faults_malloc.calls), 2);
        faults_disarm(&faults_malloc);
        CHECK_SIZE(check, mdp_recycler_counters(recycler).bytes, 0);
        mdp_recycler_destroy(recycler);
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), live);
    }
}

/* Nobody waits for malloc and free, which can take long, but who calls them. */
static void no_lock_around_malloc(struct check *check)
{
    mdp_recycler *recycler = make_recycler(check, 1024 * KIB);
    locked.looking = true;
    for (size_t size = 64 * KIB; size < 2048 * KIB; size += 100 * KIB) {
        void *one = take(recycler, size), *other = take(recycler, size);
        give(recycler, one, size);
        give(recycler, other, size);
    }
    faults_arm(&faults_malloc, 1, false);
    give(recycler, take(recycler, 100 * KIB), 100 * KIB);
    CHECK(check, faults_disarm(&faults_malloc));
    mdp_recycler_trim(recycler);
    locked.looking = false;
    CHECK(check, mdp_recycler_counters(recycler).frees > 20 && locked.sections > 40);
    CHECK_SIZE(check, locked.wrong, 0);
    mdp_recycler_destroy(recycler);
}

/* --------------------------------------------------------------------------------------------------- many threads */

#define PLACES 16

struct place {
    size_t size; /* at the beginning of each block, and at its end a byte of it */
};

struct hammering {
    mdp_recycler *recycler;
    size_t most;
    size_t rounds;
    _Atomic(void *) places[PLACES]; /* blocks that anyone may release */
    atomic_size_t wrong;
};

/* Somebody else wrote to the block if it no longer says what was written to it. */
static bool give_marked(struct hammering *hammering, char *memory)
{
    if (memory == NULL)
        return true;
    size_t size = ((struct place *)(void *)memory)->size;
    bool good = memory[size - 1] == (char)size && memory[size / 2] == (char)(size / 2);
    give(hammering->recycler, memory, size);
    return good;
}

static char *take_marked(struct hammering *hammering, size_t size)
{
    char *memory = take(hammering->recycler, size);
    if (memory == NULL)
        return NULL;
    ((struct place *)(void *)memory)->size = size;
    memory[size / 2] = (char)(size / 2);
    memory[size - 1] = (char)size;
    return memory;
}

static void hammer(struct member *member)
{
    struct hammering *hammering = member->shared;
    for (size_t round = 0; round < hammering->rounds; round++) {
        char *memory = take_marked(hammering, 60 * KIB + crowd_roll(member, 400 * KIB));
        bool good = memory != NULL;
        crowd_stumble(member);
        good &= give_marked(hammering, atomic_exchange(&hammering->places[crowd_roll(member, PLACES)], memory));
        if (crowd_roll(member, 16) == 0)
            good &= mdp_recycler_counters(hammering->recycler).bytes <= hammering->most;
        if (crowd_roll(member, 200) == 0)
            mdp_recycler_trim(hammering->recycler);
        atomic_fetch_add(&hammering->wrong, !good);
    }
}

static void hammer_in_a_crowd(struct check *check, size_t threads, size_t rounds)
{
    for (size_t most = 0; most < LARGE; most = most ? most * 40 : 500 * KIB) {
        size_t live = atomic_load(&faults_malloc.live);
        struct hammering hammering = {.recycler = make_recycler(check, most), .most = most, .rounds = rounds};
        crowd_run(threads, hammer, &hammering);
        for (size_t i = 0; i < PLACES; i++)
            CHECK(check, give_marked(&hammering, atomic_load(&hammering.places[i])));
        CHECK_SIZE(check, atomic_load(&hammering.wrong), 0);
        mdp_recycler_counts counts = mdp_recycler_counters(hammering.recycler);
        CHECK(check, counts.bytes <= most && (counts.reuses > 0) == (most > 0));
        CHECK_SIZE(check, counts.misses, counts.frees + counts.blocks);
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), live + 1 + counts.blocks);
        mdp_recycler_destroy(hammering.recycler);
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), live);
    }
}

static void crowd(struct check *check)
{
    hammer_in_a_crowd(check, CROWD_SIZE, 1500);
}

/* Each releases what it took itself, so that blocks go from thread to thread by the recycler alone: what Helgrind can
 * follow, which does not know atomics. */
static void hold_a_few(struct member *member)
{
    struct hammering *hammering = member->shared;
    char *held[4] = {NULL};
    for (size_t round = 0; round < hammering->rounds; round++) {
        char **block = &held[crowd_roll(member, CHECK_COUNT(held))];
        bool good = give_marked(hammering, *block);
        *block = take_marked(hammering, (64 + crowd_roll(member, 30)) * KIB);
        atomic_fetch_add(&hammering->wrong, !good || *block == NULL);
        crowd_stumble(member);
    }
    for (size_t i = 0; i < CHECK_COUNT(held); i++)
        give_marked(hammering, held[i]);
}

static void few(struct check *check)
{
    struct hammering hammering = {.recycler = make_recycler(check, 500 * KIB), .rounds = 200};
    crowd_run(3, hold_a_few, &hammering);
    CHECK_SIZE(check, atomic_load(&hammering.wrong), 0);
    mdp_recycler_counts counts = mdp_recycler_counters(hammering.recycler);
    CHECK(check, counts.reuses > 0 && counts.frees > 0);
    mdp_recycler_destroy(hammering.recycler);
}

static void oversubscribed(struct check *check)
{
    hammer_in_a_crowd(check, crowd_oversubscribed(), 200);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"the_newest_comes_first", the_newest_comes_first},
        {"small_ones_are_mallocs", small_ones_are_mallocs},
        {"borders_of_sizes", borders_of_sizes},
#ifndef SANITIZED
        {"absurd_sizes", absurd_sizes},
#endif
        {"larger_than_the_bound", larger_than_the_bound},
        {"zero_keeps_nothing", zero_keeps_nothing},
        {"trim_frees_all", trim_frees_all},
        {"as_the_model", as_the_model},
        {"arguments", arguments},
#ifdef __SANITIZE_ADDRESS__
        {"errors_are_seen", errors_are_seen},
#endif
        {"nothing_to_create_with", nothing_to_create_with},
        {"kept_memory_helps_out", kept_memory_helps_out},
        {"no_lock_around_malloc", no_lock_around_malloc},
        {"crowd", crowd},
        {"few", few},
        {"oversubscribed", oversubscribed},
    };
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
