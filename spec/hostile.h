/* hostile.h: inputs made to be slow: every shape that is known to have been quadratic, or to have overflowed a stack or
 * a buffer, in a Markdown parser, and some that follow from the rules. Those that
 * concern an extension are parsed with it too. */
#ifndef SPEC_HOSTILE_H
#define SPEC_HOSTILE_H

#include "harness.h"

/* A name, and what its maker makes the input of; what each maker does with the strings is said in hostile.c. */
struct spec_hostile {
    const char *name;
    void (*make)(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out);
    mdp_string before;
    mdp_string open;
    mdp_string middle;
    mdp_string close;
    mdp_string after;
};

/* To be made at any size, a few bytes more or less. */
extern const struct spec_hostile spec_hostiles[];
extern const size_t spec_hostile_count;

/* Deep nesting: to be made so large that a recursion would not fit its stack. */
extern const struct spec_hostile spec_deep_hostiles[];
extern const size_t spec_deep_hostile_count;

/* Writes the input to `out`, replacing what it held. */
void spec_hostile_make(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out);

#endif
