/* invariants.c: document_check (ast/invariants.h) can fail: for each invariant a document that breaks it, and no other
 * before it.
 *
 * A text is parsed into memory that the test keeps. Then a word of a record is changed, or a function does something
 * else to the document, and document_check must name that number. The broken document is not released: its memory is
 * thrown away. That the invariants hold of what the parser makes is not tested here, but by every other test. */
#include "check.h"

#include <stdlib.h>

#include "invariants.h"
#include "label.h"
#include "layout.h"

/* ---------------------------------------------------------------------------------------- memory to throw away */

#define BLOCKS_MAX 64

struct memory {
    void *blocks[BLOCKS_MAX];
};

static void *memory_take(void *context, size_t size)
{
    struct memory *memory = context;
    for (size_t i = 0; i < BLOCKS_MAX; i++)
        if (memory->blocks[i] == NULL)
            return memory->blocks[i] = malloc(size);
    return NULL;
}

static void memory_give(void *context, void *block, size_t size)
{
    struct memory *memory = context;
    (void)size;
    for (size_t i = 0; i < BLOCKS_MAX; i++)
        if (memory->blocks[i] == block)
            memory->blocks[i] = NULL;
    free(block);
}

static void memory_drop(struct memory *memory)
{
    for (size_t i = 0; i < BLOCKS_MAX; i++)
        free(memory->blocks[i]);
}

/* A document that may be written to, of a paragraph of `before` bytes and the text; NULL where the parse fails. */
static mdp_document *parse(struct check *check, struct memory *memory, size_t before, const char *text)
{
    size_t size = before + strlen(text);
    char *whole = memory_take(memory, size);
    if (!CHECK(check, whole != NULL))
        return NULL;
    memset(whole, 'a', before);
    memcpy(whole + before, text, strlen(text));
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_EXT_GFM;
    options.allocator = (mdp_allocator){memory_take, memory_give, memory};
    const mdp_document *document = NULL;
    check->input = text;
    check->input_size = strlen(text);
    CHECK(check, mdp_parse(whole, size, &options, &document) == MDP_OK);
    return (mdp_document *)(uintptr_t)document;
}

static struct chunk *chunk_of(mdp_document *document, uint32_t index)
{
    return (struct chunk *)(uintptr_t)document->places[index].chunk;
}

/* The first record of that kind in the first chunk, or NULL. */
static uint32_t *find(mdp_document *document, mdp_kind kind)
{
    const struct chunk *chunk = document->places[0].chunk;
    uint32_t *tape = chunk_tape(chunk);
    for (uint32_t at = 0; at < chunk->tape_size; at += node_words(tape + at))
        if (node_kind(tape + at) == kind)
            return tape + at;
    return NULL;
}

static void expect(struct check *check, const mdp_document *document, unsigned number)
{
    struct invariant_failure failure;
    bool holds = document_check(document, &failure);
    CHECK(check, holds == (number == 0));
    if (!CHECK_SIZE(check, failure.number, number) && !holds)
        printf("  message: %s\n", failure.message);
}

/* -------------------------------------------------------------------------------------------- words of records */

#define TEN(text) text text text text text text text text text text

