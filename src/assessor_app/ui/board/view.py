"""What the board shows, as values. Words are ready to read; ids are the store's and the form's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What was said of one learner on one criterion. `mark` is one of `domain.marks.Mark`.

    `note` is words of what stands behind the mark: prompted, filled, a paper sheet; empty for a plain mark.
    """

    mark: str = "not-seen"
    prompted: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerView:
    """One learner of the sitting.

    Attributes:
        off: why nothing can be marked, in a word or two; empty for those who can be.
        seat: column and row of the bench in the room; None where nobody said.
        task: the id of the task this learner is at; empty for all.
    """

    id: str
    bib: str
    name: str
    initials: str
    number: str = ""
    bench: str = ""
    off: str = ""
    seat: tuple[int, int] | None = None
    task: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionView:
    """A criterion with its benchmark.

    Attributes:
        task: id of its task; `task_words` its title.
        wants: what it wants beside a mark, in words: a note, a photo, a reading.
        not_filled: why it is marked one by one, in words; empty where it may be filled.
    """

    id: str
    text: str
    benchmark: str
    task: str
    task_words: str = ""
    critical: bool = False
    wants: str = ""
    not_filled: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopView:
    """A stop that stands: what the band says, whether somebody has said why, and what they said.

    `why` is one of `domain.stopping.StopWhy`, empty until somebody said it; `covered` are the words while names are covered.
    """

    id: str
    words: str
    said: bool
    entry: str = ""
    why: str = ""
    told: str = ""
    note: str = ""
    covered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """A sitting side by side, for one of its forms.

    Attributes:
        forms: pairs of key and words; `form` is the key of the one shown.
        cells: by (entry, criterion), those that were touched.
        undo: what undo would take back, in words; empty when there is nothing. `undo_covered` while names are covered.
        said: what the last act did, in a sentence, where a mark alone does not show it: a fill, a move.
        rounds: how this room can go on at the end of a rotation: keys of `domain.stations.Round`.
    """

    sitting: str
    title: str
    forms: tuple[tuple[str, str], ...] = ()
    form: str = ""
    learners: tuple[LearnerView, ...] = ()
    criteria: tuple[CriterionView, ...] = ()
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    stops: tuple[StopView, ...] = ()
    undo: str = ""
    undo_covered: str = ""
    said: str = ""
    rounds: tuple[str, ...] = ()

    def cell(self, learner: str, criterion: str) -> Cell:
        """What was said; an untouched cell where nothing was."""
        return self.cells.get((learner, criterion), _UNTOUCHED)

    def learner(self, entry: str) -> LearnerView | None:
        return next((item for item in self.learners if item.id == entry), None)

    def covering(self) -> "BoardView":
        """The same with no name in it: whoever has a bib goes by that alone."""
        return replace(
            self,
            learners=tuple(replace(item, name="" if item.bib else item.name) for item in self.learners),
            stops=tuple(replace(stop, words=stop.covered or stop.words) for stop in self.stops),
            undo=self.undo_covered,
        )

    def fills(self, criterion: str) -> int:
        """How many a fill of this criterion would mark: who can be marked, is at this task, and was not touched."""
        task = next((item.task for item in self.criteria if item.id == criterion), "")
        return sum(
            not item.off and item.task in {"", task} and (item.id, criterion) not in self.cells
            for item in self.learners
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What a view of the board shows beside the marks: what the person at the board chose.

    Attributes:
        criterion: the one on the Wall.
        sort: room, number or name; `outstanding` leaves out who is marked on the criterion.
        pointed: the learner whose tile it is, before a touch marks.
        bench: the bench of the Bench view.
    """

    criterion: str = ""
    sort: str = "room"
    outstanding: bool = False
    covered: bool = False
    dimmed: bool = False
    pointed: str = ""
    bench: str = ""


def seen(view: BoardView, showing: Showing) -> BoardView:
    """The board as it may be read now: without names while they are covered."""
    return view.covering() if showing.covered else view


_UNTOUCHED = Cell()
EMPTY = BoardView(sitting="", title="")
