/* fuzz_nomem.c: where any one allocation of a parse fails, or all from one on, the parse fails with MDP_ERR_NOMEM
 * and has released all; where none does, the document is what it is otherwise.
 *
 * The byte of options: bit 0 is MDP_PARSE_SMART, bit 1: all later allocations fail too, the others: which
 * allocation. */
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

static mdp_status parse(const uint8_t *data, size_t size, struct failing *failing, struct spec_bytes *tree)
{
    mdp_options options = MDP_OPTIONS_INIT;
    const mdp_document *document = NULL;
    options.flags = data[0] & MDP_PARSE_SMART;
    options.allocator = (mdp_allocator){allocate, release, failing};
    mdp_status status = mdp_parse((const char *)data + 1, size - 1, &options, &document);
    require((status == MDP_OK) == (document != NULL), "a document though the parse failed, or none though it did not");
    if (document != NULL)
        require(spec_render(document, MDP_FORMAT_TREE, 0, tree) == MDP_OK, "no rendering");
    mdp_document_release(document);
    require(failing->held == 0, "memory was not given back");
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct failing none = {0};
    struct spec_bytes wanted = {0}, came = {0};
    require(parse(data, size, &none, &wanted) == MDP_OK, "no document");
    /* The byte has few values; the size of the text makes more of them. */
    size_t k = (data[0] >> 2) + size % 7 * 64;
    struct failing failing = {.fail_at = none.calls ? 1 + k % none.calls : 0, .fail_on = (data[0] & 2) != 0};
    mdp_status status = parse(data, size, &failing, &came);
    require(status == (failing.fail_at ? MDP_ERR_NOMEM : MDP_OK), "an allocation failed, and the parse did not");
    require(status != MDP_OK || spec_equal(&wanted, &came), "another document");
    spec_free(&wanted);
    spec_free(&came);
    return 0;
}
