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

/* ----------------------------------------------------------------------------------------------------- code units */

static bool counts_bytes(mdp_encoding encoding)
{
    return encoding != MDP_UTF16 && encoding != MDP_UTF32;
}

/* How many characters, in bytes, and how many code units they are. */
struct extent {
    size_t bytes;
    size_t units;
};

/* The whole characters at the beginning of text[0, size) that are no more than `most`. UTF-8 is not asked for. */
static struct extent measure(const char *text, size_t size, mdp_encoding encoding, struct extent most)
{
    struct extent done = {0, 0};
    while (done.bytes < most.bytes) {
        uint32_t code_point;
        size_t bytes = utf8_decode(text + done.bytes, size - done.bytes, &code_point);
        size_t units = encoding == MDP_UTF16 && code_point > 0xFFFF ? 2 : 1;
        if (bytes > most.bytes - done.bytes || units > most.units - done.units)
            break;
        done.bytes += bytes;
        done.units += units;
    }
    return done;
}

/* --------------------------------------------------------------------------------------- from the byte to its place */

mdp_position mdp_document_position_in(const mdp_document *document, size_t offset, mdp_encoding encoding)
{
    if (!document)
        return (mdp_position){0, 0};
    if (offset > document->text_size)
        offset = document->text_size;
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
    size_t before = at - begin;
    if (!counts_bytes(encoding))
        before = measure(text + begin, chunk->text_size - begin, encoding, (struct extent){before, SIZE_MAX}).units;
    return (mdp_position){place->line_ends + lines + 1, before + 1};
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

/* A line with its ending. */
struct line {
    const char *text;
    size_t begin; /* of the whole text's bytes */
    size_t size;
};

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
    size_t at = position.column ? position.column - 1 : 0;
    if (!counts_bytes(encoding))
        at = measure(line.text, line.size, encoding, (struct extent){line.size, at}).bytes;
    return line.begin + (at < line.size ? at : content_size(&line));
}

size_t mdp_document_offset(const mdp_document *document, mdp_position position)
{
    return mdp_document_offset_in(document, position, MDP_UTF8);
}
