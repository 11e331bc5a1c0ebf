/* chunks.c: phases 2 and 3. See chunks.h. Must not know on which threads it runs. */
#include "chunks.h"

#include "lines.h"
#include "seal.h"

/* --------------------------------------------------------------------------------------------------------- writing */

static struct written *written_at(const struct group *group, size_t chunk)
{
    return (struct written *)group->written->items + (chunk - group->first);
}

/* The blocks of one chunk, from the stretches that have some. */
static mdp_status write_blocks(struct group *group, const struct cut *cut)
{
    const struct cut *end = cut + 1;
    struct parse *parse = group->parse;
    mdp_status status = MDP_OK;
    for (uint32_t i = cut->stretch; i <= end->stretch && status == MDP_OK; i++) {
        const struct stretch *stretch = &group->chunks->stretches[i];
        parse->blocks = stretch->parse->blocks;
        parse->segments = stretch->parse->segments;
        group->writer->definition_shift = stretch->definition_shift;
        status = writer_blocks(group->writer, i == cut->stretch ? cut->block : stretch->block,
                               i == end->stretch ? end->block : stretch->block_end);
    }
    return status;
}

mdp_status group_write(struct group *group)
{
    const struct cut *cuts = group->chunks->cuts;
    struct link_definition *definitions = group->parse->definitions.items;
    mdp_status status = vector_reserve(group->written, group->last - group->first) ? MDP_OK : MDP_ERR_NOMEM;
    for (size_t i = group->first; i < group->last && status == MDP_OK; i++) {
        writer_begin(group->writer, cuts[i].begin, cuts[i + 1].begin, written_at(group, i));
        status = write_blocks(group, &cuts[i]);
        writer_end(group->writer);
        group->written->count++;
        for (uint32_t n = cuts[i].definition; n < cuts[i + 1].definition; n++)
            definitions[n].chunk = (uint32_t)i, definitions[n].index = n - cuts[i].definition;
    }
    return status == MDP_ERR_NOMEM && group->parse->too_large ? MDP_ERR_LIMIT : status;
}

/* -------------------------------------------------------------------------------------------------------- building */

uint64_t written_measure(const struct writer *writer, const struct written *written)
{
    struct chunk_parts parts = writer_parts(writer, written);
    return chunk_measure(&parts);
}

struct chunk *written_build(const struct writer *writer, const struct written *written, void *memory)
{
    struct chunk_parts parts = writer_parts(writer, written);
    struct chunk *chunk = chunk_build(memory, &parts);
    chunk->line_ends = lines_fill(writer->parse->line_ends, written->begin, written->end, chunk_lines(chunk));
    return chunk;
}

/* Bytes that the chunks of a group take in the document. */
static uint64_t measure(const struct group *group)
{
    uint64_t bytes = 0;
    for (size_t i = group->first; i < group->last; i++)
        bytes += written_measure(group->writer, written_at(group, i));
    return bytes;
}

void group_build(struct group *group)
{
    char *memory = group->memory;
    for (size_t i = group->first; i < group->last; i++) {
        const struct written *written = written_at(group, i);
        struct chunk *chunk = written_build(group->writer, written, memory);
        group->document->places[i] = (struct place){.chunk = chunk, .begin = written->begin};
        memory += chunk_size(chunk);
    }
}

static void fill_definitions(const struct parse *parse, struct definition *map)
{
    const struct link_definition *definitions = parse->definitions.items;
    const uint32_t *sorted = parse->map.items;
    for (size_t i = 0; i < parse->map.count; i++) {
        const struct link_definition *definition = &definitions[sorted[i]];
        map[i] = (struct definition){definition->hash, definition->chunk, definition->index};
    }
}

mdp_document *chunks_create(const struct chunks *chunks, struct group *groups, size_t group_count)
{
    const struct parse *parse = chunks->parse;
    uint64_t bytes = parse->map.count * sizeof(struct definition);
    for (size_t i = 0; i < group_count; i++)
        bytes += groups[i].bytes = measure(&groups[i]);
    char *memory;
    struct mdp_allocator allocator = parse->flags & MDP_SEALED ? seal_allocator() : *parse->allocator;
    mdp_document *document = document_create(&allocator, chunks->count, 1, bytes, &memory);
    if (!document)
        return NULL;
    document->text_size = parse->size;
    document->flags = parse->flags;
    document->limits = parse->limits;
    document->allocator = *parse->allocator;
    document->definition_count = (uint32_t)parse->map.count;
    document->label_count = parse->label_count;
    document->definitions = parse->map.count ? (struct definition *)(void *)memory : NULL;
    document->chunks_parsed = (uint32_t)chunks->count;
    document->uses[0].used = (size_t)bytes;
    fill_definitions(parse, (struct definition *)(void *)memory);
    memory += parse->map.count * sizeof(struct definition);
    for (size_t i = 0; i < group_count; i++) {
        groups[i].document = document;
        groups[i].memory = memory;
        memory += groups[i].bytes;
    }
    return document;
}

bool chunks_finish(const struct chunks *chunks, mdp_document *document)
{
    size_t line_ends = 0;
    for (size_t i = 0; i < chunks->count; i++) {
        document->places[i].line_ends = line_ends;
        line_ends += document->places[i].chunk->line_ends;
    }
    if (!(chunks->parse->flags & MDP_SEALED) || seal_slab(document_slab(document)))
        return true;
    mdp_document_release(document);
    return false;
}
