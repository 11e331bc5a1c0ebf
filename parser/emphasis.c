/* emphasis.c: emphasis and strong emphasis, spec 6.2, by the algorithm of the spec's appendix ("process emphasis"), on
 * an array of runs.
 *
 * Runs that may still match form a doubly linked list. A closer looks back for the nearest opener of its character:
 *
 *      *a **b c***        list:  R0 `*` open    R1 `**` open    R2 `***` close
 *
 *      R2 and R1 match with 2 delimiters      R0 `*` open                    R2 `*` close, high - low == 1
 *      R2 and R0 match with 1                                                R2 is used up
 *
 *      matches    m0: 2, opened by R1    m1: 1, opened by R0        R2 closes m0, then m1
 *
 * Linear: a search that found nothing is never made again over the same runs, because `bottoms` remembers where it
 * started, by what decides whether a run can match: character, whether the closer could open too, and its length
 * modulo 3. What lies between an opener and its closer leaves the list. Between two quotes it stays, so quotes are not
 * searched for at all (match_quote). Adversarial inputs: "*a_ " and "a**b c* " repeated, "quotes-around-openers". */
#include "inlines.h"

#include <string.h>

#include "unicode.h"
#include "utf8.h"

/* -------------------------------------------------------------------------------------------------------- flanking */

static bool is_quote(char character)
{
    return character == '\'' || character == '"';
}

/* Of a code point beyond ASCII, beside a run of this character. An emoji or a currency sign is no punctuation to a
 * quotation mark, as in cmark, so that one may open between a comma and it. */
static enum unicode_class class_beside(char character, uint32_t code_point)
{
    return is_quote(character) && unicode_is_symbol(code_point) ? UNICODE_OTHER : unicode_classify(code_point);
}

static enum unicode_class class_before(const struct inlines *in, uint32_t at, char character)
{
    if (at == in->line)
        return UNICODE_WHITESPACE;
    unsigned char byte = (unsigned char)in->s[at - 1];
    return byte < 0x80 ? unicode_classify(byte)
                       : class_beside(character, utf8_decode_before(in->s + in->begin, at - in->begin));
}

static enum unicode_class class_at(const struct inlines *in, uint32_t at, char character)
{
    if (at == in->end)
        return UNICODE_WHITESPACE;
    uint32_t code_point = (unsigned char)in->s[at];
    if (usually(code_point < 0x80))
        return unicode_classify(code_point);
    utf8_decode(in->s + at, in->end - at, &code_point);
    return class_beside(character, code_point);
}

/* Spec 6.2: whether a run flanks the side on which the first class stands, the second being on its other side. Not if
 * that is white space; and if it is punctuation, not if the other is neither. */
static const bool is_flanking[3][3] = {
    [UNICODE_OTHER] = {true, true, true},
    [UNICODE_PUNCTUATION] = {[UNICODE_WHITESPACE] = true, [UNICODE_PUNCTUATION] = true},
};

/* Spec 6.2, left- and right-flanking, and from them rules 1 to 8: what `_` may do inside of words. */
static inline void set_flanking(const struct inlines *in, struct run *run, uint32_t begin, uint32_t end)
{
    if (in->skips_tildes) {
        begin = inline_skip_tildes_before(in, begin);
        end = inline_skip_tildes_behind(in, end);
    }
    enum unicode_class before = class_before(in, begin, run->character), after = class_at(in, end, run->character);
    bool left = is_flanking[after][before], right = is_flanking[before][after];
    run->can_open = left;
    run->can_close = right;
    if (run->character == '_') {
        run->can_open = left && (!right || before == UNICODE_PUNCTUATION);
        run->can_close = right && (!left || after == UNICODE_PUNCTUATION);
    }
    if (is_quote(run->character)) { /* no rule of the spec; as cmark has it */
        char previous = begin > in->line ? in->s[begin - 1] : '\n';
        run->can_open = left && (!right || previous == '(' || previous == '[') && previous != ']' && previous != ')';
    }
}

/* ------------------------------------------------------------------------------------------------------------ runs */

static struct run *run_at(struct inlines *in, uint32_t index)
{
    return (struct run *)in->runs.items + index;
}

/* inline_make_run, for this file, where nearly all runs are made: so that it becomes a part of inline_add_run. */
static inline struct run *make_run(struct inlines *in, uint32_t begin, uint32_t end)
{
    if (!vector_reserve_along(&in->runs, 1, begin - in->begin, in->end - in->begin)) {
        in->failed = true;
        return NULL;
    }
    struct run *run = (struct run *)in->runs.items + in->runs.count;
    *run = (struct run){
        .low = begin,
        .high = end,
        .previous = in->last_run,
        .next = NO_INDEX,
        .first_open = NO_INDEX,
        .third = (uint8_t)((end - begin) % 3),
        .character = in->s[begin],
    };
    set_flanking(in, run, begin, end);
    return run;
}

struct run *inline_make_run(struct inlines *in, uint32_t begin, uint32_t end)
{
    return make_run(in, begin, end);
}

uint32_t inline_list_run(struct inlines *in)
{
    uint32_t index = (uint32_t)in->runs.count++;
    if (in->last_run != NO_INDEX)
        run_at(in, in->last_run)->next = index;
    else
        in->first_run = index;
    in->last_run = index;
    return index;
}

inline uint32_t inline_add_run(struct inlines *in, uint32_t at)
{
    uint32_t end = at + 1;
    while (end < in->end && rarely(in->s[end] == in->s[at]))
        end++;
    const struct run *run = make_run(in, at, end);
    in->floor = end;
    if (usually(run && (run->can_open || run->can_close)))
        inline_mark(in, MARK_RUN, at, end)->data = inline_list_run(in);
    return end;
}

