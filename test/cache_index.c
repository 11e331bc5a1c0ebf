/* cache_index.c: share/cache_index.h against a naive model: an array that says which links are in the tree. */
#include "cache_index.h"
#include "check.h"
#include "crowd.h"

#include <stdlib.h>

enum { LINKS = 300, ROUNDS = 20000, SKIPPED = 4 };

/* Distributions of hashes, all different and with the same SKIPPED first bits. */
static struct cache_hash random_hash(struct member *dice, size_t i)
{
    (void)i;
    uint64_t low = crowd_roll(dice, SIZE_MAX);
    return (struct cache_hash){{low << SKIPPED, crowd_roll(dice, SIZE_MAX)}};
}

static struct cache_hash equal_low_words(struct member *dice, size_t i)
{
    return (struct cache_hash){{42 << SKIPPED, crowd_roll(dice, SIZE_MAX) ^ i}};
}

/* The deepest tree: 0 and the hashes with one bit, which all turn left until their own bit; then random ones. */
static struct cache_hash one_bit(struct member *dice, size_t i)
{
    if (i >= 128 - SKIPPED)
        return random_hash(dice, i);
    size_t bit = i + SKIPPED;
    return (struct cache_hash){{bit < 64 ? UINT64_C(1) << bit : 0, bit < 64 ? 0 : UINT64_C(1) << (bit - 64)}};
}

/* Links below a place; each must be where its bits lead. No recursion: the tree may be as deep as a hash has bits. */
static size_t count_links(struct check *check, struct cache_link *root, size_t *depth)
{
    struct {
        struct cache_link *link;
        size_t depth;
    } todo[2 * LINKS] = {{root, 0}};
    size_t todo_count = 1, links = 0;
    *depth = 0;
    while (todo_count > 0) {
        todo_count--;
        struct cache_link *link = todo[todo_count].link;
        size_t at = todo[todo_count].depth;
        if (link == NULL)
            continue;
        links++;
        *depth = at > *depth ? at : *depth;
        for (unsigned side = 0; side < 2; side++) {
            struct cache_link *child = link->children[side];
            size_t bit = SKIPPED + at;
            if (child != NULL)
                CHECK(check, bit < 128 && (child->hash.words[bit / 64] >> bit % 64 & 1) == side);
            todo[todo_count].link = child;
            todo[todo_count++].depth = at + 1;
        }
    }
    return links;
}

static void agrees_with_model(struct check *check, struct cache_hash (*make_hash)(struct member *dice, size_t i))
{
    static struct cache_link links[LINKS];
    static bool in[LINKS];
    struct member dice = {.dice = 1};
    struct cache_link *root = NULL;
    size_t count = 0, depth = 0, deepest = 0;
    memset(in, 0, sizeof in);
    for (size_t i = 0; i < LINKS; i++)
        links[i] = (struct cache_link){.hash = make_hash(&dice, i)};
    for (size_t round = 0; round < ROUNDS && check->complaints == 0; round++) {
        size_t i = crowd_roll(&dice, LINKS);
        struct cache_link **place = cache_index_place(&root, links[i].hash, SKIPPED);
        CHECK(check, *place == (in[i] ? &links[i] : NULL));
        /* Fuller, then emptier, and so on. */
        if (!in[i] && (round / 2000 % 2 == 0 || crowd_roll(&dice, 4) == 0)) {
            links[i].children[0] = links[i].children[1] = NULL;
            *place = &links[i];
            in[i] = true;
            count++;
        } else if (in[i] && (round / 2000 % 2 == 1 || crowd_roll(&dice, 4) == 0)) {
            cache_index_remove(place);
            in[i] = false;
            count--;
        }
        if (round % 16 == 0)
            CHECK_SIZE(check, count_links(check, root, &depth), count);
        deepest = depth > deepest ? depth : deepest;
    }
    CHECK(check, deepest > 7); /* LINKS in a tree that did branch, and was full at times */
    for (size_t i = 0; i < LINKS; i++) {
        if (in[i])
            cache_index_remove(cache_index_place(&root, links[i].hash, SKIPPED));
    }
    CHECK(check, root == NULL);
}

static void random_hashes(struct check *check)
{
    agrees_with_model(check, random_hash);
}

static void hashes_with_equal_low_words(struct check *check)
{
    agrees_with_model(check, equal_low_words);
}

static void hashes_with_one_bit(struct check *check)
{
    agrees_with_model(check, one_bit);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"random_hashes", random_hashes},
        {"hashes_with_equal_low_words", hashes_with_equal_low_words},
        {"hashes_with_one_bit", hashes_with_one_bit},
    };
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
