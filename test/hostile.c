/* hostile.c: the inputs of spec/hostile.h, which are made to be slow or to overflow something, parsed with the check of
 * ast/invariants.h after each. The adversarial test counts what they cost, and so has no such check in it. */
#include "check.h"

#include "hostile.h"

enum { SIZE = 30000, DEEP_SIZE = 200000 };

static void parse(struct check *check, const struct spec_hostile *hostile, size_t size)
{
    struct spec_bytes text = {0};
    spec_hostile_make(hostile, size, &text);
    if (check_begin(check, hostile->name, text.data, text.size)) {
        const uint64_t flags[] = {0, MDP_PARSE_SMART, MDP_EXT_GFM, MDP_EXT_GFM | MDP_PARSE_SMART};
        for (size_t i = 0; i < CHECK_COUNT(flags); i++) {
            mdp_options options = MDP_OPTIONS_INIT;
            const mdp_document *document = NULL;
            options.flags = flags[i];
            CHECK(check, mdp_parse(text.data, text.size, &options, &document) == MDP_OK);
            CHECK_SIZE(check, mdp_document_size(document), text.size);
            mdp_document_release(document);
        }
        check_end(check);
    }
    spec_free(&text);
}

int main(int argc, char **argv)
{
    struct check check;
    check_start(&check, argc, argv);
    for (size_t i = 0; i < spec_hostile_count; i++)
        parse(&check, &spec_hostiles[i], SIZE);
    for (size_t i = 0; i < spec_deep_hostile_count; i++)
        parse(&check, &spec_deep_hostiles[i], DEEP_SIZE);
    return check_finish(&check);
}
