/* positions.c: mdp_document_position and mdp_document_offset against a naive line counter, and mdp_document_piece
 * against the text. */
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
    static const struct property properties[] = {
        {"positions", positions}, {"offsets_beyond", offsets_beyond}, {"pieces", pieces}};
    return samples_main(argc, argv, NULL, 0, properties, CHECK_COUNT(properties));
}
