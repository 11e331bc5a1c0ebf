/* peer_md4c.c: md4c, which calls back for each block, span and text, and builds no tree.
 *
 * Its parse is measured with callbacks that do nothing: the least that it can be asked to do. */
#include "engine.h"

#include <md4c-html.h>
#include <md4c.h>

static int on_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    (void)type, (void)detail, (void)context;
    return 0;
}

static int on_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)type, (void)detail, (void)context;
    return 0;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *data, MD_SIZE size, void *context)
{
    (void)type, (void)data, (void)size, (void)context;
    return 0;
}

/* The extensions of BENCH_GFM by its names. */
#define GFM (MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEAUTOLINKS)

static bool parse_with(struct bench_text text, unsigned flags)
{
    const MD_PARSER parser = {.flags = flags,
                              .enter_block = on_block,
                              .leave_block = on_block,
                              .enter_span = on_span,
                              .leave_span = on_span,
                              .text = on_text};
    return md_parse(text.data, (MD_SIZE)text.size, &parser, NULL) == 0;
}

static bool parse(struct bench_text text)
{
    return parse_with(text, MD_DIALECT_COMMONMARK);
}

static bool parse_gfm(struct bench_text text)
{
    return parse_with(text, GFM);
}

struct take {
    struct bench_output *output;
    bool failed;
};

static void append(const MD_CHAR *data, MD_SIZE size, void *context)
{
    struct take *take = context;
    if (!bench_output_append(take->output, data, size))
        take->failed = true;
}

static bool html_with(struct bench_text text, unsigned flags, struct bench_output *output)
{
    struct take take = {.output = output};
    int result = md_html(text.data, (MD_SIZE)text.size, append, &take, flags, MD_HTML_FLAG_XHTML);
    return result == 0 && !take.failed;
}

static bool html(struct bench_text text, struct bench_output *output)
{
    return html_with(text, MD_DIALECT_COMMONMARK, output);
}

static bool html_gfm(struct bench_text text, struct bench_output *output)
{
    return html_with(text, GFM, output);
}

const struct bench_engine bench_engine_md4c = {
    .name = "md4c",
    .version = BENCH_MD4C_VERSION,
    .parse_meaning = "callbacks that do nothing; no tree",
    .parse = parse,
    .html = html,
};

const struct bench_engine bench_engine_md4c_gfm = {
    .name = "md4c",
    .version = BENCH_MD4C_VERSION,
    .parse_meaning = "callbacks that do nothing; no tree",
    .parse = parse_gfm,
    .html = html_gfm,
};
