/* speculation.c: block parses that begin in the middle of a text, and how they are joined. See speculation.h. Must
 * not know on which threads they run, nor what a line looks like. */
#include "speculation.h"

#include "scratch.h"

void speculation_make(struct speculation *speculation, const struct parse *whole, uint32_t begin, uint32_t end)
{
    const struct mdp_allocator *allocator = whole->allocator;
    *speculation = (struct speculation){.parse = *whole, .begin = begin, .end = end};
    struct parse *parse = &speculation->parse;
    parse->every_boundary = true;
    parse->arena = arena_make(allocator, NULL, 0);
    parse->blocks = vector_make(allocator, sizeof(struct block), NULL, 0);
    parse->segments = vector_make(allocator, sizeof(struct segment), NULL, 0);
    parse->definitions = vector_make(allocator, sizeof(struct link_definition), NULL, 0);
    parse->cuts = vector_make(allocator, sizeof(struct cut), NULL, 0);
    blocks_begin(&speculation->blocks, parse, &speculation->first, begin);
}

void speculation_free(struct speculation *speculation)
{
    struct parse *parse = &speculation->parse;
    blocks_free(&speculation->blocks);
    vector_free(&parse->blocks);
    vector_free(&parse->segments);
    vector_free(&parse->definitions);
    vector_free(&parse->cuts);
    arena_free(&parse->arena);
    memory_release(parse->allocator, speculation->memory, speculation->memory_size);
    speculation->memory = NULL;
}

/* Room for what a text of that size likely has. */
static bool reserve_part(struct speculation *speculation, size_t size)
{
    struct parse *parse = &speculation->parse;
    const struct mdp_allocator *allocator = parse->allocator;
    size_t blocks = size / BYTES_FOR_BLOCK, segments = size / BYTES_FOR_SEGMENT, cuts = size / BYTES_FOR_BOUNDARY;
    speculation->memory_size = blocks * sizeof(struct block) + segments * sizeof(struct segment) +
                               cuts * sizeof(struct cut) + 3 * sizeof(uint64_t);
    char *at = speculation->memory = memory_allocate(allocator, speculation->memory_size);
    if (!at)
        return false;
    parse->blocks = scratch_take(allocator, &at, sizeof(struct block), blocks);
    parse->segments = scratch_take(allocator, &at, sizeof(struct segment), segments);
    parse->cuts = scratch_take(allocator, &at, sizeof(struct cut), cuts);
    return true;
}

void speculation_run(struct speculation *speculation)
{
    if (reserve_part(speculation, speculation->end - speculation->begin))
        blocks_advance(&speculation->blocks, speculation->end);
    else
        speculation->blocks.failed = true;
}

/* Whether the parse has opened a top-level block at or behind `at`. */
static bool has_boundary_from(const struct speculation *speculation, uint32_t at)
{
    const struct vector *cuts = &speculation->parse.cuts;
    return cuts->count > 0 && ((const struct cut *)cuts->items)[cuts->count - 1].begin >= at;
}

void speculation_lead(struct speculation *speculation)
{
    enum { STEP = 4096 };
    const struct parse *parse = &speculation->parse;
    uint32_t least = speculation->end;
    speculation_run(speculation);
    speculation->blocks.likely_end = parse->size; /* a block that is still open can be all there is */
    while (!speculation->blocks.failed && speculation->end < parse->size && !has_boundary_from(speculation, least)) {
        uint32_t rest = parse->size - speculation->end;
        speculation->end = rest > STEP ? next_line(parse, speculation->end + STEP) : parse->size;
        blocks_advance(&speculation->blocks, speculation->end);
    }
}

/* -------------------------------------------------------------------------------------------------------- joining */

/* The parse that is right runs on by a line, and then by steps that double, so that the boundaries are compared often
 * enough to stop soon, and seldom enough to cost nothing beside the parse. */
enum { FIRST_STEP = 1024 };

/* Looks for a boundary that both have, from *own and *other on, which it moves. */
static bool find_common(const struct speculation *speculation, size_t *own, const struct speculation *next,
                        size_t *other)
{
    const struct cut *cuts = speculation->parse.cuts.items, *others = next->parse.cuts.items;
    while (*own < speculation->parse.cuts.count && *other < next->parse.cuts.count) {
        uint32_t begin = cuts[*own].begin, other_begin = others[*other].begin;
        if (begin == other_begin)
            return true;
        *own += begin < other_begin;
        *other += begin > other_begin;
    }
    return false;
}

/* The parse, which is right up to the part of the next speculation, runs on through that part until both meet, or to
 * its end. Whether they met; if it fails they did not. */
static bool meet(struct speculation *speculation, struct speculation *next)
{
    const struct parse *parse = &speculation->parse;
    const struct cut *others = next->parse.cuts.items;
    size_t own = parse->cuts.count, other = 0;
    bool can_meet = !next->blocks.failed && next->parse.cuts.count > 0;
    speculation->blocks.likely_end = next->end;
    uint32_t limit = can_meet ? next_line(parse, others[0].begin) : next->end;
    for (uint64_t step = FIRST_STEP; blocks_advance(&speculation->blocks, limit); step *= 2) {
        if (can_meet && find_common(speculation, &own, next, &other)) {
            speculation->cut_end = own;
            next->cut = other;
            return true;
        }
        if (limit == next->end)
            return false;
        limit = step < next->end - limit ? next_line(parse, limit + (uint32_t)step) : next->end;
    }
    return false;
}

bool speculations_join(struct speculation *speculations, size_t count, const struct speculation **failed)
{
    struct speculation *right = &speculations[0];
    for (size_t i = 1; i < count && !right->blocks.failed; i++)
        if (meet(right, &speculations[i]))
            right = &speculations[i];
    *failed = right;
    if (right->blocks.failed || !blocks_end(&right->blocks))
        return false;
    right->cut_end = right->parse.cuts.count;
    return true;
}
