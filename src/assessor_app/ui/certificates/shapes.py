"""The shape of every state a certificate can be in, and of what it waits for."""

from assessor_app.domain.certificate import CertificateState, Waiting
from assessor_app.ui.kit.glyphs import Shape

_STATES = {
    CertificateState.PROVISIONAL: Shape.PROVISIONAL,
    CertificateState.LAPSED: Shape.UNKNOWN,
    CertificateState.OWN_AWARD: Shape.REGISTERED,
    CertificateState.REGISTERED: Shape.REGISTERED,
    CertificateState.SUPERSEDED: Shape.NOT_APPLICABLE,
    CertificateState.REVOKED: Shape.DANGER,
    CertificateState.EXPIRED: Shape.NOT_APPLICABLE,
    CertificateState.REJECTED: Shape.DANGER,
    CertificateState.ANNULLED: Shape.DANGER,
}
_WAITING = {
    None: Shape.MET,
    Waiting.RELEASE: Shape.WAITING,
    Waiting.RETURNED: Shape.HELD,
    Waiting.REGISTRATION: Shape.WAITING,
    Waiting.APPEAL: Shape.HELD,
}


def shape_of_state(state: CertificateState) -> Shape:
    """The shape that goes with a state."""
    return _STATES[state]


def shape_of_waiting(waiting: Waiting | None) -> Shape:
    """The shape of a result without paper: ready, waiting, or sent back."""
    return _WAITING[waiting]
