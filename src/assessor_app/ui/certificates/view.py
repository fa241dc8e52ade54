"""What the certificates' page shows, as values. Words are ready to read."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.rows import Row

ALL, UNPRINTED, WITHOUT = "all", "unprinted", "without"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatesView:
    """The list as it stands.

    Attributes:
        which: `ALL` certificates, those `UNPRINTED`, or results `WITHOUT` paper.
        choices: each of them with its words.
        keys: a key for each certificate, in order; `first` are the rows at hand.
        waiting: results without paper: (assessment id, cells).
        action: the next step: `make`, `print` or nothing; `action_words` stand on its button.
        unanswered: a sentence on sheets nobody has answered for; empty when there are none.
        same_list: the list that is shown already, read again: the reader's place in it is kept.
    """

    which: str = ALL
    choices: tuple[tuple[str, str], ...] = ()
    keys: "array[int]" = field(default_factory=lambda: array("q"))
    first: Sequence[Row] = ()
    waiting: tuple[tuple[str, Row], ...] = ()
    about: str = ""
    action: str = ""
    action_words: str = ""
    unanswered: str = ""
    nothing: str = ""
    none_at_all: bool = False
    same_list: bool = False
    may_print: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A sheet in a certificate's history: when, where to, what came out."""

    words: str
    shape: Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateView:
    """One certificate. `to_take_back` is whether it does not count, may be out, and nobody said what became of it. `successor` and `supersedes` are numbers of other papers, or empty."""

    number: str
    holder: str
    learner: str
    shape: Shape
    state: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    sheets: tuple[SheetLine, ...] = ()
    successor: str = ""
    supersedes: str = ""
    print_word: str = ""
    may_print: bool = False
    may_correct: bool = False
    to_take_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingView:
    """A competent result without paper, and what it waits for."""

    assessment: str
    learner: str
    holder: str
    shape: Shape
    state: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    ready: bool
