/* options.c: the check of mdp_options, what tells them apart, and what flags ask of the text index. See options.h. */
#include "options.h"

#include <string.h>

#include "block_starts.h"
#include "label.h"
#include "text_index.h"

/* All parse flags that there are; any other is an argument error. */
#define FLAGS_KNOWN (MDP_PARSE_SMART | MDP_EXT_GFM | MDP_EXT_STRIKETHROUGH_DOUBLE | MDP_SEALED)

enum { PARENTHESES_DEFAULT = 32, PARENTHESES_MOST = 999 };

static bool limits_are_valid(const mdp_limits *limits)
{
    return limits->text_size <= MDP_TEXT_SIZE_MAX && limits->parentheses <= PARENTHESES_MOST &&
           limits->label_size <= LABEL_SIZE_MAX;
}

bool options_are_valid(const mdp_options *options)
{
    return options->struct_size == sizeof *options && !(options->flags & ~FLAGS_KNOWN) &&
           !options->allocator.allocate == !options->allocator.release &&
           !options->executor.run == !options->executor.width && limits_are_valid(&options->limits);
}

mdp_limits options_limits(const mdp_options *options)
{
    mdp_limits limits = options->limits;
    if (!limits.text_size)
        limits.text_size = MDP_TEXT_SIZE_MAX;
    if (!limits.nesting)
        limits.nesting = MDP_NESTING_DEFAULT;
    if (!limits.parentheses)
        limits.parentheses = PARENTHESES_DEFAULT;
    if (!limits.label_size)
        limits.label_size = LABEL_SIZE_MAX;
    return limits;
}

struct options_key options_key(const mdp_options *options)
{
    mdp_limits limits = options_limits(options);
    return (struct options_key){
        {options->flags, limits.text_size, limits.nesting, limits.parentheses, limits.label_size}};
}

bool options_key_equal(const struct options_key *a, const struct options_key *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

unsigned options_text_sets(uint64_t flags)
{
    unsigned sets = 0;
    if (flags & MDP_PARSE_SMART)
        sets |= TEXT_SET_SMART;
    if (flags & (MDP_EXT_STRIKETHROUGH | MDP_EXT_STRIKETHROUGH_DOUBLE))
        sets |= TEXT_SET_TILDE;
    if (flags & MDP_EXT_TABLE)
        sets |= TEXT_SET_PIPE;
    if (flags & MDP_EXT_AUTOLINK)
        sets |= TEXT_SET_LINK;
    return sets;
}

static void add_start(struct byte_set *starts, char first)
{
    starts->bits[(unsigned char)first / 64] |= BYTE_BIT((unsigned char)first);
}

struct byte_set options_block_starts(uint64_t flags)
{
    struct byte_set starts = BLOCK_STARTS;
    if (flags & MDP_EXT_TABLE) {
        add_start(&starts, '|');
        add_start(&starts, ':');
    }
    if (flags & MDP_EXT_FOOTNOTES)
        add_start(&starts, '[');
    return starts;
}
