/* edit.c: mdp_document_edit: the next version of a document.
 *
 *   1. edits      looked at, and put in order
 *   2. blocks     edit_regions.c: which chunks are replaced, and the blocks of what replaces them
 *   3. labels     labels.c: which labels are defined now, and before were not, or the other way round; and in which of
 *                 the other chunks somebody asked for one of them
 *   4. inlines    of the new chunks, and of those
 *   5. version    edit_version.c: the places of the chunks, those that stay and the new ones, and the map
 *
 * The old document is only read. See edit.h. */
#include "edit.h"

#include <string.h>

#include "label.h"

/* ----------------------------------------------------------------------------------------------------------- edits */

/* By where they begin; what is inserted at one offset stands before what is removed from there on. */
static int compare_edits(const void *a, const void *b)
{
    const mdp_edit *one = a, *other = b;
    if (one->begin != other->begin)
        return one->begin < other->begin ? -1 : 1;
    return (one->end > other->end) - (one->end < other->end);
}

/* Takes the edits over, in order, and finds the size of the new text. */
static mdp_status take_edits(struct revision *revision, const mdp_edit *edits, size_t count)
{
    size_t text_size = revision->old->text_size, at = 0, removed = 0, added = 0;
    if (count && !vector_reserve(&revision->edits, count))
        return MDP_ERR_NOMEM;
    for (size_t i = 0; i < count; i++) {
        if (edits[i].begin > edits[i].end || edits[i].end > text_size || (!edits[i].text && edits[i].size))
            return MDP_ERR_ARGUMENT;
        ((mdp_edit *)revision->edits.items)[i] = edits[i];
    }
    revision->edits.count = count;
    if (!vector_sort(&revision->edits, compare_edits))
        return MDP_ERR_NOMEM;
    const mdp_edit *sorted = revision->edits.items;
    for (size_t i = 0; i < count; i++) {
        if (sorted[i].begin < at)
            return MDP_ERR_ARGUMENT;
        at = sorted[i].end;
        removed += sorted[i].end - sorted[i].begin;
    }
    size_t room = revision->old->limits.text_size - (text_size - removed);
    for (size_t i = 0; i < count; i++) {
        if (sorted[i].size > room - added)
            return MDP_ERR_LIMIT;
        added += sorted[i].size;
    }
    revision->text_size = text_size - removed + added;
    return MDP_OK;
}

/* ---------------------------------------------------------------------------------------------------------- labels */

/* A definition of the old document, with its label as it was written. */
struct old_definition {
    uint64_t hash;
    mdp_string label;
};

static struct old_definition old_definition(const struct chunk *chunk, uint32_t index)
{
    const struct chunk_definition *definition = &chunk_definitions(chunk)[index];
    return (struct old_definition){definition->hash, definition_label(chunk, chunk_tape(chunk) + definition->node)};
}

static bool is_label_of(const struct link_definition *definition, struct old_definition old)
{
    char normal[LABEL_NORMAL_MAX];
    if (definition->hash != old.hash)
        return false;
    if (definition->label.size == old.label.size && memcmp(definition->label.data, old.label.data, old.label.size) == 0)
        return true;
    return label_normalize(old.label.data, old.label.size, normal) == definition->normal.size &&
           memcmp(normal, definition->normal.data, definition->normal.size) == 0;
}

/* Whether the regions define the labels that they did before, in the same order. */
static bool same_labels(const struct revision *revision)
{
    const struct parse *parse = &revision->work.parse;
    const struct link_definition *definition = parse->definitions.items;
    size_t left = parse->definitions.count;
    const struct region *regions = revision->regions.items;
    for (size_t i = 0; i < revision->regions.count; i++) {
        for (uint32_t p = regions[i].first; p < regions[i].last; p++) {
            const struct chunk *chunk = revision->old->places[p].chunk;
            if (chunk->definition_count > left)
                return false;
            for (uint32_t n = 0; n < chunk->definition_count; n++, left--)
                if (!is_label_of(definition++, old_definition(chunk, n)))
                    return false;
        }
    }
    return left == 0;
}

