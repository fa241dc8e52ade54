"""The desk of evidence of an open data folder."""

from typing import TYPE_CHECKING

from assessor_app.domain.errors import KnownError
from assessor_app.services.evidence.desk import EvidenceDesk

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor_app.device.desks import Device
    from assessor_app.domain.assessment import Assessment

FOLDER = "evidence"
"""Where the encrypted files are, in the data folder."""


def evidence_desk(device: "Device") -> EvidenceDesk:
    """The parts that evidence is built from; photos are cleaned in a process of their own."""
    from assessor_app.documents.photo import clean_photo

    return EvidenceDesk(
        desk=device.assessing, table=device.tables.evidence, files=device.vault, clean=clean_photo
    )


class BadgeHolders:
    """Whose badge a token is, for whoever reads a roll."""

    def __init__(self, device: "Device", by: str) -> None:
        self._device, self._by = device, by

    def find(self, token: bytes) -> str | None:
        """The learner's id; None for a badge that is not of this folder, or was said to be lost."""
        from assessor_app.services.badges.issue import find

        try:
            return find(self._device.badges, by=self._by, token=token).id
        except KnownError as error:
            if error.code not in {"badge-unknown", "badge-revoked"}:
                raise
            return None


def badge_holders(device: "Device", *, by: str) -> BadgeHolders:
    """Looks badges up on behalf of this person."""
    return BadgeHolders(device, by)


def open_work(device: "Device") -> "Callable[[str, str], Assessment | None]":
    """A learner's work in a sitting, where there is one piece of it and no more."""

    def found(sitting: str, learner: str) -> "Assessment | None":
        entries = [item for item in device.tables.sittings.entries(sitting) if item.learner == learner]
        works = [device.tables.assessments.get(item.assessment) for item in entries if item.assessment]
        still = [work for work in works if work.is_open]
        return still[0] if len(still) == 1 else None

    return found


def present(device: "Device") -> "Callable[[str], tuple[str, ...]]":
    """The learners of a sitting, by the numbers that they wear."""

    def found(sitting: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.learner for entry in device.tables.sittings.entries(sitting)))

    return found
