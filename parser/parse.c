/* parse.c: mdp_parse: one parse from the text to the document.
 *
 *   1. index        scratch.c: memory to work in; text/text_index.c finds line ends and special bytes
 *   2. blocks       blocks.c: blocks, link reference definitions, and where the text is cut into chunks
 *   3. definitions  definitions.c: all of them, sorted by label
 *   4. writer       chunks.c and writer.c, chunk by chunk: records, with the inlines of each content
 *   5. document     chunks.c: the chunks, copied to memory of the right size, and the map of the definitions
 *
 * All scratch is freed at the end, whatever happened. */
#include "parse.h"

#include "chunks.h"
#include "options.h"
#include "parallel.h"
#include "work.h"

/* Where the last chunk ends, behind the cuts. */
static void end_cuts(struct parse *parse)
{
    struct cut *cuts = parse->cuts.items;
    cuts[parse->cuts.count] = (struct cut){
        .begin = parse->size,
        .block = (uint32_t)parse->blocks.count,
        .definition = (uint32_t)parse->definitions.count,
    };
}

/* Writes the next group. Behind the last, what the earlier phases have left is freed before the slab is made. */
static mdp_status write_next(struct work *work, struct group *group)
{
    group->first = group->last;
    group->last = chunks_group_end(group->chunks, group->first, group->chunks->count);
    mdp_status status = group_write(group);
    if (status == MDP_OK && group->last == group->chunks->count)
        work_free_phases(work);
    return status;
}

/* The first group stands in the document's own slab: a text that is not large takes one. */
static mdp_status begin_document(struct work *work, struct group *group, mdp_document **document)
{
    char *memory;
    const struct chunks *chunks = group->chunks;
    mdp_status status = write_next(work, group);
    if (status != MDP_OK)
        return status;
    *document = chunks_create(chunks, chunks_group_count(chunks, 0, chunks->count), group_measure(group), &memory);
    if (!*document)
        return MDP_ERR_NOMEM;
    group_build(group, *document, 0, memory);
    return MDP_OK;
}

static mdp_status make_document(struct work *work, struct group *group, mdp_document **document)
{
    mdp_document *made;
    mdp_status status = begin_document(work, group, &made);
    if (status != MDP_OK)
        return status;
    for (uint32_t use = 1; use < made->use_count && status == MDP_OK; use++) {
        status = write_next(work, group);
        if (status == MDP_OK && !group_build_slab(group, made, use))
            status = MDP_ERR_NOMEM;
    }
    if (status != MDP_OK) {
        chunks_discard(made);
        return status;
    }
    if (!chunks_finish(group->chunks, made))
        return MDP_ERR_NOMEM;
    *document = made;
    return MDP_OK;
}

static mdp_status parse_phases(struct work *work, mdp_document **document)
{
    struct parse *parse = &work->parse;
    if (!blocks_parse(parse) || !definitions_sort(parse))
        return work_failure(work);
    end_cuts(parse);
    const struct stretch stretch = {.parse = parse, .block_end = (uint32_t)parse->blocks.count};
    const struct chunks chunks = {
        .parse = parse, .stretches = &stretch, .cuts = parse->cuts.items, .count = parse->cuts.count};
    struct group group = {.chunks = &chunks, .parse = parse, .writer = &work->writer, .written = &work->written};
    return make_document(work, &group, document);
}

/* In the calling thread. */
static mdp_status parse_alone(const char *text, size_t size, const mdp_options *options, const mdp_limits *limits,
                              struct spare *spare, mdp_document **document)
{
    struct mdp_allocator allocator = memory_allocator(&options->allocator);
    struct work work;
    if (!work_make(&work, &allocator, text, size, options->flags, limits, spare))
        return MDP_ERR_NOMEM;
    mdp_status status = parse_phases(&work, document);
    work_free(&work);
    return status;
}

mdp_status parse_with_spare(const char *text, size_t size, const mdp_options *options, struct spare *spare,
                            const mdp_document **document)
{
    static const mdp_options defaults = MDP_OPTIONS_INIT;
    if (!document)
        return MDP_ERR_ARGUMENT;
    *document = NULL;
    if ((!text && size) || (options && !options_are_valid(options)))
        return MDP_ERR_ARGUMENT;
    if (!options)
        options = &defaults;
    mdp_limits limits = options_limits(options);
    if (size > limits.text_size)
        return MDP_ERR_LIMIT;

    text = size ? text : "";
    size_t parts = options->executor.run ? parallel_parts(&options->executor, size) : 1;
    mdp_document *parsed = NULL;
    mdp_status status = parts == 1 ? parse_alone(text, size, options, &limits, spare, &parsed)
                                   : parallel_parse(text, size, options, parts, NULL, &parsed);
    *document = parsed;
    return status;
}

mdp_status mdp_parse(const char *text, size_t size, const mdp_options *options, const mdp_document **document)
{
    return parse_with_spare(text, size, options, NULL, document);
}

const char *mdp_version(void)
{
    return MDP_VERSION;
}

const char *mdp_status_message(mdp_status status)
{
    switch (status) {
    case MDP_OK:
        return "no error";
    case MDP_ERR_NOMEM:
        return "out of memory";
    case MDP_ERR_LIMIT:
        return "the text is too large";
    case MDP_ERR_ARGUMENT:
        return "invalid argument";
    case MDP_ERR_SINK:
        return "the output could not be written";
    case MDP_ERR_THREAD:
        return "no further thread could be started";
    }
    return "unknown status";
}
