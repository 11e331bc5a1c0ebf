/* engine_mdparse.c: this library, seen through its public header alone, as any other program sees it. */
#include "engine.h"

#include <mdparse.h>
#include <stdlib.h>

/* What peers can do too, and not all of MDP_EXT_GFM. */
#define GFM (MDP_EXT_TABLE | MDP_EXT_STRIKETHROUGH | MDP_EXT_TASK_LIST | MDP_EXT_AUTOLINK)

static bool parse_with(struct bench_text text, uint64_t flags)
{
    const mdp_document *document = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = flags;
    if (mdp_parse(text.data, text.size, &options, &document) != MDP_OK)
        return false;
    mdp_document_release(document);
    return true;
}

static bool parse(struct bench_text text)
{
    return parse_with(text, 0);
}

static bool parse_gfm(struct bench_text text)
{
    return parse_with(text, GFM);
}

static int append(void *context, const char *data, size_t size)
{
    return bench_output_append(context, data, size) ? 0 : 1;
}

static bool html_with(struct bench_text text, uint64_t flags, struct bench_output *output)
{
    const mdp_document *document = NULL;
    mdp_options parse_options = MDP_OPTIONS_INIT;
    parse_options.flags = flags;
    if (mdp_parse(text.data, text.size, &parse_options, &document) != MDP_OK)
        return false;
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    options.flags = MDP_RENDER_UNSAFE;
    mdp_sink sink = {.write = append, .context = output};
    mdp_status status = mdp_render(document, MDP_FORMAT_HTML, &options, sink);
    mdp_document_release(document);
    return status == MDP_OK;
}

static bool html(struct bench_text text, struct bench_output *output)
{
    return html_with(text, 0, output);
}

static bool html_gfm(struct bench_text text, struct bench_output *output)
{
    return html_with(text, GFM, output);
}

/* ------------------------------------------------------------------------------------------------------ memory */

struct meter {
    size_t live;
    size_t peak;
    size_t allocations;
};

static void *metered_allocate(void *context, size_t size)
{
    struct meter *meter = context;
    meter->allocations++;
    meter->live += size;
    if (meter->live > meter->peak)
        meter->peak = meter->live;
    return malloc(size);
}

static void metered_release(void *context, void *memory, size_t size)
{
    struct meter *meter = context;
    meter->live -= size;
    free(memory);
}

static bool memory_with(struct bench_text text, uint64_t flags, struct bench_memory *sum)
{
    struct meter meter = {.live = 0};
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = flags;
    options.allocator = (mdp_allocator){.allocate = metered_allocate, .release = metered_release, .context = &meter};
    const mdp_document *document = NULL;
    if (mdp_parse(text.data, text.size, &options, &document) != MDP_OK)
        return false;
    sum->text += text.size;
    sum->document += meter.live;
    sum->peak += meter.peak;
    sum->allocations += meter.allocations;
    /* What the document says of itself must be what the allocator saw. */
    bool honest = mdp_document_measure(document).memory == meter.live;
    mdp_document_release(document);
    return honest && meter.live == 0;
}

static bool memory(struct bench_text text, struct bench_memory *sum)
{
    return memory_with(text, 0, sum);
}

static bool memory_gfm(struct bench_text text, struct bench_memory *sum)
{
    return memory_with(text, GFM, sum);
}

const struct bench_engine bench_engine_mdparse = {
    .name = "mdparse",
    .version = MDP_VERSION,
    .parse_meaning = "the complete document, every node with its span",
    .parse = parse,
    .html = html,
    .memory = memory,
};

const struct bench_engine bench_engine_mdparse_gfm = {
    .name = "mdparse",
    .version = MDP_VERSION,
    .parse_meaning = "the complete document, every node with its span",
    .parse = parse_gfm,
    .html = html_gfm,
    .memory = memory_gfm,
};
