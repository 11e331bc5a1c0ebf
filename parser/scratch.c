/* scratch.c: memory for one parse. See scratch.h.
 *
 * A text that is not small takes two large allocations: this one, and the document's slab. This one has room for what
 * real documents need, so that no vector grows, and is larger than the slab. That matters because a C library that
 * gives freed memory back beyond a bound (glibc: 128 KiB, or twice the largest block that it has seen freed) makes the
 * next parse fault in each page again, which takes up to three quarters of its time. Room that is not used costs
 * nothing, as its pages are never touched. */
#include "scratch.h"

#include "text_index.h"

/* Takes the next `count` items of the memory for a vector. */
static struct vector take(const struct scratch *scratch, char **at, size_t item_size, size_t count)
{
    void *taken = *at;
    *at += (item_size * count + 7) & ~(size_t)7;
    return vector_make(scratch->allocator, item_size, taken, count);
}

/* glibc takes 128 KiB more from the system than it needs (M_TOP_PAD). A text below LIGHT_TEXT needs less than that. */
enum { SPARE = 128 * 1024, LIGHT_TEXT = 16 * 1024 };

static bool make_large(struct scratch *scratch, size_t size)
{
    size_t words = text_index_words(size);
    size_t blocks = size / BYTES_FOR_BLOCK, segments = size / BYTES_FOR_SEGMENT;
    size_t tape = size / BYTES_FOR_WORD / 2 * 2 + 512, pool = size / BYTES_FOR_POOL;
    size_t cuts = size / CHUNK_TEXT_SIZE + 2;
    scratch->memory_size = 2 * words * sizeof(uint64_t) + blocks * sizeof(struct block) +
                           segments * sizeof(struct segment) + tape * sizeof(uint32_t) + pool +
                           cuts * sizeof(struct cut) + 5 * sizeof(uint64_t) + (size > LIGHT_TEXT ? SPARE : 0);
    scratch->memory = memory_allocate(scratch->allocator, scratch->memory_size);
    if (!scratch->memory)
        return false;
    scratch->line_ends = (uint64_t *)scratch->memory;
    char *at = (char *)(scratch->line_ends + 2 * words);
    scratch->blocks = take(scratch, &at, sizeof(struct block), blocks);
    scratch->segments = take(scratch, &at, sizeof(struct segment), segments);
    scratch->tape = take(scratch, &at, sizeof(uint32_t), tape);
    scratch->pool = take(scratch, &at, 1, pool);
    scratch->cuts = take(scratch, &at, sizeof(struct cut), cuts);
    return true;
}

static void make_small(struct scratch *scratch)
{
    scratch->line_ends = scratch->small_index;
    scratch->blocks = VECTOR_IN(scratch->allocator, scratch->small_blocks);
    scratch->segments = VECTOR_IN(scratch->allocator, scratch->small_segments);
    scratch->tape = VECTOR_IN(scratch->allocator, scratch->small_tape);
    scratch->pool = VECTOR_IN(scratch->allocator, scratch->small_pool);
    scratch->cuts = VECTOR_IN(scratch->allocator, scratch->small_cuts);
}

bool scratch_make(struct scratch *scratch, const struct mdp_allocator *allocator, const char *text, size_t size,
                  unsigned sets)
{
    scratch->allocator = allocator;
    scratch->memory = NULL;
    if (size <= SMALL_TEXT)
        make_small(scratch);
    else if (!make_large(scratch, size))
        return false;
    scratch->specials = scratch->line_ends + text_index_words(size);
    scratch->text_flags = text_index_build(text_level_best(), text, size, sets, scratch->line_ends, scratch->specials);
    return true;
}

void scratch_free(struct scratch *scratch)
{
    memory_release(scratch->allocator, scratch->memory, scratch->memory_size);
}
