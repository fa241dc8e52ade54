"""Wallet cards and stickers: a certificate as large as a bank card, or as its badge; copies of what was issued, no new paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.certificate import STANDS
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.people import require_role
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.awards.sheets import state


@dataclass(frozen=True, kw_only=True)
class WalletCard:
    """What stands on a card; dates are ISO, empty where there is none; `qr` is the text of the certificate's own code."""

    holder: str
    title: str
    form_code: str
    form_version: str
    sector: str
    number: str
    valid_until: str
    provisional_until: str
    centre: str
    host: str
    phone: str
    qr: str
    language: str
    sample: bool


@dataclass(frozen=True, kw_only=True)
class BadgeSticker:
    """A sticker says less than a card: the badge says what was learnt. The badge is that of the day of issue."""

    card: WalletCard
    form: Form
    issued: datetime


def badge_stickers(desk: AwardDesk, *, by: str, numbers: Sequence[str]) -> tuple[BadgeSticker, ...]:
    """The stickers of certificates that stand, in the order asked for. Raises what `wallet_cards` raises."""
    return tuple(_sticker(desk, card) for card in wallet_cards(desk, by=by, numbers=numbers))


def wallet_cards(desk: AwardDesk, *, by: str, numbers: Sequence[str]) -> tuple[WalletCard, ...]:
    """The cards of certificates that stand, in the order asked for.

    Raises KnownError `not-allowed`, `no-such-certificate`, `may-not-print` (with the state).
    """
    require_role(desk.staff.get(by), *MAY_PRINT)
    return tuple(_card(desk, number) for number in dict.fromkeys(numbers))


def _card(desk: AwardDesk, number: str) -> WalletCard:
    found = state(desk, number)
    if found not in STANDS:
        raise KnownError("may-not-print", number=number, state=found.value)
    paper, centre = desk.certificates.get(number), desk.centre.centre()
    form = desk.forms.get(paper.form_code, paper.form_version)
    return WalletCard(
        holder=paper.holder,
        title=form.title,
        form_code=form.code,
        form_version=form.version,
        sector=form.sector,
        number=paper.number,
        valid_until=paper.valid_until,
        provisional_until=paper.provisional_until,
        centre=centre.name,
        host=centre.host,
        phone=centre.phone,
        qr=paper.qr,
        language=form.language,
        sample=centre.sample,
    )


def _sticker(desk: AwardDesk, card: WalletCard) -> BadgeSticker:
    return BadgeSticker(
        card=card,
        form=desk.forms.get(card.form_code, card.form_version),
        issued=datetime.fromisoformat(desk.certificates.get(card.number).issued_at),
    )
