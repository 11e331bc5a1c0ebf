/* edit_regions.c: which chunks an edit replaces, their new text, and its blocks. See edit.h.
 *
 * How much behind an edit has to be parsed again is not known before: an edit may open a fence. So first only the
 * chunks with edits in them are gathered, and the first line of the next one, which almost always turns out to be a
 * boundary again. Where the parse comes to the end of what was gathered without a stop, all begins anew with four times
 * as much: together less than half as much again as the last time. */
#include "edit.h"

#include <string.h>

/* A chunk that an edit leaves smaller is joined with the one behind it. */
enum { CHUNK_LEAST_SIZE = CHUNK_TEXT_SIZE / 2 };

/* ------------------------------------------------------------------------------------------------- the old document */

static const mdp_edit *edit_at(const struct revision *revision, size_t index)
{
    return (const mdp_edit *)revision->edits.items + index;
}

static struct region *region_at(const struct revision *revision, size_t index)
{
    return (struct region *)revision->regions.items + index;
}

static size_t place_end(const mdp_document *old, uint32_t index)
{
    return old->places[index].begin + old->places[index].chunk->text_size;
}

/* Bytes of the first line of a chunk, its line ending included; *ended is whether it has one. */
static uint32_t first_line(const struct chunk *chunk, bool *ended)
{
    const char *text = chunk_text(chunk);
    uint32_t size = chunk->text_size;
    const char *line_feed = memchr(text, '\n', size);
    uint32_t end = line_feed ? (uint32_t)(line_feed - text) + 1 : size;
    const char *carriage_return = memchr(text, '\r', end);
    *ended = line_feed || carriage_return;
    if (!carriage_return)
        return end;
    uint32_t behind = (uint32_t)(carriage_return - text) + 1;
    return behind < size && text[behind] == '\n' ? behind + 1 : behind;
}

/* The last place before the edit that still begins at a boundary: its first line is whole, and in front of the edit. */
static uint32_t place_before(const mdp_document *old, size_t begin)
{
    bool ended;
    uint32_t index = document_place_at(old, begin);
    if (index == 0)
        return 0;
    uint32_t line = first_line(old->places[index].chunk, &ended);
    return ended && begin - old->places[index].begin >= line ? index : index - 1;
}

/* The first place that begins at or behind the end of an edit, or the number of places. */
static uint32_t place_behind(const mdp_document *old, size_t end)
{
    return end ? document_place_at(old, end - 1) + 1 : 1;
}

/* --------------------------------------------------------------------------------------------------------- regions */

/* The limit of a region that has to reach at least to the place `limit`, and `ahead` bytes farther. */
static uint32_t extend_limit(const mdp_document *old, uint32_t limit, size_t ahead)
{
    if (limit >= old->place_count || !ahead)
        return limit < old->place_count ? limit : old->place_count;
    size_t begin = old->places[limit].begin;
    return ahead < old->text_size - begin ? document_place_at(old, begin + ahead) + 1 : old->place_count;
}

/* Bytes of the new text of places [region->first, to). */
static size_t new_size(const struct revision *revision, const struct region *region, uint32_t to)
{
    const mdp_document *old = revision->old;
    return place_end(old, to - 1) - old->places[region->first].begin + region->growth;
}

static void add_edit(const struct revision *revision, struct region *region, size_t index)
{
    const mdp_edit *edit = edit_at(revision, index);
    region->edit_end = index + 1;
    region->growth += edit->size - (edit->end - edit->begin);
}

/* Sets the limit for the edits that are in the region; so that a chunk that got small finds another to join. */
static void set_limit(const struct revision *revision, struct region *region, size_t ahead)
{
    const mdp_document *old = revision->old;
    uint32_t behind = place_behind(old, edit_at(revision, region->edit_end - 1)->end);
    region->limit = extend_limit(old, behind, ahead);
    if (region->limit < old->place_count && new_size(revision, region, region->limit) < CHUNK_LEAST_SIZE)
        region->limit++;
}

/* Whether a region meets that of an edit behind it. For most edits in it that is known without a look at a line, which
 * may be long. */
static bool reaches(const struct revision *revision, const struct region *region, size_t index)
{
    size_t begin = edit_at(revision, index)->begin;
    return document_place_at(revision->old, begin) <= region->limit ||
           place_before(revision->old, begin) <= region->limit;
}

/* Makes the regions of all edits. Those that meet are one. False where there is no memory. Cost: some logarithms for
 * each edit, and the first lines of the places that they are in. */
static bool find_regions(struct revision *revision, size_t ahead)
{
    struct region *last = NULL;
    revision->regions.count = 0;
    for (size_t i = 0; i < revision->edits.count; i++) {
        if (!last || !reaches(revision, last, i)) {
            if (!vector_reserve(&revision->regions, 1))
                return false;
            last = region_at(revision, revision->regions.count++);
            *last = (struct region){.first = place_before(revision->old, edit_at(revision, i)->begin), .edit_first = i};
        }
        add_edit(revision, last, i);
        set_limit(revision, last, ahead);
    }
    return true;
}

/* ---------------------------------------------------------------------------------------------------- gathered text */

/* Bytes of the place at the limit that are gathered too. */
static uint32_t lookahead(const struct revision *revision, const struct region *region)
{
    bool ended;
    const mdp_document *old = revision->old;
    return region->limit < old->place_count ? first_line(old->places[region->limit].chunk, &ended) : 0;
}

