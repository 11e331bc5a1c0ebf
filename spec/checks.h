/* checks.h: what the public header promises about every document, whatever the text: the tree is well formed, spans
 * nest and begin and end at their delimiters, strings are valid, the walker meets each node twice. Knows no Markdown
 * beyond the characters that a construct must begin and end with. */
#ifndef SPEC_CHECKS_H
#define SPEC_CHECKS_H

#include "harness.h"

/* Checks a document parsed from text[0, size) without MDP_PARSE_SMART. Returns false on the first broken promise, and
 * prints it to `report` unless that is NULL. Cost: linear in text and nodes, except that it looks up each node by its
 * offset, see mdp_document_node_at. */
bool spec_check_document(const mdp_document *document, const char *text, size_t size, FILE *report);

#endif
