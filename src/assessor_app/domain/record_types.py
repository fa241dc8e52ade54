"""What a signed record can say happened."""

from enum import StrEnum


class RecordType(StrEnum):
    """The types this program writes; an unknown type from a newer program is kept as its text, never dropped."""

    CHAIN_STARTED = "chain-started"
    CHAIN_ENCLOSED = "chain-enclosed"
    PERSON_INTRODUCED = "person-introduced"
    SITTING_OPENED = "sitting-opened"
    SITTING_CLOSED = "sitting-closed"
    COUNTERSIGNED = "countersigned"
    ASSESSMENT_FINALISED = "assessment-finalised"
    REMARKED = "remarked"
    ACKNOWLEDGED = "acknowledged"
    RELEASED = "released"
    RETURNED = "returned"
    CERTIFICATE_ISSUED = "certificate-issued"
    CERTIFICATE_REPRINTED = "certificate-reprinted"
    CERTIFICATE_SPOILED = "certificate-spoiled"
    NAME_CHECKED = "name-checked"
    NAME_CORRECTED = "name-corrected"
    SUPERSEDED = "superseded"
    QUALIFICATION_AWARDED = "qualification-awarded"
    REVOKED = "revoked"
    ANNULLED = "annulled"
    CORRECTED = "corrected"
    APPEAL = "appeal"
    SAME_LEARNER_AS = "same-learner-as"
    ERASED = "erased"