static void remove_run(struct inlines *in, uint32_t index)
{
    struct run *run = run_at(in, index);
    if (run->previous != NO_INDEX)
        run_at(in, run->previous)->next = run->next;
    else
        in->first_run = run->next;
    if (run->next != NO_INDEX)
        run_at(in, run->next)->previous = run->previous;
    else
        in->last_run = run->previous;
}

/* -------------------------------------------------------------------------------------------------------- matching */

/* Takes delimiters off both for one match. */
static void match(struct inlines *in, uint32_t opener_index, struct run *closer)
{
    struct run *opener = run_at(in, opener_index);
    bool strong = opener->high - opener->low >= 2 && closer->high - closer->low >= 2;
    struct match *matches = in->matches.items;
    uint32_t index = (uint32_t)in->matches.count++;
    matches[index] = (struct match){strong ? 2 : 1, opener->first_open};
    opener->first_open = index;
    opener->high -= matches[index].size;
    if (closer->closes++ == 0)
        closer->first_close = index;
    closer->low += matches[index].size;
}

/* What searches of one call need not do again, and the open quotes. */
struct searches {
    uint32_t bottoms[2][2][3];        /* of * and _; by whether the closer could open, and its length modulo 3 */
    uint32_t quotes[2];               /* of ' and " */
    struct tilde_search tildes[2][2]; /* by whether the closer could open, and its length; only if there are any */
};

static void start_searches(struct searches *searches, uint32_t bottom, bool tildes)
{
    const struct tilde_search tilde = {bottom, bottom, NO_INDEX};
    for (int can_open = 0; can_open < 2; can_open++) {
        for (int third = 0; third < 3; third++)
            searches->bottoms[0][can_open][third] = searches->bottoms[1][can_open][third] = bottom;
        if (tildes)
            searches->tildes[can_open][0] = searches->tildes[can_open][1] = tilde;
    }
    searches->quotes[0] = searches->quotes[1] = NO_INDEX;
}

/* The nearest opener for this closer, down to the run `bottom`, or NO_INDEX. */
static uint32_t find_opener(struct inlines *in, const struct run *closer, uint32_t bottom)
{
    uint32_t index = closer->previous;
    while (index != NO_INDEX && usually(index >= bottom) && rarely(!inline_can_match(run_at(in, index), closer)))
        index = run_at(in, index)->previous;
    return index != NO_INDEX && index >= bottom ? index : NO_INDEX;
}

/* A quote matches once, the nearest open one of its character, and what is between may still match. So that is never
 * walked over: open quotes form stacks of their own, `*open` being the top of one. */
static uint32_t match_quote(struct inlines *in, uint32_t index, uint32_t *open)
{
    struct run *quote = run_at(in, index);
    uint32_t opener = *open, next = quote->next;
    struct mark *marks = in->marks.items;
    if (quote->can_close)
        marks[quote->mark].size = 0;
    if (quote->can_close && opener != NO_INDEX) {
        marks[run_at(in, opener)->mark].size = 1;
        *open = run_at(in, opener)->first_open;
        remove_run(in, opener);
        remove_run(in, index);
    } else if (quote->can_open) {
        quote->first_open = *open;
        *open = index;
    } else {
        remove_run(in, index);
    }
    return next;
}

/* Takes off a stack of open quotes those behind the run `opener`, which has just been matched with one behind them. */
static void close_quotes(struct inlines *in, uint32_t *open, uint32_t opener)
{
    while (*open != NO_INDEX && *open > opener)
        *open = run_at(in, *open)->first_open;
}

/* Matches this closer as often as it goes. Returns the next run to look at. */
static uint32_t match_closer(struct inlines *in, uint32_t index, struct searches *searches)
{
    struct run *closer = run_at(in, index);
    bool tildes = closer->character == '~';
    uint32_t *bottom = &searches->bottoms[closer->character == '_'][closer->can_open][closer->third];
    while (evenly(closer->low < closer->high)) {
        uint32_t opener = tildes ? inline_find_tildes(in, index, searches->tildes[closer->can_open])
                                 : find_opener(in, closer, *bottom);
        if (opener == NO_INDEX) {
            *bottom = tildes ? *bottom : index;
            break;
        }
        if (!vector_reserve(&in->matches, 1)) {
            in->failed = true;
            return NO_INDEX;
        }
        match(in, opener, closer);
        /* Runs between the two can match no more. */
        closer->previous = opener;
        run_at(in, opener)->next = index;
        close_quotes(in, &searches->quotes[0], opener);
        close_quotes(in, &searches->quotes[1], opener);
        if (usually(run_at(in, opener)->low == run_at(in, opener)->high))
            remove_run(in, opener);
    }
    uint32_t next = closer->next;
    if (usually(closer->low == closer->high) || !closer->can_open)
        remove_run(in, index);
    return next;
}

void inline_match_runs(struct inlines *in, uint32_t before)
{
    struct searches searches;
    start_searches(&searches, before == NO_INDEX ? 0 : before + 1, in->skips_tildes);
    uint32_t index = before == NO_INDEX ? in->first_run : run_at(in, before)->next;
    while (index != NO_INDEX && !in->failed) {
        const struct run *run = run_at(in, index);
        if (is_quote(run->character))
            index = match_quote(in, index, &searches.quotes[run->character == '"']);
        else if (run->can_close)
            index = match_closer(in, index, &searches);
        else
            index = run->next;
    }
    in->last_run = before;
    if (before == NO_INDEX)
        in->first_run = NO_INDEX;
    else
        run_at(in, before)->next = NO_INDEX;
}
