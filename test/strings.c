/* strings.c: every string but a piece of the raw text is valid UTF-8 without a NUL, whatever bytes were parsed; each
 * NUL and each invalid sequence reads as U+FFFD. Behind each string there is what may be read. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "samples.h"

#include <sys/mman.h>
#include <unistd.h>

/* Memory that ends, but for its alignment, where no page is. */
static size_t guarded_bytes(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    return (size + page - 1) / page * page;
}

static void *guarded_allocate(void *context, size_t size)
{
    (void)context;
    size_t page = (size_t)sysconf(_SC_PAGESIZE), bytes = guarded_bytes(size);
    char *pages = mmap(NULL, bytes + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED || mprotect(pages + bytes, page, PROT_NONE) != 0)
        return NULL;
    return pages + (bytes - size) / _Alignof(max_align_t) * _Alignof(max_align_t);
}

static void guarded_release(void *context, void *memory, size_t size)
{
    (void)context;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    munmap((char *)memory - (uintptr_t)memory % page, guarded_bytes(size) + page);
}

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

/* Reads what may be read behind a string, for the guarded pages and the sanitizers to see. */
static void read_padding(mdp_string string)
{
    const volatile char *behind = string.data + string.size;
    for (size_t i = 0; i < MDP_STRING_PADDING; i++)
        (void)behind[i];
}

static void check_valid(struct check *check, mdp_string string, const char *what)
{
    if (!CHECK(check, string.data != NULL))
        return;
    read_padding(string);
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

static void check_strings(struct check *check, const mdp_document *document)
{
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker) && check->complaints == 0) {
        check_valid(check, mdp_node_text(walker.node), "text");
        check_valid(check, mdp_node_code_info(walker.node), "info");
        check_valid(check, mdp_node_destination(walker.node), "destination");
        check_valid(check, mdp_node_title(walker.node), "title");
        check_valid(check, mdp_node_label(walker.node), "label");
    }
    check_valid(check, mdp_node_text(walker.node), "text of none");
}

static void check_events(struct check *check, const mdp_document *document)
{
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    mdp_event events[100];
    for (size_t count; (count = mdp_walker_read(&walker, events, CHECK_COUNT(events))) > 0;) {
        for (size_t i = 0; i < count; i++)
            check_valid(check, events[i].text, "text of a step");
    }
}

static void check_document(struct check *check, const mdp_document *document)
{
    check_strings(check, document);
    check_events(check, document);
    size_t size = mdp_document_size(document);
    for (size_t offset = 0; offset < size; offset += mdp_document_piece(document, offset).size)
        read_padding(mdp_document_piece(document, offset));
    read_padding(mdp_document_piece(document, size));
}

/* Of a document and of its next version, which has some of its strings; in sealed pages, too. */
static void valid(struct check *check, const struct sample *sample)
{
    const uint64_t flags[] = {0, MDP_SEALED};
    for (size_t i = 0; i < CHECK_COUNT(flags) && check->complaints == 0; i++) {
        mdp_options options = sample_options(sample);
        options.flags |= MDP_PARSE_SMART | flags[i]; /* it adds strings of its own */
        options.allocator = (mdp_allocator){guarded_allocate, guarded_release, NULL};
        const mdp_document *document = NULL, *edited = NULL;
        if (!CHECK(check, mdp_parse(sample->text, sample->size, &options, &document) == MDP_OK))
            return;
        check_document(check, document);
        const mdp_edit edit = {sample->size / 2, sample->size / 2, "*a* \"b\"", 7};
        CHECK(check, mdp_document_edit(document, &edit, 1, &edited) == MDP_OK);
        mdp_document_release(document);
        check_document(check, edited);
        mdp_document_release(edited);
    }
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
