/* strikethrough.h: runs of tildes (strikethrough.c), as the steps of the inlines see them. */
#ifndef STRIKETHROUGH_H
#define STRIKETHROUGH_H

#include <stdint.h>

struct inlines;

/* s[at] is `~`, and strikethrough is asked for: adds the run if it is one that can match. Returns the position behind.
 */
uint32_t inline_scan_tildes(struct inlines *inlines, uint32_t at);

/* Where the tildes before `begin` begin, and where those from `end` on end. */
uint32_t inline_skip_tildes_before(const struct inlines *inlines, uint32_t begin);
uint32_t inline_skip_tildes_behind(const struct inlines *inlines, uint32_t end);

/* What the last search for the opener of a run of tildes came to: none of the runs below `from` opens for a closer of
 * the same length and flanking, down to `stop`, a run of the other length that hides those before it; NO_INDEX if there
 * is none. Runs below `bottom` are not of this search. */
struct tilde_search {
    uint32_t bottom;
    uint32_t from;
    uint32_t stop;
};

/* The opener for a closer of tildes, or NO_INDEX; the searches are of the closers before that could open if this one
 * can, by length, of one and of two (which struct run knows as `third`). */
uint32_t inline_find_tildes(struct inlines *inlines, uint32_t closer, struct tilde_search searches[2]);

#endif
