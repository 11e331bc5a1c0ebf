/* task_list.c: task list items (GFM 5.3), if MDP_EXT_TASK_LIST is set: "a list item where the first block in it is a
 * paragraph which begins with a task list item marker and at least one whitespace character before any other content".
 *
 *      - [x] done       list item, its box [2,5), paragraph "done"
 *      - [ ]            no task: nothing follows the box
 *
 * As in cmark-gfm the white space must be on the box's own line, a box with nothing but white space behind it makes a
 * task without content, and what follows a box is text of the paragraph, whatever block it looks like. Where such an
 * item may stand is as the rule says: in block quotes too, and in items that begin on the same line. */
#include "open_blocks.h"

#include "layout.h"

void task_list_take_box(struct blocks *b)
{
    struct line *line = &b->line;
    const char *text = line->text + line->nonspace;
    struct block *item = last_block(b);
    bool first = depth(b) && container_at(b, depth(b) - 1)->list != BLOCK_NONE &&
                 container_at(b, depth(b) - 1)->block == (uint32_t)(item - block_at(b, 0));
    if (!first || line->end - line->nonspace <= TASK_BOX_SIZE || text[0] != '[' || text[2] != ']' ||
        !is_space_or_tab(text[TASK_BOX_SIZE]))
        return;
    if (text[1] != ' ' && text[1] != 'x' && text[1] != 'X')
        return;
    item->task_box = line->nonspace;
    item->detail = text[1] == ' ' ? MDP_TASK_OPEN : MDP_TASK_DONE;
    line_skip_marker(line, TASK_BOX_SIZE);
    line_find_nonspace(line);
    extend(item, line->end);
}
