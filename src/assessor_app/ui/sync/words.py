"""A record in words: what it says happened, and what becomes of it next."""

from assessor_app.domain.record_types import RecordType
from assessor_app.services.records.waiting import Place, WaitingRecord
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.verdicts import what_now, why

PLACES = {Place.UNSENT: Shape.WAITING, Place.HELD: Shape.HELD, Place.REJECTED: Shape.DANGER}


def place_word(place: Place) -> str:
    return {Place.UNSENT: _("unsent"), Place.HELD: _("held"), Place.REJECTED: _("rejected")}[place]


def state_word(record: WaitingRecord) -> str:
    """Where it stands, in a word or two."""
    return _("set aside") if record.aside else place_word(record.place)


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
        RecordType.QUALIFICATION_AWARDED: _("Qualification awarded"),
        RecordType.SAME_LEARNER_AS: _("Two entries are one learner"),
        RecordType.ERASED: _("Personal data erased"),
    }
    return {kind.value: said for kind, said in words.items()}.get(record_type, record_type)


def verdict_words(record: WaitingRecord) -> str:
    """What the awarding body said of it; nothing of what is unsent."""
    if record.place is Place.UNSENT:
        return ""
    return why(record.code, record.sentence)


def next_words(record: WaitingRecord, *, awarding_body: str, alone: bool) -> str:
    """What happens next, and who does it."""
    if record.place is not Place.UNSENT:
        return _next_of_verdict(record)
    if record.aside:
        return _("Set aside: it is not sent until somebody takes it back.")
    if alone:
        return _("Kept here until this centre joins an awarding body.")
    return _("Goes to {body} at the next contact.").format(body=awarding_body or _("the awarding body"))


def _next_of_verdict(record: WaitingRecord) -> str:
    rejected = record.place is Place.REJECTED
    now = what_now(record.code, rejected=rejected)
    if rejected and record.type == RecordType.CERTIFICATE_ISSUED:
        return _("Take the paper back: it does not count. {now}").format(now=now)
    return now
