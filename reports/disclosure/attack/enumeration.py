"""Every world of a small model, one by one: the truth that solvers are measured against."""

from collections.abc import Iterator

from .model import Line, Model

#: Steps of the search for each world that it may find.
STEPS = 20


class TooMany(ValueError):
    """More worlds than can be enumerated."""


def worlds(model: Model, *, most: int = 20_000) -> Iterator[tuple[int, ...]]:
    """All tables that fit; every cell must lie in some shown figure, or there are too many."""
    bounds = [
        (line.cells, line.value if line.value is not None else 0, _upper(line))
        for line in model.lines
        if line.value is not None or line.below is not None
    ]
    bounds += [(cells, count, count) for cells, count in model.irregular]
    bounds = list(dict.fromkeys(bounds))
    if any(all(cell not in cells for cells, _l, _h in bounds) for cell in range(model.size)):
        raise TooMany("a cell is in no shown figure")
    last = {number: max(cells) for number, (cells, _l, _h) in enumerate(bounds)}
    inside = [
        [number for number, (cells, _l, _h) in enumerate(bounds) if cell in cells]
        for cell in range(model.size)
    ]
    sums = [0] * len(bounds)
    world = [0] * model.size
    found = steps = 0

    def place(cell: int) -> Iterator[tuple[int, ...]]:
        nonlocal found, steps
        steps += 1
        if steps > STEPS * most:
            raise TooMany("too many dead ends")
        if cell == model.size:
            found += 1
            if found > most:
                raise TooMany("too many worlds")
            yield tuple(world)
            return
        room = min(bounds[number][2] - sums[number] for number in inside[cell])
        for count in range(room + 1):
            world[cell] = count
            for number in inside[cell]:
                sums[number] += count
            if all(
                sums[number] >= bounds[number][1] for number in inside[cell] if last[number] == cell
            ):
                yield from place(cell + 1)
            for number in inside[cell]:
                sums[number] -= count
        world[cell] = 0

    yield from place(0)


def _upper(line: Line) -> int:
    return line.value if line.value is not None else (line.below or 1) - 1


def interval(line: Line, all_worlds: list[tuple[int, ...]]) -> tuple[int, int]:
    """Lowest and highest value of a figure over all worlds."""
    values = [sum(world[cell] for cell in line.cells) for world in all_worlds]
    return min(values), max(values)
