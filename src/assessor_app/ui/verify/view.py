"""What the page shows: plain values, no services behind them."""

from dataclasses import dataclass

from assessor_app.ui.kit.glyphs import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class InsideRow:
    """One thing inside a credential: its name, how it stands in a word or two, and a line about it."""

    shape: Shape
    name: str
    word: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InsideView:
    """What a credential holds or names of one kind: credentials, parts, endorsements."""

    title: str
    rows: tuple[InsideRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """An answer. `vouched` is whether anybody known here stands for what the code says; `facts` are label and value.

    `inside` is what a transcript, a qualification or an endorsed credential has in it.

    `caution` is the sentence above what the paper or file says, where it is another than a paper's.

    `name` is empty where this device knows nothing of the paper at all.
    """

    shape: Shape
    word: str
    sentence: str
    as_of: str = ""
    vouched: bool = True
    caution: str = ""
    name: str = ""
    mark: str = ""
    title: str = ""
    number: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    inside: tuple[InsideView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchView:
    """One certificate among several: its key, whose it is, a second line, and how it stands."""

    key: str
    name: str
    line: str
    shape: Shape
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchesView:
    """Certificates to choose from, and the words above them."""

    words: str
    rows: tuple[MatchView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """A register held here, in words; `fresh` is whether good news counts from it."""

    words: str
    fresh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerView:
    """An issuer known here. `fingerprint` is of its root key, in groups to read out."""

    name: str
    own: bool
    fingerprint: str
    register: RegisterView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustView:
    """Whom this device knows. `may_share` is whether there is a list of its own to hand to others."""

    issuers: tuple[IssuerView, ...] = ()
    may_share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyView:
    """The whole page. At most one of answer and unread is there; `wrong` stands beneath the field.

    `reading` says what is being done with a file, in place of an answer; empty while nothing is.
    """

    answer: AnswerView | None = None
    unread: str = ""
    wrong: str = ""
    reading: str = ""
    matches: MatchesView | None = None
