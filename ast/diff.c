/* diff.c: mdp_diff: what became of the top-level blocks of a document.
 *
 *   1. anchors    chunks that both documents have, by address: they are kept, and not looked into
 *   2. gaps       what is between two anchors, block by block: a hash of each
 *   3. ends       blocks that are equal at the start and at the end of a gap are kept
 *   4. matches    of the others, the k-th of a hash in a gap goes with the k-th in the other document's gap; what is
 *                 left over of all gaps then likewise
 *   5. kept       the longest series of matches within gaps that is in order in both documents; other matches are moves
 *   6. told       in the order of the new document; what has no match, between two kept blocks, by pairs of one kind
 *
 *      before    A B [chunk 1] C D E         A, D kept; chunk 1 kept; C changed to X; E gone; B moved
 *      after     A   [chunk 1] X D B
 *
 * Sorting and the longest series take n log n steps; everything else is linear. A match is by hash, and then looked at:
 * hashes can be forged. */
#include "layout.h"

#include "arena.h"
#include "compare.h"

#define NO_MATCH UINT32_MAX

struct anchor {
    uint32_t before; /* places of the chunk */
    uint32_t after;
};

/* A block in a gap. */
struct block {
    uint64_t hash;
    uint32_t place;
    uint32_t index; /* of its record */
    uint32_t gap;   /* the number of anchors before it */
    uint32_t match; /* in the other document's blocks, or NO_MATCH */
    bool kept;      /* the match is in order with all others that are kept */
};

/* For sorting. */
struct item {
    uint64_t hash;
    uint32_t gap;
    uint32_t block;
};

struct chunk_place {
    const struct chunk *chunk;
    uint32_t place;
};

struct diff {
    const mdp_document *documents[2]; /* before, after */
    struct vector anchors;
    struct vector blocks[2];
    struct vector items[2];
    struct vector series; /* uint32_t */
    mdp_change_sink sink;
    mdp_change pending; /* count 0: none */
};

enum { BEFORE, AFTER };

static struct block *block_at(const struct diff *diff, int side, size_t index)
{
    return (struct block *)diff->blocks[side].items + index;
}

static const struct chunk *chunk_at(const struct diff *diff, int side, uint32_t place)
{
    return diff->documents[side]->places[place].chunk;
}

/* --------------------------------------------------------------------------------------------------------- anchors */

static int compare_chunks(const void *a, const void *b)
{
    uintptr_t one = (uintptr_t)((const struct chunk_place *)a)->chunk;
    uintptr_t other = (uintptr_t)((const struct chunk_place *)b)->chunk;
    return (one > other) - (one < other);
}