/* Adds to one word, or two, of the first record of a kind. */
static const struct poke {
    const char *name;
    unsigned number;
    const char *text;
    mdp_kind kind;
    unsigned word;
    int32_t add;
    unsigned second_word; /* and this, unless it is 0 */
    int32_t second_add;
} pokes[] = {
    {"size-of-record", 12, "a", MDP_KIND_TEXT, NODE_HEAD, 1 << 8, 0, 0},
    {"kind-of-document", 12, "a", MDP_KIND_PARAGRAPH, NODE_HEAD, MDP_KIND_DOCUMENT - MDP_KIND_PARAGRAPH, 0, 0},
    {"kind-unknown", 12, "a", MDP_KIND_PARAGRAPH, NODE_HEAD, 200 - MDP_KIND_PARAGRAPH, 0, 0},
    {"record-beyond-tape", 12, "a", MDP_KIND_TEXT, NODE_HEAD, (WORDS_STRING - WORDS_LEAF) << 8, 0, 0},
    {"parent-is-none", 13, "a", MDP_KIND_TEXT, NODE_PARENT, -1, 0, 0},
    {"parent-is-grandparent", 13, "a\n*b*", MDP_KIND_EMPHASIS, NODE_PARENT, 1, 0, 0},
    {"next-is-too-far", 14, "*a*b", MDP_KIND_EMPHASIS, NODE_NEXT, WORDS_LEAF + 1, 0, 0},
    {"next-is-within-record", 14, "*a*b", MDP_KIND_EMPHASIS, NODE_NEXT, -2, 0, 0},
    {"next-is-before-children", 14, "*a*b", MDP_KIND_EMPHASIS, NODE_NEXT, -WORDS_LEAF - 1, 0, 0},
    {"next-is-beyond-tape", 14, "a", MDP_KIND_PARAGRAPH, NODE_NEXT, 1, 0, 0},
    {"no-item-in-list", 15, "- a", MDP_KIND_LIST_ITEM, NODE_HEAD, MDP_KIND_BLOCK_QUOTE - MDP_KIND_LIST_ITEM, 0, 0},
    {"item-in-quote", 15, "> > a", MDP_KIND_BLOCK_QUOTE, NODE_HEAD, MDP_KIND_LIST_ITEM - MDP_KIND_BLOCK_QUOTE, 0, 0},
    {"text-in-quote", 15, "a", MDP_KIND_PARAGRAPH, NODE_HEAD, MDP_KIND_BLOCK_QUOTE - MDP_KIND_PARAGRAPH, 0, 0},
    {"block-in-heading", 15, "> a", MDP_KIND_BLOCK_QUOTE, NODE_HEAD,
     MDP_KIND_HEADING - MDP_KIND_BLOCK_QUOTE + (1 << 16), 0, 0},
    {"inline-at-top", 15, "***", MDP_KIND_THEMATIC_BREAK, NODE_HEAD, MDP_KIND_SOFT_BREAK - MDP_KIND_THEMATIC_BREAK, 0,
     0},
    {"link-in-link", 16, "![*[a](b)*](c)", MDP_KIND_IMAGE, NODE_HEAD, MDP_KIND_LINK - MDP_KIND_IMAGE, 0, 0},
    {"paragraph-of-nothing", 17, ">", MDP_KIND_BLOCK_QUOTE, NODE_HEAD, MDP_KIND_PARAGRAPH - MDP_KIND_BLOCK_QUOTE, 0, 0},
    {"autolink-without-text", 17, "[](a)", MDP_KIND_LINK, NODE_HEAD, (MDP_LINK_AUTO - MDP_LINK_INLINE) << 16, 0, 0},
    {"autolink-of-emphasis", 17, "[*a*](b)", MDP_KIND_LINK, NODE_HEAD, (MDP_LINK_AUTO - MDP_LINK_INLINE) << 16, 0, 0},
    {"autolink-of-two", 17, "[a*b*](c)", MDP_KIND_LINK, NODE_HEAD, (MDP_LINK_AUTO - MDP_LINK_INLINE) << 16, 0, 0},
    {"heading-level-0", 18, "# a", MDP_KIND_HEADING, NODE_HEAD, -(1 << 16), 0, 0},
    {"heading-level-7", 18, "# a", MDP_KIND_HEADING, NODE_HEAD, 6 << 16, 0, 0},
    {"setext-level-3", 18, "a\n-", MDP_KIND_HEADING, NODE_HEAD, 1 << 16, 0, 0},
    {"bullet-is-a-dot", 18, "- a", MDP_KIND_LIST, NODE_HEAD, ('.' - '-') << 24, 0, 0},
    {"ordered-by-a-hyphen", 18, "1. a", MDP_KIND_LIST, NODE_HEAD, -(('.' - '-') << 24), 0, 0},
    {"bullet-with-number", 18, "- a", MDP_KIND_LIST, NODE_LIST_START, 1, 0, 0},
    {"list-number-of-ten-digits", 18, "999999999. a", MDP_KIND_LIST, NODE_LIST_START, 1, 0, 0},
    {"list-detail-unknown", 18, "- a", MDP_KIND_LIST, NODE_HEAD, 8 << 16, 0, 0},
    {"code-detail-unknown", 18, "```\n", MDP_KIND_CODE_BLOCK, NODE_HEAD, 2 << 16, 0, 0},
    {"indented-with-info", 18, "``` a\n", MDP_KIND_CODE_BLOCK, NODE_HEAD, -(1 << 16), 0, 0},
    {"link-without-form", 18, "[a](b)", MDP_KIND_LINK, NODE_HEAD, -(1 << 16), 0, 0},
    {"image-by-autolink", 18, "![a](b)", MDP_KIND_IMAGE, NODE_HEAD, (MDP_LINK_AUTO - MDP_LINK_INLINE) << 16, 0, 0},
    {"text-with-detail", 18, "a", MDP_KIND_TEXT, NODE_HEAD, 1 << 16, 0, 0},
    {"span-empty", 19, "a", MDP_KIND_PARAGRAPH, NODE_END, -1, 0, 0},
    {"span-reversed", 19, "ab", MDP_KIND_TEXT, NODE_BEGIN, 2, NODE_END, -1},
    {"span-beyond-parent", 19, "*a*", MDP_KIND_TEXT, NODE_END, 2, 0, 0},
    {"span-before-parent", 19, "a *`b`*", MDP_KIND_CODE_SPAN, NODE_BEGIN, -2, 0, 0},
    {"span-beyond-text", 19, "a", MDP_KIND_PARAGRAPH, NODE_END, 1, 0, 0},
    {"siblings-overlap", 20, "ab*c*", MDP_KIND_EMPHASIS, NODE_BEGIN, -1, 0, 0},
    {"text-before-first-block", 21, "ab", MDP_KIND_PARAGRAPH, NODE_BEGIN, 1, 0, 0},
    {"text-between-blocks", 21, "a\n\n***", MDP_KIND_THEMATIC_BREAK, NODE_BEGIN, 1, 0, 0},
    {"text-behind-last-block", 21, "a\n\n***", MDP_KIND_THEMATIC_BREAK, NODE_END, -1, 0, 0},
    {"string-beyond-pool", 22, "`a`", MDP_KIND_CODE_SPAN, NODE_TEXT + 1, 100, 0, 0},
    {"string-overflows", 22, "`ab`", MDP_KIND_CODE_SPAN, NODE_TEXT, -2, 0, 0},
    {"string-over-end-of-text", 22, "`a`&lt;", MDP_KIND_CODE_SPAN, NODE_TEXT + 1, 6, 0, 0},
    {"string-empty-somewhere", 22, "[a]()", MDP_KIND_LINK, NODE_LINK_DESTINATION, 1, 0, 0},
    {"slice-with-cr", 23, "`a`\r", MDP_KIND_CODE_SPAN, NODE_TEXT + 1, 2, 0, 0},
    {"slice-torn", 23, "`\xC3\xA9`", MDP_KIND_CODE_SPAN, NODE_TEXT + 1, -1, 0, 0},
    {"slice-beyond-span", 24, "`a` b", MDP_KIND_CODE_SPAN, NODE_TEXT, 3, 0, 0},
    {"slice-before-span", 24, "b `a`", MDP_KIND_CODE_SPAN, NODE_TEXT, -3, 0, 0},
    {"info-beyond-span", 24, "a\n\n``` b\n", MDP_KIND_CODE_BLOCK, NODE_CODE_INFO, -7, 0, 0},
    {"text-with-string-in-text", 24, "&lt;", MDP_KIND_TEXT, NODE_TEXT, -4, 0, 0},
    {"text-of-two-lines", 25, "a\nb", MDP_KIND_TEXT, NODE_END, 1, 0, 0},
    {"code-span-of-two-lines", 25, "`a\nb`", MDP_KIND_CODE_SPAN, NODE_TEXT, -4, 0, 0},
    {"label-empty", 27, "[a]: b", MDP_KIND_DEFINITION, NODE_DEFINITION_LABEL, -1, NODE_DEFINITION_LABEL + 1, -1},
    {"label-blank", 27, "[a ]: b", MDP_KIND_DEFINITION, NODE_DEFINITION_LABEL, 1, NODE_DEFINITION_LABEL + 1, -1},
    {"label-too-long", 27, "[a]: b" TEN(TEN("abcdefghij")), MDP_KIND_DEFINITION, NODE_DEFINITION_LABEL + 1,
     LABEL_SIZE_MAX, 0, 0},
    {"label-of-link-empty", 27, "[a]\n\n[a]: b", MDP_KIND_LINK, NODE_LINK_LABEL, -1, NODE_LINK_LABEL + 1, -1},
    {"label-of-link-blank", 27, "[a ]\n\n[a]: b", MDP_KIND_LINK, NODE_LINK_LABEL, 1, NODE_LINK_LABEL + 1, -1},
    {"hash-of-link", 27, "[a]\n\n[a]: b", MDP_KIND_LINK, NODE_LINK_HASH + 1, 1, 0, 0},
    {"box-before-item", 32, "- [ ] a", MDP_KIND_LIST_ITEM, NODE_TASK_BOX, -2, 0, 0},
    {"box-beyond-item", 32, "- [ ] a", MDP_KIND_LIST_ITEM, NODE_TASK_BOX, 3, 0, 0},
    {"box-elsewhere", 32, "- [ ] abcdef", MDP_KIND_LIST_ITEM, NODE_TASK_BOX, 1, 0, 0},
    {"open-task-is-done", 32, "- [ ] a", MDP_KIND_LIST_ITEM, NODE_HEAD, 1 << 16, 0, 0},
    {"done-task-is-open", 32, "- [x] a", MDP_KIND_LIST_ITEM, NODE_HEAD, -(1 << 16), 0, 0},
    {"item-with-detail", 18, "- a", MDP_KIND_LIST_ITEM, NODE_HEAD, 1 << 16, 0, 0},
    {"task-detail-unknown", 18, "- [x] a", MDP_KIND_LIST_ITEM, NODE_HEAD, 1 << 16, 0, 0},
    {"list-from-1-is-not", 18, "1. a", MDP_KIND_LIST, NODE_HEAD, DETAIL_LIST_STARTED << 16, 0, 0},
    {"list-from-2-is-from-1", 18, "2. a", MDP_KIND_LIST, NODE_HEAD, -(DETAIL_LIST_STARTED << 16), 0, 0},
    {"bullets-have-a-number", 18, "- a", MDP_KIND_LIST, NODE_HEAD, DETAIL_LIST_STARTED << 16, 0, 0},
    {"paragraph-in-no-list-is-tight", 18, "a", MDP_KIND_PARAGRAPH, NODE_HEAD, DETAIL_PARAGRAPH_TIGHT << 16, 0, 0},
    {"paragraph-is-not-tight", 18, "- a", MDP_KIND_PARAGRAPH, NODE_HEAD, -(DETAIL_PARAGRAPH_TIGHT << 16), 0, 0},
    {"list-is-loose", 18, "- a", MDP_KIND_LIST, NODE_HEAD, DETAIL_LIST_LOOSE << 16, 0, 0},
    {"paragraph-in-loose-list-is-tight", 18, "- a\n\n- b", MDP_KIND_PARAGRAPH, NODE_HEAD, 1 << 16, 0, 0},
    {"paragraph-in-quote-in-item-is-tight", 18, "- > a", MDP_KIND_PARAGRAPH, NODE_HEAD, 1 << 16, 0, 0},
    {"paragraph-detail-unknown", 18, "a", MDP_KIND_PARAGRAPH, NODE_HEAD, 2 << 16, 0, 0},
    {"task-that-is-none", 18, "- [ ] a", MDP_KIND_LIST_ITEM, NODE_HEAD, -(1 << 16), 0, 0},
    {"row-detail-unknown", 18, "|a|\n|-|", MDP_KIND_TABLE_ROW, NODE_HEAD, 1 << 16, 0, 0},
    {"row-is-no-header", 18, "|a|\n|-|", MDP_KIND_TABLE_ROW, NODE_HEAD, -(DETAIL_ROW_HEADER << 16), 0, 0},
    {"cell-is-not-in-header", 18, "|a|\n|-|", MDP_KIND_TABLE_CELL, NODE_HEAD, -(DETAIL_CELL_HEADER << 16), 0, 0},
    {"cell-detail-unknown", 18, "|a|\n|-|", MDP_KIND_TABLE_CELL, NODE_HEAD, 8 << 16, 0, 0},
    {"marker-at-begin", 33, "> [!TIP]\n> a", MDP_KIND_ALERT, NODE_ALERT_MARKER, -2, 0, 0},
    {"marker-beyond-alert", 33, "> [!TIP]\n> a", MDP_KIND_ALERT, NODE_ALERT_MARKER, 8, 0, 0},
    {"marker-elsewhere", 33, "> [!TIP]\n> abc", MDP_KIND_ALERT, NODE_ALERT_MARKER, 1, 0, 0},
    {"marker-of-another", 33, "> [!TIP]\n> abcdefgh", MDP_KIND_ALERT, NODE_HEAD, 1 << 16, 0, 0},
    {"alert-of-nothing", 18, "> [!NOTE]\n> a", MDP_KIND_ALERT, NODE_HEAD, -(1 << 16), 0, 0},
    {"alert-unknown", 18, "> [!CAUTION]\n> a", MDP_KIND_ALERT, NODE_HEAD, 1 << 16, 0, 0},
    {"alert-in-quote", 15, "> 1. a", MDP_KIND_LIST, NODE_HEAD, MDP_KIND_ALERT - MDP_KIND_LIST - ('.' << 24), 0, 0},
    {"footnote-holds-nothing", 15, "[^a]: b", MDP_KIND_PARAGRAPH, NODE_HEAD, MDP_KIND_LIST_ITEM - MDP_KIND_PARAGRAPH, 0,
     0},
    {"footnote-with-detail", 18, "[^a]: b", MDP_KIND_FOOTNOTE_DEFINITION, NODE_HEAD, 1 << 16, 0, 0},
    {"label-of-footnote-too-long", 27, "[^a]: b" TEN(TEN("abcdefghij")), MDP_KIND_FOOTNOTE_DEFINITION,
     NODE_FOOTNOTE_LABEL + 1, LABEL_SIZE_MAX, 0, 0},
    {"hash-of-footnote", 27, "[^a]\n\n[^a]: b", MDP_KIND_FOOTNOTE_REFERENCE, NODE_REFERENCE_HASH, 1, 0, 0},
    {"label-of-footnote-bare", 34, "[^a]: b", MDP_KIND_FOOTNOTE_DEFINITION, NODE_FOOTNOTE_LABEL, 1,
     NODE_FOOTNOTE_LABEL + 1, -1},
    {"label-of-footnote-with-bracket", 34, "[^a]: b", MDP_KIND_FOOTNOTE_DEFINITION, NODE_FOOTNOTE_LABEL + 1, 1, 0, 0},
    {"pool-with-a-hole", 11, "`a\nb`", MDP_KIND_CODE_SPAN, NODE_TEXT + 1, -1, 0, 0},
};

