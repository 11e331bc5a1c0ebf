/* batch.c: many texts, each parsed on whatever thread is free.
 *
 * Nothing is shared but a counter, and the arrays, in which each thread writes to elements of its own. There is a task
 * for each thread: it takes one text after the other, so threads are busy until the last text, and works on all of them
 * in the same memory. What balance needs beyond that is that no large text comes last. So the texts are taken by size,
 * the largest first, to within a factor of two, which costs no more than counting. A text that is more than one
 * thread's share of the batch would keep one thread busy when the others are done: it is parsed on several itself.
 *
 * Must not know how an executor runs tasks: if it has one thread, the first task takes all texts. */
#include <stdatomic.h>
#include <stdint.h>

#include "arena.h"
#include "mdparse.h"
#include "options.h"
#include "spare.h"

enum { RANKS = sizeof(unsigned long long) * 8 + 1 };

struct batch {
    mdp_input *inputs;
    const mdp_document **documents;
    const mdp_options *options;
    size_t count;
    const size_t *order; /* the inputs in the order in which they are parsed; NULL: as they are */
    atomic_size_t next;  /* in that order: those before are parsed, or a thread is at it */
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

static void parse_one(const struct batch *batch, size_t index, struct spare *spare)
{
    mdp_input *input = &batch->inputs[index];
    const mdp_options *options = input->size > batch->share ? batch->options : batch->share_options;
    input->status = parse_with_spare(input->text, input->size, options, spare, &batch->documents[index]);
}

/* A task: takes texts until there are none. */
static void parse_some(void *argument, size_t task)
{
    (void)task;
    struct batch *batch = argument;
    struct spare spare = {NULL, 0};
    for (size_t at; (at = atomic_fetch_add_explicit(&batch->next, 1, memory_order_relaxed)) < batch->count;)
        parse_one(batch, batch->order ? batch->order[at] : at, &spare);
    if (spare.memory) { /* so the options are valid */
        struct mdp_allocator allocator = memory_allocator(&batch->options->allocator);
        spare_free(&spare, &allocator);
    }
}

/* The bytes that each thread of the executor would get. */
static size_t share_of(const struct batch *batch)
{
    size_t share = 0, width = batch->options->executor.width;
    for (size_t i = 0; i < batch->count; i++)
        share += batch->inputs[i].size / width;
    return share;
}

static void parse_spread(struct batch *batch)
{
    const mdp_executor *executor = &batch->options->executor;
    batch->alone = *batch->options;
    batch->alone.executor = (mdp_executor){NULL, NULL, 0};
    batch->share_options = &batch->alone;
    batch->share = share_of(batch);
    struct mdp_allocator allocator = memory_allocator(&batch->options->allocator);
    size_t count = batch->count;
    size_t *order = count <= SIZE_MAX / sizeof *order ? memory_allocate(&allocator, count * sizeof *order) : NULL;
    if (order)
        order_by_size(batch->inputs, count, order);
    batch->order = order;
    executor->run(executor->context, count < executor->width ? count : executor->width, parse_some, batch);
    memory_release(&allocator, order, count * sizeof *order);
}

mdp_status mdp_parse_batch(mdp_input *inputs, size_t count, const mdp_options *options, const mdp_document **documents)
{
    const mdp_options defaults = MDP_OPTIONS_INIT;
    for (size_t i = 0; documents && i < count; i++)
        documents[i] = NULL;
    for (size_t i = 0; !documents && inputs && i < count; i++)
        inputs[i].status = MDP_ERR_ARGUMENT;
    if (count && (!inputs || !documents))
        return MDP_ERR_ARGUMENT;
    struct batch batch = {
        .inputs = inputs, .documents = documents, .count = count, .options = options ? options : &defaults};
    batch.share_options = batch.options;
    bool is_valid = options_are_valid(batch.options);
    if (is_valid && batch.options->executor.run && count > 1)
        parse_spread(&batch);
    else
        parse_some(&batch, 0);
    for (size_t i = 0; i < count; i++)
        if (inputs[i].status != MDP_OK)
            return inputs[i].status;
    return is_valid ? MDP_OK : MDP_ERR_ARGUMENT;
}
