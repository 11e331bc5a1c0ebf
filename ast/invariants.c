/* invariants.c: document_check: the document, its places, the line index and the map of definitions: 1 to 7 and 28 to
 * 31. What is within one chunk's tape is in invariants_tape.c.
 *
 * The order matters: what is read through an offset was checked before. So memory comes first, then each chunk, and
 * last the map, and the links that need it.
 *
 * Must not know: how text is parsed. Where an invariant needs to know what a line ending is, it says so again in its
 * own words. */
#include "invariants.h"

#include <string.h>

#include "checker.h"
#include "label.h"

/* --------------------------------------------------------------------------------------------------- memory: 1, 2 */

/* Bytes of a chunk with these counts. */
static uint64_t chunk_size(const struct chunk *chunk)
{
    const struct chunk_parts parts = {
        .text_size = chunk->text_size,
        .tape_size = chunk->tape_size,
        .pool_size = chunk->pool_size,
        .lookup_count = chunk->lookup_count,
        .definition_count = chunk->definition_count,
    };
    return chunk_measure(&parts);
}

static bool is_alive(const struct slab *slab)
{
    return slab && atomic_load_explicit(&slab->references, memory_order_relaxed) > 0;
}

/* Whether memory [at, at + size) lies in the slab from the address `from` on. */
static bool lies_in(const struct slab *slab, const void *at, uint64_t size, const void *from)
{
    uintptr_t begin = (uintptr_t)from, end = (uintptr_t)slab + slab->size, place = (uintptr_t)at;
    return place >= begin && place <= end && end - place >= size && place % sizeof(uint64_t) == 0;
}

/* The checker's chunk; *behind is where the chunks of the document's slab end so far. */
static bool check_chunk_memory(const struct checker *checker, const void **behind)
{
    const struct chunk *chunk = checker->chunk;
    const struct slab *slab = chunk->slab, *own = checker->document->slab;
    if (!require(checker, 2, is_alive(slab), "a chunk without a slab that lives") ||
        !require(checker, 2, chunk->line_count == chunk_line_count(chunk->text_size), "another number of line steps") ||
        !require(checker, 2, lies_in(slab, chunk, chunk_size(chunk), slab == own ? *behind : slab + 1),
                 "a chunk is not where its slab has chunks"))
        return false;
    if (slab == own)
        *behind = (const char *)chunk + chunk_size(chunk);
    return true;
}

static bool check_memory(struct checker *checker)
{
    const mdp_document *document = checker->document;
    const void *behind = &document->places[document->place_count];
    if (!require(checker, 1, is_alive(document->slab), "a document without a slab that lives") ||
        !require(checker, 1, atomic_load_explicit(&document->slab->document_references, memory_order_relaxed) > 0,
                 "a document without a reference") ||
        !require(checker, 1, (const void *)document == document->slab + 1, "a document is not where its slab begins") ||
        !require(checker, 1, document->place_count > 0, "a document without a place") ||
        !require(checker, 1, document->definitions == behind, "the map is not behind the places"))
        return false;
    behind = document->definitions + document->definition_count;
    for (uint32_t i = 0; i < document->place_count; i++) {
        checker->index = i;
        checker->chunk = document->places[i].chunk;
        if (!check_chunk_memory(checker, &behind))
            return false;
    }
    checker->index = NODE_NONE;
    return require(checker, 1, (uintptr_t)behind == (uintptr_t)document->slab + document->slab->size,
                   "a slab holds more than its document and that one's chunks");
}

/* -------------------------------------------------------------------------------------------------- places: 3 to 7 */

/* Whether a line ends with text[at]: LF, CR, or the LF of CRLF. */
static bool ends_line(const char *text, size_t size, size_t at)
{
    return text[at] == '\n' || (text[at] == '\r' && !(at + 1 < size && text[at + 1] == '\n'));
}

static bool check_lines(const struct checker *checker)
{
    const struct chunk *chunk = checker->chunk;
    const char *text = chunk_text(chunk);
    struct chunk_line now = {0, 0};
    for (uint32_t at = 0; at <= chunk->text_size; at++) {
        if (at % LINES_STEP == 0) {
            const struct chunk_line *line = &chunk_lines(chunk)[at / LINES_STEP];
            if (!require(checker, 7, line->lines == now.lines, "the line index has another number of lines") ||
                !require(checker, 7, line->begin == now.begin, "the line index has another begin of the line"))
                return false;
        }
        if (at < chunk->text_size && ends_line(text, chunk->text_size, at)) {
            now.lines++;
            now.begin = at + 1;
        }
    }
    return require(checker, 7, chunk->line_ends == now.lines, "another number of line ends");
}

/* 6, for a chunk that has a chunk before it, and has a block. */
static bool check_boundary(const struct checker *checker)
{
    const struct chunk *before = checker->document->places[checker->index - 1].chunk;
    const char *text = chunk_text(checker->chunk);
    char last = chunk_text(before)[before->text_size - 1];
    if (!require(checker, 6, last == '\n' || (last == '\r' && text[0] != '\n'), "a chunk begins within a line"))
        return false;
    uint32_t begin = chunk_tape(checker->chunk)[NODE_BEGIN];
    return require(checker, 6, !memchr(text, '\n', begin) && !memchr(text, '\r', begin),
                   "a chunk's first line begins no block");
}

