"""What an assessor writes down of a finished piece, or of work that was simulated: evidence in their own words."""

import io
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence, Kind
from assessor_app.services.evidence.capture import keep, require_open, require_room, rules_of
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.people.plain_text import line

MOST_WORDS_CHARACTERS = 8_000


@dataclass(frozen=True, kw_only=True)
class ProductNote:
    """A piece that was looked at: what it is, the mark or number that it bears, and what was found.

    A piece without a mark is told by whatever else tells it from its like: one that cannot be found again proves nothing.
    """

    piece: str
    mark: str
    found: str


@dataclass(frozen=True, kw_only=True)
class SimulationNote:
    """What was simulated, with what, how that differed from real work, and what was seen."""

    simulated: str
    means: str
    differs: str
    seen: str


Note = ProductNote | SimulationNote

KIND_OF: Mapping[type[Note], Kind] = {ProductNote: Kind.PRODUCT, SimulationNote: Kind.SIMULATION}
_OF_KIND: Mapping[Kind, type[Note]] = {kind: made for made, kind in KIND_OF.items()}
MEDIA_TYPES = {
    Kind.PRODUCT: "application/vnd.assessor.product-note+json",
    Kind.SIMULATION: "application/vnd.assessor.simulation-note+json",
}
_IN_LINES = frozenset({"found", "differs", "seen"})
"""What may be several lines long; the rest is one."""


def take_note(
    desk: EvidenceDesk, *, by: str, assessment: str, occasion: str, note: Note, criterion: str = ""
) -> Evidence:
    """Keeps a note as evidence; it is no mark, and decides nothing.

    Raises KnownError `note-unwritten` (`missing`: the names of what is not written, by commas), `text-too-long`, and
    what `require_open` and `require_room` raise.
    """
    kept = require_open(desk, by=by, assessment=assessment, occasion=occasion, criterion=criterion)
    said, kind = _checked(note), KIND_OF[type(note)]
    content = json.dumps(asdict(said), ensure_ascii=False).encode()
    require_room(desk, kind, len(content), rules_of(desk, kept))
    name, caption = _called(said)
    return keep(
        desk,
        io.BytesIO(content),
        Evidence(
            id=secrets.token_hex(16),
            assessment=assessment,
            occasion=occasion,
            criterion=criterion,
            kind=kind,
            media_type=MEDIA_TYPES[kind],
            name=name,
            caption=caption,
            size=0,
            sha256="",
            file="",
            entered_at="",
            by=by,
        ),
    )


def read_note(kind: Kind, content: bytes) -> Note:
    """A kept note of this kind; raises KnownError `evidence-unreadable`."""
    try:
        said = json.loads(content)
        if not all(isinstance(words, str) for words in said.values()):
            raise KnownError("evidence-unreadable")
        return _OF_KIND[kind](**said)
    except (ValueError, TypeError, AttributeError) as error:
        raise KnownError("evidence-unreadable") from error


def _called(note: Note) -> tuple[str, str]:
    if isinstance(note, ProductNote):
        return note.piece, note.mark
    return note.simulated, note.means


def _checked(note: Note) -> Note:
    said = type(note)(**{name: _clean(name, words) for name, words in asdict(note).items()})
    missing = [name for name, words in asdict(said).items() if not words]
    if missing:
        raise KnownError("note-unwritten", missing=", ".join(missing))
    return said


def _clean(name: str, words: str) -> str:
    if name not in _IN_LINES:
        return line(words, field=name)
    words = words.strip()
    if len(words) > MOST_WORDS_CHARACTERS:
        raise KnownError("text-too-long", field=name, most=MOST_WORDS_CHARACTERS, length=len(words))
    return words
