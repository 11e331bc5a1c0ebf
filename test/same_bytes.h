/* same_bytes.h: whether two documents are the same bytes, in the same chunks: all of both but addresses and
 * how the chunks are spread over slabs. */
#ifndef SAME_BYTES_H
#define SAME_BYTES_H

#include <mdparse.h>

#include <stdbool.h>

/* Where they differ, says on standard output what does. */
bool same_bytes(const mdp_document *a, const mdp_document *b);

#endif
