"""A certificate's code on the screen, for a learner with a phone and no stick."""

from dataclasses import dataclass, field

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_role
from assessor_app.formats import qr_text
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.packs.ports import PackDesk
from assessor_app.services.packs.which import may_be_handed_out


@dataclass(frozen=True, kw_only=True)
class ShownCode:
    """Whose, which, the host that it opens, and the picture (PNG)."""

    holder: str
    number: str
    host: str
    picture: bytes = field(repr=False)


def code_to_show(desk: PackDesk, *, by: str, number: str) -> ShownCode:
    """The paper's own code, which opens the verifier page.

    Raises KnownError `not-allowed`, `no-verifier-page` where the centre has none, `nothing-to-print` for a paper that may
    not be handed out.
    """
    awards = desk.credentials.awards
    require_role(awards.staff.get(by), *MAY_PRINT)
    if not may_be_handed_out(awards, number):
        raise KnownError("nothing-to-print")
    paper = awards.certificates.get(number)
    host = qr_text.read(paper.qr).host
    if host is None:
        raise KnownError("no-verifier-page")
    return ShownCode(
        holder=paper.holder, number=number, host=host.lower(), picture=desk.code_picture(paper.qr)
    )
