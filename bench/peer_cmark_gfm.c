/* peer_cmark_gfm.c: cmark-gfm, GitHub's fork of cmark, with its extensions. See peer_cmark.c. */
#include "peer_meter.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

static cmark_node *parse_with(struct bench_text text, cmark_parser *parser)
{
    static const char *const names[] = {"table", "strikethrough", "tasklist", "autolink"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
    cmark_parser_feed(parser, text.data, text.size);
    return cmark_parser_finish(parser);
}

static cmark_parser *make_parser(void)
{
    cmark_gfm_core_extensions_ensure_registered();
    return cmark_parser_new(CMARK_OPT_DEFAULT);
}

static bool parse(struct bench_text text)
{
    cmark_parser *parser = make_parser();
    cmark_node *document = parse_with(text, parser);
    cmark_parser_free(parser);
    if (document == NULL)
        return false;
    cmark_node_free(document);
    return true;
}

static bool html(struct bench_text text, struct bench_output *output)
{
    cmark_parser *parser = make_parser();
    cmark_node *document = parse_with(text, parser);
    if (document == NULL) {
        cmark_parser_free(parser);
        return false;
    }
    char *string = cmark_render_html(document, CMARK_OPT_UNSAFE, cmark_parser_get_syntax_extensions(parser));
    cmark_node_free(document);
    cmark_parser_free(parser);
    bool good = string != NULL && bench_output_append(output, string, strlen(string));
    free(string);
    return good;
}

static bool memory(struct bench_text text, struct bench_memory *sum)
{
    cmark_mem hooks = {.calloc = peer_meter_calloc, .realloc = peer_meter_realloc, .free = peer_meter_free};
    cmark_gfm_core_extensions_ensure_registered();
    peer_meter_start();
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &hooks);
    cmark_node *document = parse_with(text, parser);
    cmark_parser_free(parser);
    if (document == NULL)
        return false;
    peer_meter_add(text, sum);
    cmark_node_free(document);
    return true;
}

const struct bench_engine bench_engine_cmark_gfm = {
    .name = "cmark-gfm",
    .version = BENCH_CMARK_GFM_VERSION,
    .parse_meaning = "a tree of nodes",
    .parse = parse,
    .html = html,
    .memory = memory,
};
