"""What the page shows: plain values, no services behind them."""

from dataclasses import dataclass

from assessor_app.ui.kit.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """The closed count; `closes` is whether captured is the sum of the others."""

    captured: int = 0
    unsent: int = 0
    accepted: int = 0
    held: int = 0
    rejected: int = 0
    closes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """Contact with the awarding body; `belongs` is whether there is one, `address` whether it is reached by network.

    `title` names it, `last` and `next` are the syncs before and to come. `under_way` says what is being done now, empty where nothing is.
    """

    belongs: bool = False
    address: bool = False
    title: str = ""
    last: str = ""
    next: str = ""
    under_way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncView:
    """The page but for its rows. Sentences are empty where there is nothing to say.

    `awards` and `evidence` are the second and the third line of the count; `here` counts what needs somebody. `alone` says what becomes of records here; `only_here` how much exists nowhere else; `copied` when and where the
    last copy was made; `behind` what was recorded since; `restart` why nothing may be signed, and `checked` what the
    check of all records found, with `sound` whether that was good.
    """

    count: CountView = CountView()
    awards: str = ""
    evidence: str = ""
    here: int = 0
    alone: str = ""
    only_here: str = ""
    copied: str = ""
    behind: str = ""
    restart: str = ""
    checked: str = ""
    sound: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsView:
    """How many rows there are, and the first page of them."""

    total: int
    first: tuple[Row, ...]
