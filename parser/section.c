/* section.c: the block structure of a part of a text. See section.h. */
#include "section.h"

static bool stops_at(struct blocks *b, uint32_t line)
{
    struct section *section = b->section;
    const struct cut *cut = (const struct cut *)b->parse->cuts.items + b->parse->cuts.count - 1;
    while (section->stop < section->stop_count && section->stops[section->stop] < line)
        section->stop++;
    if (section->stop == section->stop_count || section->stops[section->stop] > line)
        return false;
    return line - cut->begin >= section->least_size || b->parse->cuts.count > 1;
}

void section_cut(struct blocks *b, uint32_t line)
{
    struct parse *parse = b->parse;
    struct section *section = b->section;
    struct cut *cuts = parse->cuts.items;
    if (parse->cuts.count == 0) {
        cuts[parse->cuts.count++] = (struct cut){.begin = section->begin, .block = (uint32_t)parse->blocks.count};
    } else if (stops_at(b, line)) {
        section->stopped = true;
        section->end = line;
        section->blocks_before = (uint32_t)parse->blocks.count;
        section->definitions_before = parse->definitions.count;
        b->failed = true;
    } else if (line - cuts[parse->cuts.count - 1].begin >= section->chunk_size) {
        cuts[parse->cuts.count++] = (struct cut){.begin = line, .block = (uint32_t)parse->blocks.count};
    }
}

/* Makes ranges of the cuts. */
static bool add_ranges(struct parse *parse, struct section *section, struct vector *ranges)
{
    const struct cut *cuts = parse->cuts.items;
    size_t count = parse->cuts.count ? parse->cuts.count : 1; /* without a block too there is text, to be kept */
    if (!vector_reserve(ranges, count))
        return false;
    /* What is left before a stop may be too small for a chunk. */
    if (count > 1 && section->stopped && section->end - cuts[count - 1].begin < section->least_size)
        count--;
    struct chunk_range *range = (struct chunk_range *)ranges->items + ranges->count;
    section->first_range = (uint32_t)ranges->count;
    for (size_t i = 0; i < count; i++, range++) {
        bool last = i + 1 == count, empty = parse->cuts.count == 0;
        *range = (struct chunk_range){
            .begin = empty ? section->begin : cuts[i].begin,
            .end = last ? section->end : cuts[i + 1].begin,
            .block = empty ? (uint32_t)parse->blocks.count : cuts[i].block,
            .block_end = last ? (uint32_t)parse->blocks.count : cuts[i + 1].block,
        };
    }
    ranges->count += count;
    section->range_end = (uint32_t)ranges->count;
    parse->cuts.count = 0;
    return true;
}

bool section_parse(struct parse *parse, struct section *section, struct vector *ranges)
{
    struct blocks_first first;
    struct blocks b;
    uint32_t text_size = parse->size;
    if (!vector_reserve(&parse->cuts, (section->end - section->begin) / section->chunk_size + 1))
        return false;
    parse->size = section->end; /* nothing behind it is read */
    blocks_begin(&b, parse, &first, section->begin);
    b.section = section;
    b.begin = 0; /* the vectors hold what other sections of this text have */
    b.likely_end = text_size;
    if (!section->starts_document)
        b.at = section->begin;
    bool done = blocks_advance(&b, section->end);
    done = section->stopped || (done && blocks_end(&b));
    if (section->stopped) { /* what opened there is forgotten */
        parse->blocks.count = section->blocks_before;
        parse->definitions.count = section->definitions_before;
    }
    blocks_free(&b);
    parse->size = text_size;
    return done && add_ranges(parse, section, ranges);
}
