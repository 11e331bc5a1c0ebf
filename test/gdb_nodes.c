/* gdb_nodes.c: walks a document and hands each node to a function, for test/gdb_nodes.py to stop in. It is compiled
 * with debug information, and knows the types of ast/layout.h. */
#include <mdparse.h>

#include <string.h>

#include "layout.h"

void look_at(mdp_node node, const mdp_document *document);

/* The second parameter is there so that the type of a document is in the debug information. */
__attribute__((noinline)) void look_at(mdp_node node, const mdp_document *document)
{
    __asm__ volatile("" : : "r"(&node), "r"(document->places[0].chunk), "r"(chunk_definitions), "r"(chunk_lines));
}

int main(void)
{
    static const char text[] = "[a]: b\n\n# *c*\n\n[a]\n";
    const mdp_document *document = NULL;
    if (mdp_parse(text, strlen(text), NULL, &document) != MDP_OK)
        return 1;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker))
        if (walker.entering)
            look_at(walker.node, document);
    look_at((mdp_node){0}, document);
    mdp_document_release(document);
    return 0;
}
