/* definitions.c: the document's map from labels to link reference definitions. See struct definition in layout.h.
 *
 * A sorted array, not a hash table, because XXH3's hashes can be forged: a look-up stays logarithmic whatever the
 * labels. */
#include "layout.h"

#include "label.h"

int definition_compare(const mdp_document *document, const struct definition *definition, uint64_t hash,
                       const char *normal, size_t size)
{
    if (definition->hash != hash)
        return definition->hash < hash ? -1 : 1;
    const struct chunk *chunk = document->places[definition->chunk].chunk;
    mdp_string label = definition_label(chunk, chunk_tape(chunk) + definition_record(document, definition));
    char own[LABEL_NORMAL_MAX];
    size_t own_size = label_normalize(label.data, label.size, own);
    return label_compare(own, own_size, normal, size);
}

const struct definition *document_find_hash(const mdp_document *document, uint64_t hash)
{
    const struct definition *begin = document->definitions;
    size_t count = document->definition_count;
    if (count == 0)
        return NULL;
    while (count > 1) { /* without a branch, which would be guessed wrong half of the times */
        size_t half = count / 2;
        begin += begin[half - 1].hash < hash ? half : 0;
        count -= half;
    }
    const struct definition *behind = document->definitions + document->definition_count;
    bool only = begin->hash == hash && (begin + 1 == behind || begin[1].hash != hash);
    return only ? begin : NULL;
}

const struct definition *document_find(const mdp_document *document, uint64_t hash, const char *normal, size_t size)
{
    size_t low = 0, high = document->definition_count;
    const struct definition *found = NULL;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct definition *definition = &document->definitions[middle];
        int order = definition_compare(document, definition, hash, normal, size);
        if (order == 0)
            found = definition; /* unless there is one before it */
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return found;
}
