/* arguments.c: what the header says of wrong arguments, of limits, and of the fixed texts that it returns. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "check.h"
#include "counting.h"

#include <stdlib.h>
#include <sys/mman.h>

#define PAGE 4096

/* Any pointer that is not NULL: a failed call must replace it. */
static const mdp_document *stale(void)
{
    static const char place;
    return (const mdp_document *)(const void *)&place;
}

static void check_refused(struct check *check, const char *text, size_t size, const mdp_options *options,
                          mdp_status wanted)
{
    const mdp_document *document = stale();
    CHECK(check, mdp_parse(text, size, options, &document) == wanted);
    CHECK(check, document == NULL);
}

static void null_text(struct check *check)
{
    const mdp_document *document = NULL;
    check_refused(check, NULL, 1, NULL, MDP_ERR_ARGUMENT);
    if (!CHECK(check, mdp_parse(NULL, 0, NULL, &document) == MDP_OK))
        return;
    CHECK_SIZE(check, mdp_document_size(document), 0);
    CHECK_SIZE(check, mdp_document_piece(document, 0).size, 0);
    CHECK(check, mdp_document_piece(document, 0).data != NULL);
    CHECK(check, mdp_node_is_none(mdp_node_first_child(mdp_document_root(document))));
    mdp_document_release(document);
}

static void null_document(struct check *check)
{
    CHECK(check, mdp_parse("a", 1, NULL, NULL) == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_parse(NULL, 0, NULL, NULL) == MDP_ERR_ARGUMENT);
}

/* A document that is NULL reads as the empty values that the header names. */
static void no_document(struct check *check)
{
    CHECK(check, mdp_document_retain(NULL) == NULL);
    mdp_document_release(NULL);
    CHECK_SIZE(check, mdp_document_size(NULL), 0);
    CHECK(check, mdp_document_flags(NULL) == 0);
    CHECK_SIZE(check, mdp_document_piece(NULL, 0).size, 0);
    CHECK(check, mdp_document_piece(NULL, 0).data != NULL);
    mdp_position position = mdp_document_position(NULL, 1);
    CHECK(check, position.line == 0 && position.column == 0);
    CHECK_SIZE(check, mdp_document_offset(NULL, (mdp_position){2, 2}), 0);
    position = mdp_document_position_in(NULL, 1, MDP_UTF16);
    CHECK(check, position.line == 0 && position.column == 0);
    CHECK_SIZE(check, mdp_document_offset_in(NULL, (mdp_position){2, 2}, MDP_UTF16), 0);
    mdp_document_stats stats = mdp_document_measure(NULL);
    CHECK(check, stats.text_size == 0 && stats.memory == 0 && stats.memory_own == 0);
    CHECK(check, stats.nodes == 0 && stats.chunks == 0 && stats.definitions == 0);
    CHECK_SIZE(check, mdp_document_shared_prefix(NULL, NULL), 0);
    CHECK(check, mdp_node_is_none(mdp_document_root(NULL)));
    CHECK(check, mdp_node_is_none(mdp_document_node_at(NULL, 0)));
    CHECK(check, mdp_node_is_none(mdp_document_definition(NULL, "a", 1)));
    const mdp_document *document = stale();
    CHECK(check, mdp_document_edit(NULL, NULL, 0, &document) == MDP_ERR_ARGUMENT && document == NULL);
    document = stale();
    CHECK(check, mdp_document_append(NULL, "a", 1, &document) == MDP_ERR_ARGUMENT && document == NULL);
}

