/* edit_version.c: the document that an edit makes: places, map, and what becomes of the slabs.
 *
 *      old version    [ document ]   slab A: | 0 | 1 | 2 | 3 | map |
 *      new version    [ document ]   slab A: | 0 |   | 2 | 3 | map |     slab B: | 1' |
 *
 * Each version has a slab of its own for the document, which goes with it, and one, the fresh slab, for what is new.
 * The version holds a reference to every slab in which it uses something. That would let two things grow with the
 * number of edits: the list of slabs, and the bytes in them that no version uses any more. So the fresh slab also takes
 * over what is used of other slabs, by the rules at choose_slabs. A chunk holds no pointer, and is just copied. */
#include "edit.h"

#include <string.h>

#include "seal.h"

/* A slab of the old version, and what becomes of it. */
struct choice {
    struct slab *slab;
    size_t used;      /* without what is replaced */
    bool taken;       /* over, into the fresh slab */
    uint32_t new_use; /* in the new version */
};

struct build {
    struct revision *revision;
    const mdp_document *old;
    struct vector choices; /* struct choice: of each use of the old document */
    struct vector order;   /* uint32_t: the choices that are small, by what is used */
    bool map_changes;
    size_t definition_count;
    size_t place_count;
    uint32_t moving; /* of this choice what is at places before moving_end is taken over too */
    uint32_t moving_end;
    uint64_t fresh_bytes; /* of new chunks, of a new map, and of what is taken over */
    mdp_document *document;
    char *at; /* in the fresh slab */
};

enum { USE_FRESH = 1 };

/* Slabs of this size and below are taken over whole without much ado. */
enum { SMALL_SLAB = 64 * 1024, SMALL_SLAB_MOST = 256 * 1024 };

static struct choice *choice_at(const struct build *build, size_t index)
{
    return (struct choice *)build->choices.items + index;
}

/* ------------------------------------------------------------------------------------------------ the old places */

/* Goes along the places of the old document. */
struct cursor {
    const struct revision *revision;
    size_t region;
    size_t concerned;
};

enum fate { FATE_STAYS, FATE_CONCERNED, FATE_REPLACED };

static const struct region *region_of(const struct cursor *cursor)
{
    return (const struct region *)cursor->revision->regions.items + cursor->region;
}

/* What becomes of a place, not before the one that was asked for last; cursor's region or concerned is then its own. */
static enum fate fate_of(struct cursor *cursor, uint32_t place)
{
    const struct revision *revision = cursor->revision;
    const uint32_t *concerned = revision->concerned.items;
    while (cursor->region < revision->regions.count && region_of(cursor)->last <= place)
        cursor->region++;
    if (cursor->region < revision->regions.count && region_of(cursor)->first <= place)
        return FATE_REPLACED;
    while (cursor->concerned < revision->concerned.count && concerned[cursor->concerned] < place)
        cursor->concerned++;
    return cursor->concerned < revision->concerned.count && concerned[cursor->concerned] == place ? FATE_CONCERNED
                                                                                                  : FATE_STAYS;
}

/* ------------------------------------------------------------------------------------------------------------- map */

/* Whether the old map says where the definitions are in the new version, too. `moved` is known only where the labels
 * are not the same. */
static bool map_stays(const struct revision *revision)
{
    const struct region *regions = revision->regions.items;
    const struct link_definition *definition = revision->work.parse.definitions.items;
    const mdp_document *old = revision->old;
    if (revision->moved || old->definition_count == 0)
        return !revision->moved;
    for (size_t i = 0; i < revision->regions.count; i++) {
        if (region_shift(&regions[i]) != 0)
            return false;
        for (uint32_t p = regions[i].first; p < regions[i].last; p++)
            for (uint32_t n = 0; n < old->places[p].chunk->definition_count; n++, definition++)
                if (definition->chunk != p || definition->index != n)
                    return false;
    }
    return true;
}

/* The order of the map. An entry of the old document, which stays, and a definition of a region. */
static int compare_entries(const struct build *build, const struct definition *entry,
                           const struct link_definition *with)
{
    int order = definition_compare(build->old, entry, with->hash, with->normal.data, with->normal.size);
    return order ? order : build->revision->moved[entry->chunk] < with->chunk ? -1 : 1;
}

/* Merges the entries that stay, and the definitions of the regions, into memory that was counted for them all. Cost:
 * linear. */
