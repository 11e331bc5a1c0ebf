/* chunks.c: phase 2 for all chunks of a text, and the document of them. See chunks.h. Must not know on which threads it
 * runs. */
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
        if (parse != stretch->parse) {
            parse->blocks = stretch->parse->blocks;
            parse->segments = stretch->parse->segments;
        }
        group->writer->definition_shift = stretch->definition_shift;
        status = writer_blocks(group->writer, i == cut->stretch ? cut->block : stretch->block,
                               i == end->stretch ? end->block : stretch->block_end);
    }
    return status;
}

/* Forgets what was written. */
static void clear(struct group *group)
{
    struct writer *writer = group->writer;
    group->written->count = 0;
    writer->tape.count = writer->pool.count = writer->lookups.count = writer->definitions.count = 0;
}

inline mdp_status group_write(struct group *group)
{
    const struct cut *cuts = group->chunks->cuts;
    clear(group);
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

inline struct chunk *written_build(const struct writer *writer, const struct written *written, void *memory)
{
    struct chunk_parts parts = writer_parts(writer, written);
    struct chunk *chunk = chunk_build(memory, &parts);
    const struct parse *parse = writer->parse;
    chunk->line_ends = lines_fill(parse->level, parse->line_ends, written->begin, written->end, chunk_lines(chunk));
    return chunk;
}

inline uint64_t group_measure(const struct group *group)
{
    uint64_t bytes = 0;
    for (size_t i = group->first; i < group->last; i++)
        bytes += written_at(group, i)->size;
    return bytes;
}

inline void group_build(const struct group *group, mdp_document *document, uint32_t use, char *memory)
{
    for (size_t i = group->first; i < group->last; i++) {
        const struct written *written = written_at(group, i);
        struct chunk *chunk = written_build(group->writer, written, memory);
        document->places[i] = (struct place){.chunk = chunk, .begin = written->begin, .use = use};
        memory += written->size;
    }
}

/* Of the slabs of a document. */
static struct mdp_allocator slab_allocator(const struct parse *parse)
{
    return parse->flags & MDP_SEALED ? seal_allocator() : *parse->allocator;
}

bool group_build_slab(const struct group *group, mdp_document *document, uint32_t use)
{
    struct mdp_allocator allocator = slab_allocator(group->parse);
    uint64_t bytes = group_measure(group);
    struct slab *slab = slab_create(&allocator, bytes);
    if (!slab)
        return false;
    document->uses[use] = (struct slab_use){slab, (size_t)bytes};
    group_build(group, document, use, (char *)(slab + 1));
    return !(group->parse->flags & MDP_SEALED) || seal_slab(slab);
}

/* ---------------------------------------------------------------------------------------------------- the document */

static void fill_definitions(const struct parse *parse, struct definition *map)
{
    const struct link_definition *definitions = parse->definitions.items;
    const struct map_entry *sorted = parse->map.items;
    for (size_t i = 0; i < parse->map.count; i++) {
        const struct link_definition *definition = &definitions[sorted[i].definition];
        map[i] = (struct definition){definition->hash, definition->chunk, definition->index};
    }
}

/* Larger groups for larger texts: each version that an edit makes of the document counts all its slabs, and large ones
 * can have large pages (arena.c). */
size_t group_text_size(size_t text_size)
{
    enum { LEAST = 256 * 1024, SLABS = 4 };
    return rarely(text_size / SLABS > LEAST) ? text_size / SLABS : LEAST;
}

inline size_t chunks_group_end(const struct chunks *chunks, size_t first, size_t last)
{
    size_t size = group_text_size(chunks->parse->size), end = first;
    while (end < last && chunks->cuts[end].begin - chunks->cuts[first].begin < size)
        end++;
    return end;
}

inline size_t chunks_group_count(const struct chunks *chunks, size_t first, size_t last)
{
    size_t count = 0;
    for (; first < last; count++)
        first = chunks_group_end(chunks, first, last);
    return count;
}

inline mdp_document *chunks_create(const struct chunks *chunks, size_t slab_count, uint64_t bytes, char **memory)
{
    const struct parse *parse = chunks->parse;
    struct mdp_allocator allocator = slab_allocator(parse);
    size_t map_size = parse->map.count * sizeof(struct definition);
    mdp_document *document = document_create(&allocator, chunks->count, slab_count, map_size + bytes, memory);
    if (!document)
        return NULL;
    document->text_size = parse->size;
    document->flags = parse->flags;
    document->limits = parse->limits;
    document->allocator = *parse->allocator;
    document->definition_count = (uint32_t)parse->map.count;
    document->label_count = parse->label_count;
    document->definitions = map_size ? (struct definition *)(void *)*memory : NULL;
    document->chunks_parsed = (uint32_t)chunks->count;
    document->uses[0].used = (size_t)(map_size + bytes);
    for (size_t i = 1; rarely(i < slab_count); i++)
        document->uses[i].slab = NULL;
    *memory += map_size;
    return document;
}

inline bool chunks_finish(const struct chunks *chunks, mdp_document *document)
{
    size_t line_ends = 0;
    struct definition *map = (struct definition *)(uintptr_t)document->definitions; /* NOLINT: nobody else has it yet */
    fill_definitions(chunks->parse, map);
    for (size_t i = 0; i < chunks->count; i++) {
        document->places[i].line_ends = line_ends;
        line_ends += document->places[i].chunk->line_ends;
    }
    if (!(chunks->parse->flags & MDP_SEALED) || seal_slab(document_slab(document)))
        return true;
    mdp_document_release(document);
    return false;
}

void chunks_discard(mdp_document *document)
{
    uint32_t count = 1;
    for (uint32_t i = 1; i < document->use_count; i++)
        if (document->uses[i].slab)
            document->uses[count++] = document->uses[i];
    document->use_count = count;
    mdp_document_release(document);
}
