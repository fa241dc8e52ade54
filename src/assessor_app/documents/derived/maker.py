"""Makes the learner's file from a certificate as it is kept."""

from collections.abc import Sequence
from datetime import datetime

from assessor_app.documents.assets import Assets
from assessor_app.documents.page import decode
from assessor_app.formats import qr_text


class DerivedFiles:
    """PDF/A-3u of frozen pages; fonts and line art come from `assets` by their hash."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets

    def make(self, *, pages: Sequence[bytes], qr: str, issued_at: str, credential: bytes | None) -> bytes:
        """Raises KnownError `page-unreadable`, `asset-…`."""
        from assessor_app.documents.derived.file import Derived, derived_pdf

        content = Derived(
            pages=tuple(decode(page) for page in pages),
            proof=qr_text.read(qr).data,
            issued=datetime.fromisoformat(issued_at),
            credential=credential,
        )
        return derived_pdf(content, self._assets)
