/* batch.c: many texts, each parsed on whatever thread is free.
 *
 * Nothing is shared but a counter, and the arrays, in which each thread writes to elements of its own. There is a task
 * for each thread: it takes one run of texts after the other, so threads are busy until the last texts, and works on
 * all of them in the same memory.
 *
 * A run is texts that stand next to each other. Were each text taken by itself, a thread would wait at every one for
 * the counter, and for the parts of the arrays that others write to: as long as for a tenth of a small text's parse, or
 * longer. Runs get shorter towards the end, so that no thread is left with a long one when the others are done; and so
 * that no large text comes last, they are taken by their weight, the heaviest first, to within a factor of two, which
 * costs no more than counting. A text that is more than one thread's share of the batch would keep one thread busy all
 * the same: it is parsed on several itself.
 *
 * Must not know how an executor runs tasks: if it has one thread, the first task takes all texts. */
#include <stdatomic.h>
#include <stdint.h>

#include "arena.h"
#include "mdparse.h"
#include "options.h"
#include "spare.h"

/* The texts [begin, end). */
struct run {
    size_t begin, end;
};

enum { CACHE_LINE = 64 };

struct batch {
    /* On a cache line of its own: every thread writes to it, and what is behind it is only read. */
    _Alignas(CACHE_LINE) atomic_size_t next; /* runs before it are parsed, or a thread is at them */
    char apart[CACHE_LINE - sizeof(atomic_size_t)];

    mdp_input *inputs;
    const mdp_document **documents;
    const mdp_options *options;
    size_t count;
    const struct run *runs; /* in the order in which they are taken */
    size_t run_count;
    size_t share; /* a text of at most so many bytes is parsed with these: */
    const mdp_options *share_options;
    mdp_options alone; /* the options without an executor */
};

/* ----------------------------------------------------------------------------------------------------------- runs */

/* In bytes that take as long to parse. What is too large to be parsed is refused. */
static uint64_t weight_of(const mdp_input *input)
{
    enum { EACH = 256 }; /* what a text of no bytes takes */
    return input->size > MDP_TEXT_SIZE_MAX ? EACH : (uint64_t)input->size + EACH;
}

/* Where the next run begins, and what it and all behind it weigh. */
struct splitter {
    const struct batch *batch;
    size_t at;
    uint64_t left;
    uint64_t least; /* a run is not made lighter than that for balance */
};

static struct splitter splitter_make(const struct batch *batch)
{
    enum { PARTS = 256 }; /* of a thread's work, how long one thread may be busy when the others are done: 0.4 % */
    struct splitter splitter = {.batch = batch};
    for (size_t i = 0; i < batch->count; i++)
        splitter.left += weight_of(&batch->inputs[i]);
    splitter.least = splitter.left / batch->options->executor.width / PARTS;
    return splitter;
}

/* The next run, and its weight: one text, or as many as are a part of a thread's share of what is left. */
static struct run splitter_take(struct splitter *splitter, uint64_t *weight)
{
    enum { PARTS = 4 };
    const struct batch *batch = splitter->batch;
    uint64_t most = splitter->left / batch->options->executor.width / PARTS;
    if (most < splitter->least)
        most = splitter->least;
    struct run run = {splitter->at, splitter->at};
    *weight = 0;
    do
        *weight += weight_of(&batch->inputs[run.end++]);
    while (run.end < batch->count && *weight + weight_of(&batch->inputs[run.end]) <= most);
    splitter->at = run.end;
    splitter->left -= *weight;
    return run;
}

/* 0 for the largest weights, and one more for each halving. A weight is not 0. */
static unsigned rank_of(uint64_t weight)
{
    return (unsigned)__builtin_clzll(weight);
}

enum { RANKS = sizeof(unsigned long long) * 8 };

/* Splits the batch, and sorts the runs by rank, in the order given among equals: a counting sort. Returns their memory,
 * or NULL where there is none: then all texts stay one run. */
static struct run *make_runs(struct batch *batch, const struct mdp_allocator *allocator)
{
    size_t begin[RANKS + 1] = {0};
    uint64_t weight;
    const struct splitter first = splitter_make(batch);
    for (struct splitter splitter = first; splitter.at < batch->count;) {
        splitter_take(&splitter, &weight);
        begin[rank_of(weight) + 1]++;
    }
    for (unsigned rank = 1; rank <= RANKS; rank++)
        begin[rank] += begin[rank - 1];
    size_t count = begin[RANKS];
    struct run *runs = memory_allocate(allocator, count * sizeof *runs);
    if (!runs)
        return NULL;
    for (struct splitter splitter = first; splitter.at < batch->count;) {
        struct run run = splitter_take(&splitter, &weight);
        runs[begin[rank_of(weight)]++] = run;
    }
    batch->runs = runs;
    batch->run_count = count;
    return runs;
}

/* ---------------------------------------------------------------------------------------------------------- tasks */

static void parse_one(const struct batch *batch, size_t index, struct spare *spare)
{
    mdp_input *input = &batch->inputs[index];
    const mdp_options *options = input->size > batch->share ? batch->options : batch->share_options;
    input->status = parse_with_spare(input->text, input->size, options, spare, &batch->documents[index]);
}

/* A task: takes runs until there are none. */
static void parse_some(void *argument, size_t task)
{
    (void)task;
    struct batch *batch = argument;
    struct spare spare = {NULL, 0};
    for (size_t at; (at = atomic_fetch_add_explicit(&batch->next, 1, memory_order_relaxed)) < batch->run_count;)
        for (size_t i = batch->runs[at].begin; i < batch->runs[at].end; i++)
            parse_one(batch, i, &spare);
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
    struct run *runs = make_runs(batch, &allocator);
    size_t count = batch->run_count;
    executor->run(executor->context, count < executor->width ? count : executor->width, parse_some, batch);
    memory_release(&allocator, runs, count * sizeof *runs);
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
    const struct run whole = {0, count};
    struct batch batch = {.inputs = inputs,
                          .documents = documents,
                          .options = options ? options : &defaults,
                          .count = count,
                          .runs = &whole,
                          .run_count = 1};
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
