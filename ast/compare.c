/* compare.c: equality of chunks and blocks, and how much two documents have in common at their start. See compare.h. */
#include "compare.h"

#include <string.h>

#include "label.h"

/* ---------------------------------------------------------------------------------------------------------- chunks */

bool chunk_equal(const struct chunk *a, const struct chunk *b)
{
    if (a == b)
        return true;
    return memcmp(a, b, sizeof *a) == 0 &&
           memcmp(a + 1, b + 1, (size_t)(chunk_text(a) + a->text_size + a->pool_size - (char *)chunk_lookups(a))) == 0;
}

/* ---------------------------------------------------------------------------------------------------------- blocks */

/* In which words of a record strings begin. */
struct string_places {
    uint32_t count;
    uint32_t words[3];
};

static struct string_places string_places(const uint32_t *node)
{
    switch (node_kind(node)) {
    case MDP_KIND_CODE_BLOCK:
        return (struct string_places){2, {NODE_TEXT, NODE_CODE_INFO}};
    case MDP_KIND_DEFINITION:
        return (struct string_places){3, {NODE_DEFINITION_LABEL, NODE_DEFINITION_DESTINATION, NODE_DEFINITION_TITLE}};
    case MDP_KIND_FOOTNOTE_DEFINITION:
        return (struct string_places){1, {NODE_FOOTNOTE_LABEL}};
    case MDP_KIND_FOOTNOTE_REFERENCE:
        return (struct string_places){1, {NODE_REFERENCE_LABEL}};
    case MDP_KIND_LINK:
    case MDP_KIND_IMAGE:
        return form_is_reference(node_detail(node) & DETAIL_LINK_FORM)
                   ? (struct string_places){1, {NODE_LINK_LABEL}}
                   : (struct string_places){2, {NODE_LINK_DESTINATION, NODE_LINK_TITLE}};
    default:
        return (struct string_places){!kind_is_container(node_kind(node)) && node_words(node) > WORDS_LEAF,
                                      {NODE_TEXT}};
    }
}

/* One of the two records of a pair. */
struct side {
    const struct chunk *chunk;
    const uint32_t *node;
    uint32_t begin; /* of the block's span */
    uint32_t index; /* of its record */
};

