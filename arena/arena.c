/* arena.c: allocator hooks, scratch arena and growing arrays. See arena.h. */
#define _DEFAULT_SOURCE /* madvise */
#include "arena.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Asks the system for large pages where whole ones fit. Memory of this size is most often new to the process, and to be
 * given each small page when it is first touched would take as long as the parse that touches it. It is advice: where
 * it is not taken, nothing changes. */
#ifdef MADV_HUGEPAGE
static void advise_large_pages(char *memory, size_t size)
{
    const size_t page = (size_t)2 << 20; /* x86-64, and ARM with pages of 4 KiB */
    size_t begin = -(uintptr_t)memory % page;
    if (size >= begin + page)
        (void)madvise(memory + begin, (size - begin) / page * page, MADV_HUGEPAGE);
}
#else
static void advise_large_pages(char *memory, size_t size)
{
    (void)memory, (void)size;
}
#endif

static void *default_allocate(void *context, size_t size)
{
    const size_t large = (size_t)4 << 20;
    void *memory = malloc(size);
    (void)context;
    if (memory && size >= large)
        advise_large_pages(memory, size);
    return memory;
}

static void default_release(void *context, void *memory, size_t size)
{
    (void)context;
    (void)size;
    free(memory);
}

struct mdp_allocator memory_allocator(const struct mdp_allocator *given)
{
    if (given->allocate)
        return *given;
    return (struct mdp_allocator){default_allocate, default_release, NULL};
}

bool memory_is_default(const struct mdp_allocator *allocator)
{
    return allocator->allocate == default_allocate;
}

void *memory_allocate(const struct mdp_allocator *allocator, size_t size)
{
    return size ? allocator->allocate(allocator->context, size) : NULL;
}

void memory_release(const struct mdp_allocator *allocator, void *memory, size_t size)
{
    if (memory)
        allocator->release(allocator->context, memory, size);
}

/* --------------------------------------------------------------------------------------------------------- arena */

struct arena_block {
    struct arena_block *older;
    size_t size; /* this header included */
};

enum {
    ARENA_ALIGNMENT = sizeof(uint64_t) > sizeof(void *) ? sizeof(uint64_t) : sizeof(void *),
    ARENA_FIRST_SIZE = 4096, /* one page */
};

/* Above this, blocks stop doubling: what is left over of the last one stays small beside the whole. */
#define ARENA_LARGEST_STEP ((size_t)1 << 20)

struct arena arena_make(const struct mdp_allocator *allocator, void *first, size_t first_size)
{
    struct arena arena = {.allocator = allocator, .at = first, .left = first_size, .next_size = ARENA_FIRST_SIZE};
#ifdef ARENA_DEBUG
    arena.left = 0;
#endif
    return arena;
}

static bool arena_add_block(struct arena *arena, size_t size)
{
    size_t block_size = sizeof(struct arena_block) + size;
    if (block_size < size)
        return false;
#ifndef ARENA_DEBUG
    if (block_size < arena->next_size)
        block_size = arena->next_size;
    if (arena->next_size < ARENA_LARGEST_STEP)
        arena->next_size *= 2;
#endif
    struct arena_block *block = memory_allocate(arena->allocator, block_size);
    if (!block)
        return false;
    block->older = arena->blocks;
    block->size = block_size;
    arena->blocks = block;
    arena->at = (char *)(block + 1);
    arena->left = block_size - sizeof(struct arena_block);
    return true;
}

void *arena_allocate(struct arena *arena, size_t size)
{
#ifndef ARENA_DEBUG
    size_t rounded = (size + ARENA_ALIGNMENT - 1) & ~(size_t)(ARENA_ALIGNMENT - 1);
    if (rounded < size)
        return NULL;
    size = rounded;
#endif
    if ((!arena->at || arena->left < size) && !arena_add_block(arena, size))
        return NULL;
    void *memory = arena->at;
    arena->at += size;
    arena->left -= size;
#ifdef ARENA_DEBUG
    arena->left = 0;
    arena->at = NULL;
#endif
    return memory;
}

