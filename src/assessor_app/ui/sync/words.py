"""A record in words: what it says happened, and what becomes of it next."""

from assessor_app.domain.record_types import RecordType
from assessor_app.services.records.waiting import Place, WaitingRecord
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.wording.catalogue import gettext as _

PLACES = {Place.UNSENT: Shape.WAITING, Place.HELD: Shape.HELD, Place.REJECTED: Shape.DANGER}


def place_word(place: Place) -> str:
    return {Place.UNSENT: _("unsent"), Place.HELD: _("held"), Place.REJECTED: _("rejected")}[place]


def record_words(record_type: str) -> str:
    """What happened; a type of a newer program is shown as it is."""
    words = {
        RecordType.CHAIN_STARTED: _("Chain of records started"),
        RecordType.CHAIN_ENCLOSED: _("Records of the old chain enclosed"),
        RecordType.PERSON_INTRODUCED: _("Member of staff introduced"),
        RecordType.SITTING_OPENED: _("Sitting opened"),
        RecordType.SITTING_CLOSED: _("Sitting closed"),
        RecordType.COUNTERSIGNED: _("Result countersigned"),
        RecordType.ASSESSMENT_FINALISED: _("Result signed"),
        RecordType.REMARKED: _("Notes of a result"),
        RecordType.ACKNOWLEDGED: _("Result taken by the learner"),
        RecordType.RELEASED: _("Released by quality assurance"),
        RecordType.RETURNED: _("Returned by quality assurance"),
        RecordType.CERTIFICATE_ISSUED: _("Certificate issued"),
        RecordType.CERTIFICATE_REPRINTED: _("Certificate printed again"),
        RecordType.CERTIFICATE_SPOILED: _("Sheet spoiled"),
        RecordType.NAME_CHECKED: _("Name checked"),
        RecordType.NAME_CORRECTED: _("Name corrected"),
        RecordType.SUPERSEDED: _("Certificate replaced"),
        RecordType.REVOKED: _("Award withdrawn"),
        RecordType.ANNULLED: _("Award annulled"),
        RecordType.CORRECTED: _("Record corrected"),
        RecordType.APPEAL: _("Appeal"),
        RecordType.SAME_LEARNER_AS: _("Two entries are one learner"),
        RecordType.ERASED: _("Personal data erased"),
    }
    return {kind.value: said for kind, said in words.items()}.get(record_type, record_type)


def next_words(record: WaitingRecord, *, awarding_body: str, alone: bool) -> str:
    """What happened last, and what happens next."""
    if record.place is Place.REJECTED:
        return record.sentence or _("Not accepted ({code}). A person must look at it.").format(
            code=record.code
        )
    if record.place is Place.HELD:
        return _("Received, and waits: {why}.").format(why=_held_words(record.code))
    if alone:
        return _("Kept here until this centre joins an awarding body.")
    return _("Goes to {body} at the next contact.").format(body=awarding_body or _("the awarding body"))


def _held_words(code: str) -> str:
    """Why an issuer holds a record; a reason of a newer issuer is shown as it is."""
    words = {
        "missing-id": _("a record that it needs is not there yet"),
        "missing-evidence": _("its evidence is not there yet"),
        "missing-release": _("its release is not there yet"),
        "approval": _("somebody there must approve it"),
        "duplicate": _("it may be there twice"),
        "conflict": _("it contradicts another record"),
        "unknown-type": _("a newer program must read it"),
        "stored": _("nobody looked at it yet"),
    }
    return words.get(code, code)
