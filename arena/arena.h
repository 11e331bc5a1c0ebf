/* arena.h: where all memory of the library comes from. Three things, none of which knows what is stored in them:
 *
 *   memory_*   the caller's allocator hooks, or malloc and free where there are none
 *   arena_*    scratch that is freed all at once: pointers into it stay valid until arena_free
 *   vector_*   one array that grows: pointers into it are good until the next vector_reserve
 *
 * A parse works in scratch that dies with the call. To keep a small parse to one allocation, an arena and a vector can
 * begin in memory that their owner has on its stack.
 *
 * With ARENA_DEBUG (meson -Darena_debug=true) every arena allocation and every vector growth is an allocation of its
 * own, of just the size asked for, so that address sanitizer sees an overrun by a single byte. */
#ifndef ARENA_H
#define ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hints.h"
#include "mdparse.h"

/* The allocator to use for `given`: itself, or malloc and free where its functions are NULL. */
struct mdp_allocator memory_allocator(const struct mdp_allocator *given);

/* Whether that is malloc, whose habits then count. */
bool memory_is_default(const struct mdp_allocator *allocator);

/* NULL where size is 0 or there is no memory. */
void *memory_allocate(const struct mdp_allocator *allocator, size_t size);

/* NULL is allowed; size is the one allocated. */
void memory_release(const struct mdp_allocator *allocator, void *memory, size_t size);

/* --------------------------------------------------------------------------------------------------------- arena */

struct arena_block;

struct arena {
    const struct mdp_allocator *allocator;
    struct arena_block *blocks; /* the newest first */
    char *at;                   /* the free bytes of the newest block, or of the owner's first piece: */
    size_t left;
    size_t next_size; /* of the next block: they double, so that their number is logarithmic */
};

/* `first` is where allocations begin, before any block is allocated; its owner keeps it as long as the arena lives. */
struct arena arena_make(const struct mdp_allocator *allocator, void *first, size_t first_size);

/* Aligned for pointers and 64-bit integers. NULL where there is no memory. Cost: constant, amortised. */
void *arena_allocate(struct arena *arena, size_t size);

void arena_free(struct arena *arena);

/* -------------------------------------------------------------------------------------------------------- vector */

/* An array of `count` elements of the same size; the owner's typed view of it is `items`, cast. */
struct vector {
    const struct mdp_allocator *allocator;
    void *items;
    size_t item_size;
    size_t count;
    size_t capacity;
    bool borrowed; /* items is the owner's first piece, not allocated */
};

/* A vector of items of this size that begins in `first`, which has room for first_capacity of them and may be NULL. */
static inline struct vector vector_make(const struct mdp_allocator *allocator, size_t item_size, void *first,
                                        size_t first_capacity)
{
    struct vector vector = {.allocator = allocator, .item_size = item_size};
#ifdef ARENA_DEBUG
    (void)first;
    (void)first_capacity;
#else
    vector.items = first;
    vector.capacity = first_capacity;
    vector.borrowed = true;
#endif
    return vector;
}

/* A vector that begins in an array, which its owner keeps as long as the vector lives. */
#define VECTOR_IN(allocator, array) vector_make(allocator, sizeof *(array), array, sizeof(array) / sizeof *(array))

/* Makes room for `extra` more items, so that they can be added without a check. False where there is no memory; the
 * items stay. Cost: constant for each item added, amortised, because the capacity grows by a quarter at least. */
bool vector_grow(struct vector *vector, size_t extra);

/* gcc's analyzer (./dev lint) loses sight of how many items were asked for, and then takes an array that has room for
 * one that is not there. For it alone, what has room is there. */
#ifdef ARENA_ANALYZED
#define VECTOR_IS_THERE(vector) ((vector)->items != NULL)
#else
#define VECTOR_IS_THERE(vector) true
#endif

static inline bool vector_reserve(struct vector *vector, size_t extra)
{
    return usually(VECTOR_IS_THERE(vector) && vector->capacity - vector->count >= extra) || vector_grow(vector, extra);
}

/* The same for a vector whose items come from `done` of the `whole` bytes of a text: where it is large and must
 * grow, it grows to what it will need if the rest is like that, so that it hardly ever grows twice. A hostile text
 * is mostly one thing over and over. */
bool vector_grow_along(struct vector *vector, size_t extra, size_t done, size_t whole);

static inline bool vector_reserve_along(struct vector *vector, size_t extra, size_t done, size_t whole)
{
    return usually(vector->capacity - vector->count >= extra) || vector_grow_along(vector, extra, done, whole);
}

/* Sorts the items, those that are equal stay in order. False where there is no memory for as many again. Cost: n log n
 * whatever the items, and linear where they are in order already. */
bool vector_sort(struct vector *vector, int (*compare)(const void *a, const void *b));

/* Bytes from which on a vector grows by a quarter and no longer doubles. While it grows the old and the new array are
 * there, which for a hostile text is most of the memory of its parse. Others reach this size only in large texts. */
#define VECTOR_LARGE ((size_t)64 * 1024)

/* Releases what was allocated: vector_free's rare half. */
void vector_release(struct vector *vector);

/* A vector in memory of its owner goes on there. */
static inline void vector_free(struct vector *vector)
{
    if (rarely(!vector->borrowed))
        vector_release(vector);
}

/* Releases what was allocated if it is large: vector_shed's rare half. */
void vector_release_large(struct vector *vector);

/* Takes all items out, and frees their memory if it is large. */
static inline void vector_shed(struct vector *vector)
{
    vector->count = 0;
    if (rarely(!vector->borrowed))
        vector_release_large(vector);
}

#endif
