/* small_chunks.c: a chunk that outgrows its indices is refused, MDP_ERR_LIMIT, with nothing leaked. A true one would
 * take 8 GiB, so this is linked with a copy of the library whose bound is CHUNK_TAPE_MOST = 1000 words. */
#include "check.h"
#include "counting.h"

#include <stdlib.h>

static mdp_status parse_times(struct check *check, const char *unit, size_t times)
{
    size_t size = strlen(unit);
    char *text = malloc(times * size);
    if (!CHECK(check, text != NULL))
        return MDP_ERR_NOMEM;
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * size, unit, size);
    struct counting counting = {0};
    mdp_options options = MDP_OPTIONS_INIT;
    const mdp_document *document = NULL;
    options.allocator = counting_allocator(&counting);
    mdp_status status = mdp_parse(text, times * size, &options, &document);
    CHECK(check, (status == MDP_OK) == (document != NULL));
    mdp_document_release(document);
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
    free(text);
    return status;
}

static void outgrown(struct check *check)
{
    CHECK(check, parse_times(check, "> ", 190) == MDP_OK); /* five words each */
    CHECK(check, parse_times(check, "> ", 210) == MDP_ERR_LIMIT);
    CHECK(check, parse_times(check, "*a* ", 70) == MDP_OK); /* nine words each, and four of the space */
    CHECK(check, parse_times(check, "*a* ", 5000) == MDP_ERR_LIMIT);
    CHECK(check, parse_times(check, "+ ", 5000) == MDP_ERR_LIMIT);
    CHECK(check, parse_times(check, "a\n\n", 5000) == MDP_ERR_LIMIT); /* 15 KB in chunks of 8 KB: 9 words for 3 bytes */
}

int main(int argc, char **argv)
{
    struct check check;
    check_start(&check, argc, argv);
    if (check_begin(&check, "outgrown", NULL, 0)) {
        outgrown(&check);
        check_end(&check);
    }
    return check_finish(&check);
}
