"""What a stick need not carry any longer: it goes back and forth for years, and evidence would fill it."""

from collections.abc import Iterable

from assessor_app.formats import stick_names
from assessor_app.services.syncing.carriers import StickFolder
from assessor_app.services.syncing.desk import SyncDesk, require_enrolled


def tidy(desk: SyncDesk, stick: StickFolder, *, applied: Iterable[str]) -> None:
    """Takes away answers that were applied, evidence that the issuer says it has, and the two files of joining.

    Call it when what goes to the issuer lies there whole. What is of other devices stays.
    """
    for name in applied:
        stick.remove(name)
    for address in stick.evidence():
        if desk.evidence.is_closed(address):
            stick.remove_evidence(address)
    if desk.enrolment.pending() is None:
        own = stick_names.joining_of(require_enrolled(desk).device)
        for file in tuple(stick.enrolments()):
            if file.name.endswith(own):
                stick.remove(file.name)
