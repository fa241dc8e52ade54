"""What everything on the certificates' page is built from."""

from dataclasses import dataclass

from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.awards.listing import CertificateReads
from assessor_app.services.packs.ports import PackDesk
from assessor_app.services.printing.desk import PressDesk
from assessor_app.ui.acts import Acts
from assessor_app.ui.certificates.page import CertificatesPage
from assessor_app.ui.printing.press import Press
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The page, who acts, and the parts behind it."""

    page: CertificatesPage
    tasks: Tasks
    acts: Acts
    session: Session
    desk: AwardDesk
    reads: CertificateReads
    press: Press
    runs: PressDesk
    packs: PackDesk

    def may_print(self) -> bool:
        """Whether whoever is signed in may make and print papers."""
        return self.session.has(*MAY_PRINT)