void arena_free(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *block = arena->blocks;
        arena->blocks = block->older;
        memory_release(arena->allocator, block, block->size);
    }
    arena->at = NULL;
    arena->left = 0;
}

/* -------------------------------------------------------------------------------------------------------- vector */

/* Grows it by `extra` at least, and rather to `likely` items. */
static bool grow(struct vector *vector, size_t extra, size_t likely)
{
    size_t wanted = vector->count + extra;
    if (wanted < extra)
        return false;
#ifdef ARENA_DEBUG
    (void)likely;
    if (vector->count > 1024 &&
        wanted < vector->count + vector->count / 4) /* else a long text would take quadratic time */
        wanted = vector->count + vector->count / 4;
#else
    bool large = vector->capacity * vector->item_size >= VECTOR_LARGE;
    size_t grown = large ? vector->capacity + vector->capacity / 4 : vector->capacity * 2;
    if (wanted < grown)
        wanted = grown;
    if (large && wanted < likely)
        wanted = likely;
    if (wanted < 16)
        wanted = 16;
#endif
    if (wanted > SIZE_MAX / vector->item_size)
        return false;
    void *items = memory_allocate(vector->allocator, wanted * vector->item_size);
    if (!items)
        return false;
    if (vector->count)
        memcpy(items, vector->items, vector->count * vector->item_size);
    vector_free(vector);
    vector->items = items;
    vector->capacity = wanted;
    vector->borrowed = false;
    return true;
}

void vector_release(struct vector *vector)
{
    memory_release(vector->allocator, vector->items, vector->capacity * vector->item_size);
    vector->items = NULL;
    vector->capacity = 0;
}

void vector_release_large(struct vector *vector)
{
    if (vector->capacity * vector->item_size >= VECTOR_LARGE)
        vector_release(vector);
}

bool vector_grow(struct vector *vector, size_t extra)
{
    return grow(vector, extra, 0);
}

bool vector_grow_along(struct vector *vector, size_t extra, size_t done, size_t whole)
{
    /* A hundredth more, because it would be a pity to grow again for the last items. */
    double likely = done ? (double)vector->count / (double)done * (double)whole * 1.01 : 0;
    return grow(vector, extra, likely < (double)SIZE_MAX / 2 ? (size_t)likely : 0);
}

static bool is_sorted(const struct vector *vector, int (*compare)(const void *a, const void *b))
{
    const char *items = vector->items;
    for (size_t i = 1; i < vector->count; i++)
        if (compare(items + (i - 1) * vector->item_size, items + i * vector->item_size) > 0)
            return false;
    return true;
}

/* Merges the sorted runs from[begin, middle) and from[middle, end) to `to`, where all are counted in bytes. */
static void merge(const char *from, char *to, size_t begin, size_t middle, size_t end, size_t item_size,
                  int (*compare)(const void *a, const void *b))
{
    size_t left = begin, right = middle;
    for (size_t at = begin; at < end; at += item_size) {
        bool take_left = right == end || (left < middle && compare(from + left, from + right) <= 0);
        size_t *taken = take_left ? &left : &right;
        memcpy(to + at, from + *taken, item_size);
        *taken += item_size;
    }
}

bool vector_sort(struct vector *vector, int (*compare)(const void *a, const void *b))
{
    if (is_sorted(vector, compare))
        return true;
    if (!vector_reserve(vector, vector->count))
        return false;
    size_t item_size = vector->item_size, bytes = vector->count * item_size;
    char *from = vector->items, *to = from + bytes;
    for (size_t width = item_size; width < bytes; width *= 2) {
        for (size_t begin = 0; begin < bytes; begin += 2 * width) {
            size_t middle = begin + width < bytes ? begin + width : bytes;
            size_t end = middle + width < bytes ? middle + width : bytes;
            merge(from, to, begin, middle, end, item_size, compare);
        }
        char *sorted = to;
        to = from;
        from = sorted;
    }
    if (from != (char *)vector->items)
        memcpy(vector->items, from, bytes);
    return true;
}
