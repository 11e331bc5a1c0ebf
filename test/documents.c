/* documents.c: see documents.h. */
#include "documents.h"

#include <stdlib.h>

const mdp_document *document_edited(struct check *check, const mdp_document *document, size_t begin, size_t end,
                                    const char *with)
{
    const mdp_document *edited = NULL;
    mdp_edit edit = {.begin = begin, .end = end, .text = with, .size = strlen(with)};
    CHECK(check, mdp_document_edit(document, &edit, 1, &edited) == MDP_OK);
    return edited;
}

char *document_text(const mdp_document *document, size_t *size)
{
    *size = mdp_document_size(document);
    char *text = malloc(*size + 1);
    if (!text)
        abort();
    for (size_t at = 0; at < *size;) {
        mdp_string piece = mdp_document_piece(document, at);
        memcpy(text + at, piece.data, piece.size);
        at += piece.size;
    }
    return text;
}
