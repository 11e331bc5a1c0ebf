/* recycler.c: memory that is kept for the next parse.
 *
 *     recycler: mutex, counts
 *       +-- ages       newest --> kept --> kept --> kept --> oldest    all that is kept, by when it was released
 *       +-- class  0   newest --> kept                                 those of 64 KiB
 *       +-- class  1   newest --> kept --> kept                        of 72 KiB
 *       +-- class  8                                                   of 128 KiB
 *       +-- class  9   ...                                             of 144 KiB, and so on: eight for each doubling
 *
 * Why: a parse of a large text on several threads allocates from heaps that the C library has for them, and glibc gives
 * what is freed there back to the system. Each parse then faults in its memory anew (docs/scaling.md has what that
 * costs). A library cannot ask malloc to keep it: that is a setting of the whole process.
 *
 * The sizes of two parses differ a little, so a size is rounded up to that of its class, and each block of a class fits
 * all sizes of it. That adds less than an eighth, of which what is never touched costs no memory. Who releases a block
 * says the size that was asked for, and so its class: no block needs a head. What is known of a kept one stands in
 * itself, as nobody uses it.
 *
 * Blocks below 64 KiB are malloc's own, which is good at these: most of what a parse allocates, and next to nothing of
 * its bytes.
 *
 * What two threads can reach, and what protects it: the lists, what stands in kept blocks, and the counts, the mutex.
 * It is held for a few steps on lists, and never while memory is allocated or freed: what is to be freed is first taken
 * out of the lists. Making room for a block is a step for each one that goes, and each goes once.
 *
 * Must not know what the memory is for. */
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "arena.h"
#include "mdparse.h"

#define SMALLEST ((size_t)64 * 1024) /* bytes of a block that is kept */
#define LARGEST  (SIZE_MAX / 2)      /* above it rounding up could overflow, and no system has a block */

enum {
    CLASSES_PER_DOUBLING = 8,
    DOUBLINGS = sizeof(size_t) * 8 - 16, /* from 64 KiB on */
    CLASSES = DOUBLINGS * CLASSES_PER_DOUBLING + 1
};

/* A place in a ring. The ring's own link stands between its oldest and its newest. */
struct link {
    struct link *newer;
    struct link *older;
};

/* What stands in a kept block. */
struct kept {
    struct link age;   /* first, so that such a link is a block */
    struct link peer;  /* in the ring of its class */
    size_t bytes;      /* of its class */
    struct kept *next; /* in a chain of those that are to be freed, which are in no ring */
};

struct mdp_recycler {
    pthread_mutex_t mutex;
    size_t most;
    mdp_recycler_counts counts;
    struct link ages;
    struct link classes[CLASSES];
};

/* -------------------------------------------------------------------------------------------------- sizes, memory */

struct size_class {
    size_t index;
    size_t bytes;
};

static bool is_recycled(size_t size)
{
    return size >= SMALLEST && size <= LARGEST;
}

/* A doubling has eight steps: above 64 KiB of 8 KiB, above 128 KiB of 16. The last of its sizes, twice the first, has
 * the first class of the next one. */
static struct size_class class_of(size_t size)
{
    size_t first = 0, step = SMALLEST / CLASSES_PER_DOUBLING;
    for (; size > step * 2 * CLASSES_PER_DOUBLING; step *= 2)
        first += CLASSES_PER_DOUBLING;
    size_t steps = (size + step - 1) / step;
    return (struct size_class){first + steps - CLASSES_PER_DOUBLING, steps * step};
}

/* Address sanitizer is told what nobody may touch: what a block has beyond the size that was asked for, and all of a
 * kept one but for what stands in it. Else it would be blind here to errors that it sees in blocks of malloc. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
static void mark_lent(void *memory, size_t size, size_t bytes)
{
    __asan_unpoison_memory_region(memory, size);
    __asan_poison_memory_region((char *)memory + size, bytes - size);
}

static void mark_kept(void *memory, size_t bytes)
{
    __asan_poison_memory_region((char *)memory + sizeof(struct kept), bytes - sizeof(struct kept));
}
#else
static void mark_lent(void *memory, size_t size, size_t bytes)
{
    (void)memory, (void)size, (void)bytes;
}

static void mark_kept(void *memory, size_t bytes)
{
    (void)memory, (void)bytes;
}
#endif

/* --------------------------------------------------------------------------------------- rings; the mutex is held */

static void ring_open(struct link *ring)
{
    *ring = (struct link){ring, ring};
}

static void ring_add(struct link *ring, struct link *link)
{
    *link = (struct link){.newer = ring, .older = ring->older};
    link->older->newer = link;
    ring->older = link;
}

static void ring_remove(struct link *link)
{
    link->newer->older = link->older;
    link->older->newer = link->newer;
}

static struct kept *of_peer(struct link *link)
{
    return (struct kept *)(void *)((char *)link - offsetof(struct kept, peer));
}

static void put_in(struct mdp_recycler *recycler, struct kept *kept, struct size_class class)
{
    ring_add(&recycler->ages, &kept->age);
    ring_add(&recycler->classes[class.index], &kept->peer);
    recycler->counts.blocks++;
    recycler->counts.bytes += class.bytes;
}

static void take_out(struct mdp_recycler *recycler, struct kept *kept)
{
    ring_remove(&kept->age);
    ring_remove(&kept->peer);
    recycler->counts.blocks--;
    recycler->counts.bytes -= kept->bytes;
}