static void run_poke(struct check *check, const struct poke *poke)
{
    struct memory memory = {{NULL}};
    mdp_document *document = parse(check, &memory, 0, poke->text);
    uint32_t *record = document ? find(document, poke->kind) : NULL;
    if (CHECK(check, record != NULL)) {
        expect(check, document, 0);
        record[poke->word] += (uint32_t)poke->add;
        if (poke->second_word)
            record[poke->second_word] += (uint32_t)poke->second_add;
        expect(check, document, poke->number);
    }
    memory_drop(&memory);
}

/* ------------------------------------------------------------------------------------------------ all other things */

static void no_reference(mdp_document *document)
{
    atomic_store(&document_slab(document)->document_references, 0);
}

static void no_place(mdp_document *document)
{
    document->place_count = 0;
}

static void map_elsewhere(mdp_document *document)
{
    document->definitions++;
}

static void map_over_uses(mdp_document *document)
{
    document->definitions = (const struct definition *)(const void *)document->uses;
}

static void uses_elsewhere(mdp_document *document)
{
    document->uses++;
}

static void use_of_nothing(mdp_document *document)
{
    document->use_count = 0;
}

static void use_without_place(mdp_document *document)
{
    document->places[0].use = 1;
}

static void used_bytes(mdp_document *document)
{
    document->uses[0].used += sizeof(uint64_t);
    document_slab(document)->size += sizeof(uint64_t);
}

