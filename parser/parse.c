/* parse.c: mdp_parse: one parse from the text to the document.
 *
 *   1. index        text/text_index.c finds line ends and special bytes
 *   2. blocks       blocks.c: blocks, link reference definitions, and where the text is cut into chunks
 *   3. definitions  definitions.c: the first of each label
 *   4. writer       writer.c, chunk by chunk: records, with the inlines of each content
 *   5. document     the list of the chunks, and the map of the definitions
 *
 * All scratch is in struct parse and its writer, and is freed at the end, whatever happened. */
#include "parse.h"

#include <string.h>

#include "inlines.h"
#include "layout.h"
#include "text_index.h"
#include "writer.h"

/* --------------------------------------------------------------------------------------------------------- scratch */

/* Where the arena and the vectors of a parse begin: on the stack for a small text, else in one allocation, whose parts
 * are in proportion to the text, so that they seldom have to grow. One, because then a parse makes two large
 * allocations, this and the slab: a C library that gives back memory beyond twice its largest block (glibc) keeps both,
 * and the next parse faults in no page again. That was a third of the time. */
enum {
    SMALL_TEXT = 1024, /* bytes */

    /* Bytes of source for each of these. (Measured 2026-11, the joined Rust book and Pro Git in English: words of
     * tape 5.2 and 13, bytes of pool 479 and 4.7, blocks 62 and 205, segments 109 and 101.) */
    BYTES_FOR_TAPE = 5,
    BYTES_FOR_POOL = 4,
    BYTES_FOR_BLOCK = 64,
    BYTES_FOR_SEGMENT = 100,
};

struct scratch {
    char *memory; /* or NULL */
    size_t memory_size;
    void *arena, *blocks, *segments, *tape, *pool;
    size_t arena_size, block_count, segment_count, tape_count, pool_size;

    struct writer_first writer;
    struct inlines_first inlines;
    struct cut cuts[4];
    struct written written[4];
    uint64_t small_arena[2 * (SMALL_TEXT / 64 + 2)];
    struct block small_blocks[32];
    struct segment small_segments[32];
    uint32_t small_tape[512];
    char small_pool[256];
};

/* Takes the next `size` bytes of the memory. */
static void *take(char **at, size_t size)
{
    void *taken = *at;
    *at += (size + 7) & ~(size_t)7;
    return taken;
}

static bool scratch_make(struct scratch *scratch, const struct mdp_allocator *allocator, size_t text_size)
{
    scratch->memory = NULL;
    scratch->memory_size = 0;
    if (text_size <= SMALL_TEXT) {
        scratch->arena = scratch->small_arena;
        scratch->blocks = scratch->small_blocks;
        scratch->segments = scratch->small_segments;
        scratch->tape = scratch->small_tape;
        scratch->pool = scratch->small_pool;
        scratch->arena_size = sizeof scratch->small_arena;
        scratch->block_count = sizeof scratch->small_blocks / sizeof *scratch->small_blocks;
        scratch->segment_count = sizeof scratch->small_segments / sizeof *scratch->small_segments;
        scratch->tape_count = sizeof scratch->small_tape / sizeof *scratch->small_tape;
        scratch->pool_size = sizeof scratch->small_pool;
        return true;
    }
    scratch->arena_size = 2 * text_index_words(text_size) * sizeof(uint64_t);
    scratch->block_count = text_size / BYTES_FOR_BLOCK + 16;
    scratch->segment_count = text_size / BYTES_FOR_SEGMENT + 16;
    scratch->tape_count = text_size / BYTES_FOR_TAPE;
    scratch->pool_size = text_size / BYTES_FOR_POOL;
    scratch->memory_size = scratch->arena_size + scratch->block_count * sizeof(struct block) +
                           scratch->segment_count * sizeof(struct segment) + scratch->tape_count * sizeof(uint32_t) +
                           scratch->pool_size + 5 * sizeof(uint64_t);
    scratch->memory = memory_allocate(allocator, scratch->memory_size);
    char *at = scratch->memory;
    if (!at)
        return false;
    scratch->arena = take(&at, scratch->arena_size);
    scratch->blocks = take(&at, scratch->block_count * sizeof(struct block));
    scratch->segments = take(&at, scratch->segment_count * sizeof(struct segment));
    scratch->tape = take(&at, scratch->tape_count * sizeof(uint32_t));
    scratch->pool = take(&at, scratch->pool_size);
    return true;
}

