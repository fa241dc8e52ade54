"""In which order and places the learners stand on the board: pure, so that it can be proved."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby

from assessor_app.domain.stations import counted
from assessor_app.ui.board.view import BoardView, CriterionView, LearnerView, Showing

SORTS = ("room", "number", "name")
_AT_A_STATION = 6


def arranged(view: BoardView, *, sort: str, only_outstanding: str = "") -> tuple[LearnerView, ...]:
    """The learners in order: like the room, by bib or by name.

    `only_outstanding` is a criterion: those who are marked on it, or cannot be, are left out.
    """
    chosen = [item for item in view.learners if _wanted(view, item, only_outstanding)]
    if sort == "name":
        chosen.sort(key=lambda item: item.name.casefold())
    elif sort == "room":
        chosen.sort(key=_place)
    return tuple(chosen)


def unfinished(view: BoardView) -> frozenset[str]:
    """The entries of those who are not seen yet on some criterion, and can be marked."""
    ids = [item.id for item in view.criteria]
    return frozenset(
        item.id for item in view.learners if any(_wanted(view, item, criterion) for criterion in ids)
    )


def _wanted(view: BoardView, learner: LearnerView, criterion: str) -> bool:
    if not criterion:
        return True
    return not learner.off and view.cell(learner.id, criterion).mark == "not-seen"


def _place(learner: LearnerView) -> tuple[int, int, int, list[tuple[int, str]]]:
    """From the front left; then those whose bench has no place in the room, bench by bench; then those without one."""
    bench = counted(learner.bench)
    if learner.seat is not None:
        across, down = learner.seat
        return 0, down, across, bench
    return 1 if learner.bench else 2, 0, 0, bench


def rows_of(learners: Sequence[LearnerView], columns: int, *, like_room: bool) -> list[list[LearnerView]]:
    """The learners in rows of at most `columns`; like the room, each row of benches begins a row of its own."""
    groups: list[list[LearnerView]] = []
    if like_room:
        for _row, found in groupby(learners, key=lambda item: item.seat[1] if item.seat else -1):
            groups.append(list(found))
    else:
        groups = [list(learners)]
    return [
        group[start : start + columns] for group in groups for start in range(0, len(group), max(columns, 1))
    ]


def pages_of(rows: Sequence[Sequence[LearnerView]], high: int) -> list[list[list[LearnerView]]]:
    """Rows in pages of at most `high`: nothing scrolls, since scrolling is where the wrong person gets marked."""
    step = max(high, 1)
    return [[list(row) for row in rows[start : start + step]] for start in range(0, len(rows), step)] or [[]]


def next_outstanding(
    learners: Sequence[LearnerView],
    view: BoardView,
    criterion: str,
    *,
    after: str,
    done: AbstractSet[str] = frozenset(),
) -> str:
    """The next learner who is not seen yet on a criterion, after one and then from the top; empty for none.

    `done` are those marked since the board was read.
    """
    ids = [item.id for item in learners]
    start = ids.index(after) + 1 if after in ids else 0
    turned = [*learners[start:], *learners[:start]]
    return next(
        (item.id for item in turned if _wanted(view, item, criterion) and item.id not in {after, *done}), ""
    )


def stations(view: BoardView) -> dict[str, tuple[LearnerView, ...]]:
    """Who stands where, by words: bench by bench in the order of the room; without benches, six by six."""
    ordered = arranged(view, sort="room")
    if any(item.bench for item in ordered):
        names = dict.fromkeys(item.bench for item in ordered)
        return {name: tuple(item for item in ordered if item.bench == name) for name in names}
    found: dict[str, tuple[LearnerView, ...]] = {}
    for start in range(0, len(ordered), _AT_A_STATION):
        part = ordered[start : start + _AT_A_STATION]
        found[f"{part[0].bib}–{part[-1].bib}"] = part
    return found


def shown_station(view: BoardView, showing: Showing) -> str:
    """The words of the station that the Bench shows: the one that was chosen, else the first."""
    names = list(stations(view))
    return showing.bench if showing.bench in names else (names[0] if names else "")


def station_of(view: BoardView, entry: str) -> str:
    """The words of the station at which an entry is; nothing for nobody."""
    return next((name for name, who in stations(view).items() if any(one.id == entry for one in who)), "")


def at_a_task(view: BoardView, criterion: str) -> tuple[CriterionView, ...]:
    """The criteria of the task that a criterion is part of."""
    known = {item.id: item.task for item in view.criteria}
    task = known.get(criterion, "")
    return tuple(item for item in view.criteria if item.task == task)
