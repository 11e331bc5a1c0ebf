/* edit_costs.c: what an edit parses again: only what it must. Costs are counted in chunks, by the number that a
 * document keeps of those that were parsed to make it (ast/layout.h), and not timed. */
#include "documents.h"

#include <stdlib.h>

#include "layout.h"

enum { SECTIONS = 3000, USE_EACH = 300 };

/* Sections, of which one in USE_EACH refers to [label], which is defined at the end, and one at the start to [other],
 * which is not. */
static char *make_text(size_t *size)
{
    char *text = malloc(SECTIONS * 160);
    if (!text)
        abort();
    *size = 0;
    for (size_t i = 0; i < SECTIONS; i++)
        *size += (size_t)sprintf(text + *size, "## Section %zu\n\nSome text of a section%s, *and* more of it.\n\n", i,
                                 i % USE_EACH ? "" : " [label]");
    *size += (size_t)sprintf(text + *size, "Again [other].\n\n***\n\n[label]: /target 'title'\n");
    return text;
}

static const mdp_document *parse(struct check *check)
{
    const mdp_document *document = NULL;
    size_t size;
    char *text = make_text(&size);
    CHECK(check, mdp_parse(text, size, NULL, &document) == MDP_OK);
    free(text);
    return document;
}

/* The same text with the footnote [^labe] in place of the link. */
static const mdp_document *parse_footnotes(struct check *check)
{
    const mdp_document *document = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_EXT_FOOTNOTES;
    size_t size;
    char *text = make_text(&size);
    for (size_t i = 0; i + 7 < size; i++)
        if (memcmp(text + i, "[label]", 7) == 0)
            memcpy(text + i, "[^labe]", 7);
    CHECK(check, mdp_parse(text, size, &options, &document) == MDP_OK);
    free(text);
    return document;
}

/* Where these bytes stand for the last time. */
static size_t find_last(const mdp_document *document, const char *what)
{
    size_t size, length = strlen(what), found = 0;
    char *text = document_text(document, &size);
    for (size_t at = 0; at + length <= size; at++)
        if (memcmp(text + at, what, length) == 0)
            found = at;
    free(text);
    return found;
}

/* The chunks that asked for the label of a definition, the first in its chunk. */
static uint32_t count_lookups(const mdp_document *document, mdp_node definition)
{
    uint32_t count = 0;
    uint64_t hash = document->places[definition.chunk].chunk->definition_count
                        ? chunk_definitions(document->places[definition.chunk].chunk)[0].hash
                        : 0;
    for (uint32_t i = 0; i < document->place_count; i++) {
        const struct chunk *chunk = document->places[i].chunk;
        uint32_t k = 0;
        while (k < chunk->lookup_count && chunk_lookups(chunk)[k] != hash)
            k++;
        count += k < chunk->lookup_count;
    }
    return count;
}

/* An edit, and how many chunks are parsed for it. */
static void costs(struct check *check, size_t begin, size_t end, const char *with, uint32_t least, uint32_t most)
{
    const mdp_document *document = parse(check), *edited = document_edited(check, document, begin, end, with);
    CHECK(check, document->place_count > 15 && document->chunks_parsed == document->place_count);
    if (!CHECK(check, edited->chunks_parsed >= least && edited->chunks_parsed <= most))
        printf("  came: %u chunks of %u\n", edited->chunks_parsed, document->place_count);
    mdp_document_release(edited);
    mdp_document_release(document);
}

static void typing_parses_one_chunk(struct check *check)
{
    const mdp_document *document = parse(check);
    size_t size = mdp_document_size(document);
    for (size_t i = 1; i < 20; i++) {
        size_t at = document->places[i % document->place_count].begin + 200;
        costs(check, at, at, "x", 1, 1);
        costs(check, at, at + 3, "", 1, 1);
        costs(check, size * i / 20, size * i / 20, "\n", 1, 3); /* perhaps at the start of a chunk */
    }
    mdp_document_release(document);
}