static bool find_chunk(const struct vector *sorted, const struct chunk *chunk, uint32_t *place)
{
    const struct chunk_place *items = sorted->items;
    size_t low = 0, high = sorted->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (items[middle].chunk == chunk) {
            *place = items[middle].place;
            return true;
        }
        if ((uintptr_t)items[middle].chunk < (uintptr_t)chunk)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* Chunks never change their order from version to version, so that all that are shared are in order. */
static bool find_anchors(struct diff *diff)
{
    const mdp_document *before = diff->documents[BEFORE], *after = diff->documents[AFTER];
    struct vector sorted = vector_make(&after->allocator, sizeof(struct chunk_place), NULL, 0);
    uint32_t next = 0;
    bool done = vector_reserve(&sorted, before->place_count) && vector_reserve(&diff->anchors, after->place_count);
    for (uint32_t i = 0; done && i < before->place_count; i++)
        ((struct chunk_place *)sorted.items)[sorted.count++] = (struct chunk_place){before->places[i].chunk, i};
    done = done && vector_sort(&sorted, compare_chunks);
    for (uint32_t i = 0; done && i < after->place_count; i++) {
        uint32_t place;
        if (find_chunk(&sorted, after->places[i].chunk, &place) && place >= next) {
            ((struct anchor *)diff->anchors.items)[diff->anchors.count++] = (struct anchor){place, i};
            next = place + 1;
        }
    }
    vector_free(&sorted);
    return done;
}

/* ------------------------------------------------------------------------------------------------------------ gaps */

static bool add_blocks(struct diff *diff, int side, uint32_t place, uint32_t gap)
{
    const struct chunk *chunk = chunk_at(diff, side, place);
    if (!vector_reserve(&diff->blocks[side], chunk->blocks))
        return false;
    for (uint32_t at = 0; at < chunk->tape_size; at = record_behind(chunk_tape(chunk), at))
        *block_at(diff, side, diff->blocks[side].count++) =
            (struct block){.hash = block_hash(chunk, at), .place = place, .index = at, .gap = gap, .match = NO_MATCH};
    return true;
}

static bool find_blocks(struct diff *diff, int side)
{
    const struct anchor *anchors = diff->anchors.items;
    uint32_t place = 0;
    for (uint32_t gap = 0; gap <= diff->anchors.count; gap++) {
        uint32_t end = gap == diff->anchors.count ? diff->documents[side]->place_count
                       : side == BEFORE           ? anchors[gap].before
                                                  : anchors[gap].after;
        for (; place < end; place++)
            if (!add_blocks(diff, side, place, gap))
                return false;
        place = end + 1;
    }
    return true;
}

/* --------------------------------------------------------------------------------------------------------- matches */

/* Matches two blocks, if they are the same. */
static bool match(struct diff *diff, uint32_t before, uint32_t after)
{
    struct block *one = block_at(diff, BEFORE, before), *other = block_at(diff, AFTER, after);
    if (one->hash != other->hash ||
        !block_equal(chunk_at(diff, BEFORE, one->place), one->index, chunk_at(diff, AFTER, other->place), other->index))
        return false;
    one->match = after;
    other->match = before;
    return true;
}

/* The end of the blocks of a gap, of which `begin` is the first that is left, or the end itself. */
static uint32_t gap_end(const struct diff *diff, int side, uint32_t begin, uint32_t gap)
{
    while (begin < diff->blocks[side].count && block_at(diff, side, begin)->gap == gap)
        begin++;
    return begin;
}

/* Those at the start and at the end of each gap. */
static void match_ends(struct diff *diff)
{
    uint32_t one = 0, other = 0;
    for (uint32_t gap = 0; gap <= diff->anchors.count; gap++) {
        uint32_t one_end = gap_end(diff, BEFORE, one, gap), other_end = gap_end(diff, AFTER, other, gap);
        uint32_t one_next = one_end, other_next = other_end;
        while (one < one_end && other < other_end && match(diff, one, other))
            one++, other++;
        while (one < one_end && other < other_end && match(diff, one_end - 1, other_end - 1))
            one_end--, other_end--;
        one = one_next;
        other = other_next;
    }
}

static int compare_items(const void *a, const void *b)
{
    const struct item *one = a, *other = b;
    if (one->hash != other->hash)
        return one->hash < other->hash ? -1 : 1;
    return (one->gap > other->gap) - (one->gap < other->gap);
}

/* Sorts the blocks that have no match by hash and gap; or by hash alone, where gaps do not matter. */
static bool sort_items(struct diff *diff, int side, bool by_gap)
{
    struct vector *items = &diff->items[side];
    items->count = 0;
    if (!vector_reserve(items, diff->blocks[side].count))
        return false;
    for (uint32_t i = 0; i < diff->blocks[side].count; i++) {
        const struct block *block = block_at(diff, side, i);
        if (block->match == NO_MATCH)
            ((struct item *)items->items)[items->count++] = (struct item){block->hash, by_gap ? block->gap : 0, i};
    }
    return vector_sort(items, compare_items);
}

/* Goes along both sorted lists, and matches those that meet. */
static bool match_sorted(struct diff *diff, bool by_gap)
{
    if (!sort_items(diff, BEFORE, by_gap) || !sort_items(diff, AFTER, by_gap))
        return false;
    const struct item *one = diff->items[BEFORE].items, *other = diff->items[AFTER].items;
    for (size_t i = 0, k = 0; i < diff->items[BEFORE].count && k < diff->items[AFTER].count;) {
        int order = compare_items(&one[i], &other[k]);
        if (order == 0)
            match(diff, one[i].block, other[k].block);
        i += order <= 0;
        k += order >= 0;
    }
    return true;
}

/* ------------------------------------------------------------------------------------------------------------ kept */

static bool is_in_gap(const struct diff *diff, const struct block *block)
{
    return block->match != NO_MATCH && block_at(diff, BEFORE, block->match)->gap == block->gap;
}

/* Of the matches within gaps, in the order of the new document, the longest series that ascends in the old one. The
 * well-known way: of the series of each length, the one that ends lowest is remembered, and of each block the one
 * before it in its series. */
static bool keep_longest(struct diff *diff)
{
    size_t count = diff->blocks[AFTER].count, length = 0;
    if (count == 0)
        return true;
    if (!vector_reserve(&diff->series, 2 * count))
        return false;
    uint32_t *ends = diff->series.items, *previous = ends + count;
    for (uint32_t i = 0; i < count; i++) {
        const struct block *block = block_at(diff, AFTER, i);
        if (!is_in_gap(diff, block))
            continue;
        size_t low = 0, high = length;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (block_at(diff, AFTER, ends[middle])->match < block->match)
                low = middle + 1;
            else
                high = middle;
        }
        previous[i] = low ? ends[low - 1] : NO_MATCH;
        ends[low] = i;
        length += low == length;
    }
    for (uint32_t i = length ? ends[length - 1] : NO_MATCH; i != NO_MATCH; i = previous[i]) {
        block_at(diff, AFTER, i)->kept = true;
        block_at(diff, BEFORE, block_at(diff, AFTER, i)->match)->kept = true;
    }
    return true;
}

