"""What the issuer's commands say."""

from assessor_app.domain.count import Count
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


def count_line(count: Count) -> str:
    """The closed count of a centre or a device, as the issuer has it."""
    return _("{captured} captured = {accepted} accepted + {held} held + {rejected} rejected").format(
        captured=count.captured, accepted=count.accepted, held=count.held, rejected=count.rejected
    )


def list_waits() -> str:
    return _(
        "The list of keys that devices and checkers hold is behind: the next one waits for the root key. Bring it, and run: assessor-app issuer keys sign --root FILE."
    )


def drifted(count: int) -> str:
    return ngettext(
        "{count} number that is kept of where records stand is not what counting them comes to. Count anew: assessor-app issuer status --recount.",
        "{count} numbers that are kept of where records stand are not what counting them comes to. Count anew: assessor-app issuer status --recount.",
        count,
    ).format(count=count)


def root_said(fingerprint: str) -> str:
    """The line by which a checker compares the root over the telephone."""
    return _("Fingerprint of the root, as devices show it: {fingerprint}").format(fingerprint=fingerprint)


def country_missing() -> str:
    """An awarding body's country is asked of every credential by the European recommendation."""
    return _(
        "No country is set: credentials must say in which the awarding body is. Set it: assessor-app issuer policy --country CC."
    )


def centre_unnamed(centre: str) -> str:
    return _(
        "Centre {centre} has no name yet: until its first device says how it is called, checkers read “{centre}”. To name it now: issuer invite --centre {centre} --centre-name NAME."
    ).format(centre=centre)


def person_unknown(centre: str) -> str:
    """Said, and done all the same: who comes to a centre may be suspended before any record tells of them."""
    return _(
        "Nobody with this id was introduced by centre {centre} so far. Look at the id again: the console says of every record by whom it is signed."
    ).format(centre=centre)
