"""Words for recognition of prior learning."""

from assessor_app.domain.prior import Authenticated
from assessor_app.domain.sitting import Method
from assessor_app.wording.catalogue import gettext as _


def method_word(method: Method) -> str:
    return {Method.OBSERVATION: _("by observation"), Method.RPL: _("recognition of prior learning")}[method]


def authenticated_word(authenticated: Authenticated) -> str:
    return {
        Authenticated.ORIGINAL_SEEN: _("the original was seen"),
        Authenticated.ISSUER_ASKED: _("whoever issued it was asked"),
        Authenticated.EMPLOYER_ASKED: _("the employer was asked"),
        Authenticated.SHOWN_HERE: _("the candidate showed here that it is their work"),
    }[authenticated]