static void merge_map(struct build *build, struct definition *map)
{
    const mdp_document *old = build->old;
    const struct parse *parse = &build->revision->work.parse;
    const uint32_t *moved = build->revision->moved;
    const struct map_entry *sorted = parse->map.items;
    const struct link_definition *definitions = parse->definitions.items;
    size_t kept = 0, next = 0;
    for (;;) {
        while (kept < old->definition_count && moved[old->definitions[kept].chunk] == NODE_NONE)
            kept++;
        const struct definition *entry = kept < old->definition_count ? &old->definitions[kept] : NULL;
        const struct link_definition *definition =
            next < parse->map.count ? &definitions[sorted[next].definition] : NULL;
        if (!entry && !definition)
            return;
        if (entry && (!definition || compare_entries(build, entry, definition) < 0)) {
            *map++ = (struct definition){entry->hash, moved[entry->chunk], entry->index}; /* NOLINT: see above */
            kept++;
        } else {
            *map++ = (struct definition){definition->hash, definition->chunk, definition->index}; /* NOLINT */
            next++;
        }
    }
}

static size_t map_size(size_t definition_count)
{
    return definition_count * sizeof(struct definition);
}

/* Where the map of the new version is. */
static void build_map(struct build *build)
{
    mdp_document *document = build->document;
    const mdp_document *old = build->old;
    const struct choice *choice = choice_at(build, old->map_use);
    size_t size = map_size(build->definition_count);
    document->definition_count = (uint32_t)build->definition_count;
    document->label_count = (uint32_t)((ptrdiff_t)old->label_count + build->revision->labels.gained);
    document->map_use = USE_FRESH;
    if (size == 0) {
        document->definitions = NULL;
        document->map_use = 0;
    } else if (!build->map_changes && !choice->taken) {
        document->definitions = old->definitions;
        document->map_use = choice->new_use;
    } else {
        document->definitions = (struct definition *)(void *)build->at;
        if (build->map_changes)
            merge_map(build, (struct definition *)(void *)build->at);
        else
            memcpy(build->at, old->definitions, size); /* NOLINT: there is memory for all that was counted */
        build->at += size;
    }
}

/* ----------------------------------------------------------------------------------------------------------- slabs */

/* What of the old version's slabs is still used, and what is new. */
static void count_bytes(struct build *build)
{
    const struct revision *revision = build->revision;
    const mdp_document *old = build->old;
    const struct region *regions = revision->regions.items;
    const uint32_t *concerned = revision->concerned.items;
    build->place_count = old->place_count;
    build->definition_count = old->definition_count + revision->work.parse.definitions.count;
    for (size_t i = 0; i < revision->regions.count; i++) {
        for (uint32_t p = regions[i].first; p < regions[i].last; p++) {
            choice_at(build, old->places[p].use)->used -= chunk_size(old->places[p].chunk);
            build->definition_count -= old->places[p].chunk->definition_count;
        }
        build->place_count -= regions[i].last - regions[i].first;
    }
    build->place_count += revision->work.ranges.count;
    for (size_t i = 0; i < revision->work.ranges.count; i++)
        build->fresh_bytes += work_measure(&revision->work, i);
    for (size_t i = 0; i < revision->concerned.count; i++) {
        const struct place *place = &old->places[concerned[i]];
        choice_at(build, place->use)->used -= chunk_size(place->chunk);
        build->fresh_bytes += work_measure(&revision->concerned_work, i);
    }
    if (build->map_changes) {
        choice_at(build, old->map_use)->used -= map_size(old->definition_count);
        build->fresh_bytes += map_size(build->definition_count);
    }
}

static void take_over(struct build *build, struct choice *choice)
{
    choice->taken = true;
    build->fresh_bytes += choice->used;
}

/* Sorts the choices that are used for no more than `small` bytes by what is used. There are few, and they mostly are in
 * order. */
static void sort_small(struct build *build, size_t small)
{
    uint32_t *order = build->order.items;
    size_t count = 0;
    for (uint32_t i = 0; i < build->choices.count; i++) {
        size_t used = choice_at(build, i)->used, at = count;
        if (used > small)
            continue;
        for (; at > 0 && choice_at(build, order[at - 1])->used > used; at--)
            order[at] = order[at - 1];
        order[at] = i;
        count++;
    }
    build->order.count = count;
}

/* 1: small slabs. In order of size, all are taken over up to the last that is used for no more than half of what goes
 * before it. So each that is left is half as large again as all those before it together, which bounds their number by
 * a logarithm; and a byte that is copied comes into a slab at least three times as large, which bounds how often it
 * is. */