static void slab_without_reference(mdp_document *document)
{
    atomic_store(&document_slab(document)->references, 0);
}

static void slab_elsewhere(mdp_document *document)
{
    document->uses[0].slab++;
}

static void slab_too_large(mdp_document *document)
{
    document_slab(document)->size += sizeof(uint64_t);
}

static void slab_too_small(mdp_document *document)
{
    document_slab(document)->size -= sizeof(uint64_t);
}

/* Its parts then begin in the chunk before. */
static void chunk_elsewhere(mdp_document *document)
{
    struct chunk *first = chunk_of(document, 0);
    first->pool_size += sizeof(uint64_t);
}

static void line_steps(mdp_document *document)
{
    chunk_of(document, 0)->line_count++;
}

static void place_begin(mdp_document *document)
{
    document->places[1].begin++;
}

static void text_size(mdp_document *document)
{
    document->text_size++;
}

static void place_line_ends(mdp_document *document)
{
    document->places[1].line_ends++;
}

static void slab_without_padding(mdp_document *document)
{
    struct slab *slab = document_slab(document);
    ((char *)slab)[slab->size - 1] = 'a';
}

/* The last chunk loses its tape, and the slab as much of its size. */
static void chunk_without_block(mdp_document *document)
{
    struct chunk *chunk = chunk_of(document, 1);
    size_t size = chunk_size(chunk);
    chunk->tape_size = 0;
    struct slab *slab = document_slab(document);
    slab->size -= size - chunk_size(chunk);
    memset((char *)slab + slab->size - MDP_STRING_PADDING, 0, MDP_STRING_PADDING);
    document->uses[0].used -= size - chunk_size(chunk);
}

