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
#include "inlines.h"
#include "options.h"
#include "parallel.h"
#include "scratch.h"

/* --------------------------------------------------------------------------------------------------------- phases */

/* Frees what only the phases before the document need. */
static void free_phases(struct parse *parse, struct group *group)
{
    inlines_free(group->writer->inlines);
    vector_free(&parse->blocks);
    vector_free(&parse->segments);
    arena_free(&parse->arena);
}

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

/* The document of a group that is all chunks. */
static mdp_document *build_document(const struct chunks *chunks, struct group *group)
{
    mdp_document *document = chunks_create(chunks, group, 1);
    if (!document)
        return NULL;
    group_build(group);
    return chunks_finish(chunks, document) ? document : NULL;
}

static mdp_status parse_text(struct parse *parse, struct group *group, mdp_document **document)
{
    struct stretch stretch = {.parse = parse};
    struct chunks chunks = {.parse = parse, .stretches = &stretch};
    mdp_status status = MDP_ERR_NOMEM;
    if (blocks_parse(parse) && definitions_sort(parse)) {
        end_cuts(parse);
        stretch.block_end = (uint32_t)parse->blocks.count;
        chunks.cuts = parse->cuts.items;
        chunks.count = group->last = parse->cuts.count;
        group->chunks = &chunks;
        status = group_write(group);
    }
    free_phases(parse, group);
    if (status != MDP_OK)
        return parse->too_large ? MDP_ERR_LIMIT : status;
    *document = build_document(&chunks, group);
    return *document ? MDP_OK : MDP_ERR_NOMEM;
}

/* In the calling thread. */
static mdp_status parse_alone(const char *text, size_t size, const mdp_options *options, const mdp_limits *limits,
                              mdp_document **document)
{
    struct mdp_allocator allocator = memory_allocator(&options->allocator);
    struct scratch scratch;
    unsigned text_sets = options_text_sets(options->flags);
    if (!scratch_make(&scratch, &allocator, text, size, text_sets))
        return MDP_ERR_NOMEM;
    struct parse parse = {
        .text = text,
        .size = (uint32_t)size,
        .flags = options->flags,
        .limits = *limits,
        .allocator = &allocator,
        .arena = arena_make(&allocator, scratch.arena, sizeof scratch.arena),
        .line_ends = scratch.line_ends,
        .specials = scratch.specials,
        .text_flags = scratch.text_flags,
        .text_sets = text_sets,
        .blocks = scratch.blocks,
        .segments = scratch.segments,
        .definitions = vector_make(&allocator, sizeof(struct link_definition), NULL, 0),
        .cuts = scratch.cuts,
        .map = vector_make(&allocator, sizeof(uint32_t), NULL, 0),
    };
    struct inlines inlines;
    struct writer writer;
    writer_make(&writer, &parse, &inlines, scratch.tape, scratch.pool, &scratch.writer);
    inlines_make(&inlines, &writer, &scratch.inlines);
    struct group group = {.parse = &parse, .writer = &writer, .written = VECTOR_IN(&allocator, scratch.written)};
    mdp_status status = parse_text(&parse, &group, document);
    writer_free(&writer);
    vector_free(&group.written);
    vector_free(&parse.definitions);
    vector_free(&parse.cuts);
    vector_free(&parse.map);
    scratch_free(&scratch);
    return status;
}

mdp_status mdp_parse(const char *text, size_t size, const mdp_options *options, const mdp_document **document)
{
    static const mdp_options defaults = MDP_OPTIONS_INIT;
    if (!document)
        return MDP_ERR_ARGUMENT;
    *document = NULL;
    if (!options)
        options = &defaults;
    if ((!text && size) || !options_are_valid(options))
        return MDP_ERR_ARGUMENT;
    mdp_limits limits = options_limits(options);
    if (size > limits.text_size)
        return MDP_ERR_LIMIT;

    text = size ? text : "";
    size_t parts = options->executor.run ? parallel_parts(&options->executor, size) : 1;
    mdp_document *parsed = NULL;
    mdp_status status = parts == 1 ? parse_alone(text, size, options, &limits, &parsed)
                                   : parallel_parse(text, size, options, parts, NULL, &parsed);
    *document = parsed;
    return status;
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
