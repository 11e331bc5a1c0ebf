/* peer_cmark.c: cmark, the reference implementation, which builds a tree of nodes.
 *
 * It has no sink: the HTML comes as a string of its own, which is copied to the output buffer, so that everybody's
 * bytes end in the same place. The copy is some hundredth of its time. */
#include "peer_meter.h"

#include <cmark.h>
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

static bool memory(struct bench_text text, struct bench_memory *sum)
{
    cmark_mem hooks = {.calloc = peer_meter_calloc, .realloc = peer_meter_realloc, .free = peer_meter_free};
    peer_meter_start();
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &hooks);
    cmark_parser_feed(parser, text.data, text.size);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    if (document == NULL)
        return false;
    peer_meter_add(text, sum);
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