static void chunk_within_line(mdp_document *document)
{
    struct chunk *chunk = chunk_of(document, 0);
    chunk_text(chunk)[chunk->text_size - 1] = ' ';
    chunk->line_ends--;
    document->places[1].line_ends--;
}

static void chunk_before_block(mdp_document *document)
{
    struct chunk *chunk = chunk_of(document, 1);
    chunk_text(chunk)[0] = '\n';
    chunk->line_ends++;
}

static void line_ends(mdp_document *document)
{
    chunk_of(document, 0)->line_ends++;
}

static void line_index_lines(mdp_document *document)
{
    chunk_lines(chunk_of(document, 0))[1].lines++;
}

static void line_index_begin(mdp_document *document)
{
    chunk_lines(chunk_of(document, 0))[1].begin++;
}

static void nodes(mdp_document *document)
{
    chunk_of(document, 0)->nodes++;
}

static void blocks(mdp_document *document)
{
    chunk_of(document, 0)->blocks++;
}

static void definition_node(mdp_document *document)
{
    chunk_definitions(chunk_of(document, 0))[0].node++;
}

static void definition_hash(mdp_document *document)
{
    chunk_definitions(chunk_of(document, 0))[0].hash++;
}

static void definition_zero(mdp_document *document)
{
    chunk_definitions(chunk_of(document, 0))[0].zero++;
}

