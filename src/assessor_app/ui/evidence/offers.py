"""What can be added on this computer, and what cannot."""

from assessor_app.domain.evidence import Kind
from assessor_app.ui.evidence.choose import Offer
from assessor_app.ui.evidence.recorder import has_camera, has_microphone
from assessor_app.ui.evidence.view import ICONS
from assessor_app.wording.catalogue import gettext as _


def offers(*, phone: bool) -> tuple[Offer, ...]:
    """Every kind but the photo, and what was written on a paper sheet; one that this computer has no device for says so."""
    no_sound = "" if has_microphone() else _("This computer has no microphone that programs may use.")
    no_film = "" if has_camera() else _("This computer has no camera that programs may use.")
    roll = Offer(key="phone", icon="smartphone", word=_("Photos from a phone, by badges"))
    return (
        *([roll] if phone else []),
        Offer(key="file", icon="file", word=_("File")),
        Offer(key="sound", icon="mic", word=_("Sound"), why_not=no_sound),
        Offer(key="film", icon="video", word=_("Short film"), why_not=no_film),
        Offer(key="witness", icon="user-check", word=_("Witness's statement")),
        Offer(key="product", icon=ICONS[Kind.PRODUCT], word=_("Product note")),
        Offer(key="simulation", icon=ICONS[Kind.SIMULATION], word=_("Simulation note")),
        Offer(key="paper", icon="clipboard-list", word=_("Copy from a paper sheet")),
    )