static void take_small(struct build *build)
{
    const uint32_t *order = build->order.items;
    uint64_t before = build->fresh_bytes;
    size_t take = 0;
    for (size_t i = 0; i < build->order.count; i++) {
        size_t used = choice_at(build, order[i])->used;
        if (used <= before / 2)
            take = i + 1;
        before += used;
    }
    for (size_t i = 0; i < take; i++)
        take_over(build, choice_at(build, order[i]));
}

/* Whether a is used for a smaller part than b. */
static bool is_sparser(const struct choice *a, const struct choice *b)
{
    return !b || (double)a->used * (double)b->slab->size < (double)b->used * (double)a->slab->size;
}

/* The slab that is used for the smallest part, of those that are not taken over and larger than `size`; or NULL. */
static struct choice *find_sparsest(const struct build *build, size_t size)
{
    struct choice *sparsest = NULL;
    for (size_t i = 0; i < build->choices.count; i++) {
        struct choice *choice = choice_at(build, i);
        if (!choice->taken && choice->used && choice->slab->size > size && is_sparser(choice, sparsest))
            sparsest = choice;
    }
    return sparsest;
}

/* 2: the bound. While the slabs that are held are more than twice as large as what is used of them, the sparsest is
 * taken over. */
static void take_sparse(struct build *build, uint64_t used)
{
    uint64_t held = build->fresh_bytes;
    for (size_t i = 0; i < build->choices.count; i++) {
        const struct choice *choice = choice_at(build, i);
        held += choice->taken || !choice->used ? 0 : choice->slab->size;
    }
    while (held > 2 * used) {
        struct choice *choice = find_sparsest(build, 0);
        if (!choice)
            return;
        held = held - choice->slab->size + choice->used;
        take_over(build, choice);
    }
}

/* 3: large slabs, such as those of a large document that was parsed. Before rule 2 would take over all that is left
 * of one at once, each edit takes over twice as much as it makes new. */
static void take_part(struct build *build, size_t small)
{
    const mdp_document *old = build->old;
    struct choice *choice = find_sparsest(build, 2 * small);
    struct cursor cursor = {.revision = build->revision};
    if (!choice || choice->used > choice->slab->size / 4 * 3)
        return;
    uint64_t part = 2 * build->fresh_bytes, taken = 0;
    build->moving = (uint32_t)(choice - choice_at(build, 0));
    for (uint32_t i = 0; i < old->place_count && taken < part; i++) {
        if (old->places[i].use != build->moving || fate_of(&cursor, i) != FATE_STAYS)
            continue;
        taken += chunk_size(old->places[i].chunk);
        build->moving_end = i + 1;
    }
    build->fresh_bytes += taken;
    choice->used -= (size_t)taken;
}

/* What the fresh slab takes over, so that however many edits follow each other a version holds at most twice the bytes
 * that it uses, in a logarithm of small slabs and large ones that are used for 256 KiB or 1/64 of it; and so that no
 * edit of a large document copies more than some 1/32 of it, unless it removes about as much. */
static void choose_slabs(struct build *build)
{
    uint64_t used = build->fresh_bytes;
    for (size_t i = 0; i < build->choices.count; i++)
        used += choice_at(build, i)->used;
    size_t small = used / 64 < SMALL_SLAB        ? SMALL_SLAB
                   : used / 64 > SMALL_SLAB_MOST ? SMALL_SLAB_MOST
                                                 : (size_t)used / 64;
    take_part(build, small);
    sort_small(build, small);
    take_small(build);
    take_sparse(build, used);
}

/* ---------------------------------------------------------------------------------------------------------- places */

static void add_place(struct build *build, const struct chunk *chunk, uint32_t use)
{
    mdp_document *document = build->document;
    struct place *place = &document->places[document->place_count];
    *place = (struct place){.chunk = chunk, .use = use};
    if (document->place_count) {
        place->begin = place[-1].begin + place[-1].chunk->text_size;
        place->line_ends = place[-1].line_ends + place[-1].chunk->line_ends;
    }
    document->place_count++;
}

/* Adds a chunk that was written. */
static void add_new(struct build *build, const struct work *work, size_t index)
{
    const struct chunk *chunk = work_build(work, index, build->at);
    build->at += work_measure(work, index);
    add_place(build, chunk, USE_FRESH);
}

