/* sinks.c: what every format of mdp_render promises, whatever it prints: errors of the sink and of arguments come back,
 * nothing is written after them, and the bytes do not depend on how the sink takes them. */
#include "counting.h"
#include "samples.h"

#include <stdlib.h>

static const mdp_format formats[] = {MDP_FORMAT_HTML, MDP_FORMAT_XML, MDP_FORMAT_JSON, MDP_FORMAT_TREE};

/* A sink that counts, and refuses the write that it is told to refuse. */
struct taker {
    size_t writes;
    size_t size;
    uint64_t hash;
    size_t refused;       /* the write to refuse, counted from 1; 0 for none */
    size_t after_refusal; /* writes after it */
};

static int take(void *context, const char *data, size_t size)
{
    struct taker *taker = context;
    taker->writes++;
    if (taker->refused != 0 && taker->writes >= taker->refused) {
        taker->after_refusal += taker->writes > taker->refused;
        return -1;
    }
    for (size_t i = 0; i < size; i++)
        taker->hash = (taker->hash ^ (unsigned char)data[i]) * UINT64_C(0x100000001B3);
    taker->size += size;
    return 0;
}

static mdp_status render(const mdp_document *document, mdp_format format, uint64_t flags, struct taker *taker)
{
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    options.flags = flags;
    return mdp_render(document, format, &options, (mdp_sink){take, taker});
}

/* Each of the writes of a rendering is refused once; of very many, the first and each at twice the last. */
static void refusals(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    for (size_t i = 0; i < CHECK_COUNT(formats); i++) {
        struct taker whole = {0};
        CHECK(check, render(document, formats[i], 0, &whole) == MDP_OK);
        for (size_t refused = 1; refused <= whole.writes; refused = refused < 64 ? refused + 1 : refused * 2) {
            struct taker part = {.refused = refused};
            CHECK(check, render(document, formats[i], 0, &part) == MDP_ERR_SINK);
            CHECK_SIZE(check, part.after_refusal, 0);
            CHECK(check, part.size <= whole.size);
        }
        struct taker again = {0};
        CHECK(check, render(document, formats[i], 0, &again) == MDP_OK);
        CHECK(check, again.size == whole.size && again.hash == whole.hash);
    }
    mdp_document_release(document);
}

static void allocates_nothing(struct check *check, const struct sample *sample)
{
    struct counting counting = {0};
    mdp_options options = sample_options(sample);
    options.allocator = counting_allocator(&counting);
    const mdp_document *document = NULL;
    if (!CHECK(check, mdp_parse(sample->text, sample->size, &options, &document) == MDP_OK))
        return;
    size_t calls = atomic_load(&counting.calls);
    for (size_t i = 0; i < CHECK_COUNT(formats); i++) {
        struct taker taker = {0};
        CHECK(check, render(document, formats[i], MDP_RENDER_UNSAFE, &taker) == MDP_OK);
    }
    CHECK_SIZE(check, atomic_load(&counting.calls), calls);
    mdp_document_release(document);
}

static void wrong_arguments(struct check *check)
{
    const mdp_document *document = NULL;
    if (!CHECK(check, mdp_parse("# a", 3, NULL, &document) == MDP_OK))
        return;
    struct taker taker = {0};
    mdp_sink sink = {take, &taker};
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    const uint64_t known = MDP_RENDER_UNSAFE | MDP_RENDER_SOURCEPOS | MDP_RENDER_HARD_BREAKS | MDP_RENDER_NO_BREAKS |
                           MDP_RENDER_TAG_FILTER | MDP_RENDER_HEADING_IDS;
    CHECK_SIZE(check, options.struct_size, sizeof options);
    CHECK(check, mdp_render(document, (mdp_format)1000, NULL, sink) == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_render(NULL, MDP_FORMAT_HTML, NULL, sink) == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_render(document, MDP_FORMAT_HTML, NULL, (mdp_sink){NULL, NULL}) == MDP_ERR_ARGUMENT);
    for (int bit = 0; bit < 64; bit++) {
        options.flags = UINT64_C(1) << bit;
        if ((options.flags & known) == 0)
            CHECK(check, mdp_render(document, MDP_FORMAT_HTML, &options, sink) == MDP_ERR_ARGUMENT);
    }
    options.flags = 0;
    options.struct_size = 0;
    CHECK(check, mdp_render(document, MDP_FORMAT_HTML, &options, sink) == MDP_ERR_ARGUMENT);
    CHECK_SIZE(check, taker.writes, 0);
    CHECK(check, mdp_render(document, MDP_FORMAT_HTML, NULL, sink) == MDP_OK);
    CHECK_SIZE(check, taker.size, strlen("<h1>a</h1>\n"));
    mdp_document_release(document);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"wrong_arguments", wrong_arguments}};
    static const struct property properties[] = {{"refusals", refusals}, {"allocates_nothing", allocates_nothing}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
