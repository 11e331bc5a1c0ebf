/* same_bytes.c: compares documents as they are stored. See same_bytes.h; it knows ast/layout.h. */
#include "same_bytes.h"

#include <stdio.h>
#include <string.h>

#include "layout.h"

static bool differ(const char *what, uint32_t chunk, size_t a, size_t b)
{
    printf("  chunk %u: %s: %zu and %zu\n", chunk, what, a, b);
    return false;
}

/* From the lookups to the end of the pool. */
static size_t parts_size(const struct chunk *chunk)
{
    return (size_t)(chunk_text(chunk) + chunk->text_size + chunk->pool_size - (const char *)chunk_lookups(chunk));
}

static bool same_chunk(uint32_t index, const struct chunk *a, const struct chunk *b)
{
    const size_t counts[][2] = {
        {a->text_size, b->text_size},       {a->tape_size, b->tape_size},   {a->pool_size, b->pool_size},
        {a->lookup_count, b->lookup_count}, {a->line_count, b->line_count}, {a->definition_count, b->definition_count},
        {a->line_ends, b->line_ends},       {a->nodes, b->nodes},
    };
    static const char *const names[] = {"text",  "tape",        "pool",      "lookups",
                                        "lines", "definitions", "line ends", "nodes"};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        if (counts[i][0] != counts[i][1])
            return differ(names[i], index, counts[i][0], counts[i][1]);
    const unsigned char *bytes = (const unsigned char *)chunk_lookups(a);
    const unsigned char *others = (const unsigned char *)chunk_lookups(b);
    if (memcmp(bytes, others, parts_size(a)) == 0)
        return true;
    size_t at = 0;
    while (bytes[at] == others[at])
        at++;
    return differ("first byte that differs", index, at, at);
}

static bool same_definition(const struct definition *a, const struct definition *b)
{
    return a->hash == b->hash && a->chunk == b->chunk && a->index == b->index;
}

/* Of the chunks and the map, in however many slabs. */
static size_t bytes_used(const mdp_document *document)
{
    size_t used = 0;
    for (uint32_t i = 0; i < document->use_count; i++)
        used += document->uses[i].used;
    return used;
}

bool same_bytes(const mdp_document *a, const mdp_document *b)
{
    if (a->text_size != b->text_size || a->place_count != b->place_count ||
        a->definition_count != b->definition_count || bytes_used(a) != bytes_used(b)) {
        printf("  text %zu and %zu, chunks %u and %u, definitions %u and %u, memory %zu and %zu\n", a->text_size,
               b->text_size, a->place_count, b->place_count, a->definition_count, b->definition_count, bytes_used(a),
               bytes_used(b));
        return false;
    }
    for (uint32_t i = 0; i < a->place_count; i++) {
        const struct place *place = &a->places[i], *other = &b->places[i];
        if (place->begin != other->begin)
            return differ("begin", i, place->begin, other->begin);
        if (place->line_ends != other->line_ends)
            return differ("lines before", i, place->line_ends, other->line_ends);
        if (!same_chunk(i, place->chunk, other->chunk))
            return false;
    }
    for (uint32_t i = 0; i < a->definition_count; i++)
        if (!same_definition(&a->definitions[i], &b->definitions[i]))
            return differ("definition of the map", a->definitions[i].chunk, i, i);
    return true;
}
