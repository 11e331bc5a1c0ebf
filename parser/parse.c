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

static void fill_definitions(const struct parse *parse, mdp_document *document)
{
    const struct link_definition *definitions = parse->definitions.items;
    const uint32_t *map = parse->map.items;
    for (size_t i = 0; i < parse->map.count; i++) {
        const struct link_definition *definition = &definitions[map[i]];
        document->definitions[i] = (struct definition){definition->hash, definition->chunk, definition->node};
    }
}

/* A document for so many chunks, with `extra` bytes behind it. */
static mdp_document *create_document(const struct parse *parse, size_t chunk_count, size_t extra)
{
    size_t size = document_measure(chunk_count, parse->map.count) + extra;
    mdp_document *document = memory_allocate(parse->allocator, size);
    if (!document)
        return NULL;
    *document = (mdp_document){
        .allocator = *parse->allocator,
        .memory = size,
        .text_size = parse->size,
        .place_count = (uint32_t)chunk_count,
        .definition_count = (uint32_t)parse->map.count,
    };
    atomic_init(&document->references, 1);
    document->definitions = (struct definition *)&document->places[chunk_count];
    fill_definitions(parse, document);
    return document;
}

/* Writes chunk `index`. */
static mdp_status write_chunk(struct parse *parse, struct writer *writer, size_t index, struct chunk_parts *parts)
{
    const struct cut *cuts = parse->cuts.items;
    bool last = index + 1 >= parse->cuts.count;
    uint32_t block = parse->cuts.count ? cuts[index].block : 0;
    uint32_t begin = parse->cuts.count ? cuts[index].begin : 0;
    uint32_t block_end = last ? (uint32_t)parse->blocks.count : cuts[index + 1].block;
    mdp_status status =
        writer_chunk(writer, block, block_end, begin, last ? parse->size : cuts[index + 1].begin, parts);
    struct link_definition *definitions = parse->definitions.items;
    const struct block *blocks = parse->blocks.items;
    for (uint32_t i = block; i < block_end && writer->definitions.count; i++)
        if (blocks[i].kind == MDP_KIND_DEFINITION)
            definitions[blocks[i].definition].chunk = (uint32_t)index;
    return status;
}

/* One chunk, or none: it stands in the document's own memory, so that a small document is one allocation. */
static mdp_status build_small(struct parse *parse, struct writer *writer, mdp_document **document)
{
    struct chunk_parts parts;
    mdp_status status = write_chunk(parse, writer, 0, &parts);
    if (status != MDP_OK)
        return status;
    size_t chunk_size = chunk_measure(&parts);
    if (!chunk_size)
        return MDP_ERR_LIMIT;
    *document = create_document(parse, 1, chunk_size);
    if (!*document)
        return MDP_ERR_NOMEM;
    struct chunk *chunk = chunk_build((*document)->definitions + (*document)->definition_count, &parts);
    chunk->home = *document;
    (*document)->places[0] = (struct place){.chunk = chunk};
    return MDP_OK;
}

/* Adds chunk `index` to the places, of which the first `index` are filled. */
static mdp_status add_chunk(struct parse *parse, struct writer *writer, struct place *places, size_t index)
{
    struct chunk_parts parts;
    mdp_status status = write_chunk(parse, writer, index, &parts);
    if (status != MDP_OK)
        return status;
    if (!chunk_measure(&parts))
        return MDP_ERR_LIMIT;
    const struct chunk *chunk = chunk_create(parse->allocator, &parts);
    if (!chunk)
        return MDP_ERR_NOMEM;
    places[index] = (struct place){.chunk = chunk};
    if (index) {
        const struct place *before = &places[index - 1];
        places[index].begin = before->begin + before->chunk->text_size;
        places[index].line_ends = before->line_ends + before->chunk->line_ends;
    }
    return MDP_OK;
}

static mdp_status build_large(struct parse *parse, struct writer *writer, mdp_document **document)
{
    size_t count = parse->cuts.count, done = 0;
    *document = create_document(parse, count, 0);
    if (!*document)
        return MDP_ERR_NOMEM;
    mdp_status status = MDP_OK;
    while (status == MDP_OK && done < count) {
        status = add_chunk(parse, writer, (*document)->places, done);
        done += status == MDP_OK;
    }
    if (status == MDP_OK) {
        fill_definitions(parse, *document);
        return MDP_OK;
    }
    (*document)->place_count = (uint32_t)done;
    mdp_document_release(*document);
    return status;
}

/* --------------------------------------------------------------------------------------------------------- phases */

static mdp_status parse_text(struct parse *parse, struct writer *writer, mdp_document **document)
{
    if (!build_index(parse) || !blocks_parse(parse) || !definitions_sort(parse))
        return MDP_ERR_NOMEM;
    return parse->cuts.count <= 1 ? build_small(parse, writer, document) : build_large(parse, writer, document);
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

    /* Where scratch begins, before anything is allocated: enough for a small text. */
    uint64_t first_arena[1024];
    struct block first_blocks[32];
    struct segment first_segments[32];
    struct mdp_allocator allocator = memory_allocator(&options->allocator);
    struct parse parse = {
        .text = size ? text : "",
        .size = (uint32_t)size,
        .flags = options->flags,
        .allocator = &allocator,
        .arena = arena_make(&allocator, first_arena, sizeof first_arena),
        .blocks = vector_make(&allocator, sizeof(struct block), first_blocks, 32),
        .segments = vector_make(&allocator, sizeof(struct segment), first_segments, 32),
        .definitions = vector_make(&allocator, sizeof(struct link_definition), NULL, 0),
        .cuts = vector_make(&allocator, sizeof(struct cut), NULL, 0),
        .map = vector_make(&allocator, sizeof(uint32_t), NULL, 0),
    };
    struct writer writer = writer_make(&parse, NULL);
    struct inlines inlines = inlines_make(&writer);
    writer.inlines = &inlines;
    mdp_document *parsed = NULL;
    mdp_status status = parse_text(&parse, &writer, &parsed);
    inlines_free(&inlines);
    writer_free(&writer);
    vector_free(&parse.blocks);
    vector_free(&parse.segments);
    vector_free(&parse.definitions);
    vector_free(&parse.cuts);
    vector_free(&parse.map);
    arena_free(&parse.arena);
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
