"""The editor of a centre's own design: what can be changed on one side, the page as it will be on the other."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.design import CertificateDesign, Family, Overleaf, PaperSize, Way
from assessor_app.ui.designs import edits
from assessor_app.ui.designs.colours import ColourButton
from assessor_app.ui.designs.measures import Measures
from assessor_app.ui.designs.ordering import Ordering
from assessor_app.ui.designs.paper_view import PaperView
from assessor_app.ui.designs.view import Looked, ToEdit
from assessor_app.ui.designs.wordings import Wordings
from assessor_app.ui.designs.words import family_word, overleaf_word, size_word, way_word
from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select, Tick
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import SideBySide, column, holding
from assessor_app.ui.kit.text import Text
from assessor_app.ui.settings.words import language_word
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_PAGE = 520


class DesignEditor(Dialog):
    """Edits one design; whoever opened it draws and keeps it.

    Signals:
        edited(): `design` is another one now: draw it.
        save_asked(): keep it as the next version.
        logo_asked(): a file for the logo is wanted; answer with `take_logo`.
    """

    edited = Signal()
    save_asked = Signal()
    logo_asked = Signal()

    def __init__(self, look: Look, to_edit: ToEdit, parent: QWidget | None = None) -> None:
        title = _("Change {title}").format(title=to_edit.design.title)
        super().__init__(look, title, parent=parent)
        self.design = self._before = to_edit.design
        self._frames = {one.id: one for one in to_edit.frames}
        self.page = PaperView(look, _("The page as it will be"), width=_PAGE)
        self.problems = Text(look, "", tone="danger")
        self.side = Choice(look, _("Side"), [("front", _("Front")), ("back", _("Back"))], current="front")
        self.side.chosen.connect(lambda _side: self.edited.emit())
        self.name = Field(look, _("Name of the design"), text=self.design.title)
        self.name.changed.connect(lambda text: self._set(replace(self.design, title=text)))
        self.ordering = Ordering(look, self.design)
        self.measures = Measures(look, self.design)
        for group in (self.ordering, self.measures):
            group.changed.connect(self._set)
        self.parts = Choice(look, _("What to change"), _parts(), current="paper")
        self._groups: dict[str, QWidget] = {
            "paper": holding(column(*self._paper(to_edit), None, gap=1.5)),
            "letters": holding(column(*self._letters(), None, gap=1.5)),
            "pictures": holding(column(*self._pictures(), None, gap=1.5)),
            "words": self._words(to_edit),
            "order": self.ordering,
            "sizes": self.measures,
        }
        self.parts.chosen.connect(self.open_part)
        left = column(self.parts, *self._groups.values(), None, gap=1.5)
        self.body.addWidget(
            SideBySide(look, left, column(self.side, self.page, self.problems, None, gap=1), from_width=900)
        )
        self.save = PrimaryButton(look, _("Keep as a new version"), icon="check")
        self.save.clicked.connect(self.save_asked)
        self.foot(self.cancel_button(), self.save)
        room = self.room()
        # As high as the screen: the page grows into it once it is drawn.
        self.resize(min(look.metrics.text(1180), room.width()), min(look.metrics.text(860), room.height()))
        self.open_part("paper")
        self._show()

    def open_part(self, key: str) -> None:
        """What is changed: paper, letters, pictures, words, order or sizes. One at a time, so that the page stays in sight."""
        self.parts.choose(key)
        for name, group in self._groups.items():
            group.setVisible(name == key)

    def show_looked(self, looked: Looked) -> None:
        """What became of the design as it stands: the page, or why it cannot be used."""
        self.page.show_png(looked.png)
        self.problems.say("\n".join(looked.problems))
        self.save.setEnabled(not looked.problems)

    def take_logo(self, sha256: str) -> None:
        """The logo that was chosen."""
        self._set(edits.with_logo(self.design, sha256))

    def refuse(self, sentence: str) -> None:
        """Why it was not kept."""
        self.problems.say(sentence)

    def _set(self, design: CertificateDesign) -> None:
        if design != self.design:
            self.design = design
            self._show()
            self.edited.emit()

    def _paper(self, to_edit: ToEdit) -> list[QWidget]:
        look = self.look
        self._size = Choice(look, _("Paper"), [(one.value, size_word(one)) for one in PaperSize])
        self._size.chosen.connect(
            lambda key: self._set(replace(self.design, page=replace(self.design.page, size=PaperSize(key))))
        )
        self._way = Choice(look, _("Way"), [(one.value, way_word(one)) for one in Way])
        self._way.chosen.connect(
            lambda key: self._set(replace(self.design, page=replace(self.design.page, way=Way(key))))
        )
        self._overleaf = Choice(look, _("Sides"), [(one.value, overleaf_word(one)) for one in Overleaf])
        self._overleaf.chosen.connect(lambda key: self._set(replace(self.design, overleaf=Overleaf(key))))
        names = [("", _("One language")), *((one, language_word(one)) for one in to_edit.languages)]
        self._second = Select(look, _("Second language beside it"), names)
        self._second.activated.connect(
            lambda _index: self._set(edits.with_second_language(self.design, self._second.key()))
        )
        over = [Text(look, _("Second language beside it"), role="small", bold=True), self._second]
        return [self.name, self._size, self._way, self._overleaf, *over]

    def _letters(self) -> list[QWidget]:
        look = self.look
        families = [(one.value, family_word(one)) for one in Family if one is not Family.MONO]
        self._fonts: dict[str, Select] = {}
        made: list[QWidget] = []
        for role, word in (
            ("title", _("Names and titles")),
            ("text", _("Text")),
            ("small", _("Small print")),
        ):
            select = Select(look, word, families)
            select.activated.connect(
                lambda _index, role=role: self._set(
                    edits.with_font(self.design, role, self._fonts[role].key())
                )
            )
            self._fonts[role] = select
            made += [Text(look, word, role="small", bold=True), select]
        self.colours = {name: ColourButton(look, name) for name in edits.COLOURS}
        for button in self.colours.values():
            button.picked.connect(
                lambda name, colour: self._set(edits.with_colour(self.design, name, colour))
            )
        self.sector = Tick(look, _("In the colour of the form's sector"))
        self.sector.toggled.connect(self._colour_by_sector)
        colours = holding(Flow(*self.colours.values(), gap=look.metrics.apart(8)))
        return [*made, Text(look, _("Colours"), role="small", bold=True), self.sector, colours]

    def _colour_by_sector(self, on: bool) -> None:
        if on != edits.is_in_sectors_colour(self.design):
            self._set(edits.in_sectors_colour(self.design, on=on, before=self._before))

    def _pictures(self) -> list[QWidget]:
        look = self.look
        frames = [("", _("As it is")), *((one.id, one.title) for one in self._frames.values())]
        self.frame = Select(look, _("Frame"), [*frames, (edits.WITHOUT, _("Without a frame"))])
        self.frame.activated.connect(lambda _index: self._take_frame(self.frame.key()))
        logo = PlainButton(look, _("Choose a logo…"), icon="image")
        logo.clicked.connect(self.logo_asked)
        self.no_logo = PlainButton(look, _("Take the logo away"), icon="trash-2")
        self.no_logo.clicked.connect(lambda: self.take_logo(""))
        self.signed = Tick(look, _("Print pictures of signatures"))
        self.signed.toggled.connect(lambda on: self._set(replace(self.design, signed=on)))
        buttons = holding(Flow(logo, self.no_logo, gap=look.metrics.apart(8)))
        return [Text(look, _("Frame"), role="small", bold=True), self.frame, buttons, self.signed]

    def _take_frame(self, key: str) -> None:
        if not key:
            like: CertificateDesign | None = self._before
        else:
            like = None if key == edits.WITHOUT else self._frames[key]
        self._set(edits.with_frame(self.design, like))

    def _words(self, to_edit: ToEdit) -> QWidget:
        self.wordings = Wordings(self.look, to_edit.languages)
        self.wordings.show_design(self.design)
        self.wordings.written.connect(
            lambda language, heading, certify, found: self._set(
                edits.with_wording(self.design, language, heading=heading, certify=certify, found=found)
            )
        )
        return self.wordings

    def _show(self) -> None:
        """Puts the design's values where they are chosen, without hearing of it."""
        design = self.design
        self._size.choose(design.page.size.value)
        self._way.choose(design.page.way.value)
        self._overleaf.choose(design.overleaf.value)
        self._second.choose(design.languages[0] if design.languages else "")
        for role, select in self._fonts.items():
            select.choose(getattr(design.fonts, role).value)
        for name, button in self.colours.items():
            button.show_colour(design.colours[name])
        self.sector.setChecked(edits.is_in_sectors_colour(design))
        self.signed.setChecked(design.signed)
        self.no_logo.setEnabled(design.logo is not None)
        self.ordering.show_design(design)
        self.measures.show_design(design)
        both = design.overleaf is Overleaf.OUTCOMES
        self.side.setVisible(both)
        if not both:
            self.side.choose("front")


def _parts() -> list[tuple[str, str]]:
    return [
        ("paper", _("Paper")),
        ("letters", _("Letters and colours")),
        ("pictures", _("Frame and logo")),
        ("words", _("Words")),
        ("order", _("Parts and order")),
        ("sizes", _("Sizes")),
    ]
