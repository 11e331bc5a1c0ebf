/* section.h: the block structure of a part of a text. Its parse may stop before the part ends, at a boundary from which
 * on it is known how the parse goes on. */
#ifndef SECTION_H
#define SECTION_H

#include "open_blocks.h"
#include "parse.h"

/* Where a chunk is, and its blocks. */
struct chunk_range {
    uint32_t begin;
    uint32_t end;
    uint32_t block; /* blocks [block, block_end) */
    uint32_t block_end;
};

/* A part of the text that is parsed by itself: it begins at a boundary, and ends with a line or with the text. */
struct section {
    uint32_t begin;
    uint32_t end;         /* where it has stopped, if it has */
    bool starts_document; /* so that a byte order mark there is no part of the text */
    uint32_t chunk_size;  /* CHUNK_TEXT_SIZE, or UINT32_MAX for a section that stays one chunk */
    /* Where the parse may stop: in ascending order. It does at the first of them that turns out to be a boundary, once
     * there is a chunk before it of least_size or more. */
    const uint32_t *stops;
    uint32_t stop_count;
    uint32_t least_size;

    /* What came of it. */
    bool stopped;
    uint32_t stop;        /* at which of the stops */
    uint32_t first_range; /* ranges [first_range, range_end) */
    uint32_t range_end;

    uint32_t blocks_before; /* where it stopped */
    size_t definitions_before;
};

/* Adds the blocks, segments and definitions of a section to the parse, and its chunks to ranges (struct chunk_range).
 * The parse's cuts are empty before and after. False where there is no memory. */
bool section_parse(struct parse *parse, struct section *section, struct vector *ranges);

/* A boundary: begins a chunk there, or stops, or neither. Only for blocks.c. */
void section_cut(struct blocks *b, uint32_t line);

#endif
