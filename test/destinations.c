/* destinations.c: which bytes may stand in a link's destination without angle brackets (spec 6.3), at each place in it:
 * a destination is looked over many bytes at a time (parser/link.c), so each byte that ends one, or is one of a pair,
 * is put at each place of a long one. */
#include "check.h"

enum { SIZE = 70, ASCII = 128 };

/* How many bytes of "uu...u", with `byte` at `place`, are the destination in "[a](uu...u)"; 0: there is no link. */
static size_t model(char byte, size_t place)
{
    bool first = place == 0, last = place == SIZE - 1;
    if (byte == ')')
        return place;
    if ((byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') && (first || last))
        return SIZE - 1; /* white space around it */
    bool ends = byte <= ' ' || byte == 0x7F, escapes_the_end = byte == '\\' && last;
    return ends || byte == '(' || escapes_the_end || (byte == '<' && first) ? 0 : SIZE;
}

/* "[a](uu...u)" with some bytes of `what` at `place`: is there a link, and how long is its destination? */
static void check_destination(struct check *check, const char *what, size_t size, size_t place, bool is_link,
                              size_t wanted)
{
    static const char begin[] = "[a](";
    enum { BEGIN = sizeof begin - 1 };
    char text[BEGIN + SIZE + 1];
    memcpy(text, begin, BEGIN);
    memset(text + BEGIN, 'u', SIZE);
    memcpy(text + BEGIN + place, what, size);
    text[BEGIN + SIZE] = ')';
    check->input = text;
    check->input_size = sizeof text;
    const mdp_document *document = NULL;
    if (CHECK(check, mdp_parse(text, sizeof text, NULL, &document) == MDP_OK)) {
        mdp_node node = mdp_node_first_child(mdp_node_first_child(mdp_document_root(document)));
        CHECK(check, (mdp_node_kind(node) == MDP_KIND_LINK) == is_link);
        CHECK_SIZE(check, mdp_node_destination(node).size, wanted);
    }
    mdp_document_release(document);
    check->input = NULL;
}

static void each_byte_at_each_place(struct check *check)
{
    for (int byte = 1; byte < ASCII; byte++) {
        for (size_t place = 0; place < SIZE; place++) {
            char what = (char)byte;
            size_t wanted = model(what, place);
            bool empty = what == ')' && place == 0; /* the empty destination is one, too */
            check_destination(check, &what, 1, place, wanted > 0 || empty, wanted);
        }
    }
}

static void pairs_at_each_place(struct check *check)
{
    for (size_t place = 0; place + 2 <= SIZE; place++) {
        check_destination(check, "()", 2, place, true, SIZE);
        check_destination(check, "\\)", 2, place, true, SIZE - 1);
        check_destination(check, "\\(", 2, place, true, SIZE - 1);
    }
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"each_byte_at_each_place", each_byte_at_each_place},
                                              {"pairs_at_each_place", pairs_at_each_place}};
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
