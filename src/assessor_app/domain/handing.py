"""Handing out: who took a paper away, and how it is known that they may."""

from dataclasses import dataclass
from enum import StrEnum

from assessor_app.domain.errors import KnownError


class Collector(StrEnum):
    """Who took it: its holder, somebody else for them, or the post; `before` is a paper from before this was kept."""

    HOLDER = "holder"
    OTHER = "other"
    POSTED = "posted"
    BEFORE = "before"


class Shown(StrEnum):
    """How somebody was identified: by a document that was seen, or because whoever hands it out knows them."""

    DOCUMENT = "document"
    KNOWN = "known"


@dataclass(frozen=True, kw_only=True)
class Collection:
    """A paper that left.

    `who` is a name where it was not the holder, or where it was posted to; `authority` what lets somebody else take
    it; `signature` strokes as JSON, or empty where the `witness` (id of a second person) said with their PIN that it was
    handed over. `at` is ISO 8601.
    """

    number: str
    sheet: int
    kind: Collector
    at: str
    by: str
    who: str = ""
    identified: Shown | None = None
    authority: str = ""
    signature: str = ""
    witness: str | None = None


def require_whole(collection: Collection) -> None:
    """Raises KnownError: `collector-unnamed`, `collector-unidentified`, `collector-without-authority`, `collection-unsigned`."""
    if collection.kind is Collector.POSTED:
        if not collection.who:
            raise KnownError("collector-unnamed")
        return
    if collection.kind is Collector.OTHER:
        if not collection.who:
            raise KnownError("collector-unnamed")
        if not collection.authority:
            raise KnownError("collector-without-authority")
    if collection.identified is None:
        raise KnownError("collector-unidentified")
    if not collection.signature and not collection.witness:
        raise KnownError("collection-unsigned")
