"""What the designer of badges is wired to: designs kept here, and whoever draws them."""

from assessor_app.device import Device
from assessor_app.domain.badge_design import BadgeDesign, of_form, of_sector
from assessor_app.services.badge_designs.designs import DesignDesk
from assessor_app.ui.settings.badge_designer import DesignerView, PaletteView, Pictures
from assessor_app.ui.settings.badge_presenter import DesignerParts, about_words
from assessor_app.wording.catalogue import gettext as _


def designer_parts(device: Device) -> DesignerParts:
    """The libraries that draw come in when somebody opens the designer, not with the room."""
    made = _Designer(device)
    return DesignerParts(save=made.save, view=made.view, draw=made.draw)


class _Designer:
    def __init__(self, device: Device) -> None:
        self._device = device

    def save(self, by: str, target: str, design: BadgeDesign | None) -> None:
        from assessor_app.services.badge_designs.designs import choose_design

        choose_design(self._desk(), by=by, target=target, design=design)

    def view(self, target: str) -> DesignerView:
        """An empty target is the first sector."""
        from assessor_app.documents.badge_image.badge import BadgeArtist, badge_parts

        targets, parts = self._targets(), badge_parts()
        # The first that a form is at hand for: its title makes a better picture.
        own = (one for one in targets if one.startswith("sector:") and self._has_form(one))
        target = target or next(own, next(iter(targets)))
        newest = self._device.tables.badge_designs.newest(target)
        about = _("The design that ships, or the one of its sector.")
        design = None
        if newest is not None and newest.design is not None:
            by = self._device.tables.staff.get(newest.by).name
            design, about = newest.design, about_words(newest.version, newest.at, by)
        sector = self._sector(target)
        if design is None:
            found = self._device.tables.badge_designs.newest(of_sector(sector))
            design = (found.design if found else None) or BadgeArtist().shipped(sector)
        return DesignerView(
            targets=tuple(targets.items()),
            target=target,
            shapes=parts.shapes,
            signs=parts.signs,
            palettes=tuple(
                PaletteView(name=one.name, colour=one.colour, accent=one.accent, paper=one.paper)
                for one in parts.palettes
            ),
            design=design,
            about=about,
        )

    def draw(self, target: str, design: BadgeDesign) -> Pictures:
        from dataclasses import replace

        from assessor_app.documents.badge_image.badge import BadgeArtist, BadgeWords, badge_parts

        artist, parts = BadgeArtist(), badge_parts()
        title, line = self._words(target)
        words = BadgeWords(title=title, line=line, sector="", design=design)
        return Pictures(
            badge=artist.svg(words),
            shapes={name: artist.shape_svg(replace(design, shape=name)) for name in parts.shapes},
            signs={name: artist.sign_svg(replace(design, sign=name)) for name in parts.signs},
        )

    def _desk(self) -> DesignDesk:
        from assessor_app.documents.badge_image.badge import badge_parts

        device, parts = self._device, badge_parts()
        return DesignDesk(
            transactions=device.store,
            store=device.tables.badge_designs,
            staff=device.tables.staff,
            clock=device.clock,
            shapes=parts.shapes,
            signs=parts.signs,
        )

    def _targets(self) -> dict[str, str]:
        """Each sector, with its forms behind it."""
        from assessor_app.desktop.floor import sector_titles

        titles = sector_titles()
        forms = {one.form.code: one.form for one in self._device.shelf.offered().values()}
        sectors = dict.fromkeys([*titles, *(form.sector for form in forms.values())])
        found: dict[str, str] = {}
        for sector in sectors:
            found[of_sector(sector)] = _("{sector}: every form").format(sector=titles.get(sector, sector))
            for form in sorted(forms.values(), key=lambda one: one.code):
                if form.sector == sector:
                    found[of_form(form.code)] = f"{form.code} · {form.title}"
        return found

    def _has_form(self, target: str) -> bool:
        forms = self._device.shelf.offered().values()
        return any(of_sector(one.form.sector) == target for one in forms)

    def _sector(self, target: str) -> str:
        kind, _colon, code = target.partition(":")
        if kind == "sector":
            return code
        forms = (one.form for one in self._device.shelf.offered().values())
        return next((form.sector for form in forms if form.code == code), "")

    def _words(self, target: str) -> tuple[str, str]:
        """The form that is meant, or one of the sector's, so that a real title is seen."""
        sector = self._sector(target)
        forms = [one.form for one in self._device.shelf.offered().values() if one.form.sector == sector]
        _kind, _colon, code = target.partition(":")
        form = next((one for one in forms if one.code == code), next(iter(forms), None))
        return (_("Title of the form"), "ABC-DEF v1") if form is None else (form.title, form.ref)