bool revision_find_moved(struct revision *revision)
{
    const mdp_document *old = revision->old;
    if (revision->moved)
        return true;
    const struct region *region = revision->regions.items, *end = region + revision->regions.count;
    revision->moved = memory_allocate(&old->allocator, old->place_count * sizeof *revision->moved);
    if (!revision->moved)
        return false;
    uint32_t shift = 0; /* modulo 2^32 */
    for (uint32_t i = 0; i < old->place_count; i++) {
        if (region < end && i == region->last) {
            shift += region_shift(region);
            region++;
        }
        revision->moved[i] = region < end && i >= region->first ? NODE_NONE : i + shift;
    }
    return true;
}

static bool touch_old(struct revision *revision, const struct chunk *chunk)
{
    for (uint32_t n = 0; n < chunk->definition_count; n++) {
        char normal[LABEL_NORMAL_MAX];
        struct old_definition old = old_definition(chunk, n);
        uint32_t size = (uint32_t)label_normalize(old.label.data, old.label.size, normal);
        char *kept = arena_allocate(&revision->work.parse.arena, size);
        if (!kept || !labels_touch(&revision->labels, old.hash, memcpy(kept, normal, size), size, false))
            return false;
    }
    return true;
}

static bool find_labels(struct revision *revision)
{
    const struct parse *parse = &revision->work.parse;
    const struct link_definition *definitions = parse->definitions.items;
    const struct region *regions = revision->regions.items;
    for (size_t i = 0; i < parse->definitions.count; i++)
        if (!labels_touch(&revision->labels, definitions[i].hash, definitions[i].normal.data,
                          definitions[i].normal.size, true))
            return false;
    for (size_t i = 0; i < revision->regions.count; i++)
        for (uint32_t p = regions[i].first; p < regions[i].last; p++)
            if (!touch_old(revision, revision->old->places[p].chunk))
                return false;
    return labels_settle(&revision->labels, revision->moved);
}

/* --------------------------------------------------------------------------------- chunks that a label concerns */

static bool find_concerned(struct revision *revision)
{
    const mdp_document *old = revision->old;
    for (uint32_t i = 0; i < old->place_count; i++) {
        const struct chunk *chunk = old->places[i].chunk;
        if (revision->moved[i] == NODE_NONE || !labels_concern(&revision->labels, chunk))
            continue;
        if (!vector_reserve(&revision->concerned, 1))
            return false;
        ((uint32_t *)revision->concerned.items)[revision->concerned.count++] = i;
        revision->concerned_gathered += chunk->text_size;
    }
    return true;
}

/* Parses them, each in a section of its own that becomes one chunk again. Their blocks do not depend on labels, but to
 * parse those too takes no more than to keep what the inlines need of them. */
static mdp_status parse_concerned(struct revision *revision)
{
    const mdp_document *old = revision->old;
    const uint32_t *concerned = revision->concerned.items;
    struct work *work = &revision->concerned_work;
    revision->concerned_text = memory_allocate(&old->allocator, revision->concerned_gathered);
    if (!revision->concerned_text)
        return MDP_ERR_NOMEM;
    char *to = revision->concerned_text;
    for (size_t i = 0; i < revision->concerned.count; i++) {
        const struct chunk *chunk = old->places[concerned[i]].chunk;
        memcpy(to, chunk_text(chunk), chunk->text_size);
        to += chunk->text_size;
    }
    revision->concerned_working = work_make(work, &old->allocator, revision->concerned_text,
                                            revision->concerned_gathered, old->flags, &old->limits, NULL);
    if (!revision->concerned_working)
        return MDP_ERR_NOMEM;
    uint32_t begin = 0;
    for (size_t i = 0; i < revision->concerned.count; i++) {
        uint32_t size = old->places[concerned[i]].chunk->text_size;
        struct section section = {
            .begin = begin,
            .end = begin + size,
            .starts_document = concerned[i] == 0,
            .chunk_size = UINT32_MAX,
        };
        if (!section_parse(&work->parse, &section, &work->ranges))
            return work_failure(work);
        begin += size;
    }
    work->parse.labels = &revision->labels;
    return work_write(work);
}

