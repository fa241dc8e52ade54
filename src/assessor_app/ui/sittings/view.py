"""What the sitting pages show, as values. Words are ready to read; ids are the store's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessor_app.ui.kit.glyphs import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingLine:
    """A sitting in the list; `counts` is words, as "12 listed · 9 here · 3 finished"."""

    id: str
    day: str
    place: str
    about: str
    counts: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingsView:
    """The list, newest first; `may_start` is whether this person may open a sitting."""

    lines: tuple[SittingLine, ...] = ()
    may_start: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChoice:
    """A form that can be chosen: `key` is "code/version"; `environments` are the ones it allows."""

    key: str
    words: str
    sector: str
    environments: tuple[str, ...]
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A learner to pick; `words` is name with number."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedChoice:
    """A sitting that was planned on another computer. `form` is a key, `date` ISO; each may be empty."""

    key: str
    words: str
    form: str = ""
    place: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningView:
    """What a new sitting is chosen from. Pairs are key and words; `date` is ISO.

    `places` is the place that was used last for each sector, by its code.
    """

    forms: tuple[FormChoice, ...]
    sectors: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]
    date: str
    places: Mapping[str, str] = field(default_factory=dict)
    form: str = ""
    environment: str = ""
    expected: tuple[ExpectedChoice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One learner of a sitting.

    Attributes:
        attendance: one of `domain.sitting.Attendance`; `attendance_words` says it.
        here: present or late.
        details: number, bench, how identified, as one line.
        not_briefed: is here, and missed the briefing.
        work: where the assessment stands, in words; empty before it began. work_about: what it waits for.
        step: what the button beside does: present, start, open, slip or nothing.
        step_words: the word on that button.
        assessment: the id of the work; empty before it began.
        changeable: attendance, bib and bench can still be changed.
    """

    id: str
    bib: str
    name: str
    initials: str
    details: str = ""
    attendance: str = "expected"
    attendance_words: str = ""
    attendance_shape: Shape = Shape.NOT_SEEN
    identified: str = ""
    bench: str = ""
    here: bool = False
    not_briefed: bool = False
    work: str = ""
    work_about: str = ""
    work_shape: Shape = Shape.NOT_SEEN
    step: str = ""
    step_words: str = ""
    assessment: str = ""
    changeable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingView:
    """A sitting and its entries.

    Attributes:
        sum: the reconciliation, as "12 listed = 3 finished + …".
        to_brief, to_sign, to_countersign: for how many the briefing, the signature or my countersignature is due.
        forms: what a walk-in can be assessed on, pairs of key and words.
        held: assessments that wait for a countersignature, and cannot be signed before.
        may_list: whoever looks may say who is here; may_assess: they may brief, begin, hand over and close.
        left_over: what closing does to those who are not finished, in a sentence.
        conditions: how many conditions are ticked, as the word of the button that leads there; empty without any.
        stops: what is stopped now, a line each.
    """

    id: str
    title: str
    about: str
    sum: str
    entries: tuple[EntryView, ...] = ()
    to_brief: int = 0
    to_sign: int = 0
    to_countersign: int = 0
    held: frozenset[str] = frozenset()
    open: bool = True
    forms: tuple[tuple[str, str], ...] = ()
    left_over: str = ""
    may_list: bool = True
    may_assess: bool = True
    conditions: str = ""
    stops: tuple[str, ...] = ()
