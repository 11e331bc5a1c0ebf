/* footnotes.c: mdp_footnotes: the numbers of a document's footnotes, found out when they are asked for.
 *
 *   1. definitions   of footnotes, as the chunks list them
 *   2. references    in document order: the first to a definition gives it the next number
 *
 * A number depends on all that stands before, so that no chunk could store it: chunks are shared between versions, and
 * stand anywhere. Places in a document order both lists, so that a look-up is a binary search. */
#include "layout.h"

#include "arena.h"

/* A place in the document: a chunk, and a record of its tape. */
struct footnote_place {
    uint32_t chunk;
    uint32_t node;
};

struct footnote_definition {
    struct footnote_place place;
    uint32_t number; /* 0: nothing refers to it */
    uint32_t references;
};

struct footnote_reference {
    struct footnote_place place;
    uint32_t number;
    uint32_t reference; /* which it is of its note */
};

struct mdp_footnotes {
    struct mdp_allocator allocator;
    const mdp_document *document;
    struct vector definitions; /* struct footnote_definition, also of labels that others define before; in order */
    struct vector references;  /* struct footnote_reference, in order */
    struct vector order;       /* uint32_t: the definitions that have a number, by that */
};

static struct footnote_definition *definition_at(const mdp_footnotes *footnotes, size_t index)
{
    return (struct footnote_definition *)footnotes->definitions.items + index;
}

/* ------------------------------------------------------------------------------------------------------- look-ups */

static int compare(struct footnote_place place, mdp_node node)
{
    if (place.chunk != node.chunk)
        return place.chunk < node.chunk ? -1 : 1;
    return (place.node > node.index) - (place.node < node.index);
}

/* In a vector whose items begin with their places. */
static struct footnote_place *place_at(const struct vector *vector, size_t index)
{
    return (void *)((char *)vector->items + index * vector->item_size);
}