static void lookup(mdp_document *document)
{
    chunk_lookups(chunk_of(document, 0))[0]++;
}

static void nul_in_text(mdp_document *document)
{
    chunk_text(chunk_of(document, 0))[0] = '\0';
}

static void nul_in_pool(mdp_document *document)
{
    struct chunk *chunk = chunk_of(document, 0);
    chunk_text(chunk)[chunk->text_size] = '\0';
}

static void invalid_in_text(mdp_document *document)
{
    chunk_text(chunk_of(document, 0))[0] = '\xFF';
}

/* "a\*b": the second text is made to begin where the first ends. */
static void texts_contiguous(mdp_document *document)
{
    uint32_t *first = find(document, MDP_KIND_TEXT);
    first[WORDS_LEAF + NODE_BEGIN] = first[NODE_END];
}

static struct definition *map_of(mdp_document *document)
{
    return (struct definition *)(uintptr_t)document->definitions;
}

static void map_node(mdp_document *document)
{
    map_of(document)[0].index++;
}

static void map_chunk(mdp_document *document)
{
    map_of(document)[0].chunk = document->place_count;
}

static void map_hash(mdp_document *document)
{
    map_of(document)[0].hash++;
}

static void map_swapped(mdp_document *document)
{
    struct definition *map = map_of(document), first = map[0];
    map[0] = map[1];
    map[1] = first;
}

