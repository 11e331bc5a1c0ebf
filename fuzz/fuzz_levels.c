/* fuzz_levels.c: every instruction set that the machine has gives the same document as none, spans included.
 *
 * The second byte of options is not used. */
#include "fuzz.h"

#include "forced_level.h"
#include "harness.h"

#include <stdlib.h>

/* XML with positions tells kinds, nesting and strings; the tree dump tells all spans. */
static bool render_at(enum text_level level, const char *text, size_t size, uint64_t flags, struct spec_bytes *xml,
                      struct spec_bytes *tree)
{
    forced_level_set(level);
    const mdp_document *document = spec_parse(text, size, flags);
    forced_level_clear();
    bool rendered = document != NULL && spec_render(document, MDP_FORMAT_XML, MDP_RENDER_SOURCEPOS, xml) == MDP_OK &&
                    spec_render(document, MDP_FORMAT_TREE, 0, tree) == MDP_OK;
    mdp_document_release(document);
    return rendered;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < FUZZ_OPTIONS)
        return 0;
    uint64_t flags = fuzz_parse_flags(data[0]);
    const char *text = (const char *)data + FUZZ_OPTIONS;
    size -= FUZZ_OPTIONS;
    struct spec_bytes wanted = {0}, wanted_tree = {0}, came = {0}, came_tree = {0};
    bool good = render_at(TEXT_SCALAR, text, size, flags, &wanted, &wanted_tree);
    for (int level = TEXT_SCALAR + 1; good && level <= TEXT_NEON; level++) {
        if (!forced_level_usable((enum text_level)level))
            continue;
        good = render_at((enum text_level)level, text, size, flags, &came, &came_tree) && spec_equal(&wanted, &came) &&
               spec_equal(&wanted_tree, &came_tree);
        if (!good)
            spec_print_difference("scalar:", &wanted_tree, text_level_name((enum text_level)level), &came_tree);
    }
    if (!good) {
        spec_print_escaped(stdout, text, size);
        fflush(stdout);
        abort();
    }
    spec_free(&wanted);
    spec_free(&wanted_tree);
    spec_free(&came);
    spec_free(&came_tree);
    return 0;
}
