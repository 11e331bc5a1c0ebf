/* checked_parse.c: stands between a test and the calls that make documents, and looks at every document that comes
 * back.
 *
 * Programs that depend on checked_dep in place of mdparse_dep are linked with -Wl,--wrap=mdp_parse: their calls, and
 * the library's own from one file to another, come here and go on to the real function. A document that breaks an
 * invariant of ast/invariants.h ends the program, with the number, the place and the text on standard error. */
#include <mdparse.h>

#include <stdio.h>
#include <stdlib.h>

#include "invariants.h"
#include "layout.h"
#include "spare.h"

#define TEXT_SHOWN 2000

mdp_status __real_mdp_parse(const char *text, size_t size, const mdp_options *options, const mdp_document **document);
mdp_status __wrap_mdp_parse(const char *text, size_t size, const mdp_options *options, const mdp_document **document);

/* What mdp_parse_batch calls. */
mdp_status __real_parse_with_spare(const char *text, size_t size, const mdp_options *options, struct spare *spare,
                                   const mdp_document **document);
mdp_status __wrap_parse_with_spare(const char *text, size_t size, const mdp_options *options, struct spare *spare,
                                   const mdp_document **document);

/* As a C string, to be pasted into a test. Octal: unlike \x, it ends after three digits. */
static void print_escaped(const char *text, size_t size)
{
    fputc('"', stderr);
    for (size_t i = 0; i < size && i < TEXT_SHOWN; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte == '\n')
            fputs("\\n", stderr);
        else if (byte == '"' || byte == '\\')
            fprintf(stderr, "\\%c", byte);
        else if (byte < 0x20 || byte >= 0x7F)
            fprintf(stderr, "\\%03o", byte);
        else
            fputc(byte, stderr);
    }
    fprintf(stderr, "\"%s (%zu bytes)\n", size > TEXT_SHOWN ? "..." : "", size);
}

static void check(const mdp_document *document, const char *text, size_t size)
{
    struct invariant_failure failure;
    if (document_check(document, &failure))
        return;
    fprintf(stderr, "invariant %u of ast/invariants.h is broken: %s\n", failure.number, failure.message);
    fputs("  input:  ", stderr);
    print_escaped(text, size);
    if (failure.chunk != NODE_NONE) {
        const struct place *place = &document->places[failure.chunk];
        fprintf(stderr, "  chunk:  %u of %u, at byte %zu of the text\n", failure.chunk, document->place_count,
                place->begin);
        if (document->place_count > 1 && place->begin < size)
            print_escaped(text + place->begin, size - place->begin);
    }
    if (failure.node != NODE_NONE)
        fprintf(stderr, "  record: at word %u of its tape (tools/dump_tape prints tapes)\n", failure.node);
    abort();
}

mdp_status __real_mdp_document_edit(const mdp_document *document, const mdp_edit *edits, size_t count,
                                    const mdp_document **edited);
mdp_status __wrap_mdp_document_edit(const mdp_document *document, const mdp_edit *edits, size_t count,
                                    const mdp_document **edited);

mdp_status __real_mdp_document_append(const mdp_document *document, const char *text, size_t size,
                                      const mdp_document **appended);
mdp_status __wrap_mdp_document_append(const mdp_document *document, const char *text, size_t size,
                                      const mdp_document **appended);

mdp_status __wrap_mdp_parse(const char *text, size_t size, const mdp_options *options, const mdp_document **document)
{
    mdp_status status = __real_mdp_parse(text, size, options, document);
    if (status == MDP_OK)
        check(*document, text, size);
    return status;
}

mdp_status __wrap_parse_with_spare(const char *text, size_t size, const mdp_options *options, struct spare *spare,
                                   const mdp_document **document)
{
    mdp_status status = __real_parse_with_spare(text, size, options, spare, document);
    if (status == MDP_OK)
        check(*document, text, size);
    return status;
}

/* Of an edited document the first piece of the text is shown. */
static void check_edited(const mdp_document *document)
{
    mdp_string text = mdp_document_piece(document, 0);
    check(document, text.data, text.size);
}

mdp_status __wrap_mdp_document_edit(const mdp_document *document, const mdp_edit *edits, size_t count,
                                    const mdp_document **edited)
{
    mdp_status status = __real_mdp_document_edit(document, edits, count, edited);
    if (status == MDP_OK)
        check_edited(*edited);
    return status;
}

mdp_status __wrap_mdp_document_append(const mdp_document *document, const char *text, size_t size,
                                      const mdp_document **appended)
{
    mdp_status status = __real_mdp_document_append(document, text, size, appended);
    if (status == MDP_OK)
        check_edited(*appended);
    return status;
}
