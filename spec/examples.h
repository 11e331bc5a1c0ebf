/* examples.h: reads examples in the format of the CommonMark specification's own source.
 *
 *     ## Section
 *
 *     ```````````````````````````````` example        (exactly 32 backticks)
 *     →Markdown, each → is a tab
 *     .
 *     <p>the HTML it must give</p>
 *     ````````````````````````````````
 *
 * Examples are numbered from 1 in the order of the file; headings outside examples name their section. The word
 * "example" may be followed by others:
 *
 *     example strikethrough heading-ids    options that the example is for, by their names on the command line
 *     example differs:NAME                 a reference implementation reads it otherwise, for this reason */
#ifndef SPEC_EXAMPLES_H
#define SPEC_EXAMPLES_H

#include "harness.h"
#include "options.h"

struct spec_example {
    unsigned number;
    unsigned line; /* of its opening fence */
    char *section;
    char *difference; /* "" if none */
    struct spec_flags flags;
    struct spec_bytes markdown;
    struct spec_bytes html;
};

struct spec_examples {
    struct spec_example *items;
    size_t count;
};

/* False, with a message on standard error, if the file cannot be read, an example is not closed, or a word behind
 * "example" is unknown. */
bool spec_examples_load(const char *path, struct spec_examples *examples);
void spec_examples_free(struct spec_examples *examples);

#endif
