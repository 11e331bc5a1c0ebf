/* options.h: what mdp_options must hold, for every call that takes them. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

#include "mdparse.h"

struct byte_set;

/* Whether the library can do what the options ask for; otherwise the call returns MDP_ERR_ARGUMENT. Nothing else of the
 * options may be read before: struct_size says whether it is there. */
bool options_are_valid(const mdp_options *options);

/* The limits of the options, with the defaults in place of what is 0. */
mdp_limits options_limits(const mdp_options *options);

/* All that a document keeps of the options but for its allocator: the flags, and each limit with its default in place
 * of 0. Under equal keys a text becomes the same document, and so does every edit of it. */
struct options_key {
    uint64_t words[5]; /* no padding, so its bytes can be hashed */
};

struct options_key options_key(const mdp_options *options);
bool options_key_equal(const struct options_key *a, const struct options_key *b);

/* The TEXT_SET_* of special bytes (text/text_index.h) that these flags ask for. */
unsigned options_text_sets(uint64_t flags);

/* The characters with which blocks can start where these flags are set (block_starts.h). */
struct byte_set options_block_starts(uint64_t flags);

#endif
