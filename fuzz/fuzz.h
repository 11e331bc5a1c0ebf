/* fuzz.h: what a target of this folder is, and the form of its inputs.
 *
 * A target is one function, libFuzzer's, which aborts where the library breaks a promise. libFuzzer makes inputs for
 * it without end (./dev fuzz SECONDS); replay.c gives it files, with any compiler. Each input is two bytes of options,
 * then the text: so the targets share their seeds. The first byte is how to parse, see below; the second is for each
 * target to say. A line feed stands for no option (the bytes are taken XOR '\n'), so a seed that begins with two empty
 * lines has none, and can be read and edited.
 *
 * Targets see only the public header and spec/'s helpers, fuzz_threads.c alone more; the invariants of
 * ast/invariants.h are looked at all the same, because they are linked with test/checked_parse.c. */
#ifndef FUZZ_H
#define FUZZ_H

#include <mdparse.h>

enum { FUZZ_OPTIONS = 2, FUZZ_NO_OPTION = '\n' };

/* What the bits of the first byte ask for, from the lowest on. A run of single bits seldom comes to have all of
 * GitHub's extensions together, so they have a bit; with it, the bits of each of them take that one away. So the bytes
 * ask for all sets there are, each for another: for footnotes alone, which are all of GitHub's but the others, too. */
static const uint64_t fuzz_parse_options[] = {
    MDP_PARSE_SMART,  MDP_EXT_STRIKETHROUGH, MDP_EXT_STRIKETHROUGH_DOUBLE,
    MDP_EXT_AUTOLINK, MDP_EXT_TASK_LIST,     MDP_EXT_TABLE,
    MDP_EXT_GFM,      MDP_EXT_ALERTS,
};

static inline uint64_t fuzz_parse_flags(uint8_t byte)
{
    uint64_t flags = 0;
    for (size_t i = 0; i < sizeof fuzz_parse_options / sizeof *fuzz_parse_options; i++)
        if ((byte ^ FUZZ_NO_OPTION) >> i & 1)
            flags ^= fuzz_parse_options[i];
    return flags;
}

/* The second byte, of which 0 is no option. */
static inline uint8_t fuzz_own_options(uint8_t byte)
{
    return byte ^ FUZZ_NO_OPTION;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