/* ------------------------------------------------------------------------------------------------------------ told */

static mdp_status flush(struct diff *diff)
{
    mdp_change change = diff->pending;
    diff->pending.count = 0;
    return change.count == 0 || diff->sink.take(diff->sink.context, &change) == 0 ? MDP_OK : MDP_ERR_SINK;
}

/* Tells of `count` blocks, together with those before them if they are of one kind. A move is told by itself. */
static mdp_status tell(struct diff *diff, mdp_change_kind kind, size_t count, mdp_node before, mdp_node after)
{
    mdp_status status = MDP_OK;
    if (count && diff->pending.count && diff->pending.kind == kind && kind != MDP_CHANGE_MOVED) {
        diff->pending.count += count;
        return MDP_OK;
    }
    if (count) {
        status = flush(diff);
        diff->pending = (mdp_change){kind, count, before, after};
    }
    return status;
}

static mdp_node node_of(const struct diff *diff, int side, uint32_t block)
{
    const struct block *at = block_at(diff, side, block);
    return (mdp_node){diff->documents[side], at->place, at->index};
}

static mdp_kind kind_of(const struct diff *diff, int side, uint32_t block)
{
    return mdp_node_kind(node_of(diff, side, block));
}

/* The blocks [one, one_end) of the old document and [other, other_end) of the new one: none is kept. */
static mdp_status tell_between(struct diff *diff, uint32_t one, uint32_t one_end, uint32_t other, uint32_t other_end)
{
    const mdp_node none = {NULL, 0, 0};
    mdp_status status = MDP_OK;
    while (status == MDP_OK && (one < one_end || other < other_end)) {
        bool is_moved = other < other_end && block_at(diff, AFTER, other)->match != NO_MATCH;
        if (one < one_end && block_at(diff, BEFORE, one)->match != NO_MATCH) {
            one++; /* it is told of where it went to, and what comes now is not next to what came before it */
            status = flush(diff);
        } else if (is_moved) {
            status = tell(diff, MDP_CHANGE_MOVED, 1, node_of(diff, BEFORE, block_at(diff, AFTER, other)->match),
                          node_of(diff, AFTER, other));
            other++;
        } else if (one < one_end && other < other_end && kind_of(diff, BEFORE, one) == kind_of(diff, AFTER, other)) {
            status = tell(diff, MDP_CHANGE_CHANGED, 1, node_of(diff, BEFORE, one), node_of(diff, AFTER, other));
            one++, other++;
        } else if (one < one_end && one_end - one >= other_end - other) {
            status = tell(diff, MDP_CHANGE_REMOVED, 1, node_of(diff, BEFORE, one), none);
            one++;
        } else {
            status = tell(diff, MDP_CHANGE_INSERTED, 1, none, node_of(diff, AFTER, other));
            other++;
        }
    }
    return status;
}

