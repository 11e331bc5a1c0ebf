/* positions.c: mdp_document_position and mdp_document_offset against a naive line counter, those in other code units
 * against a count of characters, and mdp_document_piece against the text. */
#include "samples.h"

/* Counts lines one byte at a time; LF, CR and CRLF belong to the line that they end. */
static void positions(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    size_t line = 1, column = 1;
    for (size_t offset = 0; offset <= sample->size; offset++) {
        mdp_position came = mdp_document_position(document, offset);
        if (!CHECK_SIZE(check, came.line, line) || !CHECK_SIZE(check, came.column, column) ||
            !CHECK_SIZE(check, mdp_document_offset(document, came), offset)) {
            printf("  offset: %zu\n", offset);
            break;
        }
        if (offset == sample->size)
            break;
        bool ends = sample->text[offset] == '\n' ||
                    (sample->text[offset] == '\r' && (offset + 1 == sample->size || sample->text[offset + 1] != '\n'));
        line += ends;
        column = ends ? 1 : column + 1;
    }
    mdp_position end = mdp_document_position(document, sample->size);
    static const size_t beyond[] = {1, 2, 100, SIZE_MAX / 2};
    for (size_t i = 0; i < CHECK_COUNT(beyond); i++) {
        mdp_position came = mdp_document_position(document, sample->size + beyond[i]);
        CHECK(check, came.line == end.line && came.column == end.column);
    }
    CHECK(check, mdp_document_position(document, SIZE_MAX).line == end.line);
    mdp_document_release(document);
}

/* What is no position of a byte: columns behind each line, lines behind the last, and 0. */
static void offsets_beyond(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    size_t line = 1;
    for (size_t begin = 0, end; begin < sample->size; begin = end, line++) {
        size_t ending = begin;
        while (ending < sample->size && sample->text[ending] != '\n' && sample->text[ending] != '\r')
            ending++;
        end = ending + (ending < sample->size);
        end += end > ending && end < sample->size && sample->text[ending] == '\r' && sample->text[end] == '\n';
        const size_t columns[] = {end - begin + 1, end - begin + 2, SIZE_MAX};
        for (size_t i = 0; i < CHECK_COUNT(columns); i++)
            if (!CHECK_SIZE(check, mdp_document_offset(document, (mdp_position){line, columns[i]}), ending))
                printf("  line: %zu, column: %zu\n", line, columns[i]);
        CHECK_SIZE(check, mdp_document_offset(document, (mdp_position){line, 0}), begin);
    }
    static const size_t more[] = {1, 2, 1000, SIZE_MAX / 2};
    for (size_t i = 0; i < CHECK_COUNT(more); i++) {
        CHECK_SIZE(check, mdp_document_offset(document, (mdp_position){line + more[i], 1}), sample->size);
        CHECK_SIZE(check, mdp_document_offset(document, (mdp_position){line + more[i], SIZE_MAX}), sample->size);
    }
    CHECK_SIZE(check, mdp_document_offset(document, (mdp_position){SIZE_MAX, 1}), sample->size);
    CHECK_SIZE(check, mdp_document_offset(document, (mdp_position){0, 0}), 0);
    mdp_document_release(document);
}

/* The bytes of the character at text[0], or of the maximal subpart that reads as U+FFFD (Unicode 3.9, table 3-7). */
static size_t character_size(const char *text, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)text;
    unsigned char first = bytes[0], low = 0x80, high = 0xBF;
    size_t wanted = first < 0xC2 || first > 0xF4 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, at = 1;
    low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : low;
    high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : high;
    for (; at < wanted && at < size && bytes[at] >= low && bytes[at] <= high; at++) {
        low = 0x80;
        high = 0xBF;
    }
    return at;
}

/* The columns of one line, character by character, but for those in the middle of a long one: each is counted from the
 * line's beginning. `begin` is where it begins; returns where the next one does. */
static size_t check_line(struct check *check, const struct sample *sample, const mdp_document *document, size_t begin,
                         mdp_encoding encoding)
{
    enum { NEAR = 300 };
    mdp_position at = {mdp_document_position(document, begin).line, 1};
    size_t offset = begin, end = mdp_document_offset(document, (mdp_position){at.line + 1, 1});
    while (offset < end) {
        size_t size = character_size(sample->text + offset, sample->size - offset);
        bool is_near = offset - begin < NEAR || end - offset < NEAR;
        for (size_t i = 0; is_near && i < size; i++) {
            mdp_position came = mdp_document_position_in(document, offset + i, encoding);
            if (!CHECK_SIZE(check, came.line, at.line) || !CHECK_SIZE(check, came.column, at.column))
                return SIZE_MAX;
        }
        size_t units = encoding == MDP_UTF16 && size == 4 ? 2 : 1;
        for (size_t i = 0; is_near && i < units; i++)
            if (!CHECK_SIZE(check, mdp_document_offset_in(document, (mdp_position){at.line, at.column + i}, encoding),
                            offset))
                return SIZE_MAX;
        at.column += units;
        offset += size;
    }
    size_t behind = mdp_document_offset_in(document, at, encoding);
    CHECK_SIZE(check, behind, mdp_document_offset(document, (mdp_position){at.line, SIZE_MAX}));
    at.column = SIZE_MAX;
    CHECK_SIZE(check, mdp_document_offset_in(document, at, encoding), behind);
    return offset;
}

