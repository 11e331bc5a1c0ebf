/* guard.c: the work whose instructions guard.py counts.
 *
 * It parses, parses and renders, and parses with GitHub's extensions, sections of the generated corpus, always through
 * guard_run, the one function that callgrind is told to count. The last only where a section has no such syntax. It
 * prints a line for the build, which the counts depend on, then one for each call in order. What else happens, such as
 * making the corpus, goes uncounted. It knows the library only through its public header. */
#include "corpus.h"

#include <mdparse.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define TEXT_SIZE ((size_t)1 << 17)

#if defined(__clang__)
#define COMPILER __VERSION__ /* names clang, too */
#else
#define COMPILER "gcc " __VERSION__
#endif

static int count_bytes(void *context, const char *data, size_t size)
{
    (void)data;
    *(size_t *)context += size;
    return 0;
}

static bool render(const mdp_document *document)
{
    size_t bytes = 0;
    mdp_sink sink = {.write = count_bytes, .context = &bytes};
    return mdp_render(document, MDP_FORMAT_HTML, NULL, sink) == MDP_OK && bytes > 0;
}

/* Neither static nor inlined, so that callgrind finds it by its name. */
bool guard_run(const char *text, size_t size, uint64_t flags, bool html);

__attribute__((noinline)) bool guard_run(const char *text, size_t size, uint64_t flags, bool html)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = flags;
    const mdp_document *document = NULL;
    if (mdp_parse(text, size, &options, &document) != MDP_OK)
        return false;
    bool good = !html || render(document);
    mdp_document_release(document);
    return good;
}

static mdp_document_stats measure(const char *text, size_t size, uint64_t flags)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = flags;
    const mdp_document *document = NULL;
    mdp_document_stats stats = {.text_size = 0};
    if (mdp_parse(text, size, &options, &document) == MDP_OK)
        stats = mdp_document_measure(document);
    mdp_document_release(document);
    return stats;
}

/* Whether a text has no syntax of the extensions: with them its document is as large. */
static bool same_with_extensions(const char *text, size_t size)
{
    mdp_document_stats off = measure(text, size, 0), on = measure(text, size, MDP_EXT_GFM);
    return off.nodes == on.nodes && off.memory == on.memory;
}

/* The first call meets an allocator that has not yet asked the system for memory, so its count is not compared. */
static bool run_section(enum bench_section section)
{
    size_t size = 0;
    char *text = bench_corpus_generate(section, TEXT_SIZE, 0, &size);
    bool good = text != NULL && guard_run(text, size, 0, true);
    if (good)
        printf("%s first %zu\n", bench_section_name(section), size);
    good = good && guard_run(text, size, 0, false);
    if (good)
        printf("%s parse %zu\n", bench_section_name(section), size);
    good = good && guard_run(text, size, 0, true);
    if (good)
        printf("%s html %zu\n", bench_section_name(section), size);
    bool plain = good && same_with_extensions(text, size);
    good = good && (!plain || guard_run(text, size, MDP_EXT_GFM, false));
    if (good && plain)
        printf("%s gfm %zu\n", bench_section_name(section), size);
    free(text);
    return good;
}

int main(void)
{
    printf("build %s %s\n", COMPILER, GUARD_BUILD);
    for (int i = 0; i < BENCH_SECTION_COUNT; i++) {
        if (!run_section((enum bench_section)i))
            return 1;
    }
    return 0;
}
