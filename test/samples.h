/* samples.h: the texts on which the unit tests check what must hold for every text.
 *
 * They are: the table of texts at the byte level in samples.c (line endings, NUL, invalid UTF-8, byte order marks),
 * texts generated from a seed, deep and large texts, and what the command line adds:
 *
 *     --file PATH      a file, or every .md, .markdown and .txt file below a directory
 *     --spec PATH      each example of a file in the CommonMark spec's own format
 *     --parse gfm      nothing more, but all are parsed with MDP_EXT_GFM
 *
 * A property is a function that is run on each sample; that run is one case, named "PROPERTY:SAMPLE". */
#ifndef SAMPLES_H
#define SAMPLES_H

#include "check.h"

struct sample {
    char *name;
    char *text; /* on the heap and of exactly that size, so that a read beyond it is caught */
    size_t size;
    uint64_t flags; /* to parse it with */
};

struct samples {
    struct sample *items;
    size_t count;
    size_t capacity;
};

struct property {
    const char *name;
    void (*run)(struct check *check, const struct sample *sample);
};

/* All samples that the arguments ask for; exits where a file cannot be read. Released by samples_free. */
struct samples samples_load(int argc, char **argv);
void samples_free(struct samples *samples);

/* Runs the cases, then the properties on all samples, and prints the sum; the value is main's. */
int samples_main(int argc, char **argv, const struct check_case *cases, size_t case_count,
                 const struct property *properties, size_t property_count);

/* What a sample is to be parsed with: MDP_OPTIONS_INIT, and its flags. */
mdp_options sample_options(const struct sample *sample);

/* Parses a sample, with its own options or with these flags too; complains and returns NULL where that fails. */
const mdp_document *sample_parse(struct check *check, const struct sample *sample);
const mdp_document *sample_parse_with(struct check *check, const struct sample *sample, uint64_t flags);

#endif
