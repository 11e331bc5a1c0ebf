/* strings.c: every string but a piece of the raw text is valid UTF-8 without a NUL, whatever bytes were parsed; each
 * NUL and each invalid sequence reads as U+FFFD. */
#include "samples.h"

/* The number of bytes of the well-formed sequence at text (Unicode 15, table 3-7), or 0. */
static size_t utf8_size(const unsigned char *text, size_t size)
{
    unsigned char first = text[0];
    size_t wanted = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (wanted == 0 || wanted > size)
        return 0;
    for (size_t i = 1; i < wanted; i++) {
        unsigned char lowest = 0x80, highest = 0xBF;
        if (i == 1) {
            lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
            highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        }
        if (text[i] < lowest || text[i] > highest)
            return 0;
    }
    return wanted;
}

static void check_valid(struct check *check, mdp_string string, const char *what)
{
    if (!CHECK(check, string.data != NULL))
        return;
    for (size_t at = 0; at < string.size;) {
        size_t size = utf8_size((const unsigned char *)string.data + at, string.size - at);
        if (!CHECK(check, size > 0 && string.data[at] != '\0')) {
            printf("  %s:   ", what);
            check_print_bytes(string.data, string.size);
            return;
        }
        at += size;
    }
}

static void valid(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse_with(check, sample, MDP_PARSE_SMART); /* it adds strings of its own */
    if (document == NULL)
        return;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker) && check->complaints == 0) {
        check_valid(check, mdp_node_text(walker.node), "text");
        check_valid(check, mdp_node_code_info(walker.node), "info");
        check_valid(check, mdp_node_destination(walker.node), "destination");
        check_valid(check, mdp_node_title(walker.node), "title");
        check_valid(check, mdp_node_label(walker.node), "label");
    }
    mdp_document_release(document);
}

/* The text of all text nodes, joined: of the whole it does not matter where one node ends. */
static size_t join_text(const mdp_document *document, char *buffer, size_t capacity)
{
    size_t size = 0;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker)) {
        mdp_string text = mdp_node_text(walker.node);
        if (walker.entering && text.size <= capacity - size) {
            memcpy(buffer + size, text.data, text.size);
            size += text.size;
        }
    }
    return size;
}

/* How many U+FFFD an invalid sequence reads as: one for each maximal part of a sequence (Unicode 15, section 3.9). */
static void replacements(struct check *check)
{
#define R "\xEF\xBF\xBD"
    static const struct {
        const char *text;
        size_t size;
        const char *wanted;
    } examples[] = {
        {"a\0b", 3, "a" R "b"},
        {"`a\0b`", 5, "a" R "b"},
        {"    a\0b", 7, "a" R "b\n"},
        {"a\x80"
         "b",
         3, "a" R "b"},
        {"a\xC3", 2, "a" R},
        {"a\xE2\x82"
         "b",
         4, "a" R "b"},
        {"a\xF0\x9F\x98", 4, "a" R},
        {"a\xC0\x80"
         "b",
         4, "a" R R "b"},
        {"a\xED\xA0\x80"
         "b",
         5, "a" R R R "b"},
        {"a\xFF\xFE"
         "b",
         4, "a" R R "b"},
        {"&#0;&#xD800;&#x110000;", 22, R R R},
        {"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 9, "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"},
    };
#undef R
    for (size_t i = 0; i < CHECK_COUNT(examples) && check->complaints == 0; i++) {
        const mdp_document *document = NULL;
        char buffer[256];
        check->input = examples[i].text;
        check->input_size = examples[i].size;
        if (!CHECK(check, mdp_parse(examples[i].text, examples[i].size, NULL, &document) == MDP_OK))
            return;
        mdp_string joined = {buffer, join_text(document, buffer, sizeof buffer)};
        CHECK_STRING(check, joined, examples[i].wanted);
        mdp_document_release(document);
    }
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"replacements", replacements}};
    static const struct property properties[] = {{"valid", valid}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
