/* parse.c: mdp_parse: one parse from the text to the document.
 *
 *   1. index        scratch.c: memory to work in; text/text_index.c finds line ends and special bytes
 *   2. blocks       blocks.c: blocks, link reference definitions, and where the text is cut into chunks
 *   3. definitions  definitions.c: the first of each label
 *   4. writer       writer.c, chunk by chunk: records, with the inlines of each content
 *   5. document     the list of the chunks, and the map of the definitions
 *
 * All scratch is freed at the end, whatever happened. */
#include "parse.h"

#include <string.h>

#include "inlines.h"
#include "layout.h"
#include "lines.h"
#include "options.h"
#include "scratch.h"
#include "seal.h"
#include "writer.h"

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
    bool sealed = parse->flags & MDP_SEALED;
    struct mdp_allocator allocator = sealed ? seal_allocator() : *parse->allocator;
    mdp_document *document = document_create(&allocator, count, parse->map.count, bytes, &memory);
    if (!document)
        return MDP_ERR_NOMEM;
    document->text_size = parse->size;
    fill_definitions(parse, document);
    size_t line_ends = 0;
    for (size_t i = 0; i < count; i++) {
        const struct written *written = written_at(parse, i);
        struct chunk_parts parts = writer_parts(writer, written);
        struct chunk *chunk = chunk_build(document->slab, memory, &parts);
        chunk->line_ends = lines_fill(parse->line_ends, written->begin, written->end, chunk_lines(chunk));
        document->places[i] = (struct place){chunk, written->begin, line_ends};
        line_ends += chunk->line_ends;
        memory += chunk_measure(&parts);
    }
    if (sealed && !seal_slab(document->slab)) {
        mdp_document_release(document);
        return MDP_ERR_NOMEM;
    }
    *built = document;
    return MDP_OK;
}

/* --------------------------------------------------------------------------------------------------------- phases */

/* Frees what only the phases before the document need. */
static void free_phases(struct parse *parse, struct writer *writer)
{
    inlines_free(writer->inlines);
    vector_free(&parse->blocks);
    vector_free(&parse->segments);
    arena_free(&parse->arena);
}

static mdp_status parse_text(struct parse *parse, struct writer *writer, mdp_document **document)
{
    mdp_status status = MDP_ERR_NOMEM;
    if (blocks_parse(parse) && definitions_sort(parse))
        status = write_chunks(parse, writer);
    free_phases(parse, writer);
    if (status == MDP_OK)
        status = build_document(parse, writer, document);
    return status == MDP_ERR_NOMEM && parse->too_large ? MDP_ERR_LIMIT : status;
}

mdp_status mdp_parse(const char *text, size_t size, const mdp_options *options, const mdp_document **document)
{
    const mdp_options defaults = MDP_OPTIONS_INIT;
    if (!document)
        return MDP_ERR_ARGUMENT;
    *document = NULL;
    if (!options)
        options = &defaults;
    if ((!text && size) || !options_are_valid(options))
        return MDP_ERR_ARGUMENT;
    mdp_limits limits = options_limits(options);
    if (size > limits.text_size)
        return MDP_ERR_LIMIT;

    struct mdp_allocator allocator = memory_allocator(&options->allocator);
    struct scratch scratch;
    text = size ? text : "";
    if (!scratch_make(&scratch, &allocator, text, size, options->flags & MDP_PARSE_SMART))
        return MDP_ERR_NOMEM;
    struct parse parse = {
        .text = text,
        .size = (uint32_t)size,
        .flags = options->flags,
        .limits = limits,
        .allocator = &allocator,
        .arena = arena_make(&allocator, scratch.arena, sizeof scratch.arena),
        .line_ends = scratch.line_ends,
        .specials = scratch.specials,
        .text_flags = scratch.text_flags,
        .blocks = scratch.blocks,
        .segments = scratch.segments,
        .definitions = vector_make(&allocator, sizeof(struct link_definition), NULL, 0),
        .cuts = scratch.cuts,
        .map = vector_make(&allocator, sizeof(uint32_t), NULL, 0),
        .written = VECTOR_IN(&allocator, scratch.written),
    };
    struct inlines inlines;
    struct writer writer = writer_make(&parse, &inlines, scratch.tape, scratch.pool, &scratch.writer);
    inlines = inlines_make(&writer, &scratch.inlines);
    mdp_document *parsed = NULL;
    mdp_status status = parse_text(&parse, &writer, &parsed);
    writer_free(&writer);
    vector_free(&parse.definitions);
    vector_free(&parse.cuts);
    vector_free(&parse.map);
    vector_free(&parse.written);
    scratch_free(&scratch);
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
    case MDP_ERR_THREAD:
        return "no further thread could be started";
    }
    return "unknown status";
}
