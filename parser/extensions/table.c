/* table.c: tables (GFM 4.10), if MDP_EXT_TABLE is set.
 *
 *      | a | b |        header
 *      |---|:-:|        delimiter row: how many columns there are, and how each is aligned
 *      | c | d |        row
 *
 * The delimiter row makes a table of the line before it, if that is of a paragraph and has as many cells: of the last
 * line only, what is before it stays a paragraph. Then each line is a row until a blank one or another block. A pipe
 * with a backslash before it is none, also in a code span; the backslash is no part of the cell.
 *
 * Cells are split before inlines are looked at. Rows with too few cells are filled up, those with too many lose the
 * rest, as in cmark-gfm. Columns times rows can be far more than the text has bytes, so the empty cells that a table is
 * filled up with are bounded by its text up to there: FILL_PER_BYTE (adversarial input table-square: n columns, n rows
 * of one cell). Each line is looked at once as a delimiter row and once as the header of one. */
#include "open_blocks.h"

#include "layout.h"

/* With one, a table takes twice the memory that its densest rows take anyway, `a` in a line each. Tables that people
 * write are nowhere near it: they would have to be wide, and nearly all of their rows short. */
enum { FILL_PER_BYTE = 1 };

/* --------------------------------------------------------------------------------------------- the cells of a line */

/* What is left of a row. */
struct row {
    const struct parse *parse;
    uint32_t at;
    uint32_t end; /* the white space before the line ending is taken off */
};

struct cell {
    uint32_t begin; /* without the white space around it */
    uint32_t end;
    bool escapes; /* pipes in it have a backslash before them */
};

/* text[begin, end) is a line from its first character on, without its line ending. */
static struct row row_of(const struct parse *parse, uint32_t begin, uint32_t end)
{
    while (end > begin && is_space_or_tab(parse->text[end - 1]))
        end--;
    return (struct row){parse, begin + (begin < end && parse->text[begin] == '|'), end};
}

/* The pipe that ends the cell at `begin`, or the end of the row. */
static uint32_t find_pipe(const struct row *row, uint32_t begin, bool *escapes)
{
    const char *text = row->parse->text;
    uint32_t at = begin;
    *escapes = false;
    while ((at = next_bit(row->parse->specials, at, row->end)) < row->end) {
        if (text[at] == '|' && (at == begin || text[at - 1] != '\\'))
            return at;
        *escapes = *escapes || text[at] == '|';
        at++;
    }
    return row->end;
}

static bool next_cell(struct row *row, struct cell *cell)
{
    const char *text = row->parse->text;
    if (row->at >= row->end)
        return false;
    while (row->at < row->end && is_space_or_tab(text[row->at]))
        row->at++;
    cell->begin = row->at;
    cell->end = find_pipe(row, row->at, &cell->escapes);
    row->at = cell->end + 1;
    while (cell->end > cell->begin && is_space_or_tab(text[cell->end - 1]))
        cell->end--;
    return true;
}

static uint32_t count_cells(const struct parse *parse, uint32_t begin, uint32_t end)
{
    struct row row = row_of(parse, begin, end);
    struct cell cell;
    uint32_t count = 0;
    while (next_cell(&row, &cell))
        count++;
    return count;
}

/* Whether a cell is one of a delimiter row, hyphens with a colon on either side or not, and how it aligns its column.
 */
static bool is_delimiter(const char *text, uint32_t begin, uint32_t end, mdp_align *align)
{
    bool left = begin < end && text[begin] == ':', right = end > begin + left && text[end - 1] == ':';
    *align = left && right ? MDP_ALIGN_CENTER : left ? MDP_ALIGN_LEFT : right ? MDP_ALIGN_RIGHT : MDP_ALIGN_NONE;
    begin += left;
    end -= right;
    for (uint32_t at = begin; at < end; at++)
        if (text[at] != '-')
            return false;
    return begin < end;
}

/* The columns of a delimiter row; 0 if the line is none. */
static uint32_t count_delimiters(const struct parse *parse, const struct line *line)
{
    struct row row = row_of(parse, line->nonspace, line->end);
    struct cell cell;
    uint32_t count = 0;
    mdp_align align;
    while (next_cell(&row, &cell)) {
        if (!is_delimiter(parse->text, cell.begin, cell.end, &align))
            return 0;
        count++;
    }
    return count;
}

/* ------------------------------------------------------------------------------------------------------- the blocks */

/* Room for what the text has up to the end of this line, as reserve_steps makes it for what it has before it. */
static bool reserve_along(struct blocks *b, struct vector *vector, size_t extra)
{
    return vector_reserve_along(vector, extra, b->line.end - b->begin, b->parse->limit - b->begin);
}

/* Room for a row of so many cells, and what else the step adds. */
static bool reserve_row(struct blocks *b, uint64_t cells)
{
    struct parse *parse = b->parse;
    b->steps = 0; /* the room was for other blocks */
    parse->too_large = parse->blocks.count + cells > UINT32_MAX - 16;
    return !parse->too_large && reserve_along(b, &parse->blocks, (size_t)cells + 2 + BLOCKS_STEP);
}

/* Adds a block that is no child of a container, in room that is reserved; returns its index. */
static uint32_t add(struct blocks *b, mdp_kind kind, uint32_t parent, uint32_t begin, uint32_t end)
{
    uint32_t index = (uint32_t)b->parse->blocks.count++;
    *block_at(b, index) = (struct block){.kind = (uint8_t)kind,
                                         .begin = begin,
                                         .end = end,
                                         .parent = parent,
                                         .first_segment = (uint32_t)b->parse->segments.count};
    return index;
}

