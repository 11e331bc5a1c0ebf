/* invariants.h: what holds of every document, as a numbered list, and a function that looks whether it does.
 *
 * Tests and fuzz targets call document_check after every parse (test/checked_parse.c); the library itself never does,
 * and does not contain it. Words are those of layout.h. The code names each invariant by its number here.
 *
 * Memory
 *   1  A document has a reference and a place. It is the first thing in its slab, with its uses behind its places. The
 *      first use is that slab, which holds nothing else than the document and what it uses there. Each use is another
 *      slab, which has a reference, and but for the first something in it is used. Each slab ends with
 *      MDP_STRING_PADDING zeros.
 *   2  A chunk stands whole in the slab of its use, behind the document if that is there, behind the map if that is
 *      there, and behind the chunks of that slab that are before it; map and chunks at multiples of 8 bytes. Its parts
 *      are as large as its counts say. What is used of a slab is those chunks and the map.
 * Places
 *   3  The chunks' texts tile the document's text: each begins where the one before ends, and they end where it ends.
 *   4  line_ends of a place counts the lines that end in the chunks before.
 *   5  A chunk has text and a block, unless it is the only one.
 *   6  A chunk but the first begins at a boundary: behind a line ending, with a top-level block on its first line.
 * Tables of a chunk
 *   7  line_ends and the line index are what a count from the start of the text gives.
 *   8  nodes counts the records of the tape, blocks those at the top.
 *   9  The definitions are the definition records of the tape, in order, each with the hash of its label.
 *  10  The hash of each reference, a link's, an image's or a footnote's, is among the lookups; there they stand in the
 *      order in which the references end.
 *  11  Strings of the pool do not share bytes, and leave none out: their sizes add up to the pool's. But the text of an
 *      autolink may be, or be the end of, its destination.
 * Records
 *  12  The tape is records from its start to its end, each of a known kind and as long as records of its kind are.
 *  13  parent is the container that is open where the record begins; that makes the tape a pre-order.
 *  14  next of a container is the record behind its subtree, or the end of the tape.
 *  15  Blocks are in block quotes, alerts, list items, footnote definitions or at the top, alerts at the top only.
 *      Lists hold list items, tables rows and rows cells, and nothing else, and these stand nowhere else. Inlines are
 *      in paragraphs, headings, cells, and inlines that contain others.
 *  16  No link has a link around it, at any depth; images may. Autolinks in angle brackets may stand in a link.
 *  17  Lists, alerts, tables, rows, paragraphs, emphasis, strong emphasis and strikethrough have a child. An autolink
 *      has one, a text.
 *  18  The detail, and a list's first number, are in range for the kind; what it says of a paragraph in a list, and of
 *      a table's cell, is what the list and the row say.
 * Spans
 *  19  A span is not empty, but for that of a cell without inlines, and lies within its parent's, or at the top within
 *      the chunk's text.
 *  20  A node begins at or behind the end of the sibling before it.
 *  21  What no top-level block spans is white space, but for a byte order mark at the start of the document.
 * Strings
 *  22  A string lies within the text or within the pool. An empty one is 0, 0, so that equal chunks are equal bytes.
 *  23  A string is UTF-8 without NUL; one that lies in the text has no CR.
 *  24  A slice of the text lies within its node's span; but the lines of code and HTML blocks, which are whole, may
 *      reach out. Text and raw HTML have a string only where they are no slice, and it is not empty.
 *  25  A text that is a slice, and the text of a code span, have no line ending in them.
 *  26  Two slices of text that are siblings are not contiguous: they would be one.
 *  27  A label has 1 to LABEL_SIZE_MAX bytes and is not blank. A stored hash is that of the normalised label.
 * Map of definitions
 *  28  Each entry names a definition of its chunk, with that one's hash.
 *  29  Entries are sorted, strictly, by hash, then by normalised label, and then by place and number in the chunk.
 *  30  There are as many entries as definitions. (With 28 and 29: the map holds all of them.) label_count counts the
 *      different labels.
 *  31  The label of each reference is in the map.
 * Tasks
 *  32  The box of a task lies in its item, is "[ ]", "[x]" or "[X]", and the detail says which.
 * Alerts
 *  33  The marker of an alert lies in it, with something behind it, and is the one that the detail says.
 * Footnotes
 *  34  The stored label of a footnote's definition or reference is "[^" and something behind that, in which there is
 *      neither white space nor a `]`. */
#ifndef INVARIANTS_H
#define INVARIANTS_H

#include <stdbool.h>
#include <stdint.h>

#include "mdparse.h"

struct invariant_failure {
    unsigned number;     /* of the invariant; 0 if all hold */
    uint32_t chunk;      /* the index of its place; NODE_NONE if it is of the document */
    uint32_t node;       /* the record in its tape; NODE_NONE if it is of the chunk */
    const char *message; /* static */
};

/* Whether all invariants hold of a document, and the first that does not. Repairs and allocates nothing, changes
 * nothing, and does not follow an offset before it was checked. Cost: linear in the size of the document and
 * in the product of its places and uses, and n log n in the number of its definitions and reference links. */
bool document_check(const mdp_document *document, struct invariant_failure *failure);

#endif