/* --------------------------------------------------------------------------------------------------------- phases */

/* The definitions of the regions are numbered by range so far; then by place of the new version. */
static void place_definitions(struct revision *revision)
{
    struct parse *parse = &revision->work.parse;
    struct link_definition *definitions = parse->definitions.items;
    const struct region *region = revision->regions.items;
    uint32_t shift = 0; /* modulo 2^32: of the places in front of the region */
    for (size_t i = 0; i < parse->definitions.count; i++) {
        while (definitions[i].chunk >= region->section.range_end) {
            shift += region_shift(region);
            region++;
        }
        definitions[i].chunk += region->first + shift - region->section.first_range;
    }
}

static mdp_status revise(struct revision *revision, const mdp_document **edited)
{
    mdp_status status = revision_parse_blocks(revision);
    if (status != MDP_OK)
        return status;
    struct work *work = &revision->work;
    if (!definitions_sort(&work->parse))
        return work_failure(work);
    if (!same_labels(revision) && (!revision_find_moved(revision) || !find_labels(revision) ||
                                   (revision->labels.changed.count && !find_concerned(revision))))
        return MDP_ERR_NOMEM;
    work->parse.labels = &revision->labels;
    status = work_write(work);
    if (status == MDP_OK && revision->concerned.count)
        status = parse_concerned(revision);
    if (status != MDP_OK)
        return status;
    place_definitions(revision);
    return revision_build(revision, edited);
}

static void revision_free(struct revision *revision)
{
    const mdp_document *old = revision->old;
    struct vector *vectors[] = {&revision->edits,          &revision->regions,        &revision->stops,
                                &revision->labels.touched, &revision->labels.changed, &revision->concerned};
    if (revision->working)
        work_free(&revision->work);
    if (revision->concerned_working)
        work_free(&revision->concerned_work);
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
        vector_free(vectors[i]);
    memory_release(&old->allocator, revision->text, revision->gathered);
    memory_release(&old->allocator, revision->concerned_text, revision->concerned_gathered);
    memory_release(&old->allocator, revision->moved, old->place_count * sizeof *revision->moved);
}

mdp_status mdp_document_edit(const mdp_document *document, const mdp_edit *edits, size_t count,
                             const mdp_document **edited)
{
    mdp_edit first_edits[2];
    struct region first_regions[2];
    uint32_t first_stops[4];
    if (!edited)
        return MDP_ERR_ARGUMENT;
    *edited = NULL;
    if (!document || (!edits && count))
        return MDP_ERR_ARGUMENT;
    const struct mdp_allocator *allocator = &document->allocator;
    struct revision revision; /* without its scratch, which is large: work_make sets it */
    revision.old = document;
    revision.edits = VECTOR_IN(allocator, first_edits);
    revision.regions = VECTOR_IN(allocator, first_regions);
    revision.stops = VECTOR_IN(allocator, first_stops);
    revision.text = revision.concerned_text = NULL;
    revision.gathered = revision.concerned_gathered = 0;
    revision.working = revision.concerned_working = false;
    revision.moved = NULL;
    revision.labels = (struct labels){
        .old = document,
        .touched = vector_make(allocator, sizeof(struct label), NULL, 0),
        .changed = vector_make(allocator, sizeof(uint64_t), NULL, 0),
    };
    revision.concerned = vector_make(allocator, sizeof(uint32_t), NULL, 0);
    mdp_status status = take_edits(&revision, edits, count);
    if (status == MDP_OK)
        status = revise(&revision, edited);
    revision_free(&revision);
    return status;
}

mdp_status mdp_document_append(const mdp_document *document, const char *text, size_t size,
                               const mdp_document **appended)
{
    size_t end = mdp_document_size(document);
    const mdp_edit edit = {.begin = end, .end = end, .text = text, .size = size};
    return mdp_document_edit(document, &edit, 1, appended);
}