static bool build_index(struct parse *parse)
{
    size_t words = text_index_words(parse->size);
    uint64_t *index = arena_allocate(&parse->arena, 2 * words * sizeof *index);
    if (!index)
        return false;
    parse->line_ends = index;
    parse->specials = index + words;
    parse->text_flags = text_index_build(text_level_best(), parse->text, parse->size, parse->flags & MDP_PARSE_SMART,
                                         index, index + words);
    return true;
}

/* ------------------------------------------------------------------------------------------------- the document */

static struct written *written_at(const struct parse *parse, size_t index)
{
    return (struct written *)parse->written.items + index;
}

/* Writes all chunks, and notes where their definitions are. */
static mdp_status write_chunks(struct parse *parse, struct writer *writer)
{
    const struct cut *cuts = parse->cuts.items;
    struct link_definition *definitions = parse->definitions.items;
    size_t count = parse->cuts.count, definition = 0;
    if (!vector_reserve(&parse->written, count))
        return MDP_ERR_NOMEM;
    parse->written.count = count;
    for (size_t i = 0; i < count; i++) {
        bool last = i + 1 == count;
        struct written *written = written_at(parse, i);
        mdp_status status =
            writer_chunk(writer, cuts[i].block, last ? (uint32_t)parse->blocks.count : cuts[i + 1].block, cuts[i].begin,
                         last ? parse->size : cuts[i + 1].begin, written);
        if (status != MDP_OK)
            return status;
        for (uint32_t n = 0; n < written->definition_count; n++) /* they come in the order of the text */
            definitions[definition++].chunk = (uint32_t)i;
    }
    return MDP_OK;
}

/* The line index of the text [begin, end); returns the number of line ends. */
static uint32_t fill_lines(const struct parse *parse, uint32_t begin, uint32_t end, struct chunk_line *lines)
{
    struct chunk_line now = {0, 0};
    uint32_t step = 0, count = chunk_line_count(end - begin);
    for (uint32_t at = next_bit(parse->line_ends, begin, end); at < end; at = next_bit(parse->line_ends, at + 1, end)) {
        for (; (uint64_t)step * LINES_STEP <= at - begin; step++)
            lines[step] = now;
        now = (struct chunk_line){now.lines + 1, at - begin + 1};
    }
    while (step < count)
        lines[step++] = now;
    return now.lines;
}

static void fill_definitions(const struct parse *parse, mdp_document *document)
{
    const struct link_definition *definitions = parse->definitions.items;
    const uint32_t *map = parse->map.items;
    for (size_t i = 0; i < parse->map.count; i++) {
        const struct link_definition *definition = &definitions[map[i]];
        document->definitions[i] = (struct definition){definition->hash, definition->chunk, definition->node};
    }
}

/* The document of all that was written: everything in one allocation of just its size. */
static mdp_status build_document(const struct parse *parse, const struct writer *writer, mdp_document **built)
{
    size_t count = parse->written.count;
    uint64_t bytes = 0;
    for (size_t i = 0; i < count; i++) {
        struct chunk_parts parts = writer_parts(writer, written_at(parse, i));
        bytes += chunk_measure(&parts);
    }
    char *memory;
    mdp_document *document = document_create(parse->allocator, count, parse->map.count, bytes, &memory);
    if (!document)
        return MDP_ERR_NOMEM;
    document->text_size = parse->size;
    fill_definitions(parse, document);
    size_t line_ends = 0;
    for (size_t i = 0; i < count; i++) {
        const struct written *written = written_at(parse, i);
        struct chunk_parts parts = writer_parts(writer, written);
        struct chunk *chunk = chunk_build(document->slab, memory, &parts);
        chunk->line_ends = fill_lines(parse, written->begin, written->end, chunk_lines(chunk));
        document->places[i] = (struct place){chunk, written->begin, line_ends};
        line_ends += chunk->line_ends;
        memory += chunk_measure(&parts);
    }
    *built = document;
    return MDP_OK;
}

