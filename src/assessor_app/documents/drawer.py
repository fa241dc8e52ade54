"""Draws what services ask for. The libraries that draw are brought in with the first certificate, not at the start."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from assessor_app.documents.assets import Assets
from assessor_app.domain.form import Form
from assessor_app.services.awards.content import PaperContent
from assessor_app.services.awards.ports import ChosenDesign

if TYPE_CHECKING:
    from assessor_app.documents.certificate_design import OpenDesign, Typeset
    from assessor_app.documents.content import CertificateContent


class CertificateDrawer:
    """Draws certificates; a design is opened once, and its fonts and art go into `assets` once, by their hash."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets
        self._open: dict[str, OpenDesign] = {}

    @cached_property
    def _typeset(self) -> "Typeset":
        from assessor_app.documents.certificate_design import Typeset
        from assessor_app.resources import fonts_folder

        return Typeset(fonts_folder())

    def level(self, form: Form) -> str | None:
        """The first level that the form names, as "EQF 3, indicative"; None where it names none."""
        from assessor_app.documents.form_words import level_text

        return level_text(form)

    def credits(self, form: Form) -> str | None:
        """Credits with their system, as "1 ECTS"; None where the form gives none."""
        from assessor_app.documents.form_words import credits_text

        return credits_text(form)

    def draw(self, content: PaperContent, chosen: ChosenDesign | None = None) -> bytes:
        """The frozen page, both sides where the design has two, as bytes that never change.

        `chosen` is the design to draw it in, the program's own where None. KnownError `design-invalid`, and what
        `draw_certificate` raises.
        """
        from assessor_app.documents.certificate import draw_back, draw_certificate
        from assessor_app.documents.page import encode
        from assessor_app.formats.paper_sides import join_sides

        design = self.opened(chosen)
        told = self._worded(content, design, {} if chosen is None else chosen.signatures)
        back = draw_back(told, design, self._assets)
        front = encode(draw_certificate(told, design, self._assets))
        return join_sides(front, None if back is None else encode(back))

    def opened(self, chosen: ChosenDesign | None) -> "OpenDesign":
        """A design over this drawer's fonts; the same bytes are read once."""
        from assessor_app.documents.certificate_design import OpenDesign, shipped_text
        from assessor_app.formats.design_yaml import parse_design

        text = shipped_text() if chosen is None else chosen.text
        key = sha256(text).hexdigest()
        if key not in self._open:
            self._open[key] = OpenDesign(spec=parse_design(text), typeset=self._typeset)
        design = self._open[key]
        if chosen is not None and design.pictures != chosen.pictures:
            design = self._open[key] = replace(design, pictures=chosen.pictures)
        return design

    def _worded(
        self, content: PaperContent, design: "OpenDesign", signatures: Mapping[str, bytes]
    ) -> "CertificateContent":
        """In the paper's own language, and beside it in the first other one that the design names and papers speak.

        What nobody speaks comes out in English: beside English it would say everything twice.
        """
        from assessor_app.documents.certificate_words import worded
        from assessor_app.wording.catalogue import SOURCE_LANGUAGE, paper_languages

        spoken = {*paper_languages(), *(one.language for one in design.spec.texts)}
        heard = content.language if content.language in spoken else SOURCE_LANGUAGE
        second = next((one for one in design.spec.languages if one in spoken and one != heard), None)
        own = worded(content, signatures)
        if second is None:
            return own
        return replace(own, beside=worded(replace(content, language=second)))
