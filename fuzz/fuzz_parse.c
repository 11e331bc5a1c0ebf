/* fuzz_parse.c: any bytes give a sound document, which every renderer can print.
 *
 * The oracles: no sanitizer complains; the invariants of ast/invariants.h hold; so do the promises of spec/checks.h,
 * which walks the tree and reads every accessor; rendering succeeds in all formats; the HTML of the top-level blocks,
 * each by itself, is that of the document; and a text of LF lines gives the same HTML with CRLF lines (CommonMark
 * 0.31.2 section 2.1: which line ending it is never matters).
 *
 * The second byte of options: MDP_RENDER_*. */
#include "fuzz.h"

#include "checks.h"

#include <stdlib.h>
#include <string.h>

#define RENDER_FLAGS                                                                                                   \
    (MDP_RENDER_UNSAFE | MDP_RENDER_SOURCEPOS | MDP_RENDER_HARD_BREAKS | MDP_RENDER_NO_BREAKS |                        \
     MDP_RENDER_TAG_FILTER | MDP_RENDER_HEADING_IDS)

static void require(bool holds, const char *promise, const char *text, size_t size)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n  input:  ", promise);
    spec_print_escaped(stderr, text, size);
    fputc('\n', stderr);
    abort();
}

static void check_renderings(const mdp_document *document, uint64_t flags, const char *text, size_t size)
{
    static const mdp_format formats[] = {MDP_FORMAT_HTML, MDP_FORMAT_XML, MDP_FORMAT_JSON, MDP_FORMAT_TREE};
    struct spec_bytes rendered = {0};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        require(spec_render(document, formats[i], flags, &rendered) == MDP_OK, "rendering failed", text, size);
    spec_free(&rendered);
}

static int append(void *context, const char *data, size_t size)
{
    spec_append(context, data, size);
    return 0;
}

static void render_node(mdp_node node, uint64_t flags, struct spec_bytes *rendered)
{
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    options.flags = flags;
    options.references = SIZE_MAX; /* or what was printed before would matter */
    mdp_render_node(node, MDP_FORMAT_HTML, &options, (mdp_sink){append, rendered});
}

/* Footnotes stand behind the blocks. */
static void check_nodes(const mdp_document *document, uint64_t flags, const char *text, size_t size)
{
    mdp_node root = mdp_document_root(document), node = mdp_node_first_child(root);
    struct spec_bytes whole = {0}, sum = {0};
    render_node(root, flags, &whole);
    for (; !mdp_node_is_none(node); node = mdp_node_next_sibling(node))
        render_node(node, flags, &sum);
    if ((mdp_document_flags(document) & MDP_EXT_FOOTNOTES) != 0 && whole.size > sum.size)
        whole.size = sum.size;
    if (!spec_equal(&whole, &sum))
        spec_print_difference("document:", &whole, "blocks:", &sum);
    require(spec_equal(&whole, &sum), "the document's HTML is not that of its blocks", text, size);
    spec_free(&whole);
    spec_free(&sum);
}

/* Where each element stands is another matter: a line ending of two bytes moves what is behind it. */
static void check_line_endings(const mdp_document *document, uint64_t parse_flags, uint64_t render_flags,
                               const char *text, size_t size)
{
    struct spec_bytes crlf = {0};
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\n')
            spec_append(&crlf, "\r", 1);
        spec_append(&crlf, text + i, 1);
    }
    const mdp_document *other = spec_parse(crlf.data, crlf.size, parse_flags);
    require(other != NULL, "CRLF: no document", text, size);

    render_flags &= ~MDP_RENDER_SOURCEPOS;
    struct spec_bytes wanted = {0};
    struct spec_bytes came = {0};
    spec_render(document, MDP_FORMAT_HTML, render_flags, &wanted);
    spec_render(other, MDP_FORMAT_HTML, render_flags, &came);
    if (!spec_equal(&wanted, &came))
        spec_print_difference("LF:", &wanted, "CRLF:", &came);
    require(spec_equal(&wanted, &came), "LF and CRLF give different HTML", text, size);

    spec_free(&wanted);
    spec_free(&came);
    spec_free(&crlf);
    mdp_document_release(other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < FUZZ_OPTIONS)
        return 0;
    uint64_t parse_flags = fuzz_parse_flags(data[0]);
    uint64_t render_flags = fuzz_own_options(data[1]) & RENDER_FLAGS;
    const char *text = (const char *)data + FUZZ_OPTIONS;
    size -= FUZZ_OPTIONS;

    const mdp_document *document = spec_parse(text, size, parse_flags);
    require(document != NULL, "no document", text, size);
    if ((parse_flags & MDP_PARSE_SMART) == 0)
        require(spec_check_document(document, text, size, stderr), "a promise is broken", text, size);
    check_renderings(document, render_flags, text, size);
    check_nodes(document, render_flags, text, size);
    if (memchr(text, '\r', size) == NULL)
        check_line_endings(document, parse_flags, render_flags, text, size);
    mdp_document_release(document);
    return 0;
}
