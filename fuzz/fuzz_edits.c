/* fuzz_edits.c: an edited document is what a parse of the new text gives, and what a comparison of the two versions
 * says is true.
 *
 * The input is a text and, behind the last NUL NUL in it, edits of four bytes and an insertion: where, how much is
 * removed, how much is inserted, and what. They follow each other, each on the version that the one before made. The
 * oracle is the parse: the same digest (test/digest.h has all accessors) and the same rendering; that of mdp_diff is
 * test/diff_model.h, which looks at every block. Without NUL NUL, the text is appended byte by byte.
 *
 * The second byte of options: 1 repeats the text. */
#include "fuzz.h"

#include "checks.h"
#include "diff_model.h"
#include "edit_model.h"

#include <stdlib.h>
#include <string.h>

/* Where it is repeated, the text grows to about so many bytes, which are some chunks. */
enum { FILLING = 20000, APPENDED_MOST = 400 };

static void require(bool holds, const char *promise, const char *text, size_t size)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n  text:   ", promise);
    spec_print_escaped(stderr, text, size);
    fputc('\n', stderr);
    abort();
}

/* Where the edits begin: behind the last NUL NUL, or `size`. */
static size_t find_edits(const char *data, size_t size)
{
    for (size_t at = size; at >= 2; at--)
        if (data[at - 1] == '\0' && data[at - 2] == '\0')
            return at;
    return size;
}

/* The next edit of the input, for a text of this size. */
static mdp_edit read_edit(const char **at, const char *end, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)*at;
    mdp_edit edit = {.begin = (bytes[0] * (size_t)256 + bytes[1]) % (size + 1)};
    edit.end = edit.begin + bytes[2] < size ? edit.begin + bytes[2] : size;
    *at += 4;
    edit.text = *at;
    edit.size = bytes[3] % 32 < (size_t)(end - *at) ? bytes[3] % 32 : (size_t)(end - *at);
    *at += edit.size;
    return edit;
}

static void fail(const char *promise, const mdp_edit *edit, const struct model_version *version)
{
    fprintf(stderr, "edit: [%zu, %zu) became ", edit->begin, edit->end);
    spec_print_escaped(stderr, edit->text, edit->size);
    fputc('\n', stderr);
    require(false, promise, version->text, version->size);
}

/* What a comparison of a version with the one before says, in both directions. */
static const char *broken_by_diff(const mdp_document *before, const mdp_document *after)
{
    struct diff_told forth = diff_model_run(before, after), back = diff_model_run(after, before);
    size_t prefix = diff_model_prefix(before, after);
    if (forth.status != MDP_OK || back.status != MDP_OK)
        return "nothing compared";
    if (mdp_document_shared_prefix(before, after) != prefix || mdp_document_shared_prefix(after, before) != prefix)
        return "another prefix is shared";
    return forth.broken ? forth.broken : back.broken;
}

/* Follows the edits; takes over text. */
static void follow(char *text, size_t size, const char *at, const char *end, uint64_t flags)
{
    struct model_version version = {spec_parse(text, size, flags), text, size, flags};
    require(version.document != NULL, "no document", text, size);
    while (end - at >= 4) {
        mdp_edit edit = read_edit(&at, end, version.size);
        const mdp_document *before = mdp_document_retain(version.document);
        if (!model_version_edit(&version, &edit, 1))
            fail("an edited document is not what a parse of this gives", &edit, &version);
        const char *broken = broken_by_diff(before, version.document);
        if (broken)
            fail(broken, &edit, &version);
        mdp_document_release(before);
    }
    model_version_free(&version);
}

/* Appends byte by byte, and compares the version at the half with the last. */
static void append(const char *text, size_t size, uint64_t flags)
{
    size = size < APPENDED_MOST ? size : APPENDED_MOST;
    const mdp_document *document = spec_parse("", 0, flags), *half = mdp_document_retain(document);
    for (size_t i = 0; i < size; i++) {
        const mdp_document *next = NULL;
        require(mdp_document_append(document, text + i, 1, &next) == MDP_OK, "nothing appended", text, i + 1);
        require(model_same(next, text, i + 1, flags), "an appended document is not what a parse gives", text, i + 1);
        mdp_document_release(document);
        document = next;
        if (i + 1 == size / 2) {
            mdp_document_release(half);
            half = mdp_document_retain(document);
        }
    }
    const char *broken = broken_by_diff(half, document);
    require(!broken, broken, text, size);
    mdp_document_release(half);
    mdp_document_release(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < FUZZ_OPTIONS)
        return 0;
    uint64_t flags = fuzz_parse_flags(data[0]);
    bool fills = fuzz_own_options(data[1]) & 1;
    const char *text = (const char *)data + FUZZ_OPTIONS;
    size -= FUZZ_OPTIONS;
    size_t edits = find_edits(text, size), text_size = edits < size ? edits - 2 : size;
    if (edits == size)
        append(text, size, flags);
    size_t filling = fills && text_size ? FILLING / text_size * text_size : 0;
    char *whole = malloc(filling + text_size + 1);
    if (!whole)
        return 0;
    for (size_t at = 0; at < filling + text_size; at += text_size)
        memcpy(whole + at, text, text_size);
    follow(whole, filling + text_size, text + edits, text + size, flags);
    return 0;
}