/* --------------------------------------------------------------------------------------------------------- phases */

static mdp_status parse_text(struct parse *parse, struct writer *writer, mdp_document **document)
{
    if (!build_index(parse) || !blocks_parse(parse) || !definitions_sort(parse))
        return MDP_ERR_NOMEM;
    mdp_status status = write_chunks(parse, writer);
    return status == MDP_OK ? build_document(parse, writer, document) : status;
}

static mdp_status check_options(const mdp_options *options)
{
    const uint64_t known = MDP_PARSE_SMART;
    if (options->struct_size != sizeof *options || (options->flags & ~known))
        return MDP_ERR_ARGUMENT;
    if (!options->allocator.allocate != !options->allocator.release)
        return MDP_ERR_ARGUMENT;
    return MDP_OK;
}

mdp_status mdp_parse(const char *text, size_t size, const mdp_options *options, const mdp_document **document)
{
    const mdp_options defaults = MDP_OPTIONS_INIT;
    if (!document)
        return MDP_ERR_ARGUMENT;
    *document = NULL;
    if (!options)
        options = &defaults;
    if ((!text && size) || check_options(options) != MDP_OK)
        return MDP_ERR_ARGUMENT;
    if (size > MDP_TEXT_SIZE_MAX)
        return MDP_ERR_LIMIT;

    struct mdp_allocator allocator = memory_allocator(&options->allocator);
    struct scratch scratch;
    if (!scratch_make(&scratch, &allocator, size))
        return MDP_ERR_NOMEM;
    struct parse parse = {
        .text = size ? text : "",
        .size = (uint32_t)size,
        .flags = options->flags,
        .allocator = &allocator,
        .arena = arena_make(&allocator, scratch.arena, scratch.arena_size),
        .blocks = vector_make(&allocator, sizeof(struct block), scratch.blocks, scratch.block_count),
        .segments = vector_make(&allocator, sizeof(struct segment), scratch.segments, scratch.segment_count),
        .definitions = vector_make(&allocator, sizeof(struct link_definition), NULL, 0),
        .cuts = VECTOR_IN(&allocator, scratch.cuts),
        .map = vector_make(&allocator, sizeof(uint32_t), NULL, 0),
        .written = VECTOR_IN(&allocator, scratch.written),
    };
    struct inlines inlines;
    struct writer writer =
        writer_make(&parse, &inlines, vector_make(&allocator, sizeof(uint32_t), scratch.tape, scratch.tape_count),
                    vector_make(&allocator, 1, scratch.pool, scratch.pool_size), &scratch.writer);
    inlines = inlines_make(&writer, &scratch.inlines);
    mdp_document *parsed = NULL;
    mdp_status status = parse_text(&parse, &writer, &parsed);
    inlines_free(&inlines);
    writer_free(&writer);
    vector_free(&parse.blocks);
    vector_free(&parse.segments);
    vector_free(&parse.definitions);
    vector_free(&parse.cuts);
    vector_free(&parse.map);
    vector_free(&parse.written);
    arena_free(&parse.arena);
    memory_release(&allocator, scratch.memory, scratch.memory_size);
    if (status == MDP_OK)
        *document = parsed;
    return status;
}

const char *mdp_version(void)
{
    return MDP_VERSION;
}

const char *mdp_status_message(mdp_status status)
{
    switch (status) {
    case MDP_OK:
        return "no error";
    case MDP_ERR_NOMEM:
        return "out of memory";
    case MDP_ERR_LIMIT:
        return "the text is too large";
    case MDP_ERR_ARGUMENT:
        return "invalid argument";
    case MDP_ERR_SINK:
        return "the output could not be written";
    }
    return "unknown status";
}
