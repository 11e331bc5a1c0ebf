/* inlines.c: the inlines of one content. The two passes and their files are named in inlines.h. */
#include "inlines.h"

#include "text_index.h"

inline void inlines_make(struct inlines *in, struct writer *writer, struct inlines_first *first)
{
    const struct mdp_allocator *allocator = writer->parse->allocator;
    in->writer = writer;
    in->skips_tildes = writer->parse->text_sets & TEXT_SET_TILDE;
    in->marks = VECTOR_IN(allocator, first->marks);
    in->runs = VECTOR_IN(allocator, first->runs);
    in->matches = VECTOR_IN(allocator, first->matches);
    in->brackets = VECTOR_IN(allocator, first->brackets);
    in->links = VECTOR_IN(allocator, first->links);
    in->own_specials = VECTOR_IN(allocator, first->specials);
    in->tick_runs = vector_make(allocator, sizeof(struct tick_run), NULL, 0);
    in->tick_heads = vector_make(allocator, sizeof(uint32_t), NULL, 0);
    in->at_signs = vector_make(allocator, sizeof(struct at_sign), NULL, 0);
    in->emails = vector_make(allocator, sizeof(struct email), NULL, 0);
}

inline void inlines_free(struct inlines *in)
{
    vector_free(&in->marks);
    vector_free(&in->runs);
    vector_free(&in->matches);
    vector_free(&in->brackets);
    vector_free(&in->links);
    vector_free(&in->tick_runs);
    vector_free(&in->tick_heads);
    vector_free(&in->own_specials);
    vector_free(&in->at_signs);
    vector_free(&in->emails);
}

/* Finds the specials of gathered content, which is no part of the text that was indexed, and the first of them. */
static bool index_gathered(struct inlines *in, uint32_t *special)
{
    size_t words = text_index_words(in->end);
    in->own_specials.count = 0;
    if (!vector_reserve(&in->own_specials, 2 * words))
        return false;
    uint64_t *specials = in->own_specials.items;
    const struct parse *parse = in->writer->parse;
    text_index_build(parse->level, in->s, in->end, parse->text_sets, specials + words, specials);
    in->specials = specials;
    *special = next_bit(specials, in->begin, in->end);
    return true;
}

/* Bytes of content from which on a vector can become so large that it is worth freeing (VECTOR_LARGE). */
enum { LARGE = 1024 };

_Static_assert(LARGE * sizeof(struct run) < VECTOR_LARGE,
               "no byte makes more than one run, and nothing else is larger");

/* Frees what only the scan needed. */
static void shed_scan(struct inlines *in)
{
    vector_shed(&in->brackets);
    vector_shed(&in->tick_runs);
    vector_shed(&in->tick_heads);
}

/* Frees what the writing needed. */
static void shed_marks(struct inlines *in)
{
    vector_shed(&in->marks);
    vector_shed(&in->runs);
    vector_shed(&in->matches);
    vector_shed(&in->links);
}

static struct progress get_progress(const struct writer *writer)
{
    return (struct progress){
        .tape = writer->tape.count,
        .pool = writer->pool.count,
        .lookups = writer->lookups.count,
        .nodes = writer->nodes,
        .parent = writer->parent,
    };
}

/* Takes back what was written and found, but not the room for it. */
static void go_back(struct inlines *in)
{
    struct writer *writer = in->writer;
    writer->tape.count = in->before.tape;
    writer->pool.count = in->before.pool;
    writer->lookups.count = in->before.lookups;
    writer->nodes = in->before.nodes;
    writer->parent = in->before.parent;
    in->marks.count = in->runs.count = in->matches.count = in->brackets.count = in->links.count = 0;
}

inline bool inlines_parse(struct inlines *in, struct content *content, uint32_t special)
{
    in->content = content;
    in->s = content->text;
    in->begin = in->line = in->floor = in->text = content->begin;
    in->end = content->end;
    in->specials = in->writer->parse->specials;
    in->failed = in->reaches = false;
    in->at_signs.count = in->emails.count = 0;
    in->next_email = 0;
    in->domain = (struct domain){.begin = 0, .end = 0};
    in->first_run = in->last_run = NO_INDEX;
    in->inactive = 0;
    in->depth = in->refused = 0;
    in->ticks_known = false;
    in->waits = false;
    in->html_known = false;
    if (rarely(content->pieces) && !index_gathered(in, &special))
        return false;
    if (rarely(content->ragged)) {
        in->before = get_progress(in->writer);
        inline_begin_line(in, in->begin);
    }
    if (rarely(!inline_scan(in, special))) {
        if (in->reaches)
            go_back(in);
        return false;
    }
    in->brackets.count = 0;
    bool large = rarely(content->end - content->begin >= LARGE);
    if (large)
        shed_scan(in);
    bool written = inline_write(in, in->end);
    if (large)
        shed_marks(in);
    return written;
}