static void map_twice(mdp_document *document)
{
    map_of(document)[1] = map_of(document)[0];
}

static void map_labels(mdp_document *document)
{
    document->label_count++;
}

/* "[c][a]": the link is made to refer to "c", which is not defined, as if that had been looked up. */
static void label_not_defined(mdp_document *document)
{
    uint32_t *link = find(document, MDP_KIND_LINK);
    uint64_t hash = label_hash("c", 1);
    link[NODE_LINK_LABEL] = 1;
    link[NODE_LINK_HASH] = (uint32_t)hash;
    link[NODE_LINK_HASH + 1] = (uint32_t)(hash >> 32);
    chunk_lookups(chunk_of(document, 0))[0] = hash;
}

/* More than the parser puts into a chunk before it begins the next. */
enum { CHUNK = 10000 };

static const struct breakage {
    const char *name;
    unsigned number;
    size_t before;
    const char *text;
    void (*apply)(mdp_document *document);
} breakages[] = {
    {"no-reference", 1, 0, "a", no_reference},
    {"no-place", 1, 0, "a", no_place},
    {"uses-elsewhere", 1, 0, "a", uses_elsewhere},
    {"use-of-nothing", 1, 0, "a", use_of_nothing},
    {"use-without-place", 2, 0, "a", use_without_place},
    {"used-bytes", 2, 0, "a", used_bytes},
    {"map-elsewhere", 2, 0, "[a]: b", map_elsewhere},
    {"map-over-uses", 2, 0, "[a]: b", map_over_uses},
    {"slab-without-reference", 1, 0, "a", slab_without_reference},
    {"slab-elsewhere", 1, 0, "a", slab_elsewhere},
    {"slab-too-large", 1, 0, "a", slab_too_large},
    {"slab-too-small", 1, 0, "a", slab_too_small},
    {"slab-without-padding", 1, 0, "a", slab_without_padding},
    {"chunk-elsewhere", 2, CHUNK, "\n\n - b\n", chunk_elsewhere},
    {"line-steps", 2, 0, "a", line_steps},
    {"place-begin", 3, CHUNK, "\n\n - b\n", place_begin},
    {"text-size", 3, 0, "a", text_size},
    {"place-line-ends", 4, CHUNK, "\n\n - b\n", place_line_ends},
    {"chunk-without-block", 5, CHUNK, "\n\n - b\n", chunk_without_block},
    {"chunk-within-line", 6, CHUNK, "\n\n - b\n", chunk_within_line},
    {"chunk-before-block", 6, CHUNK, "\n\n - b\n", chunk_before_block},
    {"line-ends", 7, 0, "a\n", line_ends},
    {"line-index-lines", 7, CHUNK, "", line_index_lines},
    {"line-index-begin", 7, CHUNK, "", line_index_begin},
    {"nodes", 8, 0, "a", nodes},
    {"blocks", 8, 0, "a", blocks},
    {"definition-node", 9, 0, "[a]: b", definition_node},
    {"definition-hash", 9, 0, "[a]: b", definition_hash},
    {"definition-zero", 9, 0, "[a]: b", definition_zero},
    {"lookup", 10, 0, "[a]\n\n[a]: b", lookup},
    {"nul-in-text", 23, 0, "a", nul_in_text},
    {"nul-in-pool", 23, 0, "&lt;", nul_in_pool},
    {"invalid-in-text", 23, 0, "a", invalid_in_text},
    {"texts-contiguous", 26, 0, "a\\*b", texts_contiguous},
    {"map-node", 28, 0, "[a]: b", map_node},
    {"map-chunk", 28, 0, "[a]: b", map_chunk},
    {"map-hash", 28, 0, "[a]: b", map_hash},
    {"map-swapped", 29, 0, "[a]: b\n[c]: d", map_swapped},
    {"map-twice", 29, 0, "[a]: b\n[c]: d", map_twice},
    {"map-labels", 30, 0, "[a]: b\n[A]: c", map_labels},
    {"label-not-defined", 31, 0, "[c][a]\n\n[a]: b", label_not_defined},
};

