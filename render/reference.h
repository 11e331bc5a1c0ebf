/* reference.h: the cap on what reference links may add to the output.
 *
 * A definition of n bytes that is used n times would print n * n bytes. The document does not mind, since its links
 * share their definition's strings; the output does. So each rendering has a budget: what the destinations and titles
 * of its reference links and images take may add up to the size of the text, or to 100,000 where that is more. A link
 * that would exceed it is refused and prints as the text that it was written as, brackets and all. The rule and the
 * numbers are cmark's, with two differences in documents that do hit the cap: cmark charges an image within a link
 * before that link, because it meets the closing bracket first; and it parses the second brackets of a refused full
 * reference as text with inlines of its own, where we print the label as it was written.
 *
 * Adversarial input: "[x]: " + "x" * n + "\n" + "[x]\n" * n. */
#ifndef RENDER_REFERENCE_H
#define RENDER_REFERENCE_H

#include <mdparse.h>

/* How many refused links can be open at once before everything inside the innermost is refused without being asked.
 * Only images nest, and only nonsense nests this deep; what counts is that the state is of a fixed size. */
enum { RENDER_REFUSED_MAX = 16 };

typedef struct render_budget {
    size_t left;
    size_t refused_count;
    mdp_node refused[RENDER_REFUSED_MAX]; /* the refused links that are open, outermost first */
} render_budget;

typedef struct render_link {
    bool refused; /* print the brackets instead; destination and title are empty */
    mdp_string destination;
    mdp_string title;
} render_link;

/* A refused link as text: what is written before and after its children. Unused parts are empty. */
typedef struct render_brackets {
    mdp_string parts[3];
} render_brackets;

/* Whether a link of this form is a reference, whose target is a definition's. */
static inline bool render_is_reference(mdp_link_form form)
{
    return form == MDP_LINK_FULL || form == MDP_LINK_COLLAPSED || form == MDP_LINK_SHORTCUT;
}

/* `most`: of the options, 0 for the rule above. */
void render_budget_init(render_budget *budget, const mdp_document *document, size_t most);

/* On entering a link or image of any form; in document order, each one once. */
render_link render_link_enter(render_budget *budget, mdp_node node);

/* On leaving it: whether it was refused. */
bool render_link_leave(render_budget *budget, mdp_node link);

render_brackets render_brackets_before(mdp_kind kind);
render_brackets render_brackets_after(mdp_node link);

/* The sum of the parts; what the brackets take in the source too, since labels are told as they were written. */
size_t render_brackets_size(render_brackets brackets);

/* The word for a form; JSON's schema relies on it. */
const char *render_form_name(mdp_link_form form);

/* The same for an alignment. */
const char *render_align_name(mdp_align align);

/* The same for what an alert is, and in HTML a part of a class's name. */
const char *render_alert_name(mdp_alert alert);

#endif
