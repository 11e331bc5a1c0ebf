/* work.c: the memory that every parse in one thread works in, and the chunks of sections. See work.h. */
#include "work.h"

#include <string.h>

#include "chunks.h"
#include "options.h"

inline bool work_make(struct work *work, const struct mdp_allocator *allocator, const char *text, size_t size,
                      uint64_t flags, const mdp_limits *limits, struct spare *spare)
{
    struct parse *parse = &work->parse;
    work->allocator = *allocator;
    allocator = &work->allocator;
    memset(parse, 0, offsetof(struct parse, limits));
    parse->text = text;
    parse->size = (uint32_t)size;
    parse->flags = flags;
    parse->allocator = allocator;
    parse->level = text_level_best();
    parse->text_sets = options_text_sets(flags);
    if (!scratch_make(&work->scratch, parse, &work->writer, spare))
        return false;
    parse->limits = *limits;
    work->phases_freed = false;
    parse->arena = arena_make(allocator, work->scratch.arena, sizeof work->scratch.arena);
    parse->definitions = VECTOR_IN(allocator, work->scratch.definitions);
    parse->map = VECTOR_IN(allocator, work->scratch.map);
    work->ranges = vector_make(allocator, sizeof(struct chunk_range), NULL, 0);
    work->written = VECTOR_IN(allocator, work->scratch.written);
    writer_make(&work->writer, parse, &work->inlines, &work->scratch.writer);
    inlines_make(&work->inlines, &work->writer, &work->scratch.inlines);
    return true;
}

inline void work_free_phases(struct work *work)
{
    struct parse *parse = &work->parse;
    work->phases_freed = true;
    inlines_free(&work->inlines);
    vector_free(&parse->blocks);
    vector_free(&parse->segments);
    arena_free(&parse->arena);
}

inline void work_free(struct work *work)
{
    struct parse *parse = &work->parse;
    if (!work->phases_freed)
        work_free_phases(work);
    writer_free(&work->writer);
    vector_free(&parse->definitions);
    vector_free(&parse->cuts);
    vector_free(&parse->map);
    vector_free(&work->ranges);
    vector_free(&work->written);
    scratch_free(&work->scratch, &work->allocator);
}

mdp_status work_failure(const struct work *work)
{
    return work->parse.too_large ? MDP_ERR_LIMIT : MDP_ERR_NOMEM;
}

/* ---------------------------------------------------------------------------------------------------------- chunks */

static const struct written *written_at(const struct work *work, size_t index)
{
    return (const struct written *)work->written.items + index;
}

mdp_status work_write(struct work *work)
{
    struct parse *parse = &work->parse;
    const struct chunk_range *ranges = work->ranges.items;
    struct link_definition *definition = parse->definitions.items;
    size_t count = work->ranges.count;
    if (!vector_reserve(&work->written, count))
        return MDP_ERR_NOMEM;
    work->written.count = count;
    for (size_t i = 0; i < count; i++) {
        struct written *written = (struct written *)work->written.items + i;
        writer_begin(&work->writer, ranges[i].begin, ranges[i].end, written);
        mdp_status status = writer_blocks(&work->writer, ranges[i].block, ranges[i].block_end);
        writer_end(&work->writer);
        if (status != MDP_OK)
            return status == MDP_ERR_NOMEM ? work_failure(work) : status;
        /* Definitions come in the order of the text. */
        for (uint32_t n = 0; n < written->header.definition_count; n++, definition++) {
            definition->chunk = (uint32_t)i;
            definition->index = n;
        }
    }
    return MDP_OK;
}

uint64_t work_measure(const struct work *work, size_t index)
{
    return written_at(work, index)->size;
}

struct chunk *work_build(const struct work *work, size_t index, void *memory)
{
    return written_build(&work->writer, written_at(work, index), memory);
}
