"""A group's sheet: criteria down, learners across by their bibs, a box for each; then lines for notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assessor_app.documents.design import Design
from assessor_app.documents.observation.words import (
    criterion_words,
    head,
    how_to_write,
    reading_words,
    sheet_title,
)
from assessor_app.documents.pen import Pen
from assessor_app.documents.plain.papers import Paper
from assessor_app.documents.plain.pieces import Piece, Setter, printable
from assessor_app.documents.plain.report import Report, add_report, report_setter
from assessor_app.documents.plain.tables import Columns
from assessor_app.documents.typeset import Block, fitted, set_block, wrapped
from assessor_app.domain.centre import Centre
from assessor_app.services.papers.sheets import BlankSheet, SheetPerson
from assessor_app.wording.catalogue import gettext as _

_MARGIN_MM = 10.0
_CELL_HIGH = 19.0
_TEXT_SHARE = 0.4
_MOST_ACROSS = 12
_PAD = 3.0
_NOTE_HIGH = 34.0
_NAME_LINES = 3
_UNDER = 14.0


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of the grid: words at the left, an empty box for each learner."""

    words: Block
    width: float
    across: int
    indent: float = 0
    weight: float = 0.5
    keep: bool = False

    @property
    def height(self) -> float:
        return max(_CELL_HIGH, self.words.height + 4)

    def draw(self, pen: Pen, *, x: float, top: float) -> None:
        set_block(pen, self.words, x=x + _PAD + self.indent, top=top + (self.height - self.words.height) / 2)
        _lines(pen, self, x=x, top=top)


@dataclass(frozen=True, kw_only=True)
class Heads:
    """Over the grid: each learner's bib, large, and name."""

    title: Block
    bibs: tuple[Block, ...]
    names: tuple[Block, ...]
    width: float
    weight: float = 1.0
    keep: bool = True

    @property
    def across(self) -> int:
        return len(self.bibs)

    @property
    def height(self) -> float:
        return max(block.height for block in self.bibs) + max(block.height for block in self.names) + 6

    def draw(self, pen: Pen, *, x: float, top: float) -> None:
        set_block(pen, self.title, x=x + _PAD, top=top + self.height - self.title.height - 3)
        for (left, right), bib, name in zip(pairwise(_edges(self, x)), self.bibs, self.names, strict=True):
            middle = (left + right) / 2
            under = set_block(pen, bib, x=middle, top=top + 2, align="centre")
            set_block(pen, name, x=middle, top=under, align="centre")
        pen.rule((x, top), (x + self.width, top), weight=self.weight, colour="#000000")
        _lines(pen, self, x=x, top=top)


def _edges(row: Line | Heads, x: float) -> list[float]:
    """Where the boxes of a row begin and end."""
    first = x + row.width * _TEXT_SHARE
    wide = (row.width - row.width * _TEXT_SHARE) / row.across
    return [first + index * wide for index in range(row.across + 1)]


def _lines(pen: Pen, row: Line | Heads, *, x: float, top: float) -> None:
    foot = top + row.height
    pen.rule((x, foot), (x + row.width, foot), weight=row.weight, colour="#000000")
    for edge in (x, *_edges(row, x)):
        pen.rule((edge, top), (edge, foot), weight=0.5, colour="#000000")


def add_grid(paper: Paper, design: Design, sheet: BlankSheet, centre: Centre) -> None:
    """The grid, in parts of at most twelve learners, and after it lines for the notes of each."""
    setter = report_setter(design, lying=True, margin_mm=_MARGIN_MM)
    for people in _parts(sheet.people):
        heads = _heads(people, setter)
        report = Report(
            head=[*head(sheet, centre, setter), *setter.text(how_to_write(), "small", after=5), heads],
            again=[setter.fit(_again(sheet), "strong", after=4), heads],
            body=list(_rows(sheet, len(people), setter)),
            foot=_("{sheet} · bibs {first} to {last}").format(
                sheet=_again(sheet), first=people[0].bib, last=people[-1].bib
            ),
        )
        add_report(paper, setter, report, lying=True, margin_mm=_MARGIN_MM)
    _add_notes(paper, sheet, setter)


def _again(sheet: BlankSheet) -> str:
    return f"{sheet_title(sheet)} · {sheet.form.ref} · {sheet.sitting.place}"


def _parts(people: Sequence[SheetPerson]) -> Iterator[Sequence[SheetPerson]]:
    """As few parts as needed, of nearly the same size."""
    parts = -(-len(people) // _MOST_ACROSS)
    size = -(-len(people) // parts)
    for start in range(0, len(people), size):
        yield people[start : start + size]


def _heads(people: Sequence[SheetPerson], setter: Setter) -> Heads:
    wide = setter.width * (1 - _TEXT_SHARE) / max(len(people), 1) - 4
    shaper = setter.design.shaper
    return Heads(
        title=setter.block(_("Criterion"), "label", width=100),
        bibs=tuple(fitted(shaper, person.bib or "–", setter.style("bib"), wide) for person in people),
        names=tuple(_name(person, setter, wide) for person in people),
        width=setter.width,
    )


def _name(person: SheetPerson, setter: Setter, wide: float) -> Block:
    """A name over as many lines as its column needs, smaller where they are many."""
    style = setter.style("small")
    name = printable(setter.design, person.name)
    for size in (6.8, 6.0):
        block = wrapped(setter.design.shaper, name, style, size=size, width=wide)
        if len(block.lines) <= _NAME_LINES:
            return block
    return wrapped(setter.design.shaper, name, style, size=5.2, width=wide)


def _rows(sheet: BlankSheet, across: int, setter: Setter) -> Iterator[Piece]:
    room = setter.width * _TEXT_SHARE - 2 * _PAD
    for task in sheet.form.tasks:
        yield from setter.text(task.title, "label", keep=True)
        yield setter.rule(after=0)
        for criterion in task.criteria:
            last = len(criterion.readings) - 1
            words = setter.block(criterion_words(criterion), "cell", width=room)
            yield Line(words=words, width=setter.width, across=across, keep=last >= 0)
            for index, reading in enumerate(criterion.readings):
                told = setter.block(reading_words(reading), "small", width=room - _UNDER)
                keep = index < last
                yield Line(words=told, width=setter.width, across=across, indent=_UNDER, keep=keep)


def _add_notes(paper: Paper, sheet: BlankSheet, setter: Setter) -> None:
    """Room for what does not fit into a box: each note with its criterion and time."""
    columns = Columns(
        setter=setter,
        titles=(_("Bib"), _("Learner"), _("Notes: criterion, time, what was seen")),
        shares=(1, 4, 15),
    )
    title = setter.fit(_("{sheet} · Notes").format(sheet=_again(sheet)), "title", after=4)
    rows = [columns.row((person.bib, person.name, ""), least=_NOTE_HIGH, box=True) for person in sheet.people]
    report = Report(
        head=[title, columns.head()], again=[title, columns.head()], body=rows, foot=_again(sheet)
    )
    add_report(paper, setter, report, lying=True, margin_mm=_MARGIN_MM)
