"""What the awarding body asks, from the codes that it sent."""

from enum import StrEnum
from typing import TypeVar

from assessor_app.domain.sync_policy import EvidenceAsked, Registration, SyncPolicy
from assessor_app.formats.catalogue_files import Policy

Word = TypeVar("Word", bound=StrEnum)


def policy_of(sent: Policy) -> SyncPolicy:
    """A code that is not known here is the strictest."""
    return SyncPolicy(
        registration=_known(Registration, sent.registration, strictest=Registration.AFTER_APPROVAL),
        evidence=_known(EvidenceAsked, sent.evidence, strictest=EvidenceAsked.ALL),
        remarks=sent.remarks,
        provisional_days=sent.provisional_days,
        sync_minutes=sent.sync_minutes,
        renew_after_days=sent.renew_after_days,
    )


def _known(words: type[Word], code: str, *, strictest: Word) -> Word:
    try:
        return words(code)
    except ValueError:
        return strictest
