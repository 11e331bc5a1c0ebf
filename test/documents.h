/* documents.h: what several tests do with documents: one edit, and the text at large. */
#ifndef DOCUMENTS_H
#define DOCUMENTS_H

#include "check.h"

/* The version in which the bytes [begin, end) have become `with`; complains and returns NULL where there is none. */
const mdp_document *document_edited(struct check *check, const mdp_document *document, size_t begin, size_t end,
                                    const char *with);

/* All of a document's text in one piece, on the heap, and its size. */
char *document_text(const mdp_document *document, size_t *size);

#endif
