/* parallel.c: one text on the threads of an executor. See parallel.h.
 *
 *   1. index        part by part
 *      lead         in the calling thread: the blocks of the start of the text
 *   2. blocks       part by part, each as if a top-level block began there: speculation.h
 *      join         in the calling thread: which of their blocks are right, where chunks begin, the map of definitions
 *      create       in the calling thread: the document, without chunks
 *   3. chunks       share by share, in groups that are written and built: chunks.h
 *      finish       in the calling thread: the map's entries, the lines before each chunk
 *   4. free         the blocks, part by part
 *
 * Between the steps all tasks have ended; within a step no task reads what another writes. Must not know how tasks
 * are run. */
#include "parallel.h"

#include <string.h>

#include "chunks.h"
#include "inlines.h"
#include "options.h"
#include "scratch.h"
#include "speculation.h"
#include "text_index.h"

/* A thread that is done early takes another part, so there are more parts than threads; a part is large enough that
 * waking a thread for it pays. */
enum { PARTS_FOR_THREAD = 4, PARTS_MOST = 1024, PART_SIZE_LEAST = 256 * 1024 };

/* Before any speculation, so much of the text is parsed, and on to the end of the block that is open then: a text that
 * is one fence, one list or one HTML block, perhaps behind a title and an introduction, costs what it costs one thread.
 * Small, as one thread does it: 1/64 of the smallest text that is cut. */
enum { LEAD_SIZE = 8 * 1024 };

/* Where a share of the chunks is written, and what with. */
struct workplace {
    size_t first; /* chunks [first, last), of which `first` is the next */
    size_t last;
    uint32_t use; /* of the document: the slab of its first group */
    struct parse parse;
    struct writer writer;
    struct inlines inlines;
    struct writer_first writer_first;
    struct inlines_first inlines_first;
    struct vector written; /* struct written: of each chunk */
    mdp_status status;     /* of writing */
};

struct parallel {
    struct parse parse; /* of the whole text; its blocks and segments are not used */
    const mdp_executor *executor;
    size_t parts;
    size_t speculation_count; /* at most parts and the lead */
    struct chunks chunks;
    mdp_document *document;
    struct vector index;        /* uint64_t */
    struct vector text_flags;   /* unsigned: of each part of the index */
    struct vector speculations; /* struct speculation */
    struct vector stretches;    /* struct stretch: of each speculation; empty if it was dropped */
    struct vector workplaces;   /* struct workplace: of each share, of which there are as many as parts */
};

static void run(struct parallel *parallel, size_t count, void (*task)(void *parallel, size_t index))
{
    if (count > 0)
        parallel->executor->run(parallel->executor->context, count, task, parallel);
}

/* Where part `index` begins, if all are of a size. */
static uint32_t even_begin(const struct parallel *parallel, size_t index)
{
    return (uint32_t)((uint64_t)parallel->parse.size * index / parallel->parts);
}

static struct speculation *speculation_at(const struct parallel *parallel, size_t index)
{
    return (struct speculation *)parallel->speculations.items + index;
}

static struct workplace *workplace_at(const struct parallel *parallel, size_t index)
{
    return (struct workplace *)parallel->workplaces.items + index;
}

/* ------------------------------------------------------------------------------------------------------------ index */

static void index_part(void *argument, size_t index)
{
    const struct parallel *parallel = argument;
    const struct parse *parse = &parallel->parse;
    uint64_t *line_ends = parallel->index.items;
    size_t begin = text_index_cut(parse->text, parse->size, even_begin(parallel, index));
    size_t end = text_index_cut(parse->text, parse->size, even_begin(parallel, index + 1));
    unsigned flags = 0;
    if (begin < end)
        flags = text_index_part(parse->level, parse->text, parse->size, begin, end, parse->text_sets, line_ends,
                                line_ends + text_index_words(parse->size));
    ((unsigned *)parallel->text_flags.items)[index] = flags;
}

static bool index_text(struct parallel *parallel)
{
    struct parse *parse = &parallel->parse;
    size_t words = text_index_words(parse->size);
    if (!vector_reserve(&parallel->index, 2 * words) || !vector_reserve(&parallel->text_flags, parallel->parts))
        return false;
    run(parallel, parallel->parts, index_part);
    parse->line_ends = parallel->index.items;
    parse->specials = parse->line_ends + words;
    for (size_t i = 0; i < parallel->parts; i++)
        parse->text_flags |= ((unsigned *)parallel->text_flags.items)[i];
    return true;
}

/* ----------------------------------------------------------------------------------------------------------- blocks */

