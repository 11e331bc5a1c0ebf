/* definitions.c: what a reference refers to (spec 4.7): mdp_document_definition and the accessors that follow it. */
#include "samples.h"

#include <stdlib.h>

/* Looks a label up in a text; the destination found, or "none". The text's document is released by the caller. */
static mdp_string find(const mdp_document *document, const char *label, size_t size)
{
    mdp_node definition = mdp_document_definition(document, label, size);
    return mdp_node_is_none(definition) ? (mdp_string){"none", 4} : mdp_node_destination(definition);
}

static void labels_match(struct check *check)
{
    static const char text[] = "[Foo  Bar]: 1\n[foo bar]: 2\n\n[\xE1\xBA\x9E]: 3\n\n> - [in\n>   quote]: 4\n\n"
                               "[e\\]e]: 5\n\n[\xCE\x91\xCE\x93\xCE\xA9]: 6\n\n[*a*]: 7\n";
    static const struct {
        const char *label;
        const char *destination;
    } examples[] = {
        {"foo bar", "1"},   {"FOO BAR", "1"}, {"foo\t\n bar", "1"}, {" Foo Bar ", "1"},
        {"foobar", "none"}, {"SS", "3"},      {"\xC3\x9F", "3"},    {"in quote", "4"},
        {"IN\nQUOTE", "4"}, {"e\\]e", "5"},   {"e]e", "none"},      {"\xCE\xB1\xCE\xB3\xCF\x89", "6"},
        {"*a*", "7"},       {"a", "none"},    {"", "none"},         {" \n ", "none"},
    };
    const mdp_document *document = NULL;
    check->input = text;
    check->input_size = sizeof text - 1;
    if (!CHECK(check, mdp_parse(text, sizeof text - 1, NULL, &document) == MDP_OK))
        return;
    for (size_t i = 0; i < CHECK_COUNT(examples); i++) {
        if (!CHECK_STRING(check, find(document, examples[i].label, strlen(examples[i].label)), examples[i].destination))
            printf("  label:  \"%s\"\n", examples[i].label);
    }
    CHECK_STRING(check, find(document, NULL, 0), "none");
    mdp_document_release(document);
}

/* Spec 4.7: at most 999 characters; the header counts them in bytes, as cmark does. */
static void labels_too_long(struct check *check)
{
    char text[1100], label[1001];
    memset(label, 'a', sizeof label);
    for (size_t size = 998; size <= 1000; size++) {
        int text_size = snprintf(text, sizeof text, "[%.*s]: b\n", (int)size, label);
        const mdp_document *document = NULL;
        if (!CHECK(check, mdp_parse(text, (size_t)text_size, NULL, &document) == MDP_OK))
            return;
        CHECK_STRING(check, find(document, label, size), size <= 999 ? "b" : "none");
        mdp_document_release(document);
    }
}

static void check_reference(struct check *check, const mdp_document *document, mdp_node node)
{
    mdp_node definition = mdp_node_definition(node);
    mdp_string label = mdp_node_label(node), destination = mdp_node_destination(definition);
    mdp_string title = mdp_node_title(definition);
    CHECK(check, mdp_node_kind(definition) == MDP_KIND_DEFINITION);
    CHECK(check, mdp_node_equal(mdp_document_definition(document, label.data, label.size), definition));
    check_string(check, mdp_node_destination(node), destination.data, destination.size, "destination", __FILE__,
                 __LINE__);
    check_string(check, mdp_node_title(node), title.data, title.size, "title", __FILE__, __LINE__);
}

/* Each reference has what its definition has; each definition's label leads to it, or to an earlier one. */
static void references(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker) && check->complaints == 0) {
        mdp_link_form form = mdp_node_link_form(walker.node);
        if (form == MDP_LINK_FULL || form == MDP_LINK_COLLAPSED || form == MDP_LINK_SHORTCUT) {
            check_reference(check, document, walker.node);
        } else if (walker.kind == MDP_KIND_DEFINITION) {
            mdp_string label = mdp_node_label(walker.node);
            mdp_node first = mdp_document_definition(document, label.data, label.size);
            CHECK(check, mdp_node_kind(first) == MDP_KIND_DEFINITION);
            CHECK(check, mdp_node_span(first).begin <= mdp_node_span(walker.node).begin);
        }
    }
    mdp_document_release(document);
}

/* Many definitions in many chunks: each is found, and for each label the first. */
static void many(struct check *check)
{
    enum { COUNT = 5000, LINE = 32 };
    char *text = malloc((size_t)COUNT * 2 * LINE), label[LINE], wanted[LINE];
    if (!CHECK(check, text != NULL))
        return;
    size_t size = 0;
    for (int i = 0; i < COUNT * 2; i++)
        size += (size_t)snprintf(text + size, LINE, "[label %d]: %d\n\n", i % COUNT, i);
    const mdp_document *document = NULL;
    if (CHECK(check, mdp_parse(text, size, NULL, &document) == MDP_OK)) {
        for (int i = 0; i < COUNT && check->complaints == 0; i++) {
            int label_size = snprintf(label, sizeof label, "LABEL %d", i);
            snprintf(wanted, sizeof wanted, "%d", i);
            CHECK_STRING(check, find(document, label, (size_t)label_size), wanted);
        }
        CHECK_SIZE(check, mdp_document_measure(document).definitions, COUNT);
    }
    mdp_document_release(document);
    free(text);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"labels_match", labels_match}, {"labels_too_long", labels_too_long}, {"many", many}};
    static const struct property properties[] = {{"references", references}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
