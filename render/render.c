/* render.c: mdp_render_node, the one entry: checks the arguments and hands the node to the renderer of the format.
 *
 * Renderers see a document as any program does, through the public header alone. They walk it without recursion and in
 * a fixed amount of memory, all of it on the stack, but for what depends on the whole document, the identifiers of
 * headings and the numbers of footnotes: what depends on the ancestors of a node is kept as a counter or asked of
 * mdp_node_parent, so a million nested blocks need no more than one. */
#include "render.h"

#define FLAGS_KNOWN                                                                                                    \
    (MDP_RENDER_UNSAFE | MDP_RENDER_SOURCEPOS | MDP_RENDER_HARD_BREAKS | MDP_RENDER_NO_BREAKS |                        \
     MDP_RENDER_TAG_FILTER | MDP_RENDER_HEADING_IDS)

static bool format_is_known(mdp_format format)
{
    switch (format) {
    case MDP_FORMAT_HTML:
    case MDP_FORMAT_XML:
    case MDP_FORMAT_JSON:
    case MDP_FORMAT_TREE:
        return true;
    }
    return false;
}

/* Another size means another version of the header, whose options would go unheeded. */
static bool options_are_known(const mdp_render_options *options)
{
    return options->struct_size == sizeof *options && (options->flags & ~FLAGS_KNOWN) == 0 &&
           !options->allocator.allocate == !options->allocator.release;
}

mdp_status mdp_render_node(mdp_node node, mdp_format format, const mdp_render_options *options, mdp_sink sink)
{
    const mdp_document *document = mdp_node_document(node);
    static const mdp_render_options defaults = MDP_RENDER_OPTIONS_INIT;
    if (options == NULL)
        options = &defaults;
    if (document == NULL || sink.write == NULL || !format_is_known(format) || !options_are_known(options))
        return MDP_ERR_ARGUMENT;
    mdp_footnotes *footnotes;
    mdp_status status = mdp_footnotes_create(document, &options->allocator, &footnotes);
    if (status != MDP_OK)
        return status;
    render_output out;
    render_output_init(&out, sink);
    out.references = options->references;
    switch (format) {
    case MDP_FORMAT_HTML:
        status = render_html(&out, node, footnotes, options);
        break;
    case MDP_FORMAT_XML:
        render_xml(&out, node, footnotes, options->flags);
        break;
    case MDP_FORMAT_JSON:
        render_json(&out, node, footnotes);
        break;
    case MDP_FORMAT_TREE:
        render_tree(&out, node, footnotes);
        break;
    }
    mdp_footnotes_destroy(footnotes);
    render_flush(&out);
    return out.failed ? MDP_ERR_SINK : status;
}

mdp_status mdp_render(const mdp_document *document, mdp_format format, const mdp_render_options *options, mdp_sink sink)
{
    return mdp_render_node(mdp_document_root(document), format, options, sink);
}