/* The first line that begins at or behind `at`, which is not 0, or the end of the text. */
static uint32_t line_from(const struct parse *parse, uint32_t at)
{
    return next_line(parse, at - 1);
}

/* Whether a line is likely a boundary: it stands behind an empty one, and begins as most paragraphs and headings
 * do. */
static bool is_likely_boundary(const struct parse *parse, uint32_t line)
{
    const char *text = parse->text;
    unsigned char first = line < parse->size ? (unsigned char)text[line] : 0;
    return line > 1 && text[line - 1] == '\n' && text[line - 2] == '\n' &&
           (is_ascii_letter((char)first) || first == '#' || first >= 0x80);
}

/* A line at or behind `at` that is likely a boundary, unless that is far. */
static uint32_t guess_boundary(const struct parse *parse, uint32_t at)
{
    enum { FAR = 8 * 1024 };
    uint32_t first = line_from(parse, at);
    for (uint32_t line = first; line < parse->size && line - first < FAR; line = line_from(parse, line + 1))
        if (is_likely_boundary(parse, line))
            return line;
    return first;
}

static void add_speculation(struct parallel *parallel, uint32_t begin, uint32_t end)
{
    speculation_make(speculation_at(parallel, parallel->speculation_count++), &parallel->parse, begin, end);
}

/* Parses the first blocks of the text. Tests that say where to cut say so of these too: then the lead is no longer. */
static void parse_lead(struct parallel *parallel, const uint32_t *begins)
{
    const struct parse *parse = &parallel->parse;
    uint32_t end = parse->size;
    if (parallel->parts > 1 && begins)
        end = line_from(parse, begins[0] ? begins[0] : 1);
    else if (parallel->parts > 1 && parse->size > LEAD_SIZE)
        end = line_from(parse, LEAD_SIZE);
    add_speculation(parallel, 0, end);
    if (begins)
        speculation_run(speculation_at(parallel, 0));
    else
        speculation_lead(speculation_at(parallel, 0));
}

/* Cuts the text behind the lead into speculations. */
static void cut_text(struct parallel *parallel, const uint32_t *begins)
{
    const struct parse *parse = &parallel->parse;
    uint32_t begin = speculation_at(parallel, 0)->end;
    for (size_t i = 1; i <= parallel->parts; i++) {
        uint32_t end = parse->size;
        if (i < parallel->parts && begins)
            end = line_from(parse, begins[i - 1] ? begins[i - 1] : 1);
        else if (i < parallel->parts)
            end = guess_boundary(parse, even_begin(parallel, i));
        if (end > begin) {
            add_speculation(parallel, begin, end);
            begin = end;
        }
    }
}

static void parse_blocks(void *argument, size_t index)
{
    speculation_run(speculation_at(argument, index + 1)); /* behind the lead */
}

/* The blocks of a speculation that are right, and adds its definitions to those of the text. False where there is no
 * memory. */
static bool make_stretch(struct parallel *parallel, const struct speculation *speculation, struct stretch *stretch)
{
    const struct parse *parse = &speculation->parse;
    struct vector *definitions = &parallel->parse.definitions;
    struct cut begin, end = {.block = (uint32_t)parse->blocks.count, .definition = (uint32_t)parse->definitions.count};
    const struct cut *cuts = parse->cuts.items;
    if (speculation->cut_end < parse->cuts.count)
        end = cuts[speculation->cut_end];
    begin = speculation->cut < speculation->cut_end ? cuts[speculation->cut] : end;
    size_t count = end.definition - begin.definition;
    *stretch = (struct stretch){.parse = parse,
                                .block = begin.block,
                                .block_end = end.block,
                                .definition_shift = (uint32_t)definitions->count - begin.definition};
    if (count == 0)
        return true;
    if (!vector_reserve(definitions, count))
        return false;
    memcpy((struct link_definition *)definitions->items + definitions->count,
           (const struct link_definition *)parse->definitions.items + begin.definition,
           count * sizeof(struct link_definition));
    definitions->count += count;
    return true;
}

/* The first of the boundaries [low, high) that is at or behind `begin`, or high. Cost: logarithmic in how far behind
 * `low` that is, as the next is most often near. */
