/* parallel.h: one text parsed on the threads of an executor. docs/threads.md has the picture, and why the document
 * is, byte for byte, the one that a single thread makes. */
#ifndef PARALLEL_H
#define PARALLEL_H

#include <stddef.h>
#include <stdint.h>

#include "layout.h"

/* In how many parts a text of this size is worth to be parsed; 1: in the calling thread, as a whole. */
size_t parallel_parts(const mdp_executor *executor, size_t size);

/* What mdp_parse does, for options that are valid and have an executor, and a text of 1 to MDP_TEXT_SIZE_MAX bytes, in
 * at most `parts` parts, and at least 1. Where they begin is guessed; or, as tests want it, part i + 1 begins with the
 * first line that begins at or behind begins[i]: these are parts - 1 positions in order. No guess makes another
 * document. */
mdp_status parallel_parse(const char *text, size_t size, const mdp_options *options, size_t parts,
                          const uint32_t *begins, mdp_document **document);

#endif
