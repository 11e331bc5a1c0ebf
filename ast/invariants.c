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

static bool is_alive(const struct slab *slab)
{
    return slab && atomic_load_explicit(&slab->references, memory_order_relaxed) > 0;
}

/* Whether memory [at, at + size) lies in the slab from the address `from` on, where on any machine a number of 64 bits
 * may stand. */
static bool lies_in(const struct slab *slab, const void *at, uint64_t size, const void *from)
{
    uintptr_t begin = (uintptr_t)from, end = (uintptr_t)slab_padding(slab), place = (uintptr_t)at;
    return place >= begin && place <= end && end - place >= size && (place - (uintptr_t)slab) % sizeof(uint64_t) == 0;
}

static size_t map_size(const mdp_document *document)
{
    return document->definition_count * sizeof(struct definition);
}

/* 2, for what stands in the slab of a use, and how the slab ends. */
static bool check_use(struct checker *checker, uint32_t index)
{
    const mdp_document *document = checker->document;
    const struct slab *slab = document->uses[index].slab;
    const void *behind = index ? (const void *)(slab + 1) : (const void *)&document->uses[document->use_count];
    size_t used = 0;
    if (map_size(document) && document->map_use == index) {
        if (!require(checker, 2, lies_in(slab, document->definitions, map_size(document), behind),
                     "the map is not in its slab"))
            return false;
        behind = document->definitions + document->definition_count;
        used = map_size(document);
    }
    for (uint32_t i = 0; i < document->place_count; i++) {
        const struct chunk *chunk = document->places[i].chunk;
        checker->index = i;
        if (document->places[i].use != index)
            continue;
        if (!require(checker, 2,
                     lies_in(slab, chunk, sizeof *chunk, behind) && lies_in(slab, chunk, chunk_size(chunk), behind),
                     "a chunk is not where its slab has chunks") ||
            !require(checker, 2, chunk->line_count == chunk_line_count(chunk->text_size),
                     "another number of line steps"))
            return false;
        behind = (const char *)chunk + chunk_size(chunk);
        used += chunk_size(chunk);
    }
    checker->index = NODE_NONE;
    return require(checker, 2, document->uses[index].used == used, "another number of bytes is used of a slab") &&
           require(checker, 1, memcmp(slab_padding(slab), string_nothing, MDP_STRING_PADDING) == 0,
                   "the end of a slab is not zero");
}

static bool check_memory(struct checker *checker)
{
    const mdp_document *document = checker->document;
    const struct slab *own = document_slab(document);
    if (!require(checker, 1, atomic_load_explicit(&own->document_references, memory_order_relaxed) > 0,
                 "a document without a reference") ||
        !require(checker, 1, document->place_count > 0, "a document without a place") ||
        !require(checker, 1, (const void *)document->uses == &document->places[document->place_count],
                 "the uses are not behind the places") ||
        !require(checker, 1, document->use_count > 0 && document->uses[0].slab == own,
                 "the first use is not the document's slab") ||
        !require(checker, 1,
                 own->size == sizeof *own + document_measure(document->place_count, document->use_count) +
                                  document->uses[0].used + MDP_STRING_PADDING,
                 "a slab holds something else than its document and what that uses there"))
        return false;
    for (uint32_t i = 0; i < document->use_count; i++) {
        if (!require(checker, 1, is_alive(document->uses[i].slab), "a use of a slab that is not alive") ||
            !require(checker, 1, i == 0 || document->uses[i].used, "a use of nothing"))
            return false;
        for (uint32_t k = 0; k < i; k++)
            if (!require(checker, 1, document->uses[k].slab != document->uses[i].slab, "two uses of one slab"))
                return false;
    }
    for (uint32_t i = 0; i < document->place_count; i++) {
        checker->index = i;
        if (!require(checker, 2, document->places[i].use < document->use_count && document->places[i].zero == 0,
                     "a place without a use"))
            return false;
    }
    for (uint32_t i = 0; i < document->use_count; i++)
        if (!check_use(checker, i))
            return false;
    return true;
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

struct normal_label {
    char data[LABEL_NORMAL_MAX];
    size_t size;
};

static void normalize(mdp_string label, struct normal_label *normal)
{
    normal->size = label_normalize(label.data, label.size, normal->data);
}

static mdp_string label_of(const mdp_document *document, const struct definition *entry)
{
    const struct chunk *chunk = document->places[entry->chunk].chunk;
    return definition_label(chunk, chunk_tape(chunk) + definition_record(document, entry));
}

/* Below 0, 0 or above 0 as the label of the map's entry `a` stands before, is, or stands behind that of `b`. */
static int compare_labels(const mdp_document *document, const struct definition *a, const struct definition *b)
{
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    struct normal_label labels[2];
    normalize(label_of(document, a), &labels[0]);
    normalize(label_of(document, b), &labels[1]);
    size_t common = labels[0].size < labels[1].size ? labels[0].size : labels[1].size;
    int order = memcmp(labels[0].data, labels[1].data, common);
    return order ? order : (labels[0].size > labels[1].size) - (labels[0].size < labels[1].size);
}

static bool stands_before(const struct definition *a, const struct definition *b)
{
    return a->chunk != b->chunk ? a->chunk < b->chunk : a->index < b->index;
}

static bool check_map(const struct checker *checker)
{
    const mdp_document *document = checker->document;
    const struct definition *map = document->definitions;
    uint64_t definitions = 0;
    uint32_t labels = 0;
    for (uint32_t i = 0; i < document->place_count; i++)
        definitions += document->places[i].chunk->definition_count;
    for (uint32_t i = 0; i < document->definition_count; i++) {
        if (!require(checker, 28,
                     map[i].chunk < document->place_count &&
                         map[i].index < document->places[map[i].chunk].chunk->definition_count &&
                         chunk_definitions(document->places[map[i].chunk].chunk)[map[i].index].hash == map[i].hash,
                     "an entry of the map names no definition"))
            return false;
        int order = i ? compare_labels(document, &map[i - 1], &map[i]) : -1;
        labels += order != 0;
        if (!require(checker, 29, order < 0 || (order == 0 && stands_before(&map[i - 1], &map[i])),
                     "the map is not sorted"))
            return false;
    }
    return require(checker, 30, document->definition_count == definitions, "the map does not hold all definitions") &&
           require(checker, 30, document->label_count == labels, "another number of labels");
}

/* 31, for the references of the checker's chunk. */
static bool check_references(struct checker *checker)
{
    const struct chunk *chunk = checker->chunk;
    const uint32_t *tape = chunk_tape(chunk);
    for (uint32_t at = 0; at < chunk->tape_size; at += node_words(tape + at)) {
        struct normal_label normal;
        checker->node = at;
        unsigned word = reference_word(tape + at);
        if (!word)
            continue;
        normalize(node_string(chunk, tape + at, word), &normal);
        if (!require(checker, 31,
                     document_find(checker->document, reference_hash(tape + at, word), normal.data, normal.size) !=
                         NULL,
                     "a reference's label is not in the map"))
            return false;
    }
    return true;
}

static bool check_labels(struct checker *checker)
{
    for (uint32_t i = 0; i < checker->document->place_count; i++) {
        checker->index = i;
        checker->chunk = checker->document->places[i].chunk;
        if (!check_references(checker))
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
