"""What the learners' page shows, as values. Words are ready to read."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.rows import Row
from assessor_app.ui.learners.towards import TowardsView


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnersView:
    """The list as it stands.

    Attributes:
        keys: a key for each row, in order.
        first: the rows that are at hand, from the first on; the others come by `put_rows`.
        about: how many there are, in words.
        groups: (name, words) to choose from, the first for everybody.
        nothing: what to say where there is no row.
        none_at_all: the centre has no learner yet.
        same_list: the list that is shown already, grown or read again: the reader's place in it is kept.
    """

    keys: "array[int]" = field(default_factory=lambda: array("q"))
    first: Sequence[Row] = ()
    about: str = ""
    groups: tuple[tuple[str, str], ...] = ()
    group: str = ""
    nothing: str = ""
    none_at_all: bool = False
    same_list: bool = False
    may_edit: bool = True
    may_erase: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A certificate in a learner's history."""

    number: str
    shape: Shape
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastView:
    """One assessment in a learner's history.

    `open`: there is still something to do in it. `signed`: it has a slip, and may be corrected, annulled, appealed
    against. `after` is what happened to it since, oldest first.
    """

    assessment: str
    title: str
    about: str
    shape: Shape
    result: str
    open: bool = False
    signed: bool = False
    after: tuple[tuple[Shape, str], ...] = ()
    papers: tuple[PaperView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerView:
    """One learner. `facts` are pairs of label and value; `checked` is whether the name as it stands was checked."""

    id: str
    name: str
    initials: str
    number: str
    facts: tuple[tuple[str, str], ...]
    checked: bool
    check: str
    towards: tuple[TowardsView, ...] = ()
    history: tuple[PastView, ...] = ()
    may_edit: bool = True
    may_remove: bool = False
    may_erase: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerDraft:
    """What stands in the form. `mark` is a `domain.people.IdentityMark`; `under_18` is yes, no or nothing."""

    id: str = ""
    name: str = ""
    number: str = ""
    group: str = ""
    mark: str = "none"
    birth_date: str = ""
    id_last_four: str = ""
    under_18: str = ""
    guardian_consent: bool = False
    photo_consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterView:
    """The report on a file before anything of it is kept.

    Attributes:
        notes: sentences about the file as a whole.
        counts: (kind, words with the count) to filter by, the first for all rows.
        keys: indices of the rows shown; `first` are the first of them.
        accept: the word on the button; empty where there is nothing to import.
    """

    filename: str
    notes: tuple[str, ...]
    counts: tuple[tuple[str, str], ...]
    kind: str
    keys: "array[int]"
    first: Sequence[Row]
    accept: str