/* Copies bytes [begin, end) of the old text. */
static char *copy_old(char *to, const mdp_document *old, size_t begin, size_t end)
{
    while (begin < end) {
        mdp_string piece = mdp_document_piece(old, begin);
        size_t size = piece.size < end - begin ? piece.size : end - begin;
        memcpy(to, piece.data, size); /* NOLINT: there is memory for all that was counted */
        to += size;
        begin += size;
    }
    return to;
}

static char *gather_region(const struct revision *revision, const struct region *region, char *to)
{
    const mdp_document *old = revision->old;
    size_t at = old->places[region->first].begin;
    for (size_t i = region->edit_first; i < region->edit_end; i++) {
        const mdp_edit *edit = edit_at(revision, i);
        to = copy_old(to, old, at, edit->begin);
        if (edit->size) { /* where nothing is left of the text, there is no memory for it */
            memcpy(to, edit->text, edit->size);
            to += edit->size;
        }
        at = edit->end;
    }
    return copy_old(to, old, at, place_end(old, region->limit - 1) + lookahead(revision, region));
}

/* Where the parse of a region may stop: at each place behind its last edit. */
static bool add_stops(struct revision *revision, struct region *region)
{
    const mdp_document *old = revision->old;
    const mdp_edit *last = edit_at(revision, region->edit_end - 1);
    uint32_t from = place_behind(old, last->end);
    uint32_t to = region->limit < old->place_count ? region->limit + 1 : region->limit;
    size_t behind = place_end(old, region->limit - 1), size = new_size(revision, region, region->limit);
    if (from >= to)
        return true;
    if (!vector_reserve(&revision->stops, to - from))
        return false;
    uint32_t *stops = (uint32_t *)revision->stops.items + revision->stops.count;
    for (uint32_t i = from; i < to; i++)
        *stops++ = region->section.begin + (uint32_t)(size - behind + old->places[i].begin);
    revision->stops.count += to - from;
    region->section.stop_count = to - from;
    return true;
}

/* Gathers the text of all regions. */
static mdp_status gather(struct revision *revision)
{
    const mdp_document *old = revision->old;
    revision->gathered = 0;
    revision->stops.count = 0;
    for (size_t i = 0; i < revision->regions.count; i++) {
        struct region *region = region_at(revision, i);
        region->size = new_size(revision, region, region->limit) + lookahead(revision, region);
        region->section = (struct section){
            .begin = (uint32_t)revision->gathered,
            .end = (uint32_t)(revision->gathered + region->size),
            .starts_document = region->first == 0,
            .chunk_size = CHUNK_TEXT_SIZE,
            .least_size = CHUNK_LEAST_SIZE,
        };
        revision->gathered += region->size;
        if (!add_stops(revision, region))
            return MDP_ERR_NOMEM;
    }
    revision->text = memory_allocate(&old->allocator, revision->gathered);
    if (!revision->text && revision->gathered)
        return MDP_ERR_NOMEM;
    char *to = revision->text;
    const uint32_t *stops = revision->stops.items;
    for (size_t i = 0; i < revision->regions.count; i++) {
        struct region *region = region_at(revision, i);
        to = gather_region(revision, region, to);
        region->section.stops = stops;
        stops = region->section.stop_count ? stops + region->section.stop_count : stops;
    }
    return MDP_OK;
}

static void forget_text(struct revision *revision)
{
    if (revision->working)
        work_free(&revision->work);
    revision->working = false;
    memory_release(&revision->old->allocator, revision->text, revision->gathered);
    revision->text = NULL;
}

/* ---------------------------------------------------------------------------------------------------------- blocks */

/* Parses the blocks of a region. *ahead is how many bytes more it needs, 0 if it is complete. */
static mdp_status parse_region(struct revision *revision, struct region *region, size_t *ahead)
{
    const mdp_document *old = revision->old;
    struct section *section = &region->section;
    *ahead = 0;
    if (!section_parse(&revision->work.parse, section, &revision->work.ranges))
        return work_failure(&revision->work);
    if (section->stopped)
        region->last = place_behind(old, edit_at(revision, region->edit_end - 1)->end) + section->stop;
    else if (region->limit == old->place_count)
        region->last = old->place_count;
    else
        *ahead = region->size < SIZE_MAX / 4 ? 4 * region->size : SIZE_MAX;
    return MDP_OK;
}

mdp_status revision_parse_blocks(struct revision *revision)
{
    size_t ahead = 0, needed;
    do {
        needed = 0;
        forget_text(revision);
        mdp_status status = find_regions(revision, ahead) ? gather(revision) : MDP_ERR_NOMEM;
        if (status != MDP_OK)
            return status;
        const mdp_document *old = revision->old;
        revision->working = work_make(&revision->work, &old->allocator, revision->text ? revision->text : "",
                                      revision->gathered, old->flags, &old->limits, NULL);
        if (!revision->working)
            return MDP_ERR_NOMEM;
        for (size_t i = 0; i < revision->regions.count && !needed; i++) {
            status = parse_region(revision, region_at(revision, i), &needed);
            if (status != MDP_OK)
                return status;
        }
        ahead = needed;
    } while (needed);
    return MDP_OK;
}
