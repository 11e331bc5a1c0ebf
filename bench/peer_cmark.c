/* peer_cmark.c: cmark, the reference implementation, which builds a tree of nodes.
 *
 * It has no sink: the HTML comes as a string of its own, which is copied to the output buffer, so that everybody's
 * bytes end in the same place. The copy is some hundredth of its time. */
#include "engine.h"

#include <cmark.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static bool parse(struct bench_text text)
{
    cmark_node *document = cmark_parse_document(text.data, text.size, CMARK_OPT_DEFAULT);
    if (document == NULL)
        return false;
    cmark_node_free(document);
    return true;
}

static bool html(struct bench_text text, struct bench_output *output)
{
    cmark_node *document = cmark_parse_document(text.data, text.size, CMARK_OPT_DEFAULT);
    if (document == NULL)
        return false;
    char *string = cmark_render_html(document, CMARK_OPT_UNSAFE);
    cmark_node_free(document);
    bool good = string != NULL && bench_output_append(output, string, strlen(string));
    free(string);
    return good;
}

/* ------------------------------------------------------------------------------------------------------ memory */

/* cmark's hooks have no context argument, so what they count stands here. The benchmark has one thread. */
static struct {
    size_t live;
    size_t peak;
    size_t allocations;
} meter;

/* Stands before each block; release and realloc are not told the size. */
union header {
    size_t size;
    max_align_t align;
};

static void meter_add(size_t size)
{
    meter.live += size;
    if (meter.live > meter.peak)
        meter.peak = meter.live;
}

static void *metered_calloc(size_t count, size_t size)
{
    union header *header = calloc(1, sizeof *header + count * size);
    if (header == NULL)
        abort(); /* what cmark's own allocator does: the library cannot carry on */
    header->size = count * size;
    meter.allocations++;
    meter_add(header->size);
    return header + 1;
}

static void *metered_realloc(void *memory, size_t size)
{
    if (memory == NULL)
        return metered_calloc(1, size);
    union header *header = realloc((union header *)memory - 1, sizeof *header + size);
    if (header == NULL)
        abort();
    meter.live -= header->size;
    header->size = size;
    meter.allocations++;
    meter_add(size);
    return header + 1;
}

static void metered_free(void *memory)
{
    if (memory == NULL)
        return;
    union header *header = (union header *)memory - 1;
    meter.live -= header->size;
    free(header);
}

static bool memory(struct bench_text text, struct bench_memory *sum)
{
    cmark_mem hooks = {.calloc = metered_calloc, .realloc = metered_realloc, .free = metered_free};
    meter.live = meter.peak = meter.allocations = 0;
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &hooks);
    cmark_parser_feed(parser, text.data, text.size);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    if (document == NULL)
        return false;
    sum->text += text.size;
    sum->document += meter.live;
    sum->peak += meter.peak;
    sum->allocations += meter.allocations;
    cmark_node_free(document);
    return true;
}

const struct bench_engine bench_engine_cmark = {
    .name = "cmark",
    .version = BENCH_CMARK_VERSION,
    .parse_meaning = "a tree of nodes",
    .parse = parse,
    .html = html,
    .memory = memory,
};
