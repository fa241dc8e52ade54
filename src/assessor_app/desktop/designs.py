"""Designs of certificates in Settings: what they are read, drawn and kept with."""

from assessor_app.desktop.rooms import Parts
from assessor_app.device.desks import Device
from assessor_app.domain.design import CertificateDesign
from assessor_app.domain.errors import KnownError
from assessor_app.formats.design_yaml import check_design_model, design_text, parse_design
from assessor_app.services.designs.desk import CENTRE, form_scope, sector_scope
from assessor_app.ui.designs.presenter import DesignParts, Designs
from assessor_app.ui.designs.view import DesignLine, DesignsView, Looked, ScopeLine, SignerLine, ToEdit
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import paper_languages
from assessor_app.wording.designs import design_sentence, shipped_about
from assessor_app.wording.errors import sentence

_SMALL_DOTS = 44.0


def build_designs(parts: Parts, page: SettingsPage) -> Designs:
    """The section of designs, wired."""
    board = DesignBoard(parts.device)
    return Designs(
        page,
        DesignParts(
            desk=parts.device.designs,
            look=board.look,
            to_edit=board.to_edit,
            draw=board.draw,
            tasks=parts.tasks,
            session=parts.session,
        ),
    )


class DesignBoard:
    """Reads and draws; a picture of a version is drawn once."""

    def __init__(self, device: Device) -> None:
        from assessor_app.documents.design_preview import DesignPreviews

        self._device = device
        self._previews = DesignPreviews()
        self._small: dict[tuple[str, int], bytes] = {}

    def look(self) -> DesignsView:
        desk, tables = self._device.designs, self._device.tables
        shipped, signatures = desk.shipped.names(), desk.store.signatures()
        people = [one for one in tables.staff.all() if not one.left]
        return DesignsView(
            designs=tuple(self._line(one, own=one.id not in shipped) for one in desk.all()),
            scopes=tuple(self._scopes()),
            signers=tuple(
                SignerLine(id=one.id, name=one.name, has_picture=one.id in signatures) for one in people
            ),
        )

    def to_edit(self, name: str) -> ToEdit:
        desk = self._device.designs
        frames = tuple(parse_design(desk.shipped.text(one)) for one in desk.shipped.names())
        return ToEdit(design=parse_design(desk.text(name)), frames=frames, languages=paper_languages())

    def draw(self, design: CertificateDesign, back: bool, dots: float) -> Looked:
        problems = tuple(dict.fromkeys(design_sentence(one) for one in check_design_model(design)))
        if problems:
            return Looked(problems=problems, png=b"")
        try:
            return Looked(problems=(), png=self._png(design, dots, back=back))
        except KnownError as error:
            return Looked(problems=(sentence(error),), png=b"")

    def _line(self, design: CertificateDesign, *, own: bool) -> DesignLine:
        key = (design.id, design.version)
        if key not in self._small:
            # One that cannot be drawn, from another computer perhaps, stands there without a picture.
            self._small[key] = self.draw(design, False, _SMALL_DOTS).png
        return DesignLine(
            id=design.id,
            title=design.title,
            about=design.about if own else shipped_about(design),
            version=design.version,
            own=own,
            png=self._small[key],
        )

    def _png(self, design: CertificateDesign, dots: float, *, back: bool = False) -> bytes:
        chosen = self._device.designs.as_chosen(design_text(design))
        centre = self._device.tables.settings.centre().name
        return self._previews.png(chosen, centre=centre, dpi=dots, back=back)

    def _scopes(self) -> list[ScopeLine]:
        from assessor_app.desktop.floor import sector_titles

        choices = self._device.designs.store.choices()
        forms = [offered.form for offered in self._device.shelf.offered().values()]
        titles = sector_titles()
        words = {CENTRE: _("The whole centre")}
        for sector in sorted({form.sector for form in forms}):
            words[sector_scope(sector)] = titles.get(sector) or sector
        for form in sorted(forms, key=lambda one: one.code):
            words[form_scope(form.code)] = f"{form.title} ({form.code})"
        return [ScopeLine(key=key, word=word, design=choices.get(key, "")) for key, word in words.items()]
