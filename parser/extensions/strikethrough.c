/* strikethrough.c: ~~text~~ and ~text~ (GFM 6.5), if MDP_EXT_STRIKETHROUGH is set, or the first alone with
 * MDP_EXT_STRIKETHROUGH_DOUBLE.
 *
 * Runs of one or two tildes are delimiter runs: flanking, nesting and the rule of three are those of emphasis (spec
 * 6.2, emphasis.c), but a run opens or closes as a whole, and longer ones are text. A closer looks back for the nearest
 * run that could open for it; as in cmark-gfm, where that one has the other length, nothing matches:
 *
 *     ~~a ~b~~     nothing: the nearest is `~`
 *     ~~a b~c~~    a match: the `~` within a word could close too, and then 1 + 2 is ruled out by the rule of three
 *
 * For the flanking of other runs tildes beside them do not count, so that a**~~b~~** is strong.
 *
 * Linear: struct tilde_search remembers what was passed in vain, and the run that ended the search. While that run is
 * in the list a search that comes to what was passed ends as the one before did. Once it is gone all that was passed is
 * gone with it, for it leaves the list only with all that lies behind it up to its closer, or to one around it.
 * Adversarial inputs: "tildes-..." in spec/hostile.c. */
#include "inlines.h"

enum { TILDES_MOST = 2 };

uint32_t inline_scan_tildes(struct inlines *in, uint32_t at)
{
    uint32_t end = at + 1;
    while (end < in->end && in->s[end] == '~')
        end++;
    uint32_t least = in->writer->parse->flags & MDP_EXT_STRIKETHROUGH_DOUBLE ? 2 : 1;
    if (end - at >= least && end - at <= TILDES_MOST)
        return inline_add_run(in, at);
    in->floor = end;
    return end;
}

uint32_t inline_skip_tildes_before(const struct inlines *in, uint32_t begin)
{
    while (begin > in->begin && in->s[begin - 1] == '~')
        begin--;
    return begin;
}

uint32_t inline_skip_tildes_behind(const struct inlines *in, uint32_t end)
{
    while (end < in->end && in->s[end] == '~')
        end++;
    return end;
}

uint32_t inline_find_tildes(struct inlines *in, uint32_t closer_index, struct tilde_search searches[2])
{
    const struct run *runs = in->runs.items, *closer = &runs[closer_index];
    struct tilde_search *search = &searches[closer->third - 1];
    uint32_t index = closer->previous;
    while (index != NO_INDEX && index >= search->bottom) {
        if (index < search->from && (search->stop == NO_INDEX || index >= search->stop)) {
            index = search->stop;
            break;
        }
        if (inline_can_match(&runs[index], closer))
            break;
        index = runs[index].previous;
    }
    if (index != NO_INDEX && index < search->bottom)
        index = NO_INDEX;
    if (index != NO_INDEX && runs[index].third == closer->third)
        return index;
    search->from = closer_index;
    search->stop = index;
    return NO_INDEX;
}
