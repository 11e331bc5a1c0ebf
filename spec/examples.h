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
 * "example" may be followed by others, which are kept as the example's note. */
#ifndef SPEC_EXAMPLES_H
#define SPEC_EXAMPLES_H

#include "harness.h"

struct spec_example {
    unsigned number;
    unsigned line; /* of its opening fence */
    char *section;
    char *note; /* "" if none */
    struct spec_bytes markdown;
    struct spec_bytes html;
};

struct spec_examples {
    struct spec_example *items;
    size_t count;
};

/* False, with a message on standard error, if the file cannot be read or an example is not closed. */
bool spec_examples_load(const char *path, struct spec_examples *examples);
void spec_examples_free(struct spec_examples *examples);

#endif
