"""What the dialog of what is settled before the work shows, as values. Words are ready to read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionView:
    """A condition of a form: `asks` are the form's own words, `said` who ticked it and when, or that nobody did."""

    form: tuple[str, str]
    condition: str
    word: str
    asks: str
    ticked: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormConditions:
    """The conditions of one form of the sitting, under its title."""

    title: str
    conditions: tuple[ConditionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangedView:
    """One thing arranged, as a line."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindView:
    """A kind of arrangement: what is typed for it as (field, label, needed), and the sentence to tick, if any.

    A kind with `staff` asks whose it is.
    """

    key: str
    word: str
    fields: tuple[tuple[str, str, bool], ...]
    declaration: str = ""
    staff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeView:
    """The whole dialog. Without `entry` only the sitting's conditions are shown.

    `known` says how the learner was identified and whether they were briefed. `changeable` is false once the sitting
    is closed or the learner's work is signed.
    """

    sitting: str
    title: str
    forms: tuple[FormConditions, ...]
    conditions_open: bool = True
    entry: str = ""
    known: str = ""
    method: str = ""
    methods: tuple[tuple[str, str], ...] = ()
    arranged: tuple[ArrangedView, ...] = ()
    kinds: tuple[KindView, ...] = ()
    staff: tuple[tuple[str, str], ...] = ()
    changeable: bool = True
