/* dump.c: the printers of ast/dump.h: all records are printed, in space that is linear, and a broken tape is not
 * followed. What they print of one document is in docs/layout.md, and compared by test/layout_page.py. */
#include "samples.h"

#include <stdint.h>
#include <stdlib.h>

#include "dump.h"
#include "layout.h"

/* What was printed, as far as it is counted. */
struct printed {
    size_t bytes;
    size_t lines;
    char tail[128]; /* the last bytes of it, NUL-terminated */
};

static void put(void *context, const char *text)
{
    struct printed *printed = context;
    for (; *text; text++) {
        printed->bytes++;
        printed->lines += *text == '\n';
        memmove(printed->tail, printed->tail + 1, sizeof printed->tail - 2);
        printed->tail[sizeof printed->tail - 2] = *text;
    }
}

static bool ends_with(const struct printed *printed, const char *tail)
{
    return memcmp(printed->tail + sizeof printed->tail - 1 - strlen(tail), tail, strlen(tail)) == 0;
}

static void whole(struct check *check, const struct sample *sample)
{
    enum { RECORD_MOST = 600 }; /* bytes: indentation twice, three strings of quoted bytes, ten words */
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    for (uint32_t i = 0; i < document->place_count; i++) {
        const struct chunk *chunk = document->places[i].chunk;
        struct printed printed = {.bytes = 0};
        dump_chunk(document, i, (struct dump_output){put, &printed});
        size_t tables = (chunk->lookup_count ? 1 : 0) + chunk->lookup_count + (chunk->definition_count ? 1 : 0) +
                        chunk->definition_count + 1 + chunk->line_count;
        CHECK_SIZE(check, printed.lines, 2 + tables + 1 + 2 * (size_t)chunk->nodes + 2);
        CHECK(check, printed.bytes <= (2 + tables + chunk->nodes + 2) * RECORD_MOST);
    }
    mdp_document_release(document);
}

static void nodes(struct check *check)
{
    struct printed printed = {.bytes = 0};
    struct dump_output output = {put, &printed};
    const mdp_document *document = NULL;
    if (!CHECK(check, mdp_parse("*a*", 3, NULL, &document) == MDP_OK))
        return;
    dump_node((mdp_node){0}, output);
    CHECK(check, ends_with(&printed, "none: no record\n"));
    mdp_node node = mdp_document_root(document);
    dump_node(node, output);
    CHECK(check, ends_with(&printed, "document: no record\n"));
    node = mdp_node_first_child(mdp_node_first_child(node));
    dump_node(node, output);
    CHECK(check, ends_with(&printed, "[0, 3), next 14\n        00000525 00000000 00000003 00000000 0000000E\n"));
    mdp_document_release(document);
}

/* What was printed of one record. */
struct text {
    char data[512];
    size_t size;
};

static void keep(void *context, const char *text)
{
    struct text *kept = context;
    size_t size = strlen(text);
    if (size > sizeof kept->data - 1 - kept->size)
        size = sizeof kept->data - 1 - kept->size;
    memcpy(kept->data + kept->size, text, size);
    kept->size += size;
}

/* What a record has beside its strings is printed by name. */
static void names(struct check *check)
{
    static const struct {
        const char *text;
        unsigned depth; /* of the node, by first children */
        const char *wanted;
    } rows[] = {
        {"[a](b)", 2, "link [0, 6), inline, destination "},
        {"<ab:c>", 2, "link [0, 6), auto, destination "},
        {"www.a.org", 2, "link [0, 9), extended, destination "},
        {"- a", 2, "list_item [0, 3), next "},
        {"- a", 3, "paragraph [2, 3), tight, next "},
        {"- a\n\n- b", 3, "paragraph [2, 3), next "},
        {"- [ ] a", 2, "list_item [0, 7), open, box at 2, next "},
        {"- [x] a", 2, "list_item [0, 7), done, box at 2, next "},
        {"| a |\n|:-:|", 1, "table [0, 11), columns 1, next "},
        {"| a |\n|:-:|", 2, "table_row [0, 5), header, next "},
        {"| a |\n|:-:|", 3, "table_cell [2, 3), center, header, next "},
        {"| a |\n|---|", 3, "table_cell [2, 3), header, next "},
        {"> [!TIP]\n> a", 1, "alert [0, 12), Tip, marker at 2, next "},
        {"[^a]: b", 1, "footnote_definition [0, 7), label \"[^a\" at 0, next "},
        {"[^A]\n\n[^a]: b", 2, "footnote_reference [0, 4), label \"[^A\" at 0, hash "},
        {"[a](b&#13;c)", 2, "destination \"b\\rc\" in the pool"},
    };
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_EXT_GFM;
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const mdp_document *document = NULL;
        struct text printed = {.size = 0};
        check->input = rows[i].text;
        check->input_size = strlen(rows[i].text);
        if (!CHECK(check, mdp_parse(rows[i].text, strlen(rows[i].text), &options, &document) == MDP_OK))
            return;
        mdp_node node = mdp_document_root(document);
        for (unsigned depth = 0; depth < rows[i].depth; depth++)
            node = mdp_node_first_child(node);
        dump_node(node, (struct dump_output){keep, &printed});
        if (!CHECK(check, strstr(printed.data, rows[i].wanted) != NULL))
            printf("  wanted: %s\n  came:   %s\n", rows[i].wanted, printed.data);
        mdp_document_release(document);
    }
}

/* Whatever a tape holds, printing ends, and looks at nothing beyond its chunk. */
static void broken(struct check *check)
{
    static const char text[] = "- *a* `b`\n- [ ] [c](d)\n\n| g |\n|---|\n\n[e]: f\n\n[^h]\n\n[^h]: i\n";
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_EXT_GFM;
    const mdp_document *document = NULL;
    if (!CHECK(check, mdp_parse(text, sizeof text - 1, &options, &document) == MDP_OK))
        return;
    uint32_t *tape = chunk_tape(document->places[0].chunk), size = document->places[0].chunk->tape_size;
    static const uint32_t values[] = {0, 1, 5, 0x427, 0xFF27, 0xFFFF, 0x80000000, UINT32_MAX};
    for (uint32_t at = 0; at < size; at++) {
        uint32_t kept = tape[at];
        for (size_t i = 0; i < CHECK_COUNT(values); i++) {
            struct printed printed = {.bytes = 0};
            tape[at] = values[i];
            dump_document(document, (struct dump_output){put, &printed});
            CHECK(check, ends_with(&printed, "pool\n        \"\"\n"));
        }
        tape[at] = kept;
    }
    mdp_document_release(document);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"nodes", nodes}, {"names", names}, {"broken", broken}};
    static const struct property properties[] = {{"whole", whole}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
