"""One learner's sheet: each criterion with its benchmark, three boxes, and lines to write on."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessor_app.documents.design import Design
from assessor_app.documents.observation.words import (
    criterion_words,
    head,
    how_to_write,
    person_lines,
    reading_words,
    sheet_of,
)
from assessor_app.documents.pen import Pen
from assessor_app.documents.plain.papers import Paper
from assessor_app.documents.plain.pieces import Gap, Piece, Setter
from assessor_app.documents.plain.report import Report, add_report, report_setter
from assessor_app.documents.typeset import Block, set_block
from assessor_app.domain.centre import Centre
from assessor_app.domain.form import Criterion
from assessor_app.services.papers.sheets import BlankSheet
from assessor_app.wording.catalogue import gettext as _

_BOX = 20.0
_BOX_WIDE = 48.0
_LINE = 20.0


@dataclass(frozen=True, kw_only=True)
class Boxes:
    """A criterion's words at the left, three boxes at the right, each with its word under it."""

    words: tuple[Block, ...]
    labels: tuple[Block, ...]
    width: float
    keep: bool = True

    @property
    def height(self) -> float:
        written = sum(block.height for block in self.words)
        return max(written, _BOX + max(label.height for label in self.labels)) + 3

    def draw(self, pen: Pen, *, x: float, top: float) -> None:
        at = top
        for block in self.words:
            at = set_block(pen, block, x=x, top=at)
        first = x + self.width - len(self.labels) * _BOX_WIDE
        for index, label in enumerate(self.labels):
            middle = first + (index + 0.5) * _BOX_WIDE
            pen.outline((middle - _BOX / 2, top + 1), (_BOX, _BOX), weight=0.9, colour="#000000")
            set_block(pen, label, x=middle, top=top + _BOX + 2, align="centre")


@dataclass(frozen=True, kw_only=True)
class WriteHere:
    """A word and a line to write on."""

    label: Block
    width: float
    keep: bool = False

    @property
    def height(self) -> float:
        return _LINE

    def draw(self, pen: Pen, *, x: float, top: float) -> None:
        foot = top + _LINE - 3
        set_block(pen, self.label, x=x, top=foot - self.label.height + 2)
        start = x + self.label.width + 5
        pen.rule((start, foot), (x + self.width, foot), weight=0.4, colour="#000000")


def add_single(paper: Paper, design: Design, sheet: BlankSheet, centre: Centre) -> None:
    """As many pages as the form needs; each says the sheet's number and whose it is."""
    setter = report_setter(design, margin_mm=13)
    person = sheet.people[0]
    again: list[Piece] = [
        *setter.text(sheet_of(sheet), "strong"),
        *person_lines(person, setter),
        setter.rule(after=5),
    ]
    report = Report(
        head=[
            *head(sheet, centre, setter, who=person),
            *setter.text(how_to_write(), "small", after=4),
            setter.rule(after=5),
        ],
        again=again,
        body=list(_body(sheet, setter)),
        foot=f"{sheet_of(sheet)} · {sheet.form.ref}",
    )
    add_report(paper, setter, report, margin_mm=13)


def _body(sheet: BlankSheet, setter: Setter) -> Iterator[Piece]:
    for task in sheet.form.tasks:
        yield from setter.text(task.title, "head", keep=True)
        for criterion in task.criteria:
            yield from _criterion(criterion, setter)


def _criterion(criterion: Criterion, setter: Setter) -> Iterator[Piece]:
    room = setter.width - 3 * _BOX_WIDE - 8
    words = (
        setter.block(criterion_words(criterion), "strong", width=room),
        setter.block(criterion.benchmark, "small", width=room),
    )
    labels = tuple(
        setter.block(word, "small", width=_BOX_WIDE) for word in (_("met"), _("not met today"), _("not seen"))
    )
    yield Boxes(words=words, labels=labels, width=setter.width)
    for reading in criterion.readings:
        label = setter.block(f"{reading_words(reading)}:", "small", width=setter.width * 0.75)
        yield WriteHere(label=label, width=setter.width, keep=True)
    note = _("Note (needed), time:") if criterion.note else _("Note, time:")
    yield WriteHere(label=setter.block(note, "small", width=setter.width), width=setter.width)
    yield Gap(height=7)
