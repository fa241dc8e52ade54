"""What the page shows: plain values, no services behind them."""

from dataclasses import dataclass

from assessor_app.ui.kit.glyphs import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """Work that waits: `own` is assessed in part by whoever looks; `flag` is the gravest thing to look at, or empty."""

    id: str
    learner: str
    form: str
    assessor: str
    decided: str
    flag: str
    own: bool
    chosen: bool
    looked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """A mark on one occasion: shape and word, where and how it was given, and what was said beside it."""

    shape: Shape
    word: str
    how: str
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionView:
    """A criterion or a question, with its benchmark or must-say points beneath it."""

    id: str
    text: str
    beneath: str
    critical: bool
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    title: str
    criteria: tuple[CriterionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InsideView:
    """One assessment, whole. `attention` is what to look at first; `history` every change in words, oldest first."""

    id: str
    learner: str
    about: str
    own: bool
    attention: tuple[tuple[Shape, str], ...]
    facts: tuple[tuple[str, str], ...]
    sections: tuple[SectionView, ...]
    history: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityView:
    """The whole page. `allowed` is whether the person at the screen may release at all; `inside` what is looked into."""

    allowed: bool = True
    rows: tuple[RowView, ...] = ()
    inside: InsideView | None = None

    @property
    def chosen(self) -> tuple[RowView, ...]:
        return tuple(found for found in self.rows if found.chosen)

    def row(self, row_id: str) -> RowView | None:
        """The row with this id, None when it is no longer there."""
        return next((found for found in self.rows if found.id == row_id), None)
