"""Wallet cards and badge stickers of certificates: offered for a printer or a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from assessor_app.domain.design import PaperSize
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.wallet import BadgeSticker, WalletCard, badge_stickers, wallet_cards
from assessor_app.services.papers.file import PaperFile
from assessor_app.ui.papers.offer import Offer, Way
from assessor_app.ui.papers.working import Papers
from assessor_app.ui.session import Session
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

CARDS_A4, CARDS_LETTER, A4, LETTER = "cards-a4", "cards-letter", "a4", "letter"
_CARDS = {CARDS_A4: PaperSize.A4, CARDS_LETTER: PaperSize.LETTER}


@dataclass(frozen=True, kw_only=True)
class CardDrawing:
    """Whoever draws the sheets, which takes long; stickers on a stock (`a4`, `letter`); `usual` is the paper of the centre."""

    cards: Callable[[Sequence[WalletCard], PaperSize], PaperFile]
    stickers: Callable[[Sequence[BadgeSticker], str], PaperFile]
    usual: Callable[[], PaperSize]


class WalletCards(QObject):
    """Offers cards and stickers over a page."""

    def __init__(
        self, papers: Papers, *, desk: AwardDesk, session: Session, drawing: CardDrawing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._papers, self._desk, self._session, self._drawing = papers, desk, session, drawing

    def offer(self, numbers: Sequence[str]) -> None:
        """Those of these certificates."""
        by = self._session.by
        count = ngettext("{count} card", "{count} cards", len(numbers)).format(count=len(numbers))
        self._papers.offer(
            Offer(
                title=_("Wallet cards and stickers"),
                sentence=_(
                    "Copies with the certificate's own code, as small as it can still be read. Print them at full size: nothing is written down."
                ),
                name=numbers[0] if len(numbers) == 1 else count,
                make=lambda way: self._make(way, by, numbers),
                ways=_ways(self._drawing.usual()),
            )
        )

    def _make(self, way: str, by: str, numbers: Sequence[str]) -> PaperFile:
        if way in _CARDS:
            return self._drawing.cards(wallet_cards(self._desk, by=by, numbers=numbers), _CARDS[way])
        return self._drawing.stickers(badge_stickers(self._desk, by=by, numbers=numbers), way)


def _ways(usual: PaperSize) -> tuple[Way, ...]:
    """Cards on the paper that the centre usually prints on first: the first is the one that is chosen."""
    stickers = _("The badge, the holder's name and the code, for a helmet, a locker or a tool box.")
    cards = (
        Way(
            key=CARDS_A4,
            word=_("Cards, A4"),
            about=_("As large as a bank card, ten on a sheet, to cut out along the marks."),
        ),
        Way(
            key=CARDS_LETTER,
            word=_("Cards, Letter"),
            about=_("As large as a bank card, eight on a sheet, to cut out along the marks."),
        ),
    )
    labels = (
        Way(
            key=A4,
            word=_("Stickers, A4"),
            about=_("{what} Eight on a sheet of labels, 99.1 × 67.7 mm.").format(what=stickers),
        ),
        Way(
            key=LETTER,
            word=_("Stickers, Letter"),
            about=_("{what} Six on a sheet of labels, 4 × 3⅓ inches.").format(what=stickers),
        ),
    )
    if usual is PaperSize.LETTER:
        return (*reversed(cards), *reversed(labels))
    return (*cards, *labels)