/* Adds a chunk of the old version, in its slab or copied. */
static void add_old(struct build *build, uint32_t index)
{
    const struct place *place = &build->old->places[index];
    const struct choice *choice = choice_at(build, place->use);
    if (!choice->taken && !(place->use == build->moving && index < build->moving_end)) {
        add_place(build, place->chunk, choice->new_use);
        return;
    }
    size_t size = chunk_size(place->chunk);
    memcpy(build->at, place->chunk, size); /* NOLINT: there is memory for all that was counted */
    add_place(build, (const struct chunk *)(const void *)build->at, USE_FRESH);
    build->at += size;
}

static void fill_places(struct build *build)
{
    struct revision *revision = build->revision;
    struct cursor cursor = {.revision = revision};
    for (uint32_t i = 0; i < build->old->place_count; i++) {
        const struct region *region;
        switch (fate_of(&cursor, i)) {
        case FATE_STAYS:
            add_old(build, i);
            break;
        case FATE_CONCERNED:
            add_new(build, &revision->concerned_work, cursor.concerned);
            break;
        case FATE_REPLACED:
            region = region_of(&cursor);
            for (uint32_t range = region->section.first_range; i == region->first && range < region->section.range_end;
                 range++)
                add_new(build, &revision->work, range);
            break;
        }
    }
}

/* Adds the slabs that the new version uses, which it retains. */
static void fill_uses(struct build *build, struct slab *fresh)
{
    mdp_document *document = build->document;
    uint32_t next = USE_FRESH;
    if (fresh)
        document->uses[next++] = (struct slab_use){fresh, (size_t)build->fresh_bytes};
    for (size_t i = 0; i < build->choices.count; i++) {
        struct choice *choice = choice_at(build, i);
        if (choice->taken || choice->used == 0)
            continue;
        slab_retain(choice->slab);
        choice->new_use = next;
        document->uses[next++] = (struct slab_use){choice->slab, choice->used};
    }
}

static size_t count_uses(const struct build *build)
{
    size_t count = build->fresh_bytes ? 2 : 1;
    for (size_t i = 0; i < build->choices.count; i++)
        count += !choice_at(build, i)->taken && choice_at(build, i)->used;
    return count;
}

static mdp_status fill_document(struct build *build)
{
    const mdp_document *old = build->old;
    bool sealed = old->flags & MDP_SEALED;
    struct mdp_allocator allocator = sealed ? seal_allocator() : old->allocator;
    char *behind;
    struct slab *fresh = build->fresh_bytes ? slab_create(&allocator, build->fresh_bytes) : NULL;
    if (!fresh && build->fresh_bytes)
        return MDP_ERR_NOMEM;
    mdp_document *document = document_create(&allocator, build->place_count, count_uses(build), 0, &behind);
    if (!document) {
        if (fresh)
            slab_release(fresh);
        return MDP_ERR_NOMEM;
    }
    build->document = document;
    build->at = fresh ? (char *)(fresh + 1) : NULL;
    document->text_size = build->revision->text_size;
    document->flags = old->flags;
    document->limits = old->limits;
    document->allocator = old->allocator;
    document->place_count = 0; /* they are added */
    document->chunks_parsed = (uint32_t)(build->revision->work.ranges.count + build->revision->concerned.count);
    fill_uses(build, fresh);
    build_map(build);
    fill_places(build);
    if (sealed && ((fresh && !seal_slab(fresh)) || !seal_slab(document_slab(document)))) {
        mdp_document_release(document);
        return MDP_ERR_NOMEM;
    }
    return MDP_OK;
}

mdp_status revision_build(struct revision *revision, const mdp_document **built)
{
    const mdp_document *old = revision->old;
    struct choice first_choices[24];
    uint32_t first_order[24];
    struct build build = {
        .revision = revision,
        .old = old,
        .choices = VECTOR_IN(&old->allocator, first_choices),
        .order = VECTOR_IN(&old->allocator, first_order),
        .map_changes = !map_stays(revision),
        .moving = NODE_NONE,
    };
    mdp_status status = MDP_ERR_NOMEM;
    if ((!build.map_changes || revision_find_moved(revision)) && vector_reserve(&build.choices, old->use_count) &&
        vector_reserve(&build.order, old->use_count)) {
        for (uint32_t i = 0; i < old->use_count; i++)
            *choice_at(&build, i) = (struct choice){.slab = old->uses[i].slab, .used = old->uses[i].used};
        build.choices.count = old->use_count;
        count_bytes(&build);
        choose_slabs(&build);
        status = fill_document(&build);
    }
    if (status == MDP_OK)
        *built = build.document;
    vector_free(&build.choices);
    vector_free(&build.order);
    return status;
}