/* The newest of a class: the likeliest to be in the processor's caches still. NULL where there is none. */
static struct kept *take_newest(struct mdp_recycler *recycler, struct size_class class)
{
    struct link *ring = &recycler->classes[class.index], *newest = ring->older;
    if (newest == ring)
        return NULL;
    struct kept *kept = of_peer(newest);
    take_out(recycler, kept);
    return kept;
}

/* Takes out the oldest ones until no more than `bytes` are kept. They come as a chain. */
static struct kept *take_oldest(struct mdp_recycler *recycler, size_t bytes)
{
    struct kept *chain = NULL;
    while (recycler->counts.bytes > bytes) {
        struct kept *oldest = (struct kept *)(void *)recycler->ages.newer; /* newer than none: where the ring begins */
        take_out(recycler, oldest);
        oldest->next = chain;
        chain = oldest;
        recycler->counts.frees++;
    }
    return chain;
}

/* --------------------------------------------------------------------------------------- allocating and releasing */

static const struct mdp_allocator no_hooks = {NULL, NULL, NULL};

/* Frees a chain; false where there is none. */
static bool free_chain(struct kept *chain)
{
    const struct mdp_allocator system = memory_allocator(&no_hooks);
    bool any = chain;
    while (chain) {
        struct kept *next = chain->next;
        memory_release(&system, chain, chain->bytes);
        chain = next;
    }
    return any;
}

/* Frees all that is kept; false where there is nothing. */
static bool free_kept(struct mdp_recycler *recycler)
{
    pthread_mutex_lock(&recycler->mutex);
    struct kept *chain = take_oldest(recycler, 0);
    pthread_mutex_unlock(&recycler->mutex);
    return free_chain(chain);
}

/* What is kept must not be why the system has no memory. Of two threads that find none at the same time one frees it
 * all, and the other may be told that there is none. */
static void *allocate_new(struct mdp_recycler *recycler, size_t size)
{
    const struct mdp_allocator system = memory_allocator(&no_hooks);
    void *memory = memory_allocate(&system, size);
    if (!memory && free_kept(recycler))
        memory = memory_allocate(&system, size);
    return memory;
}

static void *allocate(void *context, size_t size)
{
    struct mdp_recycler *recycler = context;
    if (!is_recycled(size))
        return allocate_new(recycler, size);
    struct size_class class = class_of(size);
    pthread_mutex_lock(&recycler->mutex);
    void *memory = take_newest(recycler, class);
    recycler->counts.reuses += memory != NULL;
    recycler->counts.misses += memory == NULL;
    pthread_mutex_unlock(&recycler->mutex);
    if (!memory)
        memory = allocate_new(recycler, class.bytes);
    if (memory)
        mark_lent(memory, size, class.bytes);
    return memory;
}

/* Takes a block back. Returns what is to be freed: those that must make room, or itself where it alone is too much. */
static struct kept *take_back(struct mdp_recycler *recycler, void *memory, struct size_class class)
{
    struct kept *kept = memory;
    *kept = (struct kept){.bytes = class.bytes};
    mark_kept(memory, class.bytes);
    pthread_mutex_lock(&recycler->mutex);
    if (class.bytes <= recycler->most) {
        put_in(recycler, kept, class);
        kept = take_oldest(recycler, recycler->most);
    } else {
        recycler->counts.frees++;
    }
    pthread_mutex_unlock(&recycler->mutex);
    return kept;
}

static void release(void *context, void *memory, size_t size)
{
    const struct mdp_allocator system = memory_allocator(&no_hooks);
    if (is_recycled(size))
        free_chain(take_back(context, memory, class_of(size)));
    else
        memory_release(&system, memory, size);
}

mdp_allocator mdp_recycler_allocator(mdp_recycler *recycler)
{
    return recycler ? (mdp_allocator){allocate, release, recycler} : no_hooks;
}

/* ----------------------------------------------------------------------------------- beginning, end, and counters */

mdp_status mdp_recycler_create(size_t most, mdp_recycler **created)
{
    if (!created)
        return MDP_ERR_ARGUMENT;
    *created = NULL;
    struct mdp_recycler *recycler = malloc(sizeof *recycler);
    if (!recycler)
        return MDP_ERR_NOMEM;
    if (pthread_mutex_init(&recycler->mutex, NULL) != 0) {
        free(recycler);
        return MDP_ERR_NOMEM;
    }
    recycler->most = most;
    recycler->counts = (mdp_recycler_counts){0, 0, 0, 0, 0};
    ring_open(&recycler->ages);
    for (size_t i = 0; i < CLASSES; i++)
        ring_open(&recycler->classes[i]);
    *created = recycler;
    return MDP_OK;
}

void mdp_recycler_trim(mdp_recycler *recycler)
{
    if (recycler)
        free_kept(recycler);
}

mdp_recycler_counts mdp_recycler_counters(mdp_recycler *recycler)
{
    pthread_mutex_lock(&recycler->mutex);
    mdp_recycler_counts counts = recycler->counts;
    pthread_mutex_unlock(&recycler->mutex);
    return counts;
}

void mdp_recycler_destroy(mdp_recycler *recycler)
{
    if (!recycler)
        return;
    free_kept(recycler);
    pthread_mutex_destroy(&recycler->mutex);
    free(recycler);
}
