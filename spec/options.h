/* options.h: the options that an example can ask for, by the names that the command has for them. */
#ifndef SPEC_OPTIONS_H
#define SPEC_OPTIONS_H

#include <mdparse.h>

#include <stdbool.h>
#include <stddef.h>

struct spec_flags {
    uint64_t parse;
    uint64_t render;
};

struct spec_option {
    const char *name;
    struct spec_flags flags;
};

/* All of them, ended by a NULL name. */
extern const struct spec_option spec_options[];

/* The option of this name, which need not be terminated, or NULL. */
const struct spec_option *spec_option_named(const char *name, size_t size);

/* Sets the option of this name, and appends " -e NAME" to `given`, a string with room for `size` bytes, for the command
 * that runs a case again. False where there is no such option, or no room. */
bool spec_option_set(const char *name, struct spec_flags *flags, char *given, size_t size);

#endif
