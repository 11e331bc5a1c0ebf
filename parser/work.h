/* work.h: all that a parse in one thread works with, whether of a whole text (parse.c) or of sections for an edit:
 *
 *      work_make      index of the text, empty vectors
 *      section_parse  blocks of each section (section.h)
 *      work_write     the chunks of all sections
 *      work_build     one chunk after the other, in memory of the right size
 *      work_free
 */
#ifndef WORK_H
#define WORK_H

#include "inlines.h"
#include "layout.h"
#include "parse.h"
#include "scratch.h"
#include "section.h"
#include "writer.h"

/* Has pointers into itself: it stays where it was made. */
struct work {
    struct parse parse;
    struct inlines inlines;
    struct writer writer;
    struct vector ranges;  /* struct chunk_range: of each chunk of the sections */
    struct vector written; /* struct written: of each chunk */
    struct mdp_allocator allocator;
    struct scratch scratch;
    bool phases_freed; /* work_free_phases was called, and need not be again */
};

/* Indexes text[0, size), of at most MDP_TEXT_SIZE_MAX bytes, which stays the caller's. Spare memory is used, if `spare`
 * is not NULL. False where there is no memory: then nothing is to be freed. */
bool work_make(struct work *work, const struct mdp_allocator *allocator, const char *text, size_t size, uint64_t flags,
               const mdp_limits *limits, struct spare *spare);
void work_free(struct work *work);

/* Frees what is not needed any more when all chunks are written. */
void work_free_phases(struct work *work);

/* Writes the chunks of all ranges, and notes in which of them each definition is. */
mdp_status work_write(struct work *work);

/* The chunk of a range: bytes that it takes, and the chunk in memory of so many bytes. */
uint64_t work_measure(const struct work *work, size_t index);
struct chunk *work_build(const struct work *work, size_t index, void *memory);

/* What a phase that failed returns. */
mdp_status work_failure(const struct work *work);

#endif