static void appending_parses_the_last_chunk(struct check *check)
{
    const mdp_document *document = parse(check);
    for (size_t i = 0; i < 2000 && check->complaints == 0; i++) {
        const mdp_document *next = NULL;
        CHECK(check, mdp_document_append(document, i % 9 ? "more words " : "\n\n", i % 9 ? 11 : 2, &next) == MDP_OK);
        CHECK(check, next->chunks_parsed <= 2);
        mdp_document_release(document);
        document = next;
    }
    mdp_document_release(document);
}

static void a_target_concerns_nobody(struct check *check)
{
    const mdp_document *document = parse(check);
    size_t target = find_last(document, "/target"), title = find_last(document, "'title'");
    CHECK(check, count_lookups(document, mdp_document_definition(document, "label", 5)) >= SECTIONS / USE_EACH);
    costs(check, target, target + 7, "/elsewhere", 1, 1);
    costs(check, title, title + 7, "", 1, 1);
    mdp_document_release(document);
}

/* Exactly those chunks that asked for a label, and the one with the definition. */
static void a_label_concerns_those_who_asked(struct check *check)
{
    const mdp_document *document = parse(check), *undefined, *defined;
    size_t at = find_last(document, "[label]:");
    uint32_t asked = count_lookups(document, mdp_document_definition(document, "label", 5));
    undefined = document_edited(check, document, at + 1, at + 2, "L"); /* the same label: case does not matter */
    CHECK_SIZE(check, undefined->chunks_parsed, 1);
    mdp_document_release(undefined);
    undefined = document_edited(check, document, at + 1, at + 2, "b");
    CHECK_SIZE(check, undefined->chunks_parsed, asked + 1);
    defined = document_edited(check, undefined, at + 1, at + 2, "l");
    CHECK_SIZE(check, defined->chunks_parsed, asked + 1);
    mdp_document_release(defined);
    mdp_document_release(undefined);
    costs(check, at + 1, at + 6, "other", asked + 1, asked + 2); /* one is gone and one comes */
    costs(check, at, at, "[nobody]: /u\n", 1, 1);
    costs(check, 0, 0, "[label]: /first\n\n", 1, 2); /* shadows the other, which changes no tree */
    mdp_document_release(document);
}

/* The same of a footnote. Its number, and those of others, are in no chunk. */
static void a_footnote_concerns_those_who_asked(struct check *check)
{
    const mdp_document *document = parse_footnotes(check), *undefined, *defined, *other;
    size_t at = find_last(document, "[^labe]:");
    uint32_t asked = count_lookups(document, mdp_document_footnote(document, "labe", 4));
    CHECK(check, asked >= SECTIONS / USE_EACH && asked < document->place_count / 2);
    undefined = document_edited(check, document, at + 2, at + 3, "x");
    CHECK_SIZE(check, undefined->chunks_parsed, asked + 1);
    defined = document_edited(check, undefined, at + 2, at + 3, "L"); /* the same label: case does not matter */
    CHECK_SIZE(check, defined->chunks_parsed, asked + 1);
    other = document_edited(check, defined, at + 10, at + 10, "another note");
    CHECK_SIZE(check, other->chunks_parsed, 1);
    mdp_document_release(other);
    other = document_edited(check, defined, 0, 0, "[^new]: note\n\n[^new]\n\n"); /* is the first now */
    CHECK(check, other->chunks_parsed <= 2);
    mdp_document_release(other);
    mdp_document_release(defined);
    mdp_document_release(undefined);
    mdp_document_release(document);
}

/* A definition behind another of the same label comes into force when that goes. */
static void a_shadowed_definition_stays(struct check *check)
{
    const mdp_document *document = parse(check);
    const mdp_document *two = document_edited(check, document, 0, 0, "[label]: /first\n\n");
    const mdp_document *one = document_edited(check, two, 0, 17, "");
    mdp_node definition = mdp_document_definition(two, "label", 5);
    CHECK_STRING(check, mdp_node_destination(definition), "/first");
    CHECK(check, two->definition_count == 2 && two->label_count == 1);
    CHECK_STRING(check, mdp_node_destination(mdp_document_definition(one, "label", 5)), "/target");
    CHECK(check, one->chunks_parsed <= 2);
    mdp_document_release(one);
    mdp_document_release(two);
    mdp_document_release(document);
}

