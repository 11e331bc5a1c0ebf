/* batch.c: many texts, each parsed on whatever thread is free.
 *
 * Nothing is shared but the arrays, in which each task writes to elements of its own. An executor hands out tasks one
 * by one, so threads are busy until the last text; what balance needs beyond that is that no large text comes last. So
 * the texts are taken by size, the largest first, to within a factor of two, which costs no more than counting. A text
 * that is more than one thread's share of the batch would keep one thread busy when the others are done: that one is
 * parsed on several itself.
 *
 * Must not know how an executor runs tasks. */
#include <stdint.h>

#include "arena.h"
#include "mdparse.h"
#include "options.h"

enum { RANKS = sizeof(unsigned long long) * 8 + 1 };

struct batch {
    mdp_input *inputs;
    const mdp_document **documents;
    const mdp_options *options;
    const size_t *order; /* task i parses input order[i]; NULL: input i */
    size_t share;        /* a text of at most so many bytes is parsed with these: */
    const mdp_options *share_options;
    mdp_options alone; /* the options without an executor */
};

/* 0 for the largest sizes, and one more for each halving. */
static unsigned rank_of(size_t size)
{
    return size ? (unsigned)__builtin_clzll(size) : RANKS - 1;
}

/* Fills `order` with the indices of the inputs by rank, and in the order given among equals: a counting sort. */
static void order_by_size(const mdp_input *inputs, size_t count, size_t *order)
{
    size_t begin[RANKS + 1] = {0};
    for (size_t i = 0; i < count; i++)
        begin[rank_of(inputs[i].size) + 1]++;
    for (unsigned rank = 1; rank <= RANKS; rank++)
        begin[rank] += begin[rank - 1];
    for (size_t i = 0; i < count; i++)
        order[begin[rank_of(inputs[i].size)]++] = i;
}

static void parse_one(void *argument, size_t task)
{
    const struct batch *batch = argument;
    size_t index = batch->order ? batch->order[task] : task;
    mdp_input *input = &batch->inputs[index];
    const mdp_options *options = input->size > batch->share ? batch->options : batch->share_options;
    input->status = mdp_parse(input->text, input->size, options, &batch->documents[index]);
}

/* The bytes that each thread of the executor would get. */
static size_t share_of(const struct batch *batch, size_t count)
{
    size_t share = 0, width = batch->options->executor.width;
    for (size_t i = 0; i < count; i++)
        share += batch->inputs[i].size / width;
    return share;
}

static void parse_spread(struct batch *batch, size_t count)
{
    const mdp_executor *executor = &batch->options->executor;
    batch->alone = *batch->options;
    batch->alone.executor = (mdp_executor){NULL, NULL, 0};
    batch->share_options = &batch->alone;
    batch->share = share_of(batch, count);
    struct mdp_allocator allocator = memory_allocator(&batch->options->allocator);
    size_t *order = count <= SIZE_MAX / sizeof *order ? memory_allocate(&allocator, count * sizeof *order) : NULL;
    if (order)
        order_by_size(batch->inputs, count, order);
    batch->order = order;
    executor->run(executor->context, count, parse_one, batch);
    memory_release(&allocator, order, count * sizeof *order);
}

mdp_status mdp_parse_batch(mdp_input *inputs, size_t count, const mdp_options *options, const mdp_document **documents)
{
    const mdp_options defaults = MDP_OPTIONS_INIT;
    for (size_t i = 0; documents && i < count; i++)
        documents[i] = NULL;
    if (count && (!inputs || !documents))
        return MDP_ERR_ARGUMENT;
    struct batch batch = {.inputs = inputs, .documents = documents, .options = options ? options : &defaults};
    batch.share_options = batch.options;
    if (options_are_valid(batch.options) && batch.options->executor.run && count > 1)
        parse_spread(&batch, count);
    else
        for (size_t i = 0; i < count; i++)
            parse_one(&batch, i);
    for (size_t i = 0; i < count; i++)
        if (inputs[i].status != MDP_OK)
            return inputs[i].status;
    return MDP_OK;
}
