/* invariants_strings.c: the strings of one record: 22 to 25 and 27.
 *
 * Each byte of the text is in few strings (a label's bytes are also those of the texts in it), so that the cost is
 * linear. */
#include <string.h>

#include "checker.h"
#include "label.h"
#include "utf8.h"

static bool in_text(const struct checker *checker, mdp_string string)
{
    return string.data < chunk_text(checker->chunk) + checker->chunk->text_size;
}

/* 23, for a string that is not empty. */
static bool check_bytes(const struct checker *checker, mdp_string string)
{
    return require(checker, 23, !memchr(string.data, '\0', string.size), "a string with NUL") &&
           require(checker, 23, utf8_valid(string.data, string.size), "a string that is not UTF-8") &&
           require(checker, 23, !in_text(checker, string) || !memchr(string.data, '\r', string.size),
                   "a slice of the text with CR");
}

/* The string in two words of the record, once it is checked; empty where it is not as it should be. */
static bool check_string(const struct checker *checker, const uint32_t *node, unsigned word, uint64_t *pool)
{
    const struct chunk *chunk = checker->chunk;
    uint64_t begin = node[word], end = begin + node[word + 1];
    if (begin == end)
        return require(checker, 22, begin == 0, "an empty string that is not 0, 0");
    bool slice = end <= chunk->text_size;
    if (!require(checker, 22, slice || begin >= chunk->text_size, "a string over the end of the text") ||
        !require(checker, 22, end <= (uint64_t)chunk->text_size + chunk->pool_size, "a string beyond the pool") ||
        !check_bytes(checker, node_string(chunk, node, word)))
        return false;
    bool whole_lines =
        node_kind(node) == MDP_KIND_HTML_BLOCK || (node_kind(node) == MDP_KIND_CODE_BLOCK && word == NODE_TEXT);
    if (!slice)
        *pool += end - begin;
    return require(checker, 24, !slice || whole_lines || (begin >= node[NODE_BEGIN] && end <= node[NODE_END]),
                   "a slice beyond its node's span");
}

static bool check_label(const struct checker *checker, const uint32_t *node, unsigned word)
{
    uint32_t size = node[word + 1];
    return require(checker, 27, size > 0 && size <= LABEL_SIZE_MAX, "a label that is empty or too long");
}

/* 34. */
static bool check_footnote_label(const struct checker *checker, const uint32_t *node, unsigned word)
{
    mdp_string label = node_string(checker->chunk, node, word);
    bool holds = label.size > FOOTNOTE_MARK_SIZE && memcmp(label.data, "[^", FOOTNOTE_MARK_SIZE) == 0;
    for (size_t i = FOOTNOTE_MARK_SIZE; holds && i < label.size; i++)
        holds = !strchr(" \t\n\r]", label.data[i]);
    return require(checker, 34, holds, "a footnote's label is not what brackets hold");
}

static bool has_line_ending(mdp_string string)
{
    return memchr(string.data, '\n', string.size) || memchr(string.data, '\r', string.size);
}

/* Whether a text with a string is an autolink's, and is, or ends, its destination: then it is stored once. */
static bool is_destination(const struct chunk *chunk, const uint32_t *node)
{
    const uint32_t *parent = node[NODE_PARENT] == NODE_NONE ? NULL : chunk_tape(chunk) + node[NODE_PARENT];
    return parent && is_autolink(parent) && node[NODE_TEXT] >= parent[NODE_LINK_DESTINATION] &&
           (uint64_t)node[NODE_TEXT] + node[NODE_TEXT + 1] ==
               (uint64_t)parent[NODE_LINK_DESTINATION] + parent[NODE_LINK_DESTINATION + 1];
}

/* Text, and raw HTML: a slice, or a string of the pool. */
static bool check_text(const struct checker *checker, const uint32_t *node, uint64_t *pool)
{
    const struct chunk *chunk = checker->chunk;
    if (node_words(node) == WORDS_STRING) {
        uint64_t shared = 0;
        return check_string(checker, node, NODE_TEXT, is_destination(chunk, node) ? &shared : pool) &&
               require(checker, 24, node[NODE_TEXT] >= chunk->text_size && node[NODE_TEXT + 1] > 0,
                       "a text with a string that is not in the pool");
    }
    mdp_string slice = {chunk_text(chunk) + node[NODE_BEGIN], node[NODE_END] - node[NODE_BEGIN]};
    return check_bytes(checker, slice) &&
           require(checker, 25, node_kind(node) != MDP_KIND_TEXT || !has_line_ending(slice),
                   "a slice of text with a line ending");
}

static bool check_reference(const struct checker *checker, const uint32_t *node, uint64_t *pool)
{
    unsigned word = reference_word(node);
    if (!check_string(checker, node, word, pool) || !check_label(checker, node, word))
        return false;
    mdp_string label = node_string(checker->chunk, node, word);
    char normal[LABEL_NORMAL_MAX];
    size_t size = label_normalize(label.data, label.size, normal);
    return require(checker, 27, size > 0, "a blank label") &&
           require(checker, 27, label_hash(normal, size) == reference_hash(node, word),
                   "another hash than the label's");
}

bool check_strings(const struct checker *checker, const uint32_t *node, uint64_t *pool)
{
    switch (node_kind(node)) {
    case MDP_KIND_TEXT:
    case MDP_KIND_RAW_HTML:
        return check_text(checker, node, pool);
    case MDP_KIND_CODE_SPAN:
        return check_string(checker, node, NODE_TEXT, pool) &&
               require(checker, 25, !has_line_ending(node_string(checker->chunk, node, NODE_TEXT)),
                       "a code span with a line ending");
    case MDP_KIND_HTML_BLOCK:
        return check_string(checker, node, NODE_TEXT, pool);
    case MDP_KIND_CODE_BLOCK:
        return check_string(checker, node, NODE_TEXT, pool) && check_string(checker, node, NODE_CODE_INFO, pool);
    case MDP_KIND_DEFINITION:
        return check_string(checker, node, NODE_DEFINITION_LABEL, pool) &&
               check_label(checker, node, NODE_DEFINITION_LABEL) &&
               check_string(checker, node, NODE_DEFINITION_DESTINATION, pool) &&
               check_string(checker, node, NODE_DEFINITION_TITLE, pool);
    case MDP_KIND_LINK:
    case MDP_KIND_IMAGE:
        if (reference_word(node))
            return check_reference(checker, node, pool);
        return check_string(checker, node, NODE_LINK_DESTINATION, pool) &&
               check_string(checker, node, NODE_LINK_TITLE, pool);
    case MDP_KIND_FOOTNOTE_DEFINITION:
        return check_string(checker, node, NODE_FOOTNOTE_LABEL, pool) &&
               check_label(checker, node, NODE_FOOTNOTE_LABEL) &&
               check_footnote_label(checker, node, NODE_FOOTNOTE_LABEL);
    case MDP_KIND_FOOTNOTE_REFERENCE:
        return check_reference(checker, node, pool) && check_footnote_label(checker, node, NODE_REFERENCE_LABEL);
    default:
        return true;
    }
}