static size_t find_boundary(const struct cut *boundaries, size_t low, size_t high, uint64_t begin)
{
    size_t step = 1;
    for (; step < high - low && boundaries[low + step].begin < begin; step *= 2)
        low += step;
    if (step < high - low)
        high = low + step;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (boundaries[middle].begin < begin)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Adds the cuts that a single parse makes of the boundaries of a stretch; *next is where it may make one. */
static void add_cuts(struct parallel *parallel, size_t index, uint64_t *next)
{
    const struct speculation *speculation = speculation_at(parallel, index);
    const struct stretch *stretch = (const struct stretch *)parallel->stretches.items + index;
    const struct cut *boundaries = speculation->parse.cuts.items;
    struct vector *cuts = &parallel->parse.cuts;
    size_t at = speculation->cut;
    while ((at = find_boundary(boundaries, at, speculation->cut_end, *next)) < speculation->cut_end) {
        uint32_t begin = cuts->count ? boundaries[at].begin : 0;
        ((struct cut *)cuts->items)[cuts->count++] = (struct cut){
            .begin = begin,
            .block = boundaries[at].block,
            .definition = boundaries[at].definition + stretch->definition_shift,
            .stretch = (uint32_t)index,
        };
        *next = (uint64_t)begin + CHUNK_TEXT_SIZE;
        at++;
    }
}

/* From the speculations to the chunks, in the order of the text. */
static bool make_chunks(struct parallel *parallel)
{
    struct parse *parse = &parallel->parse;
    size_t count = parallel->speculation_count;
    if (!vector_reserve(&parallel->stretches, count) ||
        !vector_reserve(&parse->cuts, parse->size / CHUNK_TEXT_SIZE + 2))
        return false;
    struct stretch *stretches = parallel->stretches.items;
    uint64_t next = 0;
    for (size_t i = 0; i < count; i++) {
        if (!make_stretch(parallel, speculation_at(parallel, i), &stretches[i]))
            return false;
        add_cuts(parallel, i, &next);
    }
    struct cut *cuts = parse->cuts.items;
    if (parse->cuts.count == 0)
        cuts[parse->cuts.count++] = (struct cut){.begin = 0};
    cuts[parse->cuts.count] = (struct cut){
        .begin = parse->size,
        .block = stretches[count - 1].block_end,
        .definition = (uint32_t)parse->definitions.count,
        .stretch = (uint32_t)count - 1,
    };
    parallel->chunks = (struct chunks){parse, stretches, cuts, parse->cuts.count};
    return true;
}

/* --------------------------------------------------------------------------------------------------------- document */

static void make_workplace(struct parallel *parallel, size_t index)
{
    struct workplace *place = workplace_at(parallel, index);
    const struct mdp_allocator *allocator = parallel->parse.allocator;
    place->parse = parallel->parse;
    place->written = vector_make(allocator, sizeof(struct written), NULL, 0);
    place->writer.tape = vector_make(allocator, sizeof(uint32_t), NULL, 0);
    place->writer.pool = vector_make(allocator, 1, NULL, 0);
    writer_make(&place->writer, &place->parse, &place->inlines, &place->writer_first);
    inlines_make(&place->inlines, &place->writer, &place->inlines_first);
}

/* Gives each task a share of about the same number of bytes, and the slabs for its groups. */
static bool make_shares(struct parallel *parallel, size_t *slab_count)
{
    const struct chunks *chunks = &parallel->chunks;
    if (!vector_reserve(&parallel->workplaces, parallel->parts))
        return false;
    size_t first = 0;
    *slab_count = 1; /* the document's own */
    for (size_t i = 0; i < parallel->parts; i++) {
        size_t last = find_boundary(chunks->cuts, first, chunks->count, even_begin(parallel, i + 1));
        *workplace_at(parallel, i) = (struct workplace){.first = first, .last = last, .use = (uint32_t)*slab_count};
        *slab_count += chunks_group_count(chunks, first, last);
        first = last;
    }
    return true;
}

static mdp_status make_groups(struct parallel *parallel, struct workplace *place)
{
    const struct chunks *chunks = &parallel->chunks;
    struct group group = {
        .chunks = chunks, .parse = &place->parse, .writer = &place->writer, .written = &place->written};
    size_t share = chunks->cuts[place->last].begin - chunks->cuts[place->first].begin;
    if (!vector_reserve(&place->writer.tape, share / BYTES_FOR_WORD) ||
        !vector_reserve(&place->writer.pool, share / BYTES_FOR_POOL))
        return MDP_ERR_NOMEM;
    for (uint32_t use = place->use; place->first < place->last; use++) {
        group.first = place->first;
        group.last = place->first = chunks_group_end(chunks, place->first, place->last);
        mdp_status status = group_write(&group);
        if (status != MDP_OK)
            return status;
        if (!group_build_slab(&group, parallel->document, use))
            return MDP_ERR_NOMEM;
    }
    return MDP_OK;
}

static void make_share(void *argument, size_t index)
{
    struct parallel *parallel = argument;
    struct workplace *place = workplace_at(parallel, index);
    make_workplace(parallel, index);
    place->status = make_groups(parallel, place);
    inlines_free(&place->inlines);
    writer_free(&place->writer);
    vector_free(&place->written);
}

/* The blocks are not needed any more: giving memory back takes time too. */
static void free_blocks(void *argument, size_t index)
{
    speculation_free(speculation_at(argument, index + 1)); /* behind the lead */
}

static mdp_status make_document(struct parallel *parallel, mdp_document **document)
{
    size_t slab_count;
    char *memory;
    mdp_status status = MDP_OK;
    if (!make_shares(parallel, &slab_count))
        return MDP_ERR_NOMEM;
    parallel->document = chunks_create(&parallel->chunks, slab_count, 0, &memory);
    if (!parallel->document)
        return MDP_ERR_NOMEM;
    run(parallel, parallel->parts, make_share);
    for (size_t i = 0; i < parallel->parts && status == MDP_OK; i++)
        status = workplace_at(parallel, i)->status;
    if (status != MDP_OK) {
        chunks_discard(parallel->document);
        return status;
    }
    if (!chunks_finish(&parallel->chunks, parallel->document))
        return MDP_ERR_NOMEM;
    *document = parallel->document;
    run(parallel, parallel->speculation_count - 1, free_blocks);
    return MDP_OK;
}

/* ----------------------------------------------------------------------------------------------------------- phases */

static mdp_status parse_parts(struct parallel *parallel, const uint32_t *begins, mdp_document **document)
{
    const struct speculation *last;
    if (!index_text(parallel) || !vector_reserve(&parallel->speculations, parallel->parts + 1))
        return MDP_ERR_NOMEM;
    parse_lead(parallel, begins);
    cut_text(parallel, begins);
    run(parallel, parallel->speculation_count - 1, parse_blocks);
    if (!speculations_join(parallel->speculations.items, parallel->speculation_count, &last))
        return last->parse.too_large ? MDP_ERR_LIMIT : MDP_ERR_NOMEM;
    if (!make_chunks(parallel) || !definitions_sort(&parallel->parse))
        return MDP_ERR_NOMEM;
    return make_document(parallel, document);
}

static void free_parts(struct parallel *parallel)
{
    struct parse *parse = &parallel->parse;
    struct vector *vectors[] = {&parse->definitions,   &parse->cuts,           &parse->map,
                                &parallel->index,      &parallel->text_flags,  &parallel->stretches,
                                &parallel->workplaces, &parallel->speculations};
    for (size_t i = 0; i < parallel->speculation_count; i++)
        speculation_free(speculation_at(parallel, i));
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
        vector_free(vectors[i]);
}

size_t parallel_parts(const mdp_executor *executor, size_t size)
{
    size_t width = executor->width < PARTS_MOST ? executor->width : PARTS_MOST;
    size_t parts = width > 1 ? width * PARTS_FOR_THREAD : 1, most = size / PART_SIZE_LEAST;
    parts = parts < most ? parts : most;
    return parts == 0 ? 1 : parts < PARTS_MOST ? parts : PARTS_MOST;
}

mdp_status parallel_parse(const char *text, size_t size, const mdp_options *options, size_t parts,
                          const uint32_t *begins, mdp_document **document)
{
    struct mdp_allocator allocator = memory_allocator(&options->allocator);
    struct parallel parallel = {
        .parse =
            {
                .text = text,
                .size = (uint32_t)size,
                .flags = options->flags,
                .level = text_level_best(),
                .text_sets = options_text_sets(options->flags),
                .limits = options_limits(options),
                .allocator = &allocator,
                .definitions = vector_make(&allocator, sizeof(struct link_definition), NULL, 0),
                .cuts = vector_make(&allocator, sizeof(struct cut), NULL, 0),
                .map = vector_make(&allocator, sizeof(struct map_entry), NULL, 0),
            },
        .executor = &options->executor,
        .parts = parts,
        .index = vector_make(&allocator, sizeof(uint64_t), NULL, 0),
        .text_flags = vector_make(&allocator, sizeof(unsigned), NULL, 0),
        .speculations = vector_make(&allocator, sizeof(struct speculation), NULL, 0),
        .stretches = vector_make(&allocator, sizeof(struct stretch), NULL, 0),
        .workplaces = vector_make(&allocator, sizeof(struct workplace), NULL, 0),
    };
    mdp_status status = parse_parts(&parallel, begins, document);
    free_parts(&parallel);
    return status;
}
