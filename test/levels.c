/* levels.c: every instruction set that this machine has gives the same document as none: whole parses, where
 * scan_index.c looks at the index alone. */
#include "check.h"
#include "digest.h"
#include "forced_level.h"
#include "samples.h"

static uint64_t digest_at(struct check *check, const struct sample *sample, enum text_level level, uint64_t flags)
{
    forced_level_set(level);
    const mdp_document *document = sample_parse_with(check, sample, flags);
    uint64_t digest = document != NULL ? digest_document(document) : 0;
    mdp_document_release(document);
    forced_level_clear();
    return digest;
}

static void same_document(struct check *check, const struct sample *sample)
{
    const uint64_t flags[] = {0, MDP_PARSE_SMART};
    for (size_t i = 0; i < CHECK_COUNT(flags); i++) {
        uint64_t wanted = digest_at(check, sample, TEXT_SCALAR, flags[i]);
        for (int level = TEXT_SCALAR + 1; level <= TEXT_NEON; level++) {
            if (forced_level_usable((enum text_level)level))
                CHECK(check, digest_at(check, sample, (enum text_level)level, flags[i]) == wanted);
        }
    }
}

/* Where nothing is forced nothing changes, and the best level is one that the machine has. */
static void best_is_usable(struct check *check)
{
    forced_level_clear();
    CHECK(check, text_level_usable(text_level_best()));
    forced_level_set(TEXT_SCALAR);
    CHECK(check, text_level_best() == TEXT_SCALAR);
    CHECK(check, !text_level_usable(TEXT_AVX2));
    forced_level_clear();
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"best_is_usable", best_is_usable}};
    static const struct property properties[] = {{"same_document", same_document}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
