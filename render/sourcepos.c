/* sourcepos.c: positions in cmark's form; see sourcepos.h. */
#include "sourcepos.h"

static void write_position(render_output *out, size_t line, size_t column)
{
    render_number(out, line);
    render_char(out, ':');
    render_number(out, column);
}

void render_sourcepos(render_output *out, const mdp_document *document, mdp_span span)
{
    mdp_position begin = mdp_document_position(document, span.begin);
    mdp_position end = mdp_document_position(document, span.end);
    write_position(out, begin.line, begin.column);
    render_char(out, '-');
    write_position(out, end.line,
                   end.column - 1); /* before column 1 stands column 0, as where cmark ends on an empty line */
}

static bool byte_is(const mdp_document *document, size_t offset, char byte)
{
    mdp_string piece = mdp_document_piece(document, offset);
    return piece.size > 0 && piece.data[0] == byte;
}

mdp_span render_document_span(const mdp_document *document)
{
    mdp_span span = mdp_node_span(mdp_document_root(document));
    if (span.end > 0 && byte_is(document, span.end - 1, '\n'))
        span.end -= span.end > 1 && byte_is(document, span.end - 2, '\r') ? 2 : 1;
    else if (span.end > 0 && byte_is(document, span.end - 1, '\r'))
        span.end--;
    return span;
}