/* The blocks of a gap, which begin at *one and *other. Moves these two to where the gap ends. */
static mdp_status tell_gap(struct diff *diff, uint32_t gap, uint32_t *one, uint32_t *other)
{
    mdp_status status = MDP_OK;
    uint32_t one_end = gap_end(diff, BEFORE, *one, gap), other_end = gap_end(diff, AFTER, *other, gap);
    while (status == MDP_OK && (*one < one_end || *other < other_end)) {
        uint32_t one_kept = *one, other_kept = *other;
        while (one_kept < one_end && !block_at(diff, BEFORE, one_kept)->kept)
            one_kept++;
        while (other_kept < other_end && !block_at(diff, AFTER, other_kept)->kept)
            other_kept++;
        status = tell_between(diff, *one, one_kept, *other, other_kept);
        *one = one_kept;
        *other = other_kept;
        if (status == MDP_OK && *one < one_end) {
            status = tell(diff, MDP_CHANGE_KEPT, 1, node_of(diff, BEFORE, *one), node_of(diff, AFTER, *other));
            ++*one;
            ++*other;
        }
    }
    return status;
}

static mdp_status tell_all(struct diff *diff)
{
    const struct anchor *anchors = diff->anchors.items;
    mdp_status status = MDP_OK;
    uint32_t one = 0, other = 0;
    for (uint32_t gap = 0; gap <= diff->anchors.count && status == MDP_OK; gap++) {
        status = tell_gap(diff, gap, &one, &other);
        if (status == MDP_OK && gap < diff->anchors.count)
            status = tell(diff, MDP_CHANGE_KEPT, chunk_at(diff, AFTER, anchors[gap].after)->blocks,
                          (mdp_node){diff->documents[BEFORE], anchors[gap].before, 0},
                          (mdp_node){diff->documents[AFTER], anchors[gap].after, 0});
    }
    return status == MDP_OK ? flush(diff) : status;
}

mdp_status mdp_diff(const mdp_document *before, const mdp_document *after, mdp_change_sink sink)
{
    if (!before || !after || !sink.take)
        return MDP_ERR_ARGUMENT;
    struct mdp_allocator allocator = after->allocator;
    struct diff diff = {.documents = {before, after}, .sink = sink};
    diff.anchors = vector_make(&allocator, sizeof(struct anchor), NULL, 0);
    diff.series = vector_make(&allocator, sizeof(uint32_t), NULL, 0);
    for (int side = BEFORE; side <= AFTER; side++) {
        diff.blocks[side] = vector_make(&allocator, sizeof(struct block), NULL, 0);
        diff.items[side] = vector_make(&allocator, sizeof(struct item), NULL, 0);
    }
    mdp_status status = MDP_ERR_NOMEM;
    if (find_anchors(&diff) && find_blocks(&diff, BEFORE) && find_blocks(&diff, AFTER)) {
        match_ends(&diff);
        if (match_sorted(&diff, true) && match_sorted(&diff, false) && keep_longest(&diff))
            status = tell_all(&diff);
    }
    struct vector *vectors[] = {&diff.anchors,   &diff.series,   &diff.blocks[0],
                                &diff.blocks[1], &diff.items[0], &diff.items[1]};
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
        vector_free(vectors[i]);
    return status;
}
