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
static struct vector take(const struct mdp_allocator *allocator, char **at, size_t item_size, size_t count)
{
    void *taken = *at;
    *at += (item_size * count + 7) & ~(size_t)7;
    return vector_make(allocator, item_size, taken, count);
}

/* glibc takes 128 KiB more from the system than it needs (M_TOP_PAD). A text below LIGHT_TEXT needs less than that. */
enum { SPARE = 128 * 1024, LIGHT_TEXT = 16 * 1024 };

/* Returns where the index is to be. */
static uint64_t *make_large(struct scratch *scratch, struct parse *parse, struct writer *writer)
{
    const struct mdp_allocator *allocator = parse->allocator;
    size_t size = parse->size, words = text_index_words(size);
    size_t blocks = size / BYTES_FOR_BLOCK, segments = size / BYTES_FOR_SEGMENT;
    size_t tape = size / BYTES_FOR_WORD / 2 * 2 + 512, pool = size / BYTES_FOR_POOL;
    size_t cuts = size / CHUNK_TEXT_SIZE + 2;
    scratch->memory_size = 2 * words * sizeof(uint64_t) + blocks * sizeof(struct block) +
                           segments * sizeof(struct segment) + tape * sizeof(uint32_t) + pool +
                           cuts * sizeof(struct cut) + 5 * sizeof(uint64_t) + (size > LIGHT_TEXT ? SPARE : 0);
    scratch->memory = memory_allocate(allocator, scratch->memory_size);
    if (!scratch->memory)
        return NULL;
    char *at = scratch->memory + 2 * words * sizeof(uint64_t);
    parse->blocks = take(allocator, &at, sizeof(struct block), blocks);
    parse->segments = take(allocator, &at, sizeof(struct segment), segments);
    writer->tape = take(allocator, &at, sizeof(uint32_t), tape);
    writer->pool = take(allocator, &at, 1, pool);
    parse->cuts = take(allocator, &at, sizeof(struct cut), cuts);
    return (uint64_t *)(void *)scratch->memory;
}

static uint64_t *make_small(struct scratch *scratch, struct parse *parse, struct writer *writer)
{
    const struct mdp_allocator *allocator = parse->allocator;
    scratch->memory = NULL;
    parse->blocks = VECTOR_IN(allocator, scratch->small_blocks);
    parse->segments = VECTOR_IN(allocator, scratch->small_segments);
    writer->tape = VECTOR_IN(allocator, scratch->small_tape);
    writer->pool = VECTOR_IN(allocator, scratch->small_pool);
    parse->cuts = VECTOR_IN(allocator, scratch->small_cuts);
    return scratch->small_index;
}

bool scratch_make(struct scratch *scratch, struct parse *parse, struct writer *writer)
{
    uint64_t *line_ends =
        parse->size <= SMALL_TEXT ? make_small(scratch, parse, writer) : make_large(scratch, parse, writer);
    if (!line_ends)
        return false;
    uint64_t *specials = line_ends + text_index_words(parse->size);
    parse->text_flags =
        text_index_build(text_level_best(), parse->text, parse->size, parse->text_sets, line_ends, specials);
    parse->line_ends = line_ends;
    parse->specials = specials;
    return true;
}

void scratch_free(struct scratch *scratch, const struct mdp_allocator *allocator)
{
    memory_release(allocator, scratch->memory, scratch->memory_size);
}
