/* position.c: lines and columns: where a byte stands, and which byte stands there.
 *
 * A chunk holds how many lines end before each LINES_STEP-th of its bytes and where the last of them begins (layout.h),
 * so only that many bytes are looked at. A chunk begins with a line, so each line is in one. */
#include "layout.h"
#include "utf8.h"

/* LF, CR, or the LF of CRLF: where the byte at `at` of a text is the last of a line. */
static bool ends_line(const char *text, size_t at, size_t size)
{
    return text[at] == '\n' || (text[at] == '\r' && !(at + 1 < size && text[at + 1] == '\n'));
}

/* A line with its ending. */
struct line {
    const char *text;
    size_t begin; /* of the whole text's bytes */
    size_t size;
};

/* ----------------------------------------------------------------------------------------------------- code units */

/* How many of the encoding's code units a code point takes; UTF-8 is not asked for. */
static size_t units_of(uint32_t code_point, mdp_encoding encoding)
{
    return encoding == MDP_UTF16 && code_point > 0xFFFF ? 2 : 1;
}

/* The bytes at the line's beginning that are whole characters of at most so many code units and at most `most` bytes.
 * *taken is how many units they are. */
static size_t skip_units(const struct line *line, mdp_encoding encoding, size_t units, size_t most, size_t *taken)
{
    size_t at = 0;
    *taken = 0;
    while (at < most) {
        uint32_t code_point;
        size_t size = utf8_decode(line->text + at, line->size - at, &code_point), more = units_of(code_point, encoding);
        if (size > most - at || more > units - *taken)
            break;
        at += size;
        *taken += more;
    }
    return at;
}

static bool counts_bytes(mdp_encoding encoding)
{
    return encoding != MDP_UTF16 && encoding != MDP_UTF32;
}

/* --------------------------------------------------------------------------------------- from the byte to its place */

/* In bytes. */
static mdp_position position_of(const mdp_document *document, size_t offset)
{
    const struct place *place = &document->places[document_place_at(document, offset)];
    const struct chunk *chunk = place->chunk;
    const char *text = chunk_text(chunk);
    size_t at = offset - place->begin;
    struct chunk_line known = chunk_lines(chunk)[at / LINES_STEP];
    size_t lines = known.lines, begin = known.begin;
    for (size_t i = at / LINES_STEP * LINES_STEP; i < at; i++) {
        if (ends_line(text, i, chunk->text_size)) {
            lines++;
            begin = i + 1;
        }
    }
    return (mdp_position){place->line_ends + lines + 1, at - begin + 1};
}

mdp_position mdp_document_position_in(const mdp_document *document, size_t offset, mdp_encoding encoding)
{
    if (!document)
        return (mdp_position){0, 0};
    if (offset > document->text_size)
        offset = document->text_size;
    mdp_position position = position_of(document, offset);
    if (counts_bytes(encoding))
        return position;
    size_t before = position.column - 1, taken;
    const struct place *place = &document->places[document_place_at(document, offset)];
    const char *end = chunk_text(place->chunk) + place->chunk->text_size;
    struct line line = {.text = chunk_text(place->chunk) + (offset - before - place->begin)};
    line.size = (size_t)(end - line.text);
    skip_units(&line, encoding, SIZE_MAX, before, &taken);
    position.column = taken + 1;
    return position;
}

mdp_position mdp_document_position(const mdp_document *document, size_t offset)
{
    return mdp_document_position_in(document, offset, MDP_UTF8);
}

/* --------------------------------------------------------------------------------------- from the place to its byte */

/* Where the line begins before which so many lines end in the chunk; the chunk's end where there is none. */
static size_t chunk_line_begin(const struct chunk *chunk, size_t line_ends)
{
    const struct chunk_line *lines = chunk_lines(chunk);
    const char *text = chunk_text(chunk);
    uint32_t low = 0, high = chunk->line_count;
    while (high - low > 1) { /* the last entry that has not more */
        uint32_t middle = low + (high - low) / 2;
        if (lines[middle].lines <= line_ends)
            low = middle;
        else
            high = middle;
    }
    size_t left = line_ends - lines[low].lines, at = (size_t)low * LINES_STEP;
    if (left == 0)
        return lines[low].begin;
    while (at < chunk->text_size && left > 0)
        left -= ends_line(text, at++, chunk->text_size);
    return at;
}

/* The chunk that holds the line before which so many lines end, or the last one. */
static const struct place *place_of_line(const mdp_document *document, size_t line_ends)
{
    size_t low = 0, high = document->place_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (document->places[middle].line_ends <= line_ends)
            low = middle;
        else
            high = middle;
    }
    return &document->places[low];
}

/* The line before which so many lines end; the empty one at the text's end where there is none. */
static struct line line_at(const mdp_document *document, size_t line_ends)
{
    const struct place *place = place_of_line(document, line_ends);
    line_ends -= place->line_ends;
    size_t begin = chunk_line_begin(place->chunk, line_ends), end = chunk_line_begin(place->chunk, line_ends + 1);
    return (struct line){chunk_text(place->chunk) + begin, place->begin + begin, end - begin};
}

/* The bytes of a line without its ending. */
static size_t content_size(const struct line *line)
{
    size_t size = line->size;
    size -= size > 0 && line->text[size - 1] == '\n';
    size -= size > 0 && line->text[size - 1] == '\r';
    return size;
}

size_t mdp_document_offset_in(const mdp_document *document, mdp_position position, mdp_encoding encoding)
{
    if (!document)
        return 0;
    struct line line = line_at(document, position.line ? position.line - 1 : 0);
    size_t units = position.column ? position.column - 1 : 0, taken;
    size_t at = counts_bytes(encoding) ? units : skip_units(&line, encoding, units, line.size, &taken);
    return line.begin + (at < line.size ? at : content_size(&line));
}

size_t mdp_document_offset(const mdp_document *document, mdp_position position)
{
    return mdp_document_offset_in(document, position, MDP_UTF8);
}