/* Adds a stretch to the content of the last cell. */
static bool add_content(struct blocks *b, uint32_t begin, uint32_t end)
{
    struct parse *parse = b->parse;
    if (begin == end)
        return true;
    if (!reserve_along(b, &parse->segments, 1))
        return false;
    *segment_at(b, parse->segments.count++) = (struct segment){begin, end, 0};
    last_block(b)->segment_count++;
    return true;
}

/* Adds a cell: its content is the stretches between the backslashes that escape pipes. */
static bool add_cell(struct blocks *b, uint32_t row, uint16_t detail, const struct cell *cell)
{
    const char *text = b->parse->text;
    uint32_t from = cell->begin;
    block_at(b, add(b, MDP_KIND_TABLE_CELL, row, cell->begin, cell->end))->detail = detail;
    for (uint32_t at = from; cell->escapes && at + 1 < cell->end; at++) {
        if (text[at] != '\\' || text[at + 1] != '|')
            continue;
        if (!add_content(b, from, at))
            return false;
        from = at + 1;
    }
    return add_content(b, from, cell->end);
}

/* How the open table's column is aligned: as the header's cell in it, which stands behind the table and the header. */
static uint16_t column_align(struct blocks *b, uint32_t column)
{
    return block_at(b, b->table + 2 + column)->detail & DETAIL_CELL_ALIGN;
}

/* How many of the cells that a row lacks are filled up. */
static uint32_t cells_to_fill(struct blocks *b, uint32_t cells, uint32_t end)
{
    uint64_t most = (uint64_t)FILL_PER_BYTE * (end - block_at(b, b->table)->begin) - b->table_filled;
    uint32_t lacks = cells < b->table_columns ? b->table_columns - cells : 0;
    return lacks < most ? lacks : (uint32_t)most;
}

/* The cells of a line beyond the last column are not looked at. */
bool table_add_row(struct blocks *b, bool *added)
{
    const struct line *line = &b->line;
    struct row row = row_of(b->parse, line->nonspace, line->end);
    struct cell cell;
    *added = row.at < row.end;
    if (!*added)
        return true;
    if (!reserve_row(b, b->table_columns))
        return false;
    uint32_t index = add(b, MDP_KIND_TABLE_ROW, b->table, line->nonspace, line->end), cells = 0;
    for (; cells < b->table_columns && next_cell(&row, &cell); cells++)
        if (!add_cell(b, index, column_align(b, cells), &cell))
            return false;
    uint32_t fill = cells_to_fill(b, cells, line->end);
    for (uint32_t column = cells; column < cells + fill; column++)
        block_at(b, add(b, MDP_KIND_TABLE_CELL, index, line->end, line->end))->detail = column_align(b, column);
    b->table_filled += fill;
    block_at(b, b->table)->end = line->end;
    return true;
}

/* ------------------------------------------------------------------------------------------------- the open paragraph
 */

/* `end` without the line ending before it, down to `begin`. */
static uint32_t before_line_ending(const char *text, uint32_t begin, uint32_t end)
{
    if (end > begin && text[end - 1] == '\n')
        end--;
    if (end > begin && text[end - 1] == '\r')
        end--;
    return end;
}

/* The last line of the open paragraph, as far as it is content, without its line ending. */
static void last_line(struct blocks *b, uint32_t *begin, uint32_t *end)
{
    const struct segment *segment = segment_at(b, b->parse->segments.count - 1);
    const char *text = b->parse->text;
    *end = before_line_ending(text, segment->begin, segment->end);
    *begin = *end;
    while (*begin > segment->begin && text[*begin - 1] != '\n' && text[*begin - 1] != '\r')
        --*begin;
}

/* Ends the open paragraph before its last line, which begins at `begin`. If that is its only line, then it was no
 * paragraph. */
static bool leave_paragraph(struct blocks *b, uint32_t begin)
{
    struct parse *parse = b->parse;
    struct block *block = last_block(b);
    struct segment *last = segment_at(b, parse->segments.count - 1);
    b->leaf = LEAF_NONE;
    if (last->begin < begin) {
        last->end = begin;
    } else {
        parse->segments.count--;
        block->segment_count--;
    }
    if (block->segment_count == 0) {
        parse->blocks.count--;
        return true;
    }
    last = segment_at(b, parse->segments.count - 1);
    block->end = before_line_ending(parse->text, last->begin, last->end);
    b->blank = false;
    b->leaf = LEAF_PARAGRAPH;
    return close_leaf(b);
}

bool table_open(struct blocks *b, bool *made)
{
    const struct line *line = &b->line;
    uint32_t header_begin, header_end, columns = count_delimiters(b->parse, line);
    *made = false;
    if (columns == 0)
        return true;
    last_line(b, &header_begin, &header_end);
    if (count_cells(b->parse, header_begin, header_end) != columns)
        return true;
    *made = true;
    if (!leave_paragraph(b, header_begin) || !reserve_row(b, columns))
        return false;
    /* No cut here: whether the header's line begins a block is known only from this line on. */
    count_child(b);
    b->table = add(b, MDP_KIND_TABLE, innermost_block(b), header_begin, line->end);
    b->table_columns = block_at(b, b->table)->columns = columns;
    b->table_filled = 0;
    b->leaf = LEAF_TABLE;
    uint32_t row = add(b, MDP_KIND_TABLE_ROW, b->table, header_begin, header_end);
    block_at(b, row)->detail = DETAIL_ROW_HEADER;
    struct row header = row_of(b->parse, header_begin, header_end);
    struct row delimiters = row_of(b->parse, line->nonspace, line->end);
    struct cell cell;
    mdp_align align;
    while (next_cell(&delimiters, &cell)) {
        is_delimiter(line->text, cell.begin, cell.end, &align);
        if (!next_cell(&header, &cell) || !add_cell(b, row, (uint16_t)(align | DETAIL_CELL_HEADER), &cell))
            return false;
    }
    return true;
}