static void run_breakage(struct check *check, const struct breakage *breakage)
{
    struct memory memory = {{NULL}};
    mdp_document *document = parse(check, &memory, breakage->before, breakage->text);
    if (document) {
        expect(check, document, 0);
        breakage->apply(document);
        expect(check, document, breakage->number);
    }
    memory_drop(&memory);
}

/* A document of the same chunk, but with nothing in its map. */
static void map_without(struct check *check)
{
    struct memory memory = {{NULL}};
    const mdp_allocator allocator = {memory_take, memory_give, &memory};
    mdp_document *with = parse(check, &memory, 0, "[a]: b");
    if (with == NULL)
        return;
    char *behind;
    const struct chunk *chunk = with->places[0].chunk;
    mdp_document *without = document_create(&allocator, 1, 1, chunk_size(chunk), &behind);
    if (CHECK(check, without != NULL)) {
        memcpy(behind, chunk, chunk_size(chunk));
        without->text_size = with->text_size;
        without->uses[0].used = chunk_size(chunk);
        without->places[0] = (struct place){.chunk = (struct chunk *)(void *)behind};
        expect(check, with, 0);
        expect(check, without, 30);
    }
    memory_drop(&memory);
}

/* ------------------------------------------------------------------------------------------------------------ main */

/* Each number of the list is broken by something above. */
static void all_numbers(struct check *check)
{
    enum { INVARIANTS = 32 };
    for (unsigned number = 1; number <= INVARIANTS; number++) {
        bool found = false;
        for (size_t i = 0; i < CHECK_COUNT(pokes); i++)
            found = found || pokes[i].number == number;
        for (size_t i = 0; i < CHECK_COUNT(breakages); i++)
            found = found || breakages[i].number == number;
        if (!CHECK(check, found))
            printf("  number: %u\n", number);
    }
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"all_numbers", all_numbers}, {"map_without", map_without}};
    struct check check;
    check_start(&check, argc, argv);
    check_cases(&check, cases, CHECK_COUNT(cases));
    for (size_t i = 0; i < CHECK_COUNT(pokes); i++) {
        if (check_begin(&check, pokes[i].name, NULL, 0)) {
            run_poke(&check, &pokes[i]);
            check_end(&check);
        }
    }
    for (size_t i = 0; i < CHECK_COUNT(breakages); i++) {
        if (check_begin(&check, breakages[i].name, NULL, 0)) {
            run_breakage(&check, &breakages[i]);
            check_end(&check);
        }
    }
    return check_finish(&check);
}
