"""What the awarding body publishes: forms for the shelf, and what it asks of its centres."""

from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import EvidenceAsked, Registration, SyncPolicy
from assessor_app.formats.catalogue_files import CATALOGUE_PATH, CatalogueItem, Policy, require_whole
from assessor_app.services.enrolling.desk import EnrolDesk
from assessor_app.services.forms.shelf import Shelf

Word = TypeVar("Word", bound=StrEnum)
_LEFT = frozenset({"form-version-changed", "form-unreadable", "form-invalid"})


def policy_of(sent: Policy) -> SyncPolicy:
    """What is asked, from the codes that were sent; one that is not known here is the strictest."""
    return SyncPolicy(
        registration=_known(Registration, sent.registration, strictest=Registration.AFTER_APPROVAL),
        evidence=_known(EvidenceAsked, sent.evidence, strictest=EvidenceAsked.ALL),
        remarks=sent.remarks,
        provisional_days=sent.provisional_days,
        sync_minutes=sent.sync_minutes,
        renew_after_days=sent.renew_after_days,
    )


def take_catalogue(desk: EnrolDesk, catalogue: CatalogueItem) -> tuple[str, ...]:
    """What came later than the one that the device joined with, in the caller's transaction; what `shelve` gives and raises."""
    left = shelve(desk.shelf, catalogue, at=desk.ledger.clock.now())
    desk.store.put_policy(policy_of(catalogue.policy), catalogue=catalogue.version)
    return left


def shelve(shelf: Shelf, catalogue: CatalogueItem, *, at: datetime) -> tuple[str, ...]:
    """Puts the forms of a catalogue on the shelf; what is in use here in other words stays as it is, and is named.

    Call it inside a transaction. Raises KnownError `catalogue-damaged`. A form that this program cannot read (of a later
    one) is named too, by its file, and keeps no other from being put there.
    """
    require_whole(catalogue)
    left: list[str] = []
    for file in catalogue.files:
        if file.path == CATALOGUE_PATH:
            continue
        try:
            shelf.adopt(file.text.encode("utf-8"), at=at)
        except KnownError as error:
            if error.code not in _LEFT:
                raise
            left.append(str(error.details.get("form", file.path)))
    return tuple(left)


def _known(words: type[Word], code: str, *, strictest: Word) -> Word:
    try:
        return words(code)
    except ValueError:
        return strictest
