"""Draws what services ask for. The libraries that draw are brought in with the first certificate, not at the start."""

from functools import cached_property
from typing import TYPE_CHECKING

from assessor_app.documents.assets import Assets
from assessor_app.domain.form import Form
from assessor_app.services.awards.content import PaperContent

if TYPE_CHECKING:
    from assessor_app.documents.certificate_design import OpenDesign


class CertificateDrawer:
    """Draws certificates in one design; fonts and art go into `assets` once, by their hash."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets

    @cached_property
    def _design(self) -> "OpenDesign":
        from assessor_app.documents.certificate_design import open_certificate_design

        return open_certificate_design()

    def level(self, form: Form) -> str | None:
        """The first level that the form names, as "EQF 3, indicative"; None where it names none."""
        from assessor_app.documents.form_words import level_text

        return level_text(form)

    def credits(self, form: Form) -> str | None:
        """Credits with their system, as "1 ECTS"; None where the form gives none."""
        from assessor_app.documents.form_words import credits_text

        return credits_text(form)

    def draw(self, content: PaperContent) -> bytes:
        """The frozen page, as bytes that never change."""
        from assessor_app.documents.certificate import draw_certificate
        from assessor_app.documents.certificate_words import worded
        from assessor_app.documents.page import encode

        return encode(draw_certificate(worded(content), self._design, self._assets))
