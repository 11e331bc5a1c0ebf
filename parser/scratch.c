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

/* What is to be added to `needed` bytes so that malloc keeps the memory of a parse for the next one.
 *
 * A C library that gives freed memory back beyond a bound makes the next parse fault in each page again, which takes
 * as long as the parse, or longer. glibc's bound is 128 KiB, or twice the largest block that it has seen freed, if that
 * was not above 32 MiB. So the scratch is larger than the document's slabs together, which are some two to three times
 * as large as the text, and by the 128 KiB more that glibc takes from the system than it needs (M_TOP_PAD). What is
 * added costs nothing, as its pages are never touched. */
static size_t scratch_spare(const struct mdp_allocator *allocator, size_t size, size_t needed)
{
    enum { LIGHT_TEXT = 16 * 1024, TOP_PAD = 128 * 1024, BOUND_MOST = 32 * 1024 * 1024 - 8192, DOCUMENT_TO_TEXT = 4 };
    if (size <= LIGHT_TEXT || needed > BOUND_MOST || !memory_is_default(allocator))
        return 0;
    size_t wanted = size < BOUND_MOST / DOCUMENT_TO_TEXT ? DOCUMENT_TO_TEXT * size + TOP_PAD : BOUND_MOST;
    wanted = wanted < BOUND_MOST ? wanted : BOUND_MOST;
    return needed < wanted ? wanted - needed : 0;
}

size_t scratch_tape_text(const struct mdp_allocator *allocator, size_t text_size, size_t group_size)
{
    return memory_is_default(allocator) || text_size < group_size ? text_size : group_size;
}

/* Returns where the index is to be. */
static uint64_t *make_large(struct scratch *scratch, struct parse *parse, struct writer *writer)
{
    const struct mdp_allocator *allocator = parse->allocator;
    size_t size = parse->size, words = text_index_words(size);
    size_t written = scratch_tape_text(allocator, size, group_text_size(size));
    size_t blocks = size / BYTES_FOR_BLOCK, segments = size / BYTES_FOR_SEGMENT;
    size_t tape = written / BYTES_FOR_WORD / 2 * 2 + 512, pool = written / BYTES_FOR_POOL;
    size_t cuts = size / CHUNK_TEXT_SIZE + 2;
    scratch->memory_size = 2 * words * sizeof(uint64_t) + blocks * sizeof(struct block) +
                           segments * sizeof(struct segment) + tape * sizeof(uint32_t) + pool +
                           cuts * sizeof(struct cut) + 5 * sizeof(uint64_t);
    scratch->memory_size += scratch_spare(allocator, size, scratch->memory_size);
    scratch->memory = memory_allocate(allocator, scratch->memory_size);
    if (!scratch->memory)
        return NULL;
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
