"""What comes out of the printer, as pictures beside those of the window: designs from both sides, cards, stickers."""

from collections.abc import Iterator
from pathlib import Path

from assessor_app.desktop.tour_steps import member
from assessor_app.device import Device
from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.documents.design_preview import DesignPreviews
from assessor_app.documents.raster import page_png
from assessor_app.documents.shipped import Shipped
from assessor_app.documents.stickers import draw_stickers
from assessor_app.documents.wallet import draw_wallet
from assessor_app.domain.certificate import STANDS
from assessor_app.domain.people import Role
from assessor_app.services.awards.ports import ChosenDesign
from assessor_app.services.awards.sheets import state
from assessor_app.services.awards.wallet import badge_stickers, wallet_cards
from assessor_app.services.badge_designs.designs import ChosenDesigns
from assessor_app.wording.catalogue import speaking_here

DPI = 110
_MOST_CARDS = 10
_BESIDE_ENGLISH = b"\nlanguages: [en]\n"
_BOTH_SIDES = b"\noverleaf: outcomes\n"


def draw_papers(device: Device, out: Path) -> int:
    """Draws every shipped design, front and back, and the cards and stickers of this data; returns how many pictures."""
    out.mkdir(parents=True, exist_ok=True)
    drawn = 0
    for name, png in (*_designs(device), *_from_the_right(device), *_small(device)):
        (out / f"{name}.png").write_bytes(png)
        drawn += 1
    return drawn


def _designs(device: Device) -> Iterator[tuple[str, bytes]]:
    shipped, previews, centre = Shipped(), DesignPreviews(), device.tables.settings.centre().name
    for name in shipped.names():
        chosen = ChosenDesign(text=shipped.text(name) + _BOTH_SIDES)
        for side, back in ((name, False), (f"{name}-back", True)):
            yield side, previews.png(chosen, centre=centre, dpi=DPI, back=back)


def _from_the_right(device: Device) -> Iterator[tuple[str, bytes]]:
    """Every shipped design in Arabic, and beside English."""
    shipped, previews, centre = Shipped(), DesignPreviews(), device.tables.settings.centre().name
    for name in shipped.names():
        for picture, more in ((f"{name}-ar", b""), (f"{name}-ar-en", _BESIDE_ENGLISH)):
            with speaking_here("ar"):
                png = previews.png(ChosenDesign(text=shipped.text(name) + more), centre=centre, dpi=DPI)
            yield picture, png


def _small(device: Device) -> Iterator[tuple[str, bytes]]:
    by = member(device, Role.CENTRE_STAFF).id
    lines = [line.number for line in reversed(device.tables.certificates.lines())]
    numbers = [number for number in lines if state(device.awards, number) in STANDS][:_MOST_CARDS]
    if not numbers:
        return
    yield "cards", page_png(draw_wallet(wallet_cards(device.awards, by=by, numbers=numbers)).pdf, dpi=DPI)
    badges = FormBadges(ChosenDesigns(device.tables.badge_designs))
    stickers = badge_stickers(device.awards, by=by, numbers=numbers)
    yield "stickers", page_png(draw_stickers(stickers, badges, stock="a4").pdf, dpi=DPI)
