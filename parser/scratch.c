/* scratch.c: memory for one parse. See scratch.h. */
#include "scratch.h"

#include "chunks.h"
#include "text_index.h"

struct vector scratch_take(const struct mdp_allocator *allocator, char **at, size_t item_size, size_t count)
{
    void *taken = *at;
    *at += (item_size * count + 7) & ~(size_t)7;
    return vector_make(allocator, item_size, taken, count);
}

/* The bytes of scratch for a text, `least` or more. What is more is room on the tape, and costs nothing where its pages
 * are not touched; but it makes malloc keep the memory of a parse for the next one.
 *
 * A C library that gives freed memory back beyond a bound makes the next parse fault in each page again, which takes
 * as long as the parse, or longer. glibc's bound is 128 KiB, or twice the largest block that it has seen freed, if that
 * was not above 32 MiB. So the scratch is larger than the document's slabs together, which are some two to three times
 * as large as the text, and by the 128 KiB more that glibc takes from the system than it needs (M_TOP_PAD). Where that
 * cannot be, there is room for all of the text, which may be one block. */
static uint64_t scratch_size(const struct mdp_allocator *allocator, uint64_t text_size, uint64_t least)
{
    enum { LIGHT_TEXT = 16 * 1024, TOP_PAD = 128 * 1024, BOUND_MOST = 32 * 1024 * 1024 - 8192, DOCUMENT_TO_TEXT = 4 };
    if (text_size <= LIGHT_TEXT || !memory_is_default(allocator))
        return least;
    if (least > BOUND_MOST)
        return least + text_size / BYTES_FOR_WORD * sizeof(uint32_t);
    uint64_t wanted =
        text_size < (BOUND_MOST - TOP_PAD) / DOCUMENT_TO_TEXT ? DOCUMENT_TO_TEXT * text_size + TOP_PAD : BOUND_MOST;
    return least < wanted ? wanted : least;
}

/* At least `size` bytes. */
static bool take_memory(struct scratch *scratch, const struct mdp_allocator *allocator, uint64_t size)
{
    struct spare *spare = scratch->spare;
    if (size > SIZE_MAX)
        return false;
    if (spare && spare->size >= size) {
        scratch->memory = spare->memory;
        scratch->memory_size = spare->size;
        *spare = (struct spare){NULL, 0};
        return true;
    }
    scratch->memory_size = (size_t)size;
    scratch->memory = memory_allocate(allocator, scratch->memory_size);
    return scratch->memory;
}

/* Returns where the index is to be. */
static uint64_t *make_large(struct scratch *scratch, struct parse *parse, struct writer *writer)
{
    const struct mdp_allocator *allocator = parse->allocator;
    size_t size = parse->size, words = text_index_words(size);
    size_t group = size < group_text_size(size) ? size : group_text_size(size);
    size_t blocks = size / BYTES_FOR_BLOCK, segments = size / BYTES_FOR_SEGMENT;
    size_t tape = group / BYTES_FOR_WORD + 512, pool = group / BYTES_FOR_POOL;
    size_t cuts = size / CHUNK_TEXT_SIZE + 2;
    /* In 64 bits, as a text can be there of which this is more than there are addresses. */
    uint64_t least = (uint64_t)2 * words * sizeof(uint64_t) + (uint64_t)blocks * sizeof(struct block) +
                     (uint64_t)segments * sizeof(struct segment) + (uint64_t)tape * sizeof(uint32_t) + pool +
                     (uint64_t)cuts * sizeof(struct cut) + 5 * sizeof(uint64_t);
    if (!take_memory(scratch, allocator, scratch_size(allocator, size, least)))
        return NULL;
    tape += (scratch->memory_size - (size_t)least) / sizeof(uint32_t);
    char *at = scratch->memory + 2 * words * sizeof(uint64_t);
    parse->blocks = scratch_take(allocator, &at, sizeof(struct block), blocks);
    parse->segments = scratch_take(allocator, &at, sizeof(struct segment), segments);
    writer->tape = scratch_take(allocator, &at, sizeof(uint32_t), tape);
    writer->pool = scratch_take(allocator, &at, 1, pool);
    parse->cuts = scratch_take(allocator, &at, sizeof(struct cut), cuts);
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

inline bool scratch_make(struct scratch *scratch, struct parse *parse, struct writer *writer, struct spare *spare)
{
    scratch->spare = spare;
    uint64_t *line_ends =
        parse->size <= SMALL_TEXT ? make_small(scratch, parse, writer) : make_large(scratch, parse, writer);
    if (!line_ends)
        return false;
    uint64_t *specials = line_ends + text_index_words(parse->size);
    parse->text_flags = text_index_build(parse->level, parse->text, parse->size, parse->text_sets, line_ends, specials);
    parse->line_ends = line_ends;
    parse->specials = specials;
    return true;
}

inline void scratch_free(struct scratch *scratch, const struct mdp_allocator *allocator)
{
    if (scratch->spare && scratch->memory) {
        spare_free(scratch->spare, allocator);
        *scratch->spare = (struct spare){scratch->memory, scratch->memory_size};
    } else {
        memory_release(allocator, scratch->memory, scratch->memory_size);
    }
}
