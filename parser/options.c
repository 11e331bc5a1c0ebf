/* options.c: the check of mdp_options. See options.h. */
#include "options.h"

bool options_are_valid(const mdp_options *options)
{
    const uint64_t known = MDP_PARSE_SMART | MDP_SEALED;
    return options->struct_size == sizeof *options && !(options->flags & ~known) &&
           !options->allocator.allocate == !options->allocator.release &&
           !options->executor.run == !options->executor.width;
}
