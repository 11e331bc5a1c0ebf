/* dump.h: prints how a document is stored, for people: each word of each record, with what it means.
 *
 * tools/dump_tape.c does it for the text that it reads; docs/layout.md has an example. What a document says, rather
 * than how it is stored, is MDP_FORMAT_TREE of mdp_render. This is no part of the library, and may change at any time.
 *
 * Broken documents can be printed too: what does not fit its chunk is said to, and not followed. */
#ifndef DUMP_H
#define DUMP_H

#include "mdparse.h"

/* Is given the text in order, each part NUL-terminated. */
struct dump_output {
    void (*put)(void *context, const char *text);
    void *context;
};

/* The map, and each chunk. */
void dump_document(const mdp_document *document, struct dump_output output);

/* The chunk at an index of the places. */
void dump_chunk(const mdp_document *document, uint32_t index, struct dump_output output);

/* One record, as in its chunk. The root and the none node say that they have none. */
void dump_node(mdp_node node, struct dump_output output);

#endif