static bool check_place(struct checker *checker, size_t begin, size_t line_ends)
{
    const struct place *place = &checker->document->places[checker->index];
    bool only = checker->document->place_count == 1;
    return require(checker, 3, place->begin == begin, "a place does not begin where the one before ends") &&
           require(checker, 4, place->line_ends == line_ends, "a place has another number of lines before it") &&
           require(checker, 5, only || (checker->chunk->text_size && checker->chunk->tape_size), "an empty chunk") &&
           check_lines(checker) && check_tape(checker) && (checker->index == 0 || check_boundary(checker));
}

static bool check_places(struct checker *checker)
{
    const mdp_document *document = checker->document;
    size_t begin = 0, line_ends = 0;
    for (uint32_t i = 0; i < document->place_count; i++) {
        checker->index = i;
        checker->chunk = document->places[i].chunk;
        if (!check_place(checker, begin, line_ends))
            return false;
        begin += checker->chunk->text_size;
        line_ends += checker->chunk->line_ends;
    }
    checker->index = NODE_NONE;
    return require(checker, 3, document->text_size == begin, "the chunks' texts are not the document's text");
}

/* ------------------------------------------------------------------------------------------------ the map: 28 to 31 */

/* Whether the record is a definition of the chunk, with that hash. Its definitions are in the order of the tape. */
static bool has_definition(const struct chunk *chunk, uint32_t node, uint64_t hash)
{
    const struct chunk_definition *definitions = chunk_definitions(chunk);
    uint32_t low = 0, high = chunk->definition_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (definitions[middle].node < node)
            low = middle + 1;
        else
            high = middle;
    }
    return low < chunk->definition_count && definitions[low].node == node && definitions[low].hash == hash;
}

struct normal_label {
    char data[LABEL_NORMAL_MAX];
    size_t size;
};

static void normalize(const struct chunk *chunk, uint32_t node, unsigned word, struct normal_label *normal)
{
    mdp_string label = node_string(chunk, chunk_tape(chunk) + node, word);
    normal->size = label_normalize(label.data, label.size, normal->data);
}

/* Whether the map's entry `a` belongs before `b`. */
static bool is_before(const mdp_document *document, const struct definition *a, const struct definition *b)
{
    if (a->hash != b->hash)
        return a->hash < b->hash;
    struct normal_label labels[2];
    normalize(document->places[a->chunk].chunk, a->node, NODE_DEFINITION_LABEL, &labels[0]);
    normalize(document->places[b->chunk].chunk, b->node, NODE_DEFINITION_LABEL, &labels[1]);
    size_t common = labels[0].size < labels[1].size ? labels[0].size : labels[1].size;
    int order = memcmp(labels[0].data, labels[1].data, common);
    return order < 0 || (order == 0 && labels[0].size < labels[1].size);
}

static bool check_map(const struct checker *checker)
{
    const mdp_document *document = checker->document;
    const struct definition *map = document->definitions;
    for (uint32_t i = 0; i < document->definition_count; i++) {
        if (!require(checker, 28,
                     map[i].chunk < document->place_count &&
                         has_definition(document->places[map[i].chunk].chunk, map[i].node, map[i].hash),
                     "an entry of the map names no definition") ||
            !require(checker, 29, i == 0 || is_before(document, &map[i - 1], &map[i]), "the map is not sorted"))
            return false;
    }
    return true;
}

/* 30, for the definitions of the checker's chunk. */
static bool check_definitions(struct checker *checker)
{
    const struct chunk *chunk = checker->chunk;
    for (uint32_t i = 0; i < chunk->definition_count; i++) {
        const struct chunk_definition *own = &chunk_definitions(chunk)[i];
        struct normal_label normal;
        normalize(chunk, own->node, NODE_DEFINITION_LABEL, &normal);
        const struct definition *entry = document_find(checker->document, own->hash, normal.data, normal.size);
        checker->node = own->node;
        if (!require(checker, 30, entry != NULL, "a definition's label is not in the map") ||
            !require(checker, 30,
                     entry->chunk < checker->index || (entry->chunk == checker->index && entry->node <= own->node),
                     "the map has a definition that is not the first of its label"))
            return false;
    }
    return true;
}

/* 31, for the reference links of the checker's chunk. */
static bool check_references(struct checker *checker)
{
    const struct chunk *chunk = checker->chunk;
    const uint32_t *tape = chunk_tape(chunk);
    for (uint32_t at = 0; at < chunk->tape_size; at += node_words(tape + at)) {
        struct normal_label normal;
        checker->node = at;
        if (!is_reference(tape + at))
            continue;
        normalize(chunk, at, NODE_LINK_LABEL, &normal);
        if (!require(checker, 31,
                     document_find(checker->document, reference_hash(tape + at), normal.data, normal.size) != NULL,
                     "a reference link's label is not in the map"))
            return false;
    }
    return true;
}

static bool check_labels(struct checker *checker)
{
    for (uint32_t i = 0; i < checker->document->place_count; i++) {
        checker->index = i;
        checker->chunk = checker->document->places[i].chunk;
        if (!check_definitions(checker) || !check_references(checker))
            return false;
    }
    return true;
}

bool document_check(const mdp_document *document, struct invariant_failure *failure)
{
    *failure = (struct invariant_failure){.chunk = NODE_NONE, .node = NODE_NONE};
    struct checker checker = {.document = document, .failure = failure, .index = NODE_NONE, .node = NODE_NONE};
    return check_memory(&checker) && check_places(&checker) && check_map(&checker) && check_labels(&checker);
}