/* In bytes, what is within a character has a column of its own: positions has that. */
static void code_units(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    for (mdp_encoding encoding = MDP_UTF16; encoding <= MDP_UTF32; encoding++) {
        for (size_t begin = 0; begin < sample->size;)
            begin = check_line(check, sample, document, begin, encoding);
        mdp_position end = mdp_document_position_in(document, SIZE_MAX, encoding);
        CHECK_SIZE(check, mdp_document_offset_in(document, end, encoding), sample->size);
        CHECK_SIZE(check, mdp_document_offset_in(document, (mdp_position){end.line + 1, 1}, encoding), sample->size);
        CHECK_SIZE(check, mdp_document_offset_in(document, (mdp_position){0, 0}, encoding), 0);
    }
    mdp_encoding unknown = (mdp_encoding)(MDP_UTF32 + 1);
    for (size_t offset = 0; offset <= sample->size; offset++) {
        mdp_position came = mdp_document_position_in(document, offset, unknown);
        CHECK_SIZE(check, came.column, mdp_document_position(document, offset).column);
        CHECK_SIZE(check, mdp_document_offset_in(document, came, unknown), offset);
    }
    mdp_document_release(document);
}

/* What the Language Server Protocol's specification has as its example: behind the second character of "a𐐀b". */
static void position_encodings(struct check *check)
{
    static const char text[] = "x\na\xF0\x90\x90\x80"
                               "b\r\n";
    const mdp_document *document = NULL;
    CHECK(check, mdp_parse(text, sizeof text - 1, NULL, &document) == MDP_OK);
    static const struct {
        mdp_encoding encoding;
        size_t column;
    } wanted[] = {{MDP_UTF8, 6}, {MDP_UTF16, 4}, {MDP_UTF32, 3}};
    for (size_t i = 0; i < CHECK_COUNT(wanted); i++) {
        mdp_position b = mdp_document_position_in(document, 7, wanted[i].encoding);
        CHECK_SIZE(check, b.line, 2);
        CHECK_SIZE(check, b.column, wanted[i].column);
        CHECK_SIZE(check, mdp_document_offset_in(document, b, wanted[i].encoding), 7);
        b.column++; /* CR, and LF behind it; then beyond */
        CHECK_SIZE(check, mdp_document_offset_in(document, b, wanted[i].encoding), 8);
        b.column++;
        CHECK_SIZE(check, mdp_document_offset_in(document, b, wanted[i].encoding), 9);
        b.column++;
        CHECK_SIZE(check, mdp_document_offset_in(document, b, wanted[i].encoding), 8);
    }
    /* Between the two units of a pair, and within the bytes of the character. */
    CHECK_SIZE(check, mdp_document_offset_in(document, (mdp_position){2, 3}, MDP_UTF16), 3);
    CHECK_SIZE(check, mdp_document_position_in(document, 5, MDP_UTF16).column, 2);
    mdp_document_release(document);
}

static void pieces(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    size_t offset = 0;
    CHECK_SIZE(check, mdp_document_size(document), sample->size);
    for (;;) {
        mdp_string piece = mdp_document_piece(document, offset);
        CHECK(check, piece.data != NULL);
        if (piece.size == 0)
            break;
        if (!CHECK(check, piece.size <= sample->size - offset) ||
            !CHECK(check, memcmp(piece.data, sample->text + offset, piece.size) == 0))
            break;
        mdp_string inside = mdp_document_piece(document, offset + piece.size / 2);
        CHECK(check, inside.data == piece.data + piece.size / 2);
        CHECK_SIZE(check, inside.size, piece.size - piece.size / 2);
        offset += piece.size;
    }
    CHECK_SIZE(check, offset, sample->size);
    CHECK_SIZE(check, mdp_document_piece(document, sample->size + 1).size, 0);
    CHECK_SIZE(check, mdp_document_piece(document, SIZE_MAX).size, 0);
    mdp_document_release(document);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"position_encodings", position_encodings}};
    static const struct property properties[] = {
        {"positions", positions}, {"offsets_beyond", offsets_beyond}, {"code_units", code_units}, {"pieces", pieces}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
