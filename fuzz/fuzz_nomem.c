/* fuzz_nomem.c: where any one allocation of a parse, an edit or a rendering fails, or all from one on, that call fails
 * with MDP_ERR_NOMEM and all is released in the end; where none does, the document is what it is otherwise.
 *
 * The second byte of options: with 1 all later allocations fail too; with 2 the text is parsed up to its middle, and
 * the rest appended; the others tell which allocation. */
#include "fuzz.h"

#include "harness.h"

#include <stdlib.h>

struct failing {
    size_t calls;
    size_t fail_at; /* counted from 1; 0 for none */
    bool fail_on;
    size_t held;
};

static void *allocate(void *context, size_t size)
{
    struct failing *failing = context;
    size_t call = ++failing->calls;
    if (failing->fail_at && (call == failing->fail_at || (failing->fail_on && call > failing->fail_at)))
        return NULL;
    failing->held += size;
    return malloc(size);
}

static void release(void *context, void *memory, size_t size)
{
    ((struct failing *)context)->held -= size;
    free(memory);
}

static void require(bool holds, const char *promise)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", promise);
    abort();
}

/* The document, by the allocator of the options: at once, or in two halves. */
static mdp_status parse(const char *text, size_t size, bool halves, const mdp_options *options,
                        const mdp_document **document)
{
    const mdp_document *first = NULL;
    size_t half = halves ? size / 2 : size;
    mdp_status status = mdp_parse(text, half, options, &first);
    require((status == MDP_OK) == (first != NULL), "a document though the parse failed, or none though it did not");
    if (status != MDP_OK || !halves) {
        *document = first;
        return status;
    }
    status = mdp_document_append(first, text + half, size - half, document);
    require((status == MDP_OK) == (*document != NULL), "a document though the edit failed, or none though it did not");
    mdp_document_release(first);
    return status;
}

static int take(void *context, const char *data, size_t size)
{
    spec_append(context, data, size);
    return 0;
}

/* Parses and renders, as HTML with identifiers, which allocates, and as a tree. */
static mdp_status run(const uint8_t *data, size_t size, struct failing *failing, struct spec_bytes *out)
{
    mdp_options options = MDP_OPTIONS_INIT;
    mdp_render_options render_options = MDP_RENDER_OPTIONS_INIT;
    mdp_sink sink = {take, out};
    const mdp_document *document = NULL;
    options.flags = fuzz_parse_flags(data[0]);
    options.allocator = render_options.allocator = (mdp_allocator){allocate, release, failing};
    render_options.flags = MDP_RENDER_HEADING_IDS;
    mdp_status status = parse((const char *)data + FUZZ_OPTIONS, size - FUZZ_OPTIONS,
                              (fuzz_own_options(data[1]) & 2) != 0, &options, &document);
    if (status == MDP_OK)
        status = mdp_render(document, MDP_FORMAT_HTML, &render_options, sink);
    if (status == MDP_OK)
        status = mdp_render(document, MDP_FORMAT_TREE, NULL, sink);
    mdp_document_release(document);
    require(failing->held == 0, "memory was not given back");
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < FUZZ_OPTIONS)
        return 0;
    struct failing none = {0};
    struct spec_bytes wanted = {0}, came = {0};
    require(run(data, size, &none, &wanted) == MDP_OK, "no document");
    /* The byte has few values; the size of the text makes more of them. */
    uint8_t own = fuzz_own_options(data[1]);
    size_t k = (own >> 2) + size % 7 * 64;
    struct failing failing = {.fail_at = none.calls ? 1 + k % none.calls : 0, .fail_on = (own & 1) != 0};
    mdp_status status = run(data, size, &failing, &came);
    require(status == (failing.fail_at ? MDP_ERR_NOMEM : MDP_OK), "an allocation failed, and the call did not");
    require(status != MDP_OK || spec_equal(&wanted, &came), "another document");
    spec_free(&wanted);
    spec_free(&came);
    return 0;
}
