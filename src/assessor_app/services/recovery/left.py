"""Where somebody stood: written down while the program runs, found again when it ended without being closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

WORK_ROOMS = frozenset({"assessing", "board", "decide", "sitting"})
"""The rooms in which somebody can go on where they stood."""
COPY_TO_STICK = "copy-to-stick"
"""Long work that leaves nothing behind when it is cut off, and has to be begun again."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A room, what it was opened about (an id of the store), and what stood on it, in words of that room's own."""

    room: str = ""
    about: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Words:
    """Words of a decision that were typed and not kept: who typed them, about which assessment."""

    by: str
    about: str
    feedback: str = ""
    next_step: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class TypedWords:
    """What stood in the fields of a page or dialog: who typed it, about what, and each field by its own name."""

    by: str
    about: str
    fields: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Left:
    """What stood when the program was last seen alive.

    Attributes:
        at: that moment, ISO 8601 with offset.
        by: the id of whoever was signed in, empty where nobody was.
        place: where they stood.
        words, typed: what was typed and not kept, by whomever: words of decisions, and all else.
        under_way: kinds of long work that were not finished, as `COPY_TO_STICK`.
    """

    at: str
    by: str = ""
    place: Place = field(default_factory=Place)
    words: tuple[Words, ...] = ()
    typed: tuple[TypedWords, ...] = ()
    under_way: tuple[str, ...] = ()

    @property
    def at_work(self) -> bool:
        """Whether there is a place to go on at."""
        return self.place.room in WORK_ROOMS and bool(self.place.about)


def parse_left(found: object) -> Left | None:
    """What was written down, or None for anything that is not whole: nobody is led to half a place."""
    try:
        return _left(found)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _left(found: Any) -> Left:
    datetime.fromisoformat(found["at"])
    place = found["place"]
    return Left(
        at=found["at"],
        by=str(found["by"]),
        place=Place(room=str(place["room"]), about=str(place["about"]), details=_texts(place["details"])),
        words=tuple(
            Words(
                by=str(one["by"]),
                about=str(one["about"]),
                feedback=str(one["feedback"]),
                next_step=str(one["next_step"]),
                reasons=_texts(one["reasons"]),
            )
            for one in found["words"]
        ),
        # A mark that an earlier version wrote has none.
        typed=tuple(
            TypedWords(by=str(one["by"]), about=str(one["about"]), fields=_texts(one["fields"]))
            for one in found.get("typed", ())
        ),
        under_way=tuple(str(one) for one in found["under_way"]),
    )


def _texts(found: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in found.items()}
