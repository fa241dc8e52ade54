"""Fonts and drawings that pages of other devices name: those that ship with this program need not travel."""

import hashlib
from collections.abc import Iterator, Sequence

from assessor_app.documents.assets import Assets
from assessor_app.domain.errors import KnownError
from assessor_app.formats.paper_sides import sides_of
from assessor_app.resources import fonts_folder


class NamedAssets:
    """A shelf of assets that knows what ships, and what a page names."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets

    def missing(self, assets: Sequence[str]) -> tuple[str, ...]:
        """Those that are not here; what ships with the program is put on the shelf first. KnownError `disk-…`."""
        wanted = {one for one in assets if not self._has(one)}
        if wanted:
            for data in _shipped():
                if hashlib.sha256(data).hexdigest() in wanted:
                    wanted.discard(self._assets.put(data))
                if not wanted:
                    break
        return tuple(one for one in dict.fromkeys(assets) if one in wanted)

    def get(self, sha256: str) -> bytes:
        """Raises KnownError `asset-missing`, `asset-damaged`."""
        return self._assets.get(sha256)

    def put(self, data: bytes) -> str:
        """Keeps it; its hash. KnownError `disk-…`."""
        return self._assets.put(data)

    def named(self, page: bytes) -> tuple[str, ...]:
        """Hashes of the fonts and drawings that a frozen page names. KnownError `page-unreadable`."""
        from assessor_app.documents.page import decode

        found = [decode(side) for side in sides_of(page) if side is not None]
        fonts = {font.sha256 for one in found for font in one.fonts}
        return tuple(sorted(fonts | {art.sha256 for one in found for art in one.art}))

    def _has(self, sha256: str) -> bool:
        try:
            self._assets.get(sha256)
        except KnownError:
            return False
        return True


def _shipped() -> Iterator[bytes]:
    """The drawing that most pages name, and the fonts. Other drawings travel: to draw them all anew takes a minute."""
    from assessor_app.documents.certificate_design import open_certificate_design

    yield open_certificate_design().art()
    for path in sorted(fonts_folder().glob("*.ttf")):
        yield path.read_bytes()
