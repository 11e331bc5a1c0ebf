/* digest.h: one number for all that a document tells: two documents with equal digests are equal for every reader.
 *
 * It depends on the public header only, and so on no layout. */
#ifndef DIGEST_H
#define DIGEST_H

#include <mdparse.h>

uint64_t digest_document(const mdp_document *document);

#endif