static bool same_string(mdp_string a, mdp_string b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

static bool records_equal(struct side a, struct side b)
{
    const struct string_places strings = string_places(a.node);
    const uint32_t words = node_words(a.node);
    if (a.node[NODE_HEAD] != b.node[NODE_HEAD] || a.node[NODE_BEGIN] - a.begin != b.node[NODE_BEGIN] - b.begin ||
        a.node[NODE_END] - a.begin != b.node[NODE_END] - b.begin)
        return false;
    for (uint32_t i = 0; i < strings.count; i++) {
        uint32_t word = strings.words[i];
        if (!same_string(node_string(a.chunk, a.node, word), node_string(b.chunk, b.node, word)))
            return false;
    }
    for (uint32_t word = NODE_NEXT; word < words; word++) {
        bool is_next = word == NODE_NEXT && kind_is_container(node_kind(a.node)), in_string = false;
        for (uint32_t i = 0; i < strings.count; i++)
            in_string = in_string || word == strings.words[i] || word == strings.words[i] + 1;
        if (!in_string && a.node[word] - (is_next ? a.index : 0) != b.node[word] - (is_next ? b.index : 0))
            return false;
    }
    return true;
}

bool block_equal(const struct chunk *a, uint32_t a_index, const struct chunk *b, uint32_t b_index)
{
    const uint32_t *one = chunk_tape(a) + a_index, *other = chunk_tape(b) + b_index;
    uint32_t words = record_behind(chunk_tape(a), a_index) - a_index, size = one[NODE_END] - one[NODE_BEGIN];
    if (record_behind(chunk_tape(b), b_index) - b_index != words || other[NODE_END] - other[NODE_BEGIN] != size ||
        memcmp(chunk_text(a) + one[NODE_BEGIN], chunk_text(b) + other[NODE_BEGIN], size) != 0)
        return false;
    for (uint32_t at = 0; at < words; at += node_words(one + at))
        if (!records_equal((struct side){a, one + at, one[NODE_BEGIN], a_index},
                           (struct side){b, other + at, other[NODE_BEGIN], b_index}))
            return false;
    return true;
}

/* Of the text and of what the records are; nearly always the text alone tells blocks apart. */
uint64_t block_hash(const struct chunk *chunk, uint32_t index)
{
    const uint32_t *node = chunk_tape(chunk) + index;
    uint32_t words = record_behind(chunk_tape(chunk), index) - index;
    uint64_t hash = label_hash(chunk_text(chunk) + node[NODE_BEGIN], node[NODE_END] - node[NODE_BEGIN]);
    for (uint32_t at = 0; at < words; at += node_words(node + at))
        hash = (hash ^ node[at + NODE_HEAD]) * UINT64_C(0x9E3779B97F4A7C15);
    return hash;
}

/* ------------------------------------------------------------------------------------------------- the shared start */

/* Whether all references of a block have the same targets in both documents, in which the block is the same. */
static bool same_targets(mdp_node before, mdp_node after)
{
    const struct chunk *chunk = before.document->places[before.chunk].chunk;
    uint32_t end = record_behind(chunk_tape(chunk), before.index), begin = before.index, to = after.index;
    for (; before.index < end; before.index += node_words(chunk_tape(chunk) + before.index)) {
        after.index = to + (before.index - begin);
        mdp_node one = mdp_node_definition(before), other = mdp_node_definition(after);
        if (mdp_node_is_none(one))
            continue;
        if (mdp_node_kind(one) == MDP_KIND_FOOTNOTE_DEFINITION &&
            !same_string(mdp_node_label(one), mdp_node_label(other))) /* which its address is made of */
            return false;
        if (!same_string(mdp_node_destination(before), mdp_node_destination(after)) ||
            !same_string(mdp_node_title(before), mdp_node_title(after)))
            return false;
    }
    return true;
}

/* Whether no chunk that is not shared has a definition: then all definitions are the same. Chunks stand at the same
 * places up to `shared`. */
static bool same_definitions(const mdp_document *before, const mdp_document *after, uint32_t shared)
{
    uint32_t one = before->place_count, other = after->place_count;
    while (one > shared && other > shared && before->places[one - 1].chunk == after->places[other - 1].chunk)
        one--, other--;
    for (uint32_t i = shared; i < one; i++)
        if (before->places[i].chunk->definition_count)
            return false;
    for (uint32_t i = shared; i < other; i++)
        if (after->places[i].chunk->definition_count)
            return false;
    return true;
}

/* Where a comparison stands in a document: before the block of this record. */
struct block_place {
    const mdp_document *document;
    uint32_t place;
    uint32_t index;
};

static const struct chunk *chunk_at(const struct block_place *at)
{
    return at->document->places[at->place].chunk;
}

/* Goes on to the chunk that holds the next block. False at the end. */
static bool find_block(struct block_place *at)
{
    while (at->place < at->document->place_count && at->index >= chunk_at(at)->tape_size) {
        at->place++;
        at->index = 0;
    }
    return at->place < at->document->place_count;
}

static size_t block_begin(const struct block_place *at)
{
    return at->document->places[at->place].begin + chunk_tape(chunk_at(at))[at->index + NODE_BEGIN];
}

/* How many blocks are the same from the chunks `shared` on, which begin at the same byte; the chunks behind them may be
 * cut elsewhere in the one than in the other. */
static size_t count_same_blocks(const mdp_document *before, const mdp_document *after, uint32_t shared)
{
    struct block_place one = {before, shared, 0}, other = {after, shared, 0};
    size_t count = 0;
    while (find_block(&one) && find_block(&other) && block_begin(&one) == block_begin(&other)) {
        const struct chunk *a = chunk_at(&one), *b = chunk_at(&other);
        if (a == b && one.index == 0 && other.index == 0) {
            count += a->blocks;
            one.index = other.index = a->tape_size;
            continue;
        }
        if (!block_equal(a, one.index, b, other.index))
            break;
        count++;
        one.index = record_behind(chunk_tape(a), one.index);
        other.index = record_behind(chunk_tape(b), other.index);
    }
    return count;
}

size_t mdp_document_shared_prefix(const mdp_document *before, const mdp_document *after)
{
    uint32_t shared = 0;
    size_t count = 0;
    if (!before || !after)
        return 0;
    while (shared < before->place_count && shared < after->place_count &&
           chunk_equal(before->places[shared].chunk, after->places[shared].chunk))
        count += before->places[shared++].chunk->blocks;
    bool same = same_definitions(before, after, shared);
    count += count_same_blocks(before, after, shared);
    mdp_node one = mdp_node_first_child(mdp_document_root(before));
    mdp_node other = mdp_node_first_child(mdp_document_root(after));
    for (size_t i = 0; !same && i < count; i++) {
        if (!same_targets(one, other))
            return i;
        one = mdp_node_next_sibling(one);
        other = mdp_node_next_sibling(other);
    }
    return count;
}
