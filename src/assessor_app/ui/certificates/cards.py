"""Wallet cards of certificates: offered for a printer or a file."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.wallet import WalletCard, wallet_cards
from assessor_app.services.papers.file import PaperFile
from assessor_app.ui.papers.offer import Offer
from assessor_app.ui.papers.working import Papers
from assessor_app.ui.session import Session
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


class WalletCards(QObject):
    """Offers cards over a page; `draw` makes the sheets and takes long."""

    def __init__(
        self,
        papers: Papers,
        *,
        desk: AwardDesk,
        session: Session,
        draw: Callable[[Sequence[WalletCard]], PaperFile],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._papers, self._desk, self._session, self._draw = papers, desk, session, draw

    def offer(self, numbers: Sequence[str]) -> None:
        """The cards of these certificates, ten on a sheet."""
        by = self._session.by
        count = ngettext("{count} card", "{count} cards", len(numbers)).format(count=len(numbers))
        self._papers.offer(
            Offer(
                title=_("Wallet cards"),
                sentence=_(
                    "As large as a bank card, with the certificate's own code: ten on a sheet, to cut out along the marks. Print them at full size."
                ),
                name=numbers[0] if len(numbers) == 1 else count,
                make=lambda _way: self._draw(wallet_cards(self._desk, by=by, numbers=numbers)),
            )
        )
