"""What the issuer's commands say."""

from assessor_app.domain.count import Count
from assessor_app.wording.catalogue import gettext as _


def count_line(count: Count) -> str:
    """The closed count of a centre or a device, as the issuer has it."""
    return _("{captured} captured = {accepted} accepted + {held} held + {rejected} rejected").format(
        captured=count.captured, accepted=count.accepted, held=count.held, rejected=count.rejected
    )


def list_waits() -> str:
    return _(
        "The list of keys that devices and checkers hold is behind: the next one waits for the root key. Bring it, and run: assessor-app issuer keys sign --root FILE."
    )


def root_said(fingerprint: str) -> str:
    """The line by which a checker compares the root over the telephone."""
    return _("Fingerprint of the root, as devices show it: {fingerprint}").format(fingerprint=fingerprint)
