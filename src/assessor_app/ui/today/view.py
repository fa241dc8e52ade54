"""What Today shows, as values. Words are ready to read."""

from dataclasses import dataclass

from assessor_app.ui.kit.glyphs import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits. `page` and `key` are where its button leads; no word, no button."""

    title: str
    about: str = ""
    shape: Shape = Shape.WAITING
    step: str = ""
    page: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """Things that wait for the same. `more` counts those not listed; `sign` is the word of the button that signs.

    `beside` puts it into the second column, where there is room for two.
    """

    title: str
    items: tuple[Waiting, ...] = ()
    more: str = ""
    sign: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """What exists only on this machine, and when it was last copied, in sentences."""

    only_here: str
    last_copy: str
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The program ended without being closed: what is said of it, and the word of the button that leads back."""

    title: str
    lines: tuple[str, ...] = ()
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """The page. `warning` is about the delegation; `refusal` says why nothing can be signed here; `fresh` a centre without learners; `may_start` who may assess.

    `ended` stands over all else until somebody has read it. `held` are assessments that cannot be signed before somebody countersigns.
    """

    day: str
    heaps: tuple[Heap, ...] = ()
    safety: Safety | None = None
    warning: str = ""
    refusal: str = ""
    fresh: bool = False
    may_start: bool = True
    held: frozenset[str] = frozenset()
    ended: Ended | None = None