/* How many items come before a node, in such a vector that is in order. */
static size_t count_before(const struct vector *vector, mdp_node node)
{
    size_t low = 0, high = vector->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(*place_at(vector, middle), node) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The item of a node there; or NULL. */
static void *find(const struct vector *vector, mdp_node node)
{
    size_t index = count_before(vector, node);
    return index < vector->count && compare(*place_at(vector, index), node) == 0 ? place_at(vector, index) : NULL;
}

/* ------------------------------------------------------------------------------------------------------- numbering */

static bool add_definitions(mdp_footnotes *footnotes, uint32_t index)
{
    const struct chunk *chunk = footnotes->document->places[index].chunk;
    const struct chunk_definition *definitions = chunk_definitions(chunk);
    for (uint32_t i = 0; i < chunk->definition_count; i++) {
        if (node_kind(chunk_tape(chunk) + definitions[i].node) != MDP_KIND_FOOTNOTE_DEFINITION)
            continue;
        if (!vector_reserve(&footnotes->definitions, 1))
            return false;
        *definition_at(footnotes, footnotes->definitions.count++) =
            (struct footnote_definition){.place = {index, definitions[i].node}};
    }
    return true;
}

/* The definition is among those that were added: brackets without one are text. */
static bool add_reference(mdp_footnotes *footnotes, mdp_node node)
{
    struct footnote_definition *definition =
        definition_at(footnotes, count_before(&footnotes->definitions, mdp_node_definition(node)));
    if (!vector_reserve(&footnotes->references, 1) || !vector_reserve(&footnotes->order, 1))
        return false;
    if (!definition->number) {
        ((uint32_t *)footnotes->order.items)[footnotes->order.count++] =
            (uint32_t)(definition - definition_at(footnotes, 0));
        definition->number = (uint32_t)footnotes->order.count;
    }
    ((struct footnote_reference *)footnotes->references.items)[footnotes->references.count++] =
        (struct footnote_reference){{node.chunk, node.index}, definition->number, ++definition->references};
    return true;
}

/* A chunk without lookups has no references. */
static bool add_references(mdp_footnotes *footnotes, uint32_t index)
{
    const struct chunk *chunk = footnotes->document->places[index].chunk;
    const uint32_t *tape = chunk_tape(chunk);
    for (uint32_t at = 0; chunk->lookup_count && at < chunk->tape_size; at += node_words(tape + at))
        if (node_kind(tape + at) == MDP_KIND_FOOTNOTE_REFERENCE &&
            !add_reference(footnotes, (mdp_node){footnotes->document, index, at}))
            return false;
    return true;
}

static bool number(mdp_footnotes *footnotes)
{
    uint32_t count = footnotes->document->place_count;
    for (uint32_t i = 0; i < count; i++)
        if (!add_definitions(footnotes, i))
            return false;
    for (uint32_t i = 0; footnotes->definitions.count && i < count; i++)
        if (!add_references(footnotes, i))
            return false;
    return true;
}

/* ----------------------------------------------------------------------------------------------------------- calls */

/* For a document that may have footnotes. Not inlined: the others need not save the registers that this takes. */
static __attribute__((noinline)) mdp_status create(const mdp_document *document, const struct mdp_allocator *allocator,
                                                   mdp_footnotes **footnotes)
{
    const struct mdp_allocator memory = memory_allocator(allocator);
    mdp_footnotes *made = memory_allocate(&memory, sizeof *made);
    if (!made)
        return MDP_ERR_NOMEM;
    made->allocator = memory;
    made->document = document;
    made->definitions = vector_make(&made->allocator, sizeof(struct footnote_definition), NULL, 0);
    made->references = vector_make(&made->allocator, sizeof(struct footnote_reference), NULL, 0);
    made->order = vector_make(&made->allocator, sizeof(uint32_t), NULL, 0);
    bool done = number(made);
    if (done && made->order.count)
        *footnotes = made;
    else
        mdp_footnotes_destroy(made);
    return done ? MDP_OK : MDP_ERR_NOMEM;
}

mdp_status mdp_footnotes_create(const mdp_document *document, const mdp_allocator *allocator, mdp_footnotes **footnotes)
{
    static const mdp_allocator standard = {NULL, NULL, NULL};
    if (footnotes)
        *footnotes = NULL;
    allocator = allocator ? allocator : &standard;
    if (!footnotes || !document || !allocator->allocate != !allocator->release)
        return MDP_ERR_ARGUMENT;
    bool may = (document->flags & MDP_EXT_FOOTNOTES) && document->definition_count > 0;
    return may ? create(document, allocator, footnotes) : MDP_OK;
}

void mdp_footnotes_destroy(mdp_footnotes *footnotes)
{
    if (!footnotes)
        return;
    const struct mdp_allocator allocator = footnotes->allocator;
    vector_free(&footnotes->definitions);
    vector_free(&footnotes->references);
    vector_free(&footnotes->order);
    memory_release(&allocator, footnotes, sizeof *footnotes);
}

size_t mdp_footnotes_count(const mdp_footnotes *footnotes)
{
    return footnotes ? footnotes->order.count : 0;
}

/* The definition with a number, or NULL. */
static const struct footnote_definition *numbered(const mdp_footnotes *footnotes, size_t number)
{
    if (number == 0 || number > mdp_footnotes_count(footnotes))
        return NULL;
    return definition_at(footnotes, ((const uint32_t *)footnotes->order.items)[number - 1]);
}

mdp_node mdp_footnotes_definition(const mdp_footnotes *footnotes, size_t number)
{
    const struct footnote_definition *definition = numbered(footnotes, number);
    return definition ? (mdp_node){footnotes->document, definition->place.chunk, definition->place.node}
                      : (mdp_node){NULL, 0, 0};
}

size_t mdp_footnotes_references(const mdp_footnotes *footnotes, size_t number)
{
    const struct footnote_definition *definition = numbered(footnotes, number);
    return definition ? definition->references : 0;
}

size_t mdp_footnotes_number(const mdp_footnotes *footnotes, mdp_node node)
{
    if (!footnotes || node.document != footnotes->document)
        return 0;
    const struct footnote_reference *reference = find(&footnotes->references, node);
    const struct footnote_definition *definition = find(&footnotes->definitions, node);
    return reference ? reference->number : definition ? definition->number : 0;
}

size_t mdp_footnotes_reference(const mdp_footnotes *footnotes, mdp_node node)
{
    if (!footnotes || node.document != footnotes->document)
        return 0;
    const struct footnote_reference *reference = find(&footnotes->references, node);
    return reference ? reference->reference : 0;
}
