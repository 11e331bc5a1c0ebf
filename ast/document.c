/* document.c: building, sharing and releasing chunks and documents, and what is asked of a document as a whole.
 * The layout is in layout.h. */
#include "layout.h"

#include <string.h>

#include "arena.h"
#include "seal.h"

/* -------------------------------------------------------------------------------------------------------- chunks */

/* Copies piece by piece: of what is larger memcpy makes one string instruction ("rep movsb"; glibc from some 2 KB on),
 * which passes by the caches what is not in them already. But the document is what is read next. */
static void copy(void *to, const void *from, size_t size)
{
    enum { PIECE = 1024 };
    char *at = to;
    const char *piece = from;
    for (; rarely(size > PIECE); size -= PIECE, at += PIECE, piece += PIECE)
        memcpy(at, piece, PIECE);
    if (size)
        memcpy(at, piece, size);
}

inline struct chunk *chunk_build(void *memory, const struct chunk_parts *parts)
{
    struct chunk *chunk = memory;
    size_t size = (size_t)chunk_measure(parts->header);
    memset((char *)memory + size - CHUNK_ALIGNMENT, 0, CHUNK_ALIGNMENT); /* what the parts may leave between chunks */
    *chunk = *parts->header;
    copy(chunk_lookups(chunk), parts->lookups, chunk->lookup_count * sizeof(uint64_t));
    copy(chunk_definitions(chunk), parts->definitions, chunk->definition_count * sizeof(struct chunk_definition));
    copy(chunk_tape(chunk), parts->tape, chunk->tape_size * sizeof(uint32_t));
    copy(chunk_text(chunk), parts->text, chunk->text_size);
    copy(chunk_text(chunk) + chunk->text_size, parts->pool, chunk->pool_size);
    return chunk;
}

/* ------------------------------------------------------------------------------------------- slabs and documents */

inline struct slab *slab_create(const struct mdp_allocator *allocator, uint64_t bytes)
{
    uint64_t size = sizeof(struct slab) + bytes + MDP_STRING_PADDING;
    struct slab *slab = size <= SIZE_MAX ? memory_allocate(allocator, (size_t)size) : NULL;
    if (!slab)
        return NULL;
    memset((char *)slab + size - MDP_STRING_PADDING, 0, MDP_STRING_PADDING);
    *slab = (struct slab){.size = (size_t)size, .allocator = *allocator};
    atomic_init(&slab->references, 1);
    atomic_init(&slab->document_references, 0);
    return slab;
}

/* Relaxed: whoever retains holds a reference already, so that nothing can be freed meanwhile. */
static void add(atomic_size_t *references)
{
    atomic_fetch_add_explicit(references, 1, memory_order_relaxed);
}

/* Drops a reference; true if it was the last. Release, so that every use by this thread comes before the count falls,
 * and acquire, so that whoever frees comes after all of them. (One operation, not a fence: ThreadSanitizer knows no
 * fences.) A thread that drops a reference and sees that there is one sees its own, and nobody can add one without
 * holding one: then the count need not fall, and a small document is spared the dearest instructions of its end. */
static bool drop(atomic_size_t *references)
{
    if (atomic_load_explicit(references, memory_order_acquire) == 1)
        return true;
    return atomic_fetch_sub_explicit(references, 1, memory_order_acq_rel) == 1;
}

void slab_retain(struct slab *slab)
{
    add(&slab->references);
}

void slab_release(struct slab *slab)
{
    if (drop(&slab->references)) {
        struct mdp_allocator allocator = slab->allocator;
        memory_release(&allocator, slab, slab->size);
    }
}

uint64_t document_measure(size_t place_count, size_t use_count)
{
    uint64_t size = sizeof(mdp_document) + (uint64_t)place_count * sizeof(struct place) +
                    (uint64_t)use_count * sizeof(struct slab_use);
    return (size + sizeof(uint64_t) - 1) / sizeof(uint64_t) * sizeof(uint64_t); /* what follows has such numbers */
}

inline mdp_document *document_create(const struct mdp_allocator *allocator, size_t place_count, size_t use_count,
                                     uint64_t bytes, char **behind)
{
    uint64_t own = document_measure(place_count, use_count);
    struct slab *slab = slab_create(allocator, own + bytes);
    if (!slab)
        return NULL;
    atomic_init(&slab->document_references, 1);
    mdp_document *document = (mdp_document *)(slab + 1);
    *document = (mdp_document){.place_count = (uint32_t)place_count, .use_count = (uint32_t)use_count};
    document->uses = (struct slab_use *)&document->places[place_count];
    document->uses[0] = (struct slab_use){slab, 0};
    *behind = (char *)document + own;
    return document;
}

const mdp_document *mdp_document_retain(const mdp_document *document)
{
    if (document)
        add(&document_slab(document)->document_references);
    return document;
}

void mdp_document_release(const mdp_document *document)
{
    if (!document || !drop(&document_slab(document)->document_references))
        return;
    /* Its own slab, the first, last: the list stands in it. */
    for (uint32_t i = document->use_count; i-- > 0;)
        slab_release(document->uses[i].slab);
}

size_t mdp_document_size(const mdp_document *document)
{
    return document ? document->text_size : 0;
}

uint64_t mdp_document_flags(const mdp_document *document)
{
    return document ? document->flags : 0;
}

uint32_t document_place_at(const mdp_document *document, size_t offset)
{
    uint32_t low = 0, high = document->place_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (document->places[middle].begin <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

mdp_string mdp_document_piece(const mdp_document *document, size_t offset)
{
    if (!document || offset >= document->text_size)
        return string_empty();
    const struct place *place = &document->places[document_place_at(document, offset)];
    size_t skipped = offset - place->begin;
    return (mdp_string){chunk_text(place->chunk) + skipped, place->chunk->text_size - skipped};
}

mdp_document_stats mdp_document_measure(const mdp_document *document)
{
    mdp_document_stats stats = {0};
    if (!document)
        return stats;
    stats.text_size = document->text_size;
    for (uint32_t i = 0; i < document->use_count; i++) {
        struct slab *slab = document->uses[i].slab;
        size_t bytes = seal_memory(slab);
        stats.memory += bytes;
        if (atomic_load_explicit(&slab->references, memory_order_relaxed) == 1)
            stats.memory_own += bytes;
    }
    stats.nodes = 1;
    stats.chunks = document->place_count;
    stats.definitions = document->label_count;
    for (uint32_t i = 0; i < document->place_count; i++)
        stats.nodes += document->places[i].chunk->nodes;
    return stats;
}
