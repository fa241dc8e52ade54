"""Evidence: a photo, a sound, a film, a file, a witness's statement, an assessor's note, and what may be captured of whom."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import EvidenceRules
from assessor_app.domain.people import Learner

MIB = 1024 * 1024


class Kind(StrEnum):
    """What evidence is. A picture, a sound and a film are what they are, whatever their file is called."""

    PHOTO = "photo"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    WITNESS = "witness"
    PRODUCT = "product"
    SIMULATION = "simulation"


MOST_BYTES = {
    Kind.PHOTO: 64 * MIB,  # as it comes from the camera: what is kept is scaled down
    Kind.AUDIO: 50 * MIB,
    Kind.VIDEO: 300 * MIB,
    Kind.FILE: 100 * MIB,
    Kind.WITNESS: MIB,
    Kind.PRODUCT: MIB,
    Kind.SIMULATION: MIB,
}
"""The most that one piece of each kind may weigh."""
LONGEST_SIDE = 2048
"""Pixels of a photo's longer side as it is kept."""
KEPT_FREE = 64 * MIB
"""What capture leaves free on the disk, so that marks can always be saved."""
LEAST_ROOM = 8 * MIB
"""Less than this beside `KEPT_FREE`, and no camera or microphone is opened: a photo as it comes may weigh as much."""
MOST_CAPTION_CHARACTERS = 500
LENGTH_TOLERANCE = 2.0
"""Seconds that a recording may run over its cap: recorders stop between two frames, and round."""
PICTURES = frozenset({Kind.PHOTO, Kind.VIDEO})
WRITTEN = frozenset({Kind.WITNESS, Kind.PRODUCT, Kind.SIMULATION})
"""What is words that this program asked for: it is read here, and no other program opens it."""
_OF_A_PERSON = frozenset({Kind.PHOTO, Kind.AUDIO, Kind.VIDEO})


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One piece of evidence. `criterion` is empty for the whole work; `size` is in bytes, of what was kept.

    `sha256` (hex) is of salt ‖ plaintext; `file` names the encrypted file; `key` and `salt` are None once erased.
    `work_only`: whoever captured it said that the work alone is seen, and no person. Times are ISO 8601; `taken_at` is empty where nobody knows, `removed_at` while it counts.
    """

    id: str
    assessment: str
    occasion: str
    kind: Kind
    media_type: str
    size: int
    sha256: str
    file: str
    entered_at: str
    by: str
    criterion: str = ""
    name: str = ""
    caption: str = ""
    salt: bytes | None = field(default=None, repr=False)
    key: bytes | None = field(default=None, repr=False)
    taken_at: str = ""
    removed_at: str = ""
    removed_by: str = ""
    work_only: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is part of the work: nobody took it out."""
        return not self.removed_at


def kind_of(media_type: str) -> Kind:
    """The kind that a media type is."""
    family = media_type.partition("/")[0]
    return {"image": Kind.PHOTO, "audio": Kind.AUDIO, "video": Kind.VIDEO}.get(family, Kind.FILE)


def require_may_capture(learner: Learner, kind: Kind, on: date, *, work_only: bool = False) -> None:
    """Raises KnownError `minor-without-consent` of who is known to be under 18, `age-unsaid` of whom nobody knows.

    Of both, a picture, a sound or a film needs both consents: as long as nobody said otherwise, a learner may be a
    minor. Raises KnownError `photographs-refused` for a picture of work of somebody who allows none, unless somebody says
    that the work alone is seen in it, and no person (`work_only`).
    """
    consented = learner.guardian_consent and learner.photo_consent
    minor = learner.under_18(on)
    if kind in _OF_A_PERSON and minor is not False and not consented:
        raise KnownError("minor-without-consent" if minor else "age-unsaid", learner=learner.name)
    if kind in PICTURES and asks_work_only(learner) and not work_only:
        raise KnownError("photographs-refused", learner=learner.name)


def asks_work_only(learner: Learner) -> bool:
    """Whether a picture is kept only with the word that nobody is seen in it."""
    return not learner.photo_consent


def most_bytes(kind: Kind, rules: EvidenceRules) -> int:
    """The most that a piece of this kind may weigh under a form; a photo and what is written here have the program's limit alone."""
    if rules.file_mib is None or kind is Kind.PHOTO or kind in WRITTEN:
        return MOST_BYTES[kind]
    return min(MOST_BYTES[kind], rules.file_mib * MIB)


def most_seconds(kind: Kind, rules: EvidenceRules) -> int | None:
    """The longest that a sound or a film may be under a form; None where the form says nothing."""
    return {Kind.AUDIO: rules.sound_seconds, Kind.VIDEO: rules.film_seconds}.get(kind)


def require_length(kind: Kind, rules: EvidenceRules, seconds: float | None) -> None:
    """Raises KnownError `evidence-too-long`; `seconds` is None where the file does not say how long it is."""
    most = most_seconds(kind, rules)
    if most is not None and seconds is not None and seconds > most + LENGTH_TOLERANCE:
        raise KnownError("evidence-too-long", most=most, seconds=round(seconds))


def has_place(rules: EvidenceRules, *, criterion: str, there: int, more: int = 1) -> bool:
    """Whether a criterion that has `there` pieces may have `more`; what is of the whole work (no criterion) always may."""
    return not criterion or rules.pieces is None or there + more <= rules.pieces


def require_place(rules: EvidenceRules, *, criterion: str, there: int, more: int = 1) -> None:
    """Raises KnownError `evidence-too-many` where `more` pieces would be too many for a criterion that has `there`."""
    if not has_place(rules, criterion=criterion, there=there, more=more):
        raise KnownError("evidence-too-many", most=rules.pieces, criterion=criterion)
