"""slot_model.py: the steps of share/slot.c, in all orders in which threads can take them.

A stress test meets few of the orders, and not the worst. This walks through every state that two readers and a writer can
reach, and looks for three faults: a reader retains a version that is freed; all threads that are not done wait; and,
with readers that never end, a writer that waits although every reader moves on. It sees each step as one, and the
steps in one order, which is what sequentially consistent operations are.

A check that finds nothing proves little if it cannot find anything. So it is also run on the algorithm with one step left
out, for each step that the writer has to protect readers with, and must find a fault.
"""

import collections

import check

READERS = 2

# A reader's steps, as numbered in slot.c; 6 is the release by who loaded. A writer's have letters.
State = collections.namedtuple("State", "current side gates references readers writer")
Reader = collections.namedtuple("Reader", "at side document loads")
Writer = collections.namedtuple("Writer", "at side old stores")


class Fault(Exception):
    pass


def replaced(values, index, value):
    return values[:index] + (value,) + values[index + 1:]


def added(values, index, amount):
    return replaced(values, index, values[index] + amount)


def reader_step(state, number):
    """The state after the next step of a reader; None where it is done."""
    reader = state.readers[number]
    gates, references = state.gates, state.references
    if reader.loads == 0:
        return None
    if reader.at == 1:
        reader = reader._replace(at=2, side=state.side)
    elif reader.at == 2:
        reader, gates = reader._replace(at=3), added(gates, reader.side, 1)
    elif reader.at == 3:
        reader = reader._replace(at=4, document=state.current)
    elif reader.at == 4:
        if references[reader.document] == 0:
            raise Fault("a reader retains a version that is freed")
        reader, references = reader._replace(at=5), added(references, reader.document, 1)
    elif reader.at == 5:
        reader, gates = reader._replace(at=6), added(gates, reader.side, -1)
    else:
        references = added(references, reader.document, -1)
        reader = Reader(1, 0, 0, reader.loads - 1)
    return state._replace(gates=gates, references=references, readers=replaced(state.readers, number, reader))


def writer_step(state, omitted):
    """The state after the next step of the writer; None where it is done or has to wait."""
    writer = state.writer
    current, side, references = state.current, state.side, state.references
    if writer.stores == 0:
        return None
    if writer.at == "b":
        current, writer = current + 1, writer._replace(at="c", old=current, side=side)
        references = references + (1,)
    elif writer.at == "c":
        if "c" not in omitted and state.gates[1 - writer.side] > 0:
            return None
        writer = writer._replace(at="d")
    elif writer.at == "d":
        side = writer.side if "d" in omitted else 1 - writer.side
        writer = writer._replace(at="e")
    elif writer.at == "e":
        if "e" not in omitted and state.gates[writer.side] > 0:
            return None
        writer = writer._replace(at="f")
    else:
        references = added(references, writer.old, -1)
        writer = Writer("b", 0, 0, writer.stores - 1)
    return state._replace(current=current, side=side, references=references, writer=writer)


def steps(state, omitted):
    following = [reader_step(state, number) for number in range(READERS)] + [writer_step(state, omitted)]
    return [each for each in following if each]


def beginning(loads, stores):
    return State(0, 0, (0, 0), (1,), (Reader(1, 0, 0, loads),) * READERS, Writer("b", 0, 0, stores))


def check_end(state):
    if any(reader.loads for reader in state.readers) or state.writer.stores:
        raise Fault("all threads wait")
    if any(state.references[:-1]) or state.references[-1] != 1 or any(state.gates):
        raise Fault("a version is not freed, or a gate not empty")


def explore(loads, stores, omitted=""):
    """All states that can be reached. Raises Fault."""
    first = beginning(loads, stores)
    seen, todo = {first}, [first]
    while todo:
        state = todo.pop()
        following = steps(state, omitted)
        if not following:
            check_end(state)
        new = set(following) - seen
        seen |= new
        todo += new
    return seen


def can_go_round(state):
    """Whether readers that never end can come back to a state, each of them having moved, while the writer does not."""
    def forget(state):  # what does not matter for that: how many loads are left, and which versions there are
        readers = tuple(reader._replace(loads=1, document=0) for reader in state.readers)
        return state._replace(current=0, references=(READERS + 1,), readers=readers)
    first = forget(state)
    seen, todo = set(), [(first, frozenset())]
    while todo:
        at, moved = todo.pop()
        for number in range(READERS):
            reader = at.readers[number]._replace(loads=2)
            after = forget(reader_step(at._replace(readers=replaced(at.readers, number, reader)), number))
            new = (after, moved | {number})
            if after == first and len(new[1]) == READERS:
                return True
            if new not in seen:
                seen.add(new)
                todo.append(new)
    return False


def check_progress(states, omitted=""):
    """No writer waits at a gate that never becomes empty although all readers move on."""
    waiting = set()
    for state in states:
        if state.writer.stores and state.writer.at in "ce" and writer_step(state, omitted) is None:
            # Enough to tell apart: what readers can do from here depends on nothing else.
            waiting.add(state._replace(current=0, references=(1,), writer=state.writer._replace(old=0, stores=1),
                                       readers=tuple(reader._replace(document=0, loads=1) for reader in state.readers)))
    if any(can_go_round(state) for state in waiting):
        raise Fault("a writer is starved")
    return len(waiting)


def fault_of(omitted):
    try:
        check_progress(explore(2, 3, omitted), omitted)
    except Fault as fault:
        return str(fault)
    return None


def main():
    tally = check.Tally()
    tally.case("nothing is wrong", fault_of("") is None, f"wanted: no fault\ncame:   {fault_of('')}")
    states = explore(2, 3)
    tally.case("many states", len(states) > 10000, f"came:   {len(states)}")
    tally.case("writers do wait", check_progress(states) > 10, "no state in which a writer waits was met")
    for omitted, wanted in {"c": "retains", "e": "retains", "ce": "retains", "d": "starved"}.items():
        came = fault_of(omitted)
        tally.case(f"without {omitted}", came is not None and wanted in came, f"wanted: {wanted}\ncame:   {came}")
    tally.finish()


main()
