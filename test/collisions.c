/* collisions.c: labels whose hashes are equal, which somebody can make on purpose: each reference leads to the first
 * definition of its own label, and is none where its label has none. So too after edits, and for footnotes.
 *
 * The program is linked with --wrap=XXH3_64bits, so that all labels share a few hashes. */
#include "check.h"
#include "text.h"

enum { LABELS = 12, DEFINED = 9, DEFINITIONS = 2 * DEFINED, HASHES_MOST = 4, ROUNDS = 50 };

static unsigned hashes; /* that there are */

unsigned long long __wrap_XXH3_64bits(const void *data, size_t size);

unsigned long long __wrap_XXH3_64bits(const void *data, size_t size)
{
    const unsigned char *bytes = data;
    unsigned sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += bytes[i];
    return sum % hashes;
}

/* Which label each definition has; LABELS where an edit has removed it. */
struct scene {
    unsigned label[DEFINITIONS];
    size_t begin[DEFINITIONS]; /* of the definition in the text */
    struct text text;
};

static void append(struct text *text, const char *format, const char *mark, unsigned label, unsigned definition)
{
    char line[64];
    int size = snprintf(line, sizeof line, format, mark, 'a' + label, definition);
    text_write(text, line, (size_t)size);
}

/* A paragraph for each label, which refers to it, and then two definitions of each that is defined, in any order.
 * `mark` is what a label begins with: "^" makes footnotes of them all. */
static void make_scene(struct scene *scene, const char *mark, uint64_t *state)
{
    for (unsigned i = 0; i < DEFINITIONS; i++)
        scene->label[i] = i / 2;
    for (unsigned i = DEFINITIONS - 1; i > 0; i--) {
        *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        unsigned other = (unsigned)((*state >> 33) % (i + 1)), label = scene->label[i];
        scene->label[i] = scene->label[other];
        scene->label[other] = label;
    }
    scene->text.size = 0;
    for (unsigned i = 0; i < LABELS; i++)
        append(&scene->text, "[%s%c]\n\n", mark, i, 0);
    for (unsigned i = 0; i < DEFINITIONS; i++) {
        scene->begin[i] = scene->text.size;
        append(&scene->text, "[%s%c]: /%u\n\n", mark, scene->label[i], i);
    }
}

/* What a reference leads to: the destination of a link, the text of a footnote. */
static mdp_string target(mdp_node reference)
{
    if (mdp_node_kind(reference) == MDP_KIND_LINK)
        return mdp_node_link(reference).destination;
    return mdp_node_text(mdp_node_first_child(mdp_node_first_child(mdp_node_definition(reference))));
}

static void check_references(struct check *check, const struct scene *scene, const mdp_document *document)
{
    unsigned wanted[LABELS], defined = 0, found = 0;
    for (unsigned label = 0; label < LABELS; label++) {
        wanted[label] = 0;
        while (wanted[label] < DEFINITIONS && scene->label[wanted[label]] != label)
            wanted[label]++;
        defined += wanted[label] < DEFINITIONS;
    }
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker)) {
        if (!walker.entering || (walker.kind != MDP_KIND_LINK && walker.kind != MDP_KIND_FOOTNOTE_REFERENCE))
            continue;
        char expected[16];
        unsigned label = (unsigned)(mdp_node_label(walker.node).data[0] - 'a');
        snprintf(expected, sizeof expected, "/%u", wanted[label]);
        CHECK_STRING(check, target(walker.node), expected);
        found++;
    }
    CHECK_SIZE(check, found, defined);
}

/* Takes a definition away, and the next version of the document in place of the last. */
static bool remove_definition(struct check *check, struct scene *scene, unsigned definition,
                              const mdp_document **document)
{
    size_t begin = scene->begin[definition];
    size_t end = definition + 1 < DEFINITIONS ? scene->begin[definition + 1] : mdp_document_size(*document);
    mdp_edit edit = {.begin = begin, .end = end};
    const mdp_document *next = NULL;
    if (!CHECK(check, mdp_document_edit(*document, &edit, 1, &next) == MDP_OK))
        return false;
    mdp_document_release(*document);
    *document = next;
    scene->label[definition] = LABELS;
    for (unsigned i = definition + 1; i < DEFINITIONS; i++)
        scene->begin[i] -= end - begin;
    return true;
}

static void run(struct check *check, const char *mark, uint64_t flags)
{
    struct scene scene = {.text = {0}};
    uint64_t state = 20261122;
    for (unsigned round = 0; round < ROUNDS && check->complaints == 0; round++) {
        hashes = 1 + round % HASHES_MOST;
        make_scene(&scene, mark, &state);
        mdp_options options = MDP_OPTIONS_INIT;
        options.flags = flags;
        const mdp_document *document = NULL;
        if (!CHECK(check, mdp_parse(scene.text.data, scene.text.size, &options, &document) == MDP_OK))
            break;
        check_references(check, &scene, document);
        for (unsigned i = 0; i < DEFINITIONS && remove_definition(check, &scene, i, &document); i++)
            check_references(check, &scene, document);
        mdp_document_release(document);
    }
    free(scene.text.data);
}

static void links(struct check *check)
{
    run(check, "", 0);
}

static void footnotes(struct check *check)
{
    run(check, "^", MDP_EXT_FOOTNOTES);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"links", links}, {"footnotes", footnotes}};
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
