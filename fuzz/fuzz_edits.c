/* fuzz_edits.c: an edited document is what a parse of the new text gives.
 *
 * The input is a text and, behind the last NUL NUL in it, edits of four bytes and an insertion: where, how much is
 * removed, how much is inserted, and what. They follow each other, each on the version that the one before made. The
 * oracle is the parse: the same digest (test/digest.h has all accessors) and the same rendering. Without NUL NUL, the
 * text is appended byte by byte.
 *
 * The second byte of options: 1 repeats the text. */
#include "fuzz.h"

#include "checks.h"
#include "digest.h"
#include "edit_model.h"

#include <stdlib.h>
#include <string.h>

/* Where it is repeated, the text grows to about so many bytes, which are some chunks. */
enum { FILLING = 20000 };

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

/* Follows the edits; takes over text. */
static void follow(char *text, size_t size, const char *at, const char *end, uint64_t flags)
{
    const mdp_document *document = spec_parse(text, size, flags);
    require(document != NULL, "no document", text, size);
    while (end - at >= 4) {
        mdp_edit edit = read_edit(&at, end, size);
        const mdp_document *edited = NULL;
        size_t new_size;
        char *new_text = model_apply(text, size, &edit, 1, &new_size);
        require(mdp_document_edit(document, &edit, 1, &edited) == MDP_OK, "no edited document", text, size);
        if (!model_same(edited, new_text, new_size, flags)) {
            fprintf(stderr, "edit: [%zu, %zu) becomes ", edit.begin, edit.end);
            spec_print_escaped(stderr, edit.text, edit.size);
            fputc('\n', stderr);
            require(false, "an edited document is not what a parse gives", text, size);
        }
        mdp_document_release(document);
        free(text);
        document = edited;
        text = new_text;
        size = new_size;
    }
    mdp_document_release(document);
    free(text);
}

static void append(const char *text, size_t size, uint64_t flags)
{
    const mdp_document *document = spec_parse("", 0, flags);
    for (size_t i = 0; i < size && i < 400; i++) {
        const mdp_document *next = NULL;
        require(mdp_document_append(document, text + i, 1, &next) == MDP_OK, "nothing appended", text, i + 1);
        require(model_same(next, text, i + 1, flags), "an appended document is not what a parse gives", text, i + 1);
        mdp_document_release(document);
        document = next;
    }
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
