/* edit.h: what the steps of mdp_document_edit hand to each other. All of it is scratch, and dies with the call.
 *
 *      edits --> regions --> gathered text --> blocks --> labels --> inlines --> version
 *                edit_regions.c                edit.c                            edit_version.c
 *
 * A region is a run of chunks of the old document that is replaced:
 *
 *      old     | chunk 0 | chunk 1 | chunk 2 | chunk 3 | chunk 4 | ...
 *                              ^^ edit          |
 *      region            |==================== |  first 1, last 3
 *                        ^ a boundary          ^ stop: where the new parse finds a boundary at which the old document
 *                          before the edit       has one too, behind the edit
 *
 * Two rules make that exact; docs/edits.md has the proof. Whether a line is a boundary depends on nothing behind that
 * line. And from a boundary on, a parse depends on nothing before it. */
#ifndef EDIT_H
#define EDIT_H

#include "labels.h"
#include "layout.h"
#include "work.h"

struct region {
    uint32_t first; /* places [first, last) of the old document are replaced */
    uint32_t last;
    uint32_t limit; /* the text is gathered up to the end of the first line of this place, where the parse may stop; or
                       to the end of the text, where it is the number of places */
    size_t edit_first; /* edits [edit_first, edit_end) are in it */
    size_t edit_end;
    size_t growth; /* bytes that they insert, less those that they remove: modulo SIZE_MAX + 1 */
    size_t size;   /* of the gathered text */
    struct section section;
};

/* How many places more a region takes in the new version than in the old one, modulo 2^32. */
static inline uint32_t region_shift(const struct region *region)
{
    return (region->section.range_end - region->section.first_range) - (region->last - region->first);
}

struct revision {
    const mdp_document *old;
    struct vector edits;   /* mdp_edit, in order */
    size_t text_size;      /* of the new text */
    struct vector regions; /* struct region, in order */
    struct vector stops;   /* uint32_t: of all regions */
    char *text;            /* of all regions, one behind the other */
    size_t gathered;       /* bytes of it */
    struct work work;      /* a range is a new chunk */
    bool working;          /* work is to be freed */

    uint32_t *moved; /* of each old place: its index in the new version, NODE_NONE in a region; NULL where not needed */
    struct labels labels;

    /* The places outside of the regions whose inlines have to be parsed again, because of a label. */
    struct vector concerned;
    char *concerned_text;
    size_t concerned_gathered;
    struct work concerned_work; /* a range for each */
    bool concerned_working;
};

/* edit_regions.c: finds the regions, gathers their text, and parses its blocks. Cost: linear in what is gathered, which
 * is at most four times as much as is replaced, or a chunk, whatever is more, at each edit. */
mdp_status revision_parse_blocks(struct revision *revision);

/* edit.c: fills `moved`, once the regions are known. False where there is no memory. */
bool revision_find_moved(struct revision *revision);

/* edit_version.c: the document of all that was written. */
mdp_status revision_build(struct revision *revision, const mdp_document **built);

#endif
