"""Words for certificates: their states, what they wait for, and what became of their sheets."""

from assessor_app.domain.certificate import CameOut, CertificateState, Target, Waiting
from assessor_app.services.awards.listing import Paper
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words


def state_word(state: CertificateState) -> str:
    """The state in a word or two."""
    return {
        CertificateState.PROVISIONAL: _("Provisional"),
        CertificateState.LAPSED: _("Not registered in time"),
        CertificateState.OWN_AWARD: _("Own award"),
        CertificateState.REGISTERED: _("Registered"),
        CertificateState.SUPERSEDED: _("Superseded"),
        CertificateState.REVOKED: _("Revoked"),
        CertificateState.EXPIRED: _("Expired"),
        CertificateState.REJECTED: _("Rejected"),
        CertificateState.ANNULLED: _("Annulled"),
    }[state]


def state_sentence(
    state: CertificateState, *, provisional_until: str, valid_until: str, successor: str
) -> str:
    """What the state means for whoever holds the paper. Dates are ISO."""
    sentences = {
        CertificateState.PROVISIONAL: _("Counts until {until}; after that only once it is registered."),
        CertificateState.LAPSED: _("It was not registered by {until}. It counts again as soon as it is."),
        CertificateState.OWN_AWARD: _("Awarded by this centre itself; no register has to confirm it."),
        CertificateState.REGISTERED: _("Confirmed in the register."),
        CertificateState.SUPERSEDED: _("Replaced by {successor}. This paper no longer counts."),
        CertificateState.REVOKED: _("The award was withdrawn. No paper of it counts."),
        CertificateState.EXPIRED: _("It was valid until {valid}."),
        CertificateState.REJECTED: _("The awarding body did not accept it. It does not count."),
        CertificateState.ANNULLED: _("It was declared void. It does not count."),
    }
    return sentences[state].format(
        until=day_words(provisional_until), valid=day_words(valid_until), successor=successor
    )


def waiting_word(waiting: Waiting | None) -> str:
    """What a competent result still waits for, in a word or two."""
    return {
        None: _("Ready"),
        Waiting.RELEASE: _("Waits for release"),
        Waiting.RETURNED: _("Returned to the assessor"),
        Waiting.REGISTRATION: _("Waits for registration"),
        Waiting.APPEAL: _("Appealed against"),
    }[waiting]


def waiting_sentence(waiting: Waiting | None) -> str:
    """What has to happen before a certificate can be made."""
    return {
        None: _("Its certificate can be made now."),
        Waiting.RELEASE: _(
            "A quality assurer who did not assess in that sitting releases it on the page Quality."
        ),
        Waiting.RETURNED: _("A quality assurer sent it back: the assessor reads the note and puts it right."),
        Waiting.REGISTRATION: _(
            "This device may not certify it today; it can be made once it is registered."
        ),
        Waiting.APPEAL: _("Somebody appealed. Nothing is made until the appeal is decided and carried out."),
    }[waiting]


def paper_word(paper: Paper) -> str:
    """What became of a certificate's paper so far."""
    return {
        Paper.NONE: _("Not printed yet"),
        Paper.ASKED: _("Did it come out?"),
        Paper.PRINTED: _("Printed"),
        Paper.SAVED: _("Saved as a file"),
    }[paper]


def outcome_word(outcome: CameOut, target: Target) -> str:
    """What somebody said of a sheet."""
    if target is Target.FILE:
        return {
            CameOut.UNCONFIRMED: _("nobody has said whether it was saved"),
            CameOut.CAME_OUT: _("saved"),
            CameOut.SPOILED: _("spoiled"),
            CameOut.NOT_PRINTED: _("not saved"),
        }[outcome]
    return {
        CameOut.UNCONFIRMED: _("nobody has said whether it came out"),
        CameOut.CAME_OUT: _("came out"),
        CameOut.SPOILED: _("spoiled"),
        CameOut.NOT_PRINTED: _("not printed"),
    }[outcome]
