"""The pages of the Grid: bench by bench, or as many learners as fit; pure, so that it can be proved."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from assessor_app.ui.board.arranging import arranged, unfinished
from assessor_app.ui.board.view import BoardView, LearnerView, Showing
from assessor_app.wording.catalogue import gettext as _

HOLDS = "\N{NO-BREAK SPACE}"
Fits = Callable[[Sequence[LearnerView]], int]
"""How many of these learners, from the first, have room on one page: 1 or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page of the Grid: whose it is, in words, and who stands on it."""

    words: str
    learners: tuple[LearnerView, ...]


class StillToSee:
    """Who is shown where only those not seen yet are; `entries` is None for everybody.

    Nobody leaves by being marked: a fast finger would hit somebody else.
    """

    def __init__(self) -> None:
        self.entries: AbstractSet[str] | None = None
        self._by: tuple[object, ...] = ()

    def take(self, view: BoardView, showing: Showing) -> None:
        """Takes the board as it stands."""
        seats = tuple((item.id, item.seat, item.bench) for item in view.learners)
        by = (view.sitting, view.form, showing.sort, showing.outstanding, seats)
        if by != self._by:
            self._by = by
            self.entries = unfinished(view) if showing.outstanding else None

    def anew(self) -> None:
        """Whoever was marked through since leaves with the next `take`."""
        self._by = ()


def leaves_of(
    view: BoardView, *, sort: str, fits: Fits, only: AbstractSet[str] | None = None
) -> tuple[Leaf, ...]:
    """The Grid in pages that need no scrolling.

    Like the room: a page for each bench that somebody has, in the order of the room, and one for those without a
    bench; a bench with more learners than fit goes on on a page of its own. By number or name, and where nobody has
    a bench: as many as fit, whatever their bench. `only` leaves out all but these entries.
    """
    learners = tuple(item for item in arranged(view, sort=sort) if only is None or item.id in only)
    if sort == "room" and any(item.bench for item in learners):
        benches = dict.fromkeys(item.bench for item in learners)
        found = [(name, tuple(item for item in learners if item.bench == name)) for name in benches]
        return tuple(leaf for name, people in found for leaf in _at_a_bench(name, people, fits))
    return tuple(Leaf(words=_span(part, sort), learners=part) for part in _parts(learners, fits))


def bench_words(name: str) -> str:
    """A bench as people call it: "Bench 3"; one with a name of its own by that."""
    if not name:
        return _("No bench")
    return _("Bench {bench}").format(bench=name) if name[0].isdecimal() else name


def placed(names: Sequence[str]) -> tuple[str, ...]:
    """Pages by their names, each with its place among the others, which stays in one line: "Bench 3 · 2 of 6"."""
    count = len(names)
    places = [_("{place} of {all}").format(place=at, all=count) for at in range(1, count + 1)]
    return tuple(f"{name} · {place.replace(' ', HOLDS)}" for name, place in zip(names, places, strict=True))


def _at_a_bench(name: str, people: Sequence[LearnerView], fits: Fits) -> list[Leaf]:
    parts = _parts(people, fits)
    words = bench_words(name)
    if len(parts) == 1:
        return [Leaf(words=words, learners=parts[0])]
    return [Leaf(words=f"{words}: {_bibs(part)}", learners=part) for part in parts]


def _parts(people: Sequence[LearnerView], fits: Fits) -> list[tuple[LearnerView, ...]]:
    parts = []
    left = tuple(people)
    while left:
        most = fits(left)
        parts.append(left[:most])
        left = left[most:]
    return parts


def _span(people: Sequence[LearnerView], sort: str) -> str:
    """From whom to whom. Of names the first letter alone: the cover key hides names, and this stands over them."""
    if sort != "name":
        return _bibs(people)
    first, last = (item.name[:1].upper() for item in (people[0], people[-1]))
    return first if first == last else f"{first}–{last}"


def _bibs(people: Sequence[LearnerView]) -> str:
    first, last = people[0].bib, people[-1].bib
    return first if first == last else f"{first}–{last}"