/* However a document is edited, its chunks keep a size: none but the last is small, and none is large without a block
 * that is. */
static void chunks_keep_their_size(struct check *check)
{
    const mdp_document *document = parse(check);
    uint64_t dice = 2463534242;
    for (size_t i = 0; i < 1000 && check->complaints == 0; i++) {
        dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
        size_t size = mdp_document_size(document), at = (size_t)(dice >> 11) % size;
        bool removes = i % 5 == 0;
        size_t end = removes ? at + (i % 100 ? (size_t)(dice >> 40) % 150 : 12000) : at;
        const mdp_document *next =
            document_edited(check, document, at, end < size ? end : size, removes ? "" : "\n\nA paragraph.\n\n");
        mdp_document_release(document);
        document = next;
        for (uint32_t p = 0; p + 1 < document->place_count; p++)
            CHECK(check, document->places[p].chunk->text_size >= 4096 && document->places[p].chunk->text_size < 13000);
    }
    mdp_document_release(document);
}

/* The map is the old one where the definitions are. */
static void maps_are_shared(struct check *check)
{
    const mdp_document *document = parse(check), *edited = document_edited(check, document, 5000, 5000, "x");
    CHECK(check, edited->definitions == document->definitions);
    mdp_document_release(edited);
    edited = document_edited(check, document, find_last(document, "Again"), find_last(document, "Again"), "x");
    CHECK(check, edited->definitions == document->definitions); /* in the chunk of the definition, whose record moves */
    mdp_document_release(edited);
    mdp_document_release(document);
}

/* The largest block that was asked for. */
static void *allocate_noting(void *context, size_t size)
{
    size_t *largest = context;
    *largest = size > *largest ? size : *largest;
    return malloc(size);
}

static void release_noting(void *context, void *memory, size_t size)
{
    (void)context;
    (void)size;
    free(memory);
}

/* How much memory the rest of a text will need is judged by what a section of it has, not by all sections before. The
 * first edit puts so many blocks in that memory grows early in a later one. */
static void many_regions_take_little(struct check *check)
{
    enum { SIZE = 2000000, STEP = 40960, FIRST = 4002, INSERTED = 2793, EDITS = (SIZE - FIRST - 10) / STEP + 1 };
    static const char lines[] = "a\n\n";
    static char text[SIZE], inserted[INSERTED];
    const mdp_document *document = NULL, *edited = NULL;
    mdp_edit edits[EDITS];
    mdp_options options = MDP_OPTIONS_INIT;
    size_t largest = 0;
    for (size_t i = 0; i < SIZE; i++)
        text[i] = lines[i % 3];
    memcpy(inserted, text, INSERTED);
    for (size_t i = 0; i < EDITS; i++)
        edits[i] = (mdp_edit){FIRST + i * STEP, FIRST + i * STEP, inserted, i ? 3 : INSERTED};
    options.allocator = (mdp_allocator){allocate_noting, release_noting, &largest};
    CHECK(check, mdp_parse(text, SIZE, &options, &document) == MDP_OK);
    largest = 0;
    CHECK(check, mdp_document_edit(document, edits, EDITS, &edited) == MDP_OK);
    if (!CHECK(check, largest <= 8 * (size_t)SIZE))
        printf("  largest: %zu bytes\n", largest);
    mdp_document_release(edited);
    mdp_document_release(document);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"typing_parses_one_chunk", typing_parses_one_chunk},
        {"appending_parses_the_last_chunk", appending_parses_the_last_chunk},
        {"a_target_concerns_nobody", a_target_concerns_nobody},
        {"a_label_concerns_those_who_asked", a_label_concerns_those_who_asked},
        {"a_footnote_concerns_those_who_asked", a_footnote_concerns_those_who_asked},
        {"a_shadowed_definition_stays", a_shadowed_definition_stays},
        {"chunks_keep_their_size", chunks_keep_their_size},
        {"maps_are_shared", maps_are_shared},
        {"many_regions_take_little", many_regions_take_little},
    };
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
