"""Evidence: a photo, a sound, a film, a file, a witness's statement, and what may be captured of whom."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Learner

MIB = 1024 * 1024


class Kind(StrEnum):
    """What evidence is. A picture, a sound and a film are what they are, whatever their file is called."""

    PHOTO = "photo"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    WITNESS = "witness"


MOST_BYTES = {
    Kind.PHOTO: 64 * MIB,  # as it comes from the camera: what is kept is scaled down
    Kind.AUDIO: 50 * MIB,
    Kind.VIDEO: 300 * MIB,
    Kind.FILE: 100 * MIB,
    Kind.WITNESS: MIB,
}
"""The most that one piece of each kind may weigh."""
LONGEST_SIDE = 2048
"""Pixels of a photo's longer side as it is kept."""
KEPT_FREE = 64 * MIB
"""What capture leaves free on the disk, so that marks can always be saved."""
MOST_CAPTION_CHARACTERS = 500
_OF_A_PERSON = frozenset({Kind.PHOTO, Kind.AUDIO, Kind.VIDEO})


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One piece of evidence. `criterion` is empty for the whole work; `size` is in bytes, of what was kept.

    `sha256` (hex) is of salt ‖ plaintext; `file` names the encrypted file; `key` and `salt` are None once erased.
    Times are ISO 8601; `taken_at` is empty where nobody knows, `removed_at` while it counts.
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

    @property
    def counts(self) -> bool:
        """Whether it is part of the work: nobody took it out."""
        return not self.removed_at


def kind_of(media_type: str) -> Kind:
    """The kind that a media type is."""
    family = media_type.partition("/")[0]
    return {"image": Kind.PHOTO, "audio": Kind.AUDIO, "video": Kind.VIDEO}.get(family, Kind.FILE)


def require_may_capture(learner: Learner, kind: Kind, on: date) -> None:
    """Raises KnownError `minor-without-consent`: of who is known to be under 18, both consents are needed."""
    consented = learner.guardian_consent and learner.photo_consent
    if kind in _OF_A_PERSON and learner.under_18(on) and not consented:
        raise KnownError("minor-without-consent", learner=learner.name)