/* The text is a page that faults when it is read. */
static void text_too_large(struct check *check)
{
    char *page = mmap(NULL, PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (!CHECK(check, page != MAP_FAILED))
        return;
    struct counting counting = {0};
    mdp_options options = MDP_OPTIONS_INIT;
    options.allocator = counting_allocator(&counting);
    check_refused(check, page, MDP_TEXT_SIZE_MAX + 1, &options, MDP_ERR_LIMIT);
    check_refused(check, page, SIZE_MAX, &options, MDP_ERR_LIMIT);
    check_refused(check, page, SIZE_MAX - 1, NULL, MDP_ERR_LIMIT);
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
    munmap(page, PAGE);
}

static void unknown_flags(struct check *check)
{
    mdp_options options = MDP_OPTIONS_INIT;
    const mdp_document *document = NULL;
    const uint64_t known = MDP_PARSE_SMART | MDP_EXT_GFM | MDP_EXT_STRIKETHROUGH_DOUBLE | MDP_SEALED;
    options.flags = known;
    CHECK(check, mdp_parse("a", 1, &options, &document) == MDP_OK);
    mdp_document_release(document);
    for (int bit = 0; bit < 64; bit++) {
        if ((UINT64_C(1) << bit) & known)
            continue;
        options.flags = UINT64_C(1) << bit;
        check_refused(check, "a", 1, &options, MDP_ERR_ARGUMENT);
        options.flags |= MDP_PARSE_SMART;
        check_refused(check, "a", 1, &options, MDP_ERR_ARGUMENT);
    }
}

/* A document says with which flags it was parsed, and so does what it is edited to. */
static void flags_are_told(struct check *check)
{
    static const uint64_t flags[] = {0, MDP_PARSE_SMART, MDP_EXT_GFM, MDP_EXT_TABLE | MDP_EXT_FOOTNOTES};
    for (size_t i = 0; i < CHECK_COUNT(flags); i++) {
        mdp_options options = MDP_OPTIONS_INIT;
        options.flags = flags[i];
        const mdp_document *document, *longer = NULL;
        if (!CHECK(check, mdp_parse("a", 1, &options, &document) == MDP_OK))
            return;
        CHECK(check, mdp_document_flags(document) == flags[i]);
        CHECK(check, mdp_document_append(document, "b", 1, &longer) == MDP_OK);
        CHECK(check, mdp_document_flags(longer) == flags[i]);
        mdp_document_release(document);
        mdp_document_release(longer);
    }
}

static void struct_size(struct check *check)
{
    mdp_options options = MDP_OPTIONS_INIT;
    CHECK_SIZE(check, options.struct_size, sizeof options);
    options.struct_size = 0; /* a caller who forgot MDP_OPTIONS_INIT */
    check_refused(check, "a", 1, &options, MDP_ERR_ARGUMENT);
    options.struct_size = sizeof options - 1;
    check_refused(check, "a", 1, &options, MDP_ERR_ARGUMENT);
    options.struct_size = SIZE_MAX;
    check_refused(check, "a", 1, &options, MDP_ERR_ARGUMENT);
}

static void half_an_allocator(struct check *check)
{
    struct counting counting = {0};
    mdp_options options = MDP_OPTIONS_INIT;
    options.allocator = counting_allocator(&counting);
    options.allocator.release = NULL;
    check_refused(check, "a", 1, &options, MDP_ERR_ARGUMENT);
    options.allocator = counting_allocator(&counting);
    options.allocator.allocate = NULL;
    check_refused(check, "a", 1, &options, MDP_ERR_ARGUMENT);
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
}

/* "A short English sentence without a full stop, for any value." */
static void status_messages(struct check *check)
{
    const char *const unknown = mdp_status_message((mdp_status)1000);
    for (int status = -1; status <= 64; status++) {
        const char *message = mdp_status_message((mdp_status)status);
        if (!CHECK(check, message != NULL))
            return;
        size_t size = strlen(message);
        CHECK(check, size > 0 && size < 100 && message[size - 1] != '.' && message[size - 1] != '\n');
        if (status >= MDP_OK && status <= MDP_ERR_THREAD)
            CHECK(check, strcmp(message, unknown) != 0);
    }
}

static void alert_titles(struct check *check)
{
    static const char *const titles[] = {"", "Note", "Tip", "Important", "Warning", "Caution", ""};
    for (int alert = -1; alert < 300; alert++) {
        const char *title = mdp_alert_title((mdp_alert)alert);
        bool known = alert >= 0 && alert < (int)CHECK_COUNT(titles);
        CHECK(check, title != NULL && strcmp(title, known ? titles[alert] : "") == 0);
    }
}

static void version(struct check *check)
{
    CHECK(check, strcmp(mdp_version(), MDP_VERSION) == 0);
    CHECK(check, strcmp(mdp_version(), PROJECT_VERSION) == 0);
    char text[64];
    snprintf(text, sizeof text, "%d.%d.%d", MDP_VERSION_MAJOR, MDP_VERSION_MINOR, MDP_VERSION_PATCH);
    CHECK(check, strcmp(text, MDP_VERSION) == 0);
}

static void kind_names(struct check *check)
{
    static const struct {
        mdp_kind kind;
        const char *name;
    } names[] = {
        {MDP_KIND_NONE, "none"},
        {MDP_KIND_DOCUMENT, "document"},
        {MDP_KIND_BLOCK_QUOTE, "block_quote"},
        {MDP_KIND_LIST, "list"},
        {MDP_KIND_LIST_ITEM, "list_item"},
        {MDP_KIND_CODE_BLOCK, "code_block"},
        {MDP_KIND_HTML_BLOCK, "html_block"},
        {MDP_KIND_PARAGRAPH, "paragraph"},
        {MDP_KIND_HEADING, "heading"},
        {MDP_KIND_THEMATIC_BREAK, "thematic_break"},
        {MDP_KIND_DEFINITION, "definition"},
        {MDP_KIND_ALERT, "alert"},
        {MDP_KIND_TEXT, "text"},
        {MDP_KIND_SOFT_BREAK, "soft_break"},
        {MDP_KIND_HARD_BREAK, "hard_break"},
        {MDP_KIND_CODE_SPAN, "code_span"},
        {MDP_KIND_RAW_HTML, "raw_html"},
        {MDP_KIND_EMPHASIS, "emphasis"},
        {MDP_KIND_STRONG, "strong"},
        {MDP_KIND_LINK, "link"},
        {MDP_KIND_IMAGE, "image"},
        {MDP_KIND_FOOTNOTE_DEFINITION, "footnote_definition"},
        {MDP_KIND_FOOTNOTE_REFERENCE, "footnote_reference"},
    };
    for (size_t i = 0; i < CHECK_COUNT(names); i++) {
        const char *name = mdp_kind_name(names[i].kind);
        if (CHECK(check, name != NULL))
            CHECK_STRING(check, ((mdp_string){name, strlen(name)}), names[i].name);
    }
    for (int kind = -1; kind < 300; kind++)
        CHECK(check, mdp_kind_name((mdp_kind)kind) != NULL);
    CHECK(check, strcmp(mdp_kind_name((mdp_kind)299), "unknown") == 0);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"null_text", null_text},
        {"null_document", null_document},
        {"no_document", no_document},
        {"text_too_large", text_too_large},
        {"unknown_flags", unknown_flags},
        {"flags_are_told", flags_are_told},
        {"struct_size", struct_size},
        {"half_an_allocator", half_an_allocator},
        {"status_messages", status_messages},
        {"alert_titles", alert_titles},
        {"version", version},
        {"kind_names", kind_names},
    };
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
